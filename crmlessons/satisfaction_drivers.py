"""What satisfaction hangs on: the weight of each element in the overall mark, estimated from a survey."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from crmlessons.records import description
from crmlessons.sampling import reach
from crmlessons.satisfaction_measures import checked
from crmlessons.words import InputError
from crmlessons.words import gettext as _

ELEMENTS = ("quality", "price", "style", "fashion", "taste", "aesthetics", "tradition", "presentation")
FIELDS = {(True, False): "improve_first", (True, True): "keep_up", (False, False): "can_wait",
          (False, True): "enough_done"}  # by importance and performance above the average


def drivers(survey: pd.DataFrame, elements: Sequence[str] = ELEMENTS, outcome: str = "overall") -> pd.DataFrame:
    """How much each element weighs in the overall mark, by least squares on all elements at once, and how it is done.

    Args:
        survey: one row a customer, with a column of marks for each element and for the outcome.
        elements: the columns of the elements.
        outcome: the column that they are to explain.

    Returns:
        One row an element, the weightiest first: ``importance`` (standardised: standard deviations of the outcome for
        one of the element, the others unchanged) and its ``standard_error``; ``weight`` (marks of the outcome for one
        mark of the element) and ``weight_error``; ``correlation`` (with the outcome, taken alone); ``inflation`` (how
        many times the other elements enlarge the variance of the weight); ``performance`` (mean mark); ``field`` (what
        to do: importance and performance above or below their averages).

    Raises:
        InputError: a column is missing or holds no numbers, a column always has the same mark, two columns say the
            same, or there are too few rows.
    """
    x, y = _numbers(survey, elements, outcome)
    weight, error, _residual = _fit(x, y)
    scale = x.std() / y.std()
    found = pd.DataFrame({
        "importance": weight * scale, "standard_error": error * scale, "weight": weight, "weight_error": error,
        "correlation": x.corrwith(y), "inflation": np.diag(np.linalg.inv(x.corr())), "performance": x.mean()})
    above = found[["importance", "performance"]] > found[["importance", "performance"]].mean()
    found["field"] = [FIELDS[pair] for pair in above.itertuples(index=False, name=None)]
    return found.sort_values("importance", ascending=False).rename_axis("element")


def explained(survey: pd.DataFrame, elements: Sequence[str] = ELEMENTS, outcome: str = "overall") -> float:
    """The share of the differences between overall marks that these elements together account for: R², 0 to 1.

    Raises:
        InputError: as ``drivers``.
    """
    x, y = _numbers(survey, elements, outcome)
    return float(1 - (_fit(x, y)[2] ** 2).sum() / ((y - y.mean()) ** 2).sum())


def weights_by(survey: pd.DataFrame, by: pd.Series, elements: Sequence[str] = ELEMENTS, outcome: str = "overall",
               ) -> pd.DataFrame:
    """The weights of the elements within each group of customers.

    Args:
        survey: as for ``drivers``.
        by: the group of each row, with the survey's index.
        elements: the columns of the elements.
        outcome: the column that they are to explain.

    Returns:
        One row a group and element: ``weight``, ``weight_error`` and ``performance``.

    Raises:
        InputError: as ``drivers``; a group is too small.
    """
    wanted = ["weight", "weight_error", "performance"]
    found = {group: drivers(rows, elements, outcome).loc[list(elements), wanted] for group, rows in survey.groupby(by)}
    return pd.concat(found, names=["group", "element"])


def weight_differences(weights: pd.DataFrame) -> pd.DataFrame:
    """Every pair of groups compared, element by element, the clearest difference first.

    Args:
        weights: as ``weights_by`` gives them.

    Returns:
        One row an element and pair of groups (an index without names): ``difference`` (the first group's weight less
        the second's), ``standard_error`` and ``ratio`` (difference over standard error).
    """
    groups = weights.index.get_level_values("group").unique()
    found = {}
    for one, other in combinations(groups, 2):
        first, second = weights.loc[one], weights.loc[other]
        gap = first["weight"] - second["weight"]
        error = (first["weight_error"] ** 2 + second["weight_error"] ** 2) ** 0.5
        found[one, other] = pd.DataFrame({"difference": gap, "standard_error": error, "ratio": gap / error})
    pairs = pd.concat(found, names=["one", "other"]).reorder_levels(["element", "one", "other"])
    return pairs.sort_values("ratio", key=abs, ascending=False).rename_axis([None, None, None])


def truth(what: str) -> pd.Series:
    """What the survey of the case company was simulated from, to compare estimates with.

    Args:
        what: ``"weights"`` (of the elements) or ``"bought_again_if_still_a_customer"`` (the chance, by overall mark).
    """
    found = pd.Series(description.truth("survey")["inputs"]["all"][what])
    return found.set_axis(found.index.astype(int)) if found.index.str.isdigit().all() else found


def gain(found: pd.DataFrame, marks: float = 1.0) -> pd.DataFrame:
    """What so many marks more on each element would add to the overall mark, if the weights say what causes what.

    Args:
        found: as ``drivers`` gives it.
        marks: by how many marks the element gets better.

    Returns:
        One row an element: ``gain`` and its ``standard_error``, in overall marks, and ``marks_left``,
        those up to 10.
    """
    return pd.DataFrame({"gain": marks * found["weight"], "standard_error": marks * found["weight_error"],
                         "marks_left": 10 - found["performance"]}).sort_values("gain", ascending=False)


def ways(survey: pd.DataFrame, element: str, outcome: str = "repurchased", confidence: float = 0.95) -> pd.DataFrame:
    """What one mark more on an element would add to an outcome, in two ways, if the weights say what causes what.

    Args:
        survey: as for ``drivers``.
        element: the element that gets one mark better.
        outcome: the column that it is to raise.
        confidence: of the intervals.

    Returns:
        Rows ``by_overall`` (the element's weight in the overall mark, times that of the overall mark in the outcome;
        the two errors are taken as independent) and ``straight`` (its weight when all elements explain the outcome at
        once); columns ``estimate``, ``standard_error``, ``low`` and ``high``, in the outcome's unit.

    Raises:
        InputError: as ``drivers``; an element that is none of ``ELEMENTS``.
    """
    first, straight = (drivers(survey, outcome=aim) for aim in ("overall", outcome))
    if element not in first.index:
        raise InputError(_("There is no element “{given}” among these: {names}.").format(
            given=element, names=", ".join(ELEMENTS)))
    then = drivers(survey, ["overall"], outcome).loc["overall"]
    one, direct = first.loc[element], straight.loc[element]
    error = ((one["weight"] * then["weight_error"]) ** 2 + (one["weight_error"] * then["weight"]) ** 2) ** 0.5
    found = pd.DataFrame({"estimate": [one["weight"] * then["weight"], direct["weight"]],
                          "standard_error": [error, direct["weight_error"]]}, ["by_overall", "straight"])
    half = reach(confidence) * found["standard_error"]
    return found.assign(low=found["estimate"] - half, high=found["estimate"] + half)


def _numbers(survey: pd.DataFrame, elements: Sequence[str], outcome: str) -> tuple[pd.DataFrame, pd.Series]:
    """The marks of the elements and of the outcome, once a fit is possible."""
    rows = checked(survey)
    for column in (*elements, outcome):
        if column not in rows or not pd.api.types.is_numeric_dtype(rows[column]) or rows[column].isna().any():
            raise InputError(_("The survey needs a column “{given}” with a mark from every customer. The columns are: "
                               "{names}.").format(given=column, names=", ".join(map(str, rows.columns))))
        if rows[column].nunique() < 2:
            raise InputError(_("Everybody gave the same mark for “{given}”, so nothing can be learned from it.")
                             .format(given=column))
    if len(rows) < 5 * (len(elements) + 1):
        raise InputError(_("{given} answers are too few to weigh {count} elements. Have five times as many answers as "
                           "elements, better twenty times.").format(given=len(rows), count=len(elements)))
    x = rows[list(elements)].astype(float)
    if np.linalg.matrix_rank(x - x.mean()) < len(elements):
        raise InputError(_("Two of these elements say the same, so their weights cannot be told apart. Leave one "
                           "out: {names}.").format(names=", ".join(elements)))
    return x, rows[outcome].astype(float)


def _fit(x: pd.DataFrame, y: pd.Series) -> tuple[pd.Series, pd.Series, np.ndarray]:
    """Least squares with a constant: the weights, their standard errors and what is left of each row."""
    design = np.column_stack([np.ones(len(x)), x])
    inverse = np.linalg.inv(design.T @ design)
    weights = inverse @ design.T @ y.to_numpy()
    left = y.to_numpy() - design @ weights
    errors = (left @ left / (len(x) - design.shape[1]) * np.diag(inverse)) ** 0.5
    return pd.Series(weights[1:], x.columns), pd.Series(errors[1:], x.columns), left
