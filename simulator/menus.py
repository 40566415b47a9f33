"""An account's menus: the platform's limits, and which menu a follower sees."""

from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from simulator.errors import PlatformError

KEYED = {
    "click",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
}
NEEDS = {
    "view": "url",
    "media_id": "media_id",
    "view_limited": "media_id",
    "article_id": "article_id",
    "article_view_limited": "article_id",
    "miniprogram": "pagepath",
}
RULE_KEYS = {"tag_id", "client_platform_type"}
LINK_DOMAINS = 3


@dataclass(frozen=True, slots=True)
class Conditional:
    """A menu for some followers only."""

    menuid: int
    buttons: list[dict[str, Any]]
    rule: dict[str, str]

    def fits(self, last_tag: int | None, platform: str) -> bool:
        """The last tag put on a person counts, and the platform if it is asked for."""
        wanted = self.rule.get("tag_id")
        if wanted and str(last_tag) != wanted:
            return False
        return self.rule.get("client_platform_type") in (None, "", platform)


class Menus:
    """The default menu and the conditional ones; newest conditional menus are tried first."""

    def __init__(self) -> None:
        self.default: list[dict[str, Any]] | None = None
        self.default_id = 0
        self.conditional: list[Conditional] = []
        self._ids = count(430000000)

    def create(self, buttons: Any) -> None:
        self.default = checked(buttons)
        self.default_id = next(self._ids)

    def add(self, buttons: Any, rule: Any) -> int:
        if self.default is None:
            raise PlatformError(65303)
        menu = Conditional(next(self._ids), checked(buttons), _rule(rule))
        domains = {domain for each in [*self.conditional, menu] for domain in _domains(each.buttons)}
        if len(domains) > LINK_DOMAINS:
            raise PlatformError(65316)
        self.conditional.append(menu)
        return menu.menuid

    def remove(self, menuid: Any) -> None:
        for menu in self.conditional:
            if str(menu.menuid) == str(menuid):
                self.conditional.remove(menu)
                return
        raise PlatformError(65301)

    def clear(self) -> None:
        """Deleting the default menu deletes the conditional ones too."""
        self.default = None
        self.conditional.clear()

    def match(self, tags: list[int], platform: str) -> list[dict[str, Any]]:
        """The buttons a follower sees."""
        last = tags[-1] if tags else None
        for menu in reversed(self.conditional):
            if menu.fits(last, platform):
                return menu.buttons
        return self.default or []


def checked(buttons: Any) -> list[dict[str, Any]]:
    """Buttons in the platform's stored shape, or the refusal for the first one at fault."""
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise PlatformError(40016)
    return [_button(button, top=True) for button in buttons]


def _button(button: Any, top: bool) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise PlatformError(47001)
    name = button.get("name")
    if not isinstance(name, str) or not 1 <= len(name.encode()) <= (16 if top else 60):
        raise PlatformError(40018)
    children = button.get("sub_button") or []
    if isinstance(children, dict):
        children = children.get("list", [])
    if children and not top:
        raise PlatformError(40023)
    if len(children) > 5:
        raise PlatformError(40023)
    if children:
        return {"name": name, "sub_button": [_button(child, top=False) for child in children]}
    return {"name": name, "sub_button": []} | _leaf(button)


def _leaf(button: dict[str, Any]) -> dict[str, Any]:
    kind = button.get("type")
    if not kind:
        raise PlatformError(65308)
    if kind in KEYED:
        key = button.get("key")
        if not isinstance(key, str) or not 1 <= len(key.encode()) <= 128:
            raise PlatformError(40019)
        return {"type": kind, "key": key}
    if kind not in NEEDS:
        raise PlatformError(40017)
    value = button.get(NEEDS[kind])
    if not isinstance(value, str) or not value:
        raise PlatformError(40066 if kind == "view" else 40007)
    if "url" in button or kind == "view":
        _check_url(button.get("url"))
    return {key: value for key, value in button.items() if key not in ("name", "sub_button")}


def _check_url(url: Any) -> None:
    if not isinstance(url, str) or not 1 <= len(url.encode()) <= 1024:
        raise PlatformError(40020)
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise PlatformError(40066)


def _rule(rule: Any) -> dict[str, str]:
    if not isinstance(rule, dict):
        raise PlatformError(65304)
    given = {key: str(value) for key, value in rule.items() if value not in ("", None)}
    if not given:
        raise PlatformError(65304)
    if set(given) - RULE_KEYS or given.get("client_platform_type", "1") not in ("1", "2", "3"):
        raise PlatformError(65320)
    return given


def _domains(buttons: list[dict[str, Any]]) -> set[str]:
    leaves = [leaf for button in buttons for leaf in (button["sub_button"] or [button])]
    return {urlsplit(leaf["url"]).netloc for leaf in leaves if leaf.get("url")}
