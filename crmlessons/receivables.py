"""The value of managing receivables: the signed equation of the source, every term in lei of one year."""

from __future__ import annotations

import pandas as pd

from crmlessons import records
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

DAYS = 360  # of a year, as the banks count them

SHEET = Worksheet(N_("Value of managing receivables"), "B § 5", (
    Line("A", "credit_sales", N_("sales on credit in a year"), "lei", default=1_200_000,
         slider=(0, 5_000_000, 50_000)),
    Line("B", "days_without", N_("days until an invoice is paid (DSO), without the programme"), "1", default=60,
         slider=(0, 180, 1), shown="number"),
    Line("C", "days_with", N_("days until an invoice is paid (DSO), with the programme"), "1", default=50,
         slider=(0, 180, 1), shown="number"),
    Line("D", "financing_rate", N_("yearly cost of financing"), "1", default=0.09, slider=(0, 0.5, 0.005)),
    Line("E", "financing_saved", N_("financing cost saved"), "lei", lambda A, B, C, D: A / DAYS * (B - C) * D),
    Line("F", "cases_without", N_("irrecoverable cases in a year, without the programme"), "1", default=30,
         slider=(0, 200, 1), shown="number"),
    Line("G", "cases_with", N_("irrecoverable cases in a year, with the programme"), "1", default=18,
         slider=(0, 200, 1), shown="number"),
    Line("H", "exposure", N_("sum owed in such a case"), "lei", default=800, slider=(0, 5_000, 50)),
    Line("J", "loss_given_default", N_("share of it that is lost"), "1", default=0.7, slider=(0, 1, 0.01)),
    Line("K", "losses_avoided", N_("losses avoided"), "lei", lambda F, G, H, J: (F - G) * H * J),
    Line("L", "customers_lost_without", N_("customers lost over collection in a year, without the programme"),
         "customer", default=40, slider=(0, 200, 1)),
    Line("M", "customers_lost_with", N_("customers lost over collection in a year, with the programme"), "customer",
         default=25, slider=(0, 200, 1)),
    Line("N", "value_per_customer", N_("lifetime value of a customer, on margin"), "lei/customer", default=400,
         slider=(0, 2_000, 10)),
    Line("P", "value_kept", N_("customer value kept"), "lei", lambda L, M, N: (L - M) * N),
    Line("Q", "programme_cost", N_("cost of the receivables programme"), "lei", default=7_000,
         slider=(0, 50_000, 500)),
    Line("R", "contribution", N_("value of managing receivables"), "lei", lambda E, K, P, Q: E + K + P - Q),
))


def inputs_from(invoices: pd.DataFrame, *, financing_rate: float, value_per_customer: float) -> pd.Series:
    """The inputs of the sheet for a year, all invoices in the programme against none.

    Args:
        invoices: one row an invoice, with the columns issued, due, paid (day of payment in full, empty if never),
            amount, collected, programme, lost and collection_cost.
        financing_rate: D, what financing a leu for a year costs.
        value_per_customer: N, lifetime value of a customer, on margin, lei.

    Returns:
        The inputs of ``SHEET``, by name. Days are from issue to payment, weighted by amount, of what was paid. The cost
        of the programme is that of the invoices which needed no more than it.

    Raises:
        InputError: the table is wrong, or has no invoice in the programme, or none outside it, or none that was paid in
            each, or none that was never paid.
    """
    checked = records.check("invoices", invoices)
    inside = checked["programme"] == 1
    unpaid = checked[checked["paid"].isna()]
    if unpaid.empty or any(checked.loc[part, "paid"].isna().all() for part in (inside, ~inside)):
        sentence = _("To compare, paid invoices in the programme and outside it are needed, and some that were never "
                     "paid. Take in more invoices.")
        raise InputError(sentence)
    years = checked["issued"].dt.to_period("M").nunique() / 12
    yearly = len(checked) / years
    lost = (checked["lost"] == 1).fillna(False).groupby(checked["programme"]).mean() * yearly
    cases = checked["paid"].isna().groupby(checked["programme"]).mean() * yearly
    return pd.Series({
        "credit_sales": checked["amount"].sum() / years,
        "days_without": _days(checked[~inside]),
        "days_with": _days(checked[inside]),
        "financing_rate": financing_rate,
        "cases_without": cases[0],
        "cases_with": cases[1],
        "exposure": unpaid["amount"].mean(),
        "loss_given_default": 1 - unpaid["collected"].sum() / unpaid["amount"].sum(),
        "customers_lost_without": lost[0],
        "customers_lost_with": lost[1],
        "value_per_customer": value_per_customer,
        "programme_cost": _in_time(checked[inside])["collection_cost"].mean() * yearly,
    })


def _days(invoices: pd.DataFrame) -> float:
    """Days from issue to payment, weighted by amount, of the invoices that were paid."""
    paid = invoices[invoices["paid"].notna()]
    days = (paid["paid"] - paid["issued"]).dt.days
    return float((days * paid["amount"]).sum() / paid["amount"].sum())


def _in_time(invoices: pd.DataFrame) -> pd.DataFrame:
    """The invoices paid by their due date, or all where none was."""
    found = invoices[invoices["paid"] <= invoices["due"]]
    return found if len(found) else invoices
