"""Exercises on selling more to loyal customers: what an offer brings, and what of it the offer itself brought."""

from crmlessons import growth
from crmlessons.exercises.engine import Choice, Fact, Guess, Lesson, Mistake, Number, Option, Vary
from crmlessons.growth import SHEET, UPLIFT
from crmlessons.words import N_

LESSON = Lesson("05", N_("What is an offer to a loyal customer worth?"))

# Every combination sells to a whole number of customers, and in none do two mistakes lead to the same number.
OFFER = {
    "loyal_customers": Vary(4_000, (4_000, 5_000, 6_000, 7_000)),
    "exposure_rate": Vary(0.3, (0.3, 0.35, 0.45)),
    "take_rate": Vary(0.12, (0.08, 0.1, 0.12)),
    "revenue_per_sale": Vary(60, (48, 60, 72)),
    "margin_rate": Vary(0.45, (0.42, 0.45)),
    "offer_cost": Vary(1.2, (1.1, 1.2, 1.35)),
    "bad_debt_rate": Vary(0.05, (0.03, 0.05)),
}
TRIAL = {**OFFER, "take_rate": Vary(0.12, (0.12, 0.13, 0.15)), "control_rate": Vary(0.04, (0.03, 0.035, 0.04)),
         "offer_cost": Vary(1.4, (1.35, 1.4, 1.45, 1.5))}

UNPAID_LEFT_OUT = N_("You charged nothing for unpaid bills, or only the {slip} of one sale. There are {E} sales, and "
                     "{M} of their revenue is never paid.")

ADDED_GUESS = Guess(
    ask=N_("{C} loyal customers get an offer, at {K} each. {D} of them buy, for {F}, of which {H} is gross margin; {M} "
           "of the revenue is never paid. Of the loyal customers who were left out on purpose, {Q} bought the same "
           "product all the same. How many lei did the offer add? Guess, do not calculate."),
    given=UPLIFT.example, sheet=UPLIFT, expected=lambda V: V, unit="lei",
    meaning=N_("The {E} sales leave {P} after all costs. But {T} of them would have come anyway, and these are worth "
               "{U}. What the offer added is {V}."),
    hints=(N_("Any number is welcome. How many of the buyers needed the offer in order to buy?"),),
    solution=N_("Counted: {G} · ({H} − {M}) − {C} · {K} = {P}. Anyway: {C} · {Q} = {T} sales, worth {U}. Added: {P} − "
                "{U} = {V}."),
)

CONTRIBUTION = Number(
    ask=N_("A company has {A} loyal customers and makes an offer to {B} of them, at {K} a customer. {D} of those buy, "
           "for {F} each. The gross margin rate is {H}, and {M} of the revenue is never paid. How many lei does the "
           "source's table count as the value of the offer?"),
    given=OFFER, sheet=SHEET, expected=lambda P: P, unit="lei",
    facts={"slip": Fact(lambda F, M: F * M, "money")},
    mistakes=(
        Mistake(lambda C, D, F, H, K, M: growth.as_printed(C, D, F, H, K, M),
                UNPAID_LEFT_OUT),
        Mistake(lambda G, L, N: G - L - N, N_("You started from the revenue of {G}. Only {H} of it is margin; the rest "
                                              "pays for what was delivered.")),
        Mistake(lambda J, L: J - L, UNPAID_LEFT_OUT),
        Mistake(lambda J, N: J - N, N_("You left out the cost of making the offer, {L}.")),
        Mistake(lambda P, B: P / B, N_("You counted all {A} loyal customers. Only {B} of them got the offer: {C}.")),
        Mistake(lambda A, B, C, J, K, N: J - A * K - N,
                N_("You charged the offer to all {A} loyal customers. It was made to {C} of them.")),
    ),
    meaning=N_("{E} sales leave a margin of {J}; the offer costs {L} and unpaid bills cost {N}: {P} is left. This is "
               "line P."),
    hints=(N_("How many customers get the offer, and how many of these buy?"),
           N_("Margin on {E} sales, less the cost of {C} offers, less the unpaid part of the revenue."),
           N_("J = {G} · {H}, L = {C} · {K}, N = {G} · {M}.")),
    solution=N_("C = {A} · {B} = {C}. E = {C} · {D} = {E}. G = {E} · {F} = {G}. J = {G} · {H} = {J}. L = {C} · {K} = "
                "{L}. N = {G} · {M} = {N}. P = {J} − {L} − {N} = {P}."),
)

UNPAID = Number(
    ask=N_("{C} customers got an offer, {D} of them bought for {F} each, and {M} of the revenue was never paid. What "
           "did non-payment cost?"),
    given=OFFER, sheet=SHEET, expected=lambda N: N, unit="lei",
    mistakes=(
        Mistake(lambda F, M: F * M, N_("This is what non-payment costs on one sale, as in the source's printed "
                                       "formula. There were {E} sales.")),
        Mistake(lambda C, F, M: C * F * M, N_("You counted all {C} customers as buyers. Only {E} of them bought.")),
        Mistake(lambda E, M: E * M, N_("This is the number of unpaid sales. What is each of them worth?")),
        Mistake(lambda J, M: J * M, N_("You took {M} of the margin. What was delivered is lost as well: take it of the "
                                       "revenue.")),
        Mistake(lambda G: G, N_("{G} is the whole revenue. Only {M} of it was not paid.")),
    ),
    meaning=N_("Of {G} billed, {N} was never paid. This is line N."),
    hints=(N_("How many sales were made, and what was billed for them?"), N_("Take {M} of the whole revenue.")),
    solution=N_("E = {C} · {D} = {E}. G = {E} · {F} = {G}. N = {G} · {M} = {N}."),
)

UNITS_OF_A_MONTH = Choice(
    ask=N_("A colleague writes the value of a month of keeping customers as F · A · C − D. F is a number of customers, "
           "A lei per customer, C a pure number, and D the lei spent on keeping each customer. What is wrong?"),
    options={
        "nothing": Option(N_("Nothing: D is a cost, and costs are taken off."),
                          N_("D is lei per customer. From lei only lei can be taken, whatever it stands for.")),
        "customers": Option(N_("The last term lacks a number of customers: it should be F · D."),
                            N_("Customers times lei per customer is lei, as in the first term."), right=True),
        "margin": Option(N_("The last term lacks the margin rate: it should be C · D."),
                         N_("C is a pure number, so C · D is still lei per customer.")),
        "revenue": Option(N_("The last term lacks the bill of a customer: it should be A · D."),
                          N_("That would be lei per customer, times lei per customer: no amount of money at all.")),
    },
    hints=(N_("Write the unit under every letter and strike out what stands above and below."),
           N_("F · A · C is lei. What is D?")),
    solution=N_("F · A · C: customers · lei/customer · 1 = lei. D: lei/customer. Only F · D is lei, so the value is "
                "F · A · C − F · D."),
)

COST_PER_CUSTOMER = Number(
    ask=N_("The printing house and the post send bills of {L} in all for an offer that went to {C} of {A} loyal "
           "customers; {E} of them bought. Which number belongs in line K?"),
    given=OFFER, sheet=SHEET, expected=lambda K: K, unit="lei/customer",
    facts={"twice": Fact(lambda C, L: C * L, "money")},
    mistakes=(
        Mistake(lambda L: L, N_("{L} is the cost of the whole offer, line L. The sheet multiplies line K by the {C} "
                                "customers, so it would charge {twice}.")),
        Mistake(lambda L, A: L / A, N_("You shared the cost among all {A} loyal customers. Only {C} of them got the "
                                       "offer.")),
        Mistake(lambda L, E: L / E, N_("This is the cost of one sale. The offer is paid for every customer who gets "
                                       "it, buyer or not.")),
    ),
    meaning=N_("{L} for {C} customers is {K} each, and the sheet's line L gives the bills again."),
    hints=(N_("By what does the sheet multiply line K?"), N_("Divide the bills by the customers who got the offer.")),
    solution=N_("K = L ÷ C = {L} ÷ {C} = {K}."),
)

BREAK_EVEN_TAKE_UP = Number(
    ask=N_("An offer costs {K} a customer. A sale brings {F}, of which {H} is gross margin, and {M} of the revenue is "
           "never paid. What share of the customers must buy because of the offer, so that it loses nothing?"),
    given=OFFER, sheet=SHEET, expected=lambda needed: needed, unit="sale/customer",
    facts={"needed": Fact(lambda given: SHEET.break_even("take_rate", "P", **given), "percent"),
           "worth": Fact(lambda F, H, M: F * (H - M), "money"), "margin": Fact(lambda F, H: F * H, "money")},
    mistakes=(
        Mistake(lambda K, margin: K / margin, N_("You counted the whole margin of {margin}. Of every sale {M} of the "
                                                 "revenue is lost to non-payment, so it leaves {worth}.")),
        Mistake(lambda K, F: K / F, N_("You counted the whole revenue of {F} as earned. A sale leaves {worth}.")),
        Mistake(lambda K, worth: worth / K, N_("This is the right ratio upside down.")),
        Mistake(lambda K, F, H, M: K / (F * H * (1 - M)),
                N_("You took non-payment off the margin. What was delivered and not paid is lost as well: take it off "
                   "the revenue.")),
    ),
    meaning=N_("A sale leaves {worth} and an offer costs {K}: from {needed} on, the offer loses nothing."),
    hints=(N_("What does one sale leave, after the goods and after non-payment?"),
           N_("A sale leaves {worth}. How many sales pay for one offer?")),
    solution=N_("K ÷ (F · (H − M)) = {K} ÷ ({F} · ({H} − {M})) = {K} ÷ {worth} = {needed}."),
)

ADDED_VALUE = Number(
    ask=N_("An offer went to {C} customers, at {K} each; {D} bought, for {F}. The gross margin rate is {H} and {M} of "
           "the revenue is never paid. In a control group, drawn by lot and left out, {Q} bought. How many lei did the "
           "offer add (negative if it cost more than it brought)?"),
    given=TRIAL, sheet=UPLIFT, expected=lambda V: V, unit="lei",
    mistakes=(
        Mistake(lambda P: P, N_("{P} credits the offer with every sale. {Q} of the customers would have bought "
                                "anyway.")),
        Mistake(lambda U: U, N_("This is what the {T} sales are worth that would have come anyway. What is left of {P} "
                                "without them?")),
        Mistake(lambda C, R, F, H, L: C * R * F * H - L, N_("You left out non-payment on the added sales.")),
        Mistake(lambda C, R, F, M, L: C * R * F * (1 - M) - L, N_("You counted the revenue of the added sales. Only "
                                                                  "the margin is earned.")),
        Mistake(lambda C, R, F, H, M: C * R * F * (H - M), N_("This is what the added sales bring. What the offer "
                                                              "costs, {L}, is still to be taken off.")),
        Mistake(lambda C, R, F, H, M, K: C * R * (F * (H - M) - K),
                N_("You charged the offer only to those who bought because of it. It was paid for all {C} customers.")),
        Mistake(lambda P, D, R: P * R / D, N_("You reduced the whole result in proportion to the uplift. The offer's "
                                              "cost of {L} does not become smaller because some would have bought "
                                              "anyway.")),
    ),
    meaning=N_("Counted in full the offer is worth {P}. Sales worth {U} would have come anyway, so it added {V}."),
    hints=(N_("What share of the customers bought because of the offer?"),
           N_("Added sales: {C} · ({D} − {Q}). Each leaves {F} · ({H} − {M}). Take off the cost of all {C} offers.")),
    solution=N_("Uplift R = {D} − {Q} = {R}. Added sales bring {C} · {R} · {F} · ({H} − {M}); the offer costs {L}. V = "
                "{P} − {U} = {V}."),
)
