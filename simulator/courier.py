"""Carries delivery receipts of template messages back to the developer's server, in the background."""

from concurrent.futures import ThreadPoolExecutor

from simulator.phone import Phone
from simulator.world import World


class Courier:
    """A few background hands; receipts of one account may overtake each other, as real ones do."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._hands = ThreadPoolExecutor(max_workers=4, thread_name_prefix="receipt")

    def receipt(self, account: str, openid: str, msgid: int) -> None:
        """Send TEMPLATESENDJOBFINISH a moment later, unless a fault says otherwise."""
        fate = self._world.faults.take_receipt()
        if fate == "lose" or not self._world.accounts[account].webhook:
            return
        status = fate if fate.startswith("failed") else "success"
        times = 2 if fate == "double" else 1
        self._hands.submit(self._deliver, account, openid, msgid, status, times)

    def close(self) -> None:
        """Finish what is under way and take no more."""
        self._hands.shutdown(wait=True)

    def _deliver(self, account: str, openid: str, msgid: int, status: str, times: int) -> None:
        if self._world.closing.wait(self._world.receipt_delay):
            return
        phone = Phone.of(self._world, account, openid)
        phone.receipt(msgid, status)
        for _ in range(times - 1):
            phone.resend_last()
