"""The life of a case, walked cell by cell against a table written by hand."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from domain import lifecycle
from domain.lifecycle import Action, Need, Refused, Role, Status, Transition

Cell = tuple[Status | None, Action, Role]
TABLE = Path(__file__).with_name("lifecycle_expected.txt")
CELLS = list(itertools.product([None, *Status], Action, Role))


def read_table() -> dict[Cell, Status]:
    expected: dict[Cell, Status] = {}
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, tail = line.partition(":")
        status, action = head.split()
        roles, _, target = tail.partition("->")
        for role in roles.split():
            cell = (None if status == "none" else Status(status), Action(action), Role(role))
            assert cell not in expected, f"written twice: {line}"
            expected[cell] = Status(target.strip())
    return expected


def outcome(cell: Cell) -> Status | str:
    try:
        return lifecycle.find(*cell).target
    except Refused as refused:
        told = (refused.status, refused.action, refused.role)
        return refused.code if told == cell else f"speaks of {told}"


def test_every_cell_of_status_action_and_role_is_as_written() -> None:
    expected = read_table()
    possible = {(status, action) for status, action, _ in expected}
    for cell in CELLS:
        code = "not_yours" if cell[:2] in possible else "not_now"
        assert outcome(cell) == expected.get(cell, code), cell
    print(f"{len(CELLS)} cells tried: {len(expected)} allowed, {len(CELLS) - len(expected)} forbidden")
    assert len(CELLS) == (len(Status) + 1) * len(Action) * len(Role)


def test_no_status_and_action_is_listed_twice_in_the_tuple() -> None:
    steps = [(step.source, step.action) for step in lifecycle.TRANSITIONS]
    assert len(steps) == len(set(steps))


def test_every_action_role_and_need_is_used() -> None:
    assert {step.action for step in lifecycle.TRANSITIONS} == set(Action)
    assert {role for step in lifecycle.TRANSITIONS for role in step.roles} == set(Role)
    assert {need for step in lifecycle.TRANSITIONS for need in step.needs} == set(Need)


NEEDS = {
    Action.RECORD: {"note"},
    Action.DISPATCH: {"owner"},
    Action.HAND_OVER: {"owner"},
    Action.ASK: {"question"},
    Action.WHISTLE: {"department", "reason"},
    Action.CLAIM: {"note"},
    Action.REFUSE_CLAIM: {"note"},
    Action.LET_GO: {"reason"},
    Action.END_WHISTLE: {"reason"},
    Action.VERIFY: {"result"},
    Action.COMPLETE: {"result", "note"},
    Action.RETURN: {"reason"},
    Action.REJECT: {"reason"},
    Action.SUSPEND: {"reason"},
    Action.RULE: {"owner", "reason"},
    Action.REQUEST: {"reason"},
    Action.EXTEND: {"reason"},
    Action.RAISE: {"reason"},
    Action.MEET: {"reason"},
    Action.DECIDE: {"reason"},
    Action.INQUIRE: {"reason"},
    Action.STATE: {"note"},
    Action.FIND: {"note"},
    Action.SUPERVISE: {"owner"},
    Action.SAY: {"note"},
}


@pytest.mark.parametrize("step", lifecycle.TRANSITIONS, ids=lambda step: f"{step.source} {step.action}")
def test_each_step_needs_what_is_written(step: Transition) -> None:
    wanted = NEEDS.get(step.action, set())
    assert step.needs == wanted
    given = dict.fromkeys(wanted, "something")
    lifecycle.check_needs(step, given)
    for need in wanted:
        for nothing in (None, "", " \n"):
            with pytest.raises(Refused) as refused:
                lifecycle.check_needs(step, {**given, need: nothing})
            assert refused.value.code == f"needs_{need}"
            assert (refused.value.status, refused.value.action) == (step.source, step.action)


def test_of_several_things_missing_the_first_is_named() -> None:
    with pytest.raises(Refused, match="needs_reason"):
        lifecycle.check_needs(lifecycle.find(Status.SIGNED, Action.WHISTLE, Role.OWNER), {})


def test_a_value_that_is_no_text_satisfies_a_need_even_if_it_is_zero() -> None:
    lifecycle.check_needs(lifecycle.find(Status.RECEIVED, Action.DISPATCH, Role.DESK), {"owner": 0})


def test_all_but_four_statuses_are_open() -> None:
    ended = {Status.COMPLETED, Status.CLOSED, Status.REJECTED, Status.WITHDRAWN}
    assert set(Status) - ended == lifecycle.OPEN
    assert {status for status in Status if lifecycle.is_open(status)} == lifecycle.OPEN


def test_every_status_can_be_reached_and_every_open_one_can_be_left() -> None:
    reached: set[Status] = set()
    while following := {s.target for s in lifecycle.TRANSITIONS if s.source is None or s.source in reached} - reached:
        reached |= following
    assert reached == set(Status)
    for status in lifecycle.OPEN:
        assert any(s.source == status != s.target for s in lifecycle.TRANSITIONS)


def test_a_refusal_says_in_its_text_what_who_and_when() -> None:
    with pytest.raises(Refused, match="not_yours: sign by resident while dispatched"):
        lifecycle.find(Status.DISPATCHED, Action.SIGN, Role.RESIDENT)
    with pytest.raises(Refused, match="not_now: sign by owner while not open yet"):
        lifecycle.find(None, Action.SIGN, Role.OWNER)
