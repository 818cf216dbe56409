"""The solved sheet: a value for every line, by letter or by name."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crmlessons.words import InputError
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from crmlessons.worksheet import Worksheet


@dataclass(frozen=True, repr=False)
class Solution:
    """The values of all lines of a sheet, by letter or by name: ``s["T"]``, ``s["contribution"]``, ``s.contribution``.

    A line whose divisor is zero is undefined: NaN, shown as a dash, and ``why_undefined`` gives the reason.
    """

    sheet: Worksheet
    values: Mapping[str, Any]
    index: pd.Index | None = None

    def __getitem__(self, key: str) -> Any:
        letter = self.sheet.line(key).letter
        value = self.wrap(self.values[letter])
        return value.rename(letter) if isinstance(value, pd.Series) else value

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except InputError as error:
            raise AttributeError(str(error)) from None

    def __deepcopy__(self, memo: dict) -> Solution:
        values = {letter: copy.deepcopy(value, memo) for letter, value in self.values.items()}
        return Solution(self.sheet, MappingProxyType(values), self.index)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(line.name for line in self.sheet.lines)]

    def wrap(self, value: Any) -> Any:
        """The value as the inputs came: a float for numbers, a Series for Series, else the array."""
        if np.ndim(value) == 0 and self.index is None:
            return float(value)
        return value if self.index is None else pd.Series(np.broadcast_to(value, len(self.index)), self.index)

    @property
    def cases(self) -> int:
        """How many cases were solved at once; 1 for plain numbers."""
        return max(getattr(value, "size", 1) for value in self.values.values())

    def frame(self) -> pd.DataFrame:
        """One row a case, one column a line, by letter."""
        cases = self.cases
        columns = {letter: np.broadcast_to(np.asarray(value).ravel(), cases) for letter, value in self.values.items()}
        return pd.DataFrame(columns, index=range(cases) if self.index is None else self.index)

    def why_undefined(self, key: str) -> str:
        """Why a line has no value somewhere; "" when it has one everywhere."""
        line = self.sheet.line(key)
        if not np.isnan(self.values[line.letter]).any():
            return ""
        if line.undefined:
            return _(line.undefined)
        cause = next(letter for letter in line.needs if np.isnan(self.values[letter]).any())
        return self.why_undefined(cause)

    def to_excel(self, path: str | Path, overwrite: bool = False) -> Path:
        """Write the sheet as a spreadsheet with live formulas, one column a case; returns the file's path.

        A file that is there already is replaced only with ``overwrite=True``.

        Raises:
            InputError: the path cannot be written to, or there are more cases than a spreadsheet shows well.
        """
        from crmlessons.views import workbook

        return workbook.write(self, path, overwrite)

    def __repr__(self) -> str:
        from crmlessons.views import tables

        return tables.sheet_text(self)

    def _repr_html_(self) -> str:
        from crmlessons.views import tables

        return tables.sheet_html(self)
