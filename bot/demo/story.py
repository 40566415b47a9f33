"""One matter from the first word to the last, played on the phones at a pace that can be followed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.demo.phones import PhoneError, Phones

NUMBER = re.compile(r"记成(\d{3,6})号")
Tell = Callable[[str], None]
Pause = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """Two phones, somebody who tells the visitor what to look at, and the time to look."""

    phones: Phones
    resident: str
    worker: str
    tell: Tell
    pause: Pause


def play(stage: Stage) -> str:
    """Report, accept, question, answer, done, not done, done again, satisfied; returns the case's number."""
    number = _report(stage)
    _accept(stage, number)
    _ask(stage, number)
    _finish(stage, number, "换了新灯泡，亮了")
    _not_done(stage, number)
    _finish(stage, number, "线头松了，重新接好，等了十分钟没再灭")
    _satisfied(stage)
    stage.tell(f"演完了：{number}号从报事到满意，一句没落下。您接着自己试。")
    return number


def _report(stage: Stage) -> str:
    stage.tell("居民打一句话：路灯坏了")
    receipt = stage.phones.say(stage.resident, "3号楼楼下路灯坏了半个月了，晚上看不见路")
    found = NUMBER.search(receipt)
    if found is None:
        raise PhoneError("the report was not taken as one")
    stage.pause()
    return found[1]


def _accept(stage: Stage, number: str) -> None:
    stage.tell("网格员点“待办”，点“接”")
    stage.phones.send(stage.worker, "click", key="queue")
    stage.pause()
    seen = stage.phones.last(stage.resident)
    stage.phones.tap(stage.worker, f"接{number}")
    stage.phones.wait_for(stage.resident, "已接手", seen)
    stage.pause()


def _ask(stage: Stage, number: str) -> None:
    stage.tell("网格员问一句，居民回一句")
    seen, hers = stage.phones.last(stage.worker), stage.phones.last(stage.resident)
    stage.phones.say(stage.worker, f"问 {number} 楼门口那盏/路边那盏")
    stage.phones.wait_for(stage.resident, "等您回话", hers)
    stage.pause()
    stage.phones.say(stage.resident, "楼门口那盏")
    stage.phones.wait_for(stage.worker, "住户已回", seen)
    stage.pause()


def _finish(stage: Stage, number: str, words: str) -> None:
    stage.tell("网格员发照片，再说一句办了什么")
    seen = stage.phones.last(stage.resident)
    stage.phones.photo(stage.worker)
    stage.pause()
    stage.phones.say(stage.worker, f"办结 {number} {words}")
    stage.phones.wait_for(stage.resident, "回1好2一般3没好", seen)
    stage.pause()


def _not_done(stage: Stage, number: str) -> None:
    stage.tell("居民说没办好：马上重办，还是同一个人，书记盯着")
    seen = stage.phones.last(stage.worker)
    stage.phones.say(stage.resident, "没办好，亮了一会儿又灭了")
    stage.phones.wait_for(stage.worker, number, seen)
    stage.pause()


def _satisfied(stage: Stage) -> None:
    stage.tell("居民回一个 1：满意")
    stage.phones.say(stage.resident, "1")
    stage.pause()
