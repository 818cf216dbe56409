"""What a reader may give to an input, and one clear sentence for everything else."""

from __future__ import annotations

import difflib
import math
import numbers
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from crmlessons.words import InputError, language
from crmlessons.words import gettext as _

LARGEST = 1e12
BLOCK = 2**14  # rows; measured: the fastest on the machines tried


def readings(text: str) -> list[float]:
    """The numbers that a written number can mean, the likeliest in the language in use first.

    "12,5 %" is [0.125]; "4.000" is [4.0, 4000.0] in English and [4000.0, 4.0] in Romanian; "abc" is [].
    """
    bare = re.sub(r"(?i)(?<![a-z])lei\b", "", text).replace("\N{MINUS SIGN}", "-").strip()
    number, percent_sign = bare.removesuffix("%").rstrip(), bare.endswith("%")
    digits = re.sub(r"(?<=\d)[\s'’](?=\d{3}(?!\d))", "", number)
    if not re.fullmatch(r"[+-]?(\d[\d.,]*|[.,]\d+)(e[+-]?\d+)?", digits):
        return []
    found = [value for value in map(float, _variants(digits)) if math.isfinite(value)]
    return [value / 100 for value in found] if percent_sign else found


def doubtful(found: list[float]) -> bool:
    """Whether a written number groups its digits as another language does: "10.000" in English may be 10 or 10000."""
    return len(found) > 1 and found[0] < found[1]


def _variants(digits: str) -> list[str]:
    marks = re.findall(r"[.,]", digits)
    if len(set(marks)) == 2:
        whole, decimal = digits.split(marks[-1])[0], marks[-1]
        grouped = marks.count(decimal) == 1 and re.fullmatch(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+", whole)
        return [digits.replace(marks[0], "").replace(decimal, ".")] if grouped else []
    if not marks:
        return [digits]
    grouped, as_decimal = digits.replace(marks[0], ""), digits.replace(",", ".")
    thousands = re.fullmatch(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+", digits)
    if len(marks) > 1:
        return [grouped] if thousands else []
    if not thousands:
        return [as_decimal]
    groups_here = marks[0] == ("," if language() == "en" else ".")
    return [grouped, as_decimal] if groups_here else [as_decimal, grouped]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or "" when none is close."""
    return next(iter(difflib.get_close_matches(str(word), list(known), n=1, cutoff=0.6)), "")


def accepted(name: str, value: Any, allowed: tuple[float, float]) -> Any:
    """The value as a float or a float array (Dask arrays stay lazy), once it is known to be usable.

    Raises:
        InputError: text, nothing, NaN, infinity, or a value outside ``allowed``; the sentence names the first one.
    """
    if isinstance(value, np.ma.MaskedArray):
        value = value.astype(float).filled(np.nan)
    if isinstance(value, numbers.Real | np.ndarray):
        values = np.asarray(value)
    elif is_lazy(value):
        values = value
    else:
        values = _from_sequence(name, value)
    if values.dtype.kind not in "iuf":
        values = _from_objects(name, np.asarray(values), allowed)
    _check_range(name, values, allowed)
    return values[()] if values.dtype == float else values.astype(float)[()]


def check_columns(frame: pd.DataFrame, *names: str) -> None:
    """Make sure that the frame has these columns.

    Raises:
        InputError: it lacks one; the sentence lists those it has.
    """
    for name in names:
        if name not in frame.columns:
            raise InputError(_("The table has no column “{given}”. Its columns are: {names}.").format(
                given=name, names=", ".join(map(str, frame.columns))))


def is_lazy(value: Any) -> bool:
    """Whether this is a Dask array, which is computed only when somebody asks for its numbers."""
    return hasattr(value, "dask") and hasattr(value, "dtype")


def plain(value: Any) -> Any:
    """A Series without its index; anything else as it is."""
    return value.to_numpy() if isinstance(value, pd.Series) else value


def common_index(given: Mapping[str, Any]) -> pd.Index | None:
    """The index that all Series share; None without a Series.

    Raises:
        InputError: two Series have different indexes.
    """
    indexes = [value.index for value in given.values() if isinstance(value, pd.Series)]
    if any(not index.equals(indexes[0]) for index in indexes):
        raise InputError(_("The Series given have different indexes, so their rows do not belong together. "
                           "Take them from one table."))
    return indexes[0] if indexes else None


def check_shapes(values: Mapping[str, Any]) -> None:
    """Check that arrays belong together, one value a case.

    Raises:
        InputError: their shapes differ.
    """
    shapes = {name: np.shape(value) for name, value in values.items() if np.ndim(value)}
    if len(set(shapes.values())) > 1:
        raise InputError(_("The inputs have different lengths: {lengths}. Give each one number, or rows of one length.")
                         .format(lengths=", ".join(f"{name} {'×'.join(map(str, s))}" for name, s in shapes.items())))


def is_long(values: Mapping[str, Any]) -> bool:
    """Whether the rows are so many that they are best computed a block at a time."""
    rows = [value for value in values.values() if np.ndim(value)]
    return bool(rows) and all(isinstance(value, np.ndarray) and value.ndim == 1 and value.size > BLOCK
                              for value in rows)


def _from_sequence(name: str, value: Any) -> np.ndarray:
    if isinstance(value, str | bytes | Mapping) or not np.iterable(value):
        return np.array(value, dtype=object)
    kinds = {type(one) for one in value}
    if getattr(value, "ndim", 1) > 1 or any(issubclass(kind, Iterable) for kind in kinds - {str, np.str_, bytes}):
        raise InputError(_("{name} needs a plain row of numbers; a table was given.").format(name=name))
    values = np.asarray(value)
    mixed = kinds & {bool, np.bool_}  # NumPy would make numbers of them
    return values if values.dtype.kind in "iuf" and not mixed else np.asarray(value, dtype=object)


def _from_objects(name: str, values: np.ndarray, allowed: tuple[float, float]) -> np.ndarray:
    """Floats from an array of Python objects, all of them numbers; the sentence shows the first that is none."""
    for position, one in enumerate(values.ravel()):
        if isinstance(one, bool) or not isinstance(one, numbers.Real | Decimal):
            raise InputError(_not_a_number(name, one, allowed) + _place(position, values.size))
    return np.vectorize(_as_float, otypes=[float])(values)


def _as_float(value: numbers.Real | Decimal) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _check_range(name: str, values: Any, allowed: tuple[float, float]) -> None:
    if values.size == 0:
        raise InputError(_("{name} is empty: give at least one number.").format(name=name))
    low, high = allowed
    rows = np.atleast_1d(values)
    parts = [slice(None)] if is_lazy(values) else blocks(len(rows))
    if all(low <= rows[part].min() and rows[part].max() <= high for part in parts):
        return
    flat = np.ravel(np.asarray(values))
    position = int(np.argmin((flat >= low) & (flat <= high)))
    raise InputError(_out_of_range(name, float(flat[position]), allowed) + _place(position, flat.size))


def _place(position: int, count: int) -> str:
    """Where the value stands; "" for a single one."""
    sentence = _("It stands at position {position} of {count}, counted from 1.")
    return "" if count == 1 else " " + sentence.format(position=position + 1, count=count)


def blocks(size: int) -> Iterator[slice]:
    """Slices that cover ``size`` rows, each short enough to stay in the processor's cache."""
    return (slice(start, start + BLOCK) for start in range(0, size, BLOCK))


def _not_a_number(name: str, value: Any, allowed: tuple[float, float]) -> str:
    if value is None or value is ... or str(value) in ("<NA>", "NaT"):
        return _("{name} is missing. Give a number.").format(name=name)
    meant = readings(value) if isinstance(value, str) else []
    if meant:
        possible = meant + [one / 100 for one in meant if allowed[1] == 1]
        fitting = next((one for one in possible if allowed[0] <= one <= allowed[1]), meant[0])
        return _("{name} needs a number, and “{given}” is text. Did you mean {meant}?").format(
            name=name, given=value, meant=code(fitting))
    return _("{name} needs a number, and “{given}” is not one. Write it with digits and a decimal point.").format(
        name=name, given=str(value)[:40])


def _out_of_range(name: str, value: float, allowed: tuple[float, float]) -> str:
    low, high = allowed
    if math.isnan(value):
        return _("{name} is missing: the value is NaN. Give a number, or leave that row out.").format(name=name)
    if high == 1 and 1 < value <= 100:
        return _("{name} is a rate between 0 and 1, and {given} was given. Did you mean {meant}?").format(
            name=name, given=code(value), meant=code(value / 100))
    if high == 1 and 100 < value < math.inf:
        return _("{name} is a rate between 0 and 1, and {given} was given. If that is a count, divide it by its "
                 "base.").format(name=name, given=code(value))
    if value < 0 <= low:
        return _("{name} cannot be negative, and {given} was given. The least that is allowed is {low}.").format(
            name=name, given=code(value), low=code(low))
    return _("{name} must lie between {low} and {high}, and {given} was given.").format(
        name=name, low=code(low), high=code(high), given=code(value))


def code(value: float) -> str:
    """The number as a reader types it in Python, whatever the language: 0.12, 4000."""
    return f"{value:.15g}"
