"""The flow of requests: when calls come, a simple forecast with its error, and problems that the first call solves."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.sampling import share_error
from crmlessons.words import InputError
from crmlessons.words import gettext as _

WEEK = 7
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _complete(tickets: pd.DataFrame) -> tuple[pd.Series, pd.DatetimeIndex]:
    """When each call of the complete weeks (Monday to Sunday) came, and the days of these weeks."""
    opened = records.check("tickets", tickets)["opened"]
    day = opened.dt.normalize()
    first = day.min() + pd.Timedelta(days=-day.min().day_of_week % WEEK)
    weeks = ((day.max() - first).days + 1) // WEEK
    if weeks < 2:
        raise InputError(_("A rhythm of the week needs two complete weeks of calls, Monday to Sunday. Take in more."))
    days = pd.date_range(first, periods=WEEK * weeks, name="day")
    return opened[day.isin(days)], days


def arrivals(tickets: pd.DataFrame) -> pd.DataFrame:
    """The calls that came on average in each hour of each weekday.

    Args:
        tickets: one row a call, with the column opened (day and time); only complete weeks count.

    Returns:
        Rows ``monday`` to ``sunday`` (named weekday), one column an hour of the day, from the first hour in which
        anybody called to the last.

    Raises:
        InputError: a column is missing or wrong, or there are not two complete weeks.
    """
    opened, days = _complete(tickets)
    hours = range(int(opened.dt.hour.min()), int(opened.dt.hour.max()) + 1)
    counts = pd.crosstab(opened.dt.day_of_week, opened.dt.hour).reindex(index=range(WEEK), columns=hours, fill_value=0)
    mean = counts / (len(days) // WEEK)
    return mean.set_axis(pd.Index(DAYS, name="weekday")).rename_axis(columns="hour")


def rhythm(arrivals: pd.DataFrame) -> pd.DataFrame:
    """The same table smoothed: calls of the weekday times the share of the hour, as if every day had one rhythm.

    It has a number for each weekday and each hour instead of one for each pair of both, so chance weighs less.
    """
    total = arrivals.to_numpy().sum()
    product = np.outer(arrivals.sum(axis=1), arrivals.sum(axis=0)) / total
    return pd.DataFrame(product, arrivals.index, arrivals.columns)


def daily(tickets: pd.DataFrame) -> pd.Series:
    """The calls of every day of the complete weeks, days without a call among them.

    Raises:
        InputError: as ``arrivals``.
    """
    opened, days = _complete(tickets)
    return opened.dt.normalize().value_counts().reindex(days, fill_value=0).rename("calls")


def customers_on(ledger: pd.DataFrame, days: pd.DatetimeIndex) -> pd.Series:
    """How many customers there were at the start of each day's month.

    Args:
        ledger: one row for each customer and month.
        days: days of months that the ledger holds.

    Raises:
        InputError: the ledger is wrong, or it lacks a month of these days.
    """
    each = records.check("ledger", ledger).groupby("month").size()
    found = each.reindex(days.to_period("M").to_timestamp()).set_axis(days)
    if found.isna().any():
        raise InputError(_("The ledger lacks a month in which there are calls. Take tables of the same time."))
    return found


def forecasts(calls: pd.Series, hold_out: int = 12, customers: pd.Series | None = None) -> pd.DataFrame:
    """The last weeks forecast from those before, by several rules, beside the calls that came.

    Args:
        calls: calls a day, as ``daily`` gives them.
        hold_out: how many weeks at the end are forecast and not used for it.
        customers: of every day, as ``customers_on`` gives them; known when the month begins.

    Returns:
        One row a day held out: ``observed``; ``weekday_mean`` (mean of that weekday in the weeks before),
        ``weekday_per_customer`` (calls per customer on that weekday in the weeks before, times the customers now; only
        where customers are given), ``same_every_day`` (mean of all those days) and ``last_week`` (seven days earlier).

    Raises:
        InputError: fewer than two weeks are left to forecast from, or none is held out.
    """
    weeks = len(calls) // WEEK
    if not 1 <= hold_out <= weeks - 2:
        raise InputError(_("Of {weeks} weeks, 1 to {most} can be held out, and {given} was given.").format(
            weeks=weeks, most=max(weeks - 2, 1), given=hold_out))
    before, held = calls.iloc[:-WEEK * hold_out], calls.iloc[-WEEK * hold_out:]
    return pd.DataFrame({
        "observed": held.astype(float),
        "weekday_mean": _weekday_mean(before, held.index),
        **({} if customers is None else {
            "weekday_per_customer": _weekday_mean(before / customers, held.index) * customers.reindex(held.index)}),
        "same_every_day": before.mean(),
        "last_week": calls.shift(WEEK).reindex(held.index),
    })


def _weekday_mean(before: pd.Series, days: pd.DatetimeIndex) -> np.ndarray:
    """The mean of each day's weekday in the days before."""
    known = before.dropna()
    return known.groupby(known.index.day_of_week).mean().reindex(days.day_of_week).to_numpy()


def errors(forecast: pd.DataFrame, against: str = "last_week") -> pd.DataFrame:
    """How far each rule missed what came.

    Args:
        forecast: as ``forecasts`` gives it.
        against: the rule that the others are compared with.

    Returns:
        One row a rule: ``error`` (mean absolute error, calls a day), ``relative`` (of the calls that came), ``bias``
        (forecast less observed, on average) with its error ``bias_error``, ``better_by`` (calls a day that the rule
        misses less than ``against``) and its ``standard_error``; both errors are for days that are independent.
    """
    rules = forecast.drop(columns="observed")
    missed = rules.sub(forecast["observed"], axis=0)
    gain = -missed.abs().sub(missed[against].abs(), axis=0)
    return pd.DataFrame({
        "error": missed.abs().mean(),
        "relative": missed.abs().mean() / forecast["observed"].mean(),
        "bias": missed.mean(),
        "bias_error": missed.std() / len(missed) ** 0.5,
        "better_by": gain.mean(),
        "standard_error": gain.std() / len(gain) ** 0.5,
    })


def chance_error(expected: pd.Series | float) -> float:
    """The mean absolute error that is left when the mean is known: calls still come by chance (Poisson).

    Args:
        expected: the true mean of every day; of several the average error is given.

    For a Poisson number with mean m it is 2·e^(−m)·m^(k + 1)/k! with k the whole part of m (de Moivre's formula).
    """
    means = np.ravel(np.asarray(expected, dtype=float))
    whole = np.floor(means)
    log_factorial = np.array([math.lgamma(one + 1) for one in whole])
    with np.errstate(divide="ignore"):
        return float(np.mean(2 * np.exp((whole + 1) * np.log(means) - means - log_factorial)))


def dispersion(calls: pd.Series) -> pd.Series:
    """The variance of the calls of a weekday over their mean, all weekdays together: 1 for a Poisson process.

    Returns:
        ``ratio`` (above 1: calls come in bunches, or the mean moves) and its ``standard_error`` if it truly were 1.
    """
    groups = calls.groupby(calls.index.day_of_week)
    free = groups.size() - 1
    ratio = (free * groups.var() / groups.mean()).sum() / free.sum()
    return pd.Series({"ratio": ratio, "standard_error": (2 / free.sum()) ** 0.5})


def first_contact(tickets: pd.DataFrame, by: str = "support") -> pd.DataFrame:
    """Problems that the first call solves, and what each problem costs.

    Args:
        tickets: with the columns opened, solved, cost and follows (the earlier ticket about the same problem; empty at
            first contact), and the one to group by.
        by: a column whose values make the groups.

    Returns:
        One row a group (``with_plan`` and ``without_plan`` by support): ``problems``, ``solved`` (share solved at first
        contact), its ``standard_error``, ``calls_each`` (calls per problem), ``cost_per_contact`` and
        ``cost_per_problem``, in lei.

    Raises:
        InputError: a column is missing or wrong.
    """
    checked = _with_problems(tickets)
    keys = [checked[column] for column in records.group_columns(checked, by)]
    first = _first(checked)
    problems = first.groupby(keys).sum()
    solved = checked["solved"].where(first).groupby(keys).mean()
    calls = checked.groupby(keys).size() / problems
    cost = checked["cost"].groupby(keys).mean()
    found = pd.DataFrame({
        "problems": problems, "solved": solved, "standard_error": share_error(solved, problems),
        "calls_each": calls, "cost_per_contact": cost, "cost_per_problem": calls * cost,
    })
    return found.rename(index={1: "with_plan", 0: "without_plan"}) if by == "support" else found


def second_calls(tickets: pd.DataFrame) -> pd.Series:
    """The days from a call that did not solve the problem to the next about it, one row a second call.

    Raises:
        InputError: a column is missing or wrong.
    """
    checked = _with_problems(tickets)
    again = checked[~_first(checked)]
    before = again["follows"].map(checked.set_index("ticket_id")["opened"])
    return (again["opened"].dt.normalize() - before.dt.normalize()).dt.days.rename("days")


def _first(tickets: pd.DataFrame) -> pd.Series:
    """Whether each call is the first about its problem."""
    return tickets["follows"].isna() | (tickets["follows"] == "")


def _with_problems(tickets: pd.DataFrame) -> pd.DataFrame:
    """The table, once it says which call solved the problem and which earlier call each follows."""
    checked = records.check("tickets", tickets)
    for column in ("ticket_id", "follows"):
        if column not in checked:
            raise InputError(_("The table of tickets needs the column “{column}”, so that a problem can be told from a "
                               "call.").format(column=column))
    return checked
