"""The floor: wechatpy and Flask verify a message, parse it and answer the same words; nothing is kept."""

from __future__ import annotations

from flask import Flask, Response, abort, request
from wechatpy import parse_message
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.replies import TextReply
from wechatpy.utils import check_signature

from bench.village import ACCOUNT

app = Flask("echo")


@app.post("/wechat/bench")
def take() -> Response:
    """Answer what was said."""
    try:
        check_signature(ACCOUNT["token"], request.args["signature"], request.args["timestamp"], request.args["nonce"])
    except InvalidSignatureException:
        abort(403)
    message = parse_message(request.get_data())
    return Response(TextReply(content=message.content, message=message).render(), mimetype="application/xml")
