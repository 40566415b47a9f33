"""Commands and digits that do not fit: nothing is changed, and the reply says what would have worked."""

from __future__ import annotations

import pytest

from domain.lifecycle import Status
from tests.bot.office import Office

LAMP = "岩庄花园3号楼楼下路灯坏了"  # Of the first grid, which 示例甲 has.
WATER = "岩庄花园8号楼停水了"  # Of the second grid, which 示例乙 has.
VERBS = (
    "接 1",
    "回 1 我下午去",
    "问 1 哪一盏/那一盏",
    "办结 1 换了灯泡",
    "退 1 不归我",
    "转 1 示例丙",
    "延期 1 2天 等配件",
)


@pytest.fixture
def staffed(office: Office) -> Office:
    """One case of each of two workers; both have their chats."""
    office.bind("示例甲", "oJia")
    office.bind("示例乙", "oYi")
    assert "记成001号" in office.say(LAMP, "oA").text
    assert "记成002号" in office.say(WATER, "oB").text
    return office


def test_a_command_on_somebody_elses_case_changes_nothing(staffed: Office) -> None:
    for command in VERBS:
        got = staffed.say(command, "oYi")
        assert "001号不在您手上" in got.text
        assert "示例甲" in got.text
        assert "记成" not in got.text
        assert staffed.cases()[0].status == Status.DISPATCHED


def test_a_command_on_a_closed_case_says_so(staffed: Office) -> None:
    staffed.say("办结 1 换了灯泡", "oJia")
    staffed.say("满意", "oA")
    assert staffed.cases()[0].status == Status.CLOSED
    for command in VERBS:
        got = staffed.say(command, "oJia")
        assert "已结案" in got.text or "没动" in got.text, command
        assert "记成" not in got.text, command
        assert staffed.cases()[0].status == Status.CLOSED, command


def test_an_unknown_number_keeps_what_was_typed(staffed: Office) -> None:
    for command in ["办结 999 换了灯泡", "接 999", "查 999", "备注 999 等配件", "派 999 示例甲"]:
        got = staffed.say(command, "oJia")
        assert "没有999号" in got.text
        assert "记成" not in got.text
        assert len(staffed.cases()) == 2


def test_words_typed_for_a_wrong_number_go_to_the_right_one_by_a_tap(staffed: Office) -> None:
    taps = staffed.say("办结 999 换了灯泡", "oJia").taps
    staffed.say("办结001", "oJia", bizmsgmenuid=taps["办结001"])
    case = staffed.cases()[0]
    assert (case.status, case.result_words) == (Status.COMPLETED, "换了灯泡")


def test_a_command_of_somebody_unbound_opens_nothing_and_says_how_to_bind(staffed: Office) -> None:
    for command in ["办结 1 换了灯泡", "接 1", "待办", "退 2 不归我", "转 1 示例乙"]:
        got = staffed.say(command, "oStranger")
        assert "绑定" in got.text
        assert "记成" not in got.text
        assert len(staffed.cases()) == 2
        assert staffed.cases()[0].status == Status.DISPATCHED


def test_the_queue_of_somebody_with_nothing_in_hand_prints_no_number(office: Office) -> None:
    office.bind("示例甲", "oJia")
    assert not any(letter.isdigit() for letter in office.say("待办", "oJia").text)


def test_a_digit_with_two_surveys_open_changes_neither_and_names_both(staffed: Office) -> None:
    staffed.say(WATER, "oA")
    staffed.say("办结 1 换了灯泡", "oJia")
    staffed.say("办结 3 来水了", "oYi")
    got = staffed.say("1", "oA")
    assert "001号" in got.text
    assert "003号" in got.text
    assert [case.status for case in staffed.cases()] == [Status.COMPLETED, Status.DISPATCHED, Status.COMPLETED]
    staffed.say("1 办好了，满意", "oA", bizmsgmenuid=next(one for one in got.taps.values() if one.endswith(".1")))
    assert sum(case.status == Status.CLOSED for case in staffed.cases()) == 1


def test_a_digit_far_from_the_options_is_asked_again(staffed: Office) -> None:
    staffed.say("办结 1 换了灯泡", "oJia")
    assert "001号" in staffed.say("7", "oA").text
    assert staffed.cases()[0].status == Status.COMPLETED


@pytest.mark.parametrize(
    ("text", "rating"),
    [("1", 1), ("２", 2), ("三", 3), ("满意", 1), ("一般", 2), ("不满意", 3), ("办好了", 1), ("没办好", 3)],
)
def test_an_answer_to_the_survey_counts_before_the_push_goes_out(staffed: Office, text: str, rating: int) -> None:
    staffed.say("办结 1 换了灯泡", "oJia")
    got = staffed.say(text, "oA")
    case = staffed.cases()[0]
    assert case.rating == rating
    assert case.status == (Status.SIGNED if rating == 3 else Status.CLOSED)
    assert "001号" in got.text
    assert "点错了" in got.text
    if rating == 3:
        assert "重办" in got.text
    assert [row.status for row in staffed.outbox("completed")] == ["cancelled"]


TAPS = {
    "c1.undo": "点错了",
    "c1.place": "地方不对",
    "c1.kind": "事不对",
    "c1.hide": "替我保密",
    "c1.sign": "接001",
    "c1.seen": "看到了",
    "c999.place": "地方不对",
    "q1.1": "1 办好了，满意",
    "q999.1": "清楚了",
    "k.nothing": "下一页",
}


def test_a_tap_on_somebody_elses_case_does_nothing(staffed: Office) -> None:
    for tap, label in TAPS.items():
        assert staffed.say(label, "oStranger", bizmsgmenuid=tap).kind == "text", tap
        assert [case.status for case in staffed.cases()] == [Status.DISPATCHED, Status.DISPATCHED], tap
    assert not staffed.cases()[0].confidential


def test_an_old_link_is_answered_with_how_things_stand(staffed: Office) -> None:
    staffed.say("办结 1 换了灯泡", "oJia")
    staffed.say("1", "oA")
    survey = staffed.outbox("completed")[0].question_id
    got = staffed.say("1 办好了，满意", "oA", bizmsgmenuid=f"q{survey}.1")
    assert "这件已经" in got.text
    assert staffed.cases()[0].status == Status.CLOSED


def test_a_case_of_another_account_is_no_ones_business(staffed: Office) -> None:
    got = staffed.say("c1.hear", "oA", bizmsgmenuid="c1.hear")
    assert got.kind == "text"
    assert "示例甲" not in staffed.say("查 1", "oB").text
