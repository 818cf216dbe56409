"""What records of offers say: one offer of several, its estimates, take-up with and without it, and scores."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from crmlessons import inputs, records, sampling
from crmlessons.words import InputError
from crmlessons.words import gettext as _


def of_one_offer(offers: pd.DataFrame, offer: str | None) -> pd.DataFrame:
    """The rows of one offer, or all of them for None.

    Raises:
        InputError: no such offer; the sentence names the nearest, or all there are.
    """
    if offer is None:
        return offers
    names = [str(name) for name in offers["offer"].dropna().unique()] if "offer" in offers else []
    if offer in names:
        return offers[offers["offer"] == offer]
    like = inputs.nearest(str(offer), names)
    hint = _("Did you mean “{nearest}”?") if like else _("The offers are: {names}.")
    sentence = _("There is no offer “{given}” in this table.").format(given=offer)
    raise InputError(sentence + " " + hint.format(nearest=like, names=", ".join(names)))


def estimates(offers: pd.DataFrame, keys: list[pd.Series]) -> pd.DataFrame:
    """The inputs of Fig. 5 for each group; NaN where there is nothing to estimate one from."""

    def total(column: pd.Series) -> pd.Series:
        return column.groupby(keys, observed=True).sum()

    treated = offers["treated"] == 1
    sold = treated & (offers["accepted"] == 1)
    rows, exposed, sales = total(offers["treated"] >= 0), total(treated), total(sold)
    revenue, goods = total(offers["revenue"].where(sold)), total(offers["cost_of_goods"].where(sold))
    return pd.DataFrame({
        "loyal_customers": rows,
        "exposure_rate": exposed / rows,
        "take_rate": sales / exposed,
        "revenue_per_sale": revenue / sales,
        "margin_rate": 1 - goods / revenue,
        "offer_cost": total(offers["cost"].where(treated)) / exposed,
        "bad_debt_rate": total(offers["revenue"].where(sold & (offers["paid"] == 0))) / revenue,
    })


def take_rates(offers: pd.DataFrame, by: str | Iterable[str] = "offer") -> pd.DataFrame:
    """What the offers themselves brought: take-up with the offer, without it, and the difference.

    Args:
        offers: as for ``growth.inputs_from``.
        by: a column, or several, whose values make the groups.

    Returns:
        One row a group: ``treated`` and ``control`` (sales per customer), ``uplift`` (their difference) and
        ``standard_error`` (of the uplift, for customers who decide independently); NaN where a group has no customers
        with the offer, or none without.

    Raises:
        InputError: as ``growth.inputs_from``.
    """
    checked = records.check("offers", offers)
    keys = [checked[column] for column in records.group_columns(checked, by)]
    rates = checked.groupby([*keys, checked["treated"]], observed=True)["accepted"].agg(["mean", "size"])
    variance = sampling.share_variance(rates["mean"], rates["size"]).unstack().reindex(columns=[0, 1])
    share = rates["mean"].unstack().reindex(columns=[0, 1])
    return pd.DataFrame({
        "treated": share[1],
        "control": share[0],
        "uplift": share[1] - share[0],
        "standard_error": (variance[0] + variance[1]) ** 0.5,
    })


def difference(rates: pd.DataFrame, one: object, other: object, confidence: float = 0.95) -> pd.DataFrame:
    """How much the uplift of one group exceeds that of another, and how sure that is.

    Args:
        rates: as ``take_rates`` gives them, for groups that share no row.
        one, other: two labels of its index.
        confidence: of the interval.

    Returns:
        One row: ``difference``, ``standard_error``, ``low`` and ``high``.

    Raises:
        InputError: no such group, or a confidence that is not between 0 and 1.
    """
    found = sampling.difference(rates["uplift"], rates["standard_error"], one, other)
    gap, error = (pd.Series([part]) for part in found)
    around = sampling.interval(gap, error, confidence)
    return pd.DataFrame({"difference": gap, "standard_error": error, "low": around["low"], "high": around["high"]})


def offers_per_customer(offers: pd.DataFrame) -> pd.Series:
    """How many customers got no offer, one, two and so on; the index is the number of offers.

    Raises:
        InputError: as ``growth.inputs_from``.
    """
    got = records.check("offers", offers).groupby("customer_id")["treated"].sum()
    return got.value_counts().sort_index().rename_axis("offers").rename("customers")


def after_another(offers: pd.DataFrame, offer: str, earlier: str) -> pd.DataFrame:
    """The rows of one offer whose customers could have got an earlier one, with a column ``had_earlier``, yes or no.

    Raises:
        InputError: as ``growth.inputs_from``.
    """
    checked = records.check("offers", offers)
    had = of_one_offer(checked, earlier).groupby("customer_id")["treated"].max()
    rows = of_one_offer(checked, offer)
    rows = rows[rows["customer_id"].isin(had.index)]
    return rows.assign(had_earlier=rows["customer_id"].map(had).astype(bool))


def past_spending(offers: pd.DataFrame, ledger: pd.DataFrame, months: int = 6) -> pd.Series:
    """A score that anybody can build: what each customer was billed a month before the offer, in lei.

    Args:
        offers: with the columns customer_id and month.
        ledger: as for ``retention.inputs_from``.
        months: how many months before the month of the offer are averaged; the month itself is not among them.

    Returns:
        One number a row of ``offers``; NaN where the customer was not billed in these months.

    Raises:
        InputError: a column is missing or wrong.
    """
    checked, bills = records.check("offers", offers), records.check("ledger", ledger)
    if "month" not in checked:
        raise InputError(_("The table of offers needs a column “month” (the month of the offer), so that only bills "
                           "from before it are counted."))
    found = pd.Series(np.nan, index=checked.index)
    for month, rows in checked.groupby("month"):
        before = (bills["month"] < month) & (bills["month"] >= month - pd.DateOffset(months=months))
        mean = bills[before].groupby("customer_id")["billed"].mean()
        found.loc[rows.index] = rows["customer_id"].map(mean)
    return found


def ranked(offers: pd.DataFrame, score: str, groups: int) -> pd.Series:
    """The group of each row by its score: 1 for the highest scores, ``groups`` for the lowest, all of one size.

    Rows are ranked within their offer where there are several, so that every group holds the same mix of offers.

    Raises:
        InputError: no such column, it holds no numbers, it has gaps, or there are fewer than 2 groups.
    """
    if score not in offers or not pd.api.types.is_numeric_dtype(offers[score]):
        raise InputError(_("There is no column “{given}” of numbers to rank customers by. The columns are: {names}.")
                         .format(given=score, names=", ".join(map(str, offers.columns))))
    if offers[score].isna().any():
        raise InputError(_("Some customers have no number in the column “{given}”, so they cannot be ranked. Leave "
                           "them out or give them one.").format(given=score))
    if groups < 2:
        raise InputError(_("Ranked customers are compared in 2 groups or more, and {given} was given.").format(
            given=groups))
    kinds = [offers["offer"]] if "offer" in offers else [pd.Series("all", index=offers.index)]
    place = offers[score].groupby(kinds).rank(method="first", ascending=False, pct=True)
    return np.ceil((place * groups).round(9)).astype(int).rename("group")
