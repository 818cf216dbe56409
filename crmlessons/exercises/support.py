"""Exercises on the value of support: the signed equation on margin, and what a trial says the plan does."""

from crmlessons import support
from crmlessons.exercises.engine import Fact, Guess, Lesson, Mistake, Number, Vary
from crmlessons.support import SHEET
from crmlessons.words import N_

LESSON = Lesson("07", N_("What is support worth, and how many people must answer?"))

PLAN = {
    "supported_customers": Vary(800, (610, 720, 930, 1_180)),
    "fee_per_customer": Vary(30, (24, 28, 37)),
    "stay_rate_with": Vary(0.9, (0.88, 0.89, 0.92)),
    "stay_rate_without": Vary(0.84, (0.8, 0.82, 0.83)),
    "value_per_customer": Vary(200, (180, 220, 260)),
    "buy_rate_with": 0.25,
    "buy_rate_without": 0.2,
    "margin_per_sale": Vary(50, (41, 46)),
    "setup_cost": Vary(24_000, (17_600, 31_000)),
    "life": 4,
    "tickets": Vary(1_500, (1_230, 1_310)),
    "cost_per_ticket": Vary(15, (12.5, 14)),
}

AGENTS_GUESS = Guess(
    ask=N_("100 calls come to a support line in half an hour, each takes 3 minutes, and nobody hangs up. At least 80% "
           "of the callers are to be answered within 20 seconds. How many people must sit at the telephones? Guess, do "
           "not calculate."),
    expected=lambda needed: needed, unit=N_("agents"),
    facts={"needed": Fact(lambda: support.agents_needed(10, 0.8, 20, 180), "count"),
           "level": Fact(lambda: support.service_level(10, 14, 20, 180), "percent")},
    meaning=N_("The calls make 300 minutes of work for every 30 minutes: enough for 10 people without a pause. But "
               "calls come by chance. It takes {needed} people, and then {level} are answered in time."),
    hints=(N_("Any number is welcome. How many would talk all the time if the calls came like clockwork?"),),
    solution=N_("100 · 3 ÷ 30 = 10 people's work. Erlang's formula: with 13 people 79.56% are answered in time, with "
                "{needed} it is {level}."),
)

CONTRIBUTION = Number(
    ask=N_("{A} customers pay {B} a year for support. {D} of them stay the year; without support {E} would. A customer "
           "kept leaves a margin of {G}. Each buys {buys_with} other products a year, and would buy {buys_without} "
           "without support; a sale leaves {M}. Setting the service up cost {P}, which serves {Q} years. {R} calls a "
           "year cost {T} each. What is support worth in a year?"),
    given=PLAN, sheet=SHEET, expected=lambda W: W, unit="lei",
    facts={"buys_with": Fact(lambda J: J, "number"), "buys_without": Fact(lambda K: K, "number"),
           "costs": Fact(lambda U, V: U + V, "money")},
    mistakes=(
        Mistake(lambda C, H, N, P, V: C + H + N - P - V,
                N_("You charged the whole set-up of {P} to one year. It serves {Q} years, so a year carries {U}.")),
        Mistake(lambda A, C, D, G, N, U, V: C + A * D * G + N - U - V,
                N_("You credited support with all customers who stay. {E} of them would stay anyway: only the "
                   "difference counts.")),
        Mistake(lambda A, C, H, J, M, U, V: C + H + A * J * M - U - V,
                N_("You credited support with every sale. Without it each customer would still buy {buys_without}.")),
        Mistake(lambda H, N, U, V: H + N - U - V, N_("You left out what the customers pay for the service: {C}.")),
        Mistake(lambda C, U, V: C - U - V,
                N_("You counted the price and the costs only. Support also keeps customers, {H}, and sells other "
                   "products, {N}.")),
        Mistake(lambda C, H, N, V: C + H + N - V, N_("You left out the year's share of the set-up: {U}.")),
        Mistake(lambda C, H, U, V: C + H - U - V, N_("You left out what support makes them buy: {N}.")),
        Mistake(lambda C, N, U, V: C + N - U - V, N_("You left out those who stay because of support: {H}.")),
        Mistake(lambda C, H, N, U: C + H + N - U, N_("You left out the calls: {V}. The staff is the largest cost.")),
    ),
    meaning=N_("{C} paid, {H} by staying, {N} by buying, less {costs}: {W}. This is line W."),
    hints=(N_("Four terms: what is paid, what staying adds, what buying adds, less the costs of one year."),
           N_("Customers kept by support: {A} · ({D} − {E}). Set-up: {P} ÷ {Q}.")),
    solution=N_("C = {A} · {B} = {C}. H = {F} · {G} = {H}. N = {L} · {M} = {N}. U = {P} ÷ {Q} = {U}. V = {R} · {T} = "
                "{V}. W = {C} + {H} + {N} − {U} − {V} = {W}."),
)

MARGIN_NOT_REVENUE = Number(
    ask=N_("Support costs {costs} a year and customers pay {fee} for it. Because of it they buy {same} more of the "
           "same product and {other} more of other products. (These are revenues.) The gross margin rate is "
           "{margin_rate}. What is support worth in a year?"),
    given={"fee": Vary(30_000, (26_300, 32_100, 35_700), "money"), "same": Vary(24_000, (20_400, 28_200), "money"),
           "other": Vary(9_000, (7_300, 11_600), "money"), "margin_rate": Vary(0.45, (0.34, 0.38, 0.42), "percent"),
           "costs": Vary(42_000, (41_300, 44_500), "money")},
    expected=lambda value: value, unit="lei",
    facts={"extra": Fact(lambda same, other: same + other, "money"),
           "margin": Fact(lambda extra, margin_rate: extra * margin_rate, "money"),
           "value": Fact(lambda fee, margin, costs: support.as_printed(fee, margin, 0, costs), "money"),
           "in_revenue": Fact(lambda fee, extra, costs: support.as_printed(fee, extra, 0, costs), "money")},
    mistakes=(
        Mistake(lambda in_revenue: in_revenue, N_("You added revenue to the equation. Of {extra} only {margin_rate} is "
                                                  "margin; the rest pays for what was delivered.")),
        Mistake(lambda fee, extra, margin_rate, costs: (fee + extra) * margin_rate - costs,
                N_("You took the margin of the price as well. What serving costs is already in the {costs}.")),
        Mistake(lambda fee, costs: fee - costs, N_("You left out what support makes customers buy.")),
        Mistake(lambda fee, same, other, margin_rate, costs: fee + same * margin_rate + other - costs,
                N_("You took the margin of the same product only. Other products have their costs, too.")),
        Mistake(lambda margin: margin, N_("This is the margin of what they buy. The price is still to be added, and "
                                          "the costs to be taken off.")),
        Mistake(lambda fee, margin: fee + margin, N_("The costs are still to be taken off.")),
    ),
    meaning=N_("{fee} + {margin} − {costs} = {value}. Read in revenue, the same support would seem to be worth "
               "{in_revenue}."),
    hints=(N_("Which part of a purchase does the company keep?"), N_("Margin: ({same} + {other}) · {margin_rate}.")),
    solution=N_("({same} + {other}) · {margin_rate} = {margin}. {fee} + {margin} − {costs} = {value}."),
)

LOT = {"stay_with": Vary(0.86, (0.85, 0.87, 0.88), "percent"),
       "stay_without": Vary(0.78, (0.76, 0.77, 0.79), "percent"),
       "worth": Vary(150, (120, 140, 160), "money"), "calls_with": Vary(3.8, (3.6, 4.0), "number"),
       "calls_without": Vary(2.6, (2.4, 2.5), "number"), "call_cost": Vary(16, (15.5, 17), "money")}
DIFFERENCES = {
    "kept": Fact(lambda stay_with, stay_without: stay_with - stay_without, "percent"),
    "more_calls": Fact(lambda calls_with, calls_without: calls_with - calls_without, "number"),
    "gained": Fact(lambda kept, worth: kept * worth, "money"),
    "spent": Fact(lambda more_calls, call_cost: more_calls * call_cost, "money"),
}

BY_LOT = Number(
    ask=N_("A lot decided who got a support plan for nothing. Of those with it {stay_with} stayed the year, of the "
           "others {stay_without}. Those with it called {calls_with} times on average, the others {calls_without} "
           "times. A customer kept is worth {worth} and a call costs {call_cost}. How many lei does the plan leave per "
           "customer who gets it (negative if it costs more than it brings)?"),
    given=LOT, expected=lambda left: left, unit="lei/customer",
    facts={**DIFFERENCES, "left": Fact(lambda gained, spent: gained - spent, "money")},
    mistakes=(
        Mistake(lambda gained, calls_with, call_cost: gained - calls_with * call_cost,
                N_("You charged the plan with every call. Without it they would have called {calls_without} times; "
                   "only {more_calls} calls are the plan's.")),
        Mistake(lambda stay_with, worth, spent: stay_with * worth - spent,
                N_("You credited the plan with everybody who stayed. {stay_without} stay without it.")),
        Mistake(lambda stay_with, worth, calls_with, call_cost: stay_with * worth - calls_with * call_cost,
                N_("You looked at those with the plan only. What matters is how they differ from the others.")),
        Mistake(lambda gained: gained, N_("This is what staying brings. The additional calls, {spent}, are still to be "
                                          "paid.")),
        Mistake(lambda gained, calls_without, call_cost: gained - calls_without * call_cost,
                N_("You charged the calls that come without the plan. The plan's are the {more_calls} that come on "
                   "top.")),
    ),
    meaning=N_("The plan keeps {kept} more, worth {gained}, and brings {more_calls} more calls, which cost {spent}: "
               "{left} per customer."),
    hints=(N_("Everything is a difference between the two groups."),
           N_("({stay_with} − {stay_without}) · {worth}, less ({calls_with} − {calls_without}) · {call_cost}.")),
    solution=N_("{kept} · {worth} = {gained}. {more_calls} · {call_cost} = {spent}. {gained} − {spent} = {left}."),
)

WORTH_NEEDED = Number(
    ask=N_("The same trial: of those with the plan {stay_with} stayed, of the others {stay_without}; they called "
           "{calls_with} and {calls_without} times, and a call costs {call_cost}. How much must a customer kept be "
           "worth at least, so that giving the plan away loses nothing?"),
    given={name: one for name, one in LOT.items() if name != "worth"}, expected=lambda needed: needed,
    unit="lei/customer",
    facts={**{name: one for name, one in DIFFERENCES.items() if name != "gained"},
           "needed": Fact(lambda spent, kept: spent / kept, "money")},
    mistakes=(
        Mistake(lambda spent: spent, N_("{spent} is what the additional calls of one customer cost. But not every "
                                        "customer is kept by the plan: only {kept} of them.")),
        Mistake(lambda calls_with, call_cost, kept: calls_with * call_cost / kept,
                N_("You charged every call. Only the difference, {more_calls}, is the plan's.")),
        Mistake(lambda spent, stay_with: spent / stay_with,
                N_("You divided by all who stay. Only {kept} stay because of the plan.")),
        Mistake(lambda spent, kept: spent * kept, N_("You multiplied. The few who are kept must pay for the calls of "
                                                     "all: divide.")),
    ),
    meaning=N_("For each customer kept, the plan pays for the calls of 1 ÷ {kept} customers. From {needed} on it loses "
               "nothing."),
    hints=(N_("Set what staying brings equal to what the calls cost."), N_("{spent} ÷ {kept}.")),
    solution=N_("{more_calls} · {call_cost} = {spent}. {spent} ÷ {kept} = {needed}."),
)

FIRST_CONTACT = Number(
    ask=N_("{problems} problems a year reach a support line. {solved} are solved by the first call; the others need "
           "one call more. A call costs {call_cost}. Better guides would raise the share to {better}. What would that "
           "save in a year?"),
    given={"problems": Vary(3_000, (2_400, 2_800, 3_600), "count"), "solved": Vary(0.7, (0.64, 0.66, 0.72), "percent"),
           "better": Vary(0.8, (0.78, 0.8, 0.85), "percent"), "call_cost": Vary(16, (13, 15, 18), "money")},
    expected=lambda saved: saved, unit="lei",
    facts={"fewer": Fact(lambda problems, solved, better: problems * (better - solved), "count"),
           "saved": Fact(lambda fewer, call_cost: fewer * call_cost, "money"),
           "calls": Fact(lambda problems, solved: problems * (2 - solved), "count")},
    mistakes=(
        Mistake(lambda fewer: fewer, N_("{fewer} is the number of calls saved. What does each cost?")),
        Mistake(lambda problems, better, call_cost: problems * (1 - better) * call_cost,
                N_("This is what second calls would still cost. The saving is the difference to today.")),
        Mistake(lambda problems, solved, call_cost: problems * (1 - solved) * call_cost,
                N_("This is what second calls cost today. Some of them will remain.")),
        Mistake(lambda problems, better, call_cost: problems * better * call_cost,
                N_("{better} is the new share, not the change of it.")),
        Mistake(lambda calls, solved, better, call_cost: calls * (better - solved) * call_cost,
                N_("You took the change of the share from all {calls} calls. It belongs to the {problems} problems, as "
                   "only a first call can be solved at first contact.")),
        Mistake(lambda problems, solved, better, call_cost: problems * (1 / solved - 1 / better) * call_cost,
                N_("That rule fits where every call has the same chance to solve. Here the second call always does.")),
    ),
    meaning=N_("{fewer} second calls fall away, {saved} a year, as long as calls are paid one by one. A team that is "
               "paid by the hour saves only where a seat falls away."),
    hints=(N_("How many second calls are there today, and how many then?"),
           N_("{problems} · ({better} − {solved}) calls fewer.")),
    solution=N_("{problems} · ({better} − {solved}) = {fewer} calls fewer. {fewer} · {call_cost} = {saved}."),
)
