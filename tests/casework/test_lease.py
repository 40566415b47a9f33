"""The lease by which exactly one of several processes acts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from casework.upkeep import hold_lease
from tests.casework.conftest import Bench, OpenBench

KINDS = ("sqlite", "postgresql")


def hold(bench: Bench, holder: str, name: str = "cron") -> bool:
    with bench.work() as work:
        return hold_lease(work.session, name, holder, work.now)


@pytest.mark.parametrize("kind", KINDS)
def test_the_holder_renews_it_and_nobody_else_gets_it(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    assert (hold(bench, "a"), hold(bench, "b"), hold(bench, "a")) == (True, False, True)
    for _ in range(5):
        bench.hands.move(seconds=9)
        assert (hold(bench, "b"), hold(bench, "a")) == (False, True)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_free_once_its_holder_has_been_silent_for_ten_seconds(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    hold(bench, "a")
    bench.hands.move(seconds=10)
    assert hold(bench, "b") is False
    bench.hands.move(milliseconds=1)
    assert (hold(bench, "b"), hold(bench, "a")) == (True, False)


def test_leases_of_other_names_are_other_leases(bench: Bench) -> None:
    assert (hold(bench, "a"), hold(bench, "b", "other")) == (True, True)


@pytest.mark.parametrize("kind", KINDS)
def test_of_many_at_once_one_gets_it(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    for _ in range(3):
        with ThreadPoolExecutor(6) as threads:
            got = list(threads.map(lambda n: hold(bench, f"h{n}"), range(6)))
        assert sum(got) == 1
        bench.hands.move(seconds=11)
