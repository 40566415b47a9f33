"""The address that WeChat calls: bounds the body, verifies, answers; one per account."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, abort, current_app, request

from bot.parts import Parts
from bot.receive import receive
from casework.inbox import Stored
from wechat import replies
from wechat.inbound import BadSignature, Inbound, Unreadable, read, verify_url

log = logging.getLogger(__name__)
MAX_BODY = 64 * 1024
webhook = Blueprint("webhook", __name__)


def _parts() -> Parts:
    return current_app.extensions["lianxin"]


@webhook.get("/wechat/<account>", strict_slashes=False)
def prove(account: str) -> Response:
    """The platform asks whether this address is ours."""
    credentials = _parts().credentials.get(account) or abort(404)
    try:
        return Response(verify_url(credentials, request.args), mimetype="text/plain")
    except BadSignature:
        abort(403)


@webhook.post("/wechat/<account>", strict_slashes=False)
def take(account: str) -> Response:
    """One message or event."""
    parts = _parts()
    credentials = parts.credentials.get(account) or abort(404)
    if (request.content_length or 0) > MAX_BODY:
        abort(413)
    body = request.get_data(cache=False)
    if len(body) > MAX_BODY:
        abort(413)
    try:
        message = read(credentials, request.args, body)
    except BadSignature:
        abort(403)
    except Unreadable as error:
        # Signed by the platform, yet no message we know: taking it is right, sending it again would not help.
        log.warning("unreadable message", extra={"account": account, "reason": str(error)})
        return Response(replies.SUCCESS, mimetype="text/plain")
    return _answer(parts, message, receive(parts, message, body))


def _answer(parts: Parts, message: Inbound, stored: Stored) -> Response:
    credentials = parts.credentials[message.account]
    if stored.media is not None:
        kind, media_id = stored.media
        xml = replies.media_reply_xml(
            message, "voice" if kind == "voice" else "image", media_id, credentials, parts.now()
        )
    elif stored.reply:
        xml = replies.reply_xml(message, stored.reply, credentials, parts.now())
    elif stored.again:
        abort(503)
    else:
        xml = replies.SUCCESS
    return Response(xml, mimetype="text/plain" if xml == replies.SUCCESS else "application/xml")
