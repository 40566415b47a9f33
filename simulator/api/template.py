"""Template messages: the account's list, and sending under the field rules."""

from typing import Any

from simulator.api.basic import OK
from simulator.api.gate import Call, Route
from simulator.capabilities import TEMPLATE
from simulator.config import SLOT, Template
from simulator.errors import PlatformError
from simulator.fields import check
from simulator.follower import Follower

SAME_FOR = 600.0


def listing(call: Call) -> dict[str, Any]:
    """The account's own templates."""
    templates = call.account.config.templates.values()
    return {"template_list": [_listed(template) for template in templates]}


def _listed(template: Template) -> dict[str, str]:
    return {
        "template_id": template.id,
        "title": template.title,
        "primary_industry": "",
        "deputy_industry": "",
        "content": template.content,
        "example": "",
    }


def send(call: Call) -> dict[str, Any]:
    """Accept one message; its delivery is reported later by an event."""
    with call.world.lock:
        person = call.world.known(call.account.config.id, call.field("touser"))
        template = call.account.config.templates.get(str(call.field("template_id")))
        if template is None:
            raise PlatformError(40037)
        if not person.following:
            raise PlatformError(43004)
        _check_data(call, template)
        msgid, repeated = _numbered(call, person)
        if not repeated:
            _show(call, person, template)
            call.courier.receipt(person.account, person.openid, msgid)
    return OK | {"msgid": msgid}


def _check_data(call: Call, template: Template) -> None:
    """A sandbox account checks no lengths."""
    data = call.field("data")
    if not isinstance(data, dict):
        raise PlatformError(47001)
    if not call.account.config.sandbox:
        check(template, data)


def _numbered(call: Call, person: Follower) -> tuple[int, bool]:
    """The message's id, and whether the same client_msg_id was sent within ten minutes."""
    own_id = call.field("client_msg_id")
    if own_id is not None and not isinstance(own_id, str):
        raise PlatformError(47001)
    key = (person.openid, own_id or "")
    before = call.account.sends.get(key) if own_id else None
    if before and call.now - before[0] < SAME_FOR:
        return before[1], True
    msgid = next(call.world.template_ids)
    if own_id:
        call.account.sends[key] = (call.now, msgid)
    return msgid, False


def _show(call: Call, person: Follower, template: Template) -> None:
    """The card on her screen: a title and one row a line of the template."""
    data = call.field("data")
    rows = []
    for line in template.content.splitlines():
        slot = SLOT.search(line)
        if slot:
            part = data.get(slot[1])
            value = str(part.get("value", "")) if isinstance(part, dict) else ""
            rows.append([line[: slot.start()].strip(" :："), value])
    text = "\n".join(f"{label}：{value}" for label, value in rows)
    url = call.field("url") or ""
    person.chat.add(call.now, "account", "card", text, title=template.title, rows=rows, url=url)


ROUTES = (
    Route("GET", "/cgi-bin/template/get_all_private_template", listing, TEMPLATE),
    Route("POST", "/cgi-bin/message/template/send", send, TEMPLATE),
)
