"""The bottom menu: the default one, those for some followers, and which one somebody sees."""

from typing import Any

from simulator.api.basic import OK
from simulator.api.gate import Call, Route
from simulator.capabilities import FOLLOWERS, MENU
from simulator.errors import PlatformError


def create(call: Call) -> dict[str, Any]:
    _refuse_escapes(call)
    with call.world.changed:
        call.account.menus.create(call.field("button"))
        call.world.changed.notify_all()
    return OK


def get(call: Call) -> dict[str, Any]:
    with call.world.lock:
        menus = call.account.menus
        if menus.default is None:
            raise PlatformError(46003)
        answer: dict[str, Any] = {"menu": {"button": menus.default, "menuid": menus.default_id}}
        if menus.conditional:
            answer["conditionalmenu"] = [
                {"button": menu.buttons, "matchrule": menu.rule, "menuid": menu.menuid}
                for menu in reversed(menus.conditional)
            ]
        return answer


def delete(call: Call) -> dict[str, Any]:
    with call.world.lock:
        call.account.menus.clear()
    return OK


def add_conditional(call: Call) -> dict[str, Any]:
    _refuse_escapes(call)
    rule = call.field("matchrule")
    with call.world.lock:
        if isinstance(rule, dict) and rule.get("tag_id"):
            number = str(rule["tag_id"])
            call.account.tags.known(int(number) if number.isdigit() else 0)
        return {"menuid": str(call.account.menus.add(call.field("button"), rule))}


def delete_conditional(call: Call) -> dict[str, Any]:
    with call.world.lock:
        call.account.menus.remove(call.field("menuid"))
    return OK


def try_match(call: Call) -> dict[str, Any]:
    with call.world.lock:
        person = call.world.followers.get((call.account.config.id, str(call.field("user_id"))))
        if person is None or not person.following:
            raise PlatformError(65302)
        if call.account.menus.default is None:
            raise PlatformError(46003)
        return {"button": call.account.menus.match(person.tags, person.platform)}


def current(call: Call) -> dict[str, Any]:
    """The menu as the console shows it, in its other shape."""
    with call.world.lock:
        buttons = call.account.menus.default
    if buttons is None:
        return {"is_menu_open": 0, "selfmenu_info": {"button": []}}
    return {"is_menu_open": 1, "selfmenu_info": {"button": [_as_shown(button) for button in buttons]}}


def _as_shown(button: dict[str, Any]) -> dict[str, Any]:
    if button["sub_button"]:
        return button | {"sub_button": {"list": button["sub_button"]}}
    return {key: value for key, value in button.items() if key != "sub_button"}


def _refuse_escapes(call: Call) -> None:
    if b"\\u" in call.body:
        raise PlatformError(40033)


ROUTES = (
    Route("POST", "/cgi-bin/menu/create", create, MENU),
    Route("GET", "/cgi-bin/menu/get", get, MENU),
    Route("GET", "/cgi-bin/menu/delete", delete, MENU),
    Route("POST", "/cgi-bin/menu/addconditional", add_conditional, FOLLOWERS),
    Route("POST", "/cgi-bin/menu/delconditional", delete_conditional, FOLLOWERS),
    Route("POST", "/cgi-bin/menu/trymatch", try_match, FOLLOWERS),
    Route("GET", "/cgi-bin/get_current_selfmenu_info", current, MENU),
)
