"""Exercises on dividing a budget: the sheet of the year, the next leu, what overlaps, what a year may bring."""

from statistics import NormalDist

import pandas as pd

from crmlessons import capstone
from crmlessons.capstone import SHEET
from crmlessons.exercises.engine import Fact, Guess, Lesson, Mistake, Number, Ordering, Vary
from crmlessons.words import N_

LESSON = Lesson("10", N_("A year's budget: where does the next leu do most?"))


def _habit() -> pd.Series:
    """How the money was divided so far, as shares."""
    habit = capstone.brief().habit
    return habit / habit.sum()


SURE = NormalDist().inv_cdf(0.95)

KEEPING_GUESS = Guess(
    ask=N_("The company has {budget} to spend in a year on acquiring, retaining, growing, supporting and collecting. "
           "So far {share} of such money went into retaining. How many lei go into retaining in the best plan that we "
           "find? Guess, do not calculate."),
    expected=lambda spent: spent, unit="lei",
    facts={"budget": Fact(lambda: capstone.BUDGET, "money"),
           "share": Fact(lambda: round(_habit()["retaining"], 2), "percent"),
           "spent": Fact(lambda: round(float(capstone.by_margin(capstone.brief()).spend["retaining"])), "money")},
    meaning=N_("The best plan found gives {spent} to retaining: a friendly call for every late invoice that would "
               "have gone to a lawyer or an agency. It is the best money of the company, and there is no more of it. "
               "The further contacts that took {share} of the money so far keep nobody that the records could show."),
    hints=(N_("Any number is welcome. How many people are there in the group that answers best?"),),
    solution=N_("Each group is paid in the order of what a leu returns there, until the budget is used up. The groups "
                "of retaining that are paid take {spent}."),
)

NET_VALUE = Number(
    ask=N_("A plan brings {A} by acquiring, {B} by retaining, {C} by growing, {D} by supporting and {E} by collecting. "
           "{F} of this is claimed by two uses at once. Of a budget of {H}, {G} is spent. What is the net value of the "
           "year?"),
    given={"acquiring": Vary(31_000, (28_000, 31_000, 34_000)), "retaining": Vary(5_200, (4_800, 5_200, 5_600)),
           "growing": Vary(2_400, (2_400, 2_700)), "supporting": Vary(1_300, (1_100, 1_300)),
           "collecting": Vary(3_900, (3_500, 3_900, 4_300)), "overlap": Vary(1_700, (1_700, 1_900, 2_200)),
           "spend": Vary(9_000, (8_500, 9_000)), "budget": Vary(10_500, (10_500, 11_000))},
    sheet=SHEET, expected=lambda K: K, unit="lei",
    mistakes=(
        Mistake(lambda J, H: J - H, N_("You took off the whole budget. What is left of it, {M}, was not spent and is "
                                       "still there.")),
        Mistake(lambda K, F: K + F, N_("You added up what the uses claim. {F} of it is claimed twice and comes once.")),
        Mistake(lambda K, F: K - F, N_("You took the overlap off twice. It was counted twice, so once is to be taken "
                                       "off.")),
        Mistake(lambda J: J, N_("This is what the uses bring. What was spent is still to be taken off.")),
    ),
    meaning=N_("{J} comes in, {G} was spent: {K} is left, and {M} of the budget besides."),
    hints=(N_("Add up what the five uses bring, and take off what comes only once."), N_("J = {J}. And what does it "
                                                                                       "cost?")),
    solution=N_("{A} + {B} + {C} + {D} + {E} − {F} = {J}. {J} − {G} = {K}."),
)

NEXT_LEU = Number(
    ask=N_("A contact costs {a_cost} in use A and {b_cost} in use B. In A the {best} best people bring {a_best} each, "
           "and 400 others {a_other} each. In B 300 people bring {b_each} each. You have {budget}. What is the highest "
           "net value that a plan can reach?"),
    given={"best": Vary(100, (80, 90, 95, 100)), "a_best": Vary(12, (11, 12, 13), "money"),
           "a_other": Vary(4, (3.9, 4), "money"), "a_cost": Vary(3, (3,), "money"), "b_cost": Vary(2, (2,), "money"),
           "b_each": Vary(5, (4.8, 5, 5.2), "money"), "budget": Vary(700, (670, 700, 730), "money")},
    expected=lambda found: found, unit="lei",
    facts={"spent_a": Fact(lambda best, a_cost: best * a_cost, "money"),
           "left": Fact(lambda budget, spent_a: budget - spent_a, "money"),
           "bought": Fact(lambda left, b_cost: left / b_cost, "number"),
           "r_best": Fact(lambda a_best, a_cost: a_best / a_cost, "number"),
           "r_other": Fact(lambda a_other, a_cost: a_other / a_cost, "number"),
           "r_b": Fact(lambda b_each, b_cost: b_each / b_cost, "number"),
           "average": Fact(lambda best, a_best, a_other, a_cost: (best * a_best + 400 * a_other)
                           / ((best + 400) * a_cost), "number"),
           "halves": Fact(lambda budget, a_cost, b_cost, best, a_best, a_other, b_each: best * a_best - budget
                          + (budget / 2 / a_cost - best) * a_other + budget / 2 / b_cost * b_each, "money"),
           "found": Fact(lambda best, a_best, bought, b_each, budget: best * a_best + bought * b_each - budget,
                         "money")},
    mistakes=(
        Mistake(lambda b_each, budget, b_cost, a_best, a_cost: 300 * b_each + (budget - 300 * b_cost) / a_cost * a_best
                - budget, N_("You filled B first, whose average of {r_b} is higher than the {average} of A. But the "
                             "best of A return {r_best}: look at the next leu, not at the average.")),
        Mistake(lambda best, a_best, left, a_cost, a_other, budget: best * a_best + left / a_cost * a_other - budget,
                N_("You stayed in A. After its best people a leu returns {r_other} there, and {r_b} in B.")),
        Mistake(lambda found, budget: found + budget, N_("This is what the plan brings. Take off what it costs.")),
        Mistake(lambda best, a_best, a_other, budget, a_cost: (best * a_best + 400 * a_other) / ((best + 400) * a_cost)
                * budget - budget, N_("You let all the money return the average of A. Nobody has to buy the mixture.")),
        Mistake(lambda halves: halves, N_("You gave each use one half. Compare what the last leu returns in both.")),
    ),
    meaning=N_("The best of A return {r_best}, B returns {r_b}, the others of A {r_other}. So {spent_a} goes to the "
               "best of A and {left} to B: {found}."),
    hints=(N_("What does a leu return with the best of A, with the others of A, and in B?"),
           N_("First {spent_a} for the best of A. Where does the next leu return most?")),
    solution=N_("{best} · {a_best} + {bought} · {b_each} − {budget} = {found}."),
)

OVERLAP = Number(
    ask=N_("Late invoices cost a firm {damage} a year. A friendly call alone would remove {one} of it, a reminder "
           "alone {other}. How many lei do both together save?"),
    given={"damage": Vary(8_000, (7_000, 8_000, 9_000, 11_000), "money"),
           "one": Vary(0.6, (0.55, 0.58, 0.6, 0.62), "percent"), "other": Vary(0.35, (0.3, 0.33, 0.35), "percent")},
    expected=lambda both: both, unit="lei",
    facts={"sum": Fact(lambda damage, one, other: damage * (one + other), "money"),
           "rest": Fact(lambda one: 1 - one, "percent"),
           "twice": Fact(lambda damage, one, other: damage * one * other, "money"),
           "both": Fact(lambda sum, twice: sum - twice, "money")},
    mistakes=(
        Mistake(lambda sum: sum, N_("You added both. After the call {rest} of the damage is left, and the reminder "
                                    "removes {other} of that.")),
        Mistake(lambda twice: twice, N_("This is what both would claim. It is to be taken off the sum.")),
        Mistake(lambda damage, both: damage - both, N_("This is the damage that remains.")),
        Mistake(lambda damage, other: damage * other, N_("This is what the reminder saves alone. The call saves "
                                                         "some as well.")),
        Mistake(lambda damage, one: damage * one, N_("This is what the call saves alone. The reminder still saves some "
                                                     "of what is left.")),
    ),
    meaning=N_("Alone they would save {sum}; {twice} of it is the same damage. Together: {both}."),
    hints=(N_("What is left of the damage after the call? What does the reminder remove of that?"),
           N_("{damage} · {one}, and {other} of what is left.")),
    solution=N_("{damage} · ({one} + {other} − {one} · {other}) = {both}."),
)

NOT_KNOWN = Number(
    ask=N_("What a contact brings is known from {records} contacts of a kind. You plan {planned} more of them. What "
           "share of the variance of the result comes from what you do not know, and not from chance?"),
    given={"records": Vary(300, (250, 300, 350, 400, 450)), "planned": Vary(900, (550, 750, 900, 1_100, 1_300))},
    expected=lambda share: share, unit="1",
    facts={"share": Fact(lambda records, planned: planned / (planned + records), "percent"),
           "chance": Fact(lambda share: 1 - share, "percent"),
           "times": Fact(lambda records, planned: planned / records, "number")},
    mistakes=(
        Mistake(lambda chance: chance, N_("This is the share of chance. The more you plan beside what you know, the "
                                          "more weighs what you do not know.")),
        Mistake(lambda times: 1 / times, N_("This is the ratio of the two variances turned round. Which of them is "
                                            "larger?")),
        Mistake(lambda times: times**0.5 / (1 + times**0.5), N_("You compared standard deviations. Variances add up, "
                                                                "standard deviations do not.")),
    ),
    meaning=N_("The error of the mean grows with all {planned} contacts together, chance with the root of their "
               "number. The first variance is {times} times the second: {share} of the whole."),
    hints=(N_("Not knowing: n² · s²/m. Chance: n · s². What is the ratio?"), N_("n/m = {times}. And its share of the "
                                                                               "whole?")),
    solution=N_("{planned} ÷ ({planned} + {records}) = {share}."),
)

LOW_END = Number(
    ask=N_("A plan is expected to leave {value}. What is not known has a standard deviation of {known}, chance one of "
           "{chance}; both are independent and bell-shaped. Below which value does the worst year in twenty lie? (Take "
           "1.645 standard deviations.)"),
    given={"value": Vary(12_000, (11_000, 12_000, 13_000), "money"),
           "known": Vary(3_000, (2_500, 3_000, 3_500), "money"),
           "chance": Vary(4_000, (3_800, 4_000, 4_400), "money")},
    expected=lambda low: low, unit="lei",
    facts={"whole": Fact(lambda known, chance: (known**2 + chance**2) ** 0.5, "money"),
           "low": Fact(lambda value, whole: value - SURE * whole, "money")},
    mistakes=(
        Mistake(lambda value, known, chance: value - SURE * (known + chance), N_("You added the standard deviations. "
                                                                                 "Their squares add up.")),
        Mistake(lambda value, whole: value - whole, N_("You went down one standard deviation. One year in twenty needs "
                                                       "1.645 of them.")),
        Mistake(lambda value, known: value - SURE * known, N_("You left out chance.")),
        Mistake(lambda value, chance: value - SURE * chance, N_("You left out what is not known.")),
        Mistake(lambda value, whole: value - 1.96 * whole, N_("1.96 leaves one year in forty below. One in twenty "
                                                              "needs 1.645.")),
    ),
    meaning=N_("The squares add up to a standard deviation of {whole}. One year in twenty lies below {low}."),
    hints=(N_("First the standard deviation of both together."), N_("√({known}² + {chance}²) = {whole}.")),
    solution=N_("{value} − 1.645 · {whole} = {low}."),
)

CONTACT_MUST_KEEP = Number(
    ask=N_("One more retention contact in a month costs {cost}. {leaving} of such customers leave in a month, and one "
           "who is kept is worth {worth} in the months to come. What share of those who would leave must a contact "
           "keep to pay for itself?"),
    given={"cost": Vary(3, (2.8, 3, 3.2, 3.4), "money"), "leaving": Vary(0.025, (0.022, 0.025, 0.028), "percent"),
           "worth": Vary(400, (350, 380, 400, 420), "money")},
    expected=lambda needed: needed, unit="1",
    facts={"points": Fact(lambda cost, worth: cost / worth, "percent"),
           "at_stake": Fact(lambda leaving, worth: leaving * worth, "money"),
           "needed": Fact(lambda cost, at_stake: cost / at_stake, "percent")},
    mistakes=(
        Mistake(lambda points: points, N_("This is by how much the chance to leave must fall. As a share of the "
                                          "{leaving} who leave it is more.")),
        Mistake(lambda needed, leaving: needed * (1 - leaving), N_("The contact is paid for everybody, also for those "
                                                                   "who would have stayed.")),
        Mistake(lambda cost, worth, leaving: 12 * cost / (worth * leaving), N_("One contact is asked for, not "
                                                                               "twelve.")),
        Mistake(lambda needed: 1 - needed, N_("This is the share that may still leave.")),
    ),
    meaning=N_("{at_stake} is at stake in a customer and month. {cost} of that is {needed}: so many of those who would "
               "leave must be kept by a single contact."),
    hints=(N_("How much is expected to be lost with one customer in a month, without the contact?"),
           N_("{leaving} · {worth} = {at_stake}.")),
    solution=N_("{cost} ÷ ({leaving} · {worth}) = {needed}."),
)

FIRST_PAID = Ordering(
    ask=N_("Money is short. In which order are these groups to be paid, the first one first?"),
    rows={"email": N_("an e-mail for 0.20 lei brings 2 lei"), "call": N_("a friendly call for 4 lei brings 30 lei"),
          "visit": N_("a visit for 12 lei brings 78 lei"),
          "phone": N_("a telephone call for 2.40 lei brings 9.60 lei")},
    mistakes=(
        Mistake(lambda: ["visit", "call", "phone", "email"], N_("You ordered by what a unit brings. Many units of "
                                                                "another kind can be had for the price of one visit.")),
        Mistake(lambda: ["email", "phone", "call", "visit"], N_("You ordered by price. What counts is what comes back "
                                                                "for a leu.")),
    ),
    meaning=N_("A leu returns 10, 7.5, 6.5 and 4 lei. While money is short, the return of a leu decides; when "
               "prospects are short, what is left of each decides."),
    hints=(N_("Divide what a unit brings by what it costs."),
           N_("The e-mail: 2 ÷ 0.20 = 10 lei for a leu. And the others?")),
    solution=N_("10, 7.5, 6.5 and 4 lei come back for a leu:"),
)
