"""Puts the stand-in together: the API, the levers, the login page and the page with the phones."""

from flask import Flask, render_template

from simulator import api, control, login
from simulator.courier import Courier
from simulator.world import World

LARGEST = 32 * 1024 * 1024


def create_app(world: World, courier: Courier | None = None) -> Flask:
    """The WSGI application of one world."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions["courier"] = courier or Courier(world)
    api.register(app, world, app.extensions["courier"])
    app.register_blueprint(control.blueprint(world))
    app.register_blueprint(login.blueprint(world))

    @app.get("/")
    def page() -> str:
        return render_template("page.html")

    return app
