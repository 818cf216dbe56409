"""Exercises on the value of keeping customers: one month, many months, and what non-payment costs."""

import pandas as pd

from crmlessons import retention
from crmlessons.exercises.engine import Fact, Guess, Lesson, Mistake, Number, Table, Vary
from crmlessons.retention import SHEET
from crmlessons.words import N_

LESSON = Lesson("04", N_("What is it worth to keep a customer?"))

# With any of these the month makes money, a whole number of customers is lost, and no two mistakes lead to the same
# number: E is never B · C, and C never a half.
MONTH = {
    "revenue_per_customer": Vary(60, (45, 55, 65, 70, 75)),
    "churn_rate": Vary(0.03, (0.025, 0.035, 0.04, 0.045)),
    "margin_rate": Vary(0.45, (0.42, 0.44, 0.48, 0.52, 0.55)),
    "retention_cost": Vary(6, (4, 4.5, 5.5, 6.5, 7)),
    "bad_debt_rate": Vary(0.04, (0.035, 0.05, 0.06)),
    "opening_customers": Vary(2_000, (1_600, 2_400, 3_200, 4_000)),
}

CUSTOMERS_GUESS = Guess(
    ask=N_("A company has {F} customers, wins no new ones, and loses {B} of those it has every month. How many are "
           "still there after three years? Guess, do not calculate."),
    given=SHEET.example, sheet=SHEET, expected=lambda there: there, unit="customer",
    facts={"there": Fact(lambda F, B: F * (1 - B) ** 36, "count"),
           "straight": Fact(lambda F, B: F * (1 - 36 * B), "count")},
    meaning=N_("{there} are still there. Whoever takes {B} of {F} away 36 times arrives at {straight}, but fewer "
               "customers lose fewer: every month takes {B} of those who are still there."),
    hints=(N_("Any number is welcome. Is it more than half of them, or less?"),),
    solution=N_("Each month {B} of those still there leave, so {F} · (1 − {B})³⁶ = {there}."),
)

CONTRIBUTION = Number(
    ask=N_("A month begins with {F} customers, of whom {B} leave. Each who stays pays {A}; the gross margin rate is "
           "{C}, and {E} of the revenue is never paid. Keeping a customer costs {D}, spent on everybody who was there "
           "at the start. How many lei does the month contribute?"),
    given=MONTH, sheet=SHEET, expected=lambda N: N, unit="lei",
    facts={"opening": Fact(lambda solution: retention.readings(solution).at["opening", "printed"], "money"),
           "closing": Fact(lambda solution: retention.readings(solution).at["closing", "printed"], "money"),
           "average": Fact(lambda solution: retention.readings(solution).at["average", "printed"], "money")},
    mistakes=(
        Mistake(lambda opening: opening, N_("You let all {F} customers pay. {G} of them left: revenue comes from the "
                                            "{H} at the end of the month.")),
        Mistake(lambda closing: closing, N_("You spent {D} on the {H} customers at the end only. The {G} who left were "
                                            "contacted as well: the spend is on {F}.")),
        Mistake(lambda average: average, N_("You used the average number of customers for everything. Revenue comes "
                                            "from {H} customers, and the spend is on {F}.")),
        Mistake(lambda A, E, F, K, L: K - L - F * A * E, N_("You charged unpaid bills on all {F}. Only the {H} who "
                                                            "stayed were billed.")),
        Mistake(lambda J, L, M: J - L - M, N_("You kept the whole revenue of {J}. Only the margin on it, {K}, is "
                                              "earned.")),
        Mistake(lambda K, L: K - L, N_("You forgot the bills that are never paid: {E} of the revenue, {M}.")),
    ),
    meaning=N_("The margin of {K} less {L} of retention spend and {M} of unpaid bills is {N}."),
    hints=(N_("Who pays a bill this month: those at the start or those at the end? And who is spent on?"),
           N_("Revenue: {H} · {A}. Spend: {F} · {D}."),
           N_("N = K − L − M, with K = {K} and L = {L}.")),
    solution=N_("H = {F} − {G} = {H}. J = {H} · {A} = {J}. K = {J} · {C} = {K}. L = {F} · {D} = {L}. M = {J} · {E} = "
                "{M}. N = K − L − M = {N}."),
)

SPEND = Number(
    ask=N_("{F} customers are there at the start of the month, and {B} of them leave during it. On average a customer "
           "is contacted {contacts} times a month, and a contact costs {contact_cost}. What does the month's retention "
           "programme cost?"),
    given={**SHEET.example, "churn_rate": MONTH["churn_rate"], "opening_customers": MONTH["opening_customers"],
           "contacts": Vary(1.5, (1.2, 1.4, 1.8, 2.5)), "contact_cost": Vary(3, (2.2, 2.6, 2.8, 3.2), "money")},
    sheet=SHEET, expected=lambda spend: spend, unit="lei",
    facts={"each": Fact(lambda contacts, contact_cost: contacts * contact_cost, "money"),
           "spend": Fact(lambda F, each: F * each, "money")},
    mistakes=(
        Mistake(lambda F, contact_cost: F * contact_cost, N_("{contact_cost} is the cost of one contact. A customer is "
                                                             "contacted {contacts} times: {each}.")),
        Mistake(lambda H, each: H * each, N_("You left out the {G} customers who went. They were contacted too: count "
                                             "those at the start.")),
        Mistake(lambda H, contact_cost: H * contact_cost, N_("Two things are missing: a customer is contacted "
                                                             "{contacts} times, and those who left were contacted "
                                                             "too.")),
        Mistake(lambda each: each, N_("{each} is what one customer costs. There are {F} of them.")),
        Mistake(lambda F, contact_cost, contacts: F * contact_cost / contacts, N_("More contacts cost more: multiply "
                                                                                  "by {contacts}.")),
    ),
    meaning=N_("{contacts} contacts at {contact_cost} make {each} a customer, line D of the sheet; {F} customers cost "
               "{spend}."),
    hints=(N_("What does one customer cost in a month?"), N_("D = {contacts} · {contact_cost}. Then L = F · D.")),
    solution=N_("D = {contacts} · {contact_cost} = {each}. L = F · D = {F} · {each} = {spend}."),
)

UNPAID = Number(
    ask=N_("The month's revenue is {J}. {share} of the customers who were billed do not pay, and they are the large "
           "ones: their bills are {times} times the average bill. How many lei are not paid?"),
    given={**SHEET.example, "revenue_per_customer": MONTH["revenue_per_customer"],
           "opening_customers": MONTH["opening_customers"], "share": Vary(0.02, (0.025, 0.03, 0.035, 0.04), "percent"),
           "times": Vary(1.5, (1.8, 2.2, 3))},
    sheet=SHEET, expected=lambda unpaid: unpaid, unit="lei",
    facts={"unpaid": Fact(lambda J, share, times: J * share * times, "money"),
           "of_revenue": Fact(lambda share, times: share * times, "percent"),
           "naive": Fact(lambda J, share: J * share, "money")},
    mistakes=(
        Mistake(lambda naive: naive, N_("{share} is a share of the customers. Their bills are {times} times the "
                                        "average, so they owe a larger share of the revenue.")),
        Mistake(lambda unpaid, C: unpaid * C, N_("This is the margin on the unpaid bills. Asked is what is not paid: "
                                                 "the whole bills.")),
        Mistake(lambda naive, times: naive / times, N_("Larger bills make the sum larger: multiply by {times}.")),
        Mistake(lambda of_revenue: of_revenue, N_("{of_revenue} is the share of the revenue. Asked are lei.")),
    ),
    meaning=N_("{share} of the customers owe {of_revenue} of the revenue: {unpaid}. This share of the revenue is line "
               "E of the sheet; counting heads would have said {naive}."),
    hints=(N_("If every customer had the same bill, what would {share} of them owe?"),
           N_("Their share of the revenue is {share} · {times}.")),
    solution=N_("E = {share} · {times} = {of_revenue}. M = J · E = {J} · {of_revenue} = {unpaid}."),
)

NON_PAYMENT = Table(
    ask=N_("Bills of {M} are not paid. The gross margin rate is {C}, and line K has already counted the margin on "
           "these bills. What must be taken off for them in each of three cases?"),
    rows={"used": N_("the service was used, nothing is ever paid"),
          "cut_off": N_("the service was cut off before it was used, and its cost saved"),
          "late": N_("the service was used, and half of the sum is collected a month later")},
    given=MONTH, sheet=SHEET, expected=lambda cost: cost, unit="lei",
    facts={"cost": Fact(lambda solution: pd.Series({
        "used": retention.cost_of_non_payment(solution),
        "cut_off": retention.cost_of_non_payment(solution, delivered=False),
        "late": retention.cost_of_non_payment(solution, collected_later=0.5)}), "money"),
        "goods": Fact(lambda M, C: M * (1 - C), "money"), "margin": Fact(lambda M, C: M * C, "money")},
    mistakes=(
        Mistake(lambda M: [M, M, M], N_("You took off the whole sum each time. If the service was never used, its cost "
                                        "was saved; and what is collected later is not lost.")),
        Mistake(lambda margin, M: [margin, margin, M / 2], N_("In the first case the firm has also paid for the "
                                                              "service: the whole bill is lost, not only the margin.")),
        Mistake(lambda margin: [margin, margin, margin / 2], N_("You took off the margin only. Where the service was "
                                                                "used, the firm has paid for it, and the whole bill is "
                                                                "lost.")),
        Mistake(lambda M, goods: [M, goods, M / 2], N_("If the service was never used, its cost is saved. What is lost "
                                                       "is the margin that line K has counted, not the cost.")),
        Mistake(lambda M: [M, 0, M / 2], N_("Line K has counted a margin on the bills that were cut off. It must be "
                                            "taken off again.")),
    ),
    meaning=N_("Used and never paid: the whole {M}, as in the table. Cut off in time: only the margin of {margin} that "
               "was counted. Half collected later: half of it."),
    hints=(N_("Start from line K: it counts the margin on all bills, as if everybody paid."),
           N_("What has the firm paid for, what did it save, and what comes in after all?")),
    solution=N_("Used: M = {M}. Cut off: M · C = {M} · {C} = {margin}, because line K had counted it. Half collected: "
                "M · (1 − 0.5)."),
)

KEPT_IN_A_YEAR = Number(
    ask=N_("A company loses {B} of its customers every month. What share of the customers it has today is still there "
           "after twelve months?"),
    given={**SHEET.example, "churn_rate": Vary(0.03, (0.012, 0.014, 0.015, 0.016, 0.018, 0.019, 0.022, 0.024, 0.025,
                                                        0.026, 0.028, 0.029, 0.032, 0.034, 0.035, 0.036, 0.038, 0.04,
                                                        0.042, 0.045))}, sheet=SHEET,
    expected=lambda kept: kept, unit="1",
    facts={"kept": Fact(lambda B: 1 - retention.yearly_loss(B), "percent"),
           "straight": Fact(lambda B: 1 - 12 * B, "percent")},
    mistakes=(
        Mistake(lambda straight: straight, N_("You took {B} away twelve times, each time from all customers. Every "
                                              "month loses {B} of those still there.")),
        Mistake(lambda kept: 1 - kept, N_("This is the share that has gone. Asked is the share still there.")),
        Mistake(lambda B: (1 - B) ** 11, N_("Twelve months have twelve losses, and you counted eleven.")),
        Mistake(lambda B: 12 * B, N_("This is twelve times the monthly rate: neither what is lost in a year nor what "
                                     "is kept.")),
        Mistake(lambda B: 1 - B, N_("This is what one month keeps. There are twelve.")),
    ),
    meaning=N_("{kept} are still there. Twelve times {B} would have said {straight}: a monthly rate is not a twelfth "
               "of a yearly one."),
    hints=(N_("What share is still there after one month? And of these, after the "
              "second?"), N_("(1 − {B}) twelve times over.")),
    solution=N_("(1 − {B})¹² = {kept}."),
)

MONTHLY_RATE = Number(
    ask=N_("A report says: “In a year we keep {kept} of our customers.” The sheet needs the share lost a month. What "
           "is it, if every month loses the same share?"),
    given={"kept": Vary(0.7, (0.6, 0.62, 0.64, 0.65, 0.66, 0.68, 0.72, 0.74, 0.75, 0.76, 0.78, 0.82, 0.83, 0.84, 0.85,
                               0.86, 0.87, 0.88, 0.89, 0.9), "percent")},
    expected=lambda monthly: monthly, unit="1",
    facts={"monthly": Fact(lambda kept: retention.monthly_loss(1 - kept), "percent"),
           "twelfth": Fact(lambda kept: (1 - kept) / 12, "percent"), "lost": Fact(lambda kept: 1 - kept, "percent")},
    mistakes=(
        Mistake(lambda twelfth: twelfth, N_("{twelfth} is a twelfth of the yearly loss. The customers become fewer, so "
                                            "each month must lose a little more than that.")),
        Mistake(lambda monthly: 1 - monthly, N_("This is the share kept a month. The sheet asks for the share lost.")),
        Mistake(lambda lost: lost, N_("{lost} is lost in a year. Asked is the rate of one month.")),
        Mistake(lambda lost: lost ** (1 / 12), N_("You took the twelfth root of what is lost. What is kept multiplies "
                                                  "from month to month: take the root of what is kept.")),
        Mistake(lambda lost: 1 - lost ** (1 / 12), N_("You took the twelfth root of what is lost, and then the rest. "
                                                      "Take the root of what is kept, and then the rest.")),
        Mistake(lambda kept: kept / 12, N_("You divided what is kept by twelve. What is kept multiplies from month to "
                                           "month: take its twelfth root.")),
    ),
    meaning=N_("{monthly} a month: after twelve such months {kept} are still there. A twelfth of {lost} would be "
               "{twelfth}, which is too low."),
    hints=(N_("The share kept a month, multiplied by itself twelve times, is {kept}."),
           N_("The twelfth root of a number is number ** (1 / 12).")),
    solution=N_("B = 1 − {kept}^(1/12) = {monthly}."),
)
