"""Exercises on sales conversations: what waiting costs, which visits pay, when to stop."""

from crmlessons import records, sales
from crmlessons.exercises.engine import Choice, Fact, Guess, Lesson, Mistake, Number, Option, Table, Vary
from crmlessons.sales import DELAY, SHEET
from crmlessons.words import N_

LESSON = Lesson("09", N_("Which conversations are won, and when should a seller stop?"))


def _found() -> int:
    """On how many of the ten items the company's records can tell winning from losing, all looked at together."""
    table = sales.with_winning(sales.one_row(records.load("sales_calls")))
    return int((table["wide_low"] > 0).sum() + (table["wide_high"] < 0).sum())


ITEMS_GUESS = Guess(
    ask=N_("A company scored {count} sales conversations on ten items: five tips that were followed or not, and five "
           "mistakes that were avoided or not. On how many of the ten can its records tell, beyond chance, that "
           "conversations in which the seller did it right were won more often than the others?"),
    given={"count": 300}, expected=lambda found: found, unit=N_("items"), shown="count", most=10,
    facts={"found": Fact(_found, "count")},
    meaning=N_("Only on {found}: the customer talks half of the time or more, and everybody who decides is there. For "
               "the other eight, {count} conversations are too few to tell a small effect from none."),
    hints=(N_("Any whole number from 0 to 10 is welcome."),),
    solution=N_("The records of {count} conversations tell it of {found} items, when all ten are tested together."),
)

WAITING = {"monthly_benefit": Vary(480, (430, 470, 510, 580)), "monthly_price": Vary(140, (115, 125, 155, 175)),
           "delay_months": Vary(5, (5, 6, 7, 9))}

COST_OF_DELAY = Number(
    ask=N_("A tyre shop thinks that a page for appointments is worth {A} a month to it. The page costs {B} a month. "
           "The shop would like to decide in {C} months. What does it lose by waiting, when everything is counted?"),
    given=WAITING, sheet=DELAY, expected=lambda F: F, unit="lei",
    mistakes=(
        Mistake(lambda D: D, N_("{D} is months × monthly benefit, half of the price of waiting. While the shop waits "
                                "it also does not pay the {B} a month, {E} in all. A fair price takes that off.")),
        Mistake(lambda A, B: A - B, N_("This is what one month of waiting costs. The shop waits {C} months.")),
        Mistake(lambda D, E: D + E, N_("You added the price. While waiting, it is not paid.")),
        Mistake(lambda A: A, N_("This is the benefit of one month.")),
        Mistake(lambda E: E, N_("This is what the shop saves by waiting. What does it miss?")),
        Mistake(lambda A, B: (A - B) * 12, N_("This is a whole year. The shop waits {C} months.")),
    ),
    meaning=N_("Waiting costs {D} of benefit and saves {E}: {F} are lost. A customer who checks {F} finds it right, "
               "and trusts the next number as well."),
    hints=(N_("What does the shop miss in a month, and what does it save?"), N_("({A} − {B}) · {C} months.")),
    solution=N_("D = {A} · {C} = {D}. E = {B} · {C} = {E}. F = {D} − {E} = {F}."),
)

BREAK_EVEN_CHANCE = Number(
    ask=N_("A conversation costs {cost}. A customer who is won brings a revenue of {revenue} in the first year; the "
           "gross margin rate is {rate}. How large must the chance of winning be, so that the conversation pays?"),
    given={"cost": Vary(45, (36, 48, 54, 63), "money"), "revenue": Vary(1_200, (900, 1_500, 1_800), "money"),
           "rate": Vary(0.3, (0.25, 0.35, 0.4), "percent")},
    expected=lambda needed: needed, unit="customer/prospect",
    facts={"margin": Fact(lambda revenue, rate: revenue * rate, "money"),
           "needed": Fact(lambda cost, margin: SHEET.break_even(
               "win_rate", "L", **{**SHEET.example, "cost_per_conversation": cost, "margin_per_customer": margin}),
               "percent")},
    mistakes=(
        Mistake(lambda cost, revenue: cost / revenue, N_("You divided by the revenue. Of {revenue} only {margin} is "
                                                         "margin.")),
        Mistake(lambda cost, margin: margin / cost, N_("This is the right ratio upside down.")),
        Mistake(lambda cost, revenue, rate: cost / (revenue * (1 - rate)), N_("You divided by the cost of what is "
                                                                              "sold. Divide by the margin.")),
        Mistake(lambda rate: rate, N_("This is the margin rate. How much margin does a customer bring, and how often "
                                      "must one be won to pay for {cost}?")),
    ),
    meaning=N_("A customer brings a margin of {margin}: from a chance of {needed} on, the conversation pays. This is H "
               "≥ B ÷ (K · M) of the lesson on acquisition."),
    hints=(N_("What margin does one customer bring?"), N_("How many conversations at {cost} does a margin of {margin} "
                                                          "pay for?")),
    solution=N_("Margin: {revenue} · {rate} = {margin}. {cost} ÷ {margin} = {needed}."),
)

WORTH_A_VISIT = Table(
    ask=N_("A seller can visit four firms next week. The chance is an estimate, from firms like these that were "
           "visited before. What is each visit worth: the margin to be expected, less its cost?"),
    rows={"near": N_("workshop next door"), "chain": N_("chain of shops"), "price": N_("firm that asks only for the "
                                                                                        "price"),
          "old": N_("former customer")},
    given={"conversations": 1, "cost_per_conversation": (Vary(40, (36, 44)), Vary(220, (210, 230)), Vary(90, (80, 95)),
                                                         Vary(70, (64, 76))),
           "win_rate": (Vary(0.25, (0.22, 0.24)), Vary(0.08, (0.07, 0.085)), Vary(0.1, (0.095, 0.11)),
                        Vary(0.3, (0.28, 0.32))),
           "margin_per_customer": (Vary(300, (280, 320)), 4_000, Vary(500, (480, 520)), Vary(330, (325, 340)))},
    sheet=SHEET, expected=lambda K: K, unit="lei/prospect",
    facts={"worst": Fact(lambda K: K.idxmin(), "label"), "loss": Fact(lambda K: -K.min(), "money"),
           "best": Fact(lambda K: K.idxmax(), "label"), "gain": Fact(lambda K: K.max(), "money")},
    mistakes=(
        Mistake(lambda J: J, N_("This is the margin to be expected. The visit is still to be paid for.")),
        Mistake(lambda F, B: F - B, N_("You counted every visit as a sale. Multiply the margin by the chance.")),
        Mistake(lambda H: H, N_("These are the chances at which the visits would break even. Compare them with the "
                                "chances there are, or take chance · margin − cost.")),
        Mistake(lambda D, F, B: D * (F - B), N_("You paid for the visit only when it wins. It is paid for every "
                                                "time.")),
    ),
    meaning=N_("Best is “{best}”, {gain}, although its chance is the smallest. “{worst}” loses {loss} a visit: let it "
               "go."),
    hints=(N_("What margin can be expected of each visit?"), N_("chance · margin − cost, row by row.")),
    solution=N_("In each row D · F − B. The chance alone does not decide: “{best}” has the smallest."),
)

SUNK = {"spent": Vary(240, (180, 200, 260, 280), "money"), "cost": Vary(60, (55, 65, 70), "money"),
        "margin": Vary(500, (450, 520, 480), "money"), "chance": Vary(0.08, (0.06, 0.07, 0.09), "percent")}

ONE_MORE_CALL = Choice(
    ask=N_("Four conversations with a firm have cost {spent} so far. A fifth would cost {cost}. If the firm buys, the "
           "margin is {margin}; after four refusals the chance is about {chance}. Should the seller ring again?"),
    given=SUNK,
    facts={"expected": Fact(lambda chance, margin: chance * margin, "money"),
           "needed": Fact(lambda cost, margin: cost / margin, "percent"),
           "open": Fact(lambda margin, spent, cost: margin - spent - cost, "money")},
    options={
        "invested": Option(N_("Yes: {spent} have been invested, and stopping now would lose them."),
                           N_("The {spent} are gone whatever the seller does. Only what is still to come can be "
                              "decided.")),
        "left": Option(N_("Yes: the margin of {margin} exceeds all that will have been spent, so {open} are left."),
                       N_("Only if the firm buys, and that happens in {chance} of such cases.")),
        "stop": Option(N_("No: the fifth conversation can be expected to bring {expected}, and costs {cost}."),
                       N_("{chance} · {margin} = {expected}, less than {cost}; a chance of {needed} would be needed."),
                       right=True),
        "all": Option(N_("No: {spent} were too much for such a firm."),
                      N_("The verdict is right and the reason is not: what was spent does not count any more, neither "
                         "for nor against.")),
    },
    hints=(N_("Which of these amounts can the decision still change?"), N_("Compare chance · margin with the cost of "
                                                                           "the next conversation.")),
    solution=N_("To come: {chance} · {margin} = {expected} against {cost}. The {spent} are spent in either case."),
)
