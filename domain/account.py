"""One Official Account as the rules see it: whose it is and what its kind may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Account:
    """An account by its config id; `unit` is the unit whose residents follow it.

    `abilities` are those of its kind and verification (see `wechat.capabilities`); `templates` are the kinds of
    template message that the config gives an id for.
    """

    id: str
    name: str
    unit: str
    kind: Literal["service", "subscription"] = "service"
    verified: bool = True
    staff_push: Literal["template", "custom"] = "template"
    abilities: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()
