"""The company of the brief: five uses of money, each a list of groups from the best to the worst, and what overlaps.

Everything that a plan can do is a number of units in each group. A use of money is filled from its best group down, so
that diminishing returns come from the records: first the people who bring most, then the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crmlessons import capstone_firms, capstone_levers, growth, inputs, records
from crmlessons.capstone_levers import COLUMNS
from crmlessons.capstone_months import DISCOUNT_RATE, MONTHS, balance
from crmlessons.line import Line
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _

LEVERS = ("acquiring", "retaining", "growing", "supporting", "collecting")
BUDGET = 16_000
TABLES = ("contacts", "customers", "ledger", "offers", "tickets", "invoices")
TAKE_RATE = 0.08
SETTINGS = (
    Line("A", "prospects", N_("prospects to be had: times the campaign's"), "1", default=1, slider=(0.25, 2, 0.25),
         shown="number"),
    Line("B", "take_rate", N_("plans sold per letter"), "1", default=TAKE_RATE, slider=(0, 0.2, 0.01)),
    Line("C", "months", N_("months that count"), "1", default=MONTHS, slider=(6, 20, 1), shown="number"),
    Line("D", "discount_rate", N_("discount rate of a month"), "1", default=DISCOUNT_RATE, slider=(0, 0.05, 0.005)),
    Line("E", "kept", N_("leavers kept by a contact: beyond the records"), "1", default=0, slider=(0, 1, 0.05)),
    Line("F", "unasked", N_("campaign's buyers who would have come unasked"), "1", default=0, slider=(0, 1, 0.05)),
)


@dataclass(frozen=True)
class Company:
    """What a company can spend money on, and what it brings.

    Attributes:
        groups: one row a group, index (use, who, how), columns ``unit_cost``, ``limit``, ``brings`` (a unit, before its
            cost, lei), ``error`` (its standard error) and ``spread`` (from unit to unit); within each use the best
            return first, whatever comes to be known later.
        overlaps: pairs of groups that fight the same damage: ``first``, ``second`` (their places in ``groups``) and
            ``damage`` (lei, without both).
        habit: what was spent on each use before, lei a year; empty where it is not known.
        name: whose company it is; empty for the company of the course.
    """

    groups: pd.DataFrame
    overlaps: pd.DataFrame
    habit: pd.Series
    name: str = ""

    @cached_property
    def places(self) -> dict[str, np.ndarray]:
        """For each use the places of its groups, the best first."""
        use = self.groups.index.get_level_values(0)
        return {lever: np.flatnonzero(use == lever) for lever in LEVERS}

    @cached_property
    def room(self) -> pd.Series:
        """The most that each use can take, lei."""
        cost = self.groups["unit_cost"] * self.groups["limit"]
        return pd.Series({lever: float(cost.iloc[self.places[lever]].sum()) for lever in LEVERS})

    def units(self, spend: Any) -> np.ndarray:
        """How many units of each group money buys, each use filled from its best group down.

        Args:
            spend: lei by use, in the order of ``LEVERS``, as the last axis: one plan, or many at once.
        """
        money = np.asarray(spend, dtype=float)
        cost, limit = self.groups["unit_cost"].to_numpy(), self.groups["limit"].to_numpy()
        found = np.zeros((*money.shape[:-1], len(cost)))
        for number, lever in enumerate(LEVERS):
            left = money[..., number]
            for place in self.places[lever]:
                found[..., place] = np.minimum(limit[place], left / cost[place])
                left = np.maximum(left - limit[place] * cost[place], 0.0)
        return found

    def brought(self, units: np.ndarray, brings: np.ndarray | None = None) -> np.ndarray:
        """What units bring together, before their cost and after what overlaps, lei.

        Args:
            units: as ``units`` gives them.
            brings: what a unit of each group brings; the estimates when it is left out. Of draws, one row each.
        """
        rates = self.groups["brings"].to_numpy() if brings is None else np.asarray(brings, dtype=float)
        return rates @ units.T - self.doubled(units, rates)

    def doubled(self, units: np.ndarray, rates: np.ndarray) -> Any:
        """What would be counted twice if the groups were simply added up, lei."""
        total: Any = 0.0
        for first, second, damage in self.overlaps.itertuples(index=False):
            one, other = (rates[..., place, None] * units[..., place] for place in (first, second))
            product = one * other / damage
            total = total + (product[..., 0] if np.ndim(units) == 1 else product)
        return total

    def knowing(self, brings: pd.Series, damage: pd.Series | None = None) -> Company:
        """The same company, the same order of groups, with other knowledge of what a unit brings."""
        overlaps = self.overlaps if damage is None else self.overlaps.assign(damage=damage.to_numpy())
        return replace(self, groups=self.groups.assign(brings=brings.reindex(self.groups.index)), overlaps=overlaps)


def made(groups: pd.DataFrame, overlaps: pd.DataFrame | None = None, habit: pd.Series | None = None,
         name: str = "") -> Company:
    """A company from its groups, which are put into the order of their return within each use.

    Args:
        groups: as in ``Company``, in any order.
        overlaps: ``first`` and ``second`` are labels of ``groups`` here.
        habit, name: as in ``Company``.
    """
    returns = groups["brings"] / groups["unit_cost"]
    use = pd.Series(groups.index.get_level_values(0), groups.index).map({lever: n for n, lever in enumerate(LEVERS)})
    ordered = groups.iloc[np.lexsort((-returns.to_numpy(), use.to_numpy()))][COLUMNS]
    pairs = pd.DataFrame(columns=["first", "second", "damage"]) if overlaps is None else overlaps.assign(
        first=[ordered.index.get_loc(label) for label in overlaps["first"]],
        second=[ordered.index.get_loc(label) for label in overlaps["second"]])
    return Company(ordered, pairs, pd.Series(dtype=float) if habit is None else habit, name)


def brief(tables: Mapping[str, pd.DataFrame] | None = None, **settings: float) -> Company:
    """The company of the brief, every number estimated from its records through the sheets of the lessons.

    Args:
        tables: the tables by name; those of the course when they are left out.
        settings: the assumptions of the brief that are to differ: prospects, take_rate, months, discount_rate, kept,
            unasked.

    Raises:
        InputError: no such assumption, or a value outside its range.
    """
    given = {line.name: line.default for line in SETTINGS} | _checked(settings)
    span = int(given["months"]), given["discount_rate"]
    found = _of_course(*span) if tables is None else _estimated(tables, *span)
    plans, caused = found.plans, 1 - given["unasked"]
    won = found.won.assign(limit=found.won["limit"] * given["prospects"], brings=found.won["brings"] * caused,
                           error=found.won["error"] * caused)
    keeping = found.keeping.copy()
    contacts = keeping.index.get_level_values(1) == "one_more_contact"
    at_stake = (found.kept["leaving"] * found.kept["worth"]).reindex(keeping.index.get_level_values(0)[contacts])
    keeping.loc[contacts, "brings"] += given["kept"] * at_stake.to_numpy()
    letters = capstone_levers.letters(plans, given["take_rate"], found.take_error)
    parts = (won, keeping, found.offers, letters, found.reminders)
    groups = pd.concat(dict(zip(LEVERS, parts, strict=True)))
    overlaps = pd.DataFrame([(("retaining", size, "friendly_call"), ("collecting", size, "reminder_before_due"), lei)
                             for size, lei in found.damage.items()], columns=["first", "second", "damage"])
    return made(groups, overlaps, found.habit)


class Estimates(NamedTuple):
    """What the records say, before the assumptions of the brief: see the functions that estimate each part."""

    won: pd.DataFrame
    keeping: pd.DataFrame
    offers: pd.DataFrame
    plans: pd.DataFrame
    reminders: pd.DataFrame
    damage: pd.Series
    take_error: float
    habit: pd.Series
    kept: pd.DataFrame


def _estimated(tables: Mapping[str, pd.DataFrame], months: int, rate: float) -> Estimates:
    rows = balance(tables["ledger"], tables["customers"], tables["tickets"])
    friendly, reminders, damage = capstone_firms.late_invoices(tables, rows, months, rate)
    offers = growth.take_rates(tables["offers"])
    return Estimates(
        capstone_levers.acquiring(tables, rows, months, rate),
        pd.concat([friendly, capstone_levers.contacting(rows, months, rate)]), capstone_levers.growing(tables),
        capstone_levers.plans_by_lot(tables, rows, months, rate), reminders, damage,
        float((offers["standard_error"] ** 2).sum() ** 0.5 / len(offers)), spent_before(tables),
        capstone_levers.worth_of_kept(rows, months, rate))


@lru_cache(maxsize=8)
def _of_course(months: int, rate: float) -> Estimates:
    return _estimated(_tables(), months, rate)


@cache
def _tables() -> dict[str, pd.DataFrame]:
    return {name: records.load(name) for name in TABLES}


def customers_worth(months: int = MONTHS, discount_rate: float = DISCOUNT_RATE) -> pd.DataFrame:
    """What a customer of today leaves in the months to come, by segment: ``worth_now``, ``standard_error``.

    Every month pays for its goods, contacts and calls; who leaves, leaves nothing more.
    """
    return _of_course(months, discount_rate).kept[["worth", "error"]].set_axis(["worth_now", "standard_error"], axis=1)


def uses(company: Company) -> pd.DataFrame:
    """Each use of money at a glance.

    Returns:
        ``groups_in_it`` (how many), ``can_take`` (lei), and what a leu returns: ``first_return`` in the best group,
        ``average_return`` when all groups are paid, ``last_return`` in the worst.
    """
    frame = company.groups.assign(returns=company.groups["brings"] / company.groups["unit_cost"],
                                  whole=company.groups["brings"] * company.groups["limit"])
    by = frame.groupby(level=0)
    found = pd.DataFrame({"groups_in_it": by.size(), "can_take": company.room, "first_return": by["returns"].max(),
                          "average_return": by["whole"].sum() / company.room, "last_return": by["returns"].min()})
    return found.reindex(list(LEVERS))


def _checked(settings: Mapping[str, float]) -> dict[str, float]:
    lines = {line.name: line for line in SETTINGS}
    for name, value in settings.items():
        if name not in lines:
            raise InputError(_("The brief has no assumption “{given}”. It has: {names}.").format(
                given=name, names=", ".join(lines)))
        low, high, _step = lines[name].slider
        inputs.accepted(name, value, (low, high))
    return dict(settings)


def spent_before(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """What the company spent on each use in a year, as far as its records tell it, lei.

    The campaign was one in two years; offers were made in one; the ledger and the invoices hold two years. Nothing was
    spent on selling the support plan; the calls that customers make are charged to their months.
    """
    years = tables["ledger"]["month"].dt.to_period("M").nunique() / 12
    return pd.Series({
        "acquiring": tables["contacts"]["cost"].sum() / years,
        "retaining": tables["ledger"]["retention_cost"].sum() / years,
        "growing": tables["offers"]["cost"].sum(),
        "supporting": 0.0,
        "collecting": tables["invoices"]["collection_cost"].sum() / years,
    })
