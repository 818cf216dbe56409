"""Fig. 8 as a Markov chain: states with a chance to go from each to each, the months spent in them, and their worth."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from crmlessons import inputs, records
from crmlessons.lifecycle_cohort import contribution
from crmlessons.words import InputError, number
from crmlessons.words import gettext as _

FIRST_YEAR = 12
ALTERED = "_altered"
STAYING = ("new", "new_altered", "loyal", "loyal_altered")
GONE = "gone"


def states(customers: pd.DataFrame, ledger: pd.DataFrame, invoices: pd.DataFrame) -> pd.DataFrame:
    """The state of every customer at the start of every month, by rules that anybody can check in the records.

    ``new`` in the first 12 full months after joining, and ``loyal`` from then on. ``new_altered`` or ``loyal_altered``:
    the invoice of two months ago, due 30 days after its issue, was not paid in time, so the company is chasing it now.
    There are two such states because who is loyal goes back to loyal, and never becomes new. The first two months of
    the ledger are left out: what was due then is not in the records.

    Args:
        customers: customer_id and joined.
        ledger: as for ``retention.inputs_from``.
        invoices: customer_id, issued, due and paid; who gets no invoices is never seen as altered.

    Returns:
        One row a customer and month: ``customer_id``, ``month``, ``state``, ``next`` (the state a month later; "lost"
        when the customer left, NaN at the end of the ledger), ``value`` (what the month left, less the cost of
        collecting the overdue invoice, lei), ``tenure`` (full months since joining), ``overdue`` and ``approach`` (how
        the overdue invoice is collected, where the invoices say so).

    Raises:
        InputError: a column is missing or wrong.
    """
    people, rows = records.check("customers", customers), records.check("ledger", ledger)
    rows = rows.merge(people[["customer_id", "joined"]], on="customer_id").sort_values(["customer_id", "month"])
    age = (rows["month"].dt.year - rows["joined"].dt.year) * 12 + rows["month"].dt.month - rows["joined"].dt.month
    chased, place = overdue(invoices), pd.MultiIndex.from_frame(rows[["customer_id", "month"]])
    found = rows[["customer_id", "month"]].assign(tenure=age, overdue=place.isin(chased.index))
    at_work = chased.reindex(place).set_index(rows.index)
    found["approach"], found["value"] = at_work["approach"], contribution(rows) - at_work["cost"].fillna(0.0)
    base = pd.Series(np.where(age <= FIRST_YEAR, "new", "loyal"), rows.index)
    found["state"] = base.mask(found["overdue"], base + ALTERED)
    found["next"] = found.groupby("customer_id")["state"].shift(-1).where(rows["stayed"] == 1, "lost")
    known = found["month"] >= found["month"].min() + pd.DateOffset(months=2)
    columns = ["customer_id", "month", "state", "next", "value", "tenure", "overdue", "approach"]
    return found.loc[known, columns].reset_index(drop=True)


def overdue(invoices: pd.DataFrame) -> pd.DataFrame:
    """By customer and month: how an invoice not paid in time is collected, ``approach``, and its ``cost`` in lei.

    Args:
        invoices: customer_id, issued, due and paid, and approach and collection_cost if they are written down; NaN
            where they are not.

    Raises:
        InputError: a column is missing or wrong.
    """
    bills = records.check("invoices", invoices)
    late = bills[bills["paid"].isna() | (bills["paid"] > bills["due"])]
    month = late["issued"].dt.to_period("M").dt.to_timestamp() + pd.DateOffset(months=2)
    place = pd.MultiIndex.from_arrays([late["customer_id"], month], names=["customer_id", "month"])
    written = late.reindex(columns=["approach", "collection_cost"]).set_axis(["approach", "cost"], axis="columns")
    found = written.set_index(place)
    return found[~found.index.duplicated()]


def transitions(seen: pd.DataFrame) -> pd.DataFrame:
    """Out of those in a state, the share that is in each state a month later.

    Args:
        seen: the columns ``month``, ``state`` and ``next``, as ``states`` gives them. The last month is left out: of it
            only those who left are known to have gone somewhere.

    Returns:
        Rates from each state (rows) to each state (columns); rows sum to 1, and who is lost stays lost.

    Raises:
        InputError: no customer was ever seen to leave, so that nothing ends.
    """
    known = seen[seen["month"] < seen["month"].max()]
    if not (known["next"] == "lost").any():
        raise InputError(_("In these records nobody is lost, so the time until then cannot be estimated."))
    present = [state for state in STAYING if (known["state"] == state).any()]
    counts = pd.crosstab(known["state"], known["next"]).reindex(present, columns=[*present, "lost"], fill_value=0)
    rates = counts.div(counts.sum(axis=1), axis=0)
    rates.loc["lost"] = [*[0.0] * len(present), 1.0]
    return rates.rename_axis(index="state", columns=None)


def five_states(rates: pd.DataFrame, conversion: float, win_back: float = 0.0, to: str = "new") -> pd.DataFrame:
    """The states of Fig. 8 with the way back: ``rates`` with prospects before and a month of win-back after.

    A prospect becomes new, or never a customer. Who was lost spends one month as lost; then he is won back, or gone
    for good.

    Args:
        rates: as ``transitions`` gives them.
        conversion: the share of prospects who become customers.
        win_back: the share of the lost who come back.
        to: the state in which they come back.

    Raises:
        InputError: a share outside 0 to 1, or no such state.
    """
    conversion = inputs.accepted("conversion", conversion, (0.0, 1.0))
    win_back = inputs.accepted("win_back", win_back, (0.0, 1.0))
    if to not in rates.index or to == "lost":
        raise InputError(_("“{given}” is no state to come back to. The states are: {names}.").format(
            given=to, names=", ".join(rates.index.drop("lost"))))
    names = ["prospect", *rates.index, GONE]
    full = rates.reindex(names, columns=names, fill_value=0.0)
    full.loc["prospect", ["new", GONE]] = [conversion, 1 - conversion]
    full.loc["lost", ["lost", to, GONE]] = [0.0, win_back, 1 - win_back]
    full.loc[GONE, GONE] = 1.0
    return full


def expected_months(rates: pd.DataFrame) -> pd.DataFrame:
    """The fundamental matrix N = (I − Q)⁻¹: from each state (rows), the months to be expected in each (columns).

    Q holds the rates between the states that one can leave; a state that nobody leaves ends the way.

    Raises:
        InputError: the rates are no chain, or some state is never left for good.
    """
    share, _ends = _split(rates)
    months = np.maximum(_inverse(share.to_numpy(), 1.0), 0.0) + 0.0  # rounding leaves −0 where nobody comes
    return pd.DataFrame(months, share.index, share.columns)


def after(rates: pd.DataFrame, months: int, start: str = "new") -> pd.Series:
    """The share that is in each state after so many months, of those who begin in the state ``start``."""
    _split(rates)
    return pd.Series(np.linalg.matrix_power(rates.to_numpy(), months)[rates.index.get_loc(start)], rates.columns)


def worth(rates: pd.DataFrame, values: Mapping[str, float] | pd.Series, discount_rate: float = 0.0) -> pd.Series:
    """What a customer in each state can be expected to bring from now on, in lei.

    Args:
        rates: from each state (rows) to each state (columns), a month apart.
        values: what a month in a state brings, at its end, in lei; 0 where a state is not named.
        discount_rate: a year's; 0.10 makes 110 lei in a year worth 100 lei today.

    Raises:
        InputError: as ``expected_months``, or the discount rate is negative or above 1.
    """
    share, _ends = _split(rates)
    month = (1 + inputs.accepted("discount_rate", discount_rate, (0.0, 1.0))) ** (-1 / 12)
    brought = pd.Series(dict(values)).reindex(share.index).fillna(0.0)
    return pd.Series(_inverse(share.to_numpy(), month) @ (month * brought.to_numpy()), share.index)


def worth_error(seen: pd.DataFrame, discount_rate: float = 0.0, tries: int = 400) -> pd.Series:
    """The standard error of ``worth`` when rates and values come from these records: customers drawn anew, many times.

    Args:
        seen: as ``states`` gives it.
        discount_rate: a year's, as for ``worth``.
        tries: how often as many customers as there are, some twice and some not at all, are drawn; always the same.

    Returns:
        Lei by state, for the states that one can leave.
    """
    names = list(transitions(seen).index)
    known, customers = seen[seen["month"] < seen["month"].max()], pd.Index(seen["customer_id"].unique())
    moves = np.zeros((len(customers), len(names) - 1, len(names)))
    places = [pd.Index(names).get_indexer(known[column]) for column in ("state", "next")]
    np.add.at(moves, (customers.get_indexer(known["customer_id"]), *places), 1.0)
    lived = np.zeros((2, len(customers), len(names) - 1))
    where = customers.get_indexer(seen["customer_id"]), pd.Index(names).get_indexer(seen["state"])
    np.add.at(lived[0], where, seen["value"].to_numpy())
    np.add.at(lived[1], where, 1.0)
    size = len(customers)
    drawn = np.random.default_rng(size).multinomial(size, np.full(size, 1 / size), tries)
    counts, sums = np.tensordot(drawn, moves, 1), drawn @ lived
    shares = counts[:, :, :-1] / counts.sum(axis=2, keepdims=True)
    month = (1 + inputs.accepted("discount_rate", discount_rate, (0.0, 1.0))) ** (-1 / 12)
    found = [_inverse(share, month) @ (month * value) for share, value in zip(shares, sums[0] / sums[1], strict=True)]
    return pd.Series(np.std(found, axis=0, ddof=1), names[:-1])


def _split(rates: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The rates between the states that one can leave, and the names of the others."""
    table = rates.to_numpy(dtype=float)
    if table.shape[0] != table.shape[1] or list(rates.index) != list(rates.columns) or not (table >= 0).all():
        raise InputError(_("Rates are a square table with the same states in rows and columns and no number below 0."))
    sums = table.sum(axis=1)
    wrong = np.flatnonzero(np.abs(sums - 1) > 1e-9)
    if wrong.size:
        raise InputError(_("From every state everybody goes somewhere, so a row sums to 1. The row “{state}” sums to "
                           "{total}.").format(state=rates.index[wrong[0]], total=number(sums[wrong[0]], 4)))
    ends = [state for state in rates.index if rates.at[state, state] == 1]
    return rates.drop(index=ends, columns=ends), ends


def _inverse(share: np.ndarray, month: float) -> np.ndarray:
    """(I − dQ)⁻¹, with d what a leu a month later is worth now."""
    if np.abs(np.linalg.eigvals(share)).max(initial=0.0) > 1 - 1e-12:
        raise InputError(_("From some state there is no way out, so the months in it have no end. Give every state a "
                           "rate at which it is left for good."))
    return np.linalg.inv(np.eye(len(share)) - month * share)
