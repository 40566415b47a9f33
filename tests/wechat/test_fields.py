"""Template fields against the platform's rules, which are written down here once more by hand."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wechat.fields import fit_field, missing_keys, template_data, unfilled_keys

CASES: list[tuple[str, object, str]] = [
    # key, value, what is sent
    ("thing2", "东门口路灯不亮", "东门口路灯不亮"),
    ("thing2", "一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二三四五六七八九十"),
    ("thing2", "一二三四五六七八九十一二三四五六七八九十多", "一二三四五六七八九十一二三四五六七八九…"),
    ("thing2", "第一行\n第二行\t完\r\n", "第一行 第二行 完"),
    ("thing2", "路灯坏了😡👍🏽❤️🇨🇳快来", "路灯坏了快来"),
    ("thing2", "面积12㎡，37℃，№3", "面积12㎡，37℃，№3"),
    ("thing2", "a\u200bb\u202ec\x00d\ufeff", "abcd"),
    ("thing2", "\ud800半个", "半个"),
    ("thing2", "𠮷" * 12, "𠮷" * 9 + "…"),  # A rare character counts as two.
    ("thing2", "", "请点开查看"),
    ("thing2", None, "请点开查看"),
    ("thing2", "😀\n", "请点开查看"),
    ("thing2", 37, "37"),
    ("short_thing1", "换好了灯泡了", "换好了灯泡"),
    ("character_string1", "037", "037"),
    ("character_string1", "０３７号", "037"),
    ("character_string1", "编号 LX-2026/037", "LX-2026/037"),
    ("character_string1", "x" * 40, "x" * 32),
    ("character_string1", "号", "-"),
    ("number3", "共12.50元", "12.50"),
    ("number3", "037", "037"),
    ("number3", "1" * 31 + ".5", "1" * 31),
    ("number3", "没有", "0"),
    ("letter1", "Ab-12c", "Abc"),
    ("letter1", "没有", "A"),
    ("symbol1", "a-+*/b!?", "-+*/!"),
    ("symbol1", "字", "-"),
    ("time4", datetime(2019, 10, 1, 7, 1, tzinfo=UTC), "2019年10月1日 15:01"),
    ("time4", datetime(2019, 10, 1, 15, 1, tzinfo=ZoneInfo("Asia/Shanghai")), "2019年10月1日 15:01"),
    ("time4", datetime(2019, 10, 1, 15, 1), "2019年10月1日 15:01"),  # noqa: DTZ001 (taken as Beijing's)
    ("time4", date(2019, 10, 1), "2019年10月1日 00:00"),
    ("date5", date(2019, 10, 1), "2019年10月1日"),
    ("date5", datetime(2019, 12, 31, 23, 0, tzinfo=UTC), "2020年1月1日 07:00"),
    ("time4", "15:01", "15:01"),
    ("time4", "15：01～16：30", "15:01~16:30"),
    ("time4", "2019年10月1日 15:01", "2019年10月1日 15:01"),
    ("time4", "明天下午", "00:00"),
    ("time4", "25:01", "00:00"),
    ("time4", "2019年2月30日 15:01", "00:00"),
    ("time4", "2019年10月1日", "00:00"),
    ("date5", "15:01", "2000年1月1日"),
    ("date5", "2019年10月1日~2019年10月2日", "2019年10月1日~2019年10月2日"),
    ("phone_number6", "13800000001", "13800000001"),
    ("phone_number6", "138****0001", "138****0001"),
    ("phone_number6", "电话：（0513）8000 0001", "(0513)8000"),
    ("phone_number6", "+86-0766-66888866-123", "+86-0766-66888866"),
    ("phone_number6", "没有", "0"),
    ("name7", "示例甲", "示例甲"),
    ("name7", "一二三四五六七八九十多", "一二三四五六七八九十"),
    ("name7", "Example Person With A Long Name", "Example Person With"),
    ("name7", "网格员示例甲3号", "网格员示例甲号"),
    ("name7", "123", "工作人员"),
    ("phrase3", "办理中", "办理中"),
    ("phrase3", "已办结，请评价", "已办结请评"),
    ("phrase3", "done", "有更新"),
    ("amount8", "¥1,200.505元", "¥1200.50元"),
    ("amount8", "12", "12"),
    ("amount8", "免费", "0元"),
    ("car_number9", "粤A8Z888挂", "粤A8Z888挂"),
    ("car_number9", "苏fd12345", "苏FD12345"),
    ("car_number9", "车", "A0"),
    ("const3", "报修", "报修"),
    ("enum3", "A类", "A类"),
    ("const3", "", "其他"),
    ("novelty3", "换了灯泡" * 10, "换了灯泡换了灯泡换了灯泡换了灯泡换了灯…"),
    ("thing", "没有号码", "没有号码"),
]


@pytest.mark.parametrize(("key", "value", "sent"), CASES)
def test_a_value_is_brought_into_shape(key: str, value: object, sent: str) -> None:
    assert fit_field(key, value) == sent


def test_a_given_default_stands_in_if_it_fits_itself() -> None:
    assert fit_field("phrase3", "x", default="办理中") == "办理中"
    assert fit_field("phrase3", "x", default="y") == "有更新"
    assert fit_field("thing3", "", default="路灯\n") == "路灯"


# The rules, read off the platform's own table.
HAN = "\u4e00-\u9fff"
TIME = r"([01]?\d|2[0-3]):[0-5]\d"
DAY = r"\d{4}年(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日"
RULES = {
    "thing": r".{1,20}",
    "short_thing": r".{1,5}",
    "character_string": r"[!-~]{1,32}",
    "number": r"(?=.{1,32}$)[0-9]+(\.[0-9]+)?",
    "letter": r"[A-Za-z]{1,32}",
    "symbol": r"[!-/:-@\[-`{-~]{1,5}",
    "time": rf"({DAY} )?{TIME}(~({DAY} ?)?{TIME})?|({DAY} ?)?{TIME}(~({DAY} ?)?{TIME})?",
    "date": rf"{DAY}( ?{TIME})?(~{DAY}( ?{TIME})?)?",
    "phone_number": r"[0-9+()*#-]{1,17}",
    "name": rf"[{HAN}\u3400-\u4dbfA-Za-z·.' -]{{1,10}}|[A-Za-z·.' -]{{1,20}}",
    "phrase": rf"[{HAN}]{{1,5}}",
    "amount": r"[¥$€£]?[0-9]{1,10}(\.[0-9]{1,2})?元?",
    "car_number": rf"(?=.{{1,8}}$)[{HAN}]?[A-Z0-9]+[{HAN}]?",
    "const": r".+",
    "enum": r".+",
}
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d\u20e3]")


def is_valid(kind: str, sent: str) -> bool:
    if EMOJI.search(sent) or any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in sent):
        return False
    return bool(re.fullmatch(RULES[kind], sent)) and bool(sent.strip())


def test_the_validator_refuses_what_the_platform_refuses() -> None:
    for kind, value in [
        ("thing", "x" * 21),
        ("thing", ""),
        ("thing", "a\nb"),
        ("thing", "a😀"),
        ("phrase", "ok"),
        ("phrase", "一二三四五六"),
        ("character_string", "号"),
        ("time", "明天"),
        ("date", "15:01"),
        ("name", "一二三四五六七八九十多"),
    ]:
        assert not is_valid(kind, value)


ANYTHING = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789年月日:：~～ ¥.,元号A-z甲乙丙😀\n", max_size=50),
    st.from_regex(r"[0-9０-９]{1,40}(\.[0-9]+)?元?"),
    st.none(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1)),  # noqa: DTZ001 (both kinds occur)
    st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)


@given(st.sampled_from(sorted(RULES)), ANYTHING)
@example("time", "2019年13月1日 15:01")
@example("amount", "99999999999999")
@example("thing", "e\u0301" * 30)
def test_whatever_comes_in_the_platform_takes_it(kind: str, value: object) -> None:
    assert is_valid(kind, fit_field(f"{kind}1", value))


FIELDS = {"character_string1": "number", "thing2": "summary", "phrase3": "status", "time4": "time"}
CONTENT = "工单编号:{{character_string1.DATA}}\n事项:{{thing2.DATA}}\n进度:{{phrase3.DATA}}\n时间:{{ time4.DATA }}"


def test_facts_go_under_the_keys_that_the_fields_name() -> None:
    facts = {
        "number": "037",
        "summary": "路灯不亮",
        "status": "办理中",
        "time": datetime(2026, 5, 29, 4, tzinfo=UTC),
        "unused": "x",
    }
    assert template_data(FIELDS, facts) == {
        "character_string1": {"value": "037"},
        "thing2": {"value": "路灯不亮"},
        "phrase3": {"value": "办理中"},
        "time4": {"value": "2026年5月29日 12:00"},
    }


def test_a_missing_fact_is_filled_and_never_empty() -> None:
    assert template_data({"thing2": "summary"}, {}) == {"thing2": {"value": "请点开查看"}}


def test_keys_are_compared_with_the_templates_own_content() -> None:
    assert missing_keys(FIELDS, CONTENT) == []
    assert unfilled_keys(FIELDS, CONTENT) == []
    assert missing_keys(FIELDS | {"thing9": "note"}, CONTENT) == ["thing9"]
    assert unfilled_keys({"thing2": "summary"}, CONTENT) == ["character_string1", "phrase3", "time4"]
