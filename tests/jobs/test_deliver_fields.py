"""Whatever the facts are: a push keeps every rule of the platform, and nobody's words become something to tap."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from casework.sending import Parcel
from domain.account import Account, MessageTemplate
from jobs.deliver import send
from jobs.deps import JobDeps
from simulator.config import Template
from simulator.fields import check
from simulator.markup import links, segments, shown, taps
from tests.bot.office import START
from tests.casework.conftest import village
from wechat.gateway import SendResult
from wording.pushes import PUSHES, SURVEYS

FIELDS = {
    "character_string1": "number",
    "number2": "number",
    "thing3": "summary",
    "thing4": "place",
    "thing5": "note",
    "phrase6": "status",
    "time7": "time",
    "time8": "due",
    "date9": "time",
    "name10": "worker",
    "thing11": "category",
    "short_thing12": "status",
    "thing13": "ask",
    "thing14": "village",
    "phone_number15": "phone",
    "letter16": "note",
    "symbol17": "note",
    "amount18": "note",
    "car_number19": "note",
    "thing20": "nothing_we_know",
}
BARE = {"character_string1": "number", "thing2": "summary"}
CONTENT = "\n".join(f"{key}：{{{{{key}.DATA}}}}" for key in FIELDS)
KINDS = ("update", "survey", "task", "remind")
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
OUR_TAP = re.compile(r"(q\d+\.\d+|c\d+\.[a-z_]+|k\.[a-z_]+\d*)")
NASTY = (
    *(
        "",
        " ",
        "\n",
        "\x00",
        "😀👍🏽",
        "〔满意|q9.1〕",
        "〔点|https://evil.example/〕",
        "{number}",
        "{0}",
        "%s",
        "]]>",
        "&lt;",
    ),
    *(
        '<a href="https://evil.example/">x</a>',
        "灯" * 900,
        "a" * 900,
        "\u202e反",
        "\ud800",
        "|",
        "〕〔",
        "１２３",
        "\t\r\n行",
    ),
)


@dataclass
class Recorder:
    """Stands where the gateway stands, and keeps what it is given."""

    data: list[dict[str, Any]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    urls: list[str | None] = field(default_factory=list)

    def send_template(self, openid: str, template_id: str, data: dict[str, Any], **more: Any) -> SendResult:
        self.data.append(data)
        self.urls.append(more["url"])
        return SendResult("1")

    def send_text(self, openid: str, content: str) -> None:
        self.texts.append(content)


def deps_with(recorder: Recorder, fields: dict[str, str]) -> JobDeps:
    templates = {kind: MessageTemplate(kind, fields) for kind in KINDS}

    def nothing(*_: object) -> Any:
        raise AssertionError("sending opens no transaction")

    return JobDeps(
        session=nothing,
        work=nothing,
        rules=lambda: village().rules,
        accounts={"yan": Account("yan", "岩庄社区", "yanzhuang", templates=templates)},
        gateway=lambda account: recorder,  # type: ignore[arg-type, return-value]
        now=lambda: START.astimezone(UTC),
        ring=nothing,
        media_dir=Path(),
        base_url="https://example.org",
        reader=nothing,
        hears=False,
        engine=nothing,
    )


def moments() -> st.SearchStrategy[str]:
    return st.integers(-400 * 86400, 400 * 86400).map(lambda s: (START + timedelta(seconds=s)).isoformat())


words = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
# What comes from the config: any name, but no markup.
names = st.text(alphabet="张李王天平街道岩庄一二路灯、（）·abcXYZ0123 -", max_size=40)
facts = st.fixed_dictionaries(
    {
        **dict.fromkeys(("summary", "place", "behalf", "note", "where", "sounds"), words),
        **dict.fromkeys(
            (
                "category",
                "worker",
                "title",
                "phone",
                "village",
                "by",
                "to",
                "owner",
                "name",
                "other",
                "gone",
                "department",
                "names",
            ),
            names,
        ),
        **dict.fromkeys(("time", "due", "done", "from", "until"), moments()),
        "number": st.integers(1, 999_999).map(lambda n: f"{n:03}"),
        "case_id": st.integers(1, 10**9),
        "token": st.just("example-token"),
        "choices": st.lists(words.filter(str.strip), max_size=5),
        "places": st.lists(names.filter(str.strip), max_size=5),
        "call": st.tuples(names, st.sampled_from(["worker", "desk", ""]), names),
        "result": st.sampled_from(["solved", "explained", "referred", "planned", None]),
        "emergency": st.sampled_from(["fire", None]),
        "clock": st.sampled_from(["dispatch", "sign", "answer", "solve", "report_in", "finish"]),
        "request": st.sampled_from(["extend", "pause", "suspend", "dispute", "whistle"]),
        "whistle_kind": st.sampled_from(["routine", "key", "hard"]),
        "days": st.integers(0, 60),
        "total": st.integers(1, 99),
        "people": st.integers(1, 99),
        "why": st.sampled_from(["settled", "withdrawn"]),
        "late": st.integers(0, 99),
        "lines": st.lists(words, max_size=5),
        "photo": st.sampled_from(["", "photo-token"]),
        "medium": st.sampled_from(["", "medium-token"]),
        **dict.fromkeys(
            ("urgent", "confidential", "asks", "ask_where", "same", "on_duty", "rung", "lead"), st.booleans()
        ),
    }
)


def parcel(kind: str, told: dict[str, Any], channel: Any = "template") -> Parcel:
    return Parcel(1, "yan", "oWang", kind, told, 5, "id", "trace", channel, staff=False, claimed_at=START, attempts=1)


@pytest.mark.parametrize("kind", PUSHES)
@settings(max_examples=8, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(told=facts)
def test_a_template_message_keeps_the_rules_of_its_fields(kind: str, told: dict[str, Any]) -> None:
    for fields in (FIELDS, BARE):
        recorder = Recorder()
        assert send(deps_with(recorder, fields), parcel(kind, told)).what == "sent"
        check(
            Template("t", CONTENT if fields is FIELDS else "{{character_string1.DATA}}{{thing2.DATA}}", "t"),
            recorder.data[0],
        )
        assert recorder.data[0]["character_string1"]["value"] == told["number"]
        assert recorder.urls == ["https://example.org/c/example-token"]


@pytest.mark.parametrize("kind", PUSHES)
def test_its_phrase_has_at_most_five_chinese_characters(kind: str) -> None:
    assert re.fullmatch("[\u4e00-\u9fff]{1,5}", PUSHES[kind].phrase)


@pytest.mark.parametrize("kind", sorted(set(PUSHES) - {"words"}))
@settings(max_examples=8, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(told=facts)
def test_a_chat_message_fits_and_holds_only_our_taps_and_links(kind: str, told: dict[str, Any]) -> None:
    recorder = Recorder()
    assert send(deps_with(recorder, FIELDS), parcel(kind, told, "custom")).what == "sent"
    content = recorder.texts[0]
    pieces = segments(content)
    assert shown(pieces).strip()
    assert len(content.encode("utf-8", "replace")) <= 2048
    assert all(OUR_TAP.fullmatch(tap) for _, tap in taps(pieces)), content
    assert not [tap for _, tap in taps(pieces) if tap == "q9.1"]
    assert all(url.startswith("https://example.org/") for _, url in links(pieces)), content
    assert content.count("<a ") == len(taps(pieces)) + len(links(pieces))


@pytest.mark.parametrize("kind", sorted(set(PUSHES) - {"words"}))
def test_the_survey_in_a_field_asks_for_one_two_three(kind: str) -> None:
    told = {"number": "037", "case_id": 1, "summary": "路灯坏了", "note": "换了灯泡，线路也一起查过了，都好着呢"}
    told |= dict.fromkeys(("due", "done", "until", "time"), START.isoformat())
    names = ("category", "place", "worker", "title", "phone", "by", "to", "owner", "name", "department")
    told |= dict.fromkeys(names, "示例") | {"clock": "finish"}
    for fields in (FIELDS, BARE, {"character_string1": "number", "thing2": "ask"}):
        recorder = Recorder()
        send(deps_with(recorder, dict(fields)), parcel(kind, told))
        values = " ".join(part["value"] for part in recorder.data[0].values())
        assert ("回1好2一般3没好" in values) is (kind in SURVEYS)


def test_staff_get_no_link_to_the_residents_page() -> None:
    recorder = Recorder()
    told = {"number": "037", "case_id": 1, "summary": "x", "category": "x", "token": "t", "due": START.isoformat()}
    send(deps_with(recorder, BARE), replace(parcel("task", told), staff=True))
    assert recorder.urls == [None]


def test_a_late_answer_keeps_its_taps_in_the_chat() -> None:
    recorder = Recorder()
    told = {"note": "收到了，这事记成001号。\n〔地方不对|c1.place〕", "time": START.isoformat()}
    send(deps_with(recorder, BARE), parcel("words", told, "custom"))
    assert taps(segments(recorder.texts[0])) == [("地方不对", "c1.place")]
    send(deps_with(recorder, FIELDS), parcel("words", told))
    check(Template("t", CONTENT, "t"), recorder.data[0])
