"""Sends what is due in the outbox, batch after batch, and writes down what became of each row."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from casework import delivery, sending
from casework.sending import Outcome, Parcel
from jobs.deps import JobDeps
from wechat import replies
from wechat.apierrors import ApiError, NetworkError
from wechat.errcodes import Action, not_before
from wechat.fields import template_data
from wording import pushes

log = logging.getLogger(__name__)
AT_A_TIME = 8  # The platform is waited for most of the time; what became of these is one commit.
BATCHES = 50  # After so many the job makes room for others; the bell rings again.
TRY_AGAIN = timedelta(days=1)  # What the platform refuses to an account is tried again a day later.
FAULTS = 5  # A fault of ours may lie in what is just gone; after so many tries it lies in the row.
IN_HAND = timedelta(seconds=40)  # A batch not sent by then is given back, well before it counts as abandoned.


def deliver(deps: JobDeps) -> int:
    """Send all that is due now. Returns how many rows were tried."""
    tried = 0
    for _ in range(BATCHES):
        with deps.session() as session:
            parcels = sending.claim(session, deps.accounts, template_of, deps.now(), lambda at: _awake(deps, at))
        if not parcels:
            return tried
        tried += _send_all(deps, parcels)
    deps.ring()
    return tried


def _awake(deps: JobDeps, at: datetime) -> datetime:
    return delivery.after_quiet(at, deps.rules().quiet, deps.rules().zone)


def _send_all(deps: JobDeps, parcels: list[Parcel]) -> int:
    """Send a batch, some at a time; whatever stops it, the rows it did not come to are given back."""
    begun = 0
    try:
        with ThreadPoolExecutor(AT_A_TIME) as hands:
            for some in _at_a_time(parcels):
                if deps.now() - some[0].claimed_at > IN_HAND:
                    break
                begun += len(some)
                outcomes = list(hands.map(partial(send, deps), some)) if len(some) > 1 else [send(deps, some[0])]
                with deps.session() as session:
                    for parcel, outcome in zip(some, outcomes, strict=True):
                        sending.settle(session, parcel.row_id, outcome, deps.now(), parcel.claimed_at)
    finally:
        if begun < len(parcels):
            with deps.session() as session:
                sending.release(session, parcels[begun:], deps.now())
    return begun


def _at_a_time(parcels: list[Parcel]) -> Iterator[list[Parcel]]:
    """The batch in its order, a few to go at once; nobody is among them twice, so that each reads his news in order."""
    some: list[Parcel] = []
    for parcel in parcels:
        known = {(one.account, one.openid) for one in some}
        if len(some) == AT_A_TIME or (parcel.account, parcel.openid) in known:
            yield some
            some = []
        some.append(parcel)
    if some:
        yield some


def template_of(kind: str) -> str:
    """Which of an account's templates a kind of news goes by."""
    return pushes.PUSHES[kind].template


def send(deps: JobDeps, parcel: Parcel) -> Outcome:
    """One try by the channel that was chosen; no transaction is open meanwhile."""
    try:
        gateway = deps.gateway(parcel.account)
        facts = spoken(deps, parcel)
        if parcel.channel == "template":
            sent = gateway.send_template(
                parcel.openid,
                deps.accounts[parcel.account].templates[template_of(parcel.kind)].id,
                _fields(deps, parcel, facts),
                url=_page(deps, parcel),
                client_msg_id=parcel.client_msg_id,
            )
            outcome = Outcome("sent", msgid=sent.msgid)
        else:
            gateway.send_text(parcel.openid, replies.fit(replies.render(pushes.PUSHES[parcel.kind].text(facts))))
            outcome = Outcome("sent")
        log.info("pushed", extra=_ids(parcel))
        return outcome
    except ApiError as error:
        return refused(error, parcel, deps.now())
    except NetworkError as error:
        log.warning("push not sent", extra=_ids(parcel) | {"api": error.api, "reason": error.reason})
        return Outcome("unknown" if error.unknown_outcome else "retry", error=str(error))
    except Exception as error:  # A fault of ours in one row must not hold up everybody else's.
        kind = type(error).__name__
        log.error("push %s of kind %s could not be made: %s", parcel.row_id, parcel.kind, kind)
        return Outcome("failed" if parcel.attempts >= FAULTS else "retry", error=kind)


def _ids(parcel: Parcel) -> dict[str, Any]:
    """By what a push is found in the logs; `trace` is that of the message which made it."""
    return {"trace": parcel.trace, "outbox": parcel.row_id, "account": parcel.account, "kind": parcel.kind}


def spoken(deps: JobDeps, parcel: Parcel) -> dict[str, Any]:
    """The frozen facts in words, at the village's own time."""
    local = deps.now().astimezone(deps.rules().zone)
    return pushes.spoken(parcel.facts, local, deps.base_url, parcel.question_id)


def _page(deps: JobDeps, parcel: Parcel) -> str | None:
    """The resident's page; staff do their work in the chat."""
    token = parcel.facts.get("token")
    return f"{deps.base_url.rstrip('/')}/c/{token}" if token and not parcel.staff else None


def _fields(deps: JobDeps, parcel: Parcel, facts: dict[str, Any]) -> dict[str, dict[str, str]]:
    push = pushes.PUSHES[parcel.kind]
    template = deps.accounts[parcel.account].templates[push.template]
    note = push.note(facts)
    survey = parcel.kind in pushes.SURVEYS
    values: dict[str, Any] = {
        **facts,
        "status": pushes.phrase(parcel.kind),
        "place": facts.get("place") or "地方不明",
        "note": pushes.survey_note(note) if survey else note,
        "ask": pushes.SURVEY_HINT if survey else "",
        "time": _moment(deps, facts.get("time")),
        "due": _moment(deps, facts.get("due")),
    }
    if not {"note", "ask"} & set(template.fields.values()) and (survey or facts.get("note")):
        values["summary"] = values["note"]  # What somebody has said is news; her own words she knows.
    return template_data(template.fields, values)


def _moment(deps: JobDeps, iso: str | None) -> datetime | str:
    return datetime.fromisoformat(iso).astimezone(deps.rules().zone) if iso else ""


def refused(error: ApiError, parcel: Parcel, now: datetime) -> Outcome:
    """What an error code means for this row and for the account."""
    why_not = {"api": error.api, "errcode": error.errcode, "rid": error.rid}
    log.warning("push refused", extra=_ids(parcel) | why_not)
    why = str(error)
    match error.action:
        case Action.retry | Action.wait_minute | Action.refresh_token:
            pause = not_before(error.errcode, now)
            return Outcome("retry", error=why, until=max(pause, now + timedelta(seconds=5)))
        case Action.stop_account:
            return Outcome("wait", error=why, until=now + timedelta(minutes=10), off=sending.ACCOUNT_WIDE)
        case Action.pause_account:
            return Outcome("wait", error=why, until=not_before(error.errcode, now), off=sending.ACCOUNT_WIDE)
        case Action.pause_api_day:
            return Outcome("next", error=why, until=not_before(error.errcode, now), off=parcel.channel)
        case Action.switch_off_api:
            return Outcome("next", error=why, until=now + TRY_AGAIN, off=parcel.channel)
        case Action.switch_off_template:
            off = f"template:{template_of(parcel.kind)}"
            return Outcome("next", error=why, until=now + TRY_AGAIN, off=off)
        case Action.unfollowed:
            return Outcome("unfollowed", error=why)
        case Action.stop_user:
            return Outcome("failed", error=why)
        case _:
            return Outcome("next", error=why)
