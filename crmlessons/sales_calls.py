"""What records of sales conversations say: which items go with winning, deciders, answers in time, reasons for loss."""

from __future__ import annotations

import pandas as pd

from crmlessons import records, sampling
from crmlessons.records.description import truth
from crmlessons.sales_agreement import JUDGED
from crmlessons.words import InputError
from crmlessons.words import gettext as _

COUNTED = ("listened", "all_deciders")
ITEMS = (*COUNTED, *JUDGED)
AGAINST = {"no_need": "qualified", "postponed": "delay_priced", "last_minute_fear": "fear_surfaced",
           "no_decider": "all_deciders"}  # the item that each reason for loss calls for
LISTENED = 0.5  # the customer has at least this share of the talk


def one_row(calls: pd.DataFrame, rater: str = "A") -> pd.DataFrame:
    """One row a conversation, scored by one rater, with two items that are counted and not judged.

    Args:
        calls: two rows a conversation, as ``records.load("sales_calls")`` gives them.
        rater: "A" or "B".

    Returns:
        The rater's rows by ``call_id``, and the columns ``listened`` (1: the customer has half of the talk or more),
        ``all_deciders`` (1: everybody who decides took part) and ``coverage`` (share of the deciders who did).

    Raises:
        InputError: a column is missing or wrong, or that rater has scored nothing.
    """
    checked = records.check("sales_calls", calls)
    needed = ("talk_share", "deciders_needed", "deciders_present", "won")
    missing = [column for column in needed if column not in checked]
    if missing:
        raise InputError(_("The table of conversations lacks these columns: {names}.").format(names=", ".join(missing)))
    rows = checked[checked["rater"] == rater]
    if rows.empty:
        raise InputError(_("No conversation was scored by rater “{given}”. The raters are: {names}.").format(
            given=rater, names=", ".join(map(str, checked["rater"].unique()))))
    counted = {"listened": (rows["talk_share"] >= LISTENED).astype(int),
               "all_deciders": (rows["deciders_present"] >= rows["deciders_needed"]).astype(int),
               "coverage": rows["deciders_present"] / rows["deciders_needed"]}
    return rows.assign(**counted).set_index("call_id")


def with_winning(talks: pd.DataFrame, items: tuple[str, ...] = ITEMS, confidence: float = 0.95) -> pd.DataFrame:
    """How much more often conversations with an item were won than those without it: an association.

    Args:
        talks: one row a conversation, as ``one_row`` gives it: each item 1 or 0, and ``won``.
        items: the columns to look at.
        confidence: of the intervals.

    Returns:
        One row an item, the largest difference first: ``won_with`` and ``won_without`` (shares), their ``estimate``
        (the difference), its ``standard_error``, the interval ``low`` to ``high`` of this item alone, and ``wide_low``
        to ``wide_high``, so much wider that all the items' intervals hold together (Bonferroni). NaN where nobody, or
        everybody, has the item.

    Raises:
        InputError: a confidence that is not between 0 and 1.
    """
    found = pd.DataFrame({item: _difference(talks, item) for item in items}).T.rename_axis("item")
    for prefix, miss in (("", 1 - confidence), ("wide_", (1 - confidence) / len(items))):
        around = sampling.interval(found["estimate"], found["standard_error"], 1 - miss)
        found[f"{prefix}low"], found[f"{prefix}high"] = around["low"], around["high"]
    return found.sort_values("estimate", ascending=False, kind="stable")


def _difference(talks: pd.DataFrame, item: str) -> dict[str, float]:
    shares = talks.groupby(talks[item].astype(int))["won"].agg(["mean", "size"]).reindex([0, 1]).astype(float)
    error = sampling.share_variance(shares["mean"], shares["size"]).sum(skipna=False) ** 0.5
    return {"won_with": shares["mean"][1], "won_without": shares["mean"][0],
            "estimate": shares["mean"][1] - shares["mean"][0], "standard_error": error}


def against_truth(found: pd.DataFrame) -> pd.DataFrame:
    """The differences found, beside the effects that the case company was simulated with.

    Args:
        found: as ``with_winning`` gives it.

    Returns:
        ``estimate``, ``standard_error`` and ``true_effect``; one row an item.
    """
    effects = pd.Series(truth("sales_calls")["parameters"]["effect"])
    return found[["estimate", "standard_error"]].assign(true_effect=effects.reindex(found.index))


def true_win_rate(**known: float) -> float:
    """The share won that the case company was simulated with, where these items were done (1) or not (0).

    Args:
        known: ``listened`` and ``all_deciders``, and any of the judged items; a judged item that is left out was done
            as often as in the whole company.
    """
    parameters = truth("sales_calls")["parameters"]
    shares = {**parameters["done"], **known}
    return parameters["start"] + sum(effect * shares[item] for item, effect in parameters["effect"].items())


def by_deciders(talks: pd.DataFrame) -> pd.DataFrame:
    """Winning by how many people decide, and whether all of them took part.

    Returns:
        One row a group, labelled by the people who decide (``needs``) and ``all_deciders``: ``conversations``,
        ``coverage`` (mean share of deciders present), ``won`` (share) and its ``standard_error``.
    """
    groups = talks.assign(all_deciders=talks["all_deciders"] == 1).groupby(
        [talks["deciders_needed"].rename("needs"), "all_deciders"])
    found = groups.agg(conversations=("won", "size"), coverage=("coverage", "mean"), won=("won", "mean"))
    return found.assign(standard_error=sampling.share_error(found["won"], found["conversations"]))


def loss_log(talks: pd.DataFrame) -> pd.DataFrame:
    """The log of loss reasons: how many conversations each reason lost, the most frequent first.

    Returns:
        One row a reason: ``conversations``, ``share`` of all that were lost, and its ``standard_error``.

    Raises:
        InputError: nothing was lost, or no reason was written down.
    """
    lost = talks.loc[talks["won"] == 0, "loss_reason"].dropna() if "loss_reason" in talks else pd.Series(dtype=str)
    if lost.empty:
        raise InputError(_("No lost conversation has a reason in the column “loss_reason”, so there is no log to "
                           "make."))
    counts = lost.value_counts().rename_axis("reason").rename("conversations")
    share = counts / counts.sum()
    return pd.DataFrame({"conversations": counts, "share": share,
                         "standard_error": sampling.share_error(share, counts.sum())})


def losses_against(talks: pd.DataFrame) -> pd.DataFrame:
    """Among lost conversations, how often each reason was given where the item against it was done, and where not.

    Returns:
        One row a reason of ``AGAINST``: ``item``, ``with_item`` and ``without_item`` (shares of those lost), their
        ``difference`` and its ``standard_error``.
    """
    lost, rows = talks[talks["won"] == 0], {}
    for reason, item in AGAINST.items():
        found = _difference(lost.assign(won=(lost["loss_reason"] == reason).astype(int)), item)
        rows[reason] = {"item": records.said(item), "with_item": found["won_with"],
                        "without_item": found["won_without"], "difference": found["estimate"],
                        "standard_error": found["standard_error"]}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("reason")


def false_alarms(tests: int, level: float = 0.05) -> float:
    """The chance that at least one of so many independent tests calls when there is nothing: 1 − (1 − level)^tests."""
    return 1 - (1 - level) ** tests
