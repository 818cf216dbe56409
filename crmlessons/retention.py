"""The value of keeping customers: Fig. 4 of the source, its printed formula, and the inputs from a ledger of months."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.retention_cohorts import curves, earned, stay_longer
from crmlessons.retention_sbg import constant, fit
from crmlessons.solution import Solution
from crmlessons.words import N_, InputError, ngettext
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

__all__ = ["SHEET", "along", "as_printed", "closed_form", "constant", "cost_of_non_payment", "curves", "earned",
           "fit",
           "inputs_from", "lifetime_value", "monthly_loss", "present_value", "proof", "readings", "stay_longer",
           "yearly_loss"]

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


def as_printed(customers: Any, revenue_per_customer: Any, margin_rate: Any, contact_cost: Any, bad_debt_rate: Any,
               ) -> Any:
    """The formula as the source prints it: VAcf = Cf[(Rf·MBf) − CEf − (Rf·Rnp)], in lei a period.

    Args:
        customers: Cf, which the source does not tell from the customers at the start (F), at the end (H) or on average.
        revenue_per_customer: Rf, lei.
        margin_rate: MBf.
        contact_cost: CEf, lei: in the source's words the cost of a contact; it must be the cost per customer, D.
        bad_debt_rate: Rnp, in the source's words a share of customers; it must be the unpaid share of revenue, E.
    """
    return customers * (revenue_per_customer * margin_rate - contact_cost - revenue_per_customer * bad_debt_rate)


def readings(solution: Solution) -> pd.DataFrame:
    """The printed formula on three counts of customers beside the table, which takes F for the spend, H for the rest.

    Returns:
        Rows ``opening``, ``closing`` and ``average``; columns ``customers``, ``printed``, ``table`` (line N) and
        ``gap`` (printed − table): G·A·(C − E) on opening customers, G·D on closing ones, half of both on the average.

    Raises:
        InputError: the sheet was solved for several cases at once.
    """
    if solution.cases > 1:
        raise InputError(_("The readings are those of one period, and this sheet holds {count} cases. Solve it for one "
                           "of them.").format(count=solution.cases))
    s = solution.frame().iloc[0]
    counts = pd.Series({"opening": s["F"], "closing": s["H"], "average": (s["F"] + s["H"]) / 2})
    printed = as_printed(counts, s["A"], s["C"], s["D"], s["E"])
    return pd.DataFrame({"customers": counts, "printed": printed, "table": s["N"], "gap": printed - s["N"]})


def cost_of_non_payment(solution: Solution, delivered: bool = True, collected_later: Any = 0.0) -> Any:
    """What unpaid bills cost, in lei; the table's line M is the first case, nothing collected later.

    Args:
        solution: a solved sheet.
        delivered: whether the customers had the service. It is then paid for by the firm, and the whole bill is lost.
            If not, its cost is saved, and only the margin counted in line K is lost.
        collected_later: the share of the unpaid bills that comes in after all.
    """
    lost = solution.bad_debt * (1 - collected_later)
    return lost if delivered else lost * solution.margin_rate


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
    """The sheet month by month when customers are left as a curve says, instead of by a constant rate.

    Args:
        kept: the share of all that is left after 0, 1, … periods, such as ``fit(…).kept(24)``.
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


def yearly_loss(monthly: Any) -> Any:
    """The share of customers lost in twelve months at this rate a month: 1 − (1 − B)^12."""
    return 1 - (1 - monthly) ** 12


def monthly_loss(yearly: Any) -> Any:
    """The rate a month that loses this share of customers in twelve months."""
    return 1 - (1 - yearly) ** (1 / 12)


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
