"""How far two raters agree: Cohen's kappa, and what their errors do to what is found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from crmlessons import records, sampling
from crmlessons.sales_conversations import MODEL, scores_of
from crmlessons.sales_scores import Scorebook
from crmlessons.words import InputError, ngettext, number, percent
from crmlessons.words import gettext as _

JUDGED = ("delay_priced", "qualified", "fear_surfaced", "cared", "called_by_name", "quick", "promise_kept", "trained")


def kappa(one: Any, other: Any, weighted: bool = False) -> pd.Series:
    """Cohen's kappa of two raters who marked the same things: agreement beyond what chance alone would bring.

    Args:
        one, other: the marks of each rater, in the same order; pairs in which one is missing (NaN) are left out.
        weighted: for marks on a scale: being two steps apart counts twice as much as one (Cohen 1968, linear weights);
            otherwise every difference counts alike (Cohen 1960). With two marks both are the same.

    Returns:
        ``pairs``; ``agreed`` (po), the share of equal marks, and ``by_chance`` (pe), the share expected of raters who
        draw their marks by lot, each as often as this rater gives them (for weighted: shares of the distance avoided);
        ``kappa`` = (po − pe)/(1 − pe), and its ``standard_error`` by Cohen's formula of 1960 (NaN for weighted). Where
        both give everything the same single mark, 1 − pe is zero and kappa is undefined (NaN).

    Raises:
        InputError: the raters marked different numbers of things, or no pair is left.
    """
    first, second = (np.ravel(np.asarray(marks, dtype=float)) for marks in (one, other))
    if len(first) != len(second):
        raise InputError(_("The two raters must have marked the same things: one gave {one} marks and the other "
                           "{other}.").format(one=number(len(first), 0), other=number(len(second), 0)))
    both = ~(np.isnan(first) | np.isnan(second))
    if not both.any():
        raise InputError(_("There is nothing that both raters have marked. Let both score the same conversation."))
    agreed, by_chance = _shares(first[both], second[both], weighted)
    pairs, room = int(both.sum()), 1 - by_chance
    value = (agreed - by_chance) / room if room > 1e-12 else np.nan
    error = sampling.share_error(agreed, pairs) / room if room > 1e-12 and not weighted else np.nan
    return pd.Series({"pairs": pairs, "agreed": agreed, "by_chance": by_chance, "kappa": value,
                      "standard_error": error})


def _shares(first: np.ndarray, second: np.ndarray, weighted: bool) -> tuple[float, float]:
    """Observed agreement and agreement by chance; for marks on a scale, of the distance between the marks."""
    marks = np.unique(np.concatenate([first, second]))
    apart = np.abs(marks[:, None] - marks) if weighted else (marks[:, None] != marks).astype(float)
    apart = apart / (apart.max() or 1.0)
    table = np.array([[np.mean((first == a) & (second == b)) for b in marks] for a in marks])
    return 1 - float((table * apart).sum()), 1 - float((np.outer(table.sum(1), table.sum(0)) * apart).sum())


def compared(book: Scorebook, one: str, other: str = MODEL) -> str:
    """How far two raters agree on everything that both have scored, in words: kappa, plain and weighted.

    All conversations of the book are put together: a single one has ten pairs of marks, of ten different items.

    Args:
        book: the file of scores, read anew.
        one, other: the raters; "model" is the model scoring.
    """
    pairs = _pairs(book, one, other)
    if not pairs:
        return _("There is nothing yet that both “{one}” and “{other}” have marked. Score a conversation, then run "
                 "this cell again.").format(one=one, other=other)
    plain, weighted = (kappa(*zip(*pairs, strict=True), weighted) for weighted in (False, True))
    more = _("Weighted, so that two steps apart count twice as much as one: kappa {kappa}.")
    return said_of(plain) + ("" if np.isnan(plain["kappa"]) else " " + more.format(kappa=number(weighted["kappa"])))


def _pairs(book: Scorebook, one: str, other: str) -> list[tuple[int, int]]:
    """The marks that two raters gave the same item of the same conversation."""
    pairs = []
    for name in dict.fromkeys(page.conversation for page in book.pages()):
        first, second = (scores_of(book, name, rater).marks for rater in (one, other))
        pairs += [(first[key], second[key]) for key in first if key in second]
    return pairs


def said_of(found: pd.Series) -> str:
    """Kappa in a sentence, with its caveat where it is undefined or rests on few pairs."""
    if np.isnan(found["kappa"]):
        return _("Both raters gave everything the same mark. There is nothing to tell apart, so kappa is undefined: it "
                 "is neither 0 nor 1.")
    sentence = ngettext("On {pairs} pair of marks the raters agreed in {agreed}; chance alone would bring {chance}: "
                        "kappa {kappa}.", "On {pairs} pairs of marks the raters agreed in {agreed}; chance alone would "
                        "bring {chance}: kappa {kappa}.", int(found["pairs"]))
    said = sentence.format(pairs=number(found["pairs"], 0), agreed=percent(found["agreed"], 0),
                           chance=percent(found["by_chance"], 0), kappa=number(found["kappa"]))
    if found["pairs"] < 30:
        said += " " + _("That is a small number of pairs: take it as a hint.")
    return said


def agreement(calls: pd.DataFrame) -> pd.DataFrame:
    """How far the two raters of a table of calls agree on each item that is judged.

    Args:
        calls: two rows a conversation, with the columns call_id, rater (A and B) and the judged items.

    Returns:
        One row an item: ``agreed``, ``by_chance``, ``kappa`` and ``standard_error`` as in ``kappa``.

    Raises:
        InputError: a column is missing or wrong, or no conversation was scored by both.
    """
    checked = records.check("sales_calls", calls)
    by_rater = [checked[checked["rater"] == rater].set_index("call_id") for rater in ("A", "B")]
    same = by_rater[0].index.intersection(by_rater[1].index)
    rows = {item: kappa(*(rows.loc[same, item] for rows in by_rater)) for item in JUDGED}
    return pd.DataFrame(rows).T[["agreed", "by_chance", "kappa", "standard_error"]].rename_axis("item")


def kappa_of_errors(done: Any, error: Any) -> Any:
    """The kappa of two raters who each err with the same chance, independently, on something done this often.

    ``done`` is the share of conversations in which it was truly done, ``error`` the chance of a wrong mark.
    """
    yes = done * (1 - error) + (1 - done) * error
    agreed, by_chance = 1 - 2 * error * (1 - error), yes**2 + (1 - yes) ** 2
    return (agreed - by_chance) / (1 - by_chance)


def seen_through(effect: Any, done: Any, error: Any) -> Any:
    """The difference in the share won that is seen when a rater errs: smaller than the true ``effect``.

    Among the conversations marked “done” some were not, and the other way round, so the two groups are mixed.
    """
    yes = done * (1 - error) + (1 - done) * error
    return effect * (done * (1 - error) / yes - done * error / (1 - yes))


def seen_by_raters(effect: float, done: float, errors: Iterable[float]) -> pd.DataFrame:
    """What raters of different care see of one true effect.

    Returns:
        One row an error rate: ``rater_error``, ``kappa`` of two such raters, and the difference ``seen``.
    """
    rows = [(error, kappa_of_errors(done, error), seen_through(effect, done, error)) for error in errors]
    return pd.DataFrame(rows, columns=["rater_error", "kappa", "seen"])
