"""A claim is not a fact: what source A claims, six questions to each claim, and what came out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlessons.words import N_
from crmlessons.words import gettext as _

VERDICTS = {"verified": N_("verified"), "half": N_("half true"), "contradicted": N_("contradicted"),
            "unverified": N_("unverified")}

QUESTIONS = (
    N_("Who said it first?"),
    N_("When, and of which time?"),
    N_("Of whom: which firms, which country?"),
    N_("How was it measured?"),
    N_("Can it be computed again?"),
    N_("What would contradict it?"),
)


_UNDATED = N_("the text has no date")


@dataclass(frozen=True)
class Claim:
    """A claim and the answers to the six questions, in their order; texts are marked for translation.

    Attributes:
        said: the claim.
        answers: one for each of ``QUESTIONS``.
        verdict: a key of ``VERDICTS``.
        because: why, in one sentence.
    """

    said: str
    answers: tuple[str, str, str, str, str, str]
    verdict: str
    because: str


CLAIMS = {
    "published": Claim(
        N_("A study found gains of 25% to 85%."),
        (N_("Reichheld and Sasser"), N_("1990"), N_("service firms in the United States"),
         N_("a computed value per customer"), N_("yes, from the rate kept and a margin that grows"),
         N_("profits of firms before and after")),
        "verified", N_("These figures were published, trade by trade.")),
    "harvard": Claim(
        N_("It was a study at Harvard."),
        (N_("source A"), _UNDATED, N_("the two authors"), N_("not measured"), N_("yes, in the article itself"),
         N_("where the authors worked")),
        "half", N_("Harvard's review printed it. One author taught at Harvard, the other was a consultant at Bain.")),
    "profit": Claim(
        N_("It is the profit of the company that grows."),
        (N_("source A"), _UNDATED, N_("any firm"), N_("not measured"), N_("yes, from the rate kept and a margin"),
         N_("the English original")),
        "contradicted", N_("The original computes what one customer brings over the years.")),
    "dysfunctions": Claim(
        N_("It takes 5% fewer “dysfunctions”."),
        (N_("a translator"), _UNDATED, N_("not said"), N_("not said"), N_("no: nothing to count"),
         N_("the English original")),
        "contradicted", N_("The original says defections: customers who leave. And it means 5 percentage points.")),
    "felt": Claim(
        N_("Keeping 90% instead of 80% is felt directly in profit."),
        (N_("source A"), _UNDATED, N_("any firm"), N_("not measured"), N_("yes: this lesson does"),
         N_("a programme that costs more than it brings")),
        "unverified", N_("The value of a customer rises 1.5 times. Whether profit rises depends on what the programme "
                         "costs.")),
    "effort": Claim(
        N_("That takes minimal effort."),
        (N_("source A"), _UNDATED, N_("any firm"), N_("not measured"), N_("no"),
         N_("the cost of programmes in a trial by lot")),
        "unverified", N_("It speaks of halving the loss of customers, and names no programme and no cost.")),
    "six": Claim(
        N_("Winning a customer costs 6 times as much as keeping one."),
        (N_("“it is said”"), N_("not said"), N_("not said"), N_("not said"), N_("yes, by every firm for itself"),
         N_("one firm's own records")),
        "unverified", N_("Others say 5 to 25 times. It is a number that each firm has to compute.")),
    "billions": Claim(
        N_("Bad service on web sites may cost over 63 billion dollars of possible sales in 2004."),
        (N_("Datamonitor, a market research firm"), N_("before 2004, about the year 2004"), N_("not said"),
         N_("an estimate of purchases given up"), N_("no: the report is not public"), N_("a count after 2004")),
        "unverified", N_("Other figures of the same firm give from 44 to 129, and nobody can count what was not "
                         "bought.")),
    "clienting": Claim(
        N_("Clienting was developed at Harvard."),
        (N_("source A"), _UNDATED, N_("not said"), N_("not measured"), N_("yes, in library catalogues"),
         N_("an older book of somebody else")),
        "contradicted", N_("The word is a trade mark of Edgar K. Geffroy, a German consultant, from the late 1980s.")),
    "contracts": Claim(
        N_("About 90% of contracts are decided without the seller."),
        (N_("Kevin Davis, a sales trainer"), N_("not said"), N_("not said"), N_("from experience, it seems"),
         N_("yes, by every firm for itself"), N_("a log of who was there")),
        "unverified", N_("No study is named. In the lesson on selling you count it in records.")),
}


def claims() -> pd.DataFrame:
    """All claims with their verdicts: columns ``claim``, ``verdict`` and ``reason_given``, in the language in use."""
    rows = [(_(one.said), _(VERDICTS[one.verdict]), _(one.because)) for one in CLAIMS.values()]
    return pd.DataFrame(rows, columns=["claim", "verdict", "reason_given"])


def questioned(code: str) -> pd.DataFrame:
    """The six questions and their answers for one claim: columns ``question_asked`` and ``answer_found``."""
    return pd.DataFrame([(_(question), _(answer)) for question, answer in
                         zip(QUESTIONS, CLAIMS[code].answers, strict=True)], columns=["question_asked", "answer_found"])


# Billions of dollars of sales given up on web sites for want of service, as the trade press of 2000 and 2001 reports
# the firm's studies: estimates for three years (the first is of the United States), a wider one for 2001 (North America
# and Europe), and a forecast of the five years 2000 to 2004 together.
ESTIMATES = pd.Series({1999: 6.1, 2000: 10.9, 2001: 13.5}, name="estimate")
WIDER = 20.7
FIVE_YEARS = 173.0


def trend() -> pd.Series:
    """What the same firm's other figures would make of 2004, in billions of dollars, if the growth were even.

    Returns:
        ``from_estimates``: the growth from 1999 to 2001, carried on; ``from_forecast``: the even growth from 1999 at
        which the years 2000 to 2004 come to the published sum; ``from_wider``: as the first, with the figure of 2001
        for North America and Europe.
    """
    first, last = ESTIMATES[1999], ESTIMATES[2001]
    rates = np.linspace(1.0, 3.0, 200_001)
    totals = first * sum(rates**year for year in range(1, 6))
    rate = rates[np.abs(totals - FIVE_YEARS).argmin()]
    return pd.Series({"from_estimates": last * (last / first) ** 1.5, "from_forecast": first * rate**5,
                      "from_wider": WIDER * (WIDER / first) ** 1.5})
