"""Whatever is said by whomever in whatever order, however the clock moves: no case is lost or left unexplained."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from bot.database import upgrade
from casework.called import AT_WORK
from domain.clocks import running
from domain.lifecycle import Status
from domain.same_matter import JOINED
from jobs.sweep import sweep
from models.case import Case, HistoryEntry
from models.inbox import InboxMessage
from models.outbox import OutboxRow
from models.person import Person
from models.whistle import Called
from tests.bot.office import Office, office_settings, opened

RESIDENTS = ("oWang", "oLi", "oZhao")
STAFF = {
    "示例甲": "oStaff1",
    "示例乙": "oStaff2",
    "示例站长": "oStaff5",
    "示例值班": "oStaff8",
    "示例主任": "oStaff7",
    "示例城管": "oStaff21",
}
MATTERS = (
    "岩庄花园3号楼路灯坏了",
    "岩庄花园8号楼下水道堵了",
    "板大山村东组路上有个大坑",
    "路灯坏了",
    "物业费怎么交",
    "岩庄花园2号楼两家吵架要调解",
)
HERS = (
    "催",
    "撤回",
    "满意",
    "一般",
    "没办好",
    "点错了",
    "修好了不用来了",
    "进度",
    "替我保密",
    "1",
    "2",
    "3",
    "谢谢",
    "东边",
    "人工",
    "岩庄花园3号楼着火了快来人",
    "不想活了",
    "是同一件",
    "不是",
)
OWNERS = (
    "接 {}",
    "回 {} 我下午过去",
    "问 {} 东边/西边",
    "办结 {} 换好了",
    "办结 {} 解释 归供电所管",
    "退 {} 不属我辖区",
    "转 {} 示例乙",
    "延期 {} 2天 等配件",
    "挂账 {} 明年改造",
    "提级 {} 要街道协调",
    "点错了 {}",
    "吹哨 {} 城管 井盖塌了",
    "吹哨 {} 疑难 城管、供水 管网要改",
    "验收 {}",
    "没好 {} 还在漏",
    "收哨 {} 自己办好了",
    "评 {} 城管 一般",
    "转 {} 示例助理",
    "当事 {} 东院、西院",
    "说明 {} 那天在开会",
    "告知 {} 上门 说了谢谢",
)
DEPARTMENT = ("报到 {} 下午到", "接 {}", "办结 {} 换了井盖", "回 {} 在路上", "退 {} 不归我们")
CHIEFS = (
    "派 {} 示例甲",
    "我来办 {}",
    "换人 {} 示例乙",
    "再等等 {}",
    "准 {}",
    "驳 {} 不行",
    "裁定 {} 示例乙 楼是他的",
    "恢复 {}",
    "不受理 {} 不归村里",
    "督办 {} 示例主任",
    "类 {} 垃圾",
    "地点 {} 岩庄花园8号楼",
    "回访 {} 没办好",
    "回访 {} 满意",
    "回访 {} 维持 三看都到位",
    "回访 {} 没接通",
    "关爱 {} 独居",
    "并 {} 1",
    "并 {} 2",
    "并 3 {}",
    "拆 {}",
    "呼应 {}",
    "吹哨 {} 重点 供水 爆管了",
    "验收 {} 去看过了",
    "收哨 {} 城管 不来",
    "专题 {} 12月3日下午 城管、供水",
    "决定 {} 明年列入计划",
    "倒查 {} 为什么拖了三天",
    "认定 {} 没有拖",
    "看到了 {}",
    "查 {}",
)
FREE = (
    "请假 今天",
    "请假 明天",
    "代录 13900000000 岩庄花园3号楼路灯坏了",
    "通知 岩庄花园今天8点到18点停水检修",
    "结束通知 1 已经来水",
    "报 岩庄花园3号楼井盖坏了",
    "替 王大娘 报 岩庄花园3号楼路灯坏了",
    "全接下",
    "销假",
    "待办",
    "待派",
    "回访",
    "备注 1 等配件",
    "接 999",
    "胡说八道",
    "收到",
    "修好了",
)
WAITS = (1, 20, 130, 600, 1500, 4500)  # Minutes.
MOST_CASES = 4


@cache
def empty_database() -> Path:
    """A database with all tables and nothing in them, made once."""
    file = Path(tempfile.mkdtemp(prefix="lianxin-empty-")) / "empty.db"
    upgrade(f"sqlite:///{file}")
    return file


class AnyOrder(RuleBasedStateMachine):
    """A street in which anything may be said next."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms = ExitStack()
        folder = Path(self.rooms.enter_context(tempfile.TemporaryDirectory(prefix="lianxin-any-")))
        shutil.copy(empty_database(), folder / "any.db")
        made = office_settings(folder, f"sqlite:///{folder}/any.db", call_back_share="0.5", departments=True)
        self.office: Office = self.rooms.enter_context(opened(made))
        self.limits: dict[tuple[Any, ...], tuple[datetime, datetime]] = {}

    @initialize()
    def everybody_is_bound(self) -> None:
        for name, openid in STAFF.items():
            self.office.bind(name, openid)

    @precondition(lambda self: self.count(Case) < MOST_CASES)
    @rule(who=st.sampled_from(RESIDENTS), words=st.sampled_from(MATTERS))
    def reports(self, who: str, words: str) -> None:
        self.says(who, words)

    @precondition(lambda self: 0 < self.count(Case) < MOST_CASES)
    @rule(who=st.sampled_from(RESIDENTS), words=st.sampled_from(MATTERS[:2]))
    def reports_what_a_neighbour_has_reported(self, who: str, words: str) -> None:
        self.says(who, words)
        self.says(who, "是同一件")

    @rule(words=st.sampled_from(("撤回", "修好了不用来了", "点错了", "没办好", "满意", "替我保密")))
    def the_first_of_several_speaks(self, words: str) -> None:
        carriers = {case.parent_id for case in self.office.cases() if case.parent_id is not None}
        for case in self.office.cases():
            if case.id in carriers:
                self.says(self.chat_of_reporter(case), words)
                return

    @rule(who=st.sampled_from(RESIDENTS), words=st.sampled_from(HERS))
    def answers(self, who: str, words: str) -> None:
        self.says(who, words)

    @rule(pick=st.integers(0, MOST_CASES), words=st.sampled_from(OWNERS))
    def owner_acts(self, pick: int, words: str) -> None:
        cases = [case for case in self.office.cases() if case.owner_id is not None]
        if cases:
            case = cases[pick % len(cases)]
            self.says(self.chat_of(case.owner_id), words.format(case.number))

    @rule(
        who=st.sampled_from(["示例站长", "示例值班", "示例主任"]),
        pick=st.integers(0, MOST_CASES),
        words=st.sampled_from(CHIEFS),
    )
    def chief_acts(self, who: str, pick: int, words: str) -> None:
        cases = self.office.cases()
        if cases:
            self.says(STAFF[who], words.format(cases[pick % len(cases)].number))

    @rule(pick=st.integers(0, MOST_CASES), words=st.sampled_from(DEPARTMENT))
    def department_acts(self, pick: int, words: str) -> None:
        cases = self.office.cases()
        if cases:
            self.says(STAFF["示例城管"], words.format(cases[pick % len(cases)].number))

    @rule(who=st.sampled_from(sorted(STAFF.values())), words=st.sampled_from((*OWNERS, *CHIEFS, *FREE)))
    def anybody_commands(self, who: str, words: str) -> None:
        self.says(who, words.format(1))

    @rule(minutes=st.sampled_from(WAITS))
    def time_passes(self, minutes: int) -> None:
        self.office.hands.move(minutes=minutes)
        deps = replace(self.office.parts.job_deps(), ring=lambda: None)
        sweep(deps)
        told = self.count(OutboxRow)
        sweep(deps)
        assert self.count(OutboxRow) == told, "a second sweep told something anew"

    def says(self, who: str, words: str) -> None:
        self.office.hands.move(seconds=1)
        got = self.office.say(words, who)
        assert got.status == 200
        assert got.text.strip(), words

    def chat_of(self, staff_id: int | None) -> str:
        with self.office.parts.session() as session:
            chat = session.scalar(select(Person.openid).where(Person.staff_id == staff_id))
        return chat or STAFF["示例甲"]

    def chat_of_reporter(self, case: Case) -> str:
        with self.office.parts.session() as session:
            return session.get_one(Person, case.reporter_id).openid or RESIDENTS[0]

    def count(self, table: Any) -> int:
        with self.office.parts.session() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0

    @invariant()
    def no_message_has_failed(self) -> None:
        with self.office.parts.session() as session:
            failed = session.scalars(select(InboxMessage.error_id).where(InboxMessage.status != "done")).all()
        assert not failed

    @invariant()
    def no_open_case_is_without_somebody(self) -> None:
        org = self.office.parts.rules.org
        for case in self.office.cases():
            if not case.is_open:
                continue
            assert case.owner_id is not None or org.desk(case.desk_unit) is not None
            assert case.owner_id is not None or case.status in (Status.RECEIVED.value, Status.SUSPENDED.value)
            assert not running(case) or case.look_at is not None

    @invariant()
    def departments_are_at_work_on_whistled_cases_alone(self) -> None:
        with self.office.parts.session() as session:
            working = select(Case.status).join(Called, Called.case_id == Case.id).where(Called.ended_at.is_(None))
            assert set(session.scalars(working)) <= AT_WORK

    @invariant()
    def what_has_joined_is_carried_by_an_open_case(self) -> None:
        cases = {case.id: case for case in self.office.cases()}
        for case in cases.values():
            if case.is_open and case.course == JOINED:
                carrier = cases[case.parent_id or 0]
                assert carrier.is_open
                assert carrier.course != JOINED
                assert case.status == Status.RECEIVED.value
                assert case.owner_id is None
                assert not running(case)

    @invariant()
    def no_clock_runs_backwards(self) -> None:
        for case in self.office.cases():
            known = (case.id, case.begun_at, case.category, case.unit, case.urgent)
            before = self.limits.get(known)
            if before is not None:
                assert case.solve_due >= before[0]
                assert case.answer_due >= before[1]
            self.limits[known] = (case.solve_due, case.answer_due)

    @invariant()
    def history_explains_the_state(self) -> None:
        with self.office.parts.session() as session:
            for case in session.scalars(select(Case)):
                query = select(HistoryEntry).where(HistoryEntry.case_id == case.id).order_by(HistoryEntry.id)
                steps = list(session.scalars(query))
                assert steps[0].source is None
                assert [step.source for step in steps[1:]] == [step.target for step in steps[:-1]]
                assert steps[-1].target == case.status

    @invariant()
    def nothing_is_told_twice(self) -> None:
        same = (OutboxRow.person_id, OutboxRow.case_id, OutboxRow.kind, OutboxRow.created_at)
        with self.office.parts.session() as session:
            twice = session.execute(select(*same).group_by(*same).having(func.count() > 1)).all()
        assert not twice

    def teardown(self) -> None:
        self.rooms.close()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
