"""How many customer-service messages one person still allows, and until when."""

from dataclasses import dataclass

from simulator.errors import PlatformError

HOURS_48 = 48 * 3600.0
MINUTE = 60.0


@dataclass(slots=True)
class Allowance:
    """Some messages inside one window."""

    left: int = 0
    until: float = 0.0

    def reset(self, left: int, until: float) -> None:
        self.left = left
        self.until = until


class Allowances:
    """Five in 48 hours after a message of hers, three in one minute after a click, follow or scan."""

    def __init__(self) -> None:
        self._after_message = Allowance()
        self._after_action = Allowance()

    def spoke(self, now: float) -> None:
        """She wrote, sent a picture, a voice, a place: the count starts anew, it does not add up."""
        self._after_message.reset(5, now + HOURS_48)

    def acted(self, now: float) -> None:
        """She clicked a menu, tapped a reply's choice, followed or scanned."""
        self._after_action.reset(3, now + MINUTE)

    def close(self) -> None:
        """She unfollowed: nothing may be sent any more."""
        self._after_message.reset(0, 0)
        self._after_action.reset(0, 0)

    def spend(self, now: float) -> None:
        """Use one, from the window that closes first; refuse as the platform does."""
        usable = [a for a in (self._after_action, self._after_message) if now < a.until]
        if not usable:
            raise PlatformError(45015)
        for allowance in usable:
            if allowance.left:
                allowance.left -= 1
                return
        raise PlatformError(45047)
