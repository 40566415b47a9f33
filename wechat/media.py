"""Media to and from WeChat: an error comes as JSON under a good status, a video as an address."""

from __future__ import annotations

from urllib.parse import urlsplit

from wechat.apierrors import NetworkError
from wechat.calls import Calls, answer_json, check, need, parse
from wechat.transport import Answer, Http

PICTURE_HOSTS = (".qpic.cn", ".qlogo.cn", ".weixin.qq.com")


class Media:
    """Downloads and uploads of one account."""

    def __init__(self, calls: Calls, http: Http) -> None:
        self._calls, self._http = calls, http

    def download(self, media_id: str) -> tuple[bytes, str]:
        """What was sent under the id, with its content type."""
        answer, video_url = self._calls.with_token(lambda token: self._get(token, media_id))
        return self._fetch(video_url, "media/get video") if video_url else _whole(answer, "media/get")

    def fetch_picture(self, pic_url: str) -> tuple[bytes, str]:
        """A picture from one of WeChat's own picture hosts, and from nowhere else."""
        host = urlsplit(pic_url).hostname or ""
        ours = urlsplit(self._http.base_url)
        allowed = host.endswith(PICTURE_HOSTS) or urlsplit(pic_url).netloc == ours.netloc
        if not allowed:
            raise NetworkError("picture", "not one of WeChat's hosts", unknown_outcome=False)
        return self._fetch(pic_url, "picture")

    def upload(self, kind: str, filename: str, data: bytes) -> str:
        """The new media id. The bytes are given anew to each attempt."""

        def call(token: str) -> str:
            files = {"media": (filename, data)}
            answer = self._calls.raw("POST", "media/upload", token, params={"type": kind}, files=files)
            found = answer_json(answer, "media/upload")
            return need(found, "thumb_media_id" if "thumb_media_id" in found else "media_id", "media/upload")

        return self._calls.with_token(call)

    def _get(self, token: str, media_id: str) -> tuple[Answer, str]:
        answer = self._calls.raw("GET", "media/get", token, params={"media_id": media_id})
        data = parse(answer.body)
        if data is None:
            return answer, ""
        return answer, str(check(data, "media/get").get("video_url", ""))

    def _fetch(self, url: str, api: str) -> tuple[bytes, str]:
        if urlsplit(url).scheme not in ("http", "https"):
            raise NetworkError(api, "not a web address", unknown_outcome=False)
        return _whole(self._http.send("GET", url, api), api)


def _whole(answer: Answer, api: str) -> tuple[bytes, str]:
    if not answer.body:
        raise NetworkError(api, "the answer is empty", unknown_outcome=False)
    return answer.body, answer.content_type.split(";")[0].strip().lower()
