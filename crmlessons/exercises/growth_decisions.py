"""Exercises on selling more to loyal customers: what a control group proves, whom to choose, and what not to add up."""

from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Ordering, Vary
from crmlessons.growth import SHEET, UPLIFT
from crmlessons.words import N_

GROUPS = {"treated": Vary(1_600, (1_200, 1_400, 1_800, 2_000)), "buyers": Vary(176, (150, 164, 190, 205)),
          "left_out": Vary(2_400, (2_500, 2_800, 3_050, 3_400)), "buyers_alone": Vary(96, (86, 89, 107, 115))}
GROUPS = {name: Vary(one.default, one.choices, "count") for name, one in GROUPS.items()}
RATES = {
    "with_offer": Fact(lambda treated, buyers: buyers / treated, "percent"),
    "without": Fact(lambda left_out, buyers_alone: buyers_alone / left_out, "percent"),
    "difference": Fact(lambda with_offer, without: with_offer - without, "percent"),
}


def _variance(rate: float, size: float) -> float:
    return rate * (1 - rate) / size


ERRORS = {
    **RATES,
    "error_with": Fact(lambda with_offer, treated: _variance(with_offer, treated) ** 0.5, "percent"),
    "error_without": Fact(lambda without, left_out: _variance(without, left_out) ** 0.5, "percent"),
    "error": Fact(lambda error_with, error_without: (error_with**2 + error_without**2) ** 0.5, "percent"),
    "low": Fact(lambda difference, error: difference - 1.96 * error, "percent"),
    "high": Fact(lambda difference, error: difference + 1.96 * error, "percent"),
}
STEPS = ERRORS | {
    "step_with": Fact(lambda error_with: error_with, "fine percent"),
    "step_without": Fact(lambda error_without: error_without, "fine percent"),
    "step": Fact(lambda error: error, "fine percent"),
    "uplift": Fact(lambda difference: difference, "fine percent"),
}

UPLIFT_RATE = Number(
    ask=N_("An offer went to {treated} customers, and {buyers} of them bought. {left_out} customers were drawn by lot "
           "and left out, and {buyers_alone} of them bought the same product. What is the uplift?"),
    given=GROUPS, expected=lambda difference: difference, unit="sale/customer", facts=RATES,
    mistakes=(
        Mistake(lambda with_offer: with_offer, N_("{with_offer} is the take-up with the offer. Some of these would "
                                                  "have bought without it: {without} of those left out did.")),
        Mistake(lambda treated, buyers, buyers_alone: (buyers - buyers_alone) / treated,
                N_("You compared numbers of buyers, and the groups are not of one size. Turn both into rates first.")),
        Mistake(lambda difference, without: difference / without,
                N_("This says by what part the rate grew. Uplift is the difference of the two rates.")),
        Mistake(lambda with_offer, without: with_offer / without,
                N_("You divided one rate by the other. Uplift is their difference.")),
        Mistake(lambda treated, buyers, left_out, buyers_alone: (buyers + buyers_alone) / (treated + left_out),
                N_("This is the take-up of both groups together. Compare them instead.")),
    ),
    meaning=N_("{with_offer} with the offer, {without} without it: an uplift of {difference}. Only these sales are the "
               "offer's own."),
    hints=(N_("What share of each group bought?"), N_("{buyers} ÷ {treated}, less {buyers_alone} ÷ {left_out}.")),
    solution=N_("{buyers} ÷ {treated} = {with_offer}. {buyers_alone} ÷ {left_out} = {without}. Uplift: {with_offer} − "
                "{without} = {difference}."),
)

INTERVAL_LOW = Number(
    ask=N_("With the offer {buyers} of {treated} customers bought, without it {buyers_alone} of {left_out}. What is "
           "the lower end of the 95% interval of the uplift (1.96 standard errors below it)?"),
    given=GROUPS, expected=lambda low: low, unit="sale/customer", facts=STEPS,
    mistakes=(
        Mistake(lambda difference, error: difference - error, N_("You went down one standard error. 95% needs 1.96 of "
                                                                 "them.")),
        Mistake(lambda high: high, N_("This is the upper end.")),
        Mistake(lambda difference, error_with: difference - 1.96 * error_with,
                N_("You used the error of the treated group alone. The control group is a sample too.")),
        Mistake(lambda difference, error_with, error_without: difference - 1.96 * (error_with + error_without),
                N_("You added the two standard errors. Their squares are added, and the root is taken of the sum.")),
        Mistake(lambda difference, error: difference - 1.96 * error**2,
                N_("You forgot the root: what you took off is the square of the standard error.")),
        Mistake(lambda difference: difference, N_("This is the uplift itself. From it, 1.96 standard errors are taken "
                                                  "off.")),
    ),
    meaning=N_("The uplift is {difference} with a standard error of {error}. Its interval runs from {low} to {high}; "
               "of 100 such intervals about 95 hold the true uplift."),
    hints=(N_("The squared standard error of a rate p among n customers is p · (1 − p) ÷ n."),
           N_("Add the two squares, {step_with} squared and {step_without} squared, and take the root.")),
    solution=N_("Standard errors: {step_with} with the offer, {step_without} without. Together √({step_with}² + "
                "{step_without}²) = {step}. {uplift} − 1.96 · {step} = {low}."),
)

UNCERTAIN = {"loyal_customers": Vary(2_000, (1_800, 1_900, 2_200, 2_400)), "exposure_rate": 0.5,
             "take_rate": Vary(0.09, (0.087, 0.088, 0.089, 0.091, 0.092)), "revenue_per_sale": 60, "margin_rate": 0.45,
             "offer_cost": 1.2, "bad_debt_rate": 0.05, "control_rate": 0.045}

WHAT_IT_PROVES = Choice(
    ask=N_("Half of {A} loyal customers, drawn by lot, got an offer: {D} of them bought, and {Q} of the other half. "
           "The report says “the offer earned {P}”. The uplift is {R}, its 95% interval {low} to {high}, and "
           "break-even needs {needed}. What is the soundest conclusion?"),
    given=UNCERTAIN, sheet=UPLIFT,
    facts={"error": Fact(lambda C, D, Q: (_variance(D, C) + _variance(Q, C)) ** 0.5, "percent"),
           "low": Fact(lambda R, error: R - 1.96 * error, "percent"),
           "high": Fact(lambda R, error: R + 1.96 * error, "percent"),
           "needed": Fact(lambda given: SHEET.break_even(
               "take_rate", "P", **{name: given[name] for name in SHEET.example}), "percent")},
    options={
        "profit": Option(N_("It pays: about twice as many bought with the offer, and it earned {P}. Repeat it for "
                            "everybody, with a control group to be safe."),
                         N_("{P} credits the offer with every sale. Sales worth {U} would have come anyway.")),
        "nothing": Option(N_("It has no effect: the interval is so wide that the difference of {R} may well be luck. "
                             "Test again before you say anything."),
                          N_("The whole interval lies above zero, so the offer did make customers buy. Whether enough "
                             "of them is another question.")),
        "loss": Option(N_("It works, but it loses money: the uplift of {R} lies below the {needed} that are needed, so "
                          "drop it and spend the money elsewhere."),
                       N_("The interval reaches from {low} to {high}, and the {needed} that are needed lie inside it. "
                          "Nothing is proven.")),
        "test": Option(N_("It works, but whether it pays is open: make it cheaper or choose customers better, and test "
                          "again."),
                       N_("The interval lies above zero and holds the break-even of {needed}: an effect is certain "
                          "enough, a profit is not."), right=True),
    },
    hints=(N_("Two questions: does the interval hold zero? Does it hold the break-even?"),
           N_("An interval that holds a value cannot rule that value out.")),
    solution=N_("Counted in full: {P}. Anyway: {U}. Added, as far as known: {V}. The interval of the uplift, {low} to "
                "{high}, holds the break-even of {needed}."),
)

WHOM_FIRST = Ordering(
    ask=N_("A forecast ranks the loyal customers by how likely they are to buy, and four large groups of one size "
           "were tested. A sale and an offer are worth and cost the same everywhere. In which group should the offer "
           "be made first, second, third, last?"),
    rows={"top": N_("highest quarter"), "second": N_("second quarter"), "third": N_("third quarter"),
          "lowest": N_("lowest quarter")},
    given={"loyal_customers": 1_000, "exposure_rate": 1.0, "revenue_per_sale": 60, "margin_rate": 0.45,
           "offer_cost": 1.2, "bad_debt_rate": 0.05,
           "take_rate": (Vary(0.2, (0.19, 0.195, 0.198)), Vary(0.17, (0.165, 0.168, 0.175)),
                         Vary(0.13, (0.125, 0.135, 0.083, 0.095)), Vary(0.11, (0.105, 0.158))),
           "control_rate": (Vary(0.16, (0.155, 0.165)), Vary(0.085, (0.05, 0.08)), 0.025, 0.045)}, sheet=UPLIFT,
    expected=lambda V: V.sort_values(ascending=False).index,
    facts={"best": Fact(lambda V: V.idxmax(), "label"), "best_value": Fact(lambda V: V.max(), "money"),
           "last_value": Fact(lambda V: V["top"], "money"), "last_counted": Fact(lambda P: P["top"], "money")},
    mistakes=(
        Mistake(lambda D: D.sort_values(ascending=False).index,
                N_("You ordered by take-up with the offer. The best customers buy without being asked: order by what "
                   "the offer adds.")),
        Mistake(lambda Q: Q.sort_values().index,
                N_("You ordered by who buys least without the offer. It must also make them buy: take the difference "
                   "of the two rates.")),
    ),
    meaning=N_("First comes “{best}”, where the offer adds {best_value}. The highest quarter seems to bring "
               "{last_counted}, but the offer adds {last_value} there, less than nothing: leave it out."),
    hints=(N_("In which group does the offer change most?"), N_("Subtract the two rates in each row.")),
    solution=N_("Order by uplift, D − Q; the value follows it, since all else is equal. From the largest uplift to the "
                "smallest:"),
)

CROSS_OR_UP = Choice(
    ask=N_("Which of these offers are cross-sells?"),
    options={
        "insurance": Option(N_("A bank offers home insurance to a customer with a current account."),
                            N_("Insurance is another product beside the account."), right=True),
        "cup": Option(N_("A café offers the large cup to a guest who asks for the medium one."),
                      N_("The large cup is more of the same coffee: an up-sell, and only the difference in margin is "
                         "added.")),
        "car": Option(N_("An airline offers a hire car to a passenger who has booked a flight."),
                      N_("The hire car is another product beside the flight."), right=True),
        "cloud": Option(N_("A software firm offers twice the storage to a customer who rents some already."),
                        N_("More of what the customer has already: an up-sell.")),
    },
    hints=(N_("Does the customer get another product, or more of the same product?"), N_("Two of them hold.")),
    solution=N_("Another product is a cross-sell; more, or a dearer version, of the same product is an up-sell."),
)

UP_SELL_MARGIN = Number(
    ask=N_("A customer pays {old} a month. An up-sell moves the customer to a plan at {new} a month; the gross margin "
           "rate is {margin_rate} on both. What gross margin does the up-sell add each month?"),
    given={"old": Vary(45, (38, 43, 48, 52), "money"), "new": Vary(70, (66, 73, 79, 82), "money"),
           "margin_rate": Vary(0.4, (0.36, 0.44, 0.52, 0.58), "percent")},
    expected=lambda added: added, unit="lei",
    facts={"added": Fact(lambda old, new, margin_rate: (new - old) * margin_rate, "money"),
           "more": Fact(lambda old, new: new - old, "money"),
           "whole": Fact(lambda new, margin_rate: new * margin_rate, "money")},
    mistakes=(
        Mistake(lambda whole: whole, N_("{whole} is the margin of the new plan. The customer already left a margin on "
                                        "the old one; only the difference is added.")),
        Mistake(lambda more: more, N_("{more} is added revenue. Only {margin_rate} of it is margin.")),
        Mistake(lambda old, margin_rate: old * margin_rate, N_("This is the margin of the old plan, which is there "
                                                               "without any offer.")),
    ),
    meaning=N_("The bill grows by {more} and the margin by {added} a month. A sheet that enters {new} as revenue per "
               "sale counts the old plan twice."),
    hints=(N_("What does the company earn from this customer without the up-sell?"), N_("Compare the two margins.")),
    solution=N_("({new} − {old}) · {margin_rate} = {more} · {margin_rate} = {added}."),
)

COUNTED_TWICE = Number(
    ask=N_("Two teams wrote to loyal customers in the same month to sell one product. The first team reports {first} "
           "sales, the second {second}. {both} buyers got both letters and stand in both reports, though each bought "
           "once. A sale leaves {worth} after non-payment, and the letters cost {cost} in all. How many lei do the two "
           "offers leave together?"),
    given={"first": Vary(120, (110, 130, 140, 150), "count"), "second": Vary(90, (80, 85, 95, 105), "count"),
           "both": Vary(40, (30, 35, 45, 50), "count"), "worth": Vary(30, (24, 26, 32, 35), "money"),
           "cost": Vary(2_400, (2_000, 2_200, 2_600), "money")},
    expected=lambda left: left, unit="lei",
    facts={"sales": Fact(lambda first, second, both: first + second - both, "count"),
           "left": Fact(lambda sales, worth, cost: sales * worth - cost, "money"),
           "reports": Fact(lambda first, second: first + second, "count")},
    mistakes=(
        Mistake(lambda reports, worth, cost: reports * worth - cost,
                N_("You counted {both} sales twice. The reports hold {reports} sales; {sales} were made.")),
        Mistake(lambda reports, both, worth, cost: (reports - 2 * both) * worth - cost,
                N_("You struck the {both} out of both reports. They did buy, once each: strike them out of one.")),
        Mistake(lambda sales, worth: sales * worth, N_("The letters are still to be paid for.")),
        Mistake(lambda reports, worth: reports * worth, N_("You counted {both} sales twice, and the letters are still "
                                                           "to be paid for.")),
    ),
    meaning=N_("{sales} sales were made, not {reports}, and {left} is left. What of it the letters caused, only a "
               "control group tells."),
    hints=(N_("How many sales were really made?"), N_("{first} + {second} − {both}.")),
    solution=N_("Sales: {first} + {second} − {both} = {sales}. {sales} · {worth} − {cost} = {left}."),
)

OWN_OFFER = Open(
    ask=N_("Take an offer to existing customers that you know: a bank's, a shop's, your phone company's. Is it a "
           "cross-sell or an up-sell, how would you find out what it adds, and to whom would you make it?"),
    given={"loyal_customers": 1_200, "exposure_rate": 0.5, "take_rate": 0.12, "revenue_per_sale": 40,
           "margin_rate": 0.55, "offer_cost": 0.8, "bad_debt_rate": 0.01, "control_rate": 0.09}, sheet=UPLIFT,
    rubric=(N_("It says whether the offer is another product or more of the same, and enters only what is added."),
            N_("It leaves out some customers by lot, and says how many."),
            N_("It compares the value counted in full with the value added, in lei, and names the break-even."),
            N_("It says how sure the result is, and what would be done next.")),
    hints=(N_("Which numbers of the sheet can be counted, and which must be assumed?"),
           N_("Who would have bought anyway? How would you know?")),
    solution=N_("A gym offers a personal trainer to {A} members: a cross-sell. Half of them, drawn by lot, get a "
                "voucher at {K}. {D} of these book, and {Q} of the others. A booking brings {F} with a margin of {H}. "
                "Counted in full the vouchers are worth {P}; {T} bookings would have come anyway, so they added {V}. "
                "With 600 members a side the uplift of {R} is uncertain by about 3.5 points to either side, so I would "
                "repeat the test with the members of the last three months, who book least on their own."),
)
