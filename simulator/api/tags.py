"""Tags, and putting them on followers."""

from typing import Any

from simulator.api.basic import OK
from simulator.api.gate import Call, Route
from simulator.capabilities import FOLLOWERS
from simulator.errors import PlatformError
from simulator.follower import Follower

AT_ONCE = 50
EACH = 20


def create(call: Call) -> dict[str, Any]:
    with call.world.lock:
        name = _part(call).get("name")
        return {"tag": {"id": call.account.tags.create(name), "name": name}}


def get(call: Call) -> dict[str, Any]:
    with call.world.lock:
        tags = call.account.tags.names().items()
        return {"tags": [{"id": number, "name": name, "count": len(_wearers(call, number))} for number, name in tags]}


def update(call: Call) -> dict[str, Any]:
    with call.world.lock:
        call.account.tags.rename(_part(call).get("id"), _part(call).get("name"))
    return OK


def delete(call: Call) -> dict[str, Any]:
    with call.world.lock:
        number = call.account.tags.known(_part(call).get("id"))
        call.account.tags.delete(number)
        for person in _wearers(call, number):
            person.tags.remove(number)
    return OK


def members(call: Call) -> dict[str, Any]:
    """Who wears a tag, on one page."""
    with call.world.lock:
        openids = [person.openid for person in _wearers(call, call.account.tags.known(call.field("tagid")))]
    return {"count": len(openids), "data": {"openid": openids}, "next_openid": openids[-1] if openids else ""}


def tag(call: Call) -> dict[str, Any]:
    """Put a tag on up to 50 people; it becomes their last one."""
    with call.world.changed:
        number = call.account.tags.known(call.field("tagid"))
        people = _people(call)
        if any(number not in person.tags and len(person.tags) >= EACH for person in people):
            raise PlatformError(45059)
        for person in people:
            if number in person.tags:
                person.tags.remove(number)
            person.tags.append(number)
        call.world.changed.notify_all()
    return OK


def untag(call: Call) -> dict[str, Any]:
    with call.world.changed:
        number = call.account.tags.known(call.field("tagid"))
        for person in _people(call):
            if number in person.tags:
                person.tags.remove(number)
        call.world.changed.notify_all()
    return OK


def worn(call: Call) -> dict[str, Any]:
    """The tags of one person."""
    with call.world.lock:
        return {"tagid_list": list(call.world.known(call.account.config.id, call.field("openid")).tags)}


def _part(call: Call) -> dict[str, Any]:
    part = call.field("tag")
    if not isinstance(part, dict):
        raise PlatformError(47001)
    return part


def _people(call: Call) -> list[Follower]:
    """All named followers; if only some are, the others' openids come back with 45171."""
    openids = call.field("openid_list")
    if not isinstance(openids, list):
        raise PlatformError(47001)
    if not 1 <= len(openids) <= AT_ONCE:
        raise PlatformError(40032)
    found = {openid: call.world.followers.get((call.account.config.id, str(openid))) for openid in openids}
    people = [person for person in found.values() if person and person.following]
    if not people:
        raise PlatformError(40003)
    if len(people) < len(found):
        missing = [openid for openid, person in found.items() if not (person and person.following)]
        raise PlatformError(45171, fail_openid_list=missing)
    return people


def _wearers(call: Call, number: int) -> list[Follower]:
    people = call.world.followers.values()
    return [p for p in people if p.account == call.account.config.id and number in p.tags]


ROUTES = (
    Route("POST", "/cgi-bin/tags/create", create, FOLLOWERS),
    Route("GET", "/cgi-bin/tags/get", get, FOLLOWERS),
    Route("POST", "/cgi-bin/tags/update", update, FOLLOWERS),
    Route("POST", "/cgi-bin/tags/delete", delete, FOLLOWERS),
    Route("POST", "/cgi-bin/user/tag/get", members, FOLLOWERS),
    Route("POST", "/cgi-bin/tags/members/batchtagging", tag, FOLLOWERS),
    Route("POST", "/cgi-bin/tags/members/batchuntagging", untag, FOLLOWERS),
    Route("POST", "/cgi-bin/tags/getidlist", worn, FOLLOWERS),
)
