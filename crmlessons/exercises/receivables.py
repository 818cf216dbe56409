"""Exercises on what is owed: the signed equation, buckets, days sales outstanding, roll rates and the provision."""

import pandas as pd

from crmlessons import receivables
from crmlessons.exercises.engine import Choice, Fact, Guess, Lesson, Mistake, Number, Option, Vary
from crmlessons.receivables import SHEET
from crmlessons.words import N_

LESSON = Lesson("08", N_("Who pays late, and how hard should we chase?"))

HARD_GUESS = Guess(
    ask=N_("{firms} small firms owe {amount} each and are late. Friendly reminders cost {kind_cost} a case and bring "
           "in {kind_paid} of the invoices; {kind_lost} of the firms leave over them. Letters from a lawyer cost "
           "{hard_cost} a case and bring in {hard_paid}; {hard_lost} of the firms leave over them. A firm that stays "
           "is worth {value} over the years to come; an invoice that is not paid brings nothing. How many lei do the "
           "lawyer's letters bring more than the reminders, all cases together? Guess, do not calculate."),
    expected=lambda more: more, unit="lei",
    facts={"firms": Fact(lambda: 100, "count"), "amount": Fact(lambda: 85, "money"),
           "value": Fact(lambda: 775, "money"),
           "kind_cost": Fact(lambda: 4, "money"), "hard_cost": Fact(lambda: 38, "money"),
           "kind_paid": Fact(lambda: 0.8, "percent"), "hard_paid": Fact(lambda: 0.9, "percent"),
           "kind_lost": Fact(lambda: 0.02, "percent"), "hard_lost": Fact(lambda: 0.15, "percent"),
           "recovered": Fact(lambda firms, amount, kind_paid, hard_paid: firms * amount * (hard_paid - kind_paid),
                             "money"),
           "dearer": Fact(lambda firms, kind_cost, hard_cost: firms * (hard_cost - kind_cost), "money"),
           "gone": Fact(lambda firms, kind_lost, hard_lost: firms * (hard_lost - kind_lost), "count"),
           "value_gone": Fact(lambda gone, value: gone * value, "money"),
           "more": Fact(lambda recovered, dearer, value_gone: recovered - dearer - value_gone, "money")},
    meaning=N_("The letters bring in {recovered} more, cost {dearer} more, and {gone} more firms leave, worth "
               "{value_gone}. All in all: {more}. What is seen in the bank is the first number; the third never "
               "stands in a collector's report."),
    hints=(N_("Any number is welcome. Which of the three differences is the largest: money in, cost, or customers?"),),
    solution=N_("{firms} · {amount} · ({hard_paid} − {kind_paid}) = {recovered}. Cost: {dearer}. Customers: {gone} · "
                "{value} = {value_gone}. {recovered} − {dearer} − {value_gone} = {more}."),
)

# Every combination has a gain in each term, and no two mistakes lead to one number.
FIRM = {
    "credit_sales": Vary(900_000, (720_000, 900_000, 1_080_000)),
    "days_without": Vary(55, (52, 55, 58)),
    "days_with": Vary(45, (44, 45, 46)),
    "financing_rate": Vary(0.08, (0.07, 0.08, 0.1)),
    "cases_without": Vary(41, (38, 41, 44)),
    "cases_with": Vary(25, (24, 25)),
    "exposure": Vary(600, (550, 600, 650)),
    "loss_given_default": Vary(0.6, (0.6, 0.65)),
    "customers_lost_without": Vary(30, (30, 32)),
    "customers_lost_with": Vary(20, (20, 21)),
    "value_per_customer": Vary(500, (480, 500, 520)),
    "programme_cost": Vary(6_000, (5_500, 6_000)),
}

CONTRIBUTION = Number(
    ask=N_("A firm sells {A} a year on credit. A programme of reminders brings the days until an invoice is paid from "
           "{B} to {C}; financing costs {D} a year, counted on 360 days. Irrecoverable cases fall from {F} to {G} a "
           "year, each with {H} owed, of which {J} is lost. Customers lost over collection fall from {L} to {M}, each "
           "worth {N}. The programme costs {Q}. How many lei a year is it worth?"),
    given=FIRM, sheet=SHEET, expected=lambda R: R, unit="lei",
    facts={"cases": Fact(lambda F, G: F - G, "count"), "kept": Fact(lambda L, M: L - M, "count"),
           "printed": Fact(lambda E, cases, P, Q: receivables.as_printed(E, cases, P, Q), "money")},
    mistakes=(
        Mistake(lambda printed: printed, N_("You added {cases} cases to lei. A case is no leu: multiply by the sum "
                                            "owed and by the share that is lost.")),
        Mistake(lambda R, K, F, G, H: R - K + (F - G) * H, N_("Of the {H} owed in such a case only {J} is lost; the "
                                                              "rest comes in after all.")),
        Mistake(lambda R, E: R - E, N_("You left out the financing that earlier payment saves: {E}.")),
        Mistake(lambda R, E, A, D, B, C: R - E + A * D * (B - C), N_("{D} is the cost of a whole year. The money is "
                                                                    "saved for some days: divide by 360.")),
        Mistake(lambda R, P: R - P, N_("You left out the {kept} customers who are kept. They are worth {P}.")),
        Mistake(lambda R, Q: R + Q, N_("The programme itself is still to be paid for: {Q}.")),
        Mistake(lambda R, P, L, N: R - P + L * N, N_("You counted all {L} customers lost without the programme. With "
                                                     "it {M} are still lost.")),
        Mistake(lambda R, K, F, H, J: R - K + F * H * J, N_("You counted all {F} cases. With the programme {G} of them "
                                                            "remain.")),
    ),
    meaning=N_("{E} of financing, {K} of losses avoided and {P} of customers kept, less {Q}: {R} a year."),
    hints=(N_("Turn each of the three gains into lei before you add."),
           N_("Financing: {A} ÷ 360 · days saved · {D}. Losses: cases · sum owed · share lost. Customers: kept · "
              "value."), N_("E = {E} and K = {K}.")),
    solution=N_("E = {A} ÷ 360 · ({B} − {C}) · {D} = {E}. K = ({F} − {G}) · {H} · {J} = {K}. P = ({L} − {M}) · {N} = "
                "{P}. R = {E} + {K} + {P} − {Q} = {R}."),
)

NOT_IN_LEI = Choice(
    ask=N_("A report adds up: “capital set free {capital}, fewer court cases {cases}, fees saved {fees}, sales of the "
           "customers kept {sales}”. Which of the four may stand in a sum of gains in lei as it is?"),
    given={"capital": Vary(40_000, (30_000, 35_000, 40_000, 45_000, 50_000), "money"),
           "cases": Vary(9, (6, 7, 8, 9, 11), "count"), "fees": Vary(2_100, (1_800, 1_900, 2_100, 2_400), "money"),
           "sales": Vary(12_000, (9_000, 10_000, 12_000, 14_000), "money")},
    options={
        "capital": Option(N_("capital set free, {capital}"),
                          N_("It is still the firm's own money and only came earlier. The gain is what it would have "
                             "cost to borrow it: capital · rate · days ÷ 360.")),
        "cases": Option(N_("fewer court cases, {cases}"),
                        N_("Cases are counted, not paid: {cases} cases · sum owed · share lost would be lei.")),
        "fees": Option(N_("fees saved, {fees}"), N_("These are lei that are no longer spent."), right=True),
        "sales": Option(N_("sales of the customers kept, {sales}"),
                        N_("These are lei, but revenue. What is kept is the margin on it, over the years to come.")),
    },
    hints=(N_("Two questions for each: is its unit lei? And is it a gain, or only money that moves?"),
           N_("One of them holds.")),
    solution=N_("A sum of gains takes lei that the firm would not have otherwise:"),
)

WHICH_BUCKET = Choice(
    ask=N_("It is the evening of 2 March 2025, no leap year. Which of these open invoices stand in the bucket 1–30 "
           "days overdue?"),
    options={
        "today": Option(N_("due on 2 March 2025"), N_("Due today is not overdue: the customer may still pay today.")),
        "yesterday": Option(N_("due on 1 March 2025"), N_("One day overdue is the first day of the bucket."),
                            right=True),
        "thirty": Option(N_("due on 31 January 2025"),
                         N_("From 31 January to 2 March are 30 days, since February 2025 has 28, and day 30 still "
                            "belongs to it."), right=True),
        "thirty_one": Option(N_("due on 30 January 2025"),
                             N_("That is day 31: one day in January, 28 in February, 2 in March. It stands in "
                                "31–60.")),
    },
    hints=(N_("Count the days from the due date to 2 March; February 2025 has 28."), N_("Two of them hold.")),
    solution=N_("Days after the due date: 0, 1, 30 and 31. The bucket takes 1 to 30:"),
)

QUARTER = {"owed": Vary(160_000, (150_000, 155_000, 160_000, 165_000, 170_000), "money"),
           "april": Vary(120_000, (115_000, 120_000, 125_000), "money"),
           "may": Vary(110_000, (100_000, 105_000, 110_000), "money"),
           "june": Vary(90_000, (82_000, 86_000, 90_000, 94_000), "money")}
MONTHS = pd.period_range("2025-04", periods=3, freq="M")

DSO = Number(
    ask=N_("At the end of June a firm is owed {owed}. It sold on credit {april} in April, {may} in May and {june} in "
           "June (91 days). What are its days sales outstanding, the simple way?"),
    given=QUARTER, expected=lambda days: days, unit=N_("days"), shown="number",
    facts={"sales": Fact(lambda april, may, june: april + may + june, "money"),
           "days": Fact(lambda owed, sales: receivables.dso(owed, sales, 91), "number")},
    mistakes=(
        Mistake(lambda owed, sales: owed / sales * 365, N_("You multiplied by the days of a year. The sales are those "
                                                           "of a quarter: 91 days.")),
        Mistake(lambda owed, sales: owed / sales * 90, N_("April, May and June have 91 days, not 90.")),
        Mistake(lambda owed, june: owed / june * 30, N_("You took the sales of June alone. The simple way takes the "
                                                        "whole quarter.")),
        Mistake(lambda owed, sales: sales / owed * 91, N_("You divided the wrong way round: receivables over sales.")),
        Mistake(lambda owed, sales: owed / sales, N_("This is the share of the quarter's sales that is still owed. "
                                                     "Multiply it by the 91 days.")),
    ),
    meaning=N_("{owed} are {days} days of the quarter's average sales."),
    hints=(N_("What share of the quarter's sales is still owed?"), N_("That share of 91 days.")),
    solution=N_("{owed} ÷ {sales} · 91 = {days} days."),
)

COUNTBACK = Number(
    ask=N_("Another firm: {owed} owed at the end of June, sales of {june} in June (30 days), {may} in May (31 days) "
           "and {april} in April. What are the days sales outstanding by counting back?"),
    given=QUARTER, expected=lambda days: days, unit=N_("days"), shown="number",
    facts={"days": Fact(lambda owed, april, may, june: float(
        receivables.countback(owed, pd.Series([april, may, june], MONTHS))["days"].sum()), "number"),
        "rest": Fact(lambda owed, june: owed - june, "money")},
    mistakes=(
        Mistake(lambda owed, april, may, june: owed / (april + may + june) * 91,
                N_("This is the simple way. Counting back goes month by month and begins with June.")),
        Mistake(lambda rest, may: rest / may * 31, N_("You forgot the 30 days of June, which is unpaid as a whole.")),
        Mistake(lambda rest, may: 30 + rest / may * 30, N_("May has 31 days.")),
        Mistake(lambda april, owed, may: 30 + (owed - april) / may * 31,
                N_("You began with April. The latest sales are taken to be the unpaid ones: begin with June.")),
        Mistake(lambda rest, june: 30 + rest / june * 31, N_("What is left after June is a part of the sales of May, "
                                                             "not of June.")),
    ),
    meaning=N_("The whole of June and {rest} of May are unpaid: {days} days."),
    hints=(N_("How much is left when the sales of June are taken off?"),
           N_("{rest} of May's {may} are unpaid. How many of May's 31 days is that?")),
    solution=N_("June: 30 days, and {owed} − {june} = {rest} is left. May: {rest} ÷ {may} · 31. Together {days} days."),
)

STEPS = {"sold": Vary(200_000, (180_000, 200_000, 220_000), "money"), "due": Vary(80_000, (75_000, 80_000), "money"),
         "thirty": Vary(32_000, (30_000, 31_000, 32_000, 33_000, 36_000), "money"),
         "sixty": Vary(12_000, (12_000, 13_000), "money"),
         "ninety": Vary(3_000, (2_600, 2_800, 3_000, 3_200, 3_300), "money")}
RATES = {"rates": Fact(lambda sold, due, thirty, sixty, ninety: receivables.loss_rates(
    [sold, due, thirty, sixty, ninety]), "number"), "rate": Fact(lambda rates: float(rates["days_31_60"]), "percent")}

LOSS_RATE = Number(
    ask=N_("Of {sold} sold, {due} was unpaid after the due date, {thirty} 30 days later, {sixty} after 60 days and "
           "{ninety} after 90. What passes 90 days counts as lost. What share of an invoice in the bucket 31–60 days "
           "is expected to be lost?"),
    given=STEPS, expected=lambda rate: rate, unit="1", facts=RATES,
    mistakes=(
        Mistake(lambda sixty, thirty: sixty / thirty, N_("This is the share that rolls on into the next bucket. Not "
                                                         "all of it is lost: go on to the end.")),
        Mistake(lambda ninety, sold: ninety / sold, N_("This is the share of all sales. An invoice in 31–60 has come "
                                                       "much further: divide by what was unpaid then.")),
        Mistake(lambda ninety, sixty: ninety / sixty, N_("This is the rate of the next bucket, 61–90.")),
        Mistake(lambda ninety, due: ninety / due, N_("This is the rate of the bucket before, 1–30.")),
        Mistake(lambda rate: 1 - rate, N_("This is the share that is expected to be paid.")),
    ),
    meaning=N_("Of {thirty} that entered the bucket, {ninety} passed 90 days: {rate}."),
    hints=(N_("How much entered the bucket 31–60, and how much of it was never paid?"), N_("{ninety} ÷ {thirty}.")),
    solution=N_("{thirty} was unpaid after 30 days, {ninety} after 90. {ninety} ÷ {thirty} = {rate}."),
)

PROVISION = Number(
    ask=N_("Other roll rates: of {sold} sold, {due}, {thirty}, {sixty} and {ninety} were still unpaid at the four "
           "steps. Today the firm is owed {a} not yet overdue, {b} for 1–30 days, {c} for 31–60, {d} for 61–90 and {e} "
           "for longer. How much must it set aside, if nothing comes in after 90 days?"),
    given={**STEPS, "a": Vary(420_000, (400_000, 420_000), "money"), "b": Vary(150_000, (150_000, 170_000), "money"),
           "c": Vary(64_000, (58_000, 72_000), "money"), "d": Vary(28_000, (26_000, 28_000), "money"),
           "e": Vary(9_000, (8_000, 9_000), "money")},
    expected=lambda aside: aside, unit="lei",
    facts={**RATES, "aside": Fact(lambda rates, a, b, c, d, e: float(
        receivables.provision([a, b, c, d, e], rates)["provision"].sum()), "money"),
        "oldest": Fact(lambda e: e, "money")},
    mistakes=(
        Mistake(lambda aside, e: aside - e, N_("You left out the oldest bucket. It counts as lost in full: {e}.")),
        Mistake(lambda a, b, c, d, e, ninety, sold: (a + b + c + d + e) * ninety / sold,
                N_("You took one rate for everything. The older an invoice, the less of it comes in.")),
        Mistake(lambda a, b, c, d, e, sold, due, thirty, sixty, ninety: a * due / sold + b * thirty / due
                + c * sixty / thirty + d * ninety / sixty + e,
                N_("You multiplied by the share that rolls into the next bucket. Go on to the end: what never comes in "
                   "is the last amount over the one of the bucket.")),
        Mistake(lambda aside, a, ninety, sold: aside - a * ninety / sold,
                N_("You set nothing aside for what is not yet overdue. A small part of it will not come in either.")),
    ),
    meaning=N_("{aside} must be set aside, {e} of it for the oldest bucket."),
    hints=(N_("The loss rate of a bucket is {ninety} over what was unpaid when an invoice entered it."),
           N_("Five products: each balance times its own rate; the last rate is 1.")),
    solution=N_("{a} · {ninety} ÷ {sold} + {b} · {ninety} ÷ {due} + {c} · {ninety} ÷ {thirty} + {d} · {ninety} ÷ "
                "{sixty} + {e} = {aside}."),
)
