"""并 and 拆: the desk puts together what is one matter and takes it apart; what may not be is refused and said why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.settings import AccountWish
from tests.journeys.village import Village

OpenVillage = Callable[..., Village]
CHAT = AccountWish(staff_push="custom", templates=False)  # Everybody reads news in the chat.
LAMP = "岩庄花园3号楼楼下路灯坏了"
ROAD = "岩庄花园5号楼门前路面坑坑洼洼"
FAR = "岩庄花园8号楼下水道堵了"


@pytest.fixture(params=["sqlite", "postgresql"])
def street(request: pytest.FixtureRequest, open_village: OpenVillage) -> Village:
    return open_village(CHAT, database=request.param)


@pytest.fixture
def lane(open_village: OpenVillage) -> Village:
    return open_village(CHAT)


def test_the_desk_puts_two_together_and_takes_them_apart(street: Village) -> None:
    desk, worker, other = street.staff("示例值班"), street.staff("示例甲"), street.staff("示例乙")
    wang, li = street.resident("oWang"), street.resident("oLi")
    first, second = wang.reports(LAMP), li.reports(FAR)
    other.accepts(second)
    other.news(), li.news()
    reply = desk.says(f"并 {first} {second}")
    assert f"{second}号并到{first}号里一起办了，一共2人报" in reply
    assert f"并到{first}号一起办" in other.news()
    assert "没有待办" in other.queue()
    assert "+1人" in worker.queue()
    assert second in worker.says(f"查 {first}")
    worker.accepts(first)
    assert f"{second}号有人管了" in li.news()
    assert f"并在{first}号里一起办" in desk.says(f"查 {second}")
    assert f"{second}号拆出来单独办了" in desk.says(f"拆 {second}")
    assert f"{second}号（" in (news := li.news())
    assert "单独办" in news
    assert second in other.queue()
    assert "+1人" not in worker.queue()


def test_whoever_has_joined_moves_along(lane: Village) -> None:
    desk, worker = lane.staff("示例值班"), lane.staff("示例甲")
    wang, li, zhang = (lane.resident(one) for one in ("oWang", "oLi", "oZhang"))
    one, two, three = wang.reports(LAMP), li.reports(ROAD), zhang.reports(FAR)
    desk.says(f"并 {two} {three}")
    assert "一共3人报" in desk.says(f"并 {one} {two}")
    assert "+2人" in worker.queue()
    assert "本来就在一起办" in desk.says(f"并 {three} {one}")
    assert "已经并到别的件里" in desk.says(f"并 {one} {three}")
    assert f"{two}、{three}号" in desk.says(f"拆 {one}")


def test_another_number_behind_one_that_has_joined_goes_to_the_same_case(lane: Village) -> None:
    desk, worker = lane.staff("示例值班"), lane.staff("示例甲")
    one, two, three = (lane.resident(who).reports(what) for who, what in (("oA", LAMP), ("oB", ROAD), ("oC", FAR)))
    desk.says(f"并 {one} {two}")
    assert f"{three}号并到{one}号里" in desk.says(f"并 {two} {three}")
    assert "+2人" in worker.queue()


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("岩庄花园2号楼有人触电了快来", "紧急的事一件一件办"),
        ("岩庄花园2号楼楼下路灯坏了，替我保密", "有一件替人保密"),
        ("岩庄花园2号楼两家吵架要调解", "纠纷各有各的当事人"),
    ],
)
def test_what_must_stand_alone_is_refused_either_way(lane: Village, words: str, refusal: str) -> None:
    desk = lane.staff("示例值班")
    lane.staff("示例甲")
    first = lane.resident("oWang").reports(LAMP)
    second = lane.resident("oLi").reports(words)
    assert refusal in desk.says(f"并 {first} {second}")
    assert refusal in desk.says(f"并 {second} {first}")


def test_closed_ones_the_same_one_and_what_is_not_there_are_refused(lane: Village) -> None:
    desk, worker = lane.staff("示例值班"), lane.staff("示例甲")
    first, second = lane.resident("oWang").reports(LAMP), lane.resident("oLi").reports(ROAD)
    assert "同一个号" in desk.says(f"并 {first} {first}")
    assert "没有999号" in desk.says(f"并 {first} 999")
    assert "把哪一件并到" in desk.says(f"并 {first}")
    assert "没有并到别的件里" in desk.says(f"拆 {first}")
    worker.finishes(second, "铺平了")
    assert "已经结了" in desk.says(f"并 {first} {second}")


def test_only_the_desk_and_chiefs_over_both_do_it(lane: Village) -> None:
    worker, chief, desk = lane.staff("示例甲"), lane.staff("示例村长"), lane.staff("示例值班")
    first, second = lane.resident("oWang").reports(LAMP), lane.resident("oLi").reports(ROAD)
    for one in (worker, chief):
        assert "值班的或负责人" in one.says(f"并 {first} {second}")
    desk.says(f"并 {first} {second}")
    assert "值班的或负责人" in worker.says(f"拆 {second}")


def test_cases_of_two_villages_are_not_put_together(open_village: OpenVillage) -> None:
    village = open_village(CHAT, AccountWish(id="ban", name="板大山村", unit="bandashan"))
    chief = village.staff("示例主任")
    village.staff("示例甲")
    village.resident("oGone").reports(ROAD)
    village.resident("oGone").says("撤回")
    first = village.resident("oWang").reports(LAMP)
    second = village.resident("oLi", "ban").reports("板大山村东组路灯坏了")
    assert first != second
    assert "不是一个村的" in chief.says(f"并 {first} {second}")


def test_what_is_done_to_a_joined_case_is_refused_and_says_where(lane: Village) -> None:
    desk, worker = lane.staff("示例值班"), lane.staff("示例甲")
    first, second = lane.resident("oWang").reports(LAMP), lane.resident("oLi").reports(ROAD)
    desk.says(f"并 {first} {second}")
    for one, words in ((worker, "办结 {} 换好了"), (worker, "接 {}"), (desk, "派 {} 示例乙"), (desk, "我来办 {}")):
        reply = one.says(words.format(second))
        assert "并在别的件里一起办" in reply
        assert f"{first}号" in reply
    assert second not in desk.says("待派")


def test_one_that_was_laid_aside_is_handed_on_as_it_lies(lane: Village) -> None:
    street, worker, wang = lane.staff("示例主任"), lane.staff("示例甲"), lane.resident("oWang")
    first = wang.reports(LAMP)
    second = lane.resident("oLi").reports(ROAD)
    street.says(f"并 {first} {second}")
    worker.accepts(first)
    street.says(f"挂账 {first} 等明年改造")
    assert f"{second}号" in lane.resident("oLi").news()
    wang.says("撤回")
    assert "挂账" in street.says(f"查 {second}")
    assert f"改成{second}号" in worker.news()
