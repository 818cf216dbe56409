"""Exercises on the value of keeping customers: what may be spent, what a customer is worth, and what to conclude."""

from crmlessons import retention
from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Vary
from crmlessons.exercises.retention import MONTH
from crmlessons.retention import SHEET
from crmlessons.words import N_

BREAK_EVEN_CHURN = Number(
    ask=N_("A customer pays {A} a month, the gross margin rate is {C}, {E} of the revenue is never paid, and {D} is "
           "spent on every customer who is there at the start. What share of them may leave in a month before the "
           "month contributes nothing?"),
    given=MONTH, sheet=SHEET, expected=lambda most: most, unit="1",
    facts={"most": Fact(lambda given: SHEET.break_even("churn_rate", "N", **given), "percent"),
           "earned": Fact(lambda A, C, E: A * (C - E), "money")},
    mistakes=(
        Mistake(lambda most: 1 - most, N_("This is the share that must stay. Asked is the share that may leave.")),
        Mistake(lambda A, C, D: 1 - D / (A * C), N_("You forgot the bills that are never paid. Of each leu of revenue, "
                                                    "C − E is earned.")),
        Mistake(lambda A, D: 1 - D / A, N_("You counted the whole revenue as earned. A customer who stays brings in "
                                           "A · (C − E) = {earned}.")),
        Mistake(lambda B: B, N_("{B} of the customers leave now, and the month contributes something. How many could "
                                "leave?")),
    ),
    meaning=N_("Up to {most} a month. This is far above the present {B}, because the break-even asks only whether this "
               "month covers its own spend. What later months would have brought is not in it."),
    hints=(N_("What does one customer who stays bring in? And what is spent on each one at the start?"),
           N_("(1 − B) · {earned} = {D}. Solve for B.")),
    solution=N_("(1 − B) · A · (C − E) = D, so B = 1 − {D} ÷ {earned} = {most}."),
)

MOST_TO_SPEND = Number(
    ask=N_("A customer who stays pays {A} a month; the gross margin rate is {C}, and {E} of the revenue is never paid. "
           "{B} of the customers leave every month. What is the most that may be spent each month on one customer who "
           "is there at the start, so that the month still loses nothing?"),
    given=MONTH, sheet=SHEET, expected=lambda most: most, unit="lei/customer",
    facts={"most": Fact(lambda given: SHEET.break_even("retention_cost", "N", **given), "money"),
           "earned": Fact(lambda A, C, E: A * (C - E), "money"), "more": Fact(lambda most, D: most - D, "money")},
    mistakes=(
        Mistake(lambda earned: earned, N_("{earned} is what a customer who stays brings in. The spend is also on "
                                          "those who leave: only 1 − B of the customers pay.")),
        Mistake(lambda A, B, C: (1 - B) * A * C, N_("You forgot the bills that are never paid: {E} of the revenue.")),
        Mistake(lambda A, B, E: (1 - B) * A * (1 - E), N_("You counted the whole revenue. Only {C} of it is margin.")),
        Mistake(lambda more: more, N_("{more} is how much more than today's {D} could be spent. Asked is the whole "
                                      "sum.")),
        Mistake(lambda B, earned: B * earned, N_("You counted what those who leave would have brought in. The others "
                                                 "pay: 1 − B of the customers.")),
        Mistake(lambda B, earned: earned / (1 - B), N_("Fewer customers pay than are there at the start, so the "
                                                       "ceiling lies below {earned}: multiply by 1 − B.")),
        Mistake(lambda F, most: F * most, N_("This is the sum for all customers. Asked is one customer.")),
    ),
    meaning=N_("{most} a customer and month. It is a ceiling, not a target: at this spend the month earns nothing, and "
               "it is worth nearing only if fewer leave because of it."),
    hints=(N_("What does a customer at the start bring on average, when {B} of them leave before they pay?"),
           N_("N = 0 when D = (1 − B) · A · (C − E).")),
    solution=N_("D = (1 − B) · A · (C − E) = (1 − {B}) · {earned} = {most}."),
)

LIFETIME = Number(
    ask=N_("A customer pays {A} a month; the gross margin rate is {C}, {E} is never paid, {B} leave every month, and "
           "{D} is spent on each customer who is there at the start. Money is discounted at {discount_rate} a month, "
           "and every month is booked at its end. What is one customer worth today, over all months to come?"),
    # with these, for every student, no mistake leads to the number of another
    given={**MONTH, "retention_cost": Vary(3.3, (1.8,)), "discount_rate": Vary(0.01, (0.012, 0.013), "percent")},
    sheet=SHEET,
    expected=lambda worth: worth, unit="lei/customer",
    facts={"worth": Fact(lambda discount_rate, given: retention.lifetime_value(discount_rate, **given), "money"),
           "month": Fact(lambda N, F: N / F, "money"),
           "at_once": Fact(lambda month, B: month / B, "money")},
    mistakes=(
        Mistake(lambda at_once: at_once, N_("{at_once} is the sum without discounting: a leu in five years counted "
                                            "like one today. Divide by B plus the discount rate.")),
        Mistake(lambda month: month, N_("{month} is what the first month brings. The customer may stay for more.")),
        Mistake(lambda month: 12 * month, N_("You took twelve full months. Some leave before, and others stay much "
                                             "longer.")),
        Mistake(lambda A, B, discount_rate: (1 - B) * A / (discount_rate + B), N_("You added up revenue. What a month "
                                                                                  "brings in is {month}.")),
        Mistake(lambda A, B, C, D, discount_rate: ((1 - B) * A * C - D) / (discount_rate + B),
                N_("You forgot the bills that are never paid. Of each leu of revenue, C − E is earned.")),
        Mistake(lambda A, B, C, E, discount_rate: (1 - B) * A * (C - E) / (discount_rate + B),
                N_("You forgot the {D} that is spent every month on each customer.")),
        Mistake(lambda A, B, C, D, E, discount_rate: (A * (C - E) - D) / (discount_rate + B),
                N_("You let everybody pay in the first month. {B} leave before: n = (1 − B) · A · (C − E) − D.")),
        Mistake(lambda month, discount_rate: month / discount_rate, N_("You let the customer stay for ever. {B} leave "
                                                                       "every month: add B to the discount rate.")),
    ),
    meaning=N_("{worth} today, if the rate of loss stays what it is. Without discounting it would be {at_once}."),
    hints=(N_("What does one customer at the start bring in the first month?"),
           N_("{month} in the first month, then less and less. The sum of all is n ÷ (d + B).")),
    solution=N_("n = (1 − B) · A · (C − E) − D = {month}. n ÷ (d + B) = {month} ÷ ({discount_rate} + {B}) = {worth}."),
)

COST_OF_ONE_KEPT = Number(
    ask=N_("A loyalty programme costs {spend} a customer and year. It was tested by lot: after a year {with_it} of the "
           "customers with it were still there, and {without} of those without. What did it cost to keep one "
           "customer who would otherwise have gone?"),
    given={"spend": Vary(9, (8, 10, 11, 12), "money"), "with_it": Vary(0.84, (0.82, 0.83, 0.85, 0.86), "percent"),
           "without": Vary(0.78, (0.75, 0.76, 0.77, 0.79), "percent")},
    expected=lambda cost: cost, unit="lei/customer",
    facts={"more": Fact(lambda with_it, without: with_it - without, "percent"),
           "cost": Fact(lambda spend, more: spend / more, "money")},
    mistakes=(
        Mistake(lambda spend, with_it: spend / with_it, N_("You credited the programme with everybody who stayed. "
                                                           "{without} stayed without it as well: only {more} stayed "
                                                           "because of it.")),
        Mistake(lambda spend: spend, N_("{spend} is spent on every customer, and most of them would have stayed "
                                        "anyway.")),
        Mistake(lambda spend, without: spend / (1 - without), N_("You divided by all who would have gone. The "
                                                                 "programme keeps only a part of them: {more} of the "
                                                                 "customers.")),
        Mistake(lambda spend, more: spend * more, N_("This is the right pair of numbers, multiplied. Divide: {more} of "
                                                     "the customers carry the cost of all.")),
        Mistake(lambda cost: 12 * cost, N_("You paid {spend} every month. It is the cost of a whole year.")),
    ),
    meaning=N_("Of 100 customers, the programme costs 100 times {spend} and keeps {more} of them: {cost} for each. "
               "Whether this is much is decided by what a kept customer brings."),
    hints=(N_("How many of 100 customers stay only because of the programme?"),
           N_("What do 100 customers cost, and how many of them does that keep?")),
    solution=N_("{spend} ÷ ({with_it} − {without}) = {spend} ÷ {more} = {cost}."),
)

KEEP_OR_WIN = Choice(
    ask=N_("Winning a new customer costs {win}. A programme gives every customer a present; it costs {spend} a "
           "customer and year. It was tested by lot: after a year {points} percentage points more of the customers "
           "were still there than without it. “Keeping is always cheaper than winning”, says the manager. What is the "
           "soundest reply?"),
    given={"win": Vary(45, (40, 50, 55), "money"), "spend": Vary(6, (5, 5.5, 6.5), "money"),
           "more": Vary(0.03, (0.025, 0.035, 0.04), "percent")},
    facts={"cost": Fact(lambda spend, more: spend / more, "money"), "points": Fact(lambda more: 100 * more, "number")},
    options={
        "cheaper": Option(N_("Yes, and by far: {spend} is less than {win}, so extend the programme and win fewer new "
                             "customers."),
                          N_("{spend} is spent on everybody, and most would have stayed anyway. One customer more kept "
                             "costs {cost}.")),
        "never": Option(N_("No, it is the other way round: keeping one costs {cost}, so drop the programmes and win "
                           "new ones."),
                        N_("This one, given to everybody, is dear. That says nothing of one aimed at those about to "
                           "leave, nor of what a kept and a new customer bring.")),
        "compare": Option(N_("Not here: one customer more kept costs {cost}. What decides is what such a one brings, "
                             "beside a new one."),
                          N_("The cost per customer kept, {cost}, is the number to set against {win}, together with "
                             "what each of the two brings afterwards."), right=True),
        "law": Option(N_("Yes, as a rule: winning a customer is known to cost about six times as much as keeping "
                         "one."),
                      N_("Such a factor is an average of other firms, and often nobody knows of which. Here it can be "
                         "computed, and it is the other way round.")),
    },
    hints=(N_("On how many customers is the money spent, and how many does it keep?"),
           N_("Divide {spend} by {more}, and compare with {win}.")),
    solution=N_("{spend} ÷ {more} = {cost} for one customer more kept, against {win} for one won. Both then bring "
                "margins month after month, and these decide. The programme may pay if it is aimed at those about to "
                "leave."),
)

RISING_RETENTION = Choice(
    ask=N_("Of the customers who joined last year, {early} a month were kept in the first half-year and {late} a month "
           "in the second. Nothing was done for them. What is the soundest conclusion?"),
    given={"early": Vary(0.94, (0.93, 0.935, 0.945), "percent"), "late": Vary(0.97, (0.965, 0.975, 0.98), "percent")},
    facts={"rise": Fact(lambda early, late: late - early, "percent")},
    options={
        "loyal": Option(N_("Customers become more loyal the longer they stay. The rise from {early} to {late} shows "
                           "it."),
                        N_("Perhaps some do. But the numbers do not show it: they rise even if nobody changes, because "
                           "those who leave easily are gone first.")),
        "sorted": Option(N_("Customers may simply differ: those who leave easily went first. This alone explains the "
                            "rise."),
                         N_("A mixture explains the whole rise without any change of heart. Whether some became more "
                            "loyal as well, one curve cannot tell. Either way one average rate would make the later "
                            "losses too large."), right=True),
        "rate": Option(N_("The two rates differ by chance. The average of both is the rate to plan with from now on."),
                       N_("From now on you plan for those who are still there, and they were last kept at {late}. The "
                          "average rate belongs to the beginning.")),
        "new": Option(N_("The bad months are over. New customers will also be kept at {late} a month from now on."),
                      N_("New customers are mixed again: among them are those who leave easily. Expect {early} at "
                         "first.")),
    },
    hints=(N_("Mix 50 customers who leave at once with 50 who never leave. What do you see month by month?"),
           N_("Ask of each conclusion whether anybody had to change for it.")),
    solution=N_("A mixture is sorted by time: the share kept may rise from {early} to {late} although each customer's "
                "own chance of leaving stays the same. The curve alone does not prove that nobody changed, but no "
                "change is needed to explain it. A new cohort starts at {early} again."),
)

OWN_COMPANY = Open(
    ask=N_("Take a company you know that has customers who come back: an employer, a gym, a shop, a club. How would "
           "you find out how long its customers stay, what is one worth, and what would you try in order to keep "
           "more?"),
    given={"revenue_per_customer": 120, "churn_rate": 0.05, "margin_rate": 0.6, "retention_cost": 8,
           "bad_debt_rate": 0.01, "opening_customers": 400}, sheet=SHEET,
    facts={"worth": Fact(lambda given: retention.lifetime_value(0.01, **given), "money"),
           "most": Fact(lambda given: SHEET.break_even("retention_cost", "N", **given), "money"),
           "year": Fact(lambda B: 1 - retention.yearly_loss(B), "percent")},
    rubric=(N_("It says when a customer counts as lost, and over which period the rate is measured."),
            N_("It follows customers who joined together, instead of one rate for old and new ones."),
            N_("It gives the value of a customer in lei, with margin and not revenue, and says for how long."),
            N_("It tries one thing on some customers drawn by lot and leaves the others alone, to see what it does.")),
    hints=(N_("When is a customer lost: on the day of giving notice, or after months without buying?"),
           N_("`retention.SHEET.run(periods=12, …)` and `retention.lifetime_value(…)` do the calculation.")),
    solution=N_("A gym has {F} members at {A} a month; a member is lost when the contract ends. {B} leave every month, "
                "so {year} of today's members are still there after a year. Followed by the month of joining, most go "
                "in spring: they joined in January. The margin is {C}, {E} never pay, and messages and trial lessons "
                "cost {D} a member and month. A member contributes {N} ÷ {F} a month and is worth {worth} today at 1% "
                "a month; up to {most} a member could be spent before a month loses money. I would call half of the "
                "January members, drawn by lot, after three weeks without a visit, and compare in summer."),
)
