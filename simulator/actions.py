"""What the page can make a phone do, each under a word."""

from collections.abc import Callable
from typing import Any

from werkzeug.exceptions import BadRequest

from simulator.audio import AudioError
from simulator.follower import Follower
from simulator.line import Answer
from simulator.phone import NotFollowingError, Phone
from simulator.world import World

Wish = dict[str, Any]

ACTIONS: dict[str, Callable[[Phone, Wish], Answer]] = {
    "text": lambda phone, wish: phone.say(wish["text"]),
    "tap": lambda phone, wish: phone.tap(wish["tap"]),
    "voice": lambda phone, wish: phone.voice(wish.get("file")),
    "image": lambda phone, wish: phone.photo(wish.get("file")),
    "video": lambda phone, wish: phone.video(wish["file"]),
    "location": lambda phone, wish: phone.place(float(wish["lat"]), float(wish["lng"]), wish["label"]),
    "link": lambda phone, wish: phone.link(wish["title"], wish.get("description", ""), wish["url"]),
    "unsupported": lambda phone, wish: phone.unsupported(),
    "follow": lambda phone, wish: phone.follow(wish.get("scene") or None),
    "scan": lambda phone, wish: phone.scan(wish["scene"]),
    "unfollow": lambda phone, wish: phone.unfollow(),
    "click": lambda phone, wish: phone.click(wish["key"]),
    "view": lambda phone, wish: phone.view(wish["url"]),
    "scancode": lambda phone, wish: phone.scan_code(wish["key"], wish.get("text", ""), bool(wish.get("wait", True))),
    "pic": lambda phone, wish: phone.choose_photo(
        wish["key"], wish.get("file"), wish.get("type", "pic_photo_or_album")
    ),
    "select_location": lambda phone, wish: phone.select_location(
        wish["key"], float(wish["lat"]), float(wish["lng"]), wish["label"]
    ),
    "resend": lambda phone, wish: phone.resend_last(),
}


def act(world: World, person: Follower, wish: Wish) -> Answer:
    """Do it and say what came back; a wish that cannot be is a 400."""
    action = ACTIONS.get(str(wish.get("kind")))
    if action is None:
        raise BadRequest(f"kind: one of {', '.join(ACTIONS)}")
    try:
        return action(Phone.of(world, person.account, person.openid), wish)
    except KeyError as error:
        raise BadRequest(f"{error} is missing") from error
    except (AudioError, LookupError, NotFollowingError, ValueError) as error:
        raise BadRequest(f"{type(error).__name__}: {error}") from error
