"""One rate for all against customers who differ: both forecasts, how they stood the test, and the difference in lei."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crmlessons.retention_cohorts import curves, with_values
from crmlessons.retention_inputs import inputs_from
from crmlessons.retention_sbg import both_ways
from crmlessons.retention_sheet import along

DRAWS = 100


def forecasts(seen: pd.DataFrame, fitted: int, until: int) -> pd.DataFrame:
    """The share still there by both ways, fitted to the first periods only, beside what was seen.

    Args:
        seen: the curve, as ``curves`` gives it.
        fitted: how many periods are known when the forecast is made.
        until: the last period of the forecast.

    Returns:
        One row a period, from 0 to ``until``: ``differing`` (sBG), ``observed`` (NaN where nobody looked yet) and
        ``one_rate``.
    """
    one_rate, model = both_ways(seen, fitted)
    frame = model.kept(until).rename("differing").to_frame()
    frame["observed"] = seen["kept"]
    frame["one_rate"] = (1 - one_rate) ** frame.index.to_numpy()
    return frame.rename_axis(seen.index.name)


def still_there(seen: pd.DataFrame, forecast: pd.DataFrame, since: int, until: int) -> pd.DataFrame:
    """Of those who were there after ``since`` periods, the share still there after ``until``: seen, and by forecast.

    Only these tell the forecasts apart: before ``since`` both were fitted to the same customers.

    Returns:
        Rows ``observed``, ``differing`` and ``one_rate``; columns ``still_there``, ``standard_error`` (Greenwood's, of
        what was seen) and ``errors_off`` (how many of these errors the forecast lies away from it).
    """
    ends = forecast.loc[until] / forecast.loc[since]
    span = seen.loc[since + 1:until]
    part = ((span["at_risk"] - span["stayed"]) / (span["at_risk"] * span["stayed"])).sum()
    error = ends["observed"] * part**0.5
    off = (ends - ends["observed"]) / error
    found = pd.DataFrame({"still_there": ends, "standard_error": np.nan, "errors_off": off})
    found.loc["observed", ["standard_error", "errors_off"]] = error, np.nan
    return found.loc[["observed", "differing", "one_rate"]]


def in_lei(ledger: pd.DataFrame, customers: pd.DataFrame, fitted: int, seen: int, until: int, discount_rate: float,
           ) -> pd.DataFrame:
    """What a new customer brings by both forecasts, at the bills and costs of these customers' average month, in lei.

    Args:
        ledger, customers: as for ``curves``.
        fitted, seen, until: the months known when the forecasts are made, the months there are records of, the months
            forecast.
        discount_rate: of a month; the lei are those of the month of joining.

    Returns:
        Rows named by their months (``fitted`` + 1 to ``seen``, ``fitted`` + 1 to ``until``, 1 to ``until``); columns
        ``came`` (what these customers really brought, from the ledger; NaN for months to come), ``differing``,
        ``one_rate``, ``difference`` and its ``standard_error`` (the customers' months of leaving drawn again, with
        replacement, ``DRAWS`` times).
    """
    curve = curves(ledger, customers)
    month = inputs_from(ledger[ledger["customer_id"].isin(customers["customer_id"])])
    spans = {f"{first}–{last}": slice(first, last) for first, last in ((fitted + 1, seen), (fitted + 1, until),
                                                                       (1, until))}

    def worth(drawn: pd.DataFrame) -> pd.DataFrame:
        kept = forecasts(drawn, fitted, until)
        lei = pd.DataFrame({way: along(kept[way], **{**month, "opening_customers": 1})["N"]
                            for way in ("differing", "one_rate")})
        today = lei.div((1 + discount_rate) ** lei.index.to_numpy(), axis=0)
        return pd.DataFrame({label: today.loc[span].sum() for label, span in spans.items()}).T

    found = worth(curve)
    found.insert(0, "came", [_came(ledger, customers, fitted + 1, seen, discount_rate), np.nan, np.nan])
    found["difference"] = found["differing"] - found["one_rate"]
    again = [worth(drawn) for drawn in _drawn(curve, fitted)]
    found["standard_error"] = pd.DataFrame([one["differing"] - one["one_rate"] for one in again]).std()
    return found.rename_axis("months")


def _came(ledger: pd.DataFrame, customers: pd.DataFrame, first: int, last: int, discount_rate: float) -> float:
    rows = with_values(ledger, customers)
    size, rows = rows["customer_id"].nunique(), rows[rows["since"].between(first, last)]
    return float((rows["later"] / (1 + discount_rate) ** rows["since"]).sum() / size)


def _drawn(curve: pd.DataFrame, periods: int) -> list[pd.DataFrame]:
    """The first periods of a curve of customers who were all followed through them, with the customers drawn again."""
    known = curve.loc[1:periods]
    size = int(known["at_risk"].iloc[0])
    lost = (known["at_risk"] - known["stayed"]).to_numpy()
    chances = np.append(lost, size - lost.sum()) / size
    draws = np.random.default_rng(1).multinomial(size, chances, DRAWS)[:, :-1]
    left = size - draws.cumsum(axis=1)
    return [pd.DataFrame({"at_risk": np.append(size, stayed[:-1]), "stayed": stayed, "kept": stayed / size},
                         index=known.index) for stayed in left]
