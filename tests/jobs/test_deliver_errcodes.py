"""Every error code of the platform: what happens to the row, to the account and to the person."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.bot.office import HERE, START
from tests.jobs.conftest import OpenSorting, Sorting
from tests.journeys.settings import AccountWish
from wechat.errcodes import TABLE

TEMPLATE, CHAT = "message/template/send", "message/custom/send"
TOMORROW = datetime(2026, 11, 26, 0, 5, tzinfo=HERE)
A_DAY_LATER = START + timedelta(days=1)

# What becomes of a template message that the platform answers with the code; written by hand.
AGAIN, AGAIN_IN_A_MINUTE, RENEWED = "queued for +5s", "queued for +60s", "sent with a new token"
BY_CHAT = "sent by chat"
CHAT_NO_TEMPLATE = "sent by chat, this template off"
CHAT_NO_TEMPLATES = "sent by chat, all templates off"
CHAT_TILL_TOMORROW = "sent by chat, all templates off until tomorrow"
STOPPED, STOPPED_HOUR, STOPPED_DAY = "account stopped 10m", "account stopped 1h", "account stopped 1d"
GIVEN_UP, LEFT = "failed", "held, she has left"

EXPECTED = {
    AGAIN: (-1, 268487001, 268487002, 45169, 45171),
    AGAIN_IN_A_MINUTE: (45011,),
    RENEWED: (40001, 40014, 42001),
    STOPPED: (40013, 40125, 40243, 41002, 41004, 50007),
    STOPPED_HOUR: (40164, 61004, 89503, 89507),
    STOPPED_DAY: (89506,),
    GIVEN_UP: (40003, 49003, 46004, 43019, 48002, 50002, 70000),
    LEFT: (43004, 50005),
    CHAT_NO_TEMPLATE: (43116, 40036, 40037),
    CHAT_NO_TEMPLATES: (48001, 48004),
    CHAT_TILL_TOMORROW: (45009,),
    BY_CHAT: (
        *(41001, 43101, 40249, 47001, 47003, 40033, 44002, 40008, 40039, 45002, 45015, 45047, 45008, 40200, 40007),
        *(45065, 45066, 45067, 45080, 45081, 45072, 45056, 45058, 45059, 45157, 45158, 45159, 40032),
        *(48006, 65320, 65304, 40029, 40163),
        12345,  # A code nobody has heard of.
    ),
}
FATES = {code: fate for fate, codes in EXPECTED.items() for code in codes}


def fate(sorting: Sorting, row_id: int, person_id: int) -> str:
    """What has become of the row, in the words of the table."""
    row, off = sorting.row(row_id), sorting.switches()
    if not sorting.person(person_id).following:
        return f"{row.status}, she has left"
    if "*" in off:
        assert row.status == "queued"
        hours = {timedelta(minutes=10): "10m", timedelta(hours=1): "1h", timedelta(days=1): "1d"}
        return f"account stopped {hours[off['*'] - START]}"
    if row.status == "queued":
        return f"queued for +{int((row.due_at - START).total_seconds())}s"
    if row.status == "sent" and row.channel == "template":
        return "sent with a new token"
    if row.status != "sent":
        return row.status
    assert row.tried == "template"
    assert len(sorting.calls(CHAT)) == 1
    if off == {"template:update": A_DAY_LATER}:
        return CHAT_NO_TEMPLATE
    if off == {"template": A_DAY_LATER}:
        return CHAT_NO_TEMPLATES
    if off == {"template": TOMORROW}:
        return CHAT_TILL_TOMORROW
    assert off == {}
    return BY_CHAT


def test_the_table_is_the_whole_table() -> None:
    assert set(FATES) - {12345} == {code for row in TABLE for code in row.codes}


@pytest.mark.parametrize("code", FATES, ids=str)
def test_a_template_message_that_is_refused(sorting: Sorting, code: int) -> None:
    person_id = sorting.resident()
    row_id = sorting.queue(person_id)
    sorting.goes_wrong(TEMPLATE, code)
    sorting.run()
    assert fate(sorting, row_id, person_id) == FATES[code]
    row = sorting.row(row_id)
    if code not in (40001, 40014, 42001):
        assert str(code) in (row.error or "") or row.status == "sent"


@pytest.mark.parametrize(
    ("code", "status", "off"),
    [
        (45015, "held", {}),
        (45047, "held", {}),
        (45002, "held", {}),
        (40200, "held", {}),
        (44002, "held", {}),
        (48001, "held", {"custom": A_DAY_LATER}),
        (48004, "held", {"custom": A_DAY_LATER}),
        (45009, "held", {"custom": TOMORROW}),
        (48002, "failed", {}),
        (40003, "failed", {}),
        (43004, "held", {}),
        (45011, "queued", {}),
        (-1, "queued", {}),
        (42001, "sent", {}),
    ],
)
def test_a_chat_message_that_is_refused(
    open_sorting: OpenSorting, code: int, status: str, off: dict[str, datetime | None]
) -> None:
    sorting = open_sorting(AccountWish(templates=False))
    row_id = sorting.queue(sorting.resident())
    sorting.goes_wrong(CHAT, code)
    sorting.run()
    assert (sorting.row(row_id).status, sorting.switches()) == (status, off)


@pytest.mark.parametrize("code", [43116, 40036, 40037], ids=str)
def test_a_ban_of_the_workers_template_never_stops_what_residents_are_told(sorting: Sorting, code: int) -> None:
    worker, resident = sorting.resident("oGong"), sorting.resident("oWang")
    tasks = [sorting.queue(worker, "task")]
    sorting.goes_wrong(TEMPLATE, code)
    sorting.run()
    assert sorting.switches() == {"template:task": A_DAY_LATER}
    news = [sorting.queue(resident, kind) for kind in ("signed", "extended")]
    tasks.append(sorting.queue(worker, "task"))
    sorting.run()
    assert {sorting.row(one).channel for one in news} == {"template"}
    assert {sorting.row(one).channel for one in tasks} == {"custom"}
    assert {sorting.row(one).status for one in (*news, *tasks)} == {"sent"}


def test_a_token_that_stays_bad_is_tried_again_later(sorting: Sorting) -> None:
    row_id = sorting.queue(sorting.resident())
    sorting.goes_wrong(TEMPLATE, 40001, times=2)
    sorting.run()
    row = sorting.row(row_id)
    assert (row.status, row.due_at - START) == ("queued", timedelta(seconds=5))
    sorting.hands.move(seconds=5)
    sorting.run()
    assert sorting.row(row_id).status == "sent"


def test_a_stopped_account_sends_nothing_more_until_its_time_and_then_everything(sorting: Sorting) -> None:
    rows = [sorting.queue(sorting.resident(f"o{n}")) for n in range(5)]
    sorting.goes_wrong(TEMPLATE, 40164, times=5)
    sorting.run()
    tried = len(sorting.calls(TEMPLATE))
    late = sorting.queue(sorting.resident("oLate"))
    sorting.run()
    assert len(sorting.calls(TEMPLATE)) == tried
    sorting.world.faults.clear()
    for _ in range(8):
        sorting.hands.move(minutes=10)
        sorting.run()
    assert {sorting.row(one).status for one in [*rows, late]} == {"sent"}


@pytest.mark.parametrize(
    ("fault", "status", "calls"),
    [
        ({"http": 502}, "queued", 1),
        ({"drop": "before"}, "queued", 1),
        ({"drop": "after"}, "queued", 1),
    ],
)
def test_a_broken_line_sends_a_template_again_under_the_same_id(
    sorting: Sorting, fault: dict[str, object], status: str, calls: int
) -> None:
    row_id = sorting.queue(sorting.resident())
    sorting.world.faults.order(path=TEMPLATE, **fault)
    sorting.run()
    assert (sorting.row(row_id).status, len(sorting.calls(TEMPLATE))) == (status, calls)
    sorting.hands.move(seconds=5)
    sorting.run()
    sent = sorting.calls(TEMPLATE)
    assert sorting.row(row_id).status == "sent"
    assert sent[0]["client_msg_id"] == sent[1]["client_msg_id"]
    chat = sorting.world.followers["yan", "oWang"].chat.since(0)
    assert [item.kind for item in chat] == ["card"]


def test_a_broken_line_never_sends_a_chat_message_twice(open_sorting: OpenSorting) -> None:
    sorting = open_sorting(AccountWish(templates=False))
    row_id = sorting.queue(sorting.resident())
    sorting.world.faults.order(path=CHAT, drop="after")
    sorting.run()
    for _ in range(20):
        sorting.hands.move(minutes=1)
        sorting.run()
    assert sorting.row(row_id).status == "unknown"
    assert len(sorting.calls(CHAT)) == 1
    told = sorting.office.say("你好").text
    assert "没能通知到您" in told
    assert sorting.row(row_id).status == "told"


def test_one_that_can_not_be_made_does_not_hold_up_the_others(sorting: Sorting) -> None:
    bad = sorting.queue(sorting.resident("oBad"), token=7, due="no time at all")
    good = sorting.queue(sorting.resident("oGood"))
    sorting.run()
    assert (sorting.row(bad).status, sorting.row(good).status) == ("queued", "sent")
    for _ in range(5):  # What ails it may be gone in a moment; after five tries it is given up.
        sorting.hands.move(minutes=3)
        sorting.run()
    assert (sorting.row(bad).status, sorting.row(bad).error) == ("failed", "ValueError")


def test_receipts_of_the_platform_move_the_row(sorting: Sorting) -> None:
    rows = [sorting.queue(sorting.resident(f"o{n}")) for n in range(4)]
    sorting.run()
    statuses = ["success", "failed:user block", "failed: system failed", ""]
    for n, status in enumerate(statuses):
        for name in ("TEMPLATESENDJOBFINISH", "templatesendjobfinish"):
            sorting.office.event(name, f"o{n}", MsgID=sorting.row(rows[n]).msgid, Status=status)
    assert [sorting.row(one).status for one in rows] == ["delivered", "held", "held", "held"]
    sorting.office.event(
        "TEMPLATESENDJOBFINISH", "o1", MsgID=sorting.row(rows[1]).msgid, Status="success", CreateTime=9
    )
    assert sorting.row(rows[1]).status == "held"
