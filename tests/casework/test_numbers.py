"""Case numbers: one after the other, never two alike while it matters, and round again at the end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update

from casework import numbers
from casework.numbers import HIGHEST, REST, allot
from models.case import Case, Counter
from tests.casework.conftest import Bench, OpenBench


def take(bench: Bench, account: str = "yan") -> int:
    with bench.work(account) as work:
        return allot(work)[0]


def set_counter(bench: Bench, value: int) -> None:
    with bench.work() as work:
        work.session.merge(Counter(account="yan", value=value))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_they_count_up_in_each_account(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    assert [take(bench), take(bench), take(bench, "half"), take(bench)] == [1, 2, 1, 3]


def test_one_that_was_not_kept_is_given_again(bench: Bench) -> None:
    with pytest.raises(KeyError):
        _give_up(bench)
    assert take(bench) == 1


def _give_up(bench: Bench) -> None:
    with bench.work() as work:
        allot(work)
        raise KeyError


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_many_at_once_are_all_different(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(lambda _: take(bench), range(40)))
    assert sorted(given) == list(range(1, 41))


def test_after_the_highest_it_begins_again(bench: Bench) -> None:
    set_counter(bench, HIGHEST - 1)
    assert [take(bench), take(bench)] == [HIGHEST, 1]
    assert numbers.HIGHEST == 999_999  # Six digits, as many as a number may have.


@pytest.mark.parametrize(
    ("status", "ended_ago", "free"),
    [
        ("dispatched", None, False),
        ("received", timedelta(days=400), False),
        ("completed", None, False),
        ("closed", timedelta(days=1), False),
        ("closed", REST - timedelta(seconds=1), False),
        ("closed", REST, True),
        ("withdrawn", timedelta(days=29), False),
        ("rejected", timedelta(days=31), True),
    ],
)
def test_a_number_rests_until_thirty_days_after_its_case(
    bench: Bench, status: str, ended_ago: timedelta | None, *, free: bool
) -> None:
    open_now = status in ("dispatched", "received")
    closed_at = bench.hands.now() - ended_ago if ended_ago is not None and not open_now else None
    bench.case(bench.person(), number=1, status=status, is_open=open_now, closed_at=closed_at)
    set_counter(bench, HIGHEST)
    assert take(bench) == (1 if free else 2)


def test_numbers_in_use_are_stepped_over(bench: Bench) -> None:
    reporter = bench.person()
    for number in (HIGHEST, 1, 2, 4):
        bench.case(reporter, number=number)
    set_counter(bench, 2 * HIGHEST - 1)
    assert [take(bench), take(bench)] == [3, 5]


def test_another_accounts_cases_do_not_matter(bench: Bench) -> None:
    bench.case(bench.person(account="half"), number=1, account="half")
    set_counter(bench, HIGHEST)
    assert take(bench) == 1


def test_a_case_keeps_its_number_when_it_is_opened_again(bench: Bench) -> None:
    """A closed case may come back within its time; its number has not gone to another one."""
    case_id = bench.case(bench.person(), number=1, status="closed", is_open=False, closed_at=bench.hands.now())
    bench.hands.move(days=29)
    set_counter(bench, 5 * HIGHEST)
    assert take(bench) == 2
    with bench.work() as work:
        work.session.execute(update(Case).where(Case.id == case_id).values(is_open=True, status="signed"))
    bench.hands.move(days=100)
    set_counter(bench, 5 * HIGHEST)
    assert take(bench) == 2
