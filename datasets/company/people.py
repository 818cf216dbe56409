"""The customers: 498 won by the campaign, an older base, those who came on their own, and those won in conversations.

How long they stay. Each month a customer leaves with a chance of his own, the same every month, drawn once from
Beta(1, b): many hardly ever leave, a few leave soon. So of customers who are alike the share b/(b + t) is left after t
months, and the share kept from one month to the next rises with tenure, although nobody changes: those who leave soon
are gone.

    b = (STAYING × segment × channel × satisfaction × commitment + months stayed before 2024) × support

Who stayed t months and is still there has the chance Beta(1, b + t); so it is for the older base, of which only those
who had stayed are in the records. Satisfaction is a number u between 0 and 1 for each customer; its factor goes
from 0.6 to 1.4. Commitment is hidden: the committed stay longer and buy the support plan more often, so that
comparing buyers of support with the others overstates what support does (a selection problem).

Support. Whoever has the plan stays SUPPORT times as strongly. In January 2024 the plan was given for nothing, by
lot, to half of TRIAL private customers of the older base who had not bought it: their comparison is honest.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from company.contacts import OFFERS, SEGMENTS
from company.draws import by, ids, look_up, month_date, pick

BASE, OWN_PER_MONTH, OLDEST, LAST_START = 800, 11, 72, 23
CHANNELS = ("phone", "email", "direct_mail", "door_to_door", "web_chat", "sales_call", "own")
BASE_SEGMENTS = by(SEGMENTS, 0.18, 0.58, 0.24)
OWN_SEGMENTS = by(SEGMENTS, 0.35, 0.65, 0.0)
BASE_CHANNELS = by(CHANNELS, 0.1, 0.1, 0.1, 0.1, 0.1, 0.0, 0.5)
PLANS = by(OFFERS, 0.55, 0.45)

STAYING = 30
SEGMENT_STAYS = by(SEGMENTS, 0.6, 1.1, 1.7)
CHANNEL_STAYS = by(CHANNELS, 0.6, 0.9, 1.1, 2.2, 0.8, 1.1, 1.2)
SATISFACTION_STAYS = (0.6, 1.4)  # the least and the most satisfied
COMMITTED, COMMITMENT_STAYS = 0.4, (0.6, 1.6)  # share committed; the factor of the others, and theirs
SUPPORT = 1.8
SUPPORT_BOUGHT = {  # by commitment
    segment: by((0, 1), 0.4 * share, 1.6 * share) for segment, share in by(SEGMENTS, 0.1, 0.2, 0.35).items()
}
SUPPORT_FEE = by(SEGMENTS, 4, 5, 9)  # lei a month
TRIAL = 500

FEE = {"students": by(OFFERS, 26, 37), "families": by(OFFERS, 35, 48), "small_firms": by(OFFERS, 50, 62)}
FEE_SPREAD = 0.15
LINES = {1: 0.6, 2: 0.3, 3: 0.1}  # a small firm rents one, two or three lines


def _arrivals(rng: np.random.Generator, contacts: pd.DataFrame, talks: pd.DataFrame) -> pd.DataFrame:
    """Who comes, and from where; ``start`` is the month of joining (1: January 2024), −1 where still unknown."""
    base = pd.DataFrame({"segment": pick(rng, BASE_SEGMENTS, BASE), "channel": pick(rng, BASE_CHANNELS, BASE)})
    base = base.assign(plan=pick(rng, PLANS, BASE), start=-1, base=1)
    won = contacts[contacts["paid"] == 1]
    campaign = won[["contact_id", "segment", "channel"]].assign(plan=won["offer"], start=won["date"].dt.month)
    months = np.repeat(np.arange(1, LAST_START + 1), OWN_PER_MONTH)
    own = pd.DataFrame({"segment": pick(rng, OWN_SEGMENTS, len(months)), "channel": "own", "start": months})
    own["plan"] = pick(rng, PLANS, len(own))
    sold = talks[talks["won"] == 1]
    firms = sold[["call_id"]].assign(segment="small_firms", channel="sales_call", start=sold["date"].dt.month)
    firms["plan"] = pick(rng, PLANS, len(firms))
    everybody = pd.concat([base, campaign, own, firms], ignore_index=True)
    return everybody.assign(base=everybody["base"].fillna(0).astype(int))


def _character(rng: np.random.Generator, people: pd.DataFrame) -> pd.DataFrame:
    """What each of them is like, and what he pays a month."""
    size = len(people)
    committed = (rng.random(size) < COMMITTED).astype(int)
    satisfaction = rng.random(size)
    low, high = SATISFACTION_STAYS
    own = (
        STAYING
        * look_up(SEGMENT_STAYS, people["segment"])
        * look_up(CHANNEL_STAYS, people["channel"])
        * (low + (high - low) * satisfaction)
        * np.array(COMMITMENT_STAYS)[committed]
    )
    lines = np.where(people["segment"] == "small_firms", pick(rng, LINES, size), 1)
    fee = look_up(FEE, people["segment"], people["plan"]) * (1 + FEE_SPREAD * (2 * rng.random(size) - 1)) * lines
    bought = rng.random(size) < look_up(SUPPORT_BOUGHT, people["segment"], committed)
    hidden = {"committed": committed, "satisfaction": satisfaction, "own": own, "bought": bought.astype(int)}
    return people.assign(monthly_fee=fee.round(), **hidden)


def _older(rng: np.random.Generator, people: pd.DataFrame) -> np.ndarray:
    """Months stayed before January 2024: who came t months before is still there with the chance own/(own + t)."""
    tries = (rng.random((len(people), 60)) * OLDEST).astype(int)
    own = people["own"].to_numpy()[:, None]
    kept = rng.random(tries.shape) < own / (own + tries)
    found = tries[np.arange(len(people)), kept.argmax(axis=1)]
    return np.where(people["base"] == 1, found, 0)


def _trial(rng: np.random.Generator, people: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Who is in the trial of the support plan, and to whom it was given."""
    free = (people["base"] == 1) & (people["bought"] == 0) & (people["segment"] != "small_firms")
    order = np.argsort(np.where(free, rng.random(len(people)), 2.0), kind="stable")
    trial, given = np.zeros(len(people), int), np.zeros(len(people), int)
    trial[order[:TRIAL]] = 1
    given[order[: TRIAL // 2]] = 1
    return trial, given


def table(rng: np.random.Generator, contacts: pd.DataFrame, talks: pd.DataFrame) -> pd.DataFrame:
    """Every customer, in the order of joining; columns beyond the table's are what the records do not show."""
    people = _character(rng, _arrivals(rng, contacts, talks))
    before = _older(rng, people)
    people["start"] = np.where(people["base"] == 1, -before, people["start"])
    trial, given = _trial(rng, people)
    support = np.maximum(people["bought"], given)
    people = people.assign(before=before, trial=trial, support=support)
    people["strength"] = strength(people, support)
    fee = look_up(SUPPORT_FEE, people["segment"])
    people["support_fee"] = np.where(people["bought"] == 1, fee, np.where(given == 1, 0.0, np.nan))
    people = people.iloc[np.lexsort((rng.random(len(people)), people["start"]))].reset_index(drop=True)
    return people.assign(customer_id=ids("K", len(people), 4), joined=month_date(people["start"]))


def strength(people: pd.DataFrame, support: np.ndarray | int) -> np.ndarray:
    """The b of each customer's Beta(1, b), with the plan or without."""
    return np.round((people["own"] + people["before"]) * np.where(support, SUPPORT, 1.0)).astype(int).to_numpy()


def kept(people: pd.DataFrame, support: np.ndarray | int, months: int) -> float:
    """The share that is expected to stay ``months`` months more, from what the customers are like."""
    b = strength(people, support)
    return float((b / (b + months)).mean())


def truth(people: pd.DataFrame) -> dict:
    """The parameters, and what support truly changes among the private customers of the trial within 24 months."""
    parameters = {
        "staying": STAYING, "segment": SEGMENT_STAYS, "channel": CHANNEL_STAYS, "satisfaction": SATISFACTION_STAYS,
        "committed": COMMITTED, "commitment": COMMITMENT_STAYS, "support": SUPPORT, "support_bought": SUPPORT_BOUGHT,
    }
    trial, buyers = people[people["trial"] == 1], people[(people["base"] == 1) & (people["bought"] == 1)]
    buyers = buyers[buyers["segment"] != "small_firms"]
    inputs = {
        "stay_rate_with": kept(trial, 1, 24), "stay_rate_without": kept(trial, 0, 24),
        "stay_rate_of_buyers": kept(buyers, 1, 24), "stay_rate_of_buyers_had_they_not_bought": kept(buyers, 0, 24),
    }
    campaign = people[people["contact_id"].notna() & (people["segment"] != "small_firms")]
    curve = {months: kept(campaign, campaign["support"], months) for months in range(22)}
    return {"parameters": parameters, "inputs": {"all": inputs}, "private_campaign_customers_kept": curve}
