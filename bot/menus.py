"""Puts the menu keys under every account's chat: one menu for residents, another for the staff."""

from __future__ import annotations

from sqlalchemy import select

from bot.parts import Parts
from bot.settings import Settings
from jobs.tag_staff import tag_of
from models.person import Person
from wechat.apierrors import ApiError, NetworkError
from wechat.errcodes import Action
from wechat.gateway import Gateway
from wechat.menu import Entry, conditional_menu, default_menu

NO_MENU = 46003
RESIDENTS: tuple[Entry, ...] = (
    ("我要报事", "report"),
    ("办到哪了", "progress"),
    ("找人帮忙", (("找人说话", "human"), ("催一催", "urge"), ("不用办了", "withdraw"), ("怎么用", "help"))),
)
STAFF: tuple[Entry, ...] = (
    ("待办", "queue"),
    ("今天", "today"),
    ("更多", (("全接下", "sign_all"), ("待派", "pool"), ("我报的事", "progress"), ("口令怎么写", "help"))),
)
NOT_ALLOWED = "这种号不能设菜单（没有认证）。不要紧：居民发“进度”“帮助”，网格员发“待办”，一样用"
ONLY_RESIDENTS = "居民的菜单好了；网格员单独的菜单要认证了才能设，先请他们发“待办”"
WHY = {
    Action.stop_account: "AppID 或 AppSecret 不对，或者号被冻结了",
    Action.refresh_token: "AppSecret 不对，或者刚在公众平台上换过",
    Action.pause_account: "这台机器的 IP 不在公众平台的白名单里",
    Action.switch_off_api: "这个号没有自定义菜单的权限",
    Action.pause_api_day: "今天改菜单的次数用完了，明天再试",
    Action.wait_minute: "改得太快了，过一分钟再试",
    Action.retry: "微信那边正忙，过一会儿再试",
}


def push(settings: Settings) -> dict[str, str | None]:
    """Replace the menus of every account; account id → None, or the reason why not."""
    parts = Parts(settings)
    try:
        return {account: _push_one(parts, account) for account in settings.accounts}
    finally:
        parts.close()


def _push_one(parts: Parts, account: str) -> str | None:
    abilities = parts.accounts[account].abilities
    if "menu" not in abilities:
        return NOT_ALLOWED
    gateway = parts.gateway(account)
    try:
        _clear(gateway)
        gateway.create_menu(default_menu(RESIDENTS))
        if not {"conditional_menu", "tags"} <= abilities:
            return ONLY_RESIDENTS
        tag = tag_of(gateway)
        gateway.add_conditional(conditional_menu(STAFF, tag))
        gateway.tag_user(tag, _staff_openids(parts, account))
    except ApiError as error:
        return f"{WHY.get(error.action, '微信没有答应')}（错误码 {error.errcode}）"
    except NetworkError as error:
        return f"连不上微信（{error.reason}）"
    return None


def _clear(gateway: Gateway) -> None:
    """There is no changing a conditional menu: the whole set goes and comes anew."""
    try:
        gateway.delete_menu()
    except ApiError as error:
        if error.errcode != NO_MENU:
            raise


def _staff_openids(parts: Parts, account: str) -> list[str]:
    query = select(Person.openid).where(
        Person.account == account,
        Person.staff_id.is_not(None),
        Person.openid.is_not(None),
        Person.following,
    )
    with parts.database.read() as session:
        return [openid for openid in session.execute(query).scalars() if openid]
