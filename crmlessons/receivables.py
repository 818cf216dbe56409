"""The value of managing receivables: the signed equation, what is owed, and what a customer is worth."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crmlessons import retention, units
from crmlessons.receivables_ageing import (
    ageing,
    backtest,
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
from crmlessons.receivables_held_out import break_even_range, held_out
from crmlessons.receivables_inputs import inputs_from, true_inputs, uncertainty
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
from crmlessons.receivables_sheet import CARD, SHEET
from crmlessons.words import gettext as _

__all__ = [
    "CARD", "CYCLE", "OWN_ERRORS", "POLICIES", "SHEET", "Experience", "Play", "ageing", "apparent_loss_rate",
    "as_printed", "backtest", "best_map", "break_even_range", "bucket", "by_approach", "by_type", "choose", "compare",
    "countback", "customer_values", "dso", "expected_loss", "habits", "halves", "held_out", "indifference",
    "inputs_from", "judge", "judge_policies", "late", "late_rates", "learn", "levels", "loss_rates", "loss_risk",
    "never_paid", "open_on", "outcomes", "overdue", "provision", "rates_by", "risk", "roll_rates", "rules",
    "sales_by_month", "shares", "true_experience", "true_inputs", "uncertainty", "units_as_printed", "unpaid_after",
    "worth",
]


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


def worth(customers: pd.DataFrame, ledger: pd.DataFrame, *, groups: int = 20) -> pd.Series:
    """The average customer value of the small firms with its standard error, by the jackknife over groups of firms.

    Args:
        customers, ledger: as for ``customer_values``.
        groups: into how many the firms are put.

    Returns:
        ``value`` and ``standard_error``, lei.
    """
    firms = customers[customers["segment"] == "small_firms"]
    rows = ledger[ledger["customer_id"].isin(firms["customer_id"])]
    place = pd.Series(pd.factorize(firms["customer_id"], sort=True)[0] % groups, firms["customer_id"].to_numpy())
    means = pd.Series([
        customer_values(firms[firms["customer_id"].map(place) != one], rows[rows["customer_id"].map(place) != one]
                        ).mean() for one in range(groups)])
    spread = ((means - means.mean()) ** 2).sum() * (groups - 1) / groups
    return pd.Series({"value": customer_values(firms, rows).mean(), "standard_error": spread**0.5})
