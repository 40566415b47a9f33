"""The product on one machine without an account: an example street, a stand-in for WeChat, phones in a page."""
