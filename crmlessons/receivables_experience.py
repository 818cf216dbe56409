"""What late invoices teach: how each reason answers to each approach, and a fair judgement of what one would decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import records
from crmlessons.receivables_risk import APPROACHES
from crmlessons.records.description import truth
from crmlessons.words import InputError
from crmlessons.words import gettext as _

BORROWED = 20  # invoices that each small group borrows from the rates of its row and column
LONGEST = 365


@dataclass(frozen=True)
class Experience:
    """What is known of late invoices.

    Attributes:
        chances: rows (reason, approach); columns ``recovered`` (chance that it is ever paid in full) and ``lost``
            (chance that collecting it loses the customer).
        later: of the late invoices that are paid, the share that comes in after 0, 1, 2, … days overdue.
        cost: of collecting one invoice, lei, by approach.
        salvage: the share of an invoice never paid in full that is collected all the same.
    """

    chances: pd.DataFrame
    later: np.ndarray
    cost: pd.Series
    salvage: float

    def recovered(self, reason: Any, approach: Any, overdue: Any) -> np.ndarray:
        """The chance that an invoice still open after so many days will be paid: most that pay have paid by then."""
        rows = pd.MultiIndex.from_arrays([np.atleast_1d(reason), np.atleast_1d(approach)])
        ever = self.chances["recovered"].reindex(rows).to_numpy()
        after = self.later[np.clip(np.atleast_1d(overdue).astype(int), 0, len(self.later) - 1)]
        still_open = ever * after + 1 - ever
        return np.divide(ever * after, still_open, out=np.zeros_like(still_open), where=still_open > 0)

    def lost(self, reason: Any, approach: Any) -> np.ndarray:
        """The chance that the approach loses the customer."""
        rows = pd.MultiIndex.from_arrays([np.atleast_1d(reason), np.atleast_1d(approach)])
        return self.chances["lost"].reindex(rows).to_numpy()


def late(invoices: pd.DataFrame, values: pd.Series | None = None) -> pd.DataFrame:
    """The late invoices, each with what became of it.

    Args:
        invoices: with the columns customer_id, due, paid, amount, collected, reason, approach, lost and
            collection_cost; ``reason`` is empty where an invoice was paid in time.
        values: what each customer is worth, lei, by customer_id; 0 when it is left out.

    Returns:
        The rows with a reason, with ``recovered`` (1 when paid in full), ``gone`` (1 when the customer was lost over
        it), ``days`` (overdue when paid) and ``value``.

    Raises:
        InputError: a column is missing or wrong, or no invoice was late.
    """
    checked = records.check("invoices", invoices)
    missing = [name for name in ("customer_id", "reason", "approach") if name not in checked]
    if missing:
        raise InputError(_("To learn from late invoices the columns {names} are needed as well.").format(
            names=", ".join(missing)))
    rows = checked[checked["reason"].notna() & (checked["reason"] != "") & checked["approach"].isin(APPROACHES)]
    if rows.empty:
        raise InputError(_("No invoice of this table was late, so there is nothing to learn from. Take in more."))
    value = 0.0 if values is None else rows["customer_id"].map(values).fillna(0.0)
    return rows.assign(recovered=rows["paid"].notna().astype(int), gone=rows["lost"].eq(1).fillna(False).astype(int),
                       days=(rows["paid"] - rows["due"]).dt.days, value=value)


def learn(rows: pd.DataFrame, borrow: float = BORROWED) -> Experience:
    """What late invoices teach, each reason and approach together.

    Some pairs have few invoices. So each borrows ``borrow`` invoices that behave as its row and its column say: rate
    of the reason × rate of the approach ÷ rate of all, which is right when the two act independently.

    Args:
        rows: as ``late`` gives them; the approach should have been drawn by lot.
        borrow: 0 takes each pair as it is; the larger, the less a pair can differ from its row and column.

    Raises:
        InputError: no invoice was paid, or all were.
    """
    paid, unpaid = rows[rows["recovered"] == 1], rows[rows["recovered"] == 0]
    if paid.empty or unpaid.empty:
        raise InputError(_("To learn from them, some late invoices must have been paid and some not. Take in more."))
    chances = pd.DataFrame({"recovered": 1 - _lent(rows.assign(open=1 - rows["recovered"]), "open", borrow),
                            "lost": _lent(rows, "gone", borrow)})
    later = np.array([(paid["days"] > day).mean() for day in range(LONGEST)])
    cheapest = rows["collection_cost"] - rows["programme"] * _reminder(rows)
    return Experience(chances, later, cheapest.groupby(rows["approach"]).mean().reindex(list(APPROACHES)),
                      float(unpaid["collected"].sum() / unpaid["amount"].sum()))


def _lent(rows: pd.DataFrame, flag: str, borrow: float) -> pd.Series:
    """The rate of every pair, pulled towards what its row and column say."""
    reasons = sorted(rows["reason"].unique())
    every = pd.MultiIndex.from_product([reasons, list(APPROACHES)], names=["reason", "approach"])
    pairs = rows.groupby(["reason", "approach"])[flag].agg(["sum", "size"]).reindex(every, fill_value=0)
    shape = (len(reasons), len(APPROACHES))
    found = pulled(*(pairs[name].to_numpy(dtype=float).reshape(shape) for name in ("sum", "size")), borrow)
    return pd.Series(found.ravel(), every)


def pulled(happened: np.ndarray, cases: np.ndarray, borrow: float) -> np.ndarray:
    """The rate of every cell of a table, as if ``borrow`` more cases behaved as its row and its column say.

    Args:
        happened, cases: counts; the last two axes are the table, any axes before them are many such tables.
        borrow: how many cases each cell borrows.
    """
    of_row = happened.sum(-1, keepdims=True) / cases.sum(-1, keepdims=True)
    overall = np.maximum(happened.sum((-1, -2), keepdims=True) / cases.sum((-1, -2), keepdims=True), 1e-12)
    column = cases.sum(-2, keepdims=True)
    of_column = np.where(column > 0, happened.sum(-2, keepdims=True) / np.maximum(column, 1), overall)
    expected = np.clip(of_row * of_column / overall, 0, 1)
    return (happened + borrow * expected) / np.maximum(cases + borrow, 1e-12)


def _reminder(rows: pd.DataFrame) -> float:
    """What the programme's reminder costs: how much dearer an invoice is inside it, in the same approach."""
    mean = rows.groupby(["approach", "programme"])["collection_cost"].mean().unstack()
    return float((mean[1] - mean[0]).mean()) if {0, 1} <= set(mean.columns) else 0.0


def true_experience() -> Experience:
    """The true chances that the case company was simulated from."""
    known = truth("invoices")["parameters"]
    pairs = [(reason, approach) for reason in known["reason"] for approach in APPROACHES]
    rows = {pair: (known["recovered"][pair[1]][pair[0]], known["lost"][pair[1]] * known["lost_factor"][pair[0]])
            for pair in pairs}
    chances = pd.DataFrame.from_dict(rows, orient="index", columns=["recovered", "lost"])
    chances.index = pd.MultiIndex.from_tuples(pairs, names=["reason", "approach"])
    first, over = 5, 85  # paid 5 to 90 days after the due date, every day as likely
    later = 1 - np.clip((np.arange(LONGEST) + 1 - first) / over, 0, 1)
    salvage = 1 - truth("invoices")["inputs"]["all"]["loss_given_default"]
    return Experience(chances, later, pd.Series(known["approach_cost"])[list(APPROACHES)], salvage)


def halves(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of every second firm, to learn from, and those of the others, to judge by."""
    odd = pd.factorize(rows["customer_id"], sort=True)[0] % 2 == 1
    return rows[~odd], rows[odd]


def judge(rows: pd.DataFrame, chosen: pd.Series) -> pd.Series:
    """What a rule would have brought per late invoice, from invoices whose approach was drawn by lot.

    Where the lot happened to take the approach that the rule asks for, the records show what came of it. Each such
    invoice stands for 1 ÷ (share of its approach) invoices, so that rare approaches count as much as common ones.

    Args:
        rows: as ``late`` gives them, with ``value``; none of them may have been used to make the rule.
        chosen: the approach that the rule asks for, one a row.

    Returns:
        ``net`` (lei an invoice: collected − cost − value of customers lost), its ``standard_error`` (firms, not
        invoices, are taken as independent) and ``followed``, how many invoices it rests on.

    Raises:
        InputError: the lot never took the approach that the rule asks for.
    """
    followed = rows[rows["approach"].eq(chosen.reindex(rows.index))]
    if followed.empty:
        raise InputError(_("No invoice of these was treated as the rule asks, so it cannot be judged by them."))
    weight = 1 / followed["approach"].map(rows["approach"].value_counts(normalize=True))
    brought = followed["collected"] - followed["collection_cost"] - followed["gone"] * followed["value"]
    net = float((weight * brought).sum() / weight.sum())
    off = (weight * (brought - net)).groupby(followed["customer_id"]).sum()
    return pd.Series({"net": net, "standard_error": float((off**2).sum()) ** 0.5 / float(weight.sum()),
                      "followed": len(followed)})
