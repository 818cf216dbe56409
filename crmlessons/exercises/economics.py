"""Exercises on why keeping pays: how long customers stay, what that is worth, and the words of the claims."""

import pandas as pd

from crmlessons import economics
from crmlessons.economics import FAMILY, SHEET
from crmlessons.exercises.engine import Choice, Fact, Guess, Lesson, Mistake, Number, Option, Ordering, Table, Vary
from crmlessons.words import N_

LESSON = Lesson("02", N_("Why does it pay to keep customers?"))

# With any of these the programme pays; and the discount rate is never the points gained, or two mistakes would meet.
FIRM = {
    "customers": Vary(2_000, (1_500, 2_500, 3_000, 4_000)),
    "rate_before": Vary(0.7, (0.6, 0.65, 0.68, 0.72)),
    "rate_after": Vary(0.78, (0.77, 0.79, 0.82)),
    "margin": Vary(90, (84, 96, 105, 110)),
    "discount_rate": Vary(0.06, (0.055, 0.065, 0.095, 0.105, 0.115)),
    "programme_cost": Vary(9, (7, 8, 10)),
    "keep_cost": Vary(32, (26, 30, 38, 42)),
    "times_dearer": Vary(4, (3, 3.5, 4.5, 5)),
}

TIMES_GUESS = Guess(
    ask=N_("A company raises the share of customers that it keeps in a year from {B} to {C}. How many times as long "
           "does a customer then stay on average? Guess, do not calculate (1 means: no longer than now)."),
    given=SHEET.example, sheet=SHEET, expected=lambda times: times, unit=N_("times as long"), shown="number",
    facts={"times": Fact(lambda L, M: M / L, "number"), "rates": Fact(lambda B, C: C / B, "number")},
    meaning=N_("A customer stays {M} years instead of {L}: {times} times as long. Dividing the rates gives {rates}, "
               "and misses it: the loss is halved, from {J} to {K}, and the stay is one over the loss."),
    hints=(N_("Any number is welcome. Look at the share that is lost, before and after."),),
    solution=N_("Years before: 1/(1 − {B}) = {L}. Years after: 1/(1 − {C}) = {M}. {M}/{L} = {times}."),
)

YEARS = Number(
    ask=N_("A gym keeps {kept} of its members in a year. How many years does a member stay on average, the first year "
           "counted?"),
    given={"kept": Vary(0.6, (0.54, 0.56, 0.55, 0.58, 0.62, 0.64, 0.65, 0.68, 0.7, 0.72, 0.74, 0.75, 0.76, 0.78, 0.82,
                              0.84, 0.85, 0.86, 0.88, 0.92), "percent")},
    expected=lambda years: years, unit=N_("years"), shown="number",
    facts={"years": Fact(lambda kept: 1 / (1 - kept), "number"),
           "lost": Fact(lambda kept: 1 - kept, "percent")},
    mistakes=(
        Mistake(lambda kept: 1 / kept, N_("You divided by the share kept. The stay is one over the share lost: "
                                          "{lost}.")),
        Mistake(lambda kept: kept / (1 - kept), N_("These are the years after the first. The first year is counted "
                                                   "too.")),
        Mistake(lambda lost: lost, N_("This is the share lost in a year. Asked are years.")),
        Mistake(lambda kept: kept * 10, N_("The share kept is no number of years. Ask how often {lost} goes into 1.")),
    ),
    meaning=N_("{years} years on average: some leave after one year, a few stay very long."),
    hints=(N_("What share is lost in a year?"), N_("If a tenth were lost each year, a member would stay ten years.")),
    solution=N_("1/(1 − {kept}) = 1/{lost} = {years} years."),
)

LEFT = Number(
    ask=N_("A company keeps {kept} of its customers in a year. What share of today's customers is left after {years} "
           "years?"),
    given={"kept": Vary(0.7, (0.55, 0.58, 0.62, 0.64, 0.66, 0.68, 0.72, 0.74, 0.76, 0.78, 0.82), "percent"),
           "years": Vary(4, (3, 5, 6))},
    expected=lambda left: left, unit="1",
    facts={"left": Fact(lambda kept, years: kept**years, "percent"),
           "lost": Fact(lambda kept: 1 - kept, "percent"),
           "gone": Fact(lambda left: 1 - left, "percent")},
    mistakes=(
        Mistake(lambda lost, years: 1 - years * lost, N_("You took {lost} of all away every year. Each year {lost} "
                                                         "leave of those who are still there.")),
        Mistake(lambda gone: gone, N_("This is the share that has gone. Asked is the share that is left.")),
        Mistake(lambda kept, years: kept * years, N_("What is kept multiplies: a share of a share, not {years} times "
                                                     "the share.")),
        Mistake(lambda kept, years: kept ** (years - 1), N_("This is one year too early. There are {years}.")),
    ),
    meaning=N_("{left} are left after {years} years, and {gone} have gone."),
    hints=(N_("What share is left after one year? And what share of these after the second?"),
           N_("Multiply by {kept} once for every year.")),
    solution=N_("{kept} to the power {years} = {left}."),
)

POINTS = Choice(
    ask=N_("A company keeps {kept} of its customers in a year. A report says: “Our programme has cut the loss of "
           "customers by {cut}.” Which shares may it keep now? Choose every reading that the sentence allows."),
    given={"kept": Vary(0.7, (0.55, 0.6, 0.65, 0.75, 0.8, 0.85), "percent"),
           "cut": Vary(0.1, (0.04, 0.06, 0.08, 0.12), "percent")},
    facts={"in_points": Fact(lambda kept, cut: kept + cut, "percent"), "lost": Fact(lambda kept: 1 - kept, "percent"),
           "relative": Fact(lambda kept, cut: 1 - (1 - kept) * (1 - cut), "percent"),
           "of_kept": Fact(lambda kept, cut: kept * (1 + cut), "percent"),
           "less": Fact(lambda kept, cut: kept - cut, "percent")},
    options={
        "points": Option(N_("{in_points}"), N_("{in_points}: the loss falls by {cut} as percentage points."),
                         right=True),
        "relative": Option(N_("{relative}"), N_("{relative}: of the {lost} who left, {cut} now stay."), right=True),
        "of_kept": Option(N_("{of_kept}"), N_("{of_kept} takes {cut} of the customers kept. The sentence speaks of "
                                              "those lost.")),
        "less": Option(N_("{less}"), N_("{less} is less than before: then more would be lost.")),
    },
    hints=(N_("Work with the share lost, {lost}. How can {cut} be taken off it?"), N_("Two of the four hold.")),
    solution=N_("The sentence is unclear, and the two readings differ by a lot. Say “percentage points”, or give both "
                "shares."),
)

GAIN = Number(
    ask=N_("A programme raises the share kept in a year from {B} to {C}. Margins are discounted at {E} a year, and the "
           "first one comes today. By what share does the value of a customer rise, before the programme is paid?"),
    given=FIRM, sheet=SHEET, expected=lambda rise: rise, unit="1",
    facts={"rise": Fact(lambda B, C, E: economics.gain(B, C, E), "percent"),
           "undiscounted": Fact(lambda B, C: economics.gain(B, C), "percent"),
           "points": Fact(lambda B, C: C - B, "percent")},
    mistakes=(
        Mistake(lambda undiscounted: undiscounted, N_("You left out the discounting. Later years are worth less, so a "
                                                      "longer stay adds less: count with {E}.")),
        Mistake(lambda points: points, N_("This is the difference of the two rates. The value of a customer does not "
                                          "rise by the points.")),
        Mistake(lambda B, C: C / B - 1, N_("You divided the rates kept. A stay depends on the share lost.")),
        Mistake(lambda U, V: V / U, N_("This is how many times as much. Asked is the rise: take 1 off.")),
        Mistake(lambda B, C, E: 1 - (1 + E - C) / (1 + E - B), N_("You compared with the value after. A rise is "
                                                                  "measured from the value before.")),
    ),
    meaning=N_("A customer is worth {rise} more, whatever the margin. Without discounting it would be {undiscounted}."),
    hints=(N_("Write the value before and after. What cancels?"),
           N_("The value is margin · (1 + {E})/(1 + {E} − rate).")),
    solution=N_("(1 + {E} − {B})/(1 + {E} − {C}) − 1 = {rise}."),
)

FAMILY_TABLE = Table(
    ask=N_("A customer leaves a margin of {A} a year, {B} of the customers are kept in a year, and money is discounted "
           "at {C}. What is the customer worth in each of three cases?"),
    rows={"now": N_("a new member who pays for the first year today"),
          "year_end": N_("a customer who is billed at the end of each year, the first year for certain"),
          "renews": N_("a member whose year is paid for and who may or may not renew in a year")},
    given={"margin": Vary(80, (64, 72, 88, 96, 104)), "rate_kept": Vary(0.75, (0.65, 0.7, 0.78, 0.85)),
           "discount_rate": Vary(0.12, (0.08, 0.09, 0.11, 0.14))},
    sheet=FAMILY, expected=lambda three: three, unit="lei/customer",
    facts={"three": Fact(lambda D, E, F: pd.Series({"now": D, "year_end": E, "renews": F}), "money")},
    mistakes=(
        Mistake(lambda D: [D, D, D], N_("You took the first margin as paid today in all three. When does it come, and "
                                        "is it certain?")),
        Mistake(lambda E: [E, E, E], N_("You took margins at the end of the year in all three. The first member pays "
                                        "today; the last one may not renew.")),
        Mistake(lambda D, E, F: [E, D, F], N_("The first two are exchanged: who pays today is worth more than who pays "
                                              "in a year.")),
        Mistake(lambda D, E, F: [D, F, E], N_("The last two are exchanged: in the second case the first margin is "
                                              "certain, in the third it is not.")),
        Mistake(lambda A, B: [A / (1 - B)] * 3, N_("This is margin times years, not discounted.")),
    ),
    meaning=N_("{D}, {E} and {F}: one customer, three questions. Say which of the three you mean."),
    hints=(N_("When does the first margin come? Is it certain?"),
           N_("All three have 1 + {C} − {B} below the line. What stands above it says when the first margin "
              "comes, and whether it is certain.")),
    solution=N_("Below the line: 1 + {C} − {B}. Today: {A} · (1 + {C}) over it. Year's end: {A} over it. Renewal: {A} "
                "· {B} over it."),
)

REPLACING = Number(
    ask=N_("A company has {A} customers. Keeping one for a year costs {G}, winning a new one {H} times as much. It "
           "raises the share kept from {B} to {C} and so need not replace those who stay; a new customer needs no "
           "keeping in the first year. How many lei does that save in a year, before the programme is paid?"),
    given=FIRM, sheet=SHEET, expected=lambda T: T, unit="lei",
    mistakes=(
        Mistake(lambda Q: Q, N_("You saved the whole cost of winning, {P} each. But a customer who stays still costs "
                                "{G} to keep, and a new one nothing in the first year.")),
        Mistake(lambda A, C, P, G: A * C * (P - G), N_("You counted all customers who are kept. Most would have stayed "
                                                       "anyway: only {N} more are kept.")),
        Mistake(lambda A, P, G: A * (P - G), N_("You counted all {A} customers. Only {N} more are kept.")),
        Mistake(lambda N, H, G: N * (H + 1) * G, N_("The cost of keeping is taken off the cost of winning, not "
                                                    "added.")),
        Mistake(lambda P, G: P - G, N_("This is the saving on one customer. {N} more are kept.")),
    ),
    meaning=N_("{N} customers need not be replaced at {P}; each is kept at {G}. That saves {T} in a year."),
    hints=(N_("How many more customers are kept?"), N_("What does one of them cost if won anew, and what if kept?")),
    solution=N_("{A} · ({C} − {B}) = {N}. Winning: {G} · {H} = {P}. {N} · ({P} − {G}) = {T}."),
)

CLIENTING_ORDER = Ordering(
    ask=N_("Clienting as our source tells it has three steps, and the firm wants to see the effect. Put the four in "
           "order, the earliest first."),
    rows={"collect": N_("bring what all channels know about a customer into one record"),
          "rethink": N_("decide anew which customers are treated how"),
          "personalise": N_("adapt the service and the tone to the customer"),
          "measure": N_("compare how many are lost with a group that was treated as before")},
    mistakes=(
        Mistake(lambda: ["collect", "personalise", "rethink", "measure"],
                N_("Personal to whom, and why? First decide who is treated how, then adapt the service.")),
        Mistake(lambda: ["rethink", "collect", "personalise", "measure"],
                N_("A rule made before anybody looked at the records is a guess. Collect first.")),
    ),
    meaning=N_("Collect, rethink, personalise. The fourth is ours: without a group to compare with, nobody knows what "
               "it did."),
    hints=(N_("What does each step need that another one gives?"), N_("The comparison comes last.")),
    solution=N_("Each step needs the one before: no rule without knowledge, nothing personal without a rule."),
)
