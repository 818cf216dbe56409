"""The value of managing receivables: the signed equation of the source, every term in lei of one year."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crmlessons import records, retention, units
from crmlessons.receivables_ageing import (
    ageing,
    bucket,
    countback,
    dso,
    loss_rates,
    open_on,
    provision,
    roll_rates,
    sales_by_month,
    unpaid_after,
)
from crmlessons.receivables_cycle import CYCLE, apparent_loss_rate
from crmlessons.receivables_experience import Experience, halves, judge, late, learn, true_experience
from crmlessons.receivables_play import Play
from crmlessons.receivables_policy import (
    OWN_ERRORS,
    POLICIES,
    best_map,
    by_approach,
    choose,
    compare,
    indifference,
    judge_policies,
    outcomes,
    overdue,
)
from crmlessons.receivables_risk import (
    by_type,
    expected_loss,
    habits,
    late_rates,
    levels,
    loss_risk,
    never_paid,
    rates_by,
    risk,
    rules,
    shares,
)
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

__all__ = [
    "CYCLE", "OWN_ERRORS", "POLICIES", "SHEET", "Experience", "Play", "ageing", "apparent_loss_rate",
    "as_printed", "best_map", "bucket", "by_approach", "by_type", "choose", "compare", "countback",
    "customer_values", "dso", "expected_loss", "habits", "halves", "indifference", "inputs_from", "judge",
    "judge_policies", "late", "late_rates", "learn", "levels", "loss_rates", "loss_risk", "never_paid",
    "open_on", "outcomes", "overdue", "provision", "rates_by", "risk", "roll_rates", "rules", "sales_by_month",
    "shares", "true_experience", "uncertainty", "units_as_printed", "unpaid_after",
]

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


def as_printed(financing_saved: Any, cases_avoided: Any, value_kept: Any, programme_cost: Any) -> Any:
    """The equation as the source prints it: three gains less a cost, the second gain being a number of cases.

    It equals line R of the sheet only when ``cases_avoided`` is turned into lei first: cases · exposure · share lost.

    Args:
        financing_saved: lei.
        cases_avoided: in the source's words the fall in the number of cases in which a debt cannot be recovered.
        value_kept: lei.
        programme_cost: lei.
    """
    return financing_saved + cases_avoided + value_kept - programme_cost


def units_as_printed() -> pd.DataFrame:
    """The four terms of the printed equation, each with its unit in words: one is no amount of money."""
    terms = {_("financing cost saved"): "lei", _("fewer irrecoverable cases"): "1", _("customer value kept"): "lei",
             _("cost of the receivables programme"): "lei"}
    return pd.DataFrame({"term": list(terms), "unit": [units.label(unit) for unit in terms.values()]})


def uncertainty(invoices: pd.DataFrame, *, groups: int = 20, **given: float) -> pd.Series:
    """How far each line of the sheet would typically lie from the truth by chance: a standard error for each letter.

    The firms are put into groups; leaving out one group at a time and filling the sheet again shows how much the lines
    hang on who happens to be in the records (the jackknife, by firms, since the invoices of a firm are alike).

    Args:
        invoices: as for ``inputs_from``.
        groups: into how many the firms are put.
        given: financing_rate and value_per_customer, taken as known.

    Raises:
        InputError: as ``inputs_from``.
    """
    place = pd.factorize(invoices["customer_id"], sort=True)[0] % groups
    left_out = pd.DataFrame([inputs_from(invoices[place != one], **given) for one in range(groups)])
    lines = SHEET.solve(**left_out).frame()
    return (((lines - lines.mean()) ** 2).sum() * (groups - 1) / groups) ** 0.5


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


def customer_values(customers: pd.DataFrame, ledger: pd.DataFrame, as_of: Any = None,
                    discount_rate: float = 0.01) -> pd.Series:
    """What each small firm is worth as a customer: its monthly fee in the lifetime formula of lesson 04, lei.

    Args:
        customers: with the columns customer_id, segment and monthly_fee.
        ledger: as for ``retention.inputs_from``; churn, margin, spend and non-payment are those of all small firms.
        as_of: a day; who had left by then is worth 0. None takes everybody as a customer.
        discount_rate: of a month.
    """
    firms = customers[customers["segment"] == "small_firms"].set_index("customer_id")
    rows = ledger[ledger["customer_id"].isin(firms.index)]
    inputs = retention.inputs_from(rows).drop("revenue_per_customer")
    value = retention.lifetime_value(discount_rate, revenue_per_customer=firms["monthly_fee"], **inputs).rename("value")
    if as_of is None:
        return value
    left = rows[(rows["stayed"] == 0) & (rows["month"] <= pd.Timestamp(as_of))]["customer_id"]
    return value.where(~value.index.isin(left), 0.0)
