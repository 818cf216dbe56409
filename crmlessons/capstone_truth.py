"""What a unit of each group truly brings: computed from the parameters of the simulation, which no company has.

Every number here follows from ``truth.json`` by the model that is written in ``datasets/company/``: a customer leaves
each month with a chance of their own, drawn from Beta(1, b), so that of alike customers b/(b + t) are left after t
months. Sums over what is hidden (satisfaction, commitment) are taken on a grid.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from crmlessons.capstone_months import DISCOUNT_RATE, MONTHS
from crmlessons.records import description

GRID = 20
FIRST_MONTH = pd.Timestamp("2024-01-01")
LEDGER_MONTHS = 24


@cache
def truth(table: str) -> dict[str, Any]:
    """What ``truth.json`` holds of a table; read once."""
    return description.truth(table)


def model() -> dict[str, dict]:
    """The parameters of the simulation by table."""
    return {name: truth(name)["parameters"] for name in ("contacts", "customers", "ledger", "tickets", "invoices")}


def _hidden(known: dict[str, dict], segment: str, channel: str) -> dict[str, np.ndarray]:
    """Every kind of hidden customer of a segment and channel: ``b``, ``committed``, ``unhappy``, and its ``weight``."""
    people = known["customers"]
    low, high = people["satisfaction"]
    happy = np.repeat((np.arange(GRID) + 0.5) / GRID, 2)
    committed = np.tile([0, 1], GRID)
    factor = people["staying"] * people["segment"][segment] * people["channel"][channel]
    share = np.where(committed == 1, people["committed"], 1 - people["committed"])
    return {"b": factor * (low + (high - low) * happy) * np.array(people["commitment"])[committed],
            "weight": share / GRID, "unhappy": happy < 0.3, "committed": committed}


def _calls(known: dict[str, dict], segment: str, support: int, unhappy: np.ndarray) -> np.ndarray:
    """What the calls of a month that is lived to its end cost, lei."""
    tickets, found = known["tickets"], truth("tickets")["inputs"]["all"]
    solved = found["solved_at_first_contact"]["with" if support else "without"]
    rate = tickets["rate"] * (tickets["with_plan"] if support else 1) * np.where(unhappy, tickets["unsatisfied"], 1)
    return rate * (tickets["firm"] if segment == "small_firms" else 1) * (2 - solved) * found["cost_per_ticket"]


def _driven(known: dict[str, dict]) -> float:
    """The chance that a small firm leaves in a month over how it was chased, as it is chased today."""
    late = truth("invoices")["inputs"]["all"]
    mean = (late["late_rate_without"] + late["late_rate_with"]) / 2
    return mean * sum(share * late["lost_if_late"][one] for one, share in known["invoices"]["approach"].items())


def _unpaid(known: dict[str, dict], segment: str) -> float:
    if segment != "small_firms":
        return known["ledger"]["unpaid"][segment]
    late = truth("invoices")["inputs"]["all"]
    mean = (late["late_rate_without"] + late["late_rate_with"]) / 2
    never = sum(share * late["unpaid_if_late"][one] for one, share in known["invoices"]["approach"].items())
    return mean * never * late["loss_given_default"]


def life(b: np.ndarray, margin: np.ndarray, calls: np.ndarray, driven: float, spend: float) -> np.ndarray:
    """What the next months of customers leave, discounted, lei: b/(b + t) of them are left after t months.

    Args:
        b: how strongly each kind of customer stays.
        margin: what a month of one who stays leaves, before calls and retention cost, lei.
        calls: cost of the calls of such a month.
        driven: further chance to leave in a month.
        spend: retention cost of a month, paid for all who were there at its start.
    """
    month = np.arange(MONTHS + 1)
    b = np.asarray(b, dtype=float)[:, None]
    kept = b / (b + month) * (1 - driven) ** month
    today = (1 + DISCOUNT_RATE) ** -month[1:]
    stays, here = kept[:, 1:] @ today, kept[:, :-1] @ today
    return stays * (margin - calls) - here * spend


def _retention_cost(known: dict[str, dict]) -> float:
    contacts = known["ledger"]["contacts"]
    return known["ledger"]["contact_cost"] * sum(int(number) * share for number, share in contacts.items())


def customers_worth(known: dict[str, dict], people: pd.DataFrame, fees: Mapping[str, float] | None = None) -> pd.Series:
    """What the next months of today's customers are worth, lei each, with what is hidden weighed by who is still here.

    Args:
        known: parameters by table, as ``model`` gives them.
        people: today's customers, as in the table of customers.
        fees: fee of the support plan by segment, as if everybody bought it today; None leaves all as they are.
    """
    after = FIRST_MONTH + pd.DateOffset(months=LEDGER_MONTHS)
    found = {}
    for (segment, channel), group in people.groupby(["segment", "channel"]):
        hidden = _hidden(known, segment, channel)
        for row in group.itertuples():
            found[row.customer_id] = _one(known, row, hidden, after, None if fees is None else fees[segment])
    return pd.Series(found).reindex(people["customer_id"])


def _one(known: dict[str, dict], row: Any, hidden: dict[str, np.ndarray], after: pd.Timestamp,
         sold: float | None) -> float:
    """One customer: of the hidden kinds those weigh more that would still be here, and have the plan or not."""
    whole = (after.year - row.joined.year) * 12 + after.month - row.joined.month - 1
    before, since = max(whole - LEDGER_MONTHS, 0), min(whole, LEDGER_MONTHS)
    chances, times = known["customers"]["support_bought"][row.segment], known["customers"]["support"]
    buys = np.where(hidden["committed"] == 1, chances["1"], chances["0"])
    b = (hidden["b"] + before) * (times if row.support == 1 else 1)
    here = hidden["b"] / (hidden["b"] + before) * b / (b + since)
    weight = hidden["weight"] * here * (buys if row.support == 1 and row.trial == 0 else 1 - buys)
    new = sold is not None and row.support == 0
    fee = sold if new else row.support_fee if row.support == 1 else 0.0
    margin = row.monthly_fee * (1 - known["ledger"]["goods"][row.plan] - _unpaid(known, row.segment)) + fee
    calls = _calls(known, row.segment, int(new or row.support == 1), hidden["unhappy"])
    left = life((b + since) * (times if new else 1), margin, calls,
                _driven(known) if row.segment == "small_firms" else 0.0, _retention_cost(known))
    return float((weight * left).sum() / weight.sum())


def _won(known: dict[str, dict], segment: str, channel: str, plan: str, fee: float, support_fee: float) -> float:
    """What the months of a customer won by the campaign are worth, with or without a support plan bought, lei."""
    hidden, total = _hidden(known, segment, channel), 0.0
    chances, times = known["customers"]["support_bought"][segment], known["customers"]["support"]
    margin = fee * (1 - known["ledger"]["goods"][plan] - _unpaid(known, segment))
    driven = _driven(known) if segment == "small_firms" else 0.0
    for support in (0, 1):
        buys = np.where(hidden["committed"] == 1, chances["1"], chances["0"])
        weight = hidden["weight"] * (buys if support else 1 - buys)
        left = life(hidden["b"] * (times if support else 1), margin + support * support_fee,
                    _calls(known, segment, support, hidden["unhappy"]), driven, _retention_cost(known))
        total += float((weight * left).sum())
    return total


def acquiring(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """What a contact truly brings, by segment and channel, for contacts like those of the campaign."""
    known, customers = model(), tables["customers"]
    fees = customers.groupby(["segment", "plan"])["monthly_fee"].mean()
    extra = customers[customers["support_fee"] > 0].groupby("segment")["support_fee"].median()
    channels, segments = known["contacts"]["channels"], known["contacts"]["segments"]
    kinds = tables["contacts"].groupby(["segment", "channel", "offer", "moment", "argument"]).size()
    total: dict[tuple[str, str], float] = {}
    for (segment, channel, offer, moment, argument), count in kinds.items():
        way, who = channels[channel], segments[segment]
        accepts = (way["rate"] * way["ear"][segment] * who["appeal"][offer] * way["moment"][moment]
                   * who["argument"][argument])
        pays, price, margin = who["reliability"] * way["care"], who["price"][offer], known["contacts"]["margin"][offer]
        later = _won(known, segment, channel, offer, fees[segment, offer], extra[segment])
        brings = accepts * (pays * (price * margin + later) - (1 - pays) * price * (1 - margin))
        total[segment, channel] = total.get((segment, channel), 0.0) + brings * count
    return pd.Series(total) / kinds.groupby(level=[0, 1]).sum()
