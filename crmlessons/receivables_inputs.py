"""The inputs of the sheet of receivables from invoices, as they were and as they truly are, and their errors."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crmlessons import records
from crmlessons.receivables_sheet import SHEET
from crmlessons.records.description import truth
from crmlessons.words import InputError
from crmlessons.words import gettext as _


def uncertainty(invoices: pd.DataFrame, *, groups: int = 20, value_error: float = 0.0, **given: Any) -> pd.Series:
    """How far each line of the sheet would typically lie from the truth by chance: a standard error for each letter.

    The firms are put into groups; leaving out one group at a time and filling the sheet again shows how much the lines
    hang on who happens to be in the records (the jackknife, by firms, since the invoices of a firm are alike).

    Args:
        invoices: as for ``inputs_from``.
        groups: into how many the firms are put.
        value_error: standard error of value_per_customer, lei; it adds to the errors of the lines P and R.
        given: financing_rate and value_per_customer, and approach if wanted, as for ``inputs_from``.

    Raises:
        InputError: as ``inputs_from``.
    """
    place = pd.factorize(invoices["customer_id"], sort=True)[0] % groups
    left_out = pd.DataFrame([inputs_from(invoices[place != one], **given) for one in range(groups)])
    lines = SHEET.solve(**left_out).frame()
    error = (((lines - lines.mean()) ** 2).sum() * (groups - 1) / groups) ** 0.5
    of_value = pd.Series({"N": 1.0, "P": (lines["L"] - lines["M"]).mean(), "R": (lines["L"] - lines["M"]).mean()})
    return (error**2).add((of_value * value_error) ** 2, fill_value=0.0).reindex(error.index) ** 0.5


def inputs_from(invoices: pd.DataFrame, *, financing_rate: float, value_per_customer: float,
                approach: str | None = None) -> pd.Series:
    """The inputs of the sheet for a year, all invoices in the programme against none.

    Args:
        invoices: one row an invoice, with the columns issued, due, paid (day of payment in full, empty if never),
            amount, collected, programme, lost and collection_cost; with ``approach`` also reason and approach.
        financing_rate: D, what financing a leu for a year costs.
        value_per_customer: N, lifetime value of a customer, on margin, lei.
        approach: as if every late invoice were treated this way, by the records of those that were (the days until
            payment and the loss in a bad case stay as they are); None takes the approaches as they were.

    Returns:
        The inputs of ``SHEET``, by name. Days are from issue to payment, weighted by amount, of what was paid. The cost
        of the programme is what all collecting costs more with it than without it: the reminders, less the letters,
        lawyers and agencies that were not needed. It is below zero where the reminders pay for themselves.

    Raises:
        InputError: the table is wrong, or has no invoice in the programme, or none outside it, or none that was paid in
            each, or none that was never paid, or none that was treated by the approach.
    """
    checked = records.check("invoices", invoices)
    inside = checked["programme"] == 1
    unpaid = checked[checked["paid"].isna()]
    if unpaid.empty or any(checked.loc[part, "paid"].isna().all() for part in (inside, ~inside)):
        sentence = _("To compare, paid invoices in the programme and outside it are needed, and some that were never "
                     "paid. Take in more invoices.")
        raise InputError(sentence)
    years = checked["issued"].dt.to_period("M").nunique() / 12
    yearly = _each(checked, approach).groupby(checked["programme"]).mean() * len(checked) / years
    return pd.Series({
        "credit_sales": checked["amount"].sum() / years,
        "days_without": _days(checked[~inside]),
        "days_with": _days(checked[inside]),
        "financing_rate": financing_rate,
        "cases_without": yearly["unpaid"][0],
        "cases_with": yearly["unpaid"][1],
        "exposure": unpaid["amount"].mean(),
        "loss_given_default": 1 - unpaid["collected"].sum() / unpaid["amount"].sum(),
        "customers_lost_without": yearly["gone"][0],
        "customers_lost_with": yearly["gone"][1],
        "value_per_customer": value_per_customer,
        "programme_cost": yearly["cost"][1] - yearly["cost"][0],
    })


def _each(invoices: pd.DataFrame, approach: str | None) -> pd.DataFrame:
    """For each invoice whether it stayed unpaid, whether the customer left over it, and what collecting it cost."""
    flags = pd.DataFrame({"unpaid": invoices["paid"].isna(), "gone": (invoices["lost"] == 1).fillna(False),
                          "cost": invoices["collection_cost"]}).astype(float)
    if approach is None:
        return flags
    late = invoices["reason"].notna()
    treated = late & (invoices["approach"] == approach)
    if not treated.any():
        raise InputError(_("No late invoice of these was treated by the approach “{given}”.").format(given=approach))
    reminder = invoices["programme"] * _in_time(invoices[invoices["programme"] == 1])["collection_cost"].mean()
    flags["cost"] -= reminder
    flags.loc[late] = flags[treated].mean().to_numpy()
    return flags.assign(cost=flags["cost"] + reminder)


def true_inputs(found: pd.Series, approach: str | None = None) -> pd.Series:
    """The inputs with all that is known of the simulated company put in the place of what its records show.

    Sales, days until payment, the sum owed in a bad case and what is given stay as they were found.

    Args:
        found: as ``inputs_from`` gives them for the company's invoices.
        approach: as there.
    """
    known, rates = truth("invoices")["parameters"], truth("invoices")["inputs"]["all"]
    drawn = known["approach"] if approach is None else {approach: 1.0}
    unpaid, gone, cost = (sum(share * table[one] for one, share in drawn.items())
                          for table in (rates["unpaid_if_late"], rates["lost_if_late"], known["approach_cost"]))
    yearly = len(records.load("invoices")) / 2
    without, inside = (yearly * rates[f"late_rate_{name}"] for name in ("without", "with"))
    return pd.Series({**found, "cases_without": without * unpaid, "cases_with": inside * unpaid,
                      "loss_given_default": rates["loss_given_default"], "customers_lost_without": without * gone,
                      "customers_lost_with": inside * gone,
                      "programme_cost": yearly * known["programme"]["cost"] - (without - inside) * cost})


def _days(invoices: pd.DataFrame) -> float:
    """Days from issue to payment, weighted by amount, of the invoices that were paid."""
    paid = invoices[invoices["paid"].notna()]
    days = (paid["paid"] - paid["issued"]).dt.days
    return float((days * paid["amount"]).sum() / paid["amount"].sum())


def _in_time(invoices: pd.DataFrame) -> pd.DataFrame:
    """The invoices paid by their due date, or all where none was."""
    found = invoices[invoices["paid"] <= invoices["due"]]
    return found if len(found) else invoices
