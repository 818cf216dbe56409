"""The value of selling more to loyal customers: Fig. 5 of the source, and its inputs from offers with a control."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from crmlessons import inputs, records
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

SHEET = Worksheet(N_("Value of the growth stage"), "Fig. 5", (
    Line("A", "loyal_customers", N_("loyal customers"), "customer", default=5_000, slider=(0, 20_000, 100)),
    Line("B", "exposure_rate", N_("share exposed to new offers"), "1", default=0.4, slider=(0, 1, 0.01)),
    Line("C", "exposed_customers", N_("customers exposed"), "customer", lambda A, B: A * B),
    Line("D", "take_rate", N_("take-up (acceptance) rate"), "sale/customer", default=0.1, slider=(0, 0.5, 0.005)),
    Line("E", "sales", N_("sales made"), "sale", lambda C, D: C * D),
    Line("F", "revenue_per_sale", N_("revenue per sale of the offer"), "lei/sale", default=80, slider=(0, 300, 5)),
    Line("G", "revenue", N_("total revenue"), "lei", lambda E, F: E * F),
    Line("H", "margin_rate", N_("gross margin rate of the offer"), "1", default=0.5, slider=(0, 1, 0.01)),
    Line("J", "gross_margin", N_("gross margin of the offers"), "lei", lambda G, H: G * H),
    Line("K", "offer_cost", N_("cost per customer and offer"), "lei/customer", default=1.5, slider=(0, 10, 0.1)),
    Line("L", "programme_cost", N_("cost of the offer"), "lei", lambda C, K: C * K),
    Line("M", "bad_debt_rate", N_("non-payment rate"), "1", default=0.04, slider=(0, 0.5, 0.005)),
    Line("N", "bad_debt", N_("cost of unpaid debts"), "lei", lambda G, M: G * M),
    Line("P", "contribution", N_("value from growth"), "lei", lambda J, L, N: J - L - N),
))


def inputs_from(
    offers: pd.DataFrame, offer: str | None = None, by: str | Iterable[str] | None = None
) -> pd.Series | pd.DataFrame:
    """The inputs of the sheet, estimated from offers: ``SHEET.solve(**inputs_from(offers, offer="mobile"))``.

    The take-up rate is that of the customers who got the offer, as in the source; what they would have bought anyway is
    in it (see ``take_rates``).

    Args:
        offers: one row for each offer and customer who could accept it, with the columns customer_id, treated,
            cost, accepted, paid, revenue and cost_of_goods.
        offer: the one offer to look at; None takes all rows together.
        by: a column, or several, whose values make the groups, such as ``"offer"``.

    Returns:
        loyal_customers (A, the rows), exposure_rate (B, treated over rows) and, of the treated: take_rate (D, accepted
        over treated), revenue_per_sale (F, lei), margin_rate (H, 1 − cost of goods over revenue), offer_cost (K, mean
        cost, lei) and bad_debt_rate (M, the share of revenue that was never paid): a Series, or with ``by`` a DataFrame
        with one row a group. What a group without a sale gives no estimate of is the whole table's, and a
        ``records.Note`` says so.

    Raises:
        InputError: no table, an empty one, columns missing or wrong, no such offer, or no sale to the treated.
    """
    checked = _of_one_offer(records.check("offers", offers), offer)
    whole = _estimates(checked, [pd.Series("all", index=checked.index)]).loc["all"]
    if whole.isna().any():
        sentence = _("Nobody who got an offer bought anything, so the revenue per sale and the margin rate cannot be "
                     "estimated from this table. Take in more offers.")
        raise InputError(sentence)
    if by is None:
        return whole.rename(None)
    groups = _estimates(checked, [checked[column] for column in records.group_columns(checked, by)])
    return records.with_stand_ins(groups, whole)


def take_rates(offers: pd.DataFrame, by: str | Iterable[str] = "offer") -> pd.DataFrame:
    """What the offers themselves brought: take-up with the offer, without it, and the difference.

    Args:
        offers: as for ``inputs_from``.
        by: a column, or several, whose values make the groups.

    Returns:
        One row a group: ``treated`` and ``control`` (sales per customer), ``uplift`` (their difference) and
        ``standard_error`` (of the uplift); NaN where a group has no customers with the offer, or none without.

    Raises:
        InputError: as ``inputs_from``.
    """
    checked = records.check("offers", offers)
    keys = [checked[column] for column in records.group_columns(checked, by)]
    rates = checked.groupby([*keys, checked["treated"]], observed=True)["accepted"].agg(["mean", "size"])
    variance = (rates["mean"] * (1 - rates["mean"]) / rates["size"]).unstack().reindex(columns=[0, 1])
    share = rates["mean"].unstack().reindex(columns=[0, 1])
    return pd.DataFrame({
        "treated": share[1],
        "control": share[0],
        "uplift": share[1] - share[0],
        "standard_error": (variance[0] + variance[1]) ** 0.5,
    })


def _of_one_offer(offers: pd.DataFrame, offer: str | None) -> pd.DataFrame:
    if offer is None:
        return offers
    names = [str(name) for name in offers["offer"].dropna().unique()] if "offer" in offers else []
    if offer in names:
        return offers[offers["offer"] == offer]
    like = inputs.nearest(str(offer), names)
    hint = _("Did you mean “{nearest}”?") if like else _("The offers are: {names}.")
    sentence = _("There is no offer “{given}” in this table.").format(given=offer)
    raise InputError(sentence + " " + hint.format(nearest=like, names=", ".join(names)))


def _estimates(offers: pd.DataFrame, keys: list[pd.Series]) -> pd.DataFrame:
    """The inputs of each group; NaN where there is nothing to estimate one from."""

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
