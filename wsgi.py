"""The WSGI application for any server: LIANXIN_CONFIG names the config."""

from bot.app import create_app
from bot.settings import load_settings

app = create_app(load_settings())
