"""Ends for an axis that change in leaps, so that a picture that follows a slider keeps its scale at most steps."""

from __future__ import annotations

import math

import numpy as np

_LEAPS = (1, 1.5, 2, 3, 5, 7.5, 10)


def bounds(values: np.ndarray) -> tuple[float, float]:
    """The lowest and highest mark for these values, zero always among them; (0, 1) when there is nothing to show."""
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known)]
    low = -_leap(-min(known.min(initial=0.0), 0.0))
    high = _leap(max(known.max(initial=0.0), 0.0))
    return (low, high) if high > low else (0.0, 1.0)


def _leap(value: float) -> float:
    """The next round number at or above a value that is not negative."""
    if value < 1e-9:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(leap for leap in _LEAPS if leap * power >= value * (1 - 1e-9)) * power
