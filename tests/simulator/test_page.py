"""The page with the two phones, in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from simulator.server import start
from simulator.world import World

pytestmark = pytest.mark.browser
SURVEY = '算不算办好？〔<a href="weixin://bizmsgmenu?msgmenucontent=满意&msgmenuid=s1">满意</a>〕'


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1180, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def running(build: Callable[..., World], server: Any) -> Iterator[tuple[World, str]]:
    world = build(webhook=server.url)
    url, stop = start(world)
    yield world, url
    stop()


def test_a_resident_writes_taps_speaks_and_sends_a_photo(
    page: Page, running: tuple[World, str], server: Any, element: Callable[[str, str], str]
) -> None:
    server.script = [server.say("记成037号\n" + SURVEY)]
    page.goto(running[1])
    phone = page.locator(".phone.resident")
    phone.locator("textarea").fill("灯坏了")
    phone.locator("textarea").press("Enter")
    phone.get_by_role("button", name="满意").click()
    expect(phone.locator(".row.me")).to_have_count(2)
    phone.locator(".mic").click()
    expect(phone.locator(".length")).to_have_text("1″")
    phone.locator(".done").click()
    expect(phone.locator(".row.me .voice")).to_have_count(1)
    phone.locator(".plus").click()
    phone.get_by_text("坏了的路灯").click()
    expect(phone.locator(".row.me .image")).to_have_count(1)
    expect(phone.locator(".row.account")).to_have_count(4)
    kinds = [element(body, "MsgType") for _, body in server.requests]
    assert kinds == ["text", "text", "voice", "image"]
    assert element(server.requests[1][1], "bizmsgmenuid") == "s1"


def test_a_worker_sees_his_menu_and_a_card_that_opens(
    page: Page, running: tuple[World, str], connect: Callable[..., Any]
) -> None:
    world, url = running
    api = connect(world)
    tag = api.post("tags/create", {"tag": {"name": "网格员"}})["tag"]["id"]
    api.post("tags/members/batchtagging", {"tagid": tag, "openid_list": ["oB"]})
    api.post("menu/create", {"button": [{"name": "我的事", "type": "click", "key": "mine"}]})
    worker_menu = [{"name": "待办", "type": "click", "key": "queue"}]
    api.post("menu/addconditional", {"button": worker_menu, "matchrule": {"tag_id": tag}})
    page.goto(url)
    expect(page.locator(".resident .menu")).to_have_text("我的事")
    phone = page.locator(".phone.worker")
    phone.get_by_role("button", name="待办").click()
    expect(phone.locator(".row.account")).to_have_text(["示好的"])
    api.template("oB", url=f"{url}/_sim/phones")
    phone.locator(".card").click()
    expect(phone.locator(".browser iframe")).to_be_visible()
    phone.locator(".close").click()
    expect(phone.locator(".browser")).to_be_hidden()


def test_on_a_narrow_screen_one_phone_is_seen_and_the_other_marks_its_news(
    page: Page, running: tuple[World, str]
) -> None:
    world, url = running
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(url)
    expect(page.locator(".phone.worker")).to_be_hidden()
    mark = page.locator("[data-side=worker] i")
    expect(mark).to_be_hidden()
    world.followers["village", "oB"].chat.add(1.0, "account", "text", "来活了")
    expect(mark).to_be_visible()
    page.get_by_role("tab", name="办事的人").click()
    expect(page.locator(".phone.worker .chat")).to_contain_text("来活了")
    expect(mark).to_be_hidden()


def test_a_broken_service_and_a_stranger_are_shown_as_such(page: Page, running: tuple[World, str], server: Any) -> None:
    server.script = [lambda _: (403, "no")]
    page.goto(running[1])
    phone = page.locator(".phone.resident")
    phone.locator("textarea").fill("灯坏了")
    phone.locator("textarea").press("Enter")
    expect(phone.locator(".fault")).to_contain_text("该公众号提供的服务出现故障")
    phone.locator(".which-person").select_option(label="示例丙的手机")
    phone.get_by_role("button", name="关注公众号").click()
    expect(phone.locator(".row.account")).to_have_text(["示好的"])
    expect(phone.locator("textarea")).to_be_visible()
