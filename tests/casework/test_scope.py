"""Whose a case is, as far as streets, landlines and second accounts go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework import alarms, desk, scope
from casework.people import staff_row
from casework.work import CaseworkError, Work, case_by_id
from domain.org import Staff, Unit
from models.case import Case
from tests.casework.conftest import Bench

FAR = Staff("13800000031", "示例远", "worker", units=("far",))
UPSTAIRS = Staff("13800000032", "示例区长", "chief", units=("district",))


def _with_two_streets(bench: Bench) -> None:
    """The village's street and another one, both in a district."""
    org = bench.rules.org
    units = {**org.units, "district": Unit("district", "示例区", "district")}
    units["far"] = Unit("far", "远街道", "street", parent="district")
    units["street"] = replace(units["street"], parent="district")
    staff = {**org.staff, FAR.phone: FAR, UPSTAIRS.phone: UPSTAIRS}
    bench.rules = replace(bench.rules, org=replace(org, units=units, staff=staff))


@pytest.mark.parametrize(("name", "found"), [("示例乙", True), ("示例丙", True), ("示例区长", True), ("示例远", False)])
def test_names_are_those_of_the_cases_street_and_above(bench: Bench, name: str, found: bool) -> None:
    _with_two_streets(bench)
    case_id = bench.case(bench.person())
    with bench.work() as work:
        case = case_by_id(work, case_id)
        if found:
            assert desk.find_member(work, name, case).name == name
            return
        with pytest.raises(CaseworkError) as refusal:
            desk.find_member(work, name, case)
        assert refusal.value.code == "too_far"


@pytest.mark.parametrize(
    ("facts", "unit"),
    [
        ({"unit": "g1", "desk_unit": "street"}, "g1"),
        ({"unit": "g1", "desk_unit": "street", "category": "governance"}, "street"),
        ({"unit": "g1", "desk_unit": "street", "kind": "tipoff"}, "street"),
        ({"unit": "g1", "desk_unit": None, "kind": "tipoff"}, "g1"),
        ({"unit": None, "desk_unit": "street"}, "street"),
        ({"unit": None, "desk_unit": None}, "yanzhuang"),
    ],
)
def test_the_unit_from_which_one_looks_upwards(bench: Bench, facts: dict[str, str | None], unit: str) -> None:
    case_id = bench.case(bench.person(), **facts)
    with bench.work() as work:
        assert scope.unit_of(work, case_by_id(work, case_id)) == unit


def test_an_act_is_done_in_the_cases_own_account(bench: Bench) -> None:
    bench.accounts["half"] = replace(bench.accounts["half"], unit="bandashan")
    case_id = bench.case(bench.person(account="half"), account="half", unit=None)
    with bench.work("yan") as work:
        case = case_by_id(work, case_id)
        own = scope.own_work(work, case)
        assert (own.account.id, own.session, own.now) == ("half", work.session, work.now)
        assert scope.unit_of(work, case) == "bandashan"


def _alarm(work: Work, case_id: int) -> alarms.Call:
    return alarms.raise_alarm(work, work.session.get_one(Case, case_id))


def test_a_landline_is_printed_but_the_desk_is_called(bench: Bench) -> None:
    org = bench.rules.org
    units = {**org.units, "yanzhuang": replace(org.units["yanzhuang"], duty_phone="0531-1234567")}
    bench.rules = replace(bench.rules, org=replace(org, units=units))
    case_id = bench.case(bench.person(), urgent=True, emergency="fire", desk_unit="yanzhuang")
    with bench.work() as work:
        nobody = _alarm(work, case_id)
        assert (nobody.who, nobody.phone) == (None, "0531-1234567")
    bench.person("oDesk", staff="示例值班")
    with bench.work() as work:
        call = _alarm(work, case_id)
        assert call.who is not None
        assert (call.name, call.phone, call.on_duty) == ("示例值班", "0531-1234567", True)


def test_whoever_holds_the_duty_phone_may_say_to_have_seen_it(bench: Bench) -> None:
    org = bench.rules.org
    units = {**org.units, "yanzhuang": replace(org.units["yanzhuang"], duty_phone="13800000002")}
    bench.rules = replace(bench.rules, org=replace(org, units=units))
    case_id = bench.case(bench.person(), urgent=True, emergency="fire", desk_unit="yanzhuang")
    bench.person("oYi", staff="示例乙")
    with bench.work() as work:
        case = case_by_id(work, case_id)
        member = org.staff["13800000002"]
        row = staff_row(work, member)
        assert alarms.raise_alarm(work, case).name == "示例乙"
        actor = alarms.Actor(alarms.Role.WORKER, row.id, name=row.name, phone=row.phone)
        assert alarms.seen(work, case, actor).told
        assert case.first_words_at is None
        assert not alarms.ringing(work, case)
