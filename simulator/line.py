"""The way between one phone and the developer's server: delivers, judges the reply, shows it."""

from dataclasses import dataclass
from typing import Any

from simulator import markup
from simulator.errors import PlatformError
from simulator.follower import Follower
from simulator.replies import Reply, ReplyError, judge
from simulator.webhook import Delivery, Webhook
from simulator.world import World

BROKEN = "该公众号提供的服务出现故障，请稍后再试"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `text` as read on the screen, `content` with its links, `body` as received.

    `kind` is text, image, voice, video, music, news, nothing (said or shown), or fault.
    """

    status: int
    body: str
    text: str | None
    kind: str
    taps: list[tuple[str, str]]
    links: list[tuple[str, str]]
    seconds: float
    fault: str | None
    attempts: int
    content: str = ""
    media_id: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way: its XML, what it allows the account, whether a reply will be shown."""

    xml: str
    quota: str = ""
    visible: bool = True


class Line:
    """One person's connection to one account's server."""

    def __init__(self, world: World, person: Follower, webhook: Webhook) -> None:
        self._world = world
        self._person = person
        self._webhook = webhook
        self._last: Outgoing | None = None

    def send(self, outgoing: Outgoing) -> Answer:
        """Book what the message allows, then deliver it."""
        with self._world.lock:
            self._person.heard(outgoing.quota, self._world.clock())
        self._last = outgoing
        if outgoing.visible:
            self._person.last_sent = outgoing
        return self._deliver(outgoing)

    def resend(self) -> Answer:
        """Deliver the last message once more, the very same."""
        last = self._last or self._person.last_sent
        if last is None:
            raise LookupError("nothing was sent yet")
        return self._deliver(last)

    def show(self, side: str, kind: str, text: str = "", **extra: Any) -> None:
        """Put something on the screen."""
        self._person.chat.add(self._world.clock(), side, kind, text, **extra)

    def _deliver(self, outgoing: Outgoing) -> Answer:
        retry = self._note_retry if outgoing.visible else None
        delivery = self._webhook.deliver(self._person.openid, outgoing.xml, on_retry=retry)
        try:
            reply = self._judged(delivery)
        except ReplyError as fault:
            if outgoing.visible:
                self.show("account", "fault", BROKEN, reason=str(fault), attempts=delivery.attempts)
            return _answer(delivery, Reply("fault"), fault=str(fault))
        if reply.kind == "transfer" or not outgoing.visible:
            reply = Reply("nothing")
        if reply.kind != "nothing":
            self._show_reply(reply, delivery)
        return _answer(delivery, reply)

    def _note_retry(self, attempt: int) -> None:
        self.show("note", "retry", f"没有回应，第{attempt}次送达…")

    def _judged(self, delivery: Delivery) -> Reply:
        """The valid reply; media must be the account's own and not forgotten."""
        if delivery.error:
            raise ReplyError(delivery.error)
        account = self._webhook.account
        reply = judge(account, self._person.openid, delivery.status, delivery.body)
        if reply.media_id:
            try:
                self._world.media.get(account.id, reply.media_id)
            except PlatformError as error:
                raise ReplyError("the reply's MediaId is unknown or forgotten") from error
        return reply

    def _show_reply(self, reply: Reply, delivery: Delivery) -> None:
        pieces = reply.segments
        extra: dict[str, Any] = {"attempts": delivery.attempts, "segments": pieces}
        if reply.media_id:
            medium = self._world.media.find(reply.media_id)
            extra |= {"media_id": reply.media_id, "seconds": round(medium.seconds) if medium else 0}
        if reply.articles:
            extra["articles"] = reply.articles
        self.show("account", reply.kind, markup.shown(pieces), **extra)


def _answer(delivery: Delivery, reply: Reply, fault: str | None = None) -> Answer:
    pieces = reply.segments
    return Answer(
        status=delivery.status,
        body=delivery.body,
        text=markup.shown(pieces) if reply.content else None,
        kind=reply.kind,
        taps=markup.taps(pieces),
        links=markup.links(pieces),
        seconds=delivery.seconds,
        fault=fault,
        attempts=delivery.attempts,
        content=reply.content,
        media_id=reply.media_id,
    )
