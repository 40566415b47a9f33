"""Takes up again what inner errors had stopped: the same handlers, and the answer goes to the person as news."""

from __future__ import annotations

import logging

from bot.mishaps import outline
from bot.parts import Parts
from bot.receive import read_words, turn_of
from casework import delivery, inbox, intake
from casework.inbox import Kept
from handlers import router
from wechat.inbound import reread

log = logging.getLogger(__name__)


def replay(parts: Parts) -> int:
    """Try every failed message that is due for it. Returns how many went through; safe to run twice."""
    with parts.session() as session:
        waiting = inbox.failed_ones(session, parts.now())
    done = sum(_tried(parts, kept) for kept in waiting)
    if done:
        parts.bell.ring()
    return done


def _tried(parts: Parts, kept: Kept) -> bool:
    try:
        return _replayed(parts, kept)
    except Exception as error:  # Whatever is wrong with it now may be mended by the next try.
        log.error("replay of message %s failed: %s", kept.error_id, outline(error))
    with parts.session() as session:
        inbox.replay_failed(session, kept.id)
    return False


def _replayed(parts: Parts, kept: Kept) -> bool:
    """One message in one transaction; what it opens counts from the moment she first sent it."""
    message = reread(parts.credentials[kept.account], kept.raw)
    verdict = read_words(parts, message)
    with parts.work(kept.account) as work:
        if not inbox.take_failed(work.session, kept.id):
            return False
        turn = turn_of(parts, work, message, verdict)
        reply = router.answer(turn)
        intake.backdate(work, turn.person, kept.received_at)
        inbox.replayed(work.session, kept.id)
        said = reply.text.strip()
        if said:
            delivery.tell_person(work, turn.person, "words", note=said, summary=said.partition("\n")[0])
    return True
