"""The one callable that RQ sees: finds the job by its name and hands it what it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from bot.parts import Parts
from bot.settings import load_settings
from bot.settings.stored import last_good
from jobs import check_templates, deliver, fetch_media, hear, sweep, tag_staff

JOBS: dict[str, Callable[..., Any]] = {
    "check_templates": check_templates.check_templates,
    "deliver": deliver.deliver,
    "fetch_media": fetch_media.fetch_media,
    "hear": hear.hear,
    "sweep": sweep.sweep,
    "tag_staff": tag_staff.tag_staff,
}


@cache
def parts() -> Parts:
    """The parts of this worker process, built once, from the config that LIANXIN_CONFIG names."""
    return Parts(load_settings(last_good=last_good))


def run(name: str, *ids: int) -> Any:
    """Run one job."""
    return JOBS[name](parts().job_deps(), *ids)
