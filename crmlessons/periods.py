"""A sheet followed from period to period: what one ends with, the next begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from crmlessons.worksheet import Worksheet

MOST = 12_000  # a thousand years of months


def check_carried(sheet: Worksheet) -> None:
    """Check a sheet's declaration: what is carried goes from a computed line to an input of the same unit.

    Raises:
        ValueError: it does not.
    """
    for into, source in sheet.carried.items():
        first, last = sheet.line(into), sheet.line(source)
        if not first.is_input or last.is_input or first.unit != last.unit:
            raise ValueError(f"line {into} cannot carry line {source}: an input takes a result of its own unit")


def counted(sheet: Worksheet, periods: Any) -> int:
    """The number of periods, once it is known to be usable.

    Raises:
        InputError: it is no whole number of 1 or more, it is too large, or the sheet carries nothing.
    """
    if not sheet.carried:
        raise InputError(_("In this sheet no period follows from the one before. Use solve(…) instead of run(…)."))
    whole = isinstance(periods, Integral) and not isinstance(periods, bool | np.bool_)
    if not whole or not 1 <= periods <= MOST:
        raise InputError(_("periods is how often the sheet is repeated: a whole number from 1 to {most}. {given} was "
                           "given; write for example periods=12.").format(most=MOST, given=repr(periods)[:40]))
    return int(periods)


def carry(sheet: Worksheet, compute: Callable[[Mapping[str, Any]], dict[str, Any]], values: Mapping[str, Any],
          count: int, index: pd.Index | None) -> pd.DataFrame:
    """All periods of all cases, the cases one below the other; ``compute`` gives every line from the inputs."""
    single = index is None and all(np.ndim(value) == 0 for value in values.values())
    cases = max(map(np.size, values.values()))
    table = {line.letter: np.empty((cases, count)) for line in sheet.lines}
    for period in range(count):
        values = compute(values)
        for letter, column in table.items():
            column[:, period] = np.ravel(values[letter])
        values = {line.letter: values[sheet.carried.get(line.letter, line.letter)] for line in sheet.inputs}
    columns = {letter: column.ravel() for letter, column in table.items()}
    return pd.DataFrame(columns, index=_rows(index, cases, count, single))


def _rows(index: pd.Index | None, cases: int, count: int, single: bool) -> pd.Index:
    periods = pd.RangeIndex(1, count + 1, name="period")
    if single:
        return periods
    labels = pd.RangeIndex(cases) if index is None else index
    names = [name if name is not None else "case" for name in labels.names]
    levels = [labels.get_level_values(level).repeat(count) for level in range(labels.nlevels)]
    return pd.MultiIndex.from_arrays([*levels, np.tile(periods, cases)], names=[*names, "period"])
