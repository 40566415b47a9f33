"""Decides who answers a message: taps and commands first, then open questions, then talk, and at last a report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from casework import delivery
from casework.people import tapped, wrote
from handlers import (
    answers,
    binding,
    commands,
    emergency,
    entry,
    evidence,
    keywords,
    report,
    shortcuts,
    talk,
    taps,
)
from handlers.turn import Reply, Turn
from wechat.inbound import Kind
from wechat.replies import fits
from wording import pushes, resident

Handler = Callable[[Turn], Reply | None]

TEXT: tuple[Handler, ...] = (
    taps.handle,  # A tap knows its case and question.
    binding.handle,  # 绑定 <code>
    keywords.handle,  # 进度, 帮助, 人工 …: single words that mean one thing.
    commands.handle,  # Staff: 待办, 接 12, 办结 12 换了灯泡 …
    answers.handle,  # A digit or a label answers the question that reached her.
    emergency.handle,  # Nothing below may stand before somebody in danger.
    answers.words,  # 满意, 没办好, or words for the worker who asked.
    shortcuts.handle,  # Staff with one case in hand: 收到, 修好了.
    talk.handle,  # Greetings, thanks, urging, withdrawing.
    report.handle,  # Everything else is a report.
)
OTHER: dict[Kind, Handler] = {
    Kind.image: evidence.photo,
    Kind.video: evidence.photo,
    Kind.voice: evidence.voice,
    Kind.location: evidence.location,
    Kind.link: report.link,
    Kind.event: entry.handle,
}


def answer(turn: Turn) -> Reply:
    """The reply to a message, with news that could not be brought earlier behind it."""
    _note_contact(turn)
    reply = _route(turn)
    if reply is None:
        reply = Reply(resident.unsupported())
    if reply.emergency or reply.medium or not reply.text:
        return reply
    return _with_news(turn, reply)


def _note_contact(turn: Turn) -> None:
    if turn.message.kind is not Kind.event:
        (tapped if turn.message.tap_id else wrote)(turn.work, turn.person)
    elif turn.message.event in ("subscribe", "scan", "click", "scancode_push", "scancode_waitmsg"):
        tapped(turn.work, turn.person)


def _route(turn: Turn) -> Reply | None:
    if turn.message.kind is Kind.voice and turn.message.recognition:
        return _spoken(turn)
    if turn.message.kind is not Kind.text:
        handler = OTHER.get(turn.message.kind)
        return handler(turn) if handler else None
    for handler in TEXT:
        reply = handler(turn)
        if reply is not None:
            return reply
    return Reply(resident.not_understood())


def _spoken(turn: Turn) -> Reply | None:
    """The platform's own words for a voice, should they ever come: read like typed ones, the voice kept."""
    said = (turn.message.recognition or "").strip()
    turn.message = replace(turn.message, kind=Kind.text, text=said)
    turn.verdict = None
    reply = _route(turn)
    evidence.keep_voice(turn)
    return reply


def _with_news(turn: Turn, reply: Reply) -> Reply:
    rows = delivery.take_untold(turn.work, turn.person)
    now = turn.local(turn.work.now)
    lines = [pushes.held_line(row.kind, pushes.spoken(row.facts, now, turn.base_url, row.question_id)) for row in rows]
    for count in range(len(lines), 0, -1):  # As much as one message holds; what does not fit waits for the next.
        text = f"{reply.text}\n\n{resident.held_news(lines[:count], len(lines) - count)}"
        if fits(text):
            delivery.mark_told(turn.work, rows[:count])
            return Reply(text)
    return reply
