"""Sales conversations: Tschohl's tips and Davis's mistakes as data, the cost of delay, and when to stop."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from crmlessons import records
from crmlessons.sales_agreement import (
    JUDGED,
    agreement,
    compared,
    kappa,
    kappa_of_errors,
    said_of,
    seen_by_raters,
    seen_through,
)
from crmlessons.sales_calls import (
    against_truth,
    by_deciders,
    chance_of_more,
    conversation_value,
    differences,
    false_alarms,
    loss_finding,
    loss_log,
    losses_against,
    margin_kept,
    one_row,
    with_winning,
)
from crmlessons.sales_checklists import MARKS, Checklist, Item, Mistake, Tip
from crmlessons.sales_conversations import CONVERSATIONS, conversation, model_scores, profile, verdict
from crmlessons.sales_roleplay import ROLE_PLAY
from crmlessons.sales_scores import Scorebook, Scores
from crmlessons.sales_trial import CARD, decider_gains, trial_size, trial_sizes
from crmlessons.words import N_, InputError
from crmlessons.words import gettext as _
from crmlessons.worksheet import Line, Worksheet

__all__ = ["CARD", "CHECKLIST", "CONVERSATIONS", "DAVIS", "DELAY", "JUDGED", "MARKS", "ROLE_PLAY", "SHEET",
           "TSCHOHL", "Checklist", "Item", "Mistake", "Scorebook", "Scores", "Tip", "against_truth",
           "agreement", "by_deciders", "chance_of_more", "compared", "conversation", "conversation_value",
           "decider_gains", "differences", "fair_delay", "fair_delay_at", "false_alarms", "inputs_from",
           "kappa", "kappa_of_errors", "loss_finding", "loss_log", "losses_against", "margin_kept", "model_scores",
           "one_row", "profile", "said_of", "seen_by_raters", "seen_through", "trial_size", "trial_sizes", "verdict",
           "with_winning"]

TSCHOHL = Checklist((
    Tip(key="cared", tip=N_("Love your customers: let them feel that they matter to you."),
        observe=N_("Does what the customer says change what the seller does next?"),
        measure=N_("answers of the customer that the seller takes up, of all"),
        levels=(N_("no interest in this customer"), N_("kind words, but the customer's answers change nothing"),
                N_("the seller takes up what the customer says"))),
    Tip(key="called_by_name", tip=N_("Call them by name, and pronounce it right."),
        observe=N_("Is the customer's name used, and is it the right one?"),
        measure=N_("times the right name is used; a wrong name counts against it"),
        levels=(N_("no name, or a wrong one"), N_("some of the people by the right name"),
                N_("everybody by the right name, at least once"))),
    Tip(key="quick", tip=N_("Be quick: customers want an answer soon."),
        observe=N_("How long did the request wait? Are questions answered at once?"),
        measure=N_("hours from the request to the answer; questions left open"),
        levels=(N_("more than three days, or a question put off"),
                N_("one to three days, and every question answered at once"),
                N_("within a day, and every question answered at once"))),
    Tip(key="promise_kept", tip=N_("Keep your promises, in time or earlier."),
        observe=N_("What had been promised before the conversation? Was it done?"),
        measure=N_("promises kept in time, of all that were made"),
        levels=(N_("a promise was broken"), N_("kept, but late or in part"), N_("kept in time"))),
    Tip(key="trained", tip=N_("See that the whole team is trained, and not only the seller."),
        observe=N_("Does everybody whom the customer meets know the matter?"),
        measure=N_("people who could answer, of all whom the customer met"),
        levels=(N_("somebody did not know the matter"), N_("the seller knew; of the others nothing is seen"),
                N_("the seller knew, and so do the others who are named"))),
))

DAVIS = Checklist((
    Mistake(key="listened", printed="mistake",
            mistake=N_("following your own selling process"), remedy=N_("follow the customer's buying process"),
            measure=N_("share of the talk that the customer has"),
            observe=N_("Who talks, and about whom? Count the words or the minutes."),
            levels=(N_("the customer has less than a third of the words"), N_("a third or more, but less than half"),
                    N_("half of the words or more"))),
    Mistake(key="all_deciders", printed="remedy",
            mistake=N_("presenting to people who do not decide"),
            remedy=N_("find those who decide, and have them there"),
            measure=N_("decider coverage: deciders who take part, of all who are needed"),
            observe=N_("Who decides in this house? Who of them is here?"),
            levels=(N_("nobody who decides takes part"), N_("some of them do"), N_("all of them do"))),
    Mistake(key="delay_priced", printed="remedy",
            mistake=N_("leaving the cost of delay unsaid"), remedy=N_("put a price on waiting, and be fair about it"),
            measure=N_("months of delay × (monthly benefit − monthly price), in lei"),
            observe=N_("Is it said in lei what waiting costs this customer?"),
            levels=(N_("nothing, or only a deadline that the seller made up"),
                    N_("“waiting costs you” without an amount, or without taking the price off"),
                    N_("an amount (it may be nothing) from what the customer said, the price taken off"))),
    Mistake(key="qualified", printed="prohibition",
            mistake=N_("running after people without interest, or who look only at the price"),
            remedy=N_("qualify out: stop where a contact costs more than it can bring"),
            measure=N_("contact only if chance × margin > cost of the contact"),
            observe=N_("Does the seller find out whether this customer needs it and can pay, and let go where not?"),
            levels=(N_("neither need nor money is asked about, or it does not fit and the seller goes on"),
                    N_("one of the two is asked about"),
                    N_("both are; or there is no need, and the seller lets go"))),
    Mistake(key="fear_surfaced", printed="remedy",
            mistake=N_("ignoring the fear of the last minute"), remedy=N_("ask about it, and have a plan B"),
            measure=N_("for a whole firm: a log of loss reasons, and how often fear is in it"),
            observe=N_("Is the fear of a wrong decision asked about? Is there an answer to it?"),
            levels=(N_("the seller does not ask, and the customer names none"),
                    N_("the seller asks or the customer names it, and the seller has no answer"),
                    N_("it comes out, and the seller answers it with a plan B or a reason"))),
))

CHECKLIST = TSCHOHL + DAVIS

DELAY = Worksheet(N_("Cost of delay to the customer"), "Davis 3", (
    Line("A", "monthly_benefit", N_("monthly benefit"), "lei/period", default=300, slider=(0, 1_000, 10)),
    Line("B", "monthly_price", N_("monthly price"), "lei/period", default=100, slider=(0, 500, 5)),
    Line("C", "delay_months", N_("months of delay"), "period", default=4, slider=(0, 12, 1)),
    Line("D", "cost_of_delay", N_("cost of delay"), "lei", lambda A, C: A * C),
    Line("E", "price_saved", N_("price not paid meanwhile"), "lei", lambda B, C: B * C),
    Line("F", "gain_of_deciding", N_("gain of deciding now"), "lei", lambda D, E: D - E),
))

SHEET = Worksheet(N_("Worth of sales conversations"), "Davis 4", (
    Line("A", "conversations", N_("conversations"), "prospect", default=100, slider=(0, 500, 5)),
    Line("B", "cost_per_conversation", N_("cost per conversation"), "lei/prospect", default=60, slider=(0, 300, 2)),
    Line("C", "total_cost", N_("cost of all conversations"), "lei", lambda A, B: A * B),
    Line("D", "win_rate", N_("chance of winning"), "customer/prospect", default=0.2, slider=(0, 1, 0.01)),
    Line("E", "customers_won", N_("customers won"), "customer", lambda A, D: A * D),
    Line("F", "margin_per_customer", N_("gross margin per customer"), "lei/customer", default=400,
         slider=(0, 1_500, 10)),
    Line("G", "gross_margin", N_("total gross margin"), "lei", lambda E, F: E * F),
    Line("H", "break_even_chance", N_("chance needed to break even"), "customer/prospect", lambda B, F: B / F,
         undefined=N_("a customer brings no margin, so no chance is high enough")),
    Line("J", "margin_to_expect", N_("margin to be expected"), "lei/prospect", lambda D, F: D * F),
    Line("K", "value_per_conversation", N_("value of a conversation"), "lei/prospect", lambda J, B: J - B),
    Line("L", "contribution", N_("value of all conversations"), "lei", lambda G, C: G - C),
))


def inputs_from(calls: pd.DataFrame, by: str | None = None) -> pd.Series | pd.DataFrame:
    """The inputs of ``SHEET``, estimated from conversations: ``sales.SHEET.solve(**sales.inputs_from(calls))``.

    Args:
        calls: two rows a conversation (one a rater), or one row as ``one_row`` gives it; with the columns cost, margin
            (of the first year, if it is won) and won.
        by: a column whose values make the groups.

    Returns:
        conversations (A), cost_per_conversation (B, mean, lei), win_rate (D) and margin_per_customer (F, mean of those
        won, lei): a Series, or with ``by`` a DataFrame with one row a group. A group in which nothing was won takes F
        of the whole table, and a ``records.Note`` says so.

    Raises:
        InputError: a column is missing or wrong, or nothing was won in all of the table.
    """
    talks = one_row(calls).reset_index() if "call_id" in calls else calls
    missing = [column for column in ("cost", "margin", "won") if column not in talks]
    if missing:
        raise InputError(_("The table of conversations lacks these columns: {names}.").format(names=", ".join(missing)))
    nothing = _("None of these conversations was won, so the margin of a customer cannot be estimated from them. Take "
                "in more conversations.")
    return records.estimates_by(talks, by, _estimates, nothing)


def _estimates(talks: pd.DataFrame, keys: list[pd.Series]) -> pd.DataFrame:
    """The inputs of each group; NaN where nothing was won."""
    groups = talks.assign(gained=talks["margin"].where(talks["won"] == 1)).groupby(keys, observed=True)
    return pd.DataFrame({"conversations": groups.size(), "cost_per_conversation": groups["cost"].mean(),
                         "win_rate": groups["won"].mean(), "margin_per_customer": groups["gained"].mean()})


def fair_delay(talks: pd.DataFrame, monthly_price: float) -> pd.DataFrame:
    """The cost of delay of every conversation, one row each: the lines of ``DELAY`` by letter.

    Args:
        talks: one row a conversation, with the columns monthly_benefit (lei) and delay_months.
        monthly_price: what the product costs a month, lei.
    """
    solved = DELAY.solve(monthly_benefit=talks["monthly_benefit"], delay_months=talks["delay_months"],
                         monthly_price=monthly_price)
    return solved.frame()


def fair_delay_at(talks: pd.DataFrame, monthly_prices: Sequence[float]) -> pd.DataFrame:
    """What waiting costs the average firm, and how many firms gain nothing by deciding now, at several prices.

    Args:
        talks: as for ``fair_delay``.
        monthly_prices: of the product, lei a month; one row each.

    Returns:
        ``monthly_fee_paid``, ``cost_of_delay`` and ``gain_of_deciding`` (means, lei), and ``no_gain`` (share of firms).
    """
    waits = {price: fair_delay(talks, price) for price in monthly_prices}
    return pd.DataFrame({
        "monthly_fee_paid": list(waits),
        "cost_of_delay": [one["D"].mean() for one in waits.values()],
        "gain_of_deciding": [one["F"].mean() for one in waits.values()],
        "no_gain": [(one["F"] <= 0).mean() for one in waits.values()],
    })
