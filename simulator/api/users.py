"""Followers and what an account may know of them."""

from typing import Any

from simulator.api.basic import OK
from simulator.api.gate import Call, Route
from simulator.capabilities import FOLLOWERS
from simulator.errors import PlatformError
from simulator.follower import Follower

PAGE = 10_000
AT_ONCE = 100
LONGEST_REMARK = 29


def info(call: Call) -> dict[str, Any]:
    with call.world.lock:
        return _described(call.world.known(call.account.config.id, call.query.get("openid")))


def batch(call: Call) -> dict[str, Any]:
    wanted = call.field("user_list")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= AT_ONCE:
        raise PlatformError(40032)
    with call.world.lock:
        people = [call.world.known(call.account.config.id, _openid(item)) for item in wanted]
        return {"user_info_list": [_described(person) for person in people]}


def everyone(call: Call) -> dict[str, Any]:
    """All followers' openids, a page at a time."""
    with call.world.lock:
        people = [p for p in call.world.followers.values() if p.account == call.account.config.id]
    openids = [person.openid for person in people if person.following]
    after = call.query.get("next_openid", "")
    if after and after not in openids:
        raise PlatformError(40003)
    page = openids[openids.index(after) + 1 if after else 0 :][:PAGE]
    answer: dict[str, Any] = {"total": len(openids), "count": len(page)}
    if page:
        answer["data"] = {"openid": page}
    return answer | {"next_openid": page[-1] if page else ""}


def remark(call: Call) -> dict[str, Any]:
    with call.world.lock:
        person = call.world.known(call.account.config.id, call.field("openid"))
        text = call.field("remark")
        if not isinstance(text, str) or len(text.encode()) > LONGEST_REMARK:
            raise PlatformError(40035)
        person.remark = text
    return OK


def _openid(item: Any) -> Any:
    return item.get("openid") if isinstance(item, dict) else None


def _described(person: Follower) -> dict[str, Any]:
    """Names and pictures have not been given since 2021."""
    if not person.following:
        return {"subscribe": 0, "openid": person.openid}
    return {
        "subscribe": 1,
        "openid": person.openid,
        "language": "zh_CN",
        "subscribe_time": int(person.since),
        "remark": person.remark,
        "groupid": person.tags[0] if person.tags else 0,
        "tagid_list": list(person.tags),
        "subscribe_scene": "ADD_SCENE_QR_CODE" if person.scene else "ADD_SCENE_SEARCH",
        "qr_scene": int(person.scene) if person.scene.isdigit() else 0,
        "qr_scene_str": "" if person.scene.isdigit() else person.scene,
    }


ROUTES = (
    Route("GET", "/cgi-bin/user/info", info, FOLLOWERS),
    Route("POST", "/cgi-bin/user/info/batchget", batch, FOLLOWERS),
    Route("GET", "/cgi-bin/user/get", everyone, FOLLOWERS),
    Route("POST", "/cgi-bin/user/info/updateremark", remark, FOLLOWERS),
)
