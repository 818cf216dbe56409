"""How firmly policies and borders stand: learned without the firms they are used on, and learned again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from crmlessons.receivables_experience import BORROWED, learn, pulled
from crmlessons.receivables_policy import POLICIES, compare, indifference
from crmlessons.receivables_risk import APPROACHES


def held_out(portfolio: pd.DataFrame, rows: pd.DataFrame, *, groups: int = 20) -> pd.DataFrame:
    """The result of every policy on a portfolio, each firm judged by what the others taught, with its standard error.

    The firms are put into groups. What is learned without a group is used on its invoices (so nobody is judged by
    their own fate); how much the result of the whole portfolio moves from one to the next gives the error of what was
    learned (the jackknife). Luck in the few invoices of the portfolio itself is not in it.

    Args:
        portfolio: as ``receivables.overdue`` gives it.
        rows: late invoices as ``late`` gives them, of the same firms or others.
        groups: into how many the firms are put.

    Returns:
        One row a policy: ``net`` and ``standard_error``, lei.
    """
    firms = np.unique(np.concatenate([rows["customer_id"], portfolio["customer_id"]]))
    place = pd.Series(np.arange(len(firms)) % groups, firms)
    of_row, of_invoice = rows["customer_id"].map(place), portfolio["customer_id"].map(place)
    net, whole = pd.Series(0.0, list(POLICIES)), []
    for one in range(groups):
        learned = learn(rows[of_row != one])
        whole.append(compare(portfolio, learned)["net"])
        part = portfolio[of_invoice == one]
        net = net + (compare(part, learned)["net"] if len(part) else 0.0)
    moved = pd.DataFrame(whole)
    spread = ((moved - moved.mean()) ** 2).sum() * (groups - 1) / groups
    return pd.DataFrame({"net": net, "standard_error": spread**0.5})


def break_even_range(rows: pd.DataFrame, reason: str, amounts: Sequence[float], *, draws: int = 2_000, seed: int = 1,
                     ) -> pd.DataFrame:
    """Between which customer values the border between lawyer and reminder lies, as far as the records can tell.

    The firms are drawn again from the records, with repeats, as many as there are, and the chances are learned anew
    (the bootstrap). The middle 95 of 100 results are the range. Cost and salvage are taken as known.

    Args:
        rows: late invoices as ``late`` gives them.
        reason: why the invoice is late.
        amounts: owed, lei.
        draws: how often.
        seed: of the draws, so that they can be repeated.

    Returns:
        One row an amount: ``value`` (the border found, as ``indifference`` has it), ``low`` and ``high``, lei.
    """
    known, owed = learn(rows), np.asarray(amounts, dtype=float)
    reasons = sorted(rows["reason"].unique())
    firms, of_firm = np.unique(rows["customer_id"].to_numpy(), return_inverse=True)
    times = np.random.default_rng(seed).multinomial(len(firms), np.full(len(firms), 1 / len(firms)), draws)
    pair = pd.Categorical(rows["reason"], reasons).codes * len(APPROACHES) + pd.Categorical(
        rows["approach"], list(APPROACHES)).codes

    def again(flag: pd.Series) -> np.ndarray:
        counts = np.zeros((len(firms), len(reasons) * len(APPROACHES)))
        np.add.at(counts, (of_firm, pair), flag.to_numpy(dtype=float))
        return (times @ counts).reshape(draws, len(reasons), len(APPROACHES))

    cases, place = again(rows["gone"] * 0 + 1), reasons.index(reason)
    gone, unpaid = (pulled(again(flag), cases, BORROWED)[:, place] for flag in (rows["gone"], 1 - rows["recovered"]))
    gain, leaving = unpaid[:, 0] - unpaid[:, 1], gone[:, 1] - gone[:, 0]
    dearer = known.cost["legal"] - known.cost["amicable"]
    borders = (gain[:, None] * (1 - known.salvage) * owed - dearer) / leaving[:, None]
    low, high = np.percentile(borders, [2.5, 97.5], axis=0)
    return pd.DataFrame({"value": indifference(reason, owed, known), "low": low, "high": high},
                        pd.Index(amounts, name="amount"))
