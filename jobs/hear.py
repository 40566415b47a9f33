"""Turns one voice into words and lets them do their work; nothing is locked while it decodes, recognises and reads."""

from __future__ import annotations

import logging

from casework import heard, listening
from casework.listening import Recording
from jobs.deps import JobDeps
from speech.decoding import Unreadable, decode
from speech.engine import EngineError
from wording import emergencies

log = logging.getLogger(__name__)
LONGEST = 2000  # Characters that are kept of what was said; a minute of fast speech has some four hundred.


def hear(deps: JobDeps) -> bool:
    """One voice, so that messages go out in between. Returns whether there was one."""
    if not deps.hears:
        return False
    with deps.session() as session:
        one = listening.claim(session, deps.now())
    if one is None:
        return False
    if _settle(deps, one):
        deps.ring()  # There may be more, and there is news.
    return True


def _settle(deps: JobDeps, one: Recording) -> bool:
    """Listen, and write down what came of it. Returns False when there is no engine to go on with."""
    try:
        words = _listen(deps, one)
    except Unreadable as reason:
        log.warning("voice without words", extra={"medium": one.medium_id, "reason": reason.code})
        with deps.session() as session:
            listening.give_up(session, one.medium_id, reason.code, deps.now())
    except EngineError:
        with deps.session() as session:
            listening.put_off(session, one.medium_id, deps.now())
        return False
    except Exception as error:  # An engine is somebody else's program; whatever it does, the voice is not lost.
        log.error("voice %s not understood: %s", one.medium_id, type(error).__name__)
        with deps.session() as session:
            listening.try_again(session, one.medium_id, deps.now())
    else:
        _take_in(deps, one, words)
    return True


def _listen(deps: JobDeps, one: Recording) -> str:
    """What was said. Raises Unreadable when there is nothing to understand, and EngineError."""
    engine = deps.engine()
    try:
        data = (deps.media_dir / one.file).read_bytes()
    except OSError as error:
        raise Unreadable("lost") from error
    words = engine.words(decode(data)).strip()[:LONGEST]
    if not any(letter.isalnum() for letter in words):
        raise Unreadable("silent")
    return words


def _take_in(deps: JobDeps, one: Recording, words: str) -> None:
    if one.account not in deps.accounts:  # No longer in the config: nobody there could be told.
        with deps.session() as session:
            listening.give_up(session, one.medium_id, "account", deps.now())
        return
    verdict = deps.reader().read(words, home=one.home, within=deps.accounts[one.account].unit)
    options = emergencies.answers(verdict.emergency) if verdict.emergency else []
    with deps.work(one.account) as work:
        heard.take_in(work, one.medium_id, words, verdict, options)
