"""Turns pydantic's findings into problems an admin can read."""

from __future__ import annotations

import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.settings import texts
from bot.settings.errors import KeyPath, nearest
from bot.settings.source import Source


def report(source: Source, error: ValidationError, model: type[BaseModel]) -> None:
    """Add a problem to the source for each thing pydantic found."""
    for detail in error.errors(include_url=False):
        path: KeyPath = tuple(detail["loc"])
        if detail["type"] == "extra_forbidden":
            unknown_key(source, path, known_keys(model, path[:-1]))
        else:
            message, hint = _say(detail)
            source.problem(path, message, hint)


def unknown_key(source: Source, path: KeyPath, known: list[str]) -> None:
    closest = nearest(str(path[-1]), known)
    hint = f"最像的是 {closest}" if closest else ""
    source.problem(path, f"没有 {path[-1]} 这一项", hint)


def known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys that may stand at this place of the file."""
    here: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, str) and here is not None:
            field = here.model_fields.get(part)
            here = _model_in(field.annotation) if field else None
    return list(here.model_fields) if here else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The section model inside list[…], … | None or Annotated[…]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None


def _say(detail: ErrorDetails) -> tuple[str, str]:
    context: dict[str, Any] = detail.get("ctx", {})
    if detail["type"] == "value_error":
        return str(context["error"]), ""
    if detail["type"] == "literal_error":
        options = re.findall(r"'([^']*)'", str(context["expected"]))
        closest = nearest(str(detail["input"]), options)
        return f"不能写“{detail['input']}”，最像的是 {closest}", "可以写：" + "、".join(options)
    template = texts.MESSAGES.get(detail["type"], texts.UNKNOWN_VALUE)
    return template.format(**context), ""
