"""What records of sales conversations say: which items go with winning, deciders, margins, reasons for loss."""

from __future__ import annotations

from statistics import NormalDist

import pandas as pd

from crmlessons import records, sampling
from crmlessons.records.description import truth
from crmlessons.sales_agreement import JUDGED
from crmlessons.words import InputError, number
from crmlessons.words import gettext as _

COUNTED = ("listened", "all_deciders")
ITEMS = (*COUNTED, *JUDGED)
# The item that each reason for loss calls for. ("No decider" needs none: it can be a reason only where one is missing.)
AGAINST = {"no_need": "qualified", "postponed": "delay_priced", "last_minute_fear": "fear_surfaced"}
LISTENED = 0.5  # the customer has at least this share of the talk
FAST = 24  # hours


def one_row(calls: pd.DataFrame, rater: str = "A") -> pd.DataFrame:
    """One row a conversation, scored by one rater, with two items that are counted and not judged.

    Args:
        calls: two rows a conversation, as ``records.load("sales_calls")`` gives them.
        rater: "A" or "B".

    Returns:
        The rater's rows by ``call_id``, and the columns ``listened`` (1: the customer has half of the talk or more),
        ``all_deciders`` (1: everybody who decides took part), ``coverage`` (share of the deciders who did) and, where
        the table has ``response_hours``, ``fast`` (1: answered within a day).

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
    if "response_hours" in rows:
        counted["fast"] = (rows["response_hours"] <= FAST).astype(int)
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


def differences(found: pd.DataFrame) -> pd.DataFrame:
    """The shares won with each item and without it, their ``difference`` and its ``standard_error``: without intervals.

    Args:
        found: as ``with_winning`` gives it.
    """
    shown = found[["won_with", "won_without", "estimate", "standard_error"]]
    return shown.rename(columns={"estimate": "difference"})


def against_truth(found: pd.DataFrame) -> pd.DataFrame:
    """The differences found, beside the effects that the case company was simulated with.

    Args:
        found: as ``with_winning`` gives it.

    Returns:
        One row an item: ``estimate``, ``standard_error``, ``least_found`` (how large a difference must be seen for the
        wide interval to leave zero out) and ``true_effect``.
    """
    effects = pd.Series(truth("sales_calls")["parameters"]["effect"])
    return found[["estimate", "standard_error"]].assign(
        least_found=found["wide_high"] - found["estimate"], true_effect=effects.reindex(found.index))


def chance_of_more(true: pd.DataFrame) -> pd.Series:
    """The chance that a year's records show a difference as large as the one found, or larger, given what is true.

    By the normal curve around the true effect, with the standard error of the estimate. It fits items that are counted;
    an item that is judged is seen through its raters' errors (``seen_through``).

    Args:
        true: as ``against_truth`` gives it.
    """
    away = (true["estimate"] - true["true_effect"]) / true["standard_error"]
    return away.map(lambda errors: 1 - NormalDist().cdf(errors)).rename("chance_of_more")


def by_deciders(talks: pd.DataFrame) -> pd.DataFrame:
    """What everybody's presence goes with, among firms in which two people decide, in which three do, and in both.

    Returns:
        One row a kind of firm (``needs``: "2", "3" and "several"): ``conversations``, ``missing`` (in how many somebody
        was missing), ``won_with`` everybody, ``won_without``, their ``difference`` and its ``standard_error``.
    """
    kinds = {"two_decide": talks["deciders_needed"] == 2, "three_decide": talks["deciders_needed"] == 3,
             "several_decide": talks["deciders_needed"] > 1}
    rows = {}
    for kind, chosen in kinds.items():
        group = talks[chosen]
        counts = {"conversations": len(group), "missing": int((group["all_deciders"] == 0).sum())}
        rows[kind] = {**counts, **differences(with_winning(group, ("all_deciders",))).iloc[0]}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("needs")


def margin_kept(talks: pd.DataFrame, ledger: pd.DataFrame) -> pd.Series:
    """What the customers won by these conversations truly left in their first twelve months: billed less goods, lei.

    Args:
        talks: one row a conversation, with ``customer_id`` for those won.
        ledger: one row for each customer and month, in which a customer's first row is the first month.

    Returns:
        One number a customer, by customer_id; who leaves within the year has fewer months in it.

    Raises:
        InputError: the ledger is wrong, or one of these customers has no row in it.
    """
    won = talks.loc[talks["won"] == 1, "customer_id"]
    rows = records.check("ledger", ledger).sort_values("month", kind="stable")
    rows = rows[rows["customer_id"].isin(won)]
    first_year = rows[rows.groupby("customer_id").cumcount() < 12]
    kept = (first_year["billed"] - first_year["cost_of_goods"]).groupby(first_year["customer_id"]).sum()
    if len(kept) < won.nunique():
        raise InputError(_("Some of the customers won by these conversations have no row in the ledger. Take both "
                           "tables from the same records."))
    return kept


def conversation_value(talks: pd.DataFrame) -> pd.Series:
    """What a conversation left on average, its cost taken off, in lei: ``estimate`` and ``standard_error``.

    Args:
        talks: one row a conversation, with ``won``, ``margin`` and ``cost``.
    """
    left = talks["won"] * talks["margin"] - talks["cost"]
    return pd.Series({"estimate": left.mean(), "standard_error": left.sem()})


def loss_log(talks: pd.DataFrame) -> pd.DataFrame:
    """The log of loss reasons: how many conversations each reason lost, the most frequent first.

    Returns:
        One row a reason: ``conversations``, ``estimate`` (the share of all that were lost), its ``standard_error`` and
        the interval ``low`` to ``high``.

    Raises:
        InputError: nothing was lost, or no reason was written down.
    """
    lost = talks.loc[talks["won"] == 0, "loss_reason"].dropna() if "loss_reason" in talks else pd.Series(dtype=str)
    if lost.empty:
        raise InputError(_("No lost conversation has a reason in the column “loss_reason”, so there is no log to "
                           "make."))
    counts = lost.value_counts().rename_axis("reason").rename("conversations")
    share = counts / counts.sum()
    found = pd.DataFrame({"conversations": counts, "estimate": share,
                          "standard_error": sampling.share_error(share, counts.sum())})
    return found.join(sampling.interval(found["estimate"], found["standard_error"])[["low", "high"]])


def loss_finding(log: pd.DataFrame, confidence: float = 0.95) -> str:
    """How many of the reasons share the first place, in words.

    Args:
        log: as ``loss_log`` gives it; each reason is compared with the most frequent one. In one log both are shares of
            the same conversations, so the square of the difference's standard error is (p + q − (p − q)²)/n.
    """
    first, others = log["estimate"].iloc[0], log["estimate"]
    error = ((first + others - (first - others) ** 2) / log["conversations"].sum()) ** 0.5
    same = int((first - others <= sampling.reach(confidence) * error).sum())
    if same == 1:
        return _("One reason of {all} stands clear of the others").format(all=number(len(log), 0))
    return _("The first {same} of {all} reasons cannot be told apart").format(
        same=number(same, 0), all=number(len(log), 0))


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
