"""Exercises on the value of winning customers: what to conclude from a sheet, and what to do."""

from crmlessons import acquisition
from crmlessons.acquisition import SHEET
from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Ordering, Table, Vary
from crmlessons.words import N_

LOSING = {**SHEET.example, "prospects": Vary(10_000, (8_000, 12_000, 14_000, 16_000)),
          "cost_per_contact": Vary(3, (2.8, 3.2, 3.3, 3.5, 3.6))}

WHICH_ROI = Choice(
    ask=N_("The boss says: “We spent {C} on the campaign and took in {L}. That is an ROI of {ratio}!” The gross margin "
           "rate is {M}. What happened?"),
    given={**SHEET.example, "prospects": Vary(15_000, (8_000, 12_000, 14_000, 16_000, 18_000)),
           "margin_rate": Vary(0.35, (0.25, 0.3, 0.4, 0.45))}, sheet=SHEET,
    facts={"ratio": Fact(lambda L, C: L / C, "percent"), "loss": Fact(lambda T: -T, "money"),
           "lost_share": Fact(lambda T, C: -T / C, "percent"), "goods": Fact(lambda L, P: L - P, "money"),
           "threshold": Fact(lambda solution: acquisition.roi_ratios(solution).at["revenue_on_spend", "break_even"],
                             "percent")},
    options={
        "doubled": Option(N_("The campaign doubled its money."),
                          N_("The {L} are revenue. {goods} of it paid for the goods, and only {P} stayed.")),
        "lost": Option(N_("The campaign lost {lost_share} of what was spent."),
                       N_("Of the {L} taken in, {P} is margin; {C} were spent, so {loss} are lost. Revenue over spend "
                          "must reach {threshold} before anything is left."), right=True),
        "even": Option(N_("The campaign just covered its cost."),
                       N_("It would, if the margin were {C}. The margin is {P}.")),
        "unknown": Option(N_("Nobody can tell without the number of customers."),
                          N_("The totals are enough: revenue, margin rate and spend. The number of customers would "
                             "only share them out.")),
    },
    hints=(N_("Three ratios go by the name of ROI. Which two amounts did the boss divide?"),
           N_("What part of the {L} stays in the company when the goods are paid for?")),
    solution=N_("Margin: {L} · {M} = {P}. Spent: {C}. Left: {T}. The boss divided revenue by spend; the table's ROI "
                "divides margin by spend and is {Q}, below 1."),
)

ROI_THRESHOLD = Number(
    ask=N_("A colleague judges campaigns by revenue over spend, L ÷ C. The gross margin rate is {M}. How large must "
           "the ratio be for a campaign to break even?"),
    given={**SHEET.example, "margin_rate": Vary(0.6, (0.2, 0.22, 0.24, 0.25, 0.26, 0.28, 0.3, 0.32, 0.34, 0.35, 0.36,
                                                      0.38, 0.4, 0.42, 0.45, 0.48, 0.52, 0.55, 0.65, 0.7))},
    sheet=SHEET,
    expected=lambda threshold: threshold, unit="1", shown="number",
    facts={"threshold": Fact(lambda solution: acquisition.roi_ratios(solution).at["revenue_on_spend", "break_even"],
                             "number")},
    mistakes=(
        Mistake(lambda: 1, N_("At 1 the revenue equals the spend, and the goods are not paid for yet. 1 is the "
                              "threshold of margin over spend.")),
        Mistake(lambda: 2, N_("“200%” is a rule of thumb, and no threshold. The margin rate decides: of each leu taken "
                              "in, {M} stays.")),
        Mistake(lambda M: M, N_("{M} is what stays of one leu of revenue. How many lei of revenue leave one leu?")),
        Mistake(lambda M: 1 / (1 - M), N_("You divided by the share that the goods cost. Divide by the share that "
                                          "stays.")),
    ),
    meaning=N_("With a margin of {M} it takes {threshold} lei of revenue to pay for one leu of spend: the threshold is "
               "1 ÷ M."),
    hints=(N_("At break-even the margin equals the spend: P = C. And P = L · M."),
           N_("Divide L · M = C by C and by M.")),
    solution=N_("L · M = C, so L ÷ C = 1 ÷ M = 1 ÷ {M} = {threshold}."),
)

FIRST_SALE_LOSS = Choice(
    ask=N_("A campaign wins customers at {J} each. The first sale brings {K}, of which {N} is margin. “We lose {loss} "
           "on every customer”, says the manager. What is the soundest conclusion?"),
    given=LOSING, sheet=SHEET, facts={"loss": Fact(lambda R: -R, "money")},
    options={
        "stop": Option(N_("Stop: every new customer makes the company poorer."),
                       N_("The sheet counts the first sale only. What a customer buys afterwards stands in no line of "
                          "it.")),
        "volume": Option(N_("Contact more people: large numbers bring the loss per customer down."),
                         N_("J = B ÷ H does not depend on the number of people: twice the contacts, twice the loss.")),
        "revenue": Option(N_("Go on: a sale brings {K}, and a customer costs only {J}."),
                          N_("Of the {K}, only {N} is margin, and that is less than {J}.")),
        "months": Option(N_("Find out what margin later months bring and how long customers stay, then decide."),
                         N_("The {loss} are an investment. It is right if the margins of the months that a customer "
                            "stays exceed it, and wrong if they do not."), right=True),
        "loyal": Option(N_("Go on: a customer once won stays."),
                        N_("That is a hope. It needs two numbers: the margin of a month, and the share that leaves.")),
    },
    hints=(N_("Which sales does R count, and which does it leave out?"),
           N_("Two of the answers get the first sale wrong, and two decide without looking at what comes after it.")),
    solution=N_("R = N − J = {N} − {J} = {R} on the first sale. Whether this is a loss or an investment is decided by "
                "what comes later."),
)

MONTHS_TO_RECOVER = Number(
    ask=N_("Winning a customer costs {J}, and the first sale leaves a margin of {N}. Every later month leaves "
           "{monthly}, booked when the month ends. After how many whole months is the loss on the first sale "
           "recovered?"),
    given={**LOSING, "monthly": Vary(4, (3.5, 4.2, 4.4, 4.8), "money")}, sheet=SHEET,
    expected=lambda months: months, unit=N_("months"),
    facts={"loss": Fact(lambda R: -R, "money"), "months": Fact(lambda R, monthly: -(R // monthly), "count"),
           "exact": Fact(lambda R, monthly: -R / monthly, "number")},
    mistakes=(
        Mistake(lambda exact: exact, N_("{exact} is the right quotient. The margin is booked when the month ends, so "
                                        "round up to whole months.")),
        Mistake(lambda months: months - 1, N_("You rounded down: at that moment a part of the loss is still open.")),
        Mistake(lambda J, monthly: -(-J // monthly), N_("You forgot that the first sale already leaves {N}. Only "
                                                        "{loss} are open.")),
        Mistake(lambda exact: 1 / exact, N_("This is the right quotient upside down.")),
    ),
    meaning=N_("{loss} at {monthly} a month: recovered after {months} months. From then on the customer earns money, "
               "if still there."),
    hints=(N_("How much is lost on the first sale?"), N_("Divide the loss of {loss} by {monthly}, and round up.")),
    solution=N_("Loss: {J} − {N} = {loss}. {loss} ÷ {monthly} = {exact}, so {months} whole months."),
)

FOUR_BESTS = Table(
    ask=N_("A test tried four combinations of offer, target, moment and argument, with {A} contacts each. The gross "
           "margin rate is {M}. What is one contact worth in each: its margin less its cost?"),
    rows={"students": N_("internet · students · weekend · price"),
          "families": N_("internet and TV · families · evening · speed"),
          "morning": N_("internet and TV · families · morning · speed"),
          "firms": N_("internet · small firms · morning · local service")},
    given={"prospects": 1_000, "margin_rate": 0.6,
           "cost_per_contact": (Vary(2, (1.8, 1.9, 2.1)), Vary(2.8, (2.6, 2.7, 2.9)), 2.8, Vary(13, (13.5, 14, 14.5))),
           "gross_rate": (Vary(0.1, (0.09, 0.11)), Vary(0.06, (0.065, 0.07)), Vary(0.03, (0.025, 0.035)), 0.15),
           "net_rate": (0.7, Vary(0.9, (0.85, 0.95)), 0.9, 0.95),
           "revenue_per_sale": (Vary(60, (55, 65)), Vary(120, (115, 125)), 120, Vary(150, (145, 140)))}, sheet=SHEET,
    expected=lambda worth: worth, unit="lei/prospect",
    facts={"worth": Fact(lambda T, A: T / A, "money"), "best": Fact(lambda worth: worth.idxmax(), "label"),
           "best_value": Fact(lambda worth: worth.max(), "money"),
           "favourite": Fact(lambda D: D.idxmax(), "label"), "favourite_rate": Fact(lambda D: D.max(), "percent"),
           "favourite_value": Fact(lambda worth, favourite: worth[favourite], "money")},
    mistakes=(
        Mistake(lambda H: H, N_("These are overall rates, and a rate is not worth anything yet: multiply by the margin "
                                "of a sale and take off the cost of a contact.")),
        Mistake(lambda H, K, B: H * K - B, N_("You counted the revenue. Only {M} of it is margin.")),
        Mistake(lambda D, N, B: D * N - B, N_("You counted everybody who said yes. Only those who also pay bring a "
                                              "margin: use D · F.")),
        Mistake(lambda H, N: H * N, N_("This is the margin of a contact. Its cost is still to be taken off.")),
        Mistake(lambda R: R, N_("This is the value of a customer. Asked is the value of a contact: most contacts win "
                                "nobody.")),
    ),
    meaning=N_("Best by value is “{best}”: {best_value} a contact. “{favourite}” has the highest rate, "
               "{favourite_rate}, and is worth {favourite_value}."),
    hints=(N_("What share of the contacts pays? What margin does each of these leave?"),
           N_("The value of a contact is D · F · K · M − B, row by row.")),
    solution=N_("In each row D · F · K · {M} − B. The best is “{best}”, although “{favourite}” has the highest rate."),
)


def _cell(line, row):
    return lambda solution: solution[line][row]


WIN_BACK = Number(
    ask=N_("The same sheet serves to win back customers who left. They are fewer and dearer to contact, but they know "
           "the company. The gross margin rate is {M} in both. By how many lei does winning back contribute more than "
           "winning new ones (negative if less)?"),
    rows={"new": N_("new customers"), "back": N_("customers won back")},
    given={"prospects": (10_000, Vary(2_000, (2_200, 2_400, 2_600, 2_800))),
           "cost_per_contact": (2, Vary(5, (4, 4.5, 5.5))), "gross_rate": (0.05, Vary(0.14, (0.15, 0.16, 0.17))),
           "net_rate": (0.8, 0.9), "revenue_per_sale": (100, 100), "margin_rate": 0.6}, sheet=SHEET,
    expected=lambda more: more, unit="lei",
    facts={"more": Fact(lambda T: T["back"] - T["new"], "money")} | {
        f"{line}_{row}": Fact(_cell(line, row), "money") for line in "CPT" for row in ("new", "back")},
    mistakes=(
        Mistake(lambda T_back: T_back, N_("{T_back} is what winning back contributes. Asked is how much more that is "
                                          "than winning new customers.")),
        Mistake(lambda L: L["back"] - L["new"], N_("You compared revenues. Compare what is left: margin less cost.")),
        Mistake(lambda P: P["back"] - P["new"], N_("You compared margins. The campaigns cost {C_new} and {C_back}: "
                                                   "take that off first.")),
        Mistake(lambda R: R["back"] - R["new"], N_("This is the difference for one customer. Asked are the whole "
                                                   "campaigns.")),
    ),
    meaning=N_("Winning back contributes {T_back}, winning new ones {T_new}: a difference of {more}."),
    hints=(N_("Fill the sheet once for each row: `acquisition.SHEET.solve(prospects=…, cost_per_contact=…, …)`, as in "
              "the lesson."),
           N_("Take line T of both sheets, and the second less the first.")),
    solution=N_("New: {P_new} − {C_new} = {T_new}. Won back: {P_back} − {C_back} = {T_back}. Difference: {more}."),
)

ADVANTAGE_ORDER = Ordering(
    ask=N_("A contact centre compares its channels. {F} of those who say yes pay, whatever the channel. Order the "
           "channels by what a customer costs to win, the cheapest first."),
    rows={"phone": N_("phone"), "mail": N_("letters"), "chat": N_("web chat"), "door": N_("visits")},
    given={**SHEET.example, "cost_per_contact": (Vary(2.8, (2.6, 2.9, 3)), Vary(1.6, (1.5, 1.7)),
                                                 Vary(2.5, (2.3, 2.4)), Vary(13, (12.5, 13.5))),
           "gross_rate": (Vary(0.07, (0.065, 0.075)), Vary(0.015, (0.013, 0.024)), Vary(0.13, (0.12, 0.125, 0.045)),
                          Vary(0.16, (0.155, 0.165)))}, sheet=SHEET,
    expected=lambda J: J.sort_values().index,
    facts={"best": Fact(lambda J: J.idxmin(), "label"), "best_cost": Fact(lambda J: J.min(), "money"),
           "cheapest": Fact(lambda B: B.idxmin(), "label"),
           "cheapest_cost": Fact(lambda J, cheapest: J[cheapest], "money")},
    mistakes=(
        Mistake(lambda B: B.sort_values().index, N_("You ordered by the cost of a contact. A cheap contact that wins "
                                                    "nobody is dear: divide by the share that pays.")),
        Mistake(lambda D: D.sort_values(ascending=False).index, N_("You ordered by the rate. A high rate can be bought "
                                                                   "dearly: the cost of a contact counts too.")),
    ),
    meaning=N_("A customer costs least by “{best}”: {best_cost}. “{cheapest}” has the cheapest contact, and a customer "
               "costs {cheapest_cost} there."),
    hints=(N_("A customer costs B ÷ (D · F)."), N_("F is the same everywhere, so B ÷ D already gives the order.")),
    solution=N_("J = B ÷ (D · F) in each channel, then sorted. From the cheapest customer to the dearest:"),
)

OWN_CAMPAIGN = Open(
    ask=N_("Take a campaign of your own: of a company you know, or from your own records. Where do its six inputs come "
           "from, does it pay, and what would you change first?"),
    given={"prospects": 800, "cost_per_contact": 1.5, "gross_rate": 0.06, "net_rate": 0.875, "revenue_per_sale": 60,
           "margin_rate": 0.45}, sheet=SHEET,
    facts={"loss": Fact(lambda T: -T, "money"),
           "needed": Fact(lambda given: SHEET.break_even("gross_rate", "T", **given), "percent")},
    rubric=(N_("It says where each input comes from: counted, billed or assumed."),
            N_("It tells those who say yes from those who pay, and revenue from margin."),
            N_("It gives CAC and contribution in lei, and the rate at which the campaign breaks even."),
            N_("It names the one input to change first, and says whether later sales change the verdict.")),
    hints=(N_("The six inputs are A, B, D, F, K and M. Which of them can be counted, and which must be assumed?"),
           N_("`acquisition.SHEET.sensitivity(line=\"T\", …)` says which input moves the contribution most.")),
    solution=N_("A bakery writes to {A} addresses at {B} each; the letters and the postage are billed. {E} people "
                "order a weekly box ({D}) and {G} pay the first bill ({F}); both are counted. A box brings {K}, and "
                "the margin of {M} is the baker's estimate. A customer costs {J} and the first box leaves {N}, so the "
                "first delivery loses {loss}; it would break even if {needed} said yes. But a box is bought every "
                "week: the second one earns the loss back, so what decides is how many weeks a customer stays. I "
                "would change the target first: the letters went to every street, and nearly all orders came from "
                "three."),
)
