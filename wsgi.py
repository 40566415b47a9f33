"""The WSGI application for any server: LIANXIN_CONFIG names the config."""

from bot.app import create_app
from bot.settings import load_settings
from bot.settings.stored import last_good

app = create_app(load_settings(last_good=last_good))
