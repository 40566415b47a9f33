"""Who somebody is on a case, and what the platform lets us send to her."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from casework import people
from casework.arrival import meet
from casework.people import roles_on, staff_row
from domain.lifecycle import Action, Role
from domain.org import Staff
from models.case import Case
from models.person import Person
from models.whistle import Called, Whistle
from tests.casework.conftest import Bench, OpenBench

OWNER, WORKER, CHIEF, DESK, DEPARTMENT = Role.OWNER, Role.WORKER, Role.CHIEF, Role.DESK, Role.DEPARTMENT
POWER = Staff("13800000020", "示例电工", "department", department="power")


# (who, the case, owned by him, his roles): g1 is below garden, below yanzhuang, below street.
ROLES: tuple[tuple[str, dict[str, Any], bool, tuple[Role, ...]], ...] = (
    ("示例甲", {"unit": "g1"}, True, (OWNER, WORKER)),
    ("示例甲", {"unit": "g1"}, False, (WORKER,)),
    ("示例乙", {"unit": "g1"}, False, (WORKER,)),
    ("示例站长", {"unit": "g1"}, False, (CHIEF, WORKER)),
    ("示例站长", {"unit": "g1"}, True, (OWNER, CHIEF, WORKER)),
    ("示例站长", {"unit": "east"}, False, (WORKER,)),
    ("示例村长", {"unit": "g1"}, False, (WORKER,)),
    ("示例村长", {"unit": "east"}, False, (CHIEF, WORKER)),
    ("示例主任", {"unit": "g1"}, False, (CHIEF, WORKER)),
    ("示例主任", {"unit": "east"}, False, (CHIEF, WORKER)),
    ("示例值班", {"unit": "g1"}, False, (DESK, WORKER)),
    ("示例值班", {"unit": None, "desk_unit": "yanzhuang"}, False, (DESK, WORKER)),
    ("示例值班", {"unit": None, "desk_unit": None}, False, (DESK, WORKER)),
    ("示例值班", {"unit": None, "desk_unit": "street"}, False, (WORKER,)),
    ("示例值班", {"unit": "east"}, False, (WORKER,)),
    ("示例电工", {"unit": "g1"}, False, (WORKER,)),
)


@pytest.mark.parametrize(("name", "case", "owned", "expected"), ROLES)
def test_the_roles_somebody_has_on_a_case(
    bench: Bench, name: str, case: dict[str, Any], expected: tuple[Role, ...], *, owned: bool
) -> None:
    known = [*bench.rules.org.staff.values(), POWER]
    entry = next(one for one in known if one.name == name)
    case_id = bench.case(bench.person(), **case)
    with bench.work() as work:
        row = staff_row(work, entry)
        found = work.session.get_one(Case, case_id)
        found.owner_id = row.id if owned else None
        assert roles_on(work, found, row, entry) == expected


@pytest.mark.parametrize(
    ("department", "status", "roles"),
    [
        ("power", "whistled", (DEPARTMENT, WORKER)),
        ("power", "checking", (DEPARTMENT, WORKER)),
        ("power", "signed", (WORKER,)),
        ("water", "whistled", (WORKER,)),
    ],
)
def test_a_department_has_its_role_while_it_is_called(
    bench: Bench, department: str, status: str, roles: tuple[Role, ...]
) -> None:
    case_id = bench.case(bench.person(), unit="g1", status=status)
    with bench.work() as work:
        whistle = Whistle(case_id=case_id, kind="routine", words="来看看", begun_at=work.now)
        work.session.add(whistle)
        work.session.flush()
        work.session.add(
            Called(whistle_id=whistle.id, case_id=case_id, department=department, called_at=work.now, marks={})
        )
        work.session.flush()
        case = work.session.get_one(Case, case_id)
        assert roles_on(work, case, staff_row(work, POWER), POWER) == roles


@pytest.mark.parametrize(
    ("name", "status", "action", "role"),
    [
        ("示例站长", "received", Action.DISPATCH, CHIEF),
        ("示例甲", "dispatched", Action.SIGN, OWNER),
        ("示例甲", "dispatched", Action.REJECT, OWNER),  # In vain, but as who he is.
        ("示例值班", "signed", Action.REJECT, DESK),
        ("示例乙", "signed", Action.NOTE, WORKER),
    ],
)
def test_an_act_is_done_in_the_nearest_role_that_may(
    bench: Bench, name: str, status: str, action: Action, role: Role
) -> None:
    case_id = bench.case(bench.person(), status=status)
    with bench.work() as work:
        jia = next(one for one in work.rules.org.staff.values() if one.name == "示例甲")
        entry = next(one for one in work.rules.org.staff.values() if one.name == name)
        case = work.session.get_one(Case, case_id)
        case.owner_id = staff_row(work, jia).id
        actor = people.actor_for(work, case, staff_row(work, entry), entry, action)
    assert (actor.role, actor.name, actor.phone) == (role, entry.name, entry.phone)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_first_messages_at_once_make_one_person(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)

    def first(n: int) -> int:
        with bench.work() as work:
            return meet(work, f"o{n % 3}").id

    with ThreadPoolExecutor(6) as threads:
        ids = list(threads.map(first, range(24)))
    assert len(set(ids)) == 3


def test_the_same_openid_in_two_accounts_is_two_people(bench: Bench) -> None:
    assert bench.person("oSame") != bench.person("oSame", account="half")


def test_words_open_two_days_and_five_messages_a_tap_one_minute_and_three(bench: Bench) -> None:
    with bench.work() as work:
        person = meet(work, "oWang")
        people.wrote(work, person)
        people.tapped(work, person)
        assert (person.window_until, person.window_left) == (work.now + timedelta(hours=48), 5)
        assert (person.tap_until, person.tap_left) == (work.now + timedelta(minutes=1), 3)


def test_leaving_forgets_who_she_is_at_once_and_following_starts_afresh(bench: Bench) -> None:
    gone = bench.person(name="王示例", phone="13911112222", home_unit="g1", talk={"words": "x"})
    case_id = bench.case(gone)
    with bench.work() as work:
        assert people.leave(work, meet(work, "oWang")) is False
    person = bench.get(Person, gone)
    assert (person.openid, person.name, person.phone, person.staff_id, person.talk) == (None, None, None, None, {})
    assert person.following is False
    assert bench.get(Case, case_id).words == "路灯坏了"
    assert bench.person("oWang") != gone


def test_a_member_of_the_staff_who_leaves_is_unbound(bench: Bench) -> None:
    bench.person("oJia", staff="示例甲")
    with bench.work() as work:
        assert people.leave(work, meet(work, "oJia")) is True
        assert work.session.scalars(select(Person).where(Person.staff_id.is_not(None))).all() == []


def test_an_inactive_member_of_the_staff_is_a_resident(bench: Bench) -> None:
    bench.person("oJia", staff="示例甲")
    with bench.work() as work:
        person = meet(work, "oJia")
        known = people.staff_of(work, person)
        assert known
        known[0].active = False
        assert people.staff_of(work, person) is None
