"""The peer: the same echo by WeRoBot, a framework for such bots (`pip install werobot==1.13.1`)."""

from __future__ import annotations

from flask import Flask
from werobot import WeRoBot
from werobot.contrib.flask import make_view

from bench.village import ACCOUNT

robot = WeRoBot(token=ACCOUNT["token"], enable_session=False, logger=None)
app = Flask("robot")
app.add_url_rule("/wechat/bench", endpoint="robot", view_func=make_view(robot), methods=["GET", "POST"])


@robot.text
def echo(message: object) -> str:
    """Answer what was said."""
    return str(getattr(message, "content", ""))
