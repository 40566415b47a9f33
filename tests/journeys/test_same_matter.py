"""One matter that several people report: offered, joined, told to each about her own number, and taken apart again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from models.case import Case
from tests.journeys.settings import AccountWish
from tests.journeys.village import Person, Village, number_in

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom", templates=False)  # Everybody reads news in the chat.
LAMP = "岩庄花园3号楼楼下路灯坏了"
OFFER = "是同一件事吗"


@pytest.fixture(params=["sqlite", "postgresql"])
def street(request: pytest.FixtureRequest, open_village: OpenVillage) -> Village:
    return open_village(CHAT, database=request.param)


@pytest.fixture
def lane(open_village: OpenVillage) -> Village:
    """The same on one kind of database, where nothing is locked in a way of its own."""
    return open_village(CHAT)


def joins(street: Village, openid: str, words: str = LAMP) -> tuple[Person, str]:
    """A neighbour who reports the same and says so; her number."""
    person = street.resident(openid)
    receipt = person.says(words)
    assert OFFER in receipt, receipt
    number = number_in(receipt)
    assert f"{number}号跟邻居报的一起办" in person.taps("是同一件")
    return person, number


def test_two_neighbours_one_lamp_one_worker_and_two_surveys(street: Village) -> None:
    worker, wang = street.staff("示例甲"), street.resident("oWang")
    first = wang.reports(LAMP)
    worker.news()
    receipt = street.resident("oLi").says("岩庄花园三号楼2单元门口的路灯不亮")
    assert "已有1位邻居反映，是同一件事吗" in receipt
    assert f"{first}号" not in receipt
    li, second = street.resident("oLi"), number_in(receipt)
    reply = li.taps("是同一件")
    assert f"{second}号跟邻居报的一起办" in reply
    assert "示例甲" in reply
    assert "最晚" in reply
    assert f"{first}号" not in reply
    queue = worker.queue()
    assert "+1人" in queue
    assert f"接{second}" not in queue
    worker.accepts(first)
    assert f"{second}号有人管了" in li.news()
    assert f"{first}号有人管了" in wang.news()
    worker.says(f"回 {first} 我下午去换灯泡")
    assert "下午去换灯泡" in li.news()
    wang.news()
    assert "办理中" in li.progress(second)
    worker.finishes(first, "换了灯泡")
    street.wait(minutes=2)
    for person, number in ((wang, first), (li, second)):
        news = person.news()
        assert f"{number}号办完了" in news
        assert "您说了算" in news
    assert f"{first}号办好了" in wang.says("满意")
    assert f"{second}号没完" in li.says("没办好")
    assert second in worker.queue()
    assert first not in worker.queue()
    street.wait(hours=30)
    assert f"{second}号" in worker.news()  # It has clocks of its own now.


def test_while_joined_no_clock_runs_and_no_worker_is_reminded(lane: Village) -> None:
    worker, wang = lane.staff("示例甲"), lane.resident("oWang")
    first = wang.reports(LAMP)
    _, second = joins(lane, "oLi")
    worker.accepts(first)
    worker.news()
    lane.wait(hours=30)
    news = worker.news()
    assert first in news
    assert second not in news


def test_what_is_not_the_same_is_done_by_itself(lane: Village) -> None:
    worker, wang, li = lane.staff("示例甲"), lane.resident("oWang"), lane.resident("oLi")
    first = wang.reports(LAMP)
    second = number_in(li.says(LAMP))
    reply = li.taps("不是")
    assert f"{second}号单独办" in reply
    queue = worker.queue()
    assert first in queue
    assert second in queue
    assert "+1人" not in queue
    assert f"{second}号这件已经" in li.taps("是同一件")  # An old tap.


def test_typed_answers_do_as_well_and_a_second_tap_changes_nothing(lane: Village) -> None:
    lane.staff("示例甲")
    lane.resident("oWang").reports(LAMP)
    li, zhang = lane.resident("oLi"), lane.resident("oZhang")
    second = number_in(li.says(LAMP))
    assert "一起办" in li.says("是同一件")
    assert f"{second}号这件已经" in li.taps("不是")
    assert "已有2位邻居反映" in zhang.says(LAMP)
    assert "单独办" in zhang.says("不是")


@pytest.mark.parametrize(
    "words",
    [
        "岩庄花园5号楼楼下路灯坏了",  # Another building.
        "岩庄花园8号楼楼下路灯坏了",  # Another grid.
        "岩庄花园3号楼楼下垃圾桶满了没人清",  # Another matter.
        "岩庄花园3号楼楼下路灯坏了，替我保密",
        "岩庄花园3号楼楼下路灯漏电，电线掉下来了，有人触电",
    ],
)
def test_what_is_elsewhere_or_something_else_or_hers_alone_is_not_offered(lane: Village, words: str) -> None:
    lane.staff("示例甲")
    lane.resident("oWang").reports(LAMP)
    assert OFFER not in lane.resident("oLi").says(words)


def test_a_concealed_case_and_her_own_are_not_offered(lane: Village) -> None:
    lane.staff("示例甲")
    wang = lane.resident("oWang")
    wang.reports(LAMP)
    lane.wait(minutes=30)
    assert OFFER not in wang.says(LAMP)
    wang.says("替我保密")
    other = lane.resident("oSecret")
    other.reports("岩庄花园2号楼楼下路灯坏了，替我保密")
    assert OFFER not in lane.resident("oLi").says("岩庄花园2号楼楼下路灯坏了")


def test_after_twelve_weeks_nobody_is_asked(lane: Village) -> None:
    lane.staff("示例甲")
    lane.resident("oWang").reports(LAMP)
    lane.wait(weeks=12, minutes=1)
    assert OFFER not in lane.resident("oLi").says(LAMP)


def test_two_pins_within_fifty_metres_are_the_same_place(lane: Village) -> None:
    lane.staff("示例甲")
    wang, li, zhang = (lane.resident(one) for one in ("oWang", "oLi", "oZhang"))
    for person, lat in ((wang, 36.1050), (li, 36.1053), (zhang, 36.1080)):
        person.says("路灯坏了")
        person.noted = person.pins(lat, 117.1050, "健身广场")  # type: ignore[attr-defined]
    assert OFFER in li.noted  # type: ignore[attr-defined]
    assert OFFER not in zhang.noted  # type: ignore[attr-defined]


def test_a_case_that_ended_before_she_tapped_is_not_joined(lane: Village) -> None:
    worker, wang, li = lane.staff("示例甲"), lane.resident("oWang"), lane.resident("oLi")
    first = wang.reports(LAMP)
    second = number_in(li.says(LAMP))
    worker.finishes(first, "换了灯泡")
    assert f"{second}号接着单独办" in li.taps("是同一件")
    assert second in worker.queue()


def test_a_tap_by_mistake_is_taken_back(lane: Village) -> None:
    worker, wang = lane.staff("示例甲"), lane.resident("oWang")
    first = wang.reports(LAMP)
    li, second = joins(lane, "oLi")
    assert "改回来了" in li.taps("点错了")
    queue = worker.queue()
    assert first in queue
    assert second in queue
    assert "+1人" not in queue


def test_withdrawing_the_joined_one_leaves_the_other_alone(street: Village) -> None:
    worker, wang = street.staff("示例甲"), street.resident("oWang")
    first = wang.reports(LAMP)
    li, second = joins(street, "oLi")
    worker.accepts(first)
    worker.news()
    assert f"{second}号撤回了" in li.says("撤回")
    assert not worker.news()
    assert "+1人" not in worker.queue()
    assert f"{second}号改回来了" in li.says("点错了")
    assert "+1人" in worker.queue()


def test_when_the_first_withdraws_the_oldest_neighbour_takes_the_place(street: Village) -> None:
    worker, wang = street.staff("示例甲"), street.resident("oWang")
    first = wang.reports(LAMP)
    li, second = joins(street, "oLi")
    zhang, third = joins(street, "oZhang")
    worker.accepts(first)
    worker.news()
    assert f"{first}号撤回了" in wang.says("撤回")
    news = worker.news()
    assert f"改成{second}号" in news
    assert "2位邻居" in news
    assert "不用去了" not in news
    assert "+1人" in worker.queue()
    assert f"办结{second}" in worker.queue()  # He need not accept again what he has accepted.
    worker.finishes(second, "换了灯泡")
    street.wait(minutes=2)
    assert f"{second}号办完了" in li.news()
    assert f"{third}号办完了" in zhang.news()


@pytest.fixture
def street_with_departments(open_village: OpenVillage) -> Village:
    return open_village(CHAT, departments=True)


def test_departments_at_work_go_on_when_the_first_no_longer_wants_it(street_with_departments: Village) -> None:
    street = street_with_departments
    worker, city, wang = street.staff("示例甲"), street.staff("示例城管"), street.resident("oWang")
    water, desk = street.staff("示例供水"), street.staff("示例值班")
    first = wang.reports(LAMP)
    li, second = joins(street, "oLi")
    worker.accepts(first)
    worker.says(f"吹哨 {first} 城管、供水 灯杆下面的管子也漏")
    desk.news()
    assert "马上收到" in desk.taps("呼应")
    city.says(f"办结 {first} 灯杆扶正了")
    city.news(), water.news(), worker.news()
    wang.says("撤回")
    for one in (worker, city, water):
        assert f"改成{second}号" in one.news()
    street.wait(minutes=10)
    assert "不用来了" not in city.news() + water.news()
    assert "报到" in water.says(f"报到 {second} 在路上")
    worker.photographs()
    assert "还等供水" in worker.says(f"验收 {second}")
    water.says(f"办结 {second} 管子换了")
    worker.photographs()
    assert "办结" in worker.says(f"验收 {second}")
    street.wait(minutes=2)
    assert f"{second}号办完了" in li.news()


def test_the_first_may_change_her_mind_and_is_one_of_several_then(lane: Village) -> None:
    worker, wang = lane.staff("示例甲"), lane.resident("oWang")
    first = wang.reports(LAMP)
    _, second = joins(lane, "oLi")
    worker.accepts(first)
    wang.says("撤回")
    assert f"{first}号改回来了" in wang.says("点错了")
    queue = worker.queue()
    assert f"办结{second}" in queue
    assert "+1人" in queue
    assert f"接{first}" not in queue
    wang.says("修好了不用来了")
    assert "+1人" not in worker.queue()


def test_the_neighbours_are_told_of_a_refusal_like_the_first(street: Village) -> None:
    chief, wang = street.staff("示例站长"), street.resident("oWang")
    street.staff("示例甲")
    first = wang.reports(LAMP)
    li, second = joins(street, "oLi")
    chief.says(f"不受理 {first} 归供电公司管，请打95598")
    assert f"{first}号" in wang.news()
    news = li.news()
    assert f"{second}号" in news
    assert "95598" in news


def test_a_completion_by_mistake_goes_back_for_all(lane: Village) -> None:
    worker, wang = lane.staff("示例甲"), lane.resident("oWang")
    first = wang.reports(LAMP)
    li, second = joins(lane, "oLi")
    worker.finishes(first, "换了灯泡")
    assert "改回来了" in worker.taps("点错了")
    lane.wait(minutes=5)
    assert "办完" not in li.news()
    assert "+1人" in worker.queue()
    worker.finishes(first, "这回真换了")
    lane.wait(minutes=2)
    assert f"{second}号办完了" in li.news()


def test_when_one_says_it_is_not_done_those_who_have_not_answered_hear_that_it_goes_on(street: Village) -> None:
    worker, wang = street.staff("示例甲"), street.resident("oWang")
    first = wang.reports(LAMP)
    li, second = joins(street, "oLi")
    zhang, _ = joins(street, "oZhang")
    worker.finishes(first, "换了灯泡")
    street.wait(minutes=2)
    li.news(), zhang.news()
    assert "办好了" in zhang.says("满意")
    assert "重办" in wang.says("没办好")
    assert f"{second}号（" in (news := li.news())
    assert "一起重办" in news
    assert not zhang.news()
    assert "+1人" in worker.queue()
    worker.finishes(first, "又修了一遍")
    street.wait(minutes=2)
    assert f"{second}号办完了" in li.news()


def test_her_further_words_and_her_urging_reach_whoever_has_it(lane: Village) -> None:
    worker, wang = lane.staff("示例甲"), lane.resident("oWang")
    first = wang.reports(LAMP)
    li, second = joins(lane, "oLi")
    worker.news()
    li.says("灯杆也歪了")
    news = worker.news()
    assert "灯杆也歪了" in news
    assert f"跟{first}号一起办" in news
    lane.wait(hours=3)
    worker.news()
    assert "示例甲" in li.says("催")
    assert f"{second}号" in worker.news()
    assert "带到了" in worker.says(f"回 {second} 灯杆明天扶正")
    assert "灯杆明天扶正" in li.news()
    assert "灯杆明天扶正" not in wang.news()


def test_five_people_raise_one_flag(lane: Village) -> None:
    worker, desk = lane.staff("示例甲"), lane.staff("示例值班")
    first = lane.resident("oWang").reports(LAMP)
    for n in range(3):
        joins(lane, f"oNeighbour{n}")
    assert "个人报了" not in desk.news()
    joins(lane, "oNeighbour3")
    assert f"{first}号" in (news := desk.news())
    assert "已经有5个人报了" in news
    joins(lane, "oNeighbour4")
    assert "个人报了" not in desk.news()
    assert "+5人" in worker.queue()
    page = desk.says(f"查 {first}")
    assert "另有5位邻居同报" in page


def test_the_place_put_right_takes_her_case_out_again(lane: Village) -> None:
    worker, other = lane.staff("示例甲"), lane.staff("示例乙")
    lane.resident("oWang").reports(LAMP)
    li, second = joins(lane, "oLi")
    li.says("说错了，是岩庄花园8号楼")
    assert second in other.queue()
    assert "+1人" not in worker.queue()


def test_a_plain_yes_will_do_and_what_the_first_calls_solved_the_others_still_want(lane: Village) -> None:
    worker, wang, li = lane.staff("示例甲"), lane.resident("oWang"), lane.resident("oLi")
    first = wang.reports(LAMP)
    second = number_in(li.says(LAMP))
    assert "一起办" not in li.says("好的")  # That may be for the receipt.
    assert "一起办" in li.says("是的")
    worker.accepts(first)
    worker.news()
    assert "就算办好了" in wang.says("修好了不用来了")
    news = worker.news()
    assert "说已经好了，可还有1位邻居报了这事" in news
    assert second in worker.queue()


def test_her_page_says_how_far_the_matter_is(lane: Village) -> None:
    worker, wang = lane.staff("示例甲"), lane.resident("oWang")
    first = wang.reports(LAMP)
    _, second = joins(lane, "oLi")
    worker.accepts(first)
    with lane.parts.session() as session:
        token = session.scalars(select(Case.token).where(Case.number == int(second))).one()
    page = lane.get(f"c/{token}").text
    assert "办理中" in page
    assert "示例甲" in page
    assert "已接单" not in page
