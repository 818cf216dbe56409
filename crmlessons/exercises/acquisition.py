"""Exercises on the value of winning customers: rates, costs and what a campaign contributes."""

from crmlessons import acquisition
from crmlessons.acquisition import SHEET
from crmlessons.exercises.engine import Fact, Guess, Lesson, Mistake, Number, Vary
from crmlessons.words import N_

LESSON = Lesson("03", N_("What is a new customer worth?"))

# The common numbers are not those of the lesson's text, or the answers would stand there to be copied.
# Every combination of these choices makes money and wins a whole number of customers, and in none do two mistakes lead
# to the same number.
CAMPAIGN = {
    "prospects": Vary(12_000, (8_000, 12_000, 14_000, 16_000, 18_000)),
    "cost_per_contact": Vary(1.8, (1.5, 1.6, 1.8, 2.1, 2.3)),
    "gross_rate": Vary(0.06, (0.06, 0.07, 0.08, 0.09, 0.1)),
    "net_rate": Vary(0.75, (0.75, 0.85, 0.9)),
    "revenue_per_sale": Vary(120, (110, 120, 130, 140, 150)),
    "margin_rate": Vary(0.55, (0.55, 0.65)),
}

ROI_GUESS = Guess(
    ask=N_("Of {A} people contacted at {B} each, {D} say yes, and {F} of those who say yes pay. Each pays {K}, of "
           "which {M} is gross margin. How much is left when the contacts are paid for? Guess, do not calculate."),
    given=SHEET.example, sheet=SHEET, expected=lambda T: T, unit="lei",
    meaning=N_("The contacts cost {C}; the {G} customers who pay leave a margin of {P}. What is left is {T}."),
    hints=(N_("Any number is welcome. Is it a gain or a loss, and is it thousands or tens of thousands?"),),
    solution=N_("Cost: {A} · {B} = {C}. Customers who pay: {A} · {D} · {F} = {G}. Margin: {G} · {K} · {M} = {P}. Left: "
                "{P} − {C} = {T}."),
)

OVERALL_RATE = Number(
    ask=N_("Of everybody contacted, {D} say yes. Of those who say yes, {F} also pay. What share of everybody contacted "
           "becomes a customer who pays?"),
    given=CAMPAIGN, sheet=SHEET, expected=lambda H: H, unit="customer/prospect",
    mistakes=(
        Mistake(lambda F: F, N_("{F} is the net rate: it counts only those who said yes. Asked is the share of "
                                "everybody contacted, so multiply it by the gross rate.")),
        Mistake(lambda F: 100 * F, N_("This is the net rate as a percentage: it counts only those who said yes. "
                                      "Multiply the two rates.")),
        Mistake(lambda D: D, N_("{D} is the gross rate: some of those who say yes never pay. Keep only the share that "
                                "pays.")),
        Mistake(lambda D, F: D + F, N_("You added shares of different groups. The second is a share of the first: "
                                       "multiply them.")),
        Mistake(lambda D, F: D * (1 - F), N_("These are the people who said yes and did not pay. Asked are the "
                                             "others.")),
    ),
    meaning=N_("{D} say yes and {F} of them pay: {H} of everybody contacted. This is line H, and H = D · F."),
    hints=(N_("Take 100 people. How many say yes? How many of these pay?"),
           N_("A share of a share: multiply the two rates.")),
    solution=N_("H = D · F = {D} · {F} = {H}."),
)

CAC = Number(
    ask=N_("{A} people are contacted at {B} each. {D} say yes, and {F} of these pay. What did it cost to win one "
           "customer who pays?"),
    given=CAMPAIGN, sheet=SHEET, expected=lambda J: J, unit="lei/customer",
    mistakes=(
        Mistake(lambda C, E: C / E, N_("You divided by the {E} gross sales. Only {G} of them were paid: divide by "
                                       "these.")),
        Mistake(lambda C, A: C / A, N_("{B} is the cost of one contact. Most contacts win nobody, and the customers "
                                       "won must carry the cost of all.")),
        Mistake(lambda B, F: B / F, N_("You divided by the net rate alone, as if everybody contacted said yes. Divide "
                                       "by the overall rate D · F.")),
        Mistake(lambda C, A, G: acquisition.contact_cost_as_printed(C, A, G),
                N_("You divided the cost by those who did not become customers. Divide it by those who did.")),
        Mistake(lambda C: C, N_("{C} is the cost of the whole campaign. Share it among the customers won.")),
    ),
    meaning=N_("{C} spent for {G} customers who pay: each cost {J} to win. This is line J, the CAC."),
    hints=(N_("What did the whole campaign cost, and how many customers pay?"),
           N_("Customers who pay: {A} · {D} · {F}. Divide the cost of the campaign by them.")),
    solution=N_("Cost: {A} · {B} = {C}. Customers: {A} · {D} · {F} = {G}. J = {C} ÷ {G} = {J}, which is also B ÷ H = "
                "{B} ÷ {H}."),
)

CONTACT_COST = Number(
    ask=N_("A campaign cost {C} in all. {A} people were contacted, and {G} of them became customers. What did one "
           "contact cost?"),
    given=CAMPAIGN, sheet=SHEET, expected=lambda C, A: C / A, unit="lei/prospect",
    facts={"others": Fact(lambda A, G: A - G, "count"),
           "printed": Fact(lambda C, A, G: acquisition.contact_cost_as_printed(C, A, G), "money"),
           "charged": Fact(lambda A, printed: A * printed, "money")},
    mistakes=(
        Mistake(lambda printed: printed,
                N_("You left the customers out and divided by {others}. They were contacted too. At {printed} a "
                   "contact, {A} contacts would be charged {charged}, and only {C} were spent.")),
        Mistake(lambda J: J, N_("You divided by the customers won: that is the cost of a customer. Asked is the cost "
                                "of a contact.")),
        Mistake(lambda A, C: A / C, N_("This is contacts per leu. Turn it round: lei per contact.")),
    ),
    meaning=N_("{C} for {A} contacts is {B} each, and {A} times {B} is the money spent again. Leaving the customers "
               "out of the count would charge {charged}."),
    hints=(N_("Was a customer contacted before buying?"),
           N_("The cost of a contact, times all contacts, must give back what was spent.")),
    solution=N_("B = C ÷ A = {C} ÷ {A} = {B}. The {G} customers are among the {A} contacts."),
)

CONTRIBUTION = Number(
    ask=N_("{A} people are contacted at {B} each. {D} say yes, {F} of these pay, each pays {K}, and the gross margin "
           "rate is {M}. How many lei does the campaign contribute?"),
    given=CAMPAIGN, sheet=SHEET, expected=lambda T: T, unit="lei",
    mistakes=(
        Mistake(lambda L, C: L - C, N_("You took the cost from the revenue of {L}. Only the margin on it, {M}, is "
                                       "earned; the rest pays for the goods.")),
        Mistake(lambda A, F, K, M, B: acquisition.as_printed(A, F, K, M, B),
                N_("You used the net rate {F} as if it counted everybody contacted. It counts those who said yes: use "
                   "the overall rate {H}.")),
        Mistake(lambda E, N, C: E * N - C, N_("You counted all {E} who said yes. Only {G} of them paid.")),
        Mistake(lambda P: P, N_("{P} is the gross margin. What the contacts cost, {C}, is still to be taken off.")),
        Mistake(lambda R: R, N_("{R} is what one customer contributes. Asked is the whole campaign.")),
    ),
    meaning=N_("A margin of {P} less a cost of {C} leaves {T}: {R} for each of the {G} customers."),
    hints=(N_("Two amounts are compared: the margin on the sales that were paid, and the cost of all contacts."),
           N_("Paid sales: {A} · {D} · {F} = {G}. What margin does one of them leave?"),
           N_("Margin: {G} · {K} · {M}. Cost: {A} · {B}.")),
    solution=N_("G = {A} · {D} · {F} = {G}. P = {G} · {K} · {M} = {P}. C = {A} · {B} = {C}. T = P − C = {T}."),
)

BREAK_EVEN_RATE = Number(
    ask=N_("A contact costs {B}. {F} of those who say yes pay, each pays {K}, and the gross margin rate is {M}. What "
           "share of the people contacted must say yes for the campaign to break even?"),
    given=CAMPAIGN, sheet=SHEET, unit="sale/prospect",
    expected=lambda needed: needed,
    facts={"needed": Fact(lambda given: SHEET.break_even("gross_rate", "T", **given), "percent"),
           "overall": Fact(lambda B, N: B / N, "percent"), "each": Fact(lambda F, N: F * N, "money")},
    mistakes=(
        Mistake(lambda overall: overall, N_("{overall} must pay: that is the overall rate. Not all who say yes pay, so "
                                            "more must say yes.")),
        Mistake(lambda B, F, K: B / (F * K), N_("You counted the whole revenue of {K} as earned. Only the margin, {N}, "
                                                "can pay for contacts.")),
        Mistake(lambda each, B: each / B, N_("This is the right ratio upside down.")),
        Mistake(lambda B, F, N: B * F / N, N_("You multiplied by the net rate. When some do not pay, more must say "
                                              "yes: divide by it.")),
    ),
    meaning=N_("A yes is worth {each} on average, and a contact costs {B}: from {needed} on, the campaign loses "
               "nothing."),
    hints=(N_("What margin does one paid sale leave? And one yes, when only {F} of them pay?"),
           N_("A contact costs {B} and a yes brings {each}. How many yeses does one contact need?")),
    solution=N_("One yes brings F · K · M = {F} · {K} · {M} = {each}. The rate is B ÷ (F · K · M) = {B} ÷ {each} = "
                "{needed}."),
)
