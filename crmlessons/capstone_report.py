"""The report of a plan as data: what was decided, what it rests on, how sure it is, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlessons.capstone_change import assumptions, border, decisions, halved, idle, merit
from crmlessons.capstone_company import SETTINGS
from crmlessons.capstone_plan import Plan
from crmlessons.capstone_policies import policies
from crmlessons.capstone_year import Years, letters, ranking, swings
from crmlessons.solution import Solution
from crmlessons.words import N_, InputError, number, percent
from crmlessons.words import gettext as _

CLOSEST, SWING = 5, 0.1
ASSUMED = (
    N_("Everything is lei of gross margin, counted for {months} months and discounted at {rate} a month; goods, unpaid "
       "bills, retention cost and calls are taken off. What is bought during the year is counted from the month in "
       "which it is bought."),
    N_("As many prospects can be reached as in the campaign, and they answer like those of the campaign. All that they "
       "buy is credited to the contact: nobody was left without one to compare with."),
    N_("Offers, support plans, reminders and friendly calls rest on a lot. That a contact keeps a customer is an "
       "association in the ledger. The company's contacts of the past are paid as before, outside this budget."),
    N_("That {take} of the letters sell the support plan, and at today's fee, is assumed; no record shows it."),
    N_("A customer won in the year is not also kept, asked or reminded; what a friendly call and a reminder would both "
       "save is counted once. Small overlaps of other uses are left out."),
)
OWN_ASSUMED = (
    N_("Everything is lei of gross margin as the form gives it, for one horizon; what an answer is worth is taken as "
       "exactly known, and all answers as brought by the contact."),
    N_("The shares that answer come from so many contacts as the form says; a guess may be wrong by half of it."),
    N_("The uses do not touch the same customers, so that nothing is counted twice."),
    N_("The guesses are taken as independent. A best plan chosen among guesses keeps less than it promises."),
)


@dataclass(frozen=True)
class Report:
    """What a page about a plan shows; views draw it.

    Attributes:
        title: whose plan it is.
        plan: the plan.
        summary: value, range and chances, compared with the first policy.
        compared: the code of that policy.
        assumptions: sentences.
        letters: the sheet of the year, solved.
        groups: the groups that are paid.
        ranking: all policies and the plan (``yours``), with expected value, ``low`` and ``high``.
        spread: where the spread comes from.
        changes: the groups closest to the border.
        otherwise: the plan under other assumptions: ``mine``, ``best_then``, ``regret``; what moves most comes first.
        swung, swing: ``low`` and ``high`` when good and bad years are drawn as well, and how much they differ.
        idle: what the unspent money would leave, lei.
        merit, border: all groups by what a leu returns, and the return of the next leu.
        values, compared_values: the drawn years of the plan and of the policy compared, lei.
    """

    title: str
    plan: Plan
    summary: pd.Series
    compared: str
    assumptions: tuple[str, ...]
    letters: Solution
    groups: pd.DataFrame
    ranking: pd.DataFrame
    spread: pd.DataFrame
    changes: pd.DataFrame
    merit: pd.DataFrame
    border: float
    values: np.ndarray
    compared_values: np.ndarray
    otherwise: pd.DataFrame
    swung: pd.Series
    swing: float
    idle: float


def report(plan: Plan, years: Years | None = None) -> Report:
    """The report of a plan, from the reader's own run.

    Args:
        plan: the plan.
        years: drawn years of its company; made when they are left out.

    Raises:
        InputError: one of them is something else, or the years are another company's.
    """
    if not isinstance(plan, Plan) or not isinstance(years, Years | None):
        raise InputError(_("A report takes a plan, as capstone.plan makes it, and drawn years, as capstone.Years makes "
                           "them."))
    drawn = Years(plan.company) if years is None else years
    others = policies(plan.company, plan.budget)
    compared = next(iter(others))
    own = plan.company.name
    return Report(
        own or _("The case company"), plan, drawn.summary(plan, others[compared]), compared,
        _assumed(bool(own)), plan.solved(), letters(plan).sort_values("spend", ascending=False, kind="stable"),
        ranking(drawn, {"yours": plan, **others}, compared), drawn.spread(plan), decisions(plan).head(CLOSEST),
        merit(plan), border(plan), drawn.values(plan), drawn.values(others[compared]), _otherwise(plan, bool(own)),
        swings(plan, (SWING,)).iloc[0], SWING, idle(plan))


def _otherwise(plan: Plan, own: bool) -> pd.DataFrame:
    """The table of assumptions, what would cost most first; of an own company, each use with half the answers."""
    found = halved(plan) if own else assumptions(plan)[["mine", "best_then", "regret"]]
    return found.sort_values("regret", ascending=False, kind="stable")


def _assumed(own: bool) -> tuple[str, ...]:
    given = {line.name: line.default for line in SETTINGS}
    told = {"months": number(given["months"]), "rate": percent(given["discount_rate"]),
            "take": percent(given["take_rate"])}
    return tuple(_(sentence).format(**told) for sentence in (OWN_ASSUMED if own else ASSUMED))
