"""`/c/<token>`: a case for its resident: how far it is, and the three big buttons of the survey."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework import lookup, surveys
from casework.facts import contact, promised_by, unit_name
from casework.joined import carrier
from casework.work import Case, CaseworkError, Work, case_by_id, resident_of
from domain.numbers import format_number
from insight import lists
from web.deps import page_deps
from wording import labels, times

progress_pages = Blueprint("progress", __name__)
TO_HER = ("sign", "say", "ask", "extend", "reject")  # What staff do with words that are meant for her.
BUTTONS = (("1", "办好了，满意"), ("2", "办了，一般"), ("3", "没办好"))


@progress_pages.get("/c/<token>")
def show(token: str) -> str:
    """The page of one case; looking changes nothing, so that link previews do no harm."""
    account, case_id = _locate(token)
    with page_deps().look(account) as work:
        case = lookup.case_to_show(work, case_id)
        said = request.args.get("said")
        return render_template("case.html", token=token, buttons=BUTTONS, said=said, **_view(work, case))


@progress_pages.post("/c/<token>")
def rate(token: str) -> Response:
    """One of the three buttons."""
    rating = request.form.get("rating", "")
    if rating not in {value for value, _ in BUTTONS}:
        abort(400)
    deps = page_deps()
    account, case_id = _locate(token)
    try:
        with deps.work(account) as work:
            case = case_by_id(work, case_id)
            said = surveys.rate(work, case, resident_of(case), int(rating))
    except CaseworkError:
        said = "stale"
    deps.ring()
    return redirect(url_for("progress.show", token=token, said=said), code=303)


def _locate(token: str) -> tuple[str, int]:
    """(account, case id) behind the link; 404 when there is none."""
    deps = page_deps()
    with deps.session() as session:
        found = lookup.case_by_token(session, token)
    if found is None or found[0] not in deps.accounts:
        abort(404)
    return found


def _view(work: Work, case: Case) -> dict[str, Any]:
    zone, who = work.rules.zone, contact(work, case)
    now = work.now.astimezone(zone)
    known = carrier(work, case) if case.is_open else case  # Where another carries it, that one says how far it is.

    def words(at: datetime | None) -> str:
        return times.moment(at.astimezone(zone), now) if at else ""

    return {
        "number": format_number(case.number),
        "what": work.rules.category(case.category).say,
        "where": case.place or unit_name(work, case.unit) or "",
        "status": labels.TO_HER[known.status],
        "who": labels.person(who.name, who.title, "") if who and case.is_open else "",
        "phone": who.phone if who and case.is_open else "",
        "words": _last_words(work, case),
        "result": case.result_words or "",
        "asks": case.status == "completed",
        "rating": labels.RATING.get(case.rating or 0, ""),
        "steps": [
            (label, words(at))
            for label, at in (
                ("收到", case.received_at),
                ("派给专人", case.dispatched_at),
                ("有人管了", case.signed_at),
                ("办完", case.completed_at),
                ("结了", case.closed_at),
            )
            if at is not None
        ],
        "due": times.promise(promised_by(work, case).astimezone(zone), now) if case.is_open else "",
        "village": work.account.name,
    }


def _last_words(work: Work, case: Case) -> str:
    """What staff last told or asked her, in full; a card has room for twenty characters."""
    said = [step.words for step in lists.steps(work.session, case) if step.action in TO_HER and step.words]
    return said[-1] if said else ""
