"""Faults to order: what should go wrong on which path, and how often."""

import threading
from dataclasses import dataclass
from typing import Any

RECEIPTS = ("lose", "double", "failed:user block", "failed: system failed")
DROPS = ("", "before", "after")


@dataclass(slots=True)
class Fault:
    """One order; `drop` cuts the connection before or after the call took effect."""

    path: str
    times: int = 1
    errcode: int = 0
    errmsg: str = ""
    stall: float = 0.0
    drop: str = ""
    http: int = 0
    receipts: str = ""


class Faults:
    """The open orders, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: list[Fault] = []

    def order(self, **wish: Any) -> Fault:
        """Add an order; unknown words are a ValueError."""
        try:
            fault = Fault(**({"path": ""} | wish))
        except TypeError as error:
            raise ValueError(str(error)) from error
        if fault.receipts and fault.receipts not in RECEIPTS:
            raise ValueError(f"receipts: one of {', '.join(RECEIPTS)}")
        if fault.drop not in DROPS:
            raise ValueError("drop: before or after")
        with self._lock:
            self._open.append(fault)
        return fault

    def take(self, path: str) -> Fault | None:
        """The oldest order for a call on this path, used up by one."""
        return self._take(lambda fault: not fault.receipts and path.endswith(fault.path))

    def take_receipt(self) -> str:
        """What shall happen to the next delivery receipt, or nothing."""
        fault = self._take(lambda fault: bool(fault.receipts))
        return fault.receipts if fault else ""

    def clear(self) -> None:
        with self._lock:
            self._open.clear()

    def all(self) -> list[Fault]:
        with self._lock:
            return list(self._open)

    def _take(self, fits: Any) -> Fault | None:
        with self._lock:
            fault = next((fault for fault in self._open if fits(fault)), None)
            if fault is None:
                return None
            fault.times -= 1
            if fault.times <= 0:
                self._open.remove(fault)
            return fault
