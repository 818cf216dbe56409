"""Calls for technical support in 2025, with the rhythm of the week and of the day.

A customer calls on average RATE times a month, more often with the support plan (those who need help buy it), as a
small firm, and when little satisfied. The day follows WEEKDAYS, the hour HOURS. The first contact solves the problem
with the chance SOLVED, higher with the plan; if not, the customer calls again within three days, and that solves it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from company.draws import ids, pick

RATE, WITH_PLAN, FIRM, UNSATISFIED = 0.2, 1.6, 1.4, 1.5
LITTLE = 0.3  # satisfaction below this counts as little
TRIES = 4  # at most so many problems a month
WEEKDAYS = dict(enumerate((1.35, 1.15, 1.05, 1.0, 1.1, 0.8, 0.55)))  # Monday to Sunday
HOURS = dict(zip(range(8, 22), (3, 6, 8, 8, 7, 6, 5, 5, 6, 7, 9, 10, 8, 4), strict=True))
SOLVED = {0: 0.68, 1: 0.8}  # without the plan, with it
MINUTES = (2.0, 28.0)  # at least; the rest is this times the product of two uniform numbers
COST = (4.0, 1.1)  # lei a ticket, lei a minute


def _opened(rng: np.random.Generator, month: pd.Series) -> pd.Series:
    """A moment in each month, by the rhythm of the week and of the day."""
    size = len(month)
    days = np.arange(31)
    weekday = (month.dt.day_of_week.to_numpy()[:, None] + days) % 7
    weights = np.array(list(WEEKDAYS.values()))[weekday] * (days < month.dt.days_in_month.to_numpy()[:, None])
    edges = weights.cumsum(axis=1)
    day = (edges <= (rng.random(size) * edges[:, -1])[:, None]).sum(axis=1)
    return month + pd.to_timedelta(day * 1440 + _minute(rng, size), unit="min")


def _minute(rng: np.random.Generator, size: int) -> np.ndarray:
    return pick(rng, HOURS, size).astype(int) * 60 + (rng.random(size) * 60).astype(int)


def _rates(group: pd.DataFrame) -> np.ndarray:
    plan, firm = np.where(group["support"] == 1, WITH_PLAN, 1.0), np.where(group["segment"] == "small_firms", FIRM, 1.0)
    return RATE * plan * firm * np.where(group["satisfaction"] < LITTLE, UNSATISFIED, 1.0)


def table(rng: np.random.Generator, people: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """The tickets in order of time; ``follows`` names the ticket that did not solve the problem."""
    year = ledger[(ledger["month"].dt.year == 2025) & (ledger["stayed"] == 1)].reset_index(drop=True)
    rate = _rates(people.iloc[year["person"]])
    problems = (rng.random((len(year), TRIES)) < (rate / TRIES)[:, None]).sum(axis=1)
    first = year.loc[year.index.repeat(problems), ["customer_id", "person", "month"]].reset_index(drop=True)
    first["opened"] = _opened(rng, first["month"])
    support = people["support"].to_numpy()[first["person"]]
    first = first.assign(support=support, solved=(rng.random(len(first)) < np.where(support, SOLVED[1], SOLVED[0])))
    first = first.assign(key=np.arange(len(first)), before=-1)
    again = first[~first["solved"]].copy()
    days = again["opened"].dt.normalize() + pd.to_timedelta(1 + (rng.random(len(again)) * 3).astype(int), unit="D")
    again = again.assign(opened=days + pd.to_timedelta(_minute(rng, len(again)), unit="min"), solved=True)
    again = again.assign(before=again["key"], key=len(first) + np.arange(len(again)))
    rows = pd.concat([first, again]).sort_values(["opened", "key"], ignore_index=True)
    minutes = (MINUTES[0] + MINUTES[1] * rng.random(len(rows)) * rng.random(len(rows))).round(1)
    rows = rows.assign(minutes=minutes, cost=(COST[0] + COST[1] * minutes).round(2), ticket_id=ids("T", len(rows), 4))
    number = rows.set_index("key")["ticket_id"]
    return rows.assign(follows=rows["before"].map(number), solved=rows["solved"].astype(int))


def truth() -> dict:
    """The parameters, and what a perfect estimate would find."""
    parameters = {"rate": RATE, "with_plan": WITH_PLAN, "firm": FIRM, "unsatisfied": UNSATISFIED, "minutes": MINUTES}
    minutes = MINUTES[0] + MINUTES[1] / 4
    inputs = {
        "minutes": minutes, "cost_per_ticket": COST[0] + COST[1] * minutes,
        "solved_at_first_contact": {"with": SOLVED[1], "without": SOLVED[0]},
        "weekday": {day: weight / 7 for day, weight in WEEKDAYS.items()},
        "hour": {hour: weight / sum(HOURS.values()) for hour, weight in HOURS.items()},
    }
    return {"parameters": parameters, "inputs": {"all": inputs}}
