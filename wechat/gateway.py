"""Everything we ask of WeChat's servers, one method a request; what an account may ask is said elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from wechat.calls import Calls, need
from wechat.credentials import Credentials
from wechat.media import Media
from wechat.tokens import TokenStore
from wechat.transport import Http, Timeout

TAGGED_AT_ONCE = 50


class SendResult(NamedTuple):
    """WeChat took the message; whether it arrives comes later, as an event with this id."""

    msgid: str


class Qr(NamedTuple):
    """A scene code: draw `url`, or show the ticket's picture."""

    ticket: str
    url: str
    expire_seconds: int | None


class Gateway:
    """The API of one account. Thread-safe; connects at the first call. Raises ApiError and NetworkError."""

    def __init__(
        self,
        credentials: Credentials,
        secret: str,
        base_url: str,
        tokens: TokenStore,
        timeout: Timeout = (3, 5),
    ) -> None:
        self.account = credentials.id
        http = Http(base_url, timeout)
        self._calls = Calls(credentials.app_id, secret, http, tokens)
        self._media = Media(self._calls, http)

    # Messages

    def send_template(
        self,
        openid: str,
        template_id: str,
        data: dict[str, dict[str, str]],
        url: str | None = None,
        client_msg_id: str | None = None,
    ) -> SendResult:
        """With `client_msg_id` it may be sent again for ten minutes without arriving twice."""
        message: dict[str, Any] = {"touser": openid, "template_id": template_id, "data": data}
        message |= {"url": url} if url else {}
        message |= {"client_msg_id": client_msg_id} if client_msg_id else {}
        return SendResult(str(self._calls.post("message/template/send", message).get("msgid", "")))

    def send_text(self, openid: str, content: str) -> None:
        self._custom(openid, "text", {"content": content})

    def send_menu(self, openid: str, head: str, items: Sequence[tuple[str, str]], tail: str = "") -> None:
        """A question with answers to tap; `items` are (id, content)."""
        menu: dict[str, Any] = {"list": [{"id": item, "content": content} for item, content in items]}
        menu |= {"head_content": head} if head else {}
        menu |= {"tail_content": tail} if tail else {}
        self._custom(openid, "msgmenu", menu)

    def send_voice(self, openid: str, media_id: str) -> None:
        self._custom(openid, "voice", {"media_id": media_id})

    def send_image(self, openid: str, media_id: str) -> None:
        self._custom(openid, "image", {"media_id": media_id})

    def _custom(self, openid: str, kind: str, content: dict[str, Any]) -> None:
        """No key makes these safe to repeat: an unknown outcome must not be sent again."""
        self._calls.post("message/custom/send", {"touser": openid, "msgtype": kind, kind: content})

    def templates(self) -> dict[str, str]:
        """Template id → its content with {{…DATA}} keys."""
        found = self._calls.get("template/get_all_private_template").get("template_list") or []
        return {str(each["template_id"]): str(each.get("content", "")) for each in found}

    # Media

    def download(self, media_id: str) -> tuple[bytes, str]:
        """The bytes and their content type; ApiError 40007 once WeChat has forgotten them."""
        return self._media.download(media_id)

    def fetch_picture(self, pic_url: str) -> tuple[bytes, str]:
        """A picture by its PicUrl, for accounts that may not download by id."""
        return self._media.fetch_picture(pic_url)

    def upload(self, kind: Literal["image", "voice", "video", "thumb"], filename: str, data: bytes) -> str:
        """The media id, good for three days."""
        return self._media.upload(kind, filename, data)

    # Menus

    def create_menu(self, menu: dict[str, Any]) -> None:
        self._calls.post("menu/create", menu)

    def add_conditional(self, menu: dict[str, Any]) -> str:
        """The new menu's id. The default menu must exist."""
        return need(self._calls.post("menu/addconditional", menu), "menuid", "menu/addconditional")

    def delete_menu(self) -> None:
        """Deletes the default menu and every conditional one."""
        self._calls.get("menu/delete")

    def get_menu(self) -> dict[str, Any]:
        return self._calls.get("menu/get")

    # People and tags

    def create_tag(self, name: str) -> int:
        return int(self._calls.post("tags/create", {"tag": {"name": name}})["tag"]["id"])

    def tags(self) -> dict[int, str]:
        """Tag id → name."""
        return {int(tag["id"]): str(tag["name"]) for tag in self._calls.get("tags/get").get("tags") or []}

    def tag_user(self, tag_id: int, openids: Iterable[str]) -> None:
        self._tagging("tags/members/batchtagging", tag_id, list(openids))

    def untag_user(self, tag_id: int, openids: Iterable[str]) -> None:
        self._tagging("tags/members/batchuntagging", tag_id, list(openids))

    def _tagging(self, path: str, tag_id: int, openids: list[str]) -> None:
        for start in range(0, len(openids), TAGGED_AT_ONCE):
            part = openids[start : start + TAGGED_AT_ONCE]
            self._calls.post(path, {"tagid": tag_id, "openid_list": part})

    def user_info(self, openid: str) -> dict[str, Any]:
        return self._calls.get("user/info", openid=openid, lang="zh_CN")

    def oauth_openid(self, code: str) -> str | None:
        """Who is behind a web login's code; None for the stand-in of a page preview."""
        answer = self._calls.login(code)
        return None if answer.get("is_snapshotuser") else need(answer, "openid", "sns/oauth2/access_token")

    # Scene codes

    def create_qr(self, scene: str, expire_seconds: int | None = None) -> Qr:
        """A code that brings `scene` along: passing with `expire_seconds` (30 days at most), else lasting."""
        if not 1 <= len(scene) <= 64:
            raise ValueError("a scene has 1 to 64 characters")
        body: dict[str, Any] = {"action_info": {"scene": {"scene_str": scene}}}
        if expire_seconds is None:
            body["action_name"] = "QR_LIMIT_STR_SCENE"
        else:
            body |= {"action_name": "QR_STR_SCENE", "expire_seconds": expire_seconds}
        answer = self._calls.post("qrcode/create", body)
        return Qr(need(answer, "ticket", "qrcode/create"), str(answer.get("url", "")), expire_seconds)
