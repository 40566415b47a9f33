"""People who write and send photos all the time, through a platform that asks again when it gets no answer."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

import requests

from bench.village import ACCOUNT
from simulator.pictures import sample
from wechat.signature import sign
from wording import resident

PEOPLE = 400
TRIES, PATIENCE = 3, 5.0  # The platform asks three times, and waits five seconds each time.
THRICE = 0.15  # The share of messages that come three times at once.
LATE, LATEST = 0.1, 4.0  # The share that later ones of the same people overtake, and by how many seconds at most.
PHOTOS, ALBUM = 0.1, 40  # The share that are photos, and how many different ones there are.
REPORTS = ("路灯坏了", "垃圾没人收", "停水了", "井盖没了", "下水道堵了", "电梯坏了")
CONTENT = re.compile(r"<Content><!\[CDATA\[(.*?)\]\]></Content>", re.DOTALL)
NOT_KEPT = resident.lost("A1B2C3").partition("A1B2C3")[0]  # "Please send it again": nobody has taken it.


@dataclass
class Told:
    """One message, words or a photo, what was answered to it, and how long its sender waited in all."""

    openid: str
    text: str
    photo: str = ""  # Its media id.
    replies: list[str] = field(default_factory=list)
    waited: float = 0.0

    @property
    def acknowledged(self) -> bool:
        """Whether the platform was told that the message is in good hands."""
        return bool(self.answers)

    @property
    def answers(self) -> set[str]:
        """What was answered to it, but for the word that nobody has taken it."""
        return {reply for reply in self.replies if not reply.startswith(NOT_KEPT)}


def album(platform: str) -> list[str]:
    """The media ids of photos that the platform now holds; raises HTTPError where it refuses them."""
    known = {"appid": ACCOUNT["app_id"], "secret": ACCOUNT["app_secret"], "grant_type": "client_credential"}
    token = requests.post(f"{platform}/cgi-bin/stable_token", json=known, timeout=30).json()["access_token"]
    upload = f"{platform}/cgi-bin/media/upload?type=image&access_token={token}"
    photos = [sample() + bytes([number]) for number in range(ALBUM)]  # What follows a picture's end is not looked at.
    answers = [requests.post(upload, files={"media": ("photo.png", one)}, timeout=30) for one in photos]
    return [answer.json()["media_id"] for answer in answers]


class Crowd:
    """Writes at a set rate, now and then a photo, and remembers what was answered to whom."""

    def __init__(self, addresses: Sequence[str], rate: float, chance: random.Random, photos: Sequence[str]) -> None:
        query = f"signature={sign(str(ACCOUNT['token']), '1700000000', 'soak')}&timestamp=1700000000&nonce=soak"
        self._urls = [f"{address}/wechat/bench?{query}" for address in addresses]
        self._rate, self._chance, self._photos = rate, chance, photos
        self._ids = count(10**15)
        self.told: dict[int, Told] = {}

    def write(self, until_when: float) -> None:
        """Write at the set rate until then; returns once every message has had its last try."""
        with ThreadPoolExecutor(200) as people:
            while time.monotonic() < until_when:
                number = next(self._ids)
                self.told[number] = self._somebody()
                late = self._chance.uniform(0, LATEST) if self._chance.random() < LATE else 0.0
                for _ in range(3 if self._chance.random() < THRICE else 1):
                    people.submit(self._deliver, number, late)
                time.sleep(self._chance.expovariate(self._rate))

    def _somebody(self) -> Told:
        openid = f"oSoak{self._chance.randrange(PEOPLE):05d}"
        if self._chance.random() < PHOTOS:
            return Told(openid, "", self._chance.choice(self._photos))
        return Told(openid, f"示例花园{self._chance.randrange(1, 60)}号楼{self._chance.choice(REPORTS)}")

    def _deliver(self, number: int, late: float) -> None:
        told, written = self.told[number], int(time.time())
        time.sleep(late)
        body = _xml(told, number, written)
        begun = time.monotonic()
        for tries in range(1, TRIES + 1):
            with suppress(requests.RequestException):
                answer = requests.post(
                    random.choice(self._urls), data=body, headers={"Content-Type": "text/xml"}, timeout=PATIENCE
                )
                if answer.ok:
                    found = CONTENT.search(answer.text)
                    told.replies.append(found[1] if found else "")
                    told.waited = max(told.waited, time.monotonic() - begun)
                    return
            time.sleep(max(0.0, begun + tries * PATIENCE - time.monotonic()))


def _xml(told: Told, number: int, written: int) -> bytes:
    """The message as the platform posts it."""
    if told.photo:
        kind, photo = "image", f"http://127.0.0.1/{told.photo}.png"
        inside = f"<PicUrl><![CDATA[{photo}]]></PicUrl><MediaId><![CDATA[{told.photo}]]></MediaId>"
    else:
        kind, inside = "text", f"<Content><![CDATA[{told.text}]]></Content>"
    return (
        f"<xml><ToUserName><![CDATA[{ACCOUNT['original_id']}]]></ToUserName><FromUserName><![CDATA[{told.openid}]]>"
        f"</FromUserName><CreateTime>{written}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>"
        f"{inside}<MsgId>{number}</MsgId></xml>"
    ).encode()
