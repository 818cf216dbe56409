"""The brief with the truth in place of the estimates, and what searching among estimates does to a promise."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from crmlessons import capstone_truth, records
from crmlessons.capstone_company import BUDGET, TABLES, TAKE_RATE, Company
from crmlessons.capstone_firms import HARD, SIZES, sizes
from crmlessons.capstone_months import DISCOUNT_RATE
from crmlessons.capstone_policies import greedy, pairs
from crmlessons.capstone_truth import customers_worth, model, truth

PARTS = {"whole_records": 1.0, "quarter_records": 1 / 4, "sixteenth_records": 1 / 16}


def in_truth(company: Company, tables: Mapping[str, pd.DataFrame] | None = None) -> Company:
    """The company of the brief with what its groups truly bring; order, costs and limits stay as they were estimated.

    The share of letters that sells a plan is an assumption, here as there.
    """
    known = {name: records.load(name) for name in TABLES} if tables is None else dict(tables)
    last = known["ledger"]["month"].max()
    staying = known["ledger"][(known["ledger"]["month"] == last) & (known["ledger"]["stayed"] == 1)]["customer_id"]
    here = known["customers"][known["customers"]["customer_id"].isin(staying)]
    reminders, friendly, damage = _late(company, here, known)
    parts = {"acquiring": capstone_truth.acquiring(known), "retaining": pd.concat([friendly, _contacts()]),
             "growing": _offers(), "supporting": _plans(here), "collecting": reminders}
    order = [company.groups.index[place][1] for place in company.overlaps["first"]]
    return company.knowing(pd.concat(parts), damage.reindex(order))


def _contacts() -> pd.Series:
    """In the simulation a retention contact changes nothing."""
    index = pd.MultiIndex.from_product([["families", "small_firms", "students"], ["one_more_contact"]])
    return pd.Series(0.0, index)


def _offers() -> pd.Series:
    found = {("loyal", name): given["uplift"] * given["revenue_per_sale"] * (given["margin_rate"]
                                                                            - given["bad_debt_rate"])
             for name, given in truth("offers")["inputs"]["offer"].items()}
    return pd.Series(found)


def _plans(here: pd.DataFrame) -> pd.Series:
    """What a letter brings that offers the plan: the assumed share of letters that sell, times what a plan is worth."""
    fees = here[here["support_fee"] > 0].groupby("segment")["support_fee"].median().to_dict()
    asked = here[(here["segment"] != "small_firms") & (here["support"] == 0)]
    more = customers_worth(model(), asked, fees) - customers_worth(model(), asked)
    by = more.groupby(asked.set_index("customer_id")["segment"]).mean() * TAKE_RATE
    return by.set_axis(pd.MultiIndex.from_product([by.index, ["support_letter"]]))


def _late(company: Company, here: pd.DataFrame, tables: Mapping[str, pd.DataFrame],
          ) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Reminders, friendly calls and the damage they fight, by size of firm."""
    firms = here[here["segment"] == "small_firms"]
    size = sizes(tables["customers"])
    values = customers_worth(model(), firms).groupby(size).mean()
    rates, drawn = truth("invoices")["inputs"]["all"], truth("invoices")["parameters"]
    amount = tables["invoices"].groupby(tables["invoices"]["customer_id"].map(size))["amount"].mean()
    share, cost = pd.Series(drawn["approach"]), pd.Series(drawn["approach_cost"])
    lost, unpaid = pd.Series(rates["lost_if_late"]), pd.Series(rates["unpaid_if_late"])
    late, fewer = rates["late_rate_without"], rates["late_rate_without"] - rates["late_rate_with"]
    earlier = _days_earlier(drawn) / 30 * DISCOUNT_RATE
    found = {}
    for one in SIZES:
        each = amount[one] * unpaid * rates["loss_given_default"] + lost * values[one] + cost
        hard = (each[list(HARD)] * share[list(HARD)]).sum() / share[list(HARD)].sum()
        today = (each * share).sum()
        coming = company.groups["limit"]["collecting", one, "reminder_before_due"]
        found[one] = (hard - each["amicable"] + cost["amicable"], fewer * today + amount[one] * earlier,
                      coming * late * today)
    frame = pd.DataFrame(found, ["friendly", "reminder", "damage"]).T
    friendly, reminders = (frame[column].set_axis(pd.MultiIndex.from_product([list(SIZES), [how]]))
                           for column, how in (("friendly", "friendly_call"), ("reminder", "reminder_before_due")))
    return reminders, friendly, frame["damage"]


def _days_earlier(drawn: Mapping[str, dict]) -> float:
    """Days by which a reminder brings the payment forward on average, of those paid in time and those late."""
    rates, (in_time, over), (after, further) = truth("invoices")["inputs"]["all"], (12, 18), (5, 85)
    without, inside = rates["late_rate_without"], rates["late_rate_with"]
    timely, late = in_time + over / 2, drawn["terms"] + after + further / 2
    reminded = (1 - inside) * (timely - drawn["programme"]["days"]) + inside * late
    return (1 - without) * timely + without * late - reminded


def promises(company: Company, truth_of: Company, budget: float = BUDGET, records_of: float = 1.0, times: int = 200,
             seed: int = 7) -> pd.DataFrame:
    """The optimiser's curse: records drawn again and again, a plan chosen from each, its promise beside its truth.

    Args:
        company: the estimates, with their standard errors.
        truth_of: the same groups, as they truly are; the records are drawn around it.
        budget: lei.
        records_of: how large the records are, 1 as they are; a quarter of them has errors twice as large.
        times: how many times the records are drawn.
        seed: of the generator.

    Returns:
        One row a draw: ``promised`` (value of the plan chosen by these records, judged by them), ``kept_promise`` (the
        same plan in truth) and ``best_possible`` (the plan chosen by who knows the truth, in truth), lei.
    """
    rng = np.random.default_rng(seed)
    true, error = (frame.to_numpy() for frame in (truth_of.groups["brings"], company.groups["error"]))
    best, rows = _chosen(truth_of, true, budget), []
    for _time in range(times):
        drawn = true + error / records_of**0.5 * rng.standard_normal(len(true))
        units = _chosen(truth_of, drawn, budget)
        rows.append((_value(truth_of, units, drawn), _value(truth_of, units, true), _value(truth_of, best, true)))
    return pd.DataFrame(rows, columns=["promised", "kept_promise", "best_possible"])


def curse(company: Company, truth_of: Company, budget: float = BUDGET) -> pd.DataFrame:
    """What plans promise, keep and could have brought, on average, with smaller and smaller records: see ``promises``.

    Returns:
        Rows ``whole_records``, ``quarter_records`` and ``sixteenth_records``; the columns of ``promises``.
    """
    return pd.DataFrame({name: promises(company, truth_of, budget, part).mean() for name, part in PARTS.items()}).T


def _chosen(company: Company, brings: np.ndarray, budget: float) -> np.ndarray:
    """The units that the rule of the margin buys when it believes these numbers."""
    cost, limit = (company.groups[name].to_numpy() for name in ("unit_cost", "limit"))
    uses = [places[np.argsort(-(brings / cost)[places], kind="stable")] for places in company.places.values()]
    return greedy(brings, cost, limit, uses, pairs(company), budget)


def _value(company: Company, units: np.ndarray, brings: np.ndarray) -> float:
    return float(company.brought(units, brings) - units @ company.groups["unit_cost"].to_numpy())


def in_both(company: Company, truth_of: Company) -> pd.DataFrame:
    """Every group by the records and in truth: ``brings``, ``error``, ``truth`` (a unit, lei), and ``errors_off``."""
    found = company.groups[["unit_cost", "brings", "error"]].assign(truth=truth_of.groups["brings"])
    return found.assign(errors_off=(found["brings"] - found["truth"]) / found["error"])


