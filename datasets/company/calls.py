"""Sales conversations with small firms in 2024, each scored by two raters; half of the raters' items are judgements.

A conversation is won with probability

    START + the effect of each thing that was done in it (EFFECT)

so that the effects are causes here; in a real firm they would only be association. Whether a thing was done is drawn
with the chance in DONE. The two raters read the same transcript; each of them gets a judged item wrong with the one
probability at which Cohen's kappa between them is KAPPA. What is counted (talk time, people, hours, lei) they share.
A lost conversation has a reason. A thing left undone makes its reason likelier, and "the decider was not there" is a
reason only where one was missing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from company.draws import FIRST_MONTH, by, ids

CALLS, KAPPA = 300, 0.6
JUDGED = ("delay_priced", "qualified", "fear_surfaced", "cared", "called_by_name", "quick", "promise_kept", "trained")
DONE = by(JUDGED, 0.45, 0.55, 0.4, 0.6, 0.65, 0.5, 0.7, 0.55)
EFFECT = by(JUDGED, 0.09, 0.09, 0.1, 0.04, 0.03, 0.05, 0.05, 0.03) | {"listened": 0.12, "all_deciders": 0.14}
START = 0.05
LISTENED = 0.5  # the customer has at least this share of the talk
LOSS = {"price": 1.0, "competitor": 0.8, "no_need": 0.8, "no_decider": 1.5, "postponed": 0.5, "last_minute_fear": 0.5}
UNDONE = {"postponed": "delay_priced", "last_minute_fear": "fear_surfaced", "no_need": "qualified"}
UNDONE_FACTOR = 3.0  # how much a reason's weight, and so its odds, grow when the thing against it was left undone
IMPOSSIBLE = {"no_decider": "all_deciders"}  # no reason at all where that was done
RATERS = ("A", "B")


def error_rates() -> dict[str, float]:
    """How often a rater errs on each item, so that two raters reach KAPPA."""
    rates = {}
    for item, done in DONE.items():
        signal = (KAPPA / 4 / (done * (1 - done) + KAPPA * (done - 0.5) ** 2)) ** 0.5
        rates[item] = (1 - signal) / 2
    return rates


def conversations(rng: np.random.Generator) -> pd.DataFrame:
    """The conversations as they were, one row each, in order of date, with what was truly done in them."""
    needed = 1 + (rng.random(CALLS) * 3).astype(int)
    table = pd.DataFrame(
        {
            "call_id": ids("S", CALLS, 3),
            "date": FIRST_MONTH + pd.to_timedelta(np.sort((rng.random(CALLS) * 360).astype(int)), unit="D"),
            "talk_share": (0.2 + 0.6 * rng.random(CALLS)).round(2),
            "deciders_needed": needed,
            "deciders_present": np.minimum(needed, 1 + (rng.random(CALLS) * 3).astype(int)),
            "response_hours": (1 + 60 * rng.random(CALLS) * rng.random(CALLS)).astype(int),
            "monthly_benefit": (40 + 360 * rng.random(CALLS) * rng.random(CALLS)).round(-1),
            "delay_months": 1 + (rng.random(CALLS) * 6).astype(int),
            "cost": (30 + 60 * rng.random(CALLS)).round(2),
        }
    )
    done = {item: rng.random(CALLS) < chance for item, chance in DONE.items()}
    done["listened"] = (table["talk_share"] >= LISTENED).to_numpy()
    done["all_deciders"] = (table["deciders_present"] == table["deciders_needed"]).to_numpy()
    table = table.assign(**{f"true_{item}": value.astype(int) for item, value in done.items()})
    table["chance"] = START + sum(EFFECT[item] * done[item] for item in EFFECT)
    table["won"] = (rng.random(CALLS) < table["chance"]).astype(int)
    table["margin"] = (150 + 450 * rng.random(CALLS)).round(2)
    return table.assign(loss_reason=_reasons(rng, table))


def _reasons(rng: np.random.Generator, table: pd.DataFrame) -> np.ndarray:
    weights = np.tile(list(LOSS.values()), (len(table), 1))
    for at, reason in enumerate(LOSS):
        if reason in UNDONE:
            weights[table[f"true_{UNDONE[reason]}"] == 0, at] *= UNDONE_FACTOR
        if reason in IMPOSSIBLE:
            weights[table[f"true_{IMPOSSIBLE[reason]}"] == 1, at] = 0
    edges = weights.cumsum(axis=1)
    drawn = rng.random(len(table)) * edges[:, -1]
    names = np.array(list(LOSS), dtype=object)[(edges <= drawn[:, None]).sum(axis=1)]
    return np.where(table["won"] == 1, "", names)


def table(rng: np.random.Generator, talks: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """The scores: one row for each conversation and rater; what was won names its customer."""
    won = customers.dropna(subset="call_id").set_index("call_id")["customer_id"]
    facts = talks.assign(customer_id=talks["call_id"].map(won))
    parts = []
    for rater in RATERS:
        part = facts.assign(rater=rater)
        for item, rate in error_rates().items():
            part[item] = talks[f"true_{item}"] ^ (rng.random(len(talks)) < rate).astype(int)
        parts.append(part)
    return pd.concat(parts).sort_values(["call_id", "rater"], ignore_index=True)


def truth(talks: pd.DataFrame) -> dict:
    """The parameters, and what a perfect estimate would find."""
    parameters = {"start": START, "effect": EFFECT, "done": DONE, "error": error_rates(), "loss_weights": LOSS}
    parameters |= {"undone": UNDONE, "undone_factor": UNDONE_FACTOR, "impossible": IMPOSSIBLE, "listened": LISTENED}
    return {"parameters": parameters, "inputs": {"all": {"kappa": KAPPA, "win_rate": talks["chance"].mean()}}}
