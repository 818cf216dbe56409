"""The value of keeping customers: the names a lesson uses, from the four parts of the topic, and the source's formula.

The parts: ``retention_sheet`` (Fig. 4, its inputs, what follows by algebra), ``retention_cohorts`` (how long customers
stay), ``retention_sbg`` (customers who differ, and forecasts), ``retention_value`` (what it is worth in lei). Here are
the formula as the source prints it, what unpaid bills cost, and monthly and yearly rates.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from crmlessons.retention_cohorts import curves, earned, stay_longer
from crmlessons.retention_sbg import REGULAR, both_ways, constant, fit, forecasts, still_there
from crmlessons.retention_sheet import (
    CARD,
    SHEET,
    along,
    closed_form,
    inputs_from,
    lifetime_value,
    lifetime_values,
    one_kept,
    present_value,
    proof,
)
from crmlessons.retention_value import altogether, in_lei, like_with_like, programme, worth_of
from crmlessons.solution import Solution
from crmlessons.words import InputError
from crmlessons.words import gettext as _

__all__ = ["CARD", "REGULAR", "SHEET", "along", "altogether", "as_printed", "both_ways", "closed_form", "constant",
           "cost_of_non_payment", "curves", "earned", "fit", "forecasts", "in_lei", "inputs_from", "lifetime_value",
           "lifetime_values", "like_with_like", "monthly_loss", "non_payment_cases", "one_kept", "present_value",
           "programme", "proof", "readings", "stay_longer", "still_there", "worth_of", "yearly_loss"]


def as_printed(customers: Any, revenue_per_customer: Any, margin_rate: Any, contact_cost: Any, bad_debt_rate: Any,
               ) -> Any:
    """The formula as the source prints it: VAcf = Cf[(Rf·MBf) − CEf − (Rf·Rnp)], in lei a period.

    Args:
        customers: Cf, which the source does not tell from the customers at the start (F), at the end (H) or on average.
        revenue_per_customer: Rf, lei.
        margin_rate: MBf.
        contact_cost: CEf, lei: in the source's words the cost of a contact; it must be the cost per customer, D.
        bad_debt_rate: Rnp, in the source's words a share of customers; it must be the unpaid share of revenue, E.
    """
    return customers * (revenue_per_customer * margin_rate - contact_cost - revenue_per_customer * bad_debt_rate)


def readings(solution: Solution) -> pd.DataFrame:
    """The printed formula on three counts of customers beside the table, which takes F for the spend, H for the rest.

    Returns:
        Rows ``opening``, ``closing`` and ``average``; columns ``customers``, ``printed``, ``table`` (line N) and
        ``gap`` (printed − table): G·A·(C − E) on opening customers, G·D on closing ones, half of both on the average.

    Raises:
        InputError: the sheet was solved for several cases at once.
    """
    if solution.cases > 1:
        raise InputError(_("The readings are those of one period, and this sheet holds {count} cases. Solve it for one "
                           "of them.").format(count=solution.cases))
    s = solution.frame().iloc[0]
    counts = pd.Series({"opening": s["F"], "closing": s["H"], "average": (s["F"] + s["H"]) / 2})
    printed = as_printed(counts, s["A"], s["C"], s["D"], s["E"])
    return pd.DataFrame({"customers": counts, "printed": printed, "table": s["N"], "gap": printed - s["N"]})


def cost_of_non_payment(solution: Solution, delivered: bool = True, collected_later: Any = 0.0) -> Any:
    """What unpaid bills cost, in lei; the table's line M is the first case, nothing collected later.

    Args:
        solution: a solved sheet.
        delivered: whether the customers had the service. It is then paid for by the firm, and the whole bill is lost.
            If not, its cost is saved, and only the margin counted in line K is lost.
        collected_later: the share of the unpaid bills that comes in after all.
    """
    lost = solution.bad_debt * (1 - collected_later)
    return lost if delivered else lost * solution.margin_rate


def non_payment_cases(solution: Solution) -> pd.Series:
    """What the unpaid bills of one period cost in three cases, in lei.

    Returns:
        ``used`` (the service was used, nothing is ever paid), ``cut_off`` (cut off before it was used) and
        ``collected_half`` (used, and half of the sum comes in after all).
    """
    return pd.Series({"used": cost_of_non_payment(solution), "cut_off": cost_of_non_payment(solution, delivered=False),
                      "collected_half": cost_of_non_payment(solution, collected_later=0.5)})


def yearly_loss(monthly: Any) -> Any:
    """The share of customers lost in twelve months at this rate a month: 1 − (1 − B)^12."""
    return 1 - (1 - monthly) ** 12


def monthly_loss(yearly: Any) -> Any:
    """The rate a month that loses this share of customers in twelve months."""
    return 1 - (1 - yearly) ** (1 / 12)
