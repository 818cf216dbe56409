"""A survey of December 2024: what customers think of eight elements, and whether they buy again.

Asked were ASKED customers drawn by lot; all answered. What a customer perceives follows his satisfaction (see
``people``). The overall mark is the weighted sum of the eight (WEIGHTS) and some chance. Whoever is still a customer at
the end of March 2025 bought something again by then with the chance AGAIN, which depends on the overall mark, and is
next to nothing for low marks: a customer can be fooled only once.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from company.draws import bell, by

ASKED, MONTH, UNTIL = 700, 12, 15
ELEMENTS = ("quality", "price", "style", "fashion", "taste", "aesthetics", "tradition", "presentation")
WEIGHTS = by(ELEMENTS, 0.32, 0.26, 0.05, 0.04, 0.08, 0.06, 0.07, 0.12)
MEANS = by(ELEMENTS, 7.4, 6.4, 7.4, 6.8, 7.2, 7.0, 7.8, 6.6)
PULL, CHANCE, OVERALL_CHANCE, RECOMMEND_CHANCE = 4.5, 2.2, 0.8, 1.3  # satisfaction in an element; spreads
AGAIN = dict(enumerate((0.02, 0.02, 0.03, 0.06, 0.16, 0.3, 0.42, 0.52, 0.6, 0.66), 1))


def _marks(values: np.ndarray, low: int) -> np.ndarray:
    """Whole marks from ``low`` to 10."""
    return np.clip(np.floor(values + 0.5), low, 10).astype(int)


def table(rng: np.random.Generator, people: pd.DataFrame, ledger: pd.DataFrame) -> pd.DataFrame:
    """One row for each customer asked, in the order of the customers."""
    here = ledger.loc[(ledger["number"] == MONTH) & (ledger["stayed"] == 1), "person"].to_numpy()
    person = np.sort(here[np.argsort(rng.random(len(here)))[:ASKED]])
    group = people.iloc[person].reset_index(drop=True)
    pull = PULL * (group["satisfaction"].to_numpy() - 0.5)
    rows = pd.DataFrame({"customer_id": group["customer_id"]})
    for element in ELEMENTS:
        rows[element] = _marks(MEANS[element] + pull + CHANCE * bell(rng, ASKED), 1)
    total = sum(WEIGHTS[element] * rows[element] for element in ELEMENTS)
    rows["overall"] = _marks(total + OVERALL_CHANCE * bell(rng, ASKED), 1)
    rows["recommend"] = _marks(rows["overall"] + 0.8 + RECOMMEND_CHANCE * bell(rng, ASKED), 0)
    later = ledger[(ledger["number"] == UNTIL) & (ledger["stayed"] == 1)]["person"]
    again = rng.random(ASKED) < np.array([AGAIN[mark] for mark in rows["overall"]])
    return rows.assign(repurchased=(again & np.isin(person, later)).astype(int))


def truth() -> dict:
    """The parameters, and what a perfect estimate would find."""
    inputs = {"weights": WEIGHTS, "bought_again_if_still_a_customer": AGAIN}
    return {"parameters": {"means": MEANS, "pull": PULL}, "inputs": {"all": inputs}}
