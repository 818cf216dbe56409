"""Fig. 4 of the source as a sheet, its inputs from a ledger, and what follows by algebra: all months, one customer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.formula import Formula
from crmlessons.words import N_, ngettext
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

SHEET = Worksheet(N_("Value of the retention stage"), "Fig. 4", (
    Line("A", "revenue_per_customer", N_("monthly revenue per customer (ARPU)"), "lei/customer", default=50,
         slider=(0, 150, 1)),
    Line("B", "churn_rate", N_("monthly churn rate"), "1", default=0.02, slider=(0, 0.2, 0.0025)),
    Line("C", "margin_rate", N_("gross margin rate"), "1", default=0.4, slider=(0, 1, 0.01)),
    Line("D", "retention_cost", N_("retention cost per customer"), "lei/customer", default=5, slider=(0, 30, 0.25)),
    Line("E", "bad_debt_rate", N_("non-payment rate"), "1", default=0.03, slider=(0, 0.3, 0.005)),
    Line("F", "opening_customers", N_("customers at the start of the period"), "customer", default=1_000,
         slider=(0, 5_000, 50)),
    Line("G", "lost_customers", N_("customers lost"), "customer", lambda F, B: F * B),
    Line("H", "closing_customers", N_("customers at the end of the period"), "customer", lambda F, G: F - G),
    Line("J", "revenue", N_("revenue"), "lei", lambda H, A: H * A),
    Line("K", "gross_margin", N_("gross margin"), "lei", lambda J, C: J * C),
    Line("L", "retention_spend", N_("retention spend"), "lei", lambda F, D: F * D),
    Line("M", "bad_debt", N_("cost of unpaid debts"), "lei", lambda J, E: J * E),
    Line("N", "contribution", N_("value in the retention stage"), "lei", lambda K, L, M: K - L - M),
), carried={"F": "H"})

CARD = (
    Formula("n", "(1 - B)*A*(C - E) - D", N_("value of one customer at the start of a month")),
    Formula("N_t", "F*(1 - B)**(t - 1)*n", N_("value of month t")),
    Formula("B^*", "1 - D/(A*(C - E))", N_("break-even churn rate")),
    Formula("D^*", "(1 - B)*A*(C - E)", N_("the most to spend on a customer in a month")),
    Formula("V", "n/(d + B)", N_("lifetime value of a customer, discounted at d a month")),
    Formula("", "(1 - B)**12", N_("share still there after twelve months")),
    Formula("r_t", "(beta + t - 1)/(alpha + beta + t - 1)", N_("share kept in month t when customers differ (sBG)")),
)


def inputs_from(ledger: pd.DataFrame, by: str | Iterable[str] | None = None) -> pd.Series | pd.DataFrame:
    """The inputs of the sheet for the average month of a ledger: ``SHEET.solve(**inputs_from(ledger))``.

    Args:
        ledger: one row for each customer and month at the start of which he was a customer, with the columns
            customer_id, month, stayed, billed, paid, cost_of_goods and retention_cost.
        by: a column, or several, whose values make the groups, such as ``"month"``.

    Returns:
        revenue_per_customer (A, mean bill of those who stayed, lei), churn_rate (B, share of rows not stayed),
        margin_rate (C, 1 − cost of goods over bills), retention_cost (D, mean of all rows, lei), bad_debt_rate (E, the
        share of what was billed that was never paid) and opening_customers (F, rows per month of the table or group): a
        Series, or with ``by`` a DataFrame with one row a group. A group in which nobody stayed takes A, C and E of the
        whole table, and a ``records.Note`` says so.

    Raises:
        InputError: no table, an empty one, columns missing or wrong, or nothing billed in all of it.
    """
    checked = records.check("ledger", ledger)
    nothing = _("Nothing was billed in this table, so the margin rate and the non-payment rate cannot be "
                "estimated from it. Take in more months.")
    return records.estimates_by(checked, by, _estimates, nothing, _nobody_stayed)


def _nobody_stayed(count: int) -> str:
    return ngettext("In {count} group nobody stayed to estimate every input from: {groups}.",
                    "In {count} groups nobody stayed to estimate every input from: {groups}.", count)


def _estimates(ledger: pd.DataFrame, keys: list[pd.Series]) -> pd.DataFrame:
    """The inputs of each group; NaN where there is nothing to estimate one from."""

    def total(column: pd.Series) -> pd.Series:
        return column.groupby(keys, observed=True).sum()

    stayed = ledger["stayed"] == 1
    rows, kept, billed = total(ledger["stayed"] >= 0), total(stayed), total(ledger["billed"].where(stayed))
    paid, goods = total(ledger["paid"].where(stayed)), total(ledger["cost_of_goods"].where(stayed))
    return pd.DataFrame({
        "revenue_per_customer": billed / kept,
        "churn_rate": 1 - kept / rows,
        "margin_rate": 1 - goods / billed,
        "retention_cost": total(ledger["retention_cost"]) / rows,
        "bad_debt_rate": 1 - paid / billed,
        "opening_customers": rows / ledger["month"].groupby(keys, observed=True).nunique(),
    })


def closed_form(period: Any, **inputs: Any) -> Any:
    """Line N of any period without the periods before: N_t = F₁·(1 − B)^(t − 1)·n, with n = (1 − B)·A·(C − E) − D.

    Args:
        period: 1 is the first; numbers, arrays or symbols.
        inputs: those of the sheet, by name; ``opening_customers`` is F₁, the customers at the start of period 1.
    """
    return inputs["opening_customers"] * (1 - inputs["churn_rate"]) ** (period - 1) * _per_customer(**inputs)


def _per_customer(revenue_per_customer: Any, churn_rate: Any, margin_rate: Any, retention_cost: Any,
                  bad_debt_rate: Any, **_rest: Any) -> Any:
    """n: what a customer at the start of a period contributes in it on average, lei."""
    return (1 - churn_rate) * revenue_per_customer * (margin_rate - bad_debt_rate) - retention_cost


def proof() -> pd.DataFrame:
    """That closed form and sheet agree in every period, by algebra: they do in the first, and from each to the next.

    Returns:
        Rows ``first`` and ``next``; columns ``sheet``, ``closed_form`` (both as written mathematics) and ``difference``
        (what is left when one is taken from the other: 0).
    """
    import sympy

    symbols = {line.name: sympy.Symbol(line.letter) for line in SHEET.inputs}
    t, start = sympy.Symbol("t"), sympy.Symbol("F")
    value, left = SHEET.expression("N"), SHEET.expression("H")
    before = start * (1 - symbols["churn_rate"]) ** (t - 1)
    after = left.subs(start, before)
    pairs = {"first": (value, closed_form(1, **symbols)),
             "next": (value.subs(start, after), closed_form(t + 1, **symbols))}
    rows = {key: (str(sympy.factor(ours)), str(theirs), str(sympy.simplify(ours - theirs)))
            for key, (ours, theirs) in pairs.items()}
    return pd.DataFrame.from_dict(rows, orient="index", columns=["sheet", "closed_form", "difference"])


def present_value(amounts: pd.Series, discount_rate: float) -> float:
    """What amounts at the end of periods 1, 2, … (the Series' index) are worth at the start of period 1, in lei.

    ``discount_rate`` is that of one period: 0.01 makes a leu at the end of the next month worth 1/1.01 lei today.
    """
    return float((amounts / (1 + discount_rate) ** np.asarray(amounts.index)).sum())


def lifetime_value(discount_rate: Any, **inputs: Any) -> Any:
    """What one customer at the start of period 1 contributes in all periods to come, lei: n/(d + B), discounted by d.

    The sum of the closed form; every period is booked at its end (Fader and Hardie 2012: m/(1 + d − r)), and the rate
    of loss stays what it is for ever. Inputs may be arrays; ``opening_customers`` is not used.
    """
    return _per_customer(**inputs) / (discount_rate + inputs["churn_rate"])


def along(kept: pd.Series, **inputs: float) -> pd.DataFrame:
    """The sheet month by month when customers stay as a curve says, instead of by a constant rate.

    Args:
        kept: the share of all still there after 0, 1, … periods, such as ``fit(…).kept(24)``.
        inputs: those of the sheet; ``opening_customers`` are there at the start, and ``churn_rate`` follows from the
            curve and may be left out.

    Returns:
        One row a period, one column a line, as ``SHEET.run`` gives it.
    """
    shares = kept.to_numpy(dtype=float)
    rates = {"churn_rate": 1 - shares[1:] / shares[:-1],
             "opening_customers": inputs["opening_customers"] * shares[:-1]}
    solved = SHEET.solve(**{**inputs, **rates}).frame()
    return solved.set_index(pd.RangeIndex(1, len(solved) + 1, name="period"))


def one_kept(discount_rate: Any, **inputs: Any) -> Any:
    """What is saved, in lei today, by keeping one customer who would surely have left in the period that begins.

    He pays in this period, which is worth A·(C − E) at its end, and is then a customer like the others at the start of
    the next: (A·(C − E) + V)/(1 + d). The spend of this period is due whether he stays or leaves.
    """
    this_period = inputs["revenue_per_customer"] * (inputs["margin_rate"] - inputs["bad_debt_rate"])
    return (this_period + lifetime_value(discount_rate, **inputs)) / (1 + discount_rate)


def lifetime_values(discount_rate: float, vary: str, values: Sequence[float], **inputs: float) -> pd.DataFrame:
    """``lifetime_value`` for several values of one input: one row each, columns ``vary`` and ``lifetime_value``."""
    column = np.asarray(values, dtype=float)
    return pd.DataFrame({vary: column, "lifetime_value": lifetime_value(discount_rate, **{**inputs, vary: column})})
