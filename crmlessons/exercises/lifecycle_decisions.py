"""Exercises on the value of a whole life: what to conclude, whom to recruit, whom to treat how, whom to win back."""

import pandas as pd

from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Ordering, Vary
from crmlessons.lifecycle import SHEET
from crmlessons.words import N_

KINDS = {"contacts": 400, "a": Vary(9, (8, 8.5, 9.5, 10), "money"), "a_error": Vary(1.5, (1.4, 1.6), "money"),
         "b": Vary(12, (11.5, 12.5, 13), "money"), "b_error": Vary(6.5, (6.8, 7), "money"),
         "c": Vary(-4, (-3.8, -4.2, -4.5), "money"), "c_error": Vary(1.2, (1.1, 1.3), "money")}
CHANNELS = {
    **SHEET.example, "new_customers": 100, "discount_rate": 0, "growth_value": 0, "revenue_per_customer": 50,
    "acquisition_cost": (Vary(90, (88, 92)), Vary(30, (28, 32)), Vary(105, (103, 107)), Vary(45, (43, 47))),
    "first_margin": (60, 40, 65, 75),
    "churn_rate": (Vary(0.035, (0.034, 0.036)), Vary(0.07, (0.068, 0.072)), Vary(0.015, (0.014, 0.016)),
                   Vary(0.055, (0.053, 0.057))),
    "months": Vary(24, (22, 23, 25)),
}
FIRMS = {"firms": Vary(300, (250, 280, 320, 350), "count"), "from_rate": Vary(0.12, (0.11, 0.13), "percent"),
         "to_rate": Vary(0.04, (0.035, 0.045), "percent"), "lost": Vary(90, (80, 85, 95), "count"),
         "win_back": Vary(0.1, (0.08, 0.09), "percent"), "value": Vary(800, (700, 750, 850), "money"),
         "attempt": Vary(30, (25, 28, 32), "money")}

CHANNEL_ORDER = Ordering(
    ask=N_("Four channels each won {A} customers. A customer who stays a month is billed {D} at a margin rate of {F}; "
           "{G} of the bills are never paid and keeping a customer costs {H} a month. Order the channels by what a "
           "customer is worth over {L} months, not discounted, the most valuable first."),
    rows={"phone": N_("phone"), "email": N_("e-mail"), "visits": N_("visits"), "letters": N_("letters")},
    given=CHANNELS, sheet=SHEET, expected=lambda V: V.sort_values(ascending=False).index,
    facts={"best": Fact(lambda V: V.idxmax(), "label"), "best_value": Fact(lambda V: V.max(), "money"),
           "favourite": Fact(lambda B, C: (C - B).idxmax(), "label"),
           "favourite_value": Fact(lambda V, favourite: V[favourite], "money")},
    mistakes=(
        Mistake(lambda B, C: (C - B).sort_values(ascending=False).index,
                N_("You ordered by the first sale. Most of the value comes later, from those who stay.")),
        Mistake(lambda B: B.sort_values().index, N_("You ordered by the cost of winning a customer. A customer won "
                                                    "cheaply who leaves soon is worth little.")),
        Mistake(lambda E: E.sort_values().index, N_("You ordered by who stays longest. In {L} months a long stay "
                                                    "does not make up for every cost of winning a customer.")),
    ),
    meaning=N_("A customer of “{best}” is worth {best_value} over {L} months. “{favourite}” brings most on the first "
               "sale, and is worth {favourite_value}."),
    hints=(N_("Fill `lifecycle.SHEET` once for each channel and compare line V."),
           N_("The dearest customers are those who stay longest. Is {L} months enough to earn back what they cost?")),
    solution=N_("V = C − B + N · P in each channel, where N counts the months a customer stays. From the most "
                "valuable:"),
)

WHICH_ROI = Choice(
    ask=N_("A manager writes: “Over their life the customers of this campaign brought in {revenue}, and winning and "
           "keeping them cost {spend}. That is {ratio}, far above 200%: a very effective programme.” The gross margin "
           "rate is {margin}, and {unpaid} of the bills were never paid. What happened?"),
    given={"revenue": Vary(210_000, (212_000, 215_000, 218_000), "money"),
           "spend": Vary(90_000, (88_000, 92_000), "money"),
           "margin": Vary(0.38, (0.37, 0.39), "percent"), "unpaid": Vary(0.04, (0.03, 0.035), "percent")},
    facts={"ratio": Fact(lambda revenue, spend: revenue / spend, "percent"),
           "needed": Fact(lambda margin, unpaid: 1 / (margin - unpaid), "percent"),
           "kept": Fact(lambda revenue, margin, unpaid: revenue * (margin - unpaid), "money"),
           "loss": Fact(lambda kept, spend: spend - kept, "money")},
    options={
        "effective": Option(N_("The programme was very effective, as the rule of the source says."),
                            N_("The rule divides revenue. Of the {revenue} only {kept} stayed in the company, less "
                               "than the {spend} spent.")),
        "lost": Option(N_("It lost {loss}."),
                       N_("Of the revenue {kept} stayed, and {spend} were spent. With this margin and these unpaid "
                          "bills the ratio must reach {needed} to break even."), right=True),
        "doubled": Option(N_("The company has more than doubled what it spent."),
                          N_("It took in more than twice what it spent. The goods and the unpaid bills are still to be "
                             "taken off.")),
        "unknown": Option(N_("Nobody can tell without the number of customers."),
                          N_("The totals are enough; the number of customers would only share them out.")),
    },
    hints=(N_("Which two amounts were divided?"), N_("What part of the revenue stays in the company?")),
    solution=N_("What stayed: {revenue} · ({margin} − {unpaid}) = {kept}. Spent: {spend}. Lost: {loss}. The ratio "
                "{ratio} is below {needed}, where it breaks even."),
)

WAY_BACK = Choice(
    ask=N_("A library draws the life of a reader as a line: registered → borrows → rarely comes → card expired. Its "
           "records of last month: of those who registered and never borrowed {unused} let the card expire; of those "
           "who rarely come {again} borrow again; of the expired nobody was written to. What may be concluded?"),
    given={"unused": Vary(0.3, (0.25, 0.28, 0.32, 0.35), "percent"),
           "again": Vary(0.2, (0.15, 0.18, 0.22, 0.25), "percent")},
    options={
        "skipped": Option(N_("The line lacks an arrow from “registered” straight to “card expired”."),
                          N_("{unused} of them took it last month, without ever borrowing."), right=True),
        "calmed": Option(N_("The line lacks an arrow from “rarely comes” back to “borrows”."),
                         N_("{again} took it in one month: rarely coming is no one-way street."), right=True),
        "none": Option(N_("Expired readers do not come back, so that arrow has the rate 0."),
                       N_("Nobody asked them. A rate that was never tried is unknown, and not 0.")),
        "sixth": Option(N_("Being reminded by a letter should become a state of its own."),
                        N_("A letter is something the library does. A state is where the reader is.")),
        "order": Option(N_("“Rarely comes” belongs before “borrows”."),
                        N_("The order is right: who never borrowed cannot have become rare.")),
    },
    hints=(N_("Which ways do the records show that the line does not have?"),
           N_("Two of the five hold. A rate of 0 and a rate that nobody knows are two things.")),
    solution=N_("The records show two arrows more: {unused} from “registered” to “card expired”, and {again} from "
                "“rarely comes” to “borrows”. What winning an expired reader back would do, only a trial can tell."),
)

LOOK_ALIKES = Choice(
    ask=N_("For three kinds of prospects a company estimates what one more contact brings over two years, each from "
           "{contacts} contacts: kind A {a} (standard error {a_error}), kind B {b} ({b_error}), kind C {c} "
           "({c_error}). What follows?"),
    given=KINDS,
    facts={"difference": Fact(lambda a, b: b - a, "money"),
           "error": Fact(lambda a_error, b_error: (a_error**2 + b_error**2) ** 0.5, "money"),
           "b_low": Fact(lambda b, b_error: b - 2 * b_error, "money")},
    options={
        "b_first": Option(N_("Recruit B before all: it brings most."),
                          N_("B leads A by {difference}, with a standard error of {error}: that is no difference "
                             "anybody could rely on. B alone may even lie below zero, at {b_low}.")),
        "a_not_c": Option(N_("Recruit A, stop C, and test B with more contacts."),
                          N_("A lies more than two standard errors above zero and C more than two below it. What B is "
                             "worth, {contacts} contacts do not tell."), right=True),
        "average": Option(N_("Recruit all three: their average is above zero."),
                          N_("Each contact with C loses money, whatever the others bring.")),
        "nothing": Option(N_("Nothing: estimates are always uncertain."),
                          N_("Two of the three are certain enough: A and C lie more than two standard errors from "
                             "zero.")),
    },
    hints=(N_("Take two standard errors to either side of each estimate. Which of them stay clear of zero?"),
           N_("And is the difference between A and B larger than twice its own standard error, {error}?")),
    solution=N_("A: {a} is clear of zero. C: {c} is clear below it. B: two standard errors below {b} lies {b_low}, so "
                "B is not clear; nor is its lead of {difference} over A, with a standard error of {error}."),
)

STRATEGY = Choice(
    ask=N_("A small firm has been a customer for {months} months and pays in time. It brings in {present} a month; "
           "the best quarter of the small firms bring in at least {potential}. The forecast, made from loyal "
           "customers, puts it among the readiest for a mobile phone. Which contact comes next, and why?"),
    given={"months": Vary(5, (3, 4, 6, 7), "count"), "present": Vary(18, (14, 16, 20), "money"),
           "potential": Vary(34, (30, 32, 36), "money")},
    options={
        "offer": Option(N_("The offer, now: the room to grow is large, and the forecast says that the firm is ready."),
                        N_("The room is there, {potential} against {present}. But the offers and the forecast were "
                           "tried on customers of a year or more. What an offer does to a new one nobody has tested.")),
        "cheap": Option(N_("E-mail and the web site only: at {present} a month a call is too dear for such a firm."),
                        N_("That rule is for loyal customers without room to grow. This firm has room, and the first "
                           "year decides whether it is used: in it more firms leave each month than later.")),
        "welcome": Option(N_("A welcome call: are the bills and the line in order? The offer waits for the second "
                             "year."),
                          N_("Stage and potential conflict here, and the stage decides: first the firm must stay. The "
                             "room to grow does not run away, and by then the forecast has been tried on such firms."),
                          right=True),
        "settle": Option(N_("A friendly call about the next invoice, because firms with an overdue invoice often "
                            "leave."),
                         N_("Nothing is overdue: it pays in time. A contact about a problem that is not there helps "
                            "nobody.")),
    },
    hints=(N_("In which stage is it, and what speaks against that stage's rule?"),
           N_("On which customers were the offers and the forecast tried?")),
    solution=N_("By its stage the firm is to be welcomed, by its potential to be developed. The stage goes first: new "
                "firms leave more often, and no offer was ever tested on them. So a welcome now, and the offer when it "
                "is loyal, in a test."),
)


def _gains(firms: float, from_rate: float, to_rate: float, value: float) -> float:
    return firms * (from_rate - to_rate) * value


PREVENT_OR_WIN_BACK = Number(
    ask=N_("In a year {firms} invoices to firms are chased. With today's approach {from_rate} of these firms leave; "
           "with a friendly one it would be {to_rate}. Besides, {lost} firms are lost in a year; an attempt to win one "
           "back costs {attempt} and succeeds with {win_back}. A firm kept or won back is worth {value}. By how many "
           "lei is the friendly approach worth more than the attempts (negative if less)?"),
    given=FIRMS, expected=lambda more: more, unit="lei",
    facts={"prevented": Fact(_gains, "money"),
           "won": Fact(lambda lost, win_back, value, attempt: lost * (win_back * value - attempt), "money"),
           "more": Fact(lambda prevented, won: prevented - won, "money"),
           "kept": Fact(lambda firms, from_rate, to_rate: firms * (from_rate - to_rate), "number")},
    mistakes=(
        Mistake(lambda prevented: prevented, N_("{prevented} is what the friendly approach is worth. Asked is how much "
                                                "more that is than the attempts.")),
        Mistake(lambda prevented, lost, win_back, value: prevented - lost * win_back * value,
                N_("You forgot what the attempts cost: {lost} times {attempt}.")),
        Mistake(lambda firms, from_rate, value, won: firms * from_rate * value - won,
                N_("You kept all who leave today. With the friendly way {to_rate} still leave: only the difference is "
                   "kept.")),
        Mistake(lambda prevented, lost, win_back, value, attempt: prevented - lost * win_back * (value - attempt),
                N_("You charged the attempt only to those who came back. It is paid for all {lost}.")),
        Mistake(lambda more: -more, N_("The other way round: asked is the friendly approach less the attempts.")),
        Mistake(lambda won: won, N_("{won} is what the attempts are worth. Asked is how much more the friendly "
                                    "approach is.")),
    ),
    meaning=N_("The friendly approach keeps {kept} firms a year and is worth {prevented}; the attempts are worth "
               "{won}: {more} less. The one does not exclude the other."),
    hints=(N_("How many firms stay because of the friendly approach?"),
           N_("An attempt brings {win_back} of {value}, and costs {attempt}.")),
    solution=N_("Kept: {firms} · ({from_rate} − {to_rate}) = {kept} firms, worth {prevented}. Attempts: {lost} · "
                "({win_back} · {value} − {attempt}) = {won}. Difference: {more}."),
)

OWN_COHORT = Open(
    ask=N_("Take customers of a company you know who came at about the same time: the members of a gym who joined in "
           "January, the pupils of a school year. How many were they, what did it cost to win them, what do they bring "
           "in a month, how many go? When has the group paid itself back, and which sign tells you that somebody is "
           "about to leave?"),
    given={"new_customers": 60, "acquisition_cost": 70, "first_margin": 25, "revenue_per_customer": 120,
           "churn_rate": 0.09, "margin_rate": 0.25, "bad_debt_rate": 0.01, "retention_cost": 3, "growth_value": 0,
           "discount_rate": 0, "months": 12},
    sheet=SHEET,
    facts={"curve": Fact(lambda given: pd.Series([SHEET.solve(**{**given, "months": float(month)})["U"]
                                                  for month in range(25)]), "number"),
           "paid": Fact(lambda curve: (curve >= 0).idxmax(), "count")},
    rubric=(N_("It names one group that came at about the same time, and says where each number comes from."),
            N_("It uses margin, not revenue, and the same months for all stages."),
            N_("It gives the payback month and the value after a year in lei."),
            N_("It names a sign of leaving that can be seen in records, and how one would test it."),
            N_("It says what one would do next, with a number.")),
    hints=(N_("`lifecycle.SHEET.solve(…)` takes the numbers; try several months to find the payback."),
           N_("A sign is tested by comparing those who show it with those who do not, as in the lesson.")),
    solution=N_("A gym won {A} members in January, by a discount that cost {B} each; both are counted. The first month "
                "brings {C}. A member pays {D} a month; {F} of that is margin, by the owner's estimate, and {E} leave "
                "each month, counted at the door. The group has paid itself back after {paid} months and has brought "
                "{U} after a year. A sign: nobody who came less than once in two weeks renewed. I would test it on "
                "last year's members, and offer a training partner to those who show it, in a trial with a control "
                "group."),
)
