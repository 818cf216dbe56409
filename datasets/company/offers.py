"""Further offers to loyal customers (a year or more), each with a control group drawn by lot.

Two are cross-sales (another product), two are up-sales (more of the same). Some customers buy without being asked: in
the control group a customer buys with the probability alone × (0.5 + score), where the score, between 0 and 1, is the
firm's own forecast of who will buy. The offer adds to it added × (slope·score + 1 − slope/2), and SUPPORTED times that
with a support plan. The weak offer mostly reaches those who would have bought anyway; a high score is no help there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from company.draws import around, month_date

EXPOSED, LOYAL, COST, COST_SPREAD, UNPAID, SUPPORTED = 0.4, 12, 1.5, 0.3, 0.04, 1.3
PRICE_SPREAD, GOODS_SPREAD = 0.25, 0.1


@dataclass(frozen=True)
class Offer:
    """One offer: what kind it is, when and to whose plan it is made, who buys, and what a sale brings."""

    kind: str
    month: int
    plans: tuple[str, ...]
    alone: float  # bought without the offer, on average
    added: float  # bought because of the offer, on average
    slope: float  # −2 to 2: how much better the offer works with a high score
    price: float  # lei
    goods: float  # cost of goods over price


BOTH = ("internet", "internet_tv")
OFFERS = {
    "faster_internet": Offer("up_sell", 18, BOTH, 0.060, 0.038, -1.2, 80, 0.5),
    "mobile": Offer("cross_sell", 19, BOTH, 0.020, 0.100, 1.6, 85, 0.52),
    "television": Offer("cross_sell", 21, ("internet",), 0.030, 0.080, 1.0, 75, 0.55),
    "more_channels": Offer("up_sell", 22, ("internet_tv",), 0.025, 0.090, 0.8, 60, 0.45),
}


def _wave(rng: np.random.Generator, name: str, people: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """One offer: a row for each loyal customer who could buy it."""
    offer = OFFERS[name]
    here = ledger[(ledger["number"] == offer.month) & (ledger["tenure"] >= LOYAL) & (ledger["stayed"] == 1)]
    group = people.iloc[here["person"]]
    group = group[group["plan"].isin(offer.plans)]
    size = len(group)
    rank = np.argsort(np.argsort(rng.random(size)))
    score = (rank + 0.5) / size
    treated = rng.random(size) < EXPOSED
    alone = offer.alone * (0.5 + score)
    added = offer.added * (offer.slope * score + 1 - offer.slope / 2)
    added = added * np.where(group["support"] == 1, SUPPORTED, 1.0)
    accepted = rng.random(size) < alone + added * treated
    paid = accepted & (rng.random(size) >= UNPAID)
    price = pd.Series(np.full(size, offer.price))
    return pd.DataFrame({
        "offer": name, "kind": offer.kind, "month": month_date(np.full(size, offer.month)),
        "customer_id": group["customer_id"].to_numpy(), "score": 1 + (100 * score).astype(int),
        "treated": treated.astype(int),
        "cost": around(rng, pd.Series(np.full(size, COST)), COST_SPREAD).where(treated, 0.0),
        "accepted": accepted.astype(int), "paid": paid.astype(int),
        "revenue": around(rng, price, PRICE_SPREAD).where(accepted),
        "cost_of_goods": around(rng, price * offer.goods, GOODS_SPREAD).where(accepted),
        "true_alone": alone, "true_added": added,
    })


def table(rng: np.random.Generator, people: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """Every offer, one after the other."""
    return pd.concat([_wave(rng, name, people, ledger) for name in OFFERS], ignore_index=True)


def _inputs(rows: pd.DataFrame) -> dict[str, float]:
    prices = np.array([OFFERS[name].price for name in rows["offer"]])
    goods = np.array([OFFERS[name].goods for name in rows["offer"]])
    sold = (rows["true_alone"] + rows["true_added"]).to_numpy()
    return {
        "loyal_customers": len(rows), "exposure_rate": EXPOSED, "take_rate": sold.mean(),
        "revenue_per_sale": (sold * prices).sum() / sold.sum(),
        "margin_rate": 1 - (sold * prices * goods).sum() / (sold * prices).sum(),
        "offer_cost": COST, "bad_debt_rate": UNPAID,
        "control_rate": rows["true_alone"].mean(), "uplift": rows["true_added"].mean(),
    }


def truth(rows: pd.DataFrame) -> dict:
    """The parameters, and what a perfect estimate would find, for all offers and for each."""
    inputs = {"all": _inputs(rows), "offer": {name: _inputs(part) for name, part in rows.groupby("offer")}}
    parameters = {"exposed": EXPOSED, "loyal_from_months": LOYAL, "supported": SUPPORTED}
    parameters["offers"] = {name: asdict(offer) for name, offer in OFFERS.items()}
    return {"parameters": parameters, "inputs": inputs}
