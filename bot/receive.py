"""One message from verified request to stored answer: classified first, then everything in one transaction."""

from __future__ import annotations

import logging
import secrets
import time
from datetime import datetime

from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError

from bot.mishaps import outline
from bot.parts import Parts
from casework import inbox
from casework.arrival import AnsweredBeforeError, meet
from casework.inbox import Stored
from casework.work import Work
from classifier import Verdict
from handlers import router
from handlers.turn import Reply, Turn
from wechat import replies
from wechat.inbound import Inbound, Kind
from wording import resident

log = logging.getLogger(__name__)
# A database that does not answer at all is asked again for so long; who had to wait for a lock has waited that long.
COMING_BACK_S, AGAIN_S = 3.0, 0.25
SHORT_MS = 700  # The second transaction may take so long at most: with the first one's 3 s, within WeChat's 5 s.


def receive(parts: Parts, message: Inbound, raw: bytes) -> Stored:
    """The answer to a message: computed once, stored with it, and the same for every resending.

    An inner error is answered with an apology whose number is in the log; the message is kept for a replay.
    """
    now = parts.now()
    try:
        stored, trace = _patiently(parts, message, read_words(parts, message), now)
    except AnsweredBeforeError:
        return _answered_before(parts, message)
    except Exception as error:  # The one place that catches all: a resident must never meet silence.
        return _apologise(parts, message, raw, error, now)
    parts.bell.ring()
    kind = message.event or message.kind.value
    log.info("answered", extra={"trace": trace, "account": message.account, "kind": kind})
    return stored


def _patiently(parts: Parts, message: Inbound, verdict: Verdict | None, now: datetime) -> tuple[Stored, str]:
    """The answer and the trace of the transaction it was made in; a database that is just coming back is waited for."""
    until = time.monotonic() + COMING_BACK_S
    while True:
        try:
            with parts.work(message.account, now) as work:
                return answer_once(parts, work, message, verdict), work.trace
        except (OperationalError, InterfaceError):
            if time.monotonic() >= until:
                raise
        time.sleep(AGAIN_S)


def read_words(parts: Parts, message: Inbound) -> Verdict | None:
    """What the words mean, found out before the transaction begins."""
    if message.kind is not Kind.text or not message.text:
        return None
    return parts.reader.read(message.text, within=parts.accounts[message.account].unit)


def answer_once(parts: Parts, work: Work, message: Inbound, verdict: Verdict | None) -> Stored:
    """Answer within the caller's transaction; raises AnsweredBeforeError, and then nothing of it may stay."""
    stored = _stored(router.answer(turn_of(parts, work, message, verdict, message.key)))
    if not inbox.keep(work.session, message.account, message.key, stored, work.now):
        raise AnsweredBeforeError
    return stored


def turn_of(parts: Parts, work: Work, message: Inbound, verdict: Verdict | None, key: str = "") -> Turn:
    """The turn of a message: the person's row is locked, so one person's messages are taken one by one.

    Raises AnsweredBeforeError where the message with this key has been answered.
    """
    person = meet(work, message.openid, key)
    return Turn(
        work=work,
        reader=parts.reader,
        message=message,
        person=person,
        base_url=parts.settings.app.base_url,
        # Where she lives may say what place her words mean.
        verdict=None if person.home_unit and (verdict is None or verdict.unit is None) else verdict,
    )


def _stored(reply: Reply) -> Stored:
    if reply.medium is not None:
        return Stored(None, reply.medium)
    text = reply.text.strip()
    return Stored(replies.fit(replies.render(text)) if text else None)


def _answered_before(parts: Parts, message: Inbound) -> Stored:
    with parts.database.read() as session:
        return inbox.stored_answer(session, message.account, message.key) or Stored(None)


def _apologise(parts: Parts, message: Inbound, raw: bytes, error: Exception, now: datetime) -> Stored:
    error_id = secrets.token_hex(3).upper()
    log.error("message %s failed in account %s: %s", error_id, message.account, outline(error))
    try:
        with parts.database.write(patience_ms=SHORT_MS) as session:
            apology = _words(message, resident.apology(error_id))
            return inbox.fail(session, message.account, message.key, raw, apology, error_id, now)
    except SQLAlchemyError as worse:
        log.critical("message %s is lost in account %s: %s", error_id, message.account, outline(worse))
        return Stored(_words(message, resident.lost(error_id)).reply, again=True)


def _words(message: Inbound, apology: str) -> Stored:
    """An apology to whoever waits for an answer; most events happen without anybody knowing of them."""
    waits = message.kind is not Kind.event or message.event in ("subscribe", "scan", "click")
    return Stored(apology if waits else None)
