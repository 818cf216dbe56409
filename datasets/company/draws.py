"""What every table draws with: uniform numbers, and what products and sums make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

SEED = 2024
FIRST_MONTH, MONTHS = pd.Timestamp("2024-01-01"), 24


def stream(number: int) -> np.random.Generator:
    """The stream of random numbers of one table; a new table leaves the others as they are."""
    return np.random.Generator(np.random.PCG64([SEED, number]))


def by(names: Sequence[str], *values: float) -> dict[str, float]:
    """Pair the levels of a factor with their values."""
    return dict(zip(names, values, strict=True))


def around(rng: np.random.Generator, centre: pd.Series, share: Sequence[float] | float) -> pd.Series:
    """Amounts spread evenly between centre·(1 − share) and centre·(1 + share), in lei and bani."""
    return (centre * (1 + share * (2 * rng.random(len(centre)) - 1))).round(2)


def pick(rng: np.random.Generator, weights: Mapping[str, float], size: int) -> np.ndarray:
    """One of the names for each of ``size`` records, with chances in proportion to the weights."""
    edges = np.cumsum(list(weights.values()))
    return np.array(list(weights))[np.searchsorted(edges, rng.random(size) * edges[-1], side="right")]


def look_up(values: Mapping, *columns: Sequence) -> np.ndarray:
    """The value of each record in a table of values, nested once for each column."""
    found = []
    for keys in zip(*columns, strict=True):
        value = values
        for key in keys:
            value = value[key]
        found.append(value)
    return np.array(found)


def beta(rng: np.random.Generator, strength: np.ndarray) -> np.ndarray:
    """Draws from Beta(1, b), b whole: the smallest of b uniform numbers; its mean is 1/(b + 1)."""
    table = rng.random((len(strength), int(strength.max())))
    table[np.arange(table.shape[1]) >= strength[:, None]] = 1.0
    return table.min(axis=1)


def bell(rng: np.random.Generator, size: int) -> np.ndarray:
    """Draws between −1.5 and 1.5 around 0, the middle likelier than the ends: three uniform numbers summed."""
    return rng.random((size, 3)).sum(axis=1) - 1.5


def month_date(month: np.ndarray) -> pd.Series:
    """The first day of a month; month 1 is January 2024, month 0 December 2023."""
    start = FIRST_MONTH.to_period("M")
    return pd.Series([(start + (int(number) - 1)).to_timestamp() for number in month])


def ids(letter: str, size: int, width: int) -> list[str]:
    """Numbers of records: a letter and digits."""
    return [f"{letter}{number:0{width}d}" for number in range(1, size + 1)]


def rounded(value: object, digits: int = 6) -> object:
    """The same nest of dicts with its floats rounded, so that a last digit never differs between machines."""
    if isinstance(value, dict):
        return {str(key): rounded(part, digits) for key, part in value.items()}
    if isinstance(value, (float, np.floating)):
        return round(float(value), digits)
    return int(value) if isinstance(value, np.integer) else value
