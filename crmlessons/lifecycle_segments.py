"""Today's customers by stage, present value and potential value, a contact strategy for each, and signs of leaving."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.lifecycle_chain import ALTERED, overdue, states, transitions, worth
from crmlessons.sampling import interval, share_error
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
                          "stage": today["state"].mask(today["overdue"], "altered"),
                          "present": recent.reindex(today.index)})
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
        difference), ``standard_error``, ``low`` and ``high`` (of the 95 % interval).

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
    error = share_error(share, size)
    found = interval(share, error).assign(standard_error=error, months=size)
    return found.assign(low=found["low"].clip(lower=0))


def leaving_by_tenure(seen: pd.DataFrame, state: str = "loyal", bounds: tuple[int, int] = (18, 72)) -> pd.DataFrame:
    """Who leaves a state after how many months as a customer, beside what one rate for all of them expects.

    Args:
        seen: as ``states`` gives it.
        state: the state that they are in.
        bounds: the last month of the first group, and of the second.

    Returns:
        One row a group: ``months`` (of all its customers together), ``left``, ``expected`` (months × the rate of the
        state) and ``leaving_rate`` (the share that left in a month).
    """
    there = seen[(seen["month"] < seen["month"].max()) & (seen["state"] == state)]
    early, late = bounds
    names = [_("up to month {last}").format(last=early),
             _("months {first} to {last}").format(first=early + 1, last=late),
             _("after month {last}").format(last=late)]
    tenure = pd.cut(there["tenure"], [-np.inf, *bounds, np.inf], labels=names).rename("tenure")
    left = (there["next"] == "lost").groupby(tenure, observed=True)
    found = pd.DataFrame({"months": left.size(), "left_us": left.sum(), "leaving_rate": left.mean()})
    found.insert(2, "expected", found["months"] * (there["next"] == "lost").mean())
    return found


def win_back_limits(customers: pd.DataFrame, ledger: pd.DataFrame, invoices: pd.DataFrame, win_back: float,
                    discount_rate: float = 0.0) -> pd.DataFrame:
    """What an attempt to win a lost customer back may cost at most, for each segment.

    Args:
        customers: customer_id, joined and segment.
        ledger: as for ``retention.inputs_from``.
        invoices: as for ``states``.
        win_back: the share of the lost who come back, as new customers.
        discount_rate: a year's, as for ``worth``.

    Returns:
        One row a segment: ``lost`` (in the last twelve months), ``value`` (of a new customer by the segment's chain),
        ``attempt`` (the share of it that an attempt brings) and ``altogether`` (for all who were lost), in lei.

    Raises:
        InputError: a column is missing or wrong, or of a segment nobody was lost.
    """
    rows = {}
    for segment, people in customers.groupby("segment"):
        seen = states(people, ledger, invoices)
        value = worth(transitions(seen), seen.groupby("state")["value"].mean(), discount_rate)["new"]
        lost = int((_last_year(seen)["next"] == "lost").sum())
        attempt = win_back * value
        rows[segment] = {"lost": lost, "value": value, "attempt": attempt, "altogether": lost * attempt}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("segment")


def friendlier(seen: pd.DataFrame, values: pd.Series, approach: str = "amicable") -> pd.DataFrame:
    """What it would have been worth to collect every overdue invoice of the last twelve months in one way.

    Args:
        seen: as ``states`` gives it.
        values: of a customer in each state, as ``worth`` gives them; one who is kept is worth what the same customer
            without an overdue invoice is.
        approach: the way.

    Returns:
        One row: ``chased`` (months in which an invoice was collected), ``firms_kept`` (who would have left), ``value``
        of these, its ``standard_error`` (that of the rates alone), ``low`` and ``high``, in lei.
    """
    tried = seen[seen["overdue"] & (seen["month"] < seen["month"].max())]
    pressed = tried["approach"] != approach
    rates = leaving_by(pressed, tried["next"] == "lost")
    share = pressed.mean() * (rates.at[True, "estimate"] - rates.at[False, "estimate"])
    error = pressed.mean() * (rates["standard_error"] ** 2).sum() ** 0.5
    chased = _last_year(seen).query("overdue")["state"].str.removesuffix(ALTERED).map(values)
    around = interval(pd.Series([share]), pd.Series([error])) * chased.sum()
    return pd.DataFrame({"chased": len(chased), "firms_kept": len(chased) * share, "value": around["estimate"],
                         "standard_error": error * chased.sum(), "low": around["low"], "high": around["high"]})


def trial(rate: float, sizes: Iterable[int]) -> pd.DataFrame:
    """How exactly so many attempts would find a rate: its standard error and 95 % interval, one row a size."""
    attempts = pd.Index(list(sizes), name="attempts")
    error = pd.Series(share_error(rate, attempts.to_numpy()), attempts)
    around = interval(pd.Series(rate, attempts), error)
    return pd.DataFrame({"standard_error": error, "low": around["low"].clip(lower=0), "high": around["high"]})


def _last_year(seen: pd.DataFrame) -> pd.DataFrame:
    return seen[seen["month"] > seen["month"].max() - pd.DateOffset(months=12)]


def _compared(left: pd.Series, shown: pd.Series) -> dict[str, float]:
    known = shown.notna()
    rates = leaving_by(shown[known].astype(bool), left[known])
    difference = rates.at[True, "estimate"] - rates.at[False, "estimate"]
    error = float((rates["standard_error"] ** 2).sum() ** 0.5)
    around = interval(pd.Series([difference]), pd.Series([error])).iloc[0]
    return {"with_sign": rates.at[True, "estimate"], "without_sign": rates.at[False, "estimate"],
            "standard_error": error, **around}
