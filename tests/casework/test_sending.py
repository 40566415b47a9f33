"""Claiming and settling rows of the outbox: in order, by the best open channel, with pauses, and not for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from casework import sending
from casework.sending import BACK_OFF, Outcome, Parcel
from models.control import Switch
from models.outbox import OutboxRow
from models.person import Person
from models.question import Question
from tests.casework.conftest import Bench, OpenBench, account_of

TEMPLATES = {"signed": "update", "completed": "survey", "task": "task", "words": "update", "none": "absent"}


def claim(bench: Bench) -> list[Parcel]:
    with bench.work(next(iter(bench.accounts))) as work:
        return sending.claim(work.session, bench.accounts, TEMPLATES.__getitem__, work.now)


def settle(bench: Bench, parcel: Parcel, what: Any = "sent", **more: Any) -> OutboxRow:
    with bench.work() as work:
        sending.settle(work.session, parcel.row_id, Outcome(what, **more), work.now)
    row: OutboxRow = bench.get(OutboxRow, parcel.row_id)
    return row


def row_of(bench: Bench, row_id: int) -> OutboxRow:
    row: OutboxRow = bench.get(OutboxRow, row_id)
    return row


def open_window(bench: Bench, person_id: int, left: int = 5) -> None:
    with bench.work() as work:
        person = work.session.get_one(Person, person_id)
        person.window_until, person.window_left = work.now + timedelta(hours=48), left


# Order.


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_one_person_hears_one_thing_after_the_other(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    hers, his = bench.person("oA"), bench.person("oB")
    first, second, other = bench.row(hers), bench.row(hers), bench.row(his)
    assert [one.row_id for one in claim(bench)] == [first, other]
    assert claim(bench) == []
    with bench.work() as work:
        sending.settle(work.session, first, Outcome("sent", msgid="1"), work.now)
    assert [one.row_id for one in claim(bench)] == [second]


def test_what_failed_for_now_keeps_its_place(bench: Bench) -> None:
    hers = bench.person()
    first, second = bench.row(hers), bench.row(hers)
    settle(bench, claim(bench)[0], "retry")
    assert claim(bench) == []
    bench.hands.move(seconds=5)
    assert [one.row_id for one in claim(bench)] == [first]
    assert row_of(bench, second).status == "queued"


def test_what_rests_until_the_morning_does_not_hold_up_what_is_due_now(bench: Bench) -> None:
    hers = bench.person()
    bench.row(hers, due_at=bench.hands.now() + timedelta(hours=9))
    now = bench.row(hers)
    assert [one.row_id for one in claim(bench)] == [now]


def test_nothing_is_claimed_before_its_time(bench: Bench) -> None:
    bench.row(bench.person(), due_at=bench.hands.now() + timedelta(seconds=60))
    assert claim(bench) == []
    bench.hands.move(seconds=60)
    assert len(claim(bench)) == 1


def test_at_most_a_hundred_are_taken_at_once(bench: Bench) -> None:
    for n in range(105):
        bench.row(bench.person(f"o{n}"))
    assert (len(claim(bench)), len(claim(bench))) == (100, 5)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_workers_never_take_the_same_row(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    for n in range(30):
        bench.row(bench.person(f"o{n}"))
    with ThreadPoolExecutor(4) as threads:
        taken = [one.row_id for batch in threads.map(lambda _: claim(bench), range(8)) for one in batch]
    assert len(taken) == len(set(taken)) == 30


# Channels.


@pytest.mark.parametrize(
    ("account", "kind", "window", "staff", "expected"),
    [
        ({}, "signed", 5, False, "template"),
        ({}, "signed", 0, False, "template"),
        ({}, "words", 5, False, "custom"),
        ({}, "words", 0, False, "template"),
        ({}, "none", 5, False, "custom"),
        ({}, "none", 0, False, None),
        ({"templates": {}}, "signed", 1, False, "custom"),
        ({"templates": {}}, "signed", 0, False, None),
        ({"kind": "subscription"}, "signed", 5, False, "custom"),
        ({"kind": "subscription", "verified": False}, "signed", 5, False, None),
        ({"verified": False}, "signed", 5, False, None),
        ({"staff_push": "custom"}, "task", 5, True, "custom"),
        ({"staff_push": "custom"}, "task", 0, True, "template"),
        ({"staff_push": "custom"}, "signed", 5, False, "template"),
    ],
)
def test_the_channel_is_the_best_one_open(
    bench: Bench, account: dict[str, Any], kind: str, window: int, *, staff: bool, expected: str | None
) -> None:
    bench.accounts["yan"] = account_of("yan", **account)
    person = bench.person(staff="示例甲" if staff else "")
    open_window(bench, person, window)
    row_id = bench.row(person, kind)
    taken = claim(bench)
    assert [one.channel for one in taken] == ([expected] if expected else [])
    assert row_of(bench, row_id).status == ("inflight" if expected else "held")


def test_a_tap_opens_the_chat_for_a_minute(bench: Bench) -> None:
    bench.accounts["yan"] = account_of("yan", templates={})
    now = bench.hands.now()
    bench.row(bench.person(tap_until=now + timedelta(minutes=1), tap_left=3))
    bench.row(bench.person("oLate", tap_until=now, tap_left=3))
    assert [one.openid for one in claim(bench)] == ["oWang"]


def test_a_refused_channel_gives_way_to_the_next_and_at_last_it_is_held(bench: Bench) -> None:
    person = bench.person()
    open_window(bench, person)
    row_id = bench.row(person)
    parcel = claim(bench)[0]
    assert (settle(bench, parcel, "next", error="no").status, parcel.channel) == ("queued", "template")
    parcel = claim(bench)[0]
    assert (settle(bench, parcel, "next", error="neither").status, parcel.channel) == ("queued", "custom")
    assert claim(bench) == []
    row = row_of(bench, row_id)
    assert (row.status, row.tried, row.error) == ("held", "template,custom", "neither")


@pytest.mark.parametrize("ability", ["template", "template:update", "custom"])
def test_what_is_switched_off_is_not_tried(bench: Bench, ability: str) -> None:
    person = bench.person()
    open_window(bench, person)
    with bench.work() as work:
        work.session.add(Switch(account="yan", ability=ability, until=None, reason="", at=work.now))
        work.session.add(Switch(account="half", ability="custom", until=None, reason="", at=work.now))
    bench.row(person)
    assert [one.channel for one in claim(bench)] == ["template" if ability == "custom" else "custom"]


def test_a_switch_with_an_end_is_on_again_after_it(bench: Bench) -> None:
    person = bench.person()
    open_window(bench, person)
    bench.row(person)
    settle(bench, claim(bench)[0], "next", off="template", until=bench.hands.now() + timedelta(hours=1), error="quota")
    assert claim(bench)[0].channel == "custom"
    other = bench.person("oB")
    bench.row(other)
    bench.hands.move(hours=1)
    assert [one.channel for one in claim(bench) if one.openid == "oB"] == ["template"]


def test_an_account_that_is_stopped_keeps_its_queue_and_does_not_spend_tries(bench: Bench) -> None:
    row_id = bench.row(bench.person())
    until = bench.hands.now() + timedelta(hours=1)
    settle(bench, claim(bench)[0], "wait", off=sending.ACCOUNT_WIDE, until=until, error="40164")
    for _ in range(6):
        assert claim(bench) == []
        bench.hands.move(minutes=10)
    assert [one.row_id for one in claim(bench)] == [row_id]
    assert row_of(bench, row_id).attempts == 2


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"openid": None, "following": False}, "failed"), ({"following": False}, "held")],
)
def test_nobody_is_written_to_who_has_left(bench: Bench, changes: dict[str, Any], status: str) -> None:
    person = bench.person()
    row_id = bench.row(person)
    with bench.work() as work:
        for name, value in changes.items():
            setattr(work.session.get_one(Person, person), name, value)
    assert claim(bench) == []
    assert row_of(bench, row_id).status == status


def test_an_account_that_left_the_config_holds_its_news(bench: Bench) -> None:
    row_id = bench.row(bench.person())
    del bench.accounts["yan"]
    assert claim(bench) == []
    assert row_of(bench, row_id).status == "held"


# What becomes of a try.


def test_a_question_has_reached_her_once_it_was_sent(bench: Bench) -> None:
    person = bench.person()
    with bench.work() as work:
        question = Question(
            person_id=person, kind="survey", options=[], asked_at=work.now, expires_at=work.now, facts={}
        )
        work.session.add(question)
        work.session.flush()
        question_id = question.id
    bench.row(person, "completed", question_id=question_id)
    bench.hands.move(seconds=30)
    settle(bench, claim(bench)[0], "sent", msgid="77")
    assert bench.get(Question, question_id).reached_at == bench.hands.now()


def test_the_pauses_grow_and_after_a_day_it_is_held(bench: Bench) -> None:
    row_id = bench.row(bench.person())
    pauses = []
    for _ in range(9):
        parcel = claim(bench)[0]
        row = settle(bench, parcel, "retry", error="busy")
        pauses.append(row.due_at - bench.hands.now())
        bench.hands.set(row.due_at)
    assert pauses == [*BACK_OFF, BACK_OFF[-1], BACK_OFF[-1]]
    bench.hands.move(days=1)
    assert settle(bench, claim(bench)[0], "retry", error="busy").status == "held"
    assert claim(bench) == []
    assert row_of(bench, row_id).error == "busy"


def test_chat_messages_use_up_the_window_of_her_words_and_then_that_of_a_tap(bench: Bench) -> None:
    bench.accounts["yan"] = account_of("yan", templates={})
    now = bench.hands.now()
    person = bench.person(tap_until=now + timedelta(minutes=1), tap_left=1)
    open_window(bench, person, 1)
    for left in ((0, 1), (0, 0)):
        bench.row(person)
        settle(bench, claim(bench)[0])
        found = bench.get(Person, person)
        assert (found.window_left, found.tap_left) == left
    row_id = bench.row(person)
    assert claim(bench) == []
    assert row_of(bench, row_id).status == "held"


def test_a_template_message_uses_up_no_window(bench: Bench) -> None:
    person = bench.person()
    open_window(bench, person)
    bench.row(person)
    settle(bench, claim(bench)[0], msgid="1")
    assert bench.get(Person, person).window_left == 5


def test_a_template_of_unknown_outcome_goes_again_under_its_id_for_nine_minutes(bench: Bench) -> None:
    bench.row(bench.person())
    ids = []
    row = None
    for _ in range(60):
        taken = claim(bench)
        if taken:
            ids.append(taken[0].client_msg_id)
            row = settle(bench, taken[0], "unknown", error="time-out")
        bench.hands.move(seconds=10)
    assert len(ids) > 10
    assert len(set(ids)) == 1
    assert row
    assert row.status == "unknown"


def test_a_chat_message_of_unknown_outcome_is_never_sent_again(bench: Bench) -> None:
    bench.accounts["yan"] = account_of("yan", templates={})
    person = bench.person()
    open_window(bench, person)
    bench.row(person)
    assert settle(bench, claim(bench)[0], "unknown").status == "unknown"
    bench.hands.move(minutes=5)
    assert claim(bench) == []


@pytest.mark.parametrize(("channel", "status"), [("template", "queued"), ("custom", "unknown")])
def test_what_a_dead_worker_held_is_taken_back_after_a_minute(bench: Bench, channel: str, status: str) -> None:
    if channel == "custom":
        bench.accounts["yan"] = account_of("yan", templates={})
    person = bench.person()
    open_window(bench, person)
    row_id = bench.row(person)
    first = claim(bench)[0]
    bench.hands.move(seconds=60)
    assert claim(bench) == []
    bench.hands.move(seconds=1)
    claim(bench)
    assert row_of(bench, row_id).status == status
    bench.hands.move(seconds=10)
    again = claim(bench)
    assert [one.client_msg_id for one in again] == ([first.client_msg_id] if channel == "template" else [])


def test_a_result_that_comes_after_it_was_taken_back_changes_nothing(bench: Bench) -> None:
    bench.row(bench.person())
    late = claim(bench)[0]
    bench.hands.move(seconds=61)
    claim(bench)
    assert settle(bench, late, "failed", error="late").status == "queued"


def test_leaving_is_noted_when_the_platform_says_so(bench: Bench) -> None:
    person = bench.person()
    bench.row(person)
    assert settle(bench, claim(bench)[0], "unfollowed", error="43004").status == "held"
    assert bench.get(Person, person).following is False


def test_what_waits_is_counted(bench: Bench) -> None:
    person = bench.person()
    bench.row(person)
    bench.row(person, due_at=bench.hands.now() + timedelta(hours=1))
    bench.row(person, status="sent")
    bench.hands.move(seconds=30)
    with bench.work() as work:
        assert sending.backlog(work.session, work.now) == (1, 30.0)
