"""How a neighbour's case is found and joined: by an index, the biggest first, and by one after the other at once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from sqlalchemy import event, select

from casework import alarms, handling, joined, joining
from casework.work import Actor, CaseworkError, case_by_id, resident_of
from domain.lifecycle import Role
from models.case import Case
from models.person import Person
from tests.casework.conftest import Bench, OpenBench

HERE = {"place": "岩庄花园3号楼", "course": "full", "desk_unit": "yanzhuang"}
DESK = Actor(Role.DESK, name="示例值班")
KINDS = ["sqlite", "postgresql"]


def offered(bench: Bench, case_id: int) -> tuple[int, int] | None:
    """Which case is offered to the reporter of this one, and with how many people."""
    with bench.work() as work:
        case = case_by_id(work, case_id)
        found = joining.offer(work, work.session.get_one(Person, case.reporter_id), case)
        return (found[0].facts["parent"], found[1]) if found else None


def joins(bench: Bench, case_id: int, root_id: int) -> None:
    with bench.work() as work:
        root, case = case_by_id(work, root_id), case_by_id(work, case_id)
        joining.join(work, case, root, resident_of(case))


@pytest.mark.parametrize("kind", KINDS)
def test_the_matter_with_the_most_people_is_offered_and_only_once(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    alone, first, second, new = (bench.case(bench.person(f"o{n}"), **HERE) for n in range(4))
    assert offered(bench, second) == (alone, 1)
    joins(bench, second, first)
    assert offered(bench, new) == (first, 2)
    assert offered(bench, new) is None


def test_what_is_hers_already_is_not_offered_to_her(bench: Bench) -> None:
    first, joined_one = bench.case(bench.person("o1"), **HERE), bench.case(li := bench.person("o2"), **HERE)
    joins(bench, joined_one, first)
    assert offered(bench, bench.case(li, **HERE)) is None


def test_one_person_with_two_numbers_counts_once(bench: Bench) -> None:
    first = bench.case(bench.person("o1"), **HERE)
    li = bench.person("o2")
    for _ in range(2):
        joins(bench, bench.case(li, **HERE), first)
    with bench.work() as work:
        assert joined.neighbours(work, [case_by_id(work, first)]) == {first: 1}


def test_cases_alike_are_found_by_the_index(bench: Bench) -> None:
    case_id = bench.case(bench.person(), **HERE, lat=36.1, lng=117.1)
    asked: list[tuple[str, Any]] = []
    with bench.work() as work:
        case = case_by_id(work, case_id)
        connection = work.session.connection()
        event.listen(connection, "before_cursor_execute", lambda *args: asked.append((args[2], args[3])))
        joining.offer(work, work.session.get_one(Person, case.reporter_id), case)
        query, values = next((one, given) for one, given in asked if "cases.lat BETWEEN" in one)
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all())
    assert "ix_cases_alike" in plan


def test_danger_waits_for_nobody_elses_matter(bench: Bench) -> None:
    first, second = bench.case(bench.person("o1"), **HERE), bench.case(bench.person("o2"), **HERE)
    joins(bench, second, first)
    with bench.work() as work:
        case = case_by_id(work, second)
        case.urgent = True
        alarms.raise_alarm(work, case)
    alone = bench.get(Case, second)
    assert (alone.course, alone.parent_id, alone.status) == ("full", None, "dispatched")
    assert alone.alarm_due is not None


def test_who_joins_while_it_is_completed_comes_too_late_or_is_completed_with_it(open_bench: OpenBench) -> None:
    bench = open_bench("postgresql")
    first, second = bench.case(bench.person("o1"), **HERE), bench.case(bench.person("o2"), **HERE)
    refused: list[str] = []

    def join() -> None:
        try:
            joins(bench, second, first)
        except CaseworkError as refusal:
            refused.append(refusal.code)

    with bench.work() as work:
        handling.complete(work, case_by_id(work, first), DESK, "换了灯泡")
        hers = threading.Thread(target=join)
        hers.start()
    hers.join()
    assert refused == ["ended"]
    assert bench.get(Case, second).course == "full"


def test_who_leaves_while_it_is_completed_is_completed_or_goes_her_own_way(open_bench: OpenBench) -> None:
    bench = open_bench("postgresql")
    first, second = bench.case(bench.person("o1"), **HERE), bench.case(bench.person("o2"), **HERE)
    joins(bench, second, first)

    def complete() -> None:
        with bench.work() as work:
            handling.complete(work, case_by_id(work, first), DESK, "换了灯泡")

    with bench.work() as work:
        case = case_by_id(work, second)
        joining.part(work, case, resident_of(case))
        his = threading.Thread(target=complete)
        his.start()
    his.join()
    with bench.database.read() as session:
        status = dict(session.execute(select(Case.id, Case.status)).all())
    assert status == {first: "completed", second: "dispatched"}
    assert bench.get(Case, second).course == "full"
