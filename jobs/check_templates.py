"""Holds the configured template fields against the platform's own list, so that a typo is found before a send."""

from __future__ import annotations

import logging

from jobs.deps import JobDeps
from wechat.apierrors import ApiError, NetworkError
from wechat.fields import missing_keys, unfilled_keys

log = logging.getLogger(__name__)


def check_templates(deps: JobDeps) -> dict[str, list[str]]:
    """What is wrong with each account's templates, in Chinese; an account whose list can't be read is left out."""
    return {account: found for account in deps.accounts if (found := _check(deps, account)) is not None}


def _check(deps: JobDeps, account: str) -> list[str] | None:
    mine = deps.accounts[account]
    if "template" not in mine.abilities or not mine.templates:
        return []
    try:
        known = deps.gateway(account).templates()
    except (ApiError, NetworkError) as error:
        log.warning("template list not read: %s", error, extra={"account": account})
        return None
    problems = []
    for kind, template in mine.templates.items():
        if template.id not in known:
            problems.append(f"{kind}：公众号里没有这个模板 {template.id}")
            continue
        content = known[template.id]
        problems += [f"{kind}：模板里没有 {key} 这一项" for key in missing_keys(template.fields, content)]
        problems += [f"{kind}：模板的 {key} 没有配内容" for key in unfilled_keys(template.fields, content)]
    for problem in problems:
        log.error("template of account %s does not fit: %s", account, problem)
    return problems
