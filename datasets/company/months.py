"""Month by month: who is still a customer, what is billed and paid; and the invoices to small firms.

A row of the ledger stands for a customer at the start of a month. In the month he leaves nothing is billed, and no row
follows. He leaves with his own chance (see ``people``), or because of how a late invoice of his was collected.

Private customers pay a month's bill, or never, with the chance UNPAID. Small firms get an invoice on the last day of
the month, due in TERMS days; each has its own habit (HABIT: the chance to be late). Half of them, by lot among those of
like habit, are reminded before the due date (the programme): they are late less often and pay earlier. A late invoice
has one of five reasons, and one of three approaches is taken, by lot (APPROACH). Both decide whether it is ever paid
(RECOVERED), and the approach how many customers it costs (LOST, times LOST_FACTOR by reason: whoever is chased for what
he does not owe leaves sooner). Of what is never paid the share SALVAGED is collected in the end.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from company.contacts import OFFERS, SEGMENTS
from company.draws import MONTHS, around, beta, by, ids, look_up, month_date, pick

CONTACTS = {0: 0.1, 1: 0.25, 2: 0.3, 3: 0.25, 4: 0.1}  # with a customer in a month
CONTACT_COST, CONTACT_SPREAD = 2.5, 0.2
USE_SPREAD, GOODS_SPREAD = 0.06, 0.08  # ± shares
GOODS = by(OFFERS, 0.57, 0.64)  # cost of goods over bill
UNPAID = by(SEGMENTS, 0.065, 0.035, 0.0)

TERMS = 30
HABIT = {0.06: 0.5, 0.14: 0.3, 0.28: 0.2}  # chance to be late: how many firms
PROGRAMME = {"late": 0.5, "days": 6, "cost": 1.0}  # times as often late, days earlier, lei an invoice
ON_TIME, LATE = (12, 18), (5, 85)  # days after issue, after due: from, over
APPROACHES = ("amicable", "legal", "intermediaries")
REASONS = ("financial_difficulty", "not_received", "exploits_terms", "dissatisfied", "payment_lost")
REASON = by(REASONS, 0.3, 0.18, 0.26, 0.15, 0.11)
APPROACH = by(APPROACHES, 0.6, 0.22, 0.18)
APPROACH_COST = by(APPROACHES, 4.0, 38.0, 22.0)
RECOVERED = by(APPROACHES, by(REASONS, 0.7, 0.96, 0.72, 0.7, 0.98), by(REASONS, 0.76, 0.96, 0.97, 0.74, 0.98),
               by(REASONS, 0.78, 0.96, 0.92, 0.74, 0.98))  # fmt: skip
LOST = by(APPROACHES, 0.02, 0.15, 0.25)
LOST_FACTOR = by(REASONS, 0.8, 1.4, 0.6, 1.3, 1.4)
SALVAGED = (0.15, 0.3)  # from, over


def _billed(rng: np.random.Generator, people: pd.DataFrame, month: int) -> pd.DataFrame:
    """What a month would bring with every customer, if he is one and stays; with the true chances behind it."""
    size = len(people)
    contacts = pick(rng, CONTACTS, size)
    bill = around(rng, people["monthly_fee"], USE_SPREAD).round()
    goods = around(rng, bill * look_up(GOODS, people["plan"]), GOODS_SPREAD).round()
    unpaid = look_up(UNPAID, people["segment"])
    return pd.DataFrame({
        "person": np.arange(size), "month": month, "contacts": contacts,
        "retention_cost": around(rng, pd.Series(contacts * CONTACT_COST), CONTACT_SPREAD),
        "billed": bill, "cost_of_goods": goods, "true_unpaid": unpaid,
        "paid": bill.where(rng.random(size) >= unpaid, 0.0),
        "true_goods": bill * look_up(GOODS, people["plan"]), "true_bill": people["monthly_fee"],
    })


def _invoiced(rng: np.random.Generator, people: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The invoices of a month: when each is paid, and if late why, and what collecting it does."""
    size = len(rows)
    programme = people["programme"].to_numpy()
    chance = people["habit"].to_numpy() * np.where(programme, PROGRAMME["late"], 1.0)
    late = rng.random(size) < chance
    reason, approach = pick(rng, REASON, size), pick(rng, APPROACH, size)
    recovered = ~late | (rng.random(size) < look_up(RECOVERED, approach, reason))
    lost_chance = look_up(LOST, approach) * look_up(LOST_FACTOR, reason)
    lost = late & (rng.random(size) < lost_chance)
    in_time = ON_TIME[0] + ON_TIME[1] * rng.random(size) - programme * PROGRAMME["days"]
    days = np.where(late, TERMS + LATE[0] + LATE[1] * rng.random(size), in_time).astype(int)
    salvaged = (rows["billed"] * (SALVAGED[0] + SALVAGED[1] * rng.random(size))).round()
    cost = programme * PROGRAMME["cost"] + np.where(late, look_up(APPROACH_COST, approach), 0.0)
    return rows[["person", "month"]].assign(
        programme=programme, true_late=chance, late=late.astype(int), reason=np.where(late, reason, ""),
        approach=np.where(late, approach, ""), recovered=recovered, lost=lost, days=days,
        amount=rows["billed"], collected=rows["billed"].where(recovered, salvaged), collection_cost=cost,
    )


def _lots(rng: np.random.Generator, people: pd.DataFrame) -> np.ndarray:
    """Who is in the programme: every second one, in an order drawn by lot, among those of like habit."""
    order = np.lexsort((rng.random(len(people)), people["habit"], people["segment"]))
    lots = np.zeros(len(people), int)
    lots[order[::2]] = 1
    return lots


def simulate(rng: np.random.Generator, people: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ledger and the invoices, with columns that the records do not show (``true_…``)."""
    size = len(people)
    leaves = beta(rng, people["strength"].to_numpy())
    people = people.assign(habit=pick(rng, HABIT, size))
    people["programme"] = _lots(rng, people)
    firm = (people["segment"] == "small_firms").to_numpy()
    here, leaving = np.ones(size, bool), np.zeros(size, int)  # leaving: the month in which a collected firm goes
    ledger, invoices = [], []
    for month in range(1, MONTHS + 1):
        rows = _billed(rng, people, month)
        bills = _invoiced(rng, people, rows)
        member = here & (people["start"].to_numpy() < month)
        own = rng.random(size) < leaves
        driven = leaving == month
        stays = member & ~own & ~driven
        rows["paid"] = rows["paid"].where(~firm, bills["collected"])
        rows["true_unpaid"] = rows["true_unpaid"].where(~firm, bills["true_late"] * _expected_loss())
        rows["stayed"], rows["true_leaving"] = stays.astype(int), leaves
        rows["driven"] = driven.astype(int)
        rows.loc[~stays, ["billed", "paid", "cost_of_goods", "true_goods"]] = np.nan
        ledger.append(rows[member])
        bills["lost"] &= (leaving <= month) | ~bills["lost"]
        leaving = np.where(stays & firm & bills["lost"] & (leaving <= month), month + 2, leaving)
        invoices.append(bills[stays & firm])
        here &= stays | ~member
    return _named(pd.concat(ledger), people), _invoices(pd.concat(invoices), people)


def _named(rows: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    rows = rows.sort_values(["person", "month"], ignore_index=True)
    number = rows["month"].to_numpy()
    tenure = number - 1 - people["start"].to_numpy()[rows["person"]]
    customer = people["customer_id"].to_numpy()[rows["person"]]
    return rows.assign(customer_id=customer, number=number, month=month_date(number), tenure=tenure)


def _invoices(rows: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    rows = rows.sort_values(["month", "person"], ignore_index=True)
    month = month_date(rows["month"].to_numpy())
    issued = month + pd.offsets.MonthEnd(0)
    paid = issued + pd.to_timedelta(rows["days"], unit="D")
    return rows.assign(
        invoice_id=ids("F", len(rows), 4), customer_id=people["customer_id"].to_numpy()[rows["person"]], month=month,
        issued=issued, due=issued + pd.Timedelta(days=TERMS), paid=paid.where(rows["recovered"]),
        lost=rows["lost"].astype(int).where(rows["late"] == 1).astype("Int64"),
    )


def ledger_truth(ledger: pd.DataFrame) -> dict:
    """What a perfect estimate of the sheet of Fig. 4 would find: the means of the true chances behind the rows."""
    kept = ledger[ledger["stayed"] == 1]
    own = ledger["true_leaving"].where(ledger["driven"] == 0, 1.0)
    inputs = {
        "revenue_per_customer": kept["true_bill"].mean(), "churn_rate": own.mean(),
        "margin_rate": 1 - kept["true_goods"].sum() / kept["billed"].sum(),
        "retention_cost": CONTACT_COST * sum(number * share for number, share in CONTACTS.items()),
        "bad_debt_rate": (kept["true_unpaid"] * kept["billed"]).sum() / kept["billed"].sum(),
        "opening_customers": len(ledger) / MONTHS,
    }
    parameters = {"contacts": CONTACTS, "contact_cost": CONTACT_COST, "goods": GOODS, "unpaid": UNPAID}
    return {"parameters": parameters, "inputs": {"all": inputs}}


def _expected_lost(approach: str) -> float:
    return sum(REASON[reason] * LOST[approach] * LOST_FACTOR[reason] for reason in REASONS)


def _expected_unpaid(approach: str) -> float:
    return sum(REASON[reason] * (1 - RECOVERED[approach][reason]) for reason in REASONS)


def _expected_loss() -> float:
    """The share of a late invoice that is expected to be lost."""
    unpaid = sum(APPROACH[approach] * _expected_unpaid(approach) for approach in APPROACHES)
    return unpaid * (1 - SALVAGED[0] - SALVAGED[1] / 2)


def invoices_truth() -> dict:
    """The parameters, and what a perfect estimate from the invoices would find."""
    parameters = {
        "terms": TERMS, "habit": HABIT, "programme": PROGRAMME, "reason": REASON, "approach": APPROACH,
        "approach_cost": APPROACH_COST, "recovered": RECOVERED, "lost": LOST, "lost_factor": LOST_FACTOR,
    }
    late = sum(chance * share for chance, share in HABIT.items())
    inputs = {
        "late_rate_without": late, "late_rate_with": late * PROGRAMME["late"],
        "lost_if_late": {approach: _expected_lost(approach) for approach in APPROACHES},
        "unpaid_if_late": {approach: _expected_unpaid(approach) for approach in APPROACHES},
        "loss_given_default": 1 - SALVAGED[0] - SALVAGED[1] / 2,
    }
    return {"parameters": parameters, "inputs": {"all": inputs}}
