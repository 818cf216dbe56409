"""The campaign of twelve weeks, as it is planned and as it went.

Every channel makes the same number of contacts each week in every combination of offer × segment × moment × argument
(a full factorial design), and nobody is contacted twice. A prospect accepts with probability

    rate of the channel × ear of the segment for the channel × appeal of the offer to the segment
        × effect of the moment in the channel × effect of the argument on the segment

where each of the four effects averages 1 over the design. An accepted sale is billed and delivered, and it is paid with
probability reliability of the segment × care of the channel. From week 7 on all phone calls are made in the evening.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from company.draws import SEED, around, by

FIRST_MONDAY = pd.Timestamp("2024-02-05")
WEEKS = 12
CHANGE = {"week": 7, "channel": "phone", "moment": "evening"}

OFFERS = ("internet", "internet_tv")
SEGMENTS = ("students", "families", "small_firms")
MOMENTS = ("morning", "evening", "weekend")
ARGUMENTS = ("price", "speed", "local_service")


@dataclass(frozen=True)
class Channel:
    """One way of contacting prospects: what it costs, how many it reaches, who listens, and when."""

    cost: float  # lei per contact
    cost_spread: float  # the cost varies by ± this share of it (length of the call, of the walk)
    contacts_per_cell: int  # each week in each of the 54 combinations
    rate: float  # gross acceptance, averaged over the design
    care: float  # multiplies the reliability of those who accept here
    ear: dict[str, float]  # by segment
    moment: dict[str, float]


@dataclass(frozen=True)
class Segment:
    """One group of prospects: what appeals to it, what convinces it, what it pays."""

    appeal: dict[str, float]  # by offer
    argument: dict[str, float]
    price: dict[str, float]  # lei billed for the first sale, by offer
    reliability: float  # paid sales per accepted sale


ANY_TIME = by(MOMENTS, 0.9, 1.15, 0.95)
CHANNELS = {
    "phone": Channel(2.4, 0.4, 6, 0.050, 0.96, by(SEGMENTS, 0.7, 1.3, 1.0), by(MOMENTS, 0.3, 1.9, 0.8)),
    "email": Channel(0.2, 0.0, 6, 0.026, 0.97, by(SEGMENTS, 1.4, 0.9, 0.7), ANY_TIME),
    "direct_mail": Channel(1.6, 0.0, 2, 0.048, 1.00, by(SEGMENTS, 0.5, 1.4, 1.1), ANY_TIME),
    "door_to_door": Channel(12.5, 0.3, 1, 0.155, 1.06, by(SEGMENTS, 0.5, 0.9, 1.6), by(MOMENTS, 0.6, 1.3, 1.1)),
    "web_chat": Channel(2.5, 0.4, 1, 0.130, 1.03, by(SEGMENTS, 1.4, 0.9, 0.7), ANY_TIME),
}
MATCHED, OTHER = 1.8, 0.6  # personalisation: the argument that fits the segment, and the two that do not
MODEL = {
    "students": Segment(by(OFFERS, 1.3, 0.7), by(ARGUMENTS, MATCHED, OTHER, OTHER), by(OFFERS, 60, 85), 0.68),
    "families": Segment(by(OFFERS, 0.8, 1.2), by(ARGUMENTS, OTHER, MATCHED, OTHER), by(OFFERS, 75, 105), 0.82),
    "small_firms": Segment(by(OFFERS, 1.4, 0.6), by(ARGUMENTS, OTHER, OTHER, MATCHED), by(OFFERS, 120, 150), 0.88),
}
MARGIN = by(OFFERS, 0.64, 0.56)  # share of the price left after equipment, installation and content
PRICE_SPREAD, GOODS_SPREAD = 0.2, 0.1  # ± shares: options chosen, work met on the spot


def design() -> pd.DataFrame:
    """The contacts as planned, one row each: week, channel and the four factors, in the order of the plan."""
    levels = {
        "week": range(1, WEEKS + 1),
        "channel": CHANNELS,
        "offer": OFFERS,
        "segment": SEGMENTS,
        "moment": MOMENTS,
        "argument": ARGUMENTS,
    }
    cells = pd.MultiIndex.from_product(levels.values(), names=levels.keys()).to_frame(index=False)
    changed = (cells["week"] >= CHANGE["week"]) & (cells["channel"] == CHANGE["channel"])
    cells.loc[changed, "moment"] = CHANGE["moment"]
    repeats = [CHANNELS[name].contacts_per_cell for name in cells["channel"]]
    return cells.loc[cells.index.repeat(repeats)].reset_index(drop=True)


def model(plan: pd.DataFrame) -> pd.DataFrame:
    """What the model says of every planned contact: its expected cost, its chances, its price and its margin."""

    def each(rule: Callable[..., float], *factors: str) -> np.ndarray:
        return np.array([rule(*levels) for levels in zip(*(plan[factor] for factor in factors), strict=True)])

    rate = each(lambda c: CHANNELS[c].rate, "channel")
    ear = each(lambda c, s: CHANNELS[c].ear[s], "channel", "segment")
    appeal = each(lambda s, o: MODEL[s].appeal[o], "segment", "offer")
    moment = each(lambda c, m: CHANNELS[c].moment[m], "channel", "moment")
    argument = each(lambda s, a: MODEL[s].argument[a], "segment", "argument")
    return pd.DataFrame(
        {
            "cost": each(lambda c: CHANNELS[c].cost, "channel"),
            "accepts": rate * ear * appeal * moment * argument,
            "pays": each(lambda s, c: MODEL[s].reliability * CHANNELS[c].care, "segment", "channel"),
            "price": each(lambda s, o: MODEL[s].price[o], "segment", "offer"),
            "margin": each(lambda o: MARGIN[o], "offer"),
        }
    )


def contacts(rng: np.random.Generator) -> pd.DataFrame:
    """The campaign as it went: one row a contact, in order of date."""
    plan = design()
    expected = model(plan)
    weekend = plan["moment"] == "weekend"
    day = np.where(weekend, 5 + rng.random(len(plan)) * 2, rng.random(len(plan)) * 5).astype(int)
    spread = np.array([CHANNELS[name].cost_spread for name in plan["channel"]])
    accepted = rng.random(len(plan)) < expected["accepts"]
    paid = accepted & (rng.random(len(plan)) < expected["pays"])
    table = plan.assign(
        date=FIRST_MONDAY + pd.to_timedelta((plan["week"] - 1) * 7 + day, unit="D"),
        cost=around(rng, expected["cost"], spread),
        accepted=accepted.astype(int),
        paid=paid.astype(int),
        revenue=around(rng, expected["price"], PRICE_SPREAD).where(accepted),
        cost_of_goods=around(rng, expected["price"] * (1 - expected["margin"]), GOODS_SPREAD).where(accepted),
    )
    table = table.iloc[np.lexsort((rng.random(len(plan)), table["date"]))]
    return table.assign(contact_id=[f"C{number:05d}" for number in range(1, len(table) + 1)])


def true_inputs(plan: pd.DataFrame, factor: str | None = None) -> dict:
    """The inputs of the acquisition sheet that the model implies (not the sample), for all contacts or by a factor."""
    expected = model(plan)
    sold = expected["accepts"] * expected["pays"]
    sums = pd.DataFrame(
        {
            "prospects": 1.0,
            "cost": expected["cost"],
            "accepted": expected["accepts"],
            "paid": sold,
            "revenue": sold * expected["price"],
            "margin": sold * expected["price"] * expected["margin"],
        }
    )
    total = sums.groupby(plan[factor] if factor else np.full(len(plan), "all")).sum()
    inputs = pd.DataFrame(
        {
            "prospects": total["prospects"].astype(int),
            "cost_per_contact": total["cost"] / total["prospects"],
            "gross_rate": total["accepted"] / total["prospects"],
            "net_rate": total["paid"] / total["accepted"],
            "revenue_per_sale": total["revenue"] / total["paid"],
            "margin_rate": total["margin"] / total["revenue"],
        }
    )
    return inputs.round(6).to_dict(orient="index")


def truth() -> dict:
    """The parameters behind the contacts, and what a perfect estimate would find."""
    plan = design()
    factors = ("channel", "offer", "segment", "moment", "argument", "week")
    parameters = {
        "seed": SEED,
        "weeks": WEEKS,
        "change": CHANGE,
        "channels": {name: asdict(channel) for name, channel in CHANNELS.items()},
        "segments": {name: asdict(segment) for name, segment in MODEL.items()},
        "margin": MARGIN,
        "price_spread": PRICE_SPREAD,
        "goods_spread": GOODS_SPREAD,
    }
    inputs = true_inputs(plan) | {factor: true_inputs(plan, factor) for factor in factors}
    return {"parameters": parameters, "inputs": inputs}
