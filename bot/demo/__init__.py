"""The product on one machine without an account: an example street, a stand-in for WeChat, phones in a page."""

from bot.demo.run import run

__all__ = ["run"]
