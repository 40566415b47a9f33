"""A message that comes again gets the same answer and does nothing, even while the first is being worked on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from casework import inbox
from casework.work import Case
from handlers import report, router
from handlers.turn import Reply, Turn
from tests.bot.conftest import OpenOffice
from tests.bot.office import ALL_MODES, RESIDENT, Office

LAMP = "岩庄花园3号楼楼下路灯坏了"
DATABASES = ("sqlite", "postgresql")
# Each would do something a second time if it were not known.
MESSAGES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("text", {"Content": LAMP}),
    ("voice", {"MediaId": "m2", "Format": "amr"}),
    ("image", {"PicUrl": "http://mmbiz.qpic.cn/x/0", "MediaId": "m1"}),
    ("location", {"Location_X": "36.105", "Location_Y": "117.105", "Scale": "16", "Label": "岩庄花园3号楼"}),
    ("link", {"Title": "停水了", "Description": "", "Url": "https://example.org/a"}),
    ("event", {"Event": "subscribe", "EventKey": ""}),
    ("event", {"Event": "SCAN", "EventKey": "unit_g1", "Ticket": "T"}),
    ("event", {"Event": "CLICK", "EventKey": "progress"}),
)


class Gate:
    """Holds the first message inside its transaction, and tells when the second has been read."""

    def __init__(self) -> None:
        self.inside, self.go, self.read = threading.Event(), threading.Event(), threading.Semaphore(0)

    def report(self, turn: Turn) -> Reply:
        self.inside.set()
        assert self.go.wait(10)
        return report.handle(turn)

    def let_go_once_all_are_waiting(self, others: int) -> None:
        for _ in range(others + 1):
            assert self.read.acquire(timeout=10)
        self.go.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    handlers = tuple(gate.report if one is report.handle else one for one in router.TEXT)
    monkeypatch.setattr(router, "TEXT", handlers)
    yield gate
    gate.go.set()


@pytest.mark.parametrize(("kind", "fields"), MESSAGES, ids=[f"{k}-{f.get('Event', '')}" for k, f in MESSAGES])
def test_the_second_and_third_delivery_get_the_first_answer(shared: Office, kind: str, fields: dict[str, Any]) -> None:
    for account in shared.accounts:
        xml = shared.xml(kind, f"o{kind}", account, **fields)
        first = shared.deliver(xml, account, f"o{kind}")
        before = (len(shared.cases()), len(shared.outbox()), len(shared.inbox()))
        for _ in range(2):
            again = shared.deliver(xml, account, f"o{kind}")
            assert (again.kind, again.content) == (first.kind, first.content)
        assert (len(shared.cases()), len(shared.outbox()), len(shared.inbox())) == before


def test_the_answer_stays_the_same_when_things_have_moved_on(office: Office) -> None:
    xml = office.xml("text", Content=LAMP)
    first = office.deliver(xml)
    office.say("撤回")
    office.hands.move(days=2)
    assert office.deliver(xml).content == first.content
    assert len(office.cases()) == 1


def test_a_medium_is_sent_back_again_as_well(office: Office) -> None:
    office.bind("示例甲", "oJia")
    office.deliver(office.xml("voice", MediaId="m7", Format="amr"))
    office.say("岩庄花园3号楼路灯")
    xml = office.xml("text", "oJia", Content="听 1")
    assert [office.deliver(xml, openid="oJia").media_id for _ in range(3)] == ["m7"] * 3


@pytest.mark.parametrize("database", DATABASES)
def test_deliveries_meanwhile_wait_for_the_first_and_get_its_answer(
    open_office: OpenOffice, gate: Gate, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    office = open_office(*ALL_MODES, database=database)
    reader = office.parts.reader
    read = reader.read

    def noted(*words: str, **where: Any) -> Any:
        verdict = read(*words, **where)
        gate.read.release()
        return verdict

    monkeypatch.setattr(reader, "read", noted)
    xml = office.xml("text", Content=LAMP)
    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(office.deliver, xml)
        assert gate.inside.wait(10)
        others = [threads.submit(office.deliver, xml) for _ in range(2)]
        gate.let_go_once_all_are_waiting(others=2)
        contents = {one.result(20).content for one in (first, *others)}
    assert len(contents) == 1
    assert "记成001号" in contents.pop()
    assert len(office.cases()) == len(office.inbox()) == 1


def test_different_people_with_the_same_moment_are_not_the_same(office: Office) -> None:
    moment = int(office.hands.now().timestamp())
    answers = [
        office.event("subscribe", openid=f"oPerson{n}", CreateTime=moment, EventKey="qrscene_unit_g1", Ticket="T")
        for n in range(3)
    ]
    assert all(answer.kind == "text" for answer in answers)
    assert len(office.inbox()) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"Event": "CLICK", "EventKey": "progress"}, {"Event": "CLICK", "EventKey": "help"}),
        ({"Event": "CLICK", "EventKey": "progress"}, {"Event": "VIEW", "EventKey": "progress"}),
        ({"Event": "subscribe", "EventKey": ""}, {"Event": "unsubscribe", "EventKey": ""}),
        ({"Event": "TEMPLATESENDJOBFINISH", "MsgID": 1, "Status": "success"}, {"MsgID": 2}),
        ({"Event": "SCAN", "EventKey": "unit_g1", "Ticket": "A"}, {"Ticket": "B"}),
        ({"Event": "CLICK", "EventKey": "progress", "CreateTime": 1}, {"CreateTime": 2}),
    ],
)
def test_different_events_of_one_moment_are_not_the_same(
    shared: Office, one: dict[str, Any], other: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    openid = f"oEvent{abs(hash(request.node.name))}"
    before = len(shared.inbox())
    for fields in (one, one | other):
        shared.deliver(shared.xml("event", openid, **fields), openid=openid)
    assert len(shared.inbox()) == before + 2


def test_an_event_is_known_again_whatever_the_case_of_its_name(shared: Office) -> None:
    before = len(shared.inbox())
    for name in ("TEMPLATESENDJOBFINISH", "templatesendjobfinish", "TemplateSendJobFinish"):
        shared.event(name, openid="oCase", MsgID=77, Status="success")
    assert len(shared.inbox()) == before + 1


def test_the_same_number_in_two_accounts_is_two_messages(open_office: OpenOffice) -> None:
    office = open_office(*ALL_MODES)
    for account in office.accounts:
        assert "记成001号" in office.say(LAMP, account=account, MsgId=4711).text
    assert len(office.cases()) == len(office.accounts)


def test_keys_are_forgotten_after_a_week_and_not_before(office: Office) -> None:
    office.say("你好")
    office.hands.move(days=6, hours=23)
    with office.parts.session() as session:
        assert inbox.forget_old(session, office.hands.now()) == 0
    office.hands.move(hours=2)
    with office.parts.session() as session:
        assert inbox.forget_old(session, office.hands.now()) == 1


@pytest.mark.parametrize("database", DATABASES)
def test_one_persons_messages_are_taken_one_after_the_other(open_office: OpenOffice, database: str) -> None:
    office = open_office(database=database)
    xmls = [office.xml("text", Content=LAMP)] + [office.xml("image", MediaId=f"m{n}", PicUrl="") for n in range(5)]
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(office.deliver, xmls))
    assert all(answer.kind == "text" for answer in answers)
    cases: list[Case] = office.cases()
    assert len(cases) == 1
    assert office.person(RESIDENT).talk_case_id == cases[0].id
