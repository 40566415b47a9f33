"""What a category template's values must look like."""

import pytest

from simulator.config import Template
from simulator.errors import PlatformError
from simulator.fields import check, problem

GOOD = [
    ("thing1", "路" * 20),
    ("thing1", "换了灯泡亮了 回1好2一般3没好"),
    ("short_thing1", "已接手啦啊"),
    ("character_string1", "No.037-A/b"),
    ("character_string1", "x" * 32),
    ("number2", "037"),
    ("number2", "3.5"),
    ("letter3", "abcXYZ"),
    ("symbol1", "+-!"),
    ("time4", "15:01"),
    ("time4", "2019年10月1日 15:01"),
    ("time4", "15:01~16:30"),
    ("date5", "2019年10月1日"),
    ("date5", "2019年10月1日 15:01"),
    ("date5", "2019年10月1日~2019年10月3日"),
    ("phone_number6", "0538-1234567"),
    ("name7", "欧阳示例一二三四五六"),
    ("name7", "Example Person Long."),
    ("phrase8", "等您回话"),
    ("amount9", "¥12.50元"),
    ("car_number10", "鲁J12345"),
    ("const11", "路灯"),
    ("keyword1", "old kind"),
]
BAD = [
    ("thing1", "路" * 21),
    ("thing1", "灯坏了\n快来"),
    ("thing1", "灯坏了\t"),
    ("thing1", "灯坏了😀"),
    ("thing1", "好✅"),
    ("thing1", "灯\u2028坏"),
    ("short_thing1", "六个字太长啦"),
    ("character_string1", "三十七"),
    ("character_string1", "x" * 33),
    ("number2", "三"),
    ("number2", "1" * 33),
    ("letter3", "a1"),
    ("symbol1", "a"),
    ("symbol1", "!!!!!!"),
    ("time4", "25:00"),
    ("time4", "2019-10-01 15:01"),
    ("time4", "2019年10月1日"),
    ("date5", "2019年13月1日"),
    ("phone_number6", "1" * 18),
    ("name7", "一二三四五六七八九十多"),
    ("name7", "x" * 21),
    ("phrase8", "等您回话了吗"),
    ("phrase8", "已办ok"),
    ("amount9", "十元"),
    ("car_number10", "鲁J1234567"),
]


@pytest.mark.parametrize(("key", "value"), GOOD)
def test_a_value_that_keeps_its_rule_passes(key: str, value: str) -> None:
    assert problem(key, value) is None


@pytest.mark.parametrize(("key", "value"), BAD)
def test_a_value_that_breaks_its_rule_is_invalid(key: str, value: str) -> None:
    assert problem(key, value) == "invalid"


@pytest.mark.parametrize("key", ["thing1", "phrase2", "time3", "keyword4"])
@pytest.mark.parametrize("value", ["", " ", "\n"])
def test_an_empty_value_is_refused_as_empty(key: str, value: str) -> None:
    assert problem(key, value) == "is empty"


def test_a_const_takes_only_its_choices() -> None:
    assert problem("const1", "停水", ("路灯", "垃圾")) == "invalid"
    assert problem("const1", "垃圾", ("路灯", "垃圾")) is None


def test_the_refusal_names_the_field() -> None:
    template = Template("t", "{{thing1.DATA}} {{phrase2.DATA}}", "t")
    with pytest.raises(PlatformError) as caught:
        check(template, {"thing1": {"value": "灯"}, "phrase2": {"value": "won't do"}})
    assert caught.value.code == 47003
    assert "data.phrase2.value invalid" in caught.value.detail


def test_a_missing_key_is_an_empty_value_and_a_strange_one_is_ignored() -> None:
    template = Template("t", "{{thing1.DATA}}", "t")
    with pytest.raises(PlatformError, match=r"thing1\.value is empty"):
        check(template, {"thing9": {"value": "灯"}})
    check(template, {"thing1": {"value": "灯"}, "remark": {"value": "\n"}})


@pytest.mark.parametrize("data", [[], "x", {"thing1": "bare"}, {"thing1": {"value": 37}}])
def test_data_of_the_wrong_shape_is_a_format_error(data: object) -> None:
    with pytest.raises(PlatformError) as caught:
        check(Template("t", "{{thing1.DATA}}", "t"), data)
    assert caught.value.code == 47001
