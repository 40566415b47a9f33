"""What each kind of account may do; the answer for everything else is 48001."""

from simulator.config import AccountConfig

FREE = "free"
MENU = "menu"
FOLLOWERS = "followers"  # Tags, conditional menus, user info.
CUSTOM = "custom"
MSGMENU = "msgmenu"
MEDIA = "media"
TEMPLATE = "template"
SCENES = "scenes"
OAUTH = "oauth"

VERIFIED = {MENU, FOLLOWERS, CUSTOM, MEDIA}
VERIFIED_SERVICE = VERIFIED | {TEMPLATE, SCENES, OAUTH, MSGMENU}


def may(account: AccountConfig, ability: str) -> bool:
    """Whether the account has an ability; a sandbox account has nearly all, but no msgmenu."""
    if ability == FREE:
        return True
    if account.sandbox:
        return ability != MSGMENU
    if not account.verified:
        return False
    return ability in (VERIFIED_SERVICE if account.kind == "service" else VERIFIED)
