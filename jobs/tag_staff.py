"""Marks newly bound staff on the platform, so that their chat shows the staff menu without anybody's help."""

from __future__ import annotations

import logging

from casework import people
from jobs.deps import JobDeps
from wechat.apierrors import ApiError, NetworkError
from wechat.gateway import Gateway

log = logging.getLogger(__name__)
TAG = "网格员"  # How an account's followers who are staff are marked on the platform.


def tag_staff(deps: JobDeps) -> int:
    """Tag everybody who was bound since the last time. Returns how many were tagged."""
    able = [account.id for account in deps.accounts.values() if "tags" in account.abilities]
    with deps.session() as session:
        waiting = people.untagged(session, able)
    return sum(_tag(deps, account, openids) for account, openids in waiting.items())


def _tag(deps: JobDeps, account: str, openids: list[str]) -> int:
    try:
        gateway = deps.gateway(account)
        gateway.tag_user(tag_of(gateway), openids)
    except NetworkError:
        return 0  # The next ring tries again.
    except ApiError as error:
        log.error("staff of account %s not tagged, run menu push later: %s", account, error)
    with deps.session() as session:
        people.tagged(session, account, openids)
    return len(openids)


def tag_of(gateway: Gateway) -> int:
    """The staff's tag, made if the account has none yet."""
    known = {name: tag for tag, name in gateway.tags().items()}
    return known[TAG] if TAG in known else gateway.create_tag(TAG)
