"""One Official Account as the rules see it: whose it is and what its kind may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """A message template of an account: its id, and which fact goes into which of its fields."""

    id: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Account:
    """An account by its config id; `unit` is the unit whose residents follow it.

    `abilities` are those of its kind and verification (see `wechat.capabilities`); `templates` are its
    message templates by kind (update, survey, task, remind).
    """

    id: str
    name: str
    unit: str
    kind: Literal["service", "subscription"] = "service"
    verified: bool = True
    staff_push: Literal["template", "custom"] = "template"
    abilities: frozenset[str] = frozenset()
    templates: Mapping[str, MessageTemplate] = field(default_factory=dict)
