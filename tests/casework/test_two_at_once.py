"""Two people act on one case at the same moment: the second acts on what the first has left, or is refused."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework import endings, handling, surveys
from casework.arrival import meet
from casework.work import Actor, CaseworkError, case_by_id, resident_of
from domain.lifecycle import Role
from models.case import Case, HistoryEntry
from tests.casework.conftest import OpenBench


def test_a_worker_can_not_finish_what_she_has_just_withdrawn(open_bench: OpenBench) -> None:
    bench = open_bench("postgresql")
    case_id = bench.case(bench.person("oWang"), status="signed")
    with bench.work() as his:
        seen = his.session.get_one(Case, case_id)
        assert seen.status == "signed"
        with bench.work() as hers:
            case = case_by_id(hers, case_id)
            endings.withdraw(hers, case, resident_of(case))
        with pytest.raises(CaseworkError, match="not_now"):
            handling.complete(his, case_by_id(his, seen.id), Actor(Role.OWNER, name="示例甲"), "换了灯泡")
        his.session.rollback()
    with bench.database.read() as session:
        actions = session.execute(select(HistoryEntry.action).where(HistoryEntry.case_id == case_id)).scalars().all()
    assert bench.get(Case, case_id).status == "withdrawn"
    assert list(actions) == ["withdraw"]


def test_news_for_somebody_who_is_writing_waits_for_nobody(open_bench: OpenBench) -> None:
    bench = open_bench("postgresql")
    person_id = bench.person("oWang")
    with bench.work() as hers:
        meet(hers, "oWang")  # Her row is held until she is answered.
        assert bench.row(person_id) > 0


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_changed_mind_undoes_the_reopening_in_the_history_too(open_bench: OpenBench, kind: str) -> None:
    bench = open_bench(kind)
    case_id = bench.case(bench.person("oWang"), status="signed")
    with bench.work() as work:
        handling.complete(work, case_by_id(work, case_id), Actor(Role.DESK, name="示例值班"), "换了灯泡")
    for rating in (3, 1):
        with bench.work() as work:
            case = case_by_id(work, case_id)
            surveys.rate(work, case, resident_of(case), rating)
    with bench.database.read() as session:
        query = select(HistoryEntry.action).where(HistoryEntry.case_id == case_id).order_by(HistoryEntry.id)
        actions = list(session.execute(query).scalars())
    after = bench.get(Case, case_id)
    assert (after.status, after.rating, after.reopens) == ("closed", 1, 0)
    assert actions == ["complete", "reopen", "undo_reopen", "close"]


def test_a_case_that_was_never_finished_can_not_be_rated(open_bench: OpenBench) -> None:
    bench = open_bench("sqlite")
    case_id = bench.case(bench.person("oWang"), status="signed")
    with bench.work() as work:
        case = case_by_id(work, case_id)
        with pytest.raises(CaseworkError, match="not_now"):
            surveys.rate(work, case, resident_of(case), 1)
