"""The two ways a delivery from outside can be refused."""

from __future__ import annotations


class BadSignature(Exception):  # noqa: N818 (says what happened)
    """The sender did not prove to be WeChat speaking to this account; answer 403."""


class Unreadable(Exception):  # noqa: N818 (says what happened)
    """The signature is good but the body makes no sense; the message says why, without its content."""
