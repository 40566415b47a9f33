"""The same packages as a first draft wires them: every keyword tried, every object flushed and committed by itself."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import jieba
from flask import Flask, Response, abort, request
from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from wechatpy import parse_message
from wechatpy.exceptions import InvalidSignatureException
from wechatpy.replies import TextReply
from wechatpy.utils import check_signature

from bench.village import ACCOUNT
from tests.classifier.villages import example_categories


class Base(DeclarativeBase):
    """The tables of this draft."""


class Inbox(Base):
    """A message that was taken."""

    __tablename__ = "inbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(unique=True)
    reply: Mapped[str | None] = mapped_column()


class Resident(Base):
    """Somebody who writes."""

    __tablename__ = "resident"
    id: Mapped[int] = mapped_column(primary_key=True)
    openid: Mapped[str] = mapped_column(unique=True)


class Case(Base):
    """A matter."""

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    resident_id: Mapped[int] = mapped_column(ForeignKey("resident.id"))
    category: Mapped[str] = mapped_column()
    words: Mapped[str] = mapped_column()


class Step(Base):
    """What happened to it."""

    __tablename__ = "step"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    what: Mapped[str] = mapped_column()
    at: Mapped[datetime] = mapped_column()


class Push(Base):
    """What is to be sent."""

    __tablename__ = "push"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    text: Mapped[str] = mapped_column()


engine = create_engine(os.environ["BENCH_DATABASE"])
Base.metadata.create_all(engine)
jieba.initialize()
app = Flask("naive")


@app.post("/wechat/bench")
def take() -> Response:
    """Keep the message, weigh it, open a case, note it, queue the news, answer."""
    try:
        check_signature(ACCOUNT["token"], request.args["signature"], request.args["timestamp"], request.args["nonce"])
    except InvalidSignatureException:
        abort(403)
    message = parse_message(request.get_data())
    with Session(engine) as session:
        known = session.scalar(select(Inbox).where(Inbox.message == str(message.id)))
        if known is None:
            known = Inbox(message=str(message.id))
            _keep(session, known)
            known.reply = _open(session, message.source, message.content)
            session.commit()
        return Response(TextReply(content=known.reply, message=message).render(), mimetype="application/xml")


def _open(session: Session, openid: str, words: str) -> str:
    resident = session.scalar(select(Resident).where(Resident.openid == openid))
    if resident is None:
        resident = Resident(openid=openid)
        _keep(session, resident)
    case = Case(resident_id=resident.id, category=_category(words), words=words)
    _keep(session, case)
    _keep(session, Step(case_id=case.id, what="opened", at=datetime.now(UTC)))
    _keep(session, Push(case_id=case.id, text=words))
    return f"收到，记成{case.id}号（{case.category}）。"


def _keep(session: Session, row: Base) -> None:
    session.add(row)
    session.commit()


def _category(words: str) -> str:
    """The words as jieba cuts them, against every keyword of every category."""
    cut = set(jieba.lcut(words))
    sums = {
        category.id: sum(
            weight
            for keyword, weight in category.keywords.items()
            if all(any(choice in cut or choice in words for choice in part.split("|")) for part in keyword.split(" "))
        )
        for category in example_categories()
    }
    return max(sums, key=lambda one: sums[one])
