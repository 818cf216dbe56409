"""One line of a sheet, as it is declared."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from crmlessons import inputs, units


@dataclass(frozen=True)
class Line:
    """One line of a sheet: an input (``default`` and ``slider``) or a result (``formula``).

    Attributes:
        letter: the letter in the source's table.
        name: the name in code.
        label: the description, marked for translation.
        unit: a key of ``units.LABELS``.
        formula: letters of earlier lines -> value; None for an input.
        default: the input's value in the worked example.
        slider: lowest, highest and step that make sense to explore.
        undefined: why there is no value when the divisor is zero, marked for translation; every line that divides
            says so, and no other.
        shown: "percent" or "number" where the unit alone does not tell.
        signed: whether an input may be negative, such as a value that can be a loss.
    """

    letter: str
    name: str
    label: str
    unit: str
    formula: Callable | None = None
    default: float | None = None
    slider: tuple[float, float, float] | None = None
    undefined: str = ""
    shown: str = ""
    signed: bool = False

    @property
    def is_input(self) -> bool:
        return self.formula is None

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """Letters of the lines that the formula uses, in its order."""
        return () if self.formula is None else tuple(inspect.signature(self.formula).parameters)

    @property
    def kind(self) -> str:
        """How the value is written: "money", "count", "percent" or "number"."""
        if self.shown:
            return self.shown
        if self.unit.startswith("lei"):
            return "money"
        return "count" if self.unit in units.BASE else "percent"

    @property
    def allowed(self) -> tuple[float, float]:
        """The lowest and highest value that has a meaning."""
        low, high = (0.0, 1.0) if self.kind == "percent" else (0.0, inputs.LARGEST)
        return (-high if self.signed else low, high)
