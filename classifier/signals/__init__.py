"""The signals of every kind of emergency: a file a kind, and the classes of words that they share."""

from classifier.signals import (
    calls,
    drowning,
    entrapment,
    fire,
    gas,
    injury,
    life,
    live_wire,
    missing_child,
    no_answer,
    poisoning,
    violence,
)
from classifier.signals.calls import CALL
from classifier.signals.signal import Signal

# In the order of what she must be told first when a text holds several.
KINDS_IN_ORDER = (
    fire,
    drowning,
    live_wire,
    poisoning,
    life,
    gas,
    violence,
    entrapment,
    missing_child,
    injury,
    no_answer,
    calls,
)
SIGNALS: tuple[Signal, ...] = tuple(signal for kind in KINDS_IN_ORDER for signal in kind.SIGNALS)

__all__ = ["CALL", "SIGNALS", "Signal"]
