"""One whole case on two phones, as people see it in the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
PICTURES = Path(__file__).parents[2] / "docs" / "images"
SOON = 15_000  # A push goes through the worker; a survey waits for the moment in which 办结 can be taken back.
LATER = 40_000


class PhoneOnPage:
    """One of the two phones, used as a thumb would."""

    def __init__(self, page: Page, side: str) -> None:
        self.root = page.locator(f".phone.{side}")
        self.chat = self.root.locator(".chat")

    def type(self, text: str) -> None:
        self.root.get_by_label("打字").fill(text)
        self.root.get_by_label("打字").press("Enter")

    def press(self, label: str) -> None:
        """A key of the account's menu."""
        self.root.locator(".menu").get_by_text(label, exact=True).click()

    def tap(self, label: str) -> None:
        """A blue word in the chat, the newest that bears it."""
        self.chat.get_by_role("button", name=label, exact=True).last.click()

    def photo(self, name: str) -> None:
        self.root.get_by_label("照片、位置").click()
        self.root.locator(".panel").get_by_text(name).click()

    def reads(self, *words: str, within: int = SOON) -> Locator:
        """The newest thing in the chat with all these words, once it is there."""
        found = self.chat.locator(".bubble, .card")
        for word in words:
            found = found.filter(has_text=word)
        expect(found.last).to_be_visible(timeout=within)
        return found.last


def number_in(text: str | None) -> str:
    found = re.search(r"记成(\d{3,6})号", text or "")
    assert found, text
    return found[1]


def test_a_street_lamp_from_the_first_word_to_the_last(page: Page, pytestconfig: pytest.Config) -> None:
    resident, worker = PhoneOnPage(page, "resident"), PhoneOnPage(page, "worker")
    expect(resident.root.get_by_label("谁的手机")).to_have_value(re.compile("yanzhuang:"))
    resident.reads("您好，这里是岩庄社区", "网格员张甲 13800000001")
    worker.reads("绑定好了")

    resident.type("3号楼楼下路灯坏了")
    receipt = resident.reads("记成", "路灯、道路", "岩庄花园3号楼", "网格员张甲 13800000001")
    number = number_in(receipt.text_content())
    worker.reads("新任务提醒", number, "3号楼楼下路灯坏了", "岩庄花园3号楼")

    worker.press("待办")
    worker.reads("您手上1件", f"接{number}")
    worker.tap(f"接{number}")
    worker.reads(f"{number}号", "您接了", "住户已经知道")
    resident.reads("办理进度通知", number, "已接手")
    keep(page, "phones", pytestconfig)

    worker.photo("坏了的路灯")
    worker.reads(f"照片放到{number}号")
    worker.type(f"办结 {number} 换了灯泡亮了")
    worker.reads(f"{number}号办结")
    survey = resident.reads("办理结果评价", "换了灯泡亮了 回1好2一般3没好", within=LATER)
    survey.click()
    inside = resident.root.frame_locator("iframe")
    inside.get_by_role("button", name="办好了，满意").click()
    expect(inside.get_by_text("记下了，谢谢您！")).to_be_visible()
    resident.root.get_by_label("关闭").click()
    resident.press("办到哪了")
    resident.reads(f"{number}号", "已结案")


def test_on_a_narrow_screen_one_phone_shows_at_a_time_and_nothing_sticks_out(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    resident, worker = page.locator(".phone.resident"), page.locator(".phone.worker")
    expect(resident).to_be_visible()
    expect(worker).to_be_hidden()
    page.get_by_role("tab", name="办事的人").click()
    expect(worker).to_be_visible()
    expect(resident).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_a_new_follower_scans_the_code_on_her_door_and_is_welcomed(page: Page) -> None:
    phone = PhoneOnPage(page, "resident")
    phone.root.get_by_label("谁的手机").select_option(label="新住户的手机")
    phone.root.get_by_role("button", name="岩庄花园6-12号楼").click()
    phone.reads("您好，这里是岩庄社区", "网格员王乙 13800000002")
    expect(phone.root.locator(".menu").get_by_text("我要报事")).to_be_visible()


def keep(page: Page, name: str, config: pytest.Config) -> None:
    """Store a picture for the documentation when asked to."""
    if config.getoption("--pictures", default=False):
        page.evaluate("document.activeElement.blur()")
        page.screenshot(path=PICTURES / f"{name}.png")
