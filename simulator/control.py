"""The hidden levers under `/_sim`: what was sent, faults to order, phones to move, media to look at."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import BadRequest, NotFound

from simulator import audio
from simulator.actions import act
from simulator.config import openid_of
from simulator.follower import Follower
from simulator.webhook import Webhook
from simulator.world import World

HEARTBEAT = 15.0


def blueprint(world: World) -> Blueprint:
    """All levers of one world."""
    pages = Blueprint("control", __name__, url_prefix="/_sim")
    _add_levers(pages, world)
    _add_accounts(pages, world)
    _add_phones(pages, world)
    _add_chat(pages, world)
    _add_media(pages, world)
    return pages


def _add_levers(pages: Blueprint, world: World) -> None:
    @pages.get("/sent")
    def sent() -> Response:
        since = request.args.get("since", 0, int)
        with world.lock:
            return jsonify(world.sent[max(since, 0) :])

    @pages.route("/faults", methods=["GET", "POST", "DELETE"])
    def faults() -> Response:
        if request.method == "DELETE":
            world.faults.clear()
        if request.method == "POST":
            wishes = request.get_json()
            try:
                for wish in wishes if isinstance(wishes, list) else [wishes]:
                    world.faults.order(**wish)
            except (TypeError, ValueError) as error:
                raise BadRequest(str(error)) from error
        return jsonify([asdict(fault) for fault in world.faults.all()])

    @pages.post("/reset")
    def reset() -> Response:
        world.reset()
        return jsonify(ok=True)


def _add_accounts(pages: Blueprint, world: World) -> None:
    @pages.post("/accounts/<account>/webhook")
    def webhook(account: str) -> Response:
        """Move an account's webhook (`{"url": …}`), or only check it (`{}`)."""
        if account not in world.accounts:
            raise NotFound
        there = world.accounts[account]
        there.webhook = (request.get_json(silent=True) or {}).get("url", there.webhook)
        ok = Webhook(there.webhook, there.config, clock=world.clock).check()
        return jsonify(url=there.webhook, ok=ok)

    @pages.post("/accounts/<account>/spoil-tokens")
    def spoil(account: str) -> Response:
        with world.lock:
            world.tokens.spoil(account)
        return jsonify(ok=True)


def _add_phones(pages: Blueprint, world: World) -> None:
    @pages.get("/phones")
    def phones() -> Response:
        with world.lock:
            return jsonify(
                accounts=[_account(world, account) for account in world.accounts],
                phones=[_phone(person) for person in world.followers.values()],
                places=[asdict(place) for place in world.config.places],
            )

    @pages.post("/phones")
    def add_phone() -> Response:
        wish = request.get_json()
        account, name = str(wish.get("account")), str(wish.get("name", "")).strip()
        if account not in world.accounts or not name:
            raise BadRequest("account and name")
        with world.lock:
            openid = str(wish.get("openid") or openid_of(account, name))
            new = (account, openid) not in world.followers
            person = world.person(account, openid, name, str(wish.get("role", "resident")))
            if new:
                person.following = bool(wish.get("following", False))
        return jsonify(_phone(person))

    @pages.get("/phones/<phone>/menu")
    def menu(phone: str) -> Response:
        person = _find(world, phone)
        with world.lock:
            menus = world.accounts[person.account].menus
            shown = menus.match(person.tags, person.platform) if person.following else []
            codes = [code.scene for code in world.codes.values() if code.account == person.account]
        scenes = {scene: world.config.scenes.get(scene, scene) for scene in codes}
        return jsonify(following=person.following, buttons=shown, scenes=scenes)

    @pages.post("/phones/<phone>/send")
    def send(phone: str) -> Response:
        return jsonify(asdict(act(world, _find(world, phone), _wish())))


def _add_chat(pages: Blueprint, world: World) -> None:
    @pages.get("/phones/<phone>/chat")
    def chat(phone: str) -> Response:
        """The screen: as server-sent events if asked for, else JSON, waiting up to `wait` seconds."""
        person = _find(world, phone)
        since = _since()
        if "text/event-stream" in request.headers.get("Accept", ""):
            headers = {"Cache-Control": "no-store"}
            return Response(_events(world, person, since), mimetype="text/event-stream", headers=headers)
        wait = min(request.args.get("wait", 0.0, float), 30.0)
        return jsonify([item.as_dict() for item in person.chat.wait(since, wait)])


def _add_media(pages: Blueprint, world: World) -> None:
    @pages.get("/media/<media_id>")
    def media(media_id: str) -> Response:
        """A stored file; `?as=mp3` for what a browser can play."""
        medium = world.media.find(media_id)
        if medium is None:
            raise NotFound
        if request.args.get("as") == "mp3" and medium.kind == "voice":
            return Response(audio.to_mp3(medium.data), content_type="audio/mpeg")
        return Response(medium.data, content_type=medium.content_type)

    @pages.get("/sample-voice")
    def sample_voice() -> Response:
        return Response(audio.sample(), content_type="audio/wav")


def _events(world: World, person: Follower, since: int) -> Iterator[str]:
    """Server-sent events until the watcher leaves or the stand-in stops."""
    while not world.closing.is_set():
        items = person.chat.wait(since, HEARTBEAT)
        for item in items:
            since = item.n
            yield f"id: {item.n}\ndata: {json.dumps(item.as_dict(), ensure_ascii=False)}\n\n"
        if not items:
            yield ": still here\n\n"


def _since() -> int:
    """From which item on: a stream that was cut names the last one it saw in a header."""
    seen = request.headers.get("Last-Event-ID", type=int)
    return seen if seen is not None else request.args.get("since", 0, int)


def _wish() -> dict[str, Any]:
    """What the phone shall do: JSON, or a form with one file."""
    if request.files:
        with next(iter(request.files.values())).stream as file:
            return request.form.to_dict() | {"file": file.read()}
    wish = request.get_json(silent=True)
    if not isinstance(wish, dict):
        raise BadRequest("a JSON object, or a form with a file")
    return wish


def _find(world: World, phone: str) -> Follower:
    account, _, openid = phone.partition(":")
    person = world.followers.get((account, openid))
    if person is None:
        raise NotFound(f"no phone {phone}")
    return person


def _account(world: World, account: str) -> dict[str, Any]:
    config = world.accounts[account].config
    return {
        "id": config.id,
        "name": config.name,
        "kind": config.kind,
        "verified": config.verified,
        "sandbox": config.sandbox,
        "mode": config.mode,
    }


def _phone(person: Follower) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "account": person.account,
        "openid": person.openid,
        "following": person.following,
        "count": len(person.chat.since(0)),
    }
