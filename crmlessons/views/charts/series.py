"""What a chart of several cases is given: one number a case, its name in words, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from crmlessons.solution import Solution
from crmlessons.views import cases, written
from crmlessons.words import InputError
from crmlessons.words import gettext as _


@dataclass(frozen=True)
class Measured:
    """Numbers to compare.

    Attributes:
        values: one number a case, NaN where there is none; the index names the cases.
        what: what the numbers measure, in words; may be empty.
        kind: how a number is written, as in ``Line.kind``.
    """

    values: pd.Series
    what: str
    kind: str

    def write(self, value: float) -> str:
        """A number of this measure, as a chart has room for it."""
        return written.short(self.kind, value)

    def named(self, label: object) -> str:
        """A case's name in words: the codes of a file have no spaces."""
        return cases.name(label)


def measured(data: Solution | pd.Series, line: str = "", what: str = "", kind: str = "number") -> Measured:
    """The numbers of a chart, from a line of a solved sheet or from a Series.

    Raises:
        InputError: no numbers are there, or the data are neither.
    """
    if isinstance(data, Solution):
        one = data.sheet.line(line or data.sheet.lines[-1].letter)
        values = data.frame()[one.letter]
        values = values.set_axis(cases.names(data)) if data.index is None else values
        return Measured(values, what or _(one.label), one.kind)
    if not isinstance(data, pd.Series):
        raise InputError(_("This chart takes a solved sheet or a pandas Series, and {given} was given.").format(
            given=type(data).__name__))
    if data.empty or not pd.api.types.is_numeric_dtype(data.dtype):
        raise InputError(_("The Series “{name}” holds no numbers to draw.").format(name=data.name))
    return Measured(data.astype(float), what, kind)
