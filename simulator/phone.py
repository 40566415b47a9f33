"""A person's phone: sends every kind of message and event that WeChat passes on."""

from pathlib import Path
from typing import Any

from simulator import audio, pictures
from simulator.chat import Item
from simulator.config import AccountConfig, Config
from simulator.envelope import document
from simulator.line import Answer, Line, Outgoing
from simulator.media import guess_type
from simulator.webhook import ATTEMPTS, PATIENCE, Webhook
from simulator.world import World

UNSUPPORTED = "【收到不支持的消息类型，暂无法显示】"
# Events that let the account send three messages within a minute, and whose reply is shown.
ACTIONS = {"subscribe", "SCAN", "CLICK", "scancode_push", "scancode_waitmsg"}

File = bytes | str | Path


class NotFollowingError(RuntimeError):
    """Somebody who does not follow an account cannot write to it."""


class Phone:
    """One person in one account. Without a `world` it has a private one, to test a webhook alone."""

    def __init__(
        self,
        webhook_url: str,
        account: AccountConfig,
        openid: str,
        *,
        world: World | None = None,
        patience: float = PATIENCE,
        attempts: int = ATTEMPTS,
    ) -> None:
        self.world = world or World(Config((account,)))
        self.account = account
        self.person = self.world.person(account.id, openid)
        self._webhook = Webhook(webhook_url, account, clock=self.world.clock, patience=patience, attempts=attempts)
        self._line = Line(self.world, self.person, self._webhook)

    @classmethod
    def of(cls, world: World, account: str, openid: str, **options: Any) -> "Phone":
        """The phone of somebody in a running world."""
        there = world.accounts[account]
        return cls(there.webhook, there.config, openid, world=world, **options)

    @property
    def openid(self) -> str:
        return self.person.openid

    @property
    def chat(self) -> list[Item]:
        """Everything on the screen, oldest first."""
        return self.person.chat.since(0)

    # Messages

    def say(self, text: str) -> Answer:
        """Type a text and send it."""
        self._show("text", text)
        return self._message("text", Content=text)

    def tap(self, label_or_id: str) -> Answer:
        """Tap a choice in the newest message that has it."""
        label, tap_id = self._find_tap(label_or_id)
        self._show("text", label)
        known = {"bizmsgmenuid": tap_id} if tap_id and not self.account.sandbox else {}
        return self._message("text", quota="action", Content=label, **known)

    def voice(self, recording: File | None = None, recognition: str = "", *, wide: bool = True) -> Answer:
        """Hold and speak: any sound file, or a made-up hum of four seconds; older phones send no `wide` twin."""
        sound = audio.sample() if recording is None else _read(recording)
        amr = audio.to_amr(sound)
        twin = audio.to_16k(sound) if wide else None
        return self.recorded(amr, audio.seconds(amr), twin, recognition)

    def recorded(self, sound: bytes, length: float, twin: bytes | None = None, recognition: str = "") -> Answer:
        """Send these very bytes as a voice of so many seconds, whatever they are; `twin` is the 16 kHz recording."""
        media_id = self._keep("voice", sound, length)
        self._show("voice", media_id=media_id, seconds=round(length))
        better = {"MediaId16K": self._keep("voice", twin, length)} if twin else {}
        return self._message("voice", MediaId=media_id, Format="amr", **better, Recognition=recognition)

    def photo(self, picture: File | None = None) -> Answer:
        """Send a picture file, or a plain drawn one."""
        media_id = self._keep("image", pictures.sample() if picture is None else _read(picture))
        self._show("image", media_id=media_id)
        return self._message("image", PicUrl=f"{self.world.url}/_sim/media/{media_id}", MediaId=media_id)

    def video(self, film: File, kind: str = "video") -> Answer:
        """Send a film; `kind` may be shortvideo."""
        media_id = self._keep("video", _read(film))
        self._show("video", media_id=media_id)
        return self._message(kind, MediaId=media_id, ThumbMediaId=self._keep("thumb", pictures.sample()))

    def place(self, lat: float, lng: float, label: str) -> Answer:
        """Send a place."""
        self._show("location", label, lat=lat, lng=lng)
        return self._message("location", **_position(lat, lng, label))

    def link(self, title: str, description: str, url: str) -> Answer:
        """Forward an article."""
        self._show("link", title, url=url)
        return self._message("link", Title=title, Description=description, Url=url)

    def unsupported(self) -> Answer:
        """Send a sticker or file, which the platform replaces by a sentence."""
        self._show("text", "[表情]")
        return self._message("text", Content=UNSUPPORTED)

    # Following, codes and menus

    def follow(self, scene: str | None = None) -> Answer:
        """Follow the account, perhaps by scanning a code."""
        self.person.follow(self.world.clock(), scene or "")
        self._line.show("note", "note", "关注了公众号")
        if not scene:
            return self.event("subscribe", EventKey="")
        return self.event("subscribe", EventKey=f"qrscene_{scene}", Ticket=self._ticket(scene))

    def scan(self, scene: str) -> Answer:
        """Scan a code of the account; whoever does not follow it yet follows."""
        if not self.person.following:
            return self.follow(scene)
        self._line.show("note", "note", "扫了二维码")
        return self.event("SCAN", EventKey=scene, Ticket=self._ticket(scene))

    def unfollow(self) -> Answer:
        """Leave the account."""
        self.person.unfollow()
        self._line.show("note", "note", "取消了关注")
        return self.event("unsubscribe", EventKey="")

    def click(self, key: str) -> Answer:
        """Tap a menu button of type click."""
        return self.event("CLICK", EventKey=key)

    def view(self, url: str, menu_id: str = "430000000") -> Answer:
        """Tap a menu button that opens a page."""
        return self.event("VIEW", EventKey=url, MenuId=menu_id)

    def report_location(self, lat: float, lng: float, precision: float = 30.0) -> Answer:
        """Let the phone report where it is, as on entering the chat."""
        return self.event("LOCATION", Latitude=f"{lat:f}", Longitude=f"{lng:f}", Precision=f"{precision:f}")

    def choose_photo(self, key: str, picture: File | None = None, kind: str = "pic_photo_or_album") -> Answer:
        """Tap a picture button of the menu; the answer is that to the picture itself."""
        pictures_chosen = [{"PicMd5Sum": "1b5f7c23b5bf75682a53e7b6d163e185"}]
        self.event(kind, EventKey=key, SendPicsInfo={"Count": 1, "PicList": pictures_chosen})
        return self.photo(picture)

    def select_location(self, key: str, lat: float, lng: float, label: str) -> Answer:
        """Tap a place button of the menu; the answer is that to the place itself."""
        info = _position(lat, lng, label) | {"Poiname": ""}
        self.event("location_select", EventKey=key, SendLocationInfo=info)
        return self.place(lat, lng, label)

    def scan_code(self, key: str, result: str, wait: bool = True) -> Answer:
        """Tap a scan button of the menu and scan something."""
        info = {"ScanType": "qrcode", "ScanResult": result}
        return self.event("scancode_waitmsg" if wait else "scancode_push", EventKey=key, ScanCodeInfo=info)

    def receipt(self, msgid: int, status: str = "success") -> Answer:
        """Report how a template message fared."""
        return self.event("TEMPLATESENDJOBFINISH", MsgID=msgid, Status=status)

    def event(self, name: str, **fields: Any) -> Answer:
        """Any event at all."""
        shown = name in ACTIONS
        xml = document(self._head("event") | {"Event": name} | fields)
        return self._line.send(Outgoing(xml, "action" if shown else "", visible=shown))

    # Sending

    def resend_last(self) -> Answer:
        """Deliver the last message once more, same MsgId and all, as after a lost answer."""
        return self._line.resend()

    def post(self, xml: str) -> Answer:
        """Deliver any XML, signed and sealed like a real message."""
        return self._line.send(Outgoing(xml))

    def check_url(self) -> bool:
        """The console's test of the webhook's address."""
        return self._webhook.check()

    def _message(self, kind: str, quota: str = "message", **fields: Any) -> Answer:
        if not self.person.following:
            raise NotFollowingError(self.openid)
        with self.world.lock:
            msg_id = next(self.world.message_ids)
        return self._line.send(Outgoing(document(self._head(kind) | fields | {"MsgId": msg_id}), quota))

    def _head(self, kind: str) -> dict[str, Any]:
        with self.world.lock:
            created = self.person.next_created(self.world.clock())
        return {
            "ToUserName": self.account.original_id,
            "FromUserName": self.openid,
            "CreateTime": created,
            "MsgType": kind,
        }

    def _find_tap(self, wanted: str) -> tuple[str, str]:
        """Content and id of a choice, newest message first: old links stay in the chat for good."""
        wanted = wanted.strip("〔〕")
        for item in reversed(self.chat):
            for piece in item.extra.get("segments", ()):
                if piece["type"] == "tap" and wanted in (piece["text"], piece["id"], piece["content"]):
                    return piece["content"], piece["id"]
        raise LookupError(f"no message offers {wanted!r} to tap")

    def _ticket(self, scene: str) -> str:
        with self.world.lock:
            for code in self.world.codes.values():
                if (code.account, code.scene) == (self.account.id, scene):
                    return code.ticket
        return f"ticket-{scene}"

    def _keep(self, kind: str, data: bytes, length: float = 0.0) -> str:
        return self.world.media.keep(self.account.id, kind, data, guess_type(kind, data), length).id

    def _show(self, kind: str, text: str = "", **extra: Any) -> None:
        if self.person.following:
            self._line.show("me", kind, text, **extra)


def _position(lat: float, lng: float, label: str) -> dict[str, str]:
    """WeChat's X is the latitude."""
    return {"Location_X": f"{lat:f}", "Location_Y": f"{lng:f}", "Scale": "16", "Label": label}


def _read(file: File) -> bytes:
    return file if isinstance(file, bytes) else Path(file).read_bytes()
