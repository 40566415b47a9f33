"""A voice becomes words: its case is understood, placed and told anew, as far as nobody has it in hand yet."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from jobs.hear import hear
from tests.journeys.conftest import OpenVillage
from tests.journeys.ears import listens
from tests.journeys.matters import LAMP, NOISE, WATER
from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village, number_in
from tests.speech import recordings

BRIBE = "我要举报村支书收了钱才给办低保"


@pytest.fixture
def talkative(open_village: OpenVillage) -> Village:
    """An account whose news comes as chat messages, so that all of their words are read."""
    return open_village(AccountWish(templates=False))


def voices(village: Village) -> list[dict[str, Any]]:
    """Every voice as it stands, the oldest first."""
    query = "SELECT hearing, hearing_why, words, case_id, status FROM medium WHERE kind = 'voice' ORDER BY id"
    with village.parts.database.engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(text(query))]


def _spoken(person: Person) -> str:
    """She speaks, and the words come; the number of her case."""
    return number_in(person.speaks())


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize(
    ("recording", "wide"), [(recordings.AMR, False), (recordings.AMR_WB, True)], ids=["amr-nb", "amr-wb"]
)
def test_from_a_real_recording_to_the_worker_of_that_grid(
    open_village: OpenVillage, database: str, recording: bytes, wide: bool
) -> None:
    village = open_village(AccountWish(templates=False), database=database)
    listener = listens(village, "岩庄花园三号楼楼下路灯坏了。")
    worker, desk, resident = village.staff("示例甲"), village.staff("示例值班"), village.resident()
    number = number_in(resident.speaks(recording, wide=wide))
    news = resident.news()
    [sound] = listener.sounds
    assert sound.seconds == pytest.approx(recordings.LAMP_SECONDS, abs=0.2)
    assert len(sound.samples) == pytest.approx(sound.seconds * 16000)
    assert sound.loudest > 1000
    assert f"{number}号那段语音听明白了：“岩庄花园三号楼楼下路灯坏了。”" in news
    assert "什么事：路灯、道路" in news
    assert "示例甲" in news
    assert "记成" not in news
    assert number in worker.news()
    assert "路灯" in worker.queue()
    assert number not in desk.says("待派")
    assert "路灯" in resident.progress(number)
    worker.accepts(number)
    worker.finishes(number, "换了灯泡")


def test_the_worker_reads_the_words_and_still_hears_the_sound(talkative: Village) -> None:
    listens(talkative, LAMP)
    worker, resident = talkative.staff("示例甲"), talkative.resident()
    number = _spoken(resident)
    worker.news()
    heard = worker.phone.say(f"听 {number}")
    assert "楼下路灯坏了半个月" in (heard.text or "")
    assert worker.phone.tap(f"原声{number}").kind == "voice"
    assert "楼下路灯坏了半个月" in worker.says(f"查 {number}")


def test_the_queue_shows_how_the_words_begin_when_they_name_no_kind_of_matter(village: Village) -> None:
    listens(village, "那个东西又来了你们快点看看吧")
    desk, resident = village.staff("示例值班"), village.resident()
    number = _spoken(resident)
    assert "语音" in desk.says("待派")
    assert number in desk.news()
    assert "那个东西" in desk.says("待派")


def test_without_a_place_she_is_asked_for_it(talkative: Village) -> None:
    listens(talkative, "楼下的垃圾桶满了好几天没人清")
    resident, worker = talkative.resident(), talkative.staff("示例甲")
    number = _spoken(resident)
    news = resident.news()
    assert "就差一句：在哪儿？" in news
    assert "示例甲" in resident.taps("岩庄花园一网格")
    assert number in worker.news()


def test_a_voice_may_say_where(talkative: Village) -> None:
    listens(talkative, "就在岩庄花园3号楼门口")
    resident, worker = talkative.resident(), talkative.staff("示例甲")
    number = number_in(resident.says("楼下的垃圾桶满了好几天没人清"))
    resident.speaks()
    assert "示例甲" in resident.news()
    assert number in worker.news()


def test_whoever_has_signed_keeps_the_case_and_reads_the_words(talkative: Village) -> None:
    listens(talkative, WATER)
    worker, desk, resident = talkative.staff("示例甲"), talkative.staff("示例值班"), talkative.resident()
    number = _spoken(resident)
    desk.says(f"派 {number} 示例甲")
    worker.accepts(number)
    resident.news()
    news = worker.news()
    assert "语音里说" in news
    assert "一滴水没有" in news
    assert "听着像“停水" in news
    assert number in worker.queue()
    assert "停水" not in resident.progress(number)


def test_another_matter_than_the_one_it_had_joined_becomes_a_case_of_its_own(talkative: Village) -> None:
    listens(talkative, WATER)
    lamps, water, resident = talkative.staff("示例甲"), talkative.staff("示例乙"), talkative.resident()
    old = resident.reports(LAMP)
    assert f"放到{old}号里了" in resident.speaks()
    news = resident.news()
    new = number_in(news)
    assert new != old
    assert "另一件事" in news
    assert "示例乙" in news
    assert new in water.news()
    assert "不用管它" in lamps.news()
    assert "没有语音" in lamps.says(f"听 {old}")
    assert "一滴水没有" in water.says(f"听 {new}")
    assert f"{old}号" in resident.says("进度")


def test_more_of_the_same_matter_stays_with_it(talkative: Village) -> None:
    listens(talkative, "路灯还是一闪一闪的，晚上看不见路")
    worker, resident = talkative.staff("示例甲"), talkative.resident()
    number = resident.reports(LAMP)
    resident.speaks()
    assert "一闪一闪" in worker.news()
    assert "另一件事" not in resident.news()
    assert "一闪一闪" in worker.says(f"查 {number}")


@pytest.mark.parametrize("signed", [False, True])
def test_danger_in_a_voice_rings_and_tells_her_what_to_do(talkative: Village, *, signed: bool) -> None:
    listens(talkative, "岩庄花园3号楼着火了快来人")
    desk, worker, resident = talkative.staff("示例值班"), talkative.staff("示例甲"), talkative.resident()
    number = _spoken(resident)
    if signed:
        desk.says(f"我来办 {number}")
    news = resident.news()
    assert "先打119" in news
    assert f"还是{number}号，当急事办了" in news
    assert "【紧急】" in desk.news()
    assert (number in worker.news()) is not signed
    assert "又催了一遍" in resident.taps("有人困在里面")


def test_danger_after_another_matter_is_a_case_of_its_own_also_at_night(talkative: Village) -> None:
    listens(talkative, "岩庄花园3号楼着火了快来人")
    desk, resident = talkative.staff("示例值班"), talkative.resident()
    talkative.wait(hours=13)
    old = resident.reports(LAMP)
    resident.speaks()
    news = resident.news()
    assert "先打119" in news
    assert number_in(news) != old
    assert "【紧急】" in desk.news()


def test_danger_heard_after_the_case_is_over_is_not_only_kept(talkative: Village) -> None:
    listens(talkative, "岩庄花园3号楼着火了快来人")
    desk, resident = talkative.staff("示例值班"), talkative.resident()
    number = _spoken(resident)
    resident.says("算了，发错了")
    assert "已撤回" in resident.progress(number)
    assert "先打119" in resident.news()
    assert "【紧急】" in desk.news()


def test_words_that_come_after_the_case_is_over_are_kept_and_move_nothing(talkative: Village) -> None:
    listens(talkative, LAMP)
    worker, resident = talkative.staff("示例甲"), talkative.resident()
    number = _spoken(resident)
    resident.says("算了，发错了")
    assert resident.news() == ""
    assert worker.news() == ""
    assert [(one["hearing"], one["words"]) for one in voices(talkative)] == [("heard", LAMP)]
    assert "已撤回" in resident.progress(number)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_the_job_may_run_twice(open_village: OpenVillage, database: str) -> None:
    village = open_village(AccountWish(templates=False), database=database)
    listener = listens(village, LAMP)
    worker, resident = village.staff("示例甲"), village.resident()
    number = _spoken(resident)
    village.deliver()
    village.deliver()
    assert hear(village.parts.job_deps()) is False
    assert len(listener.sounds) == 1
    assert worker.news().count("新派给您") == 1
    assert worker.says(f"查 {number}").count("补充") == 1


def test_not_done_said_aloud_answers_the_survey(talkative: Village) -> None:
    worker, desk, resident = talkative.staff("示例甲"), talkative.staff("示例值班"), talkative.resident()
    number = _completed(talkative, worker, resident)
    listens(talkative, "没办好，还是不亮。")
    voice = _spoken(resident)
    assert "重办" in resident.news()
    assert number in worker.queue()
    assert "已撤回" in resident.progress(voice)
    assert f"回{number}号的" in desk.news()


def test_satisfaction_said_aloud_is_asked_for_once_more(talkative: Village) -> None:
    worker, resident = talkative.staff("示例甲"), talkative.resident()
    number = _completed(talkative, worker, resident)
    listens(talkative, "满意。")
    resident.speaks()
    assert "怕听错" in resident.news()
    assert "已办结" in resident.progress(number)
    resident.taps("1 办好了，满意")
    assert "已结案" in resident.progress(number)


def _completed(village: Village, worker: Person, resident: Person) -> str:
    number = resident.reports(LAMP)
    village.deliver()
    worker.finishes(number, "换了灯泡")
    village.wait(minutes=15)
    resident.news()
    return number


def test_who_asks_to_be_kept_secret_is(talkative: Village) -> None:
    listens(talkative, f"{NOISE}，别说是我说的")
    worker, resident = talkative.staff("示例甲"), talkative.resident()
    number = _spoken(resident)
    worker.news()
    assert "替人保密" in worker.queue()
    assert "语音由值班的听" in worker.says(f"听 {number}")


@pytest.mark.parametrize("signed", [False, True])
def test_a_tip_off_goes_past_those_concerned(talkative: Village, *, signed: bool) -> None:
    listens(talkative, BRIBE)
    chief, street, resident = talkative.staff("示例站长"), talkative.staff("示例主任"), talkative.resident()
    desk = talkative.staff("示例值班")
    number = _spoken(resident)
    if signed:
        desk.says(f"我来办 {number}")
    talkative.deliver()
    assert "收了钱" in street.news()
    assert "收了钱" not in chief.news() + desk.news()
    assert "收了钱" not in desk.says(f"查 {number}")


def test_the_platforms_own_words_are_the_words_at_once(village: Village) -> None:
    listener = listens(village)
    worker, resident = village.staff("示例甲"), village.resident()
    answer = resident.phone.voice(recognition=LAMP)
    number = number_in(answer.text or "")
    assert number in worker.news()
    assert "楼下路灯坏了半个月" in worker.says(f"听 {number}")
    assert listener.sounds == []
