"""Two hundred messages at once, each sent three times, against gunicorn with two workers: all once, none lost."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local
from typing import Any

import pytest
import requests
from sqlalchemy import create_engine, text

from simulator.config import parse
from simulator.envelope import document, request
from simulator.replies import judge
from tests.bot.office import NO_REDIS, NOWHERE
from tests.bot.served import free_port, log_of, web_process
from tests.conftest import NewDatabase
from tests.journeys.settings import AccountWish, write_config

RESIDENTS, EACH, TIMES = 20, 10, 3
MATTERS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("text", {"Content": "岩庄花园3号楼楼下路灯坏了"}),
    ("text", {"Content": "岩庄花园3号楼路灯一闪一闪的，晚上看不见路"}),
    ("image", {"PicUrl": "", "MediaId": "m1"}),
    ("text", {"Content": "岩庄花园8号楼从早上起停水了"}),
    ("text", {"Content": "岩庄花园8号楼整栋楼水龙头都不出水"}),
    ("voice", {"MediaId": "m2", "Format": "amr"}),
    ("text", {"Content": "岩庄花园2号楼垃圾堆了三天没人清"}),
    ("image", {"PicUrl": "", "MediaId": "m3"}),
    ("text", {"Content": "岩庄花园10号楼半夜装修电钻太吵"}),
    ("text", {"Content": "村口的大桥栏杆断了一截"}),
)
WISH = AccountWish()


class Platform:
    """Sends each message as the platform does; every thread keeps a connection of its own."""

    def __init__(self, url: str) -> None:
        self.url = f"{url}/wechat/yan"
        self.account = parse({"accounts": [WISH.for_simulator()]}).accounts[0]
        self._local = local()

    def xml(self, resident: int, n: int) -> str:
        kind, fields = MATTERS[n % len(MATTERS)]
        head: dict[str, Any] = {"ToUserName": self.account.original_id, "FromUserName": f"oResident{resident:02}"}
        head |= {"CreateTime": 1_790_000_000 + n, "MsgType": kind}
        return document(head | fields | {"MsgId": 24_000_000_000_000_000 + resident * 1000 + n})

    def deliver(self, resident: int, n: int) -> str:
        openid = f"oResident{resident:02}"
        query, body = request(self.account, openid, self.xml(resident, n), 1_790_000_000)
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
            self._local.session.trust_env = False
        answer = self._local.session.post(self.url, params=query, data=body, timeout=30)
        return judge(self.account, openid, answer.status_code, answer.text).content


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_every_message_counts_once_and_every_resending_reads_the_same(
    new_database: NewDatabase, tmp_path: Path, database: str
) -> None:
    url, port = new_database(database), free_port()
    places: dict[str, Any] = {"redis": NO_REDIS, "api": NOWHERE, "media": str(tmp_path / "media")}
    config = write_config(tmp_path, (WISH,), database=url, base_url="https://example.org", **places)
    config.write_text(config.read_text(encoding="utf-8").replace("port = 8000", f"port = {port}", 1), encoding="utf-8")
    messages = [(resident, n) for n in range(EACH) for resident in range(RESIDENTS)]
    with web_process(config, port) as address, ThreadPoolExecutor(30) as threads:
        platform = Platform(address)
        sent = [(one, threads.submit(platform.deliver, *one)) for one in messages for _ in range(TIMES)]
        replies: dict[tuple[int, int], set[str]] = {one: set() for one in messages}
        for one, answer in sent:
            replies[one].add(answer.result())
    assert [one for one, texts in replies.items() if len(texts) != 1] == []
    assert not any("对不住" in text for texts in replies.values() for text in texts)
    _check_tables(url)
    assert "ERROR" not in log_of(config)


def _check_tables(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        numbers = list(connection.scalars(text("SELECT number FROM cases")))
        joins = connection.scalar(text("SELECT count(*) FROM history WHERE action = 'add'"))
        states = Counter(connection.scalars(text("SELECT status FROM inbox")))
        people = connection.scalar(text("SELECT count(*) FROM person"))
    engine.dispose()
    print(f"{sum(states.values())} messages kept, {len(numbers)} cases, {joins} joins, {people} residents")
    assert states == {"done": RESIDENTS * EACH}
    assert len(numbers) + joins == RESIDENTS * EACH
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert people == RESIDENTS
