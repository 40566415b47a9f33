"""What a line that blows a whistle names: its kind, the departments, and the reason after them."""

from __future__ import annotations

import pytest

from domain.durations import Duration
from domain.org import Department
from domain.whistle import Kind, WhistleCall, WhistleRule, read_call

DEPARTMENTS = (Department("city", "城管", ("城管队", "综合执法")), Department("water", "供水", ("自来水公司",)))


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("城管 井盖塌了", WhistleCall(Kind.ROUTINE, ("city",), "井盖塌了")),
        ("城管、供水 管子漏了，路也塌了", WhistleCall(Kind.ROUTINE, ("city", "water"), "管子漏了，路也塌了")),
        ("重点 自来水公司 城管队 爆管", WhistleCall(Kind.KEY, ("water", "city"), "爆管")),
        ("疑难哨，综合执法，私搭", WhistleCall(Kind.HARD, ("city",), "私搭")),
        ("城管 城管队 乱摆摊", WhistleCall(Kind.ROUTINE, ("city",), "乱摆摊")),
        ("井盖塌了 要围挡", WhistleCall(Kind.ROUTINE, (), "井盖塌了 要围挡")),
        ("城管", WhistleCall(Kind.ROUTINE, ("city",), "")),
        ("城管 航天局 来看看", WhistleCall(Kind.ROUTINE, ("city",), "航天局 来看看", "航天局")),
        ("航天局 来看看", WhistleCall(Kind.ROUTINE, (), "航天局 来看看", "航天局")),
        ("", WhistleCall(Kind.ROUTINE, (), "")),
        ("、城管 来", WhistleCall(Kind.ROUTINE, ("city",), "来")),
    ],
)
def test_a_line_names(line: str, call: WhistleCall) -> None:
    assert read_call(line, DEPARTMENTS) == call


def test_whoever_is_called_in_an_emergency_reports_in_at_once() -> None:
    rule = WhistleRule()
    assert rule.limits(Kind.HARD, urgent=True).report_in == Duration(30, "m")
    assert rule.limits(Kind.HARD, urgent=False).report_in == Duration(3, "wd")
    assert rule.limits(Kind.HARD, urgent=True).finish == rule.limits(Kind.HARD, urgent=False).finish
