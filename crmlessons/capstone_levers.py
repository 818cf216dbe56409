"""Four of the five uses of money: what one leu buys in each group of people, to what limit, and how sure that is.

Each function gives one row a group, with the columns of ``COLUMNS``: what a unit (a contact, a letter, an offer) costs,
how many there are to be had in the year, what a unit brings before its cost, the standard error of that, and the spread
from unit to unit. The fifth use, collecting, and what overlaps with it, is in ``capstone_firms``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from crmlessons import growth, support
from crmlessons.acquisition import goods_lost
from crmlessons.capstone_months import discounted, worth
from crmlessons.lifecycle_cohort import cohort

COLUMNS = ["unit_cost", "limit", "brings", "error", "spread"]
LOYAL_FROM = 12


def acquiring(tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame, months: int, discount_rate: float,
              ) -> pd.DataFrame:
    """One row a segment and channel of the campaign; a unit is one contact.

    A contact brings the first sale (line P of the sheet of lesson 03, less the goods of sales never paid) and what the
    customer's months leave, whether or not it won one; the limit is the number of prospects of the campaign.
    """
    won = cohort(*(tables[name] for name in ("contacts", "customers", "ledger", "offers")))
    contacts, life = won.contacts, won.ledger[["customer_id", "month", "age"]]
    left = life.merge(rows[["customer_id", "month", "leaves"]], on=["customer_id", "month"])
    left = left[left["age"] <= months]
    later = (left["leaves"] / (1 + discount_rate) ** left["age"]).groupby(left["customer_id"]).sum()
    sale = (contacts["revenue"] - contacts["cost_of_goods"]).where(contacts["paid"] == 1, -goods_lost(contacts))
    brings = sale + contacts["customer_id"].map(later).fillna(0.0)
    groups = brings.groupby([contacts["segment"], contacts["channel"]])
    cost = contacts.groupby(["segment", "channel"])["cost"].mean()
    return _rows(cost, groups.size(), groups.mean(), groups.sem(), groups.std())


def contacting(rows: pd.DataFrame, months: int, discount_rate: float) -> pd.DataFrame:
    """One row a segment; a unit is one more retention contact with a customer in a month (retaining).

    What a contact keeps is the slope of leaving against the contacts of a month, by least squares. No lot drew them,
    so it is an association. A customer kept is worth the months that follow.
    """
    last = rows["month"].max()
    values = worth_of_kept(rows, months, discount_rate)
    slopes = pd.DataFrame({name: slope(part) for name, part in rows.groupby("segment")}).T
    here = rows[(rows["month"] == last) & (rows["stayed"] == 1)].groupby("segment").size()
    cost = rows["retention_cost"].sum() / rows["contacts"].sum()
    spread = (slopes["leaving"] * (1 - slopes["leaving"])) ** 0.5 * values["worth"]
    error = slopes["error"] * values["worth"].abs()
    found = _rows(cost, here * 12, -slopes["slope"] * values["worth"], error, spread)
    return _named(found, found.index, "one_more_contact")


def worth_of_kept(rows: pd.DataFrame, months: int, discount_rate: float) -> pd.DataFrame:
    """What a customer there at the start leaves in the months that count, by segment, as ``worth`` gives it, and
    ``leaving``, the share that leaves in a month.
    """
    segment = rows.drop_duplicates("customer_id").set_index("customer_id")["segment"]
    found = worth(discounted(rows, rows["month"].min(), months, discount_rate), segment)
    return found.assign(leaving=1 - rows.groupby("segment")["stayed"].mean())


def slope(rows: pd.DataFrame) -> pd.Series:
    """How much the chance to leave in a month changes with one more contact, its standard error, and that chance."""
    contacts, left = rows["contacts"].to_numpy(float), 1.0 - rows["stayed"].to_numpy(float)
    off = contacts - contacts.mean()
    found = (off @ left) / (off @ off)
    residual = left - left.mean() - found * off
    error = (residual @ residual / (len(rows) - 2) / (off @ off)) ** 0.5
    return pd.Series({"slope": found, "error": error, "leaving": left.mean()})


def growing(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row an offer; a unit is one offer to a loyal customer who can take it, has not had it, and has not bought.

    An offer brings its uplift over the control group, times what a sale leaves after goods and non-payment.
    """
    offers = tables["offers"]
    rates, given = growth.take_rates(offers), growth.inputs_with_control(offers, by="offer")
    sale = given["revenue_per_sale"] * (given["margin_rate"] - given["bad_debt_rate"])
    spread = (rates["treated"] * (1 - rates["treated"])) ** 0.5 * sale
    found = _rows(given["offer_cost"], _still_to_ask(tables), rates["uplift"] * sale, rates["standard_error"] * sale,
                  spread)
    return _named(found, "loyal", found.index)


def _still_to_ask(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """For each offer, the loyal customers at the end of the ledger on a plan it fits, not offered it, not buyers."""
    offers, ledger = tables["offers"], tables["ledger"]
    last = ledger["month"].max()
    staying = ledger[(ledger["month"] == last) & (ledger["stayed"] == 1)]["customer_id"]
    people = tables["customers"].set_index("customer_id").loc[staying]
    loyal = people[people["joined"] <= last - pd.DateOffset(months=LOYAL_FROM)]
    done = offers[(offers["treated"] == 1) | (offers["accepted"] == 1)].groupby("offer")["customer_id"].agg(set)
    plans = offers.join(tables["customers"].set_index("customer_id")["plan"], on="customer_id").groupby("offer")["plan"]
    return pd.Series({offer: int((loyal["plan"].isin(fits.unique()) & ~loyal.index.isin(list(done[offer]))).sum())
                      for offer, fits in plans})


def letters(plans: pd.DataFrame, take_rate: float, take_error: float) -> pd.DataFrame:
    """One row a private segment; a unit is a letter that offers the support plan at its price to who has none.

    What a plan sold brings is known from the trial by lot. How many letters sell one is **not** in the records:
    ``take_rate`` is an assumption of the brief, and its error that of the four offers' mean uplift.

    Args:
        plans: as ``plans_by_lot`` gives them.
        take_rate, take_error: plans sold per letter, and the standard error of that.
    """
    error = ((take_rate * plans["error"]) ** 2 + (plans["worth"] * take_error) ** 2) ** 0.5
    spread = (take_rate * plans["spread"] ** 2 + take_rate * (1 - take_rate) * plans["worth"] ** 2) ** 0.5
    found = _rows(plans["letter"], plans["without"], take_rate * plans["worth"], error, spread)
    return _named(found, found.index, "support_letter")


def plans_by_lot(tables: Mapping[str, pd.DataFrame], rows: pd.DataFrame, months: int, discount_rate: float,
                 ) -> pd.DataFrame:
    """What a support plan at its price is worth more than none, by private segment, from the customers of the trial.

    Returns:
        ``worth`` (fee, months and calls with it, less months and calls without it, lei), ``error``, ``spread``,
        ``without`` (customers there at the end who have none) and ``letter`` (what a letter costs: as an offer).
    """
    people = support.trial(tables["customers"], tables["ledger"], tables["offers"], tables["tickets"])
    recent = tables["ledger"][tables["ledger"]["month"] >= tables["tickets"]["opened"].min().normalize()]
    calls = support.calls_a_year(people, recent) / 12 * tables["tickets"]["cost"].mean()
    fees = rows[rows["support_fee"] > 0].groupby("segment")["support_fee"].median()
    part = rows[rows["customer_id"].isin(people.index)]
    with_plan = part["support"] == 1
    paying = part["segment"].map(fees) * part["stayed"] * with_plan
    monthly = np.where(with_plan, calls["with_plan"], calls["without_plan"])
    part = part.assign(leaves=_before_calls(part) + paying - monthly)
    values = discounted(part, part["month"].min(), months, discount_rate)
    known = part.drop_duplicates("customer_id").set_index("customer_id")
    groups = worth(values, known["segment"].astype(str) + known["support"].astype(str))
    names = sorted(known["segment"].unique())
    given, none = (groups.loc[[name + flag for name in names]].set_axis(names) for flag in ("1", "0"))
    last = rows[(rows["month"] == rows["month"].max()) & (rows["stayed"] == 1) & (rows["support"] == 0)]
    return pd.DataFrame({
        "worth": given["worth"] - none["worth"], "error": (given["error"] ** 2 + none["error"] ** 2) ** 0.5,
        "spread": given["spread"], "without": last.groupby("segment").size().reindex(names),
        "letter": tables["offers"].loc[tables["offers"]["treated"] == 1, "cost"].mean()})


def _before_calls(part: pd.DataFrame) -> pd.Series:
    return part["paid"].fillna(0.0) - part["cost_of_goods"].fillna(0.0) - part["retention_cost"]


def _rows(cost: pd.Series | float, limit: pd.Series, brings: pd.Series, error: pd.Series, spread: pd.Series,
          ) -> pd.DataFrame:
    return pd.DataFrame({"unit_cost": cost, "limit": limit.astype(float), "brings": brings, "error": error,
                         "spread": spread})[COLUMNS]


def _named(found: pd.DataFrame, who: pd.Index | str, how: pd.Index | str) -> pd.DataFrame:
    size = len(found)
    pairs = [[who] * size if isinstance(who, str) else who, [how] * size if isinstance(how, str) else how]
    return found.set_axis(pd.MultiIndex.from_arrays(pairs))
