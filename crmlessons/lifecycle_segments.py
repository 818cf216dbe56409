"""Today's customers by stage, present value and potential value, a contact strategy for each, and signs of leaving."""

from __future__ import annotations

import pandas as pd

from crmlessons import records
from crmlessons.lifecycle_chain import overdue, states
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _

RECENT = 3
BEST_QUARTER = 0.75
ROOM = 5.0
STRATEGIES = {
    "altered": N_("Settle the matter first: one person calls, in a friendly tone. No legal letter, no offer."),
    "new": N_("Welcome: check the first bills and the first call for help. Nothing is sold yet."),
    "keep": N_("Keep: quick service, a person to ask for, thanks. No discount that nobody asked for."),
    "develop": N_("Develop: offers that fit, to those whom the test of the offer found ready."),
    "serve": N_("Serve well by cheap means: e-mail and the web site instead of calls."),
}


def segments(customers: pd.DataFrame, ledger: pd.DataFrame, invoices: pd.DataFrame) -> pd.DataFrame:
    """Every customer of the ledger's last month by stage, present value and potential value.

    Args:
        customers: customer_id, joined and segment.
        ledger: as for ``retention.inputs_from``.
        invoices: as for ``states``.

    Returns:
        One row a customer: ``segment``, ``stage`` (new, loyal, altered), ``present`` (margin billed less
        retention cost a month, mean of the last three months, lei: an unpaid bill is a debt to collect, not a lack of
        value), ``potential`` (what the best quarter of the customers of his segment leave a month
        at least), ``high_present`` (at least the median of all), ``high_potential`` (potential at least 5 lei above
        present) and ``strategy`` (a key of ``STRATEGIES``).

    Raises:
        InputError: a column is missing or wrong.
    """
    people = records.check("customers", customers)
    if "segment" not in people:
        raise InputError(_("“{table}” needs the column “{column}” to join the stages.").format(
            table="customers", column="segment"))
    seen, bills = states(customers, ledger, invoices), records.check("ledger", ledger)
    last = seen["month"].max()
    today = seen[(seen["month"] == last) & (seen["next"] != "lost")].set_index("customer_id")
    margin = (bills["billed"] - bills["cost_of_goods"]).fillna(0.0) - bills["retention_cost"]
    lately = bills["month"] > last - pd.DateOffset(months=RECENT)
    recent = margin[lately].groupby(bills["customer_id"]).mean()
    found = pd.DataFrame({"segment": people.set_index("customer_id")["segment"].reindex(today.index),
                          "stage": today["state"], "present": recent.reindex(today.index)})
    found["potential"] = found.groupby("segment")["present"].transform("quantile", BEST_QUARTER)
    found["high_present"] = found["present"] >= found["present"].median()
    found["high_potential"] = found["potential"] - found["present"] >= ROOM
    return found.assign(strategy=_strategy(found))


def _strategy(found: pd.DataFrame) -> pd.Series:
    """The stage decides first; among the loyal, room to grow does, and then the present value."""
    strategy = pd.Series("serve", found.index)
    strategy = strategy.mask(found["high_present"], "keep").mask(found["high_potential"], "develop")
    return strategy.mask(found["stage"] == "new", "new").mask(found["stage"] == "altered", "altered")


def strategies(found: pd.DataFrame) -> pd.DataFrame:
    """The contact strategy of each segment in words, with how many customers it is for and what they leave.

    Args:
        found: as ``segments`` gives it.

    Returns:
        One row a strategy, in the order of ``STRATEGIES``: ``customers``, ``present`` (lei a month, all of them),
        ``room`` (what they would leave more a month at their potential, lei) and ``contact_strategy`` in words.
    """
    grouped = found.assign(room=(found["potential"] - found["present"]).clip(lower=0)).groupby("strategy")
    table = pd.DataFrame({"customers": grouped.size(), "present": grouped["present"].sum(),
                          "room": grouped["room"].sum()}).reindex(list(STRATEGIES))
    return table.fillna(0).assign(contact_strategy=[_(STRATEGIES[key]) for key in table.index])


def signs_of_leaving(
    customers: pd.DataFrame, ledger: pd.DataFrame, invoices: pd.DataFrame, survey: pd.DataFrame
) -> pd.DataFrame:
    """Three signs that loyalty may be altering, tried on the records: do those who show one leave more often?

    The signs: the last bill was not paid (private customers, who get no invoices); an invoice is overdue (small
    firms); a mark of 6 or less in the survey (tried on the months after it).

    Returns:
        One row a sign: ``with_sign`` and ``without_sign`` (share that leaves in a month), ``estimate`` (the
        difference), ``standard_error``, ``low`` and ``high`` (two standard errors to either side).

    Raises:
        InputError: a column is missing or wrong.
    """
    people = records.check("customers", customers)[["customer_id", "segment"]]
    rows = records.check("ledger", ledger).merge(people, on="customer_id").sort_values(["customer_id", "month"])
    unpaid = rows["paid"].lt(rows["billed"]).groupby(rows["customer_id"]).shift(1)
    chased = pd.MultiIndex.from_frame(rows[["customer_id", "month"]]).isin(overdue(invoices).index)
    marks = rows["customer_id"].map(records.check("survey", survey).set_index("customer_id")["overall"])
    asked = marks.notna() & (rows["month"] >= rows["month"].max() - pd.DateOffset(months=11))
    tried = {
        _("bill unpaid, families"): (rows["segment"] == "families", unpaid),
        _("bill unpaid, students"): (rows["segment"] == "students", unpaid),
        _("mark of 6 or less"): (asked, marks <= 6),
        _("invoice overdue, small firms"): (rows["segment"] == "small_firms", pd.Series(chased, rows.index)),
    }
    left = rows["stayed"] == 0
    return pd.DataFrame({sign: _compared(left[who], shown[who]) for sign, (who, shown) in tried.items()}).T


def leaving_by(column: pd.Series, left: pd.Series) -> pd.DataFrame:
    """The share that leaves for each level of a column, as ``views.intervals`` shows it: estimate, low, high."""
    grouped = left.astype(float).groupby(column, observed=True)
    share, size = grouped.mean(), grouped.size()
    error = (share * (1 - share) / size) ** 0.5
    return pd.DataFrame({"estimate": share, "standard_error": error, "low": (share - 2 * error).clip(lower=0),
                         "high": share + 2 * error, "months": size})


def _compared(left: pd.Series, shown: pd.Series) -> dict[str, float]:
    known = shown.notna()
    rates = leaving_by(shown[known].astype(bool), left[known])
    difference = rates.at[True, "estimate"] - rates.at[False, "estimate"]
    error = float((rates["standard_error"] ** 2).sum() ** 0.5)
    return {"with_sign": rates.at[True, "estimate"], "without_sign": rates.at[False, "estimate"],
            "estimate": difference, "standard_error": error, "low": difference - 2 * error,
            "high": difference + 2 * error}
