"""Exercises on the value of a whole life: stages added, payback, discounting, returns, and a chain of states."""

import math
from collections.abc import Mapping

import pandas as pd

from crmlessons import lifecycle
from crmlessons.exercises.engine import Fact, Guess, Lesson, Mistake, Number, Vary
from crmlessons.lifecycle import SHEET
from crmlessons.words import N_

LESSON = Lesson("06", N_("What is a customer worth over the whole life?"))

COHORT = {
    "new_customers": Vary(300, (200, 250, 350, 450, 500)), "acquisition_cost": Vary(80, (70, 75, 85, 95)),
    "first_margin": 40, "revenue_per_customer": Vary(60, (45, 55, 65, 70)),
    "churn_rate": Vary(0.03, (0.025, 0.035, 0.04)), "margin_rate": 0.45,
    "bad_debt_rate": 0.02, "retention_cost": 4, "growth_value": 2.6, "discount_rate": 0,
    "months": Vary(18, (15, 21, 24)),
}
# With any of these the departures cost at least two months, so that no mistake gives the number of another.
SLOW = {**COHORT, "first_margin": 50, "acquisition_cost": Vary(185, (179, 183, 186, 189, 191, 194, 197)),
        "churn_rate": Vary(0.068, (0.06, 0.064, 0.072)), "revenue_per_customer": Vary(54, (50, 52, 56)),
        "growth_value": 0}
SMALL_CHAIN = {"promoted": Vary(0.2, (0.1, 0.15, 0.25, 0.3), "percent"),
               "leaves_new": Vary(0.05, (0.03, 0.04, 0.06), "percent"),
               "leaves_loyal": Vary(0.02, (0.01, 0.0125, 0.016), "percent")}
LOST = {"lost": Vary(80, (60, 70, 90, 95, 120), "count"), "rate": Vary(0.08, (0.06, 0.07, 0.09, 0.12), "percent"),
        "value": Vary(600, (450, 500, 550, 650, 700), "money"), "cost": Vary(20, (15, 16, 18, 22, 24), "money")}
LATER = {"amount": Vary(10_000, (8_000, 12_000, 15_000, 20_000), "money"),
         "months": Vary(18, (20, 21, 27, 30, 33), "count"), "rate": Vary(0.12, (0.08, 0.09, 0.11, 0.14), "percent")}

SHARE_GUESS = Guess(
    ask=N_("A campaign wins {A} customers at {B} each; the first sale brings a margin of {C}, the goods of unpaid "
           "sales taken off. After that every month brings {P} for each customer who is there at its start, and {E} "
           "of them leave each month. Offers add a little. Of all the value that comes together in {L} months, what "
           "share comes from the first sale, after the cost of winning? Guess, do not calculate."),
    given={"new_customers": 500, "acquisition_cost": 44, "first_margin": 52, "revenue_per_customer": 54,
           "churn_rate": 0.03, "margin_rate": 0.4, "bad_debt_rate": 0.02, "retention_cost": 5, "growth_value": 0.06,
           "discount_rate": 0, "months": 20},
    sheet=SHEET, expected=lambda Q, U: Q / U, unit="1", facts={"share": Fact(lambda Q, U: Q / U, "percent")},
    meaning=N_("The first sale brings {Q} after the cost of the campaign; with {L} months it is {U} altogether. The "
               "first sale makes {share} of it."),
    hints=(N_("Any number is welcome. Is it more than half, about a quarter, or less than a tenth?"),),
    solution=N_("First sale: {A} · ({C} − {B}) = {Q}. Months: {R}. Offers: {T}. Share: {Q} ÷ {U} = {share}."),
)


def _otherwise(given: Mapping[str, float], **changed: float) -> float:
    """The value of the cohort with some inputs changed."""
    return SHEET.solve(**{**given, **changed})["U"]


THREE_STAGES = Number(
    ask=N_("A campaign wins {A} customers at {B} each; the first sale brings a margin of {C}. Then each customer "
           "brings {D} a month at a margin rate of {F}; {G} of the bills are never paid, keeping a customer costs {H} "
           "a month and {E} leave each month. Offers add {J} for each customer who stays a month. How many lei has the "
           "cohort created after {L} months, not discounted? Use `lifecycle.SHEET.solve(…)` with discount_rate=0."),
    given=COHORT, sheet=SHEET, expected=lambda U: U, unit="lei",
    mistakes=(
        Mistake(lambda R, T: R + T, N_("You left out the first stage: it costs {B} and brings {C} for each customer.")),
        Mistake(lambda Q, R: Q + R, N_("You left out the offers: they add {T}.")),
        Mistake(lambda Q, A, P, E, J: Q + A * (P + (1 - E) * J), N_("You added one month to the campaign. All {L} "
                                                                     "months belong to the cohort.")),
        Mistake(lambda Q, A, L, P, E, J: Q + A * L * (P + (1 - E) * J), N_("You counted {A} customers in every month. "
                                                                            "{E} of them leave each month.")),
        Mistake(lambda given: _otherwise(given, churn_rate=0), N_("You let nobody leave. {E} of the customers leave "
                                                                  "each month.")),
        Mistake(lambda given: _otherwise(given, bad_debt_rate=0), N_("You forgot the bills that are never paid: {G} of "
                                                                     "what is billed.")),
        Mistake(lambda given: _otherwise(given, discount_rate=0.1), N_("You discounted at 10%, as the worked example "
                                                                       "does. Here discount_rate is 0.")),
        Mistake(lambda given: _otherwise(given, months=12), N_("You counted twelve months. Asked are {L}.")),
        Mistake(lambda Q, R, A, N, J: Q + R + A * N * J, N_("The offers add only for those who stay the month: times "
                                                            "1 − E.")),
        Mistake(lambda V: V, N_("This is what one customer is worth. Asked is the whole cohort: times {A}.")),
    ),
    meaning=N_("{Q} from the first stage, {R} from keeping and {T} from offers: {U} altogether, {V} for each customer "
               "won."),
    hints=(N_("Three stages for the same customers: the campaign once, then {L} months, then the offers."),
           N_("A month brings P = D · (1 − E) · (F − G) − H for each customer at its start. Each month starts with "
              "1 − E times the customers of the month before.")),
    solution=N_("First stage: {A} · ({C} − {B}) = {Q}. A month brings P = {P} for each customer; {N} such months come "
                "together, so keeping brings {A} · {N} · {P} = {R}. Offers: {T}. Sum: {U}."),
)

PAYBACK = Number(
    ask=N_("Winning a customer costs {B}, and the first sale brings {C}. Then a month brings {P} for each customer who "
           "is there at its start, and {E} of the customers leave each month. After how many whole months has a cohort "
           "paid itself back, not discounted?"),
    given=SLOW, sheet=SHEET, expected=lambda paid: paid, unit=N_("months"),
    facts={"loss": Fact(lambda B, C: B - C, "money"),
           "exact": Fact(lambda loss, E, P: math.log(1 - loss * E / P) / math.log(1 - E), "number"),
           "paid": Fact(lambda exact: math.ceil(exact), "count"),
           "naive": Fact(lambda loss, P: math.ceil(loss / P), "count")},
    mistakes=(
        Mistake(lambda naive: naive, N_("{loss} ÷ {P} counts every customer in every month. {E} leave each month, so "
                                        "it takes longer.")),
        Mistake(lambda loss, P: loss / P, N_("{loss} ÷ {P} counts every customer in every month. {E} leave each month, "
                                             "so it takes longer.")),
        Mistake(lambda loss, P: loss // P, N_("{loss} ÷ {P} counts every customer in every month. {E} leave each "
                                              "month, so it takes longer.")),
        Mistake(lambda exact: exact, N_("{exact} is the moment. A month's value is booked when the month ends: round "
                                        "up.")),
        Mistake(lambda paid: paid - 1, N_("At that moment a part of the loss is still open: round up.")),
        Mistake(lambda B, E, P: math.ceil(math.log(1 - B * E / P) / math.log(1 - E)),
                N_("You forgot the first sale: it brings {C}, so only {loss} are open.")),
    ),
    meaning=N_("The loss of {loss} on the first sale is earned back after {paid} months; without departures it would "
               "take {naive}."),
    hints=(N_("How much is open after the first sale? What does the first month bring, and the second, in which fewer "
              "are left?"),
           N_("After t months {P} · (1 − (1 − E)^t) ÷ E have come in. Try t = {naive}, and go on from there.")),
    solution=N_("Open: {B} − {C} = {loss}. After t months {P} · (1 − (1 − E)^t) ÷ {E} have come in; that reaches "
                "{loss} at t = {exact}, so after {paid} whole months."),
)

ROI_THRESHOLD = Number(
    ask=N_("Our source divides all that customers brought in by all that was spent to win and keep them. Of what they "
           "are billed, {margin} is gross margin, and {unpaid} of the bills are never paid. How large must the ratio "
           "be before anything is left?"),
    given={"margin": Vary(0.35, (0.3, 0.32, 0.38, 0.42, 0.45), "percent"),
           "unpaid": Vary(0.03, (0.02, 0.04, 0.05, 0.06), "percent")},
    expected=lambda needed: needed, unit="1", shown="number",
    facts={"kept": Fact(lambda margin, unpaid: margin - unpaid, "percent"),
           "needed": Fact(lambda kept: 1 / kept, "number")},
    mistakes=(
        Mistake(lambda margin: 1 / margin, N_("You forgot the bills that are never paid: of each leu billed only "
                                              "{kept} can pay for anything.")),
        Mistake(lambda: 1, N_("At 1 the revenue equals the spend, and neither the goods nor the unpaid bills are paid "
                              "for.")),
        Mistake(lambda: 2, N_("“200%” is a rule of thumb. What is needed depends on what stays of a leu billed: "
                              "{kept}.")),
        Mistake(lambda kept: kept, N_("{kept} is what stays of one leu billed. How many lei must be billed to leave "
                                      "one?")),
    ),
    meaning=N_("Of each leu billed {kept} stay, so it takes {needed} lei of revenue to pay for one leu spent. Even "
               "“200%” would be a loss here."),
    hints=(N_("What stays of one leu billed, after the goods and the unpaid bills?"), N_("Divide 1 by it.")),
    solution=N_("Of each leu {margin} − {unpaid} = {kept} stay. Revenue · {kept} = spend, so revenue ÷ spend = 1 ÷ "
                "{kept} = {needed}."),
)

VALUE_TODAY = Number(
    ask=N_("A cohort brings {amount} at the end of month {months}. What is that worth today, at a discount rate of "
           "{rate} a year?"),
    given=LATER, expected=lambda today: today, unit="lei",
    facts={"today": Fact(lambda amount, rate, months: amount / (1 + rate) ** (months / 12), "money"),
           "years": Fact(lambda months: months / 12, "number")},
    mistakes=(
        Mistake(lambda amount, rate, months: amount / (1 + rate) ** months,
                N_("You took {rate} off for every month. It is a rate of a year: {months} months are {years} years.")),
        Mistake(lambda amount, rate, months: amount * (1 + rate) ** (months / 12),
                N_("This is what {amount} of today grow to. Asked is the other way: divide.")),
        Mistake(lambda amount, rate, months: amount * (1 - rate * months / 12),
                N_("You took off {rate} of the full amount for each year. Each year's rate applies to what the year "
                   "before left: divide by (1 + rate) for each year.")),
        Mistake(lambda amount, rate, months: amount / (1 + rate / 12) ** months,
                N_("You took a twelfth of the rate for each month. The month's factor is the twelfth root.")),
        Mistake(lambda amount, rate, months: amount / (1 + rate * months / 12),
                N_("You multiplied the rate by the years. Each year's rate applies to what the year before left.")),
        Mistake(lambda amount: amount, N_("Money that comes in {months} months is worth less than the same money "
                                          "today.")),
    ),
    meaning=N_("{amount} in {months} months are worth {today} today."),
    hints=(N_("How many years are {months} months?"), N_("Divide by (1 + rate) to the power of the years.")),
    solution=N_("{months} ÷ 12 = {years} years. {amount} ÷ (1 + {rate})^{years} = {today}."),
)


def _months(promoted: float, leaves_new: float, leaves_loyal: float) -> float:
    """The months as a customer from the first one on, by the chain."""
    names = ["new", "loyal", "lost"]
    rates = pd.DataFrame([[1 - promoted - leaves_new, promoted, leaves_new], [0, 1 - leaves_loyal, leaves_loyal],
                          [0, 0, 1]], names, names)
    return float(lifecycle.expected_months(rates).loc["new"].sum())


EXPECTED_MONTHS = Number(
    ask=N_("Each month {promoted} of the new customers become loyal and {leaves_new} of the new leave. Of the loyal "
           "{leaves_loyal} leave each month. All others stay what they are. How many months can a new customer be "
           "expected to remain a customer, this month counted?"),
    given=SMALL_CHAIN, expected=lambda months: months, unit=N_("months"), shown="number",
    facts={"months": Fact(_months, "number"),
           "as_new": Fact(lambda promoted, leaves_new: 1 / (promoted + leaves_new), "number"),
           "as_loyal": Fact(lambda leaves_loyal: 1 / leaves_loyal, "number"),
           "share": Fact(lambda promoted, as_new: promoted * as_new, "percent")},
    mistakes=(
        Mistake(lambda leaves_new: 1 / leaves_new, N_("You used the rate of the new for ever. Most become loyal, and "
                                                      "the loyal leave at another rate.")),
        Mistake(lambda as_new: as_new, N_("{as_new} months are spent as a new customer. Who becomes loyal goes on "
                                          "being a customer.")),
        Mistake(lambda as_new, as_loyal: as_new + as_loyal, N_("You let everybody become loyal. Only {share} do; the "
                                                               "others leave before.")),
        Mistake(lambda leaves_new, leaves_loyal: 2 / (leaves_new + leaves_loyal),
                N_("You averaged the two rates. Far more months are spent as loyal than as new.")),
    ),
    meaning=N_("{as_new} months as new, and for the {share} who become loyal {as_loyal} more: {months} months."),
    hints=(N_("A state that is left at a rate of r a month lasts 1/r months on average. At what rate is “new” left, by "
              "either way out?"),
           N_("What share of the new ever become loyal? Only for these the loyal months are added.")),
    solution=N_("As new: 1 ÷ ({promoted} + {leaves_new}) = {as_new}. Share who become loyal: {promoted} · {as_new} = "
                "{share}. As loyal: {share} · 1 ÷ {leaves_loyal} = {share} · {as_loyal}. Together {months}."),
)

WIN_BACK = Number(
    ask=N_("A company lost {lost} customers last year. To try to win one back costs {cost}, whether it succeeds or "
           "not; {rate} come back. One who came back is worth {value} from then on. How many lei are all {lost} "
           "attempts worth together (negative if they lose)?"),
    given=LOST, expected=lambda gain: gain, unit="lei",
    facts={"each": Fact(lambda rate, value: rate * value, "money"),
           "back": Fact(lambda lost, rate: lost * rate, "number"),
           "gain": Fact(lambda lost, each, cost: lost * (each - cost), "money")},
    mistakes=(
        Mistake(lambda lost, each: lost * each, N_("The attempts are not free: {lost} times {cost}.")),
        Mistake(lambda lost, rate, value, cost: lost * rate * (value - cost),
                N_("You charged the cost only to those who came back. It is paid for all {lost}.")),
        Mistake(lambda lost, value, cost: lost * (value - cost), N_("Only {rate} of them come back.")),
        Mistake(lambda each, cost: each - cost, N_("This is the worth of one attempt. Asked are all {lost}.")),
    ),
    meaning=N_("One attempt brings {each} on average and costs {cost}; {lost} attempts are worth {gain}. More than "
               "{each} should never be spent on an attempt."),
    hints=(N_("What does one attempt bring on average, when only {rate} come back?"),
           N_("Take the cost from it, and multiply by all who are tried.")),
    solution=N_("One attempt: {rate} · {value} − {cost} = {each} − {cost}. Times {lost}: {gain}."),
)
