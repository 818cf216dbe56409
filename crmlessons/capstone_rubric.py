"""How a lecturer marks a plan, and a reader their own: criteria, four levels each, points."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _

LEVELS = (0, 1, 2, 3)


@dataclass(frozen=True)
class Criterion:
    """What is looked at, and what each level looks like.

    Attributes:
        code: its name in code.
        label: what is looked at.
        levels: the description of 0, 1, 2 and 3 points.
        weight: how often its points count.
    """

    code: str
    label: str
    levels: tuple[str, str, str, str]
    weight: int = 1


RUBRIC = (
    Criterion("basis", N_("One basis"), (
        N_("Revenue, margin and numbers of customers are mixed."),
        N_("Everything is in lei, but horizons or margins differ from use to use."),
        N_("Every use is in lei of margin over one horizon, and the horizon is named."),
        N_("As before, discounted, and it is said what lies beyond the horizon and whom that favours."))),
    Criterion("evidence", N_("Evidence"), (
        N_("Numbers are given without a source."),
        N_("Sources are named; what was drawn by lot is not told from what was only observed."),
        N_("Each effect says whether a lot, an observation or an assumption is behind it."),
        N_("As before, with the standard errors of the groups near the border, and the weakest evidence is named."))),
    Criterion("margin", N_("The next leu"), (
        N_("The money follows a habit or a slogan."),
        N_("The money follows average returns."),
        N_("The money follows the next leu, until no group left unpaid returns more than one that is paid."),
        N_("As before, with limits, with what overlaps, and with a word on what is left unspent.")), 2),
    Criterion("risk", N_("Risk"), (
        N_("One number."),
        N_("A range without a word on where it comes from."),
        N_("A range, the chance of a loss, and the chance of doing worse than before."),
        N_("As before, and what is not known is told from chance; the plan's promise is not taken for its truth."))),
    Criterion("change", N_("What would change it"), (
        N_("Nothing would."),
        N_("A list of worries without numbers."),
        N_("The numbers at which the decision would change, with the lei lost by keeping the plan."),
        N_("As before, and a test or a question is proposed for what moves much money, not for what moves "
           "little.")), 2),
    Criterion("report", N_("The page"), (
        N_("It cannot be read without its author."),
        N_("It can be read, but the decision must be searched for."),
        N_("Decision, numbers, reasons and limits stand on one page."),
        N_("As before, and a manager who disagrees would know where to press."))),
)


def most_points() -> int:
    """The points of a plan that reaches the highest level everywhere."""
    return sum(one.weight * max(LEVELS) for one in RUBRIC)


def marked(**levels: int) -> pd.DataFrame:
    """A plan marked: level and points of every criterion.

    Args:
        levels: 0 to 3 for each criterion, by its code.

    Returns:
        One row a criterion: ``level``, ``weight``, ``points``, ``most`` and ``said`` (the level's description).

    Raises:
        InputError: a criterion is missing or unknown, or a level is none.
    """
    codes = [one.code for one in RUBRIC]
    wrong = [name for name in levels if name not in codes] + [name for name in codes if name not in levels]
    if wrong:
        raise InputError(_("Give a level for each of these criteria: {names}. See: {wrong}.").format(
            names=", ".join(codes), wrong=", ".join(wrong)))
    for name, level in levels.items():
        if isinstance(level, bool) or level not in LEVELS:
            raise InputError(_("The level of “{name}” is 0, 1, 2 or 3, and {given} was given.").format(
                name=name, given=level))
    rows = {one.code: {"level": levels[one.code], "weight": one.weight, "points": one.weight * levels[one.code],
                       "most": one.weight * max(LEVELS), "said": _(one.levels[levels[one.code]])} for one in RUBRIC}
    return pd.DataFrame.from_dict(rows, orient="index")
