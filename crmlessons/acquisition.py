"""The value of winning customers: Fig. 3 of the source, its printed formula, and the inputs from campaign records."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.solution import Solution
from crmlessons.words import N_, InputError, number
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet, defined

SHEET = Worksheet(N_("Value of the acquisition stage"), "Fig. 3", (
    Line("A", "prospects", N_("prospects contacted"), "prospect", default=10_000, slider=(0, 20_000, 500)),
    Line("B", "cost_per_contact", N_("cost per contact"), "lei/prospect", default=2, slider=(0, 10, 0.1)),
    Line("C", "programme_cost", N_("programme cost"), "lei", lambda A, B: A * B),
    Line("D", "gross_rate", N_("gross acceptance rate"), "sale/prospect", default=0.05, slider=(0, 0.2, 0.0025)),
    Line("E", "gross_sales", N_("gross sales"), "sale", lambda A, D: A * D),
    Line("F", "net_rate", N_("net (paid) rate: paid sales per gross sale"), "customer/sale", default=0.8,
         slider=(0, 1, 0.01)),
    Line("G", "new_customers", N_("number of new customers"), "customer", lambda E, F: E * F),
    Line("H", "overall_rate", N_("overall conversion rate"), "customer/prospect", lambda G, A: G / A,
         undefined=N_("no prospect was contacted, so there is no conversion rate")),
    Line("J", "acquisition_cost", N_("customer acquisition cost (CAC)"), "lei/customer", lambda B, H: B / H,
         undefined=N_("no paid sale, so there is no cost per new customer")),
    Line("K", "revenue_per_sale", N_("revenue per net sale"), "lei/customer", default=100, slider=(0, 300, 5)),
    Line("L", "revenue", N_("revenue of the acquisition stage"), "lei", lambda G, K: G * K),
    Line("M", "margin_rate", N_("gross margin rate"), "1", default=0.6, slider=(0, 1, 0.01)),
    Line("N", "margin_per_customer", N_("gross margin per customer"), "lei/customer", lambda K, M: K * M),
    Line("P", "gross_margin", N_("total gross margin"), "lei", lambda L, M: L * M),
    Line("Q", "roi", N_("return on investment (gross margin multiple)"), "1", lambda P, C: P / C, shown="number",
         undefined=N_("no money was spent, so there is no return on it")),
    Line("R", "value_per_customer", N_("value per customer"), "lei/customer", lambda N, J: N - J),
    Line("T", "contribution", N_("total value from acquisition"), "lei", lambda P, C: P - C),
))


def as_printed(prospects: Any, acceptance_rate: Any, revenue_per_sale: Any, margin_rate: Any, contact_cost: Any) -> Any:
    """The formula as the source prints it: VACA = P[(RA·VA·MBA) − COA], in lei.

    Args:
        prospects: P.
        acceptance_rate: RA, which the source calls net acceptance rate. It equals line T of the sheet when it is the
            overall rate H = D·F, and not when it is line F, which has the same name in the table.
        revenue_per_sale: VA, lei.
        margin_rate: MBA.
        contact_cost: COA, lei. It must be C/A; see ``contact_cost_as_printed``.
    """
    return prospects * (acceptance_rate * revenue_per_sale * margin_rate - contact_cost)


def contact_cost_as_printed(programme_cost: Any, contacts: Any, customers: Any) -> Any:
    """COA as the source defines it: total cost over contacts minus customers won, lei per contact."""
    return programme_cost / (contacts - customers)


def cost_of_unpaid_sales(solution: Solution) -> Any:
    """What goods delivered and never paid for cost, in lei: unpaid sales × revenue per sale × (1 − margin rate).

    The table charges nothing for them in this stage; it is right when nothing was delivered before payment.
    """
    unpaid = solution.gross_sales - solution.new_customers
    return unpaid * solution.revenue_per_sale * (1 - solution.margin_rate)


def goods_lost(contacts: pd.DataFrame) -> pd.Series:
    """What the goods delivered for each contact's sale cost, in lei, where the sale was never paid; else 0.

    Args:
        contacts: one row a contact, with the columns accepted, paid and cost_of_goods.
    """
    unpaid = (contacts["accepted"] == 1) & (contacts["paid"] == 0)
    return contacts["cost_of_goods"].where(unpaid, 0.0).fillna(0.0)


def roi_ratios(solution: Solution) -> pd.DataFrame:
    """The three ratios that go by the name of ROI, each with its own break-even threshold.

    Returns:
        Rows ``revenue_on_spend`` (L/C, the source's text, breaks even at 1/M), ``margin_on_spend`` (Q = P/C, the
        source's table, at 1) and ``net_return`` ((P − C)/C, finance, at 0); columns ``ratio``, ``formula``, ``value``,
        ``break_even`` and ``pays``. Where nothing was spent, or nothing of the revenue is margin, a divisor is zero
        and the value or threshold NaN.

    Raises:
        InputError: the sheet was solved for several campaigns at once.
    """
    if solution.cases > 1:
        sentence = _("The ratios are those of one campaign, and this sheet holds {count}. Solve it for one of them.")
        raise InputError(sentence.format(count=number(solution.cases, 0)))
    s = solution.frame().iloc[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        rows = {
            "revenue_on_spend": (_("revenue over spend"), "L / C", defined(s["L"] / s["C"]), defined(1 / s["M"])),
            "margin_on_spend": (_("gross margin over spend"), "Q = P / C", s["Q"], 1.0),
            "net_return": (_("net return on spend"), "(P − C) / C", defined(s["T"] / s["C"]), 0.0),
        }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["ratio", "formula", "value", "break_even"])
    return frame.assign(pays=frame["value"] >= frame["break_even"])


def inputs_from(contacts: pd.DataFrame, by: str | Iterable[str] | None = None) -> pd.Series | pd.DataFrame:
    """The inputs of the sheet, estimated from records of contacts: ``SHEET.solve(**inputs_from(contacts))``.

    Args:
        contacts: one row a contact, with the columns cost, accepted, paid, revenue and cost_of_goods.
        by: a column, or several, whose values make the groups.

    Returns:
        prospects (A, the rows), cost_per_contact (B, mean cost, lei), gross_rate (D, accepted over contacts), net_rate
        (F, paid over accepted), revenue_per_sale (K, mean revenue of paid sales, lei) and margin_rate (M, 1 − cost of
        goods over revenue, of paid sales): a Series, or with ``by`` a DataFrame with one row a group. What a group
        without a paid sale gives no estimate of is the whole table's, and a ``records.Note`` says so.

    Raises:
        InputError: no table, an empty one, columns missing or wrong, or no paid sale in all of it.
    """
    checked = records.check("contacts", contacts)
    nothing = _("No sale in this table was paid, so the revenue per sale and the margin rate cannot be estimated "
                "from it. Take in more contacts.")
    return records.estimates_by(checked, by, _estimates, nothing)


def _estimates(contacts: pd.DataFrame, keys: list[pd.Series]) -> pd.DataFrame:
    """The inputs of each group; NaN where there is nothing to estimate one from."""

    def total(column: pd.Series) -> pd.Series:
        return column.groupby(keys, observed=True).sum()

    paid = contacts["paid"] == 1
    size, sales, customers = total(contacts["paid"] >= 0), total(contacts["accepted"]), total(contacts["paid"])
    revenue, goods = total(contacts["revenue"].where(paid)), total(contacts["cost_of_goods"].where(paid))
    return pd.DataFrame({
        "prospects": size,
        "cost_per_contact": total(contacts["cost"]) / size,
        "gross_rate": sales / size,
        "net_rate": customers / sales,
        "revenue_per_sale": revenue / customers,
        "margin_rate": 1 - goods / revenue,
    })
