"""Exercises on judging what records of conversations say: agreement, association, several tests, and one's own firm."""

import math
from statistics import NormalDist

from crmlessons import sales
from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Vary
from crmlessons.sales import DELAY, SHEET
from crmlessons.words import N_

RARE = {"yes": Vary(2, (1, 2), "count"), "one": Vary(4, (3, 4), "count"), "other": Vary(5, (4, 5), "count"),
        "no": Vary(89, (89, 92, 94, 96), "count")}
AGREED = {
    "pairs": Fact(lambda yes, one, other, no: yes + one + other + no, "count"),
    "differ": Fact(lambda one, other: one + other, "count"),
    "po": Fact(lambda yes, no, pairs: (yes + no) / pairs, "percent"),
    "first": Fact(lambda yes, one, pairs: (yes + one) / pairs, "percent"),
    "second": Fact(lambda yes, other, pairs: (yes + other) / pairs, "percent"),
    "pe": Fact(lambda first, second: first * second + (1 - first) * (1 - second), "percent"),
    "kappa": Fact(lambda yes, one, other, no: float(sales.kappa(
        [1] * int(yes + one) + [0] * int(other + no),
        [1] * int(yes) + [0] * int(one) + [1] * int(other) + [0] * int(no))["kappa"]), "number"),
}

KAPPA = Number(
    ask=N_("“Our two raters agree on {po} of {pairs} conversations, so the item is scored reliably.” The item was seen "
           "rarely: both saw it {yes} times and neither {no} times; {one} times only the first saw it, {other} times "
           "only the second. What is Cohen's kappa?"),
    given=RARE, expected=lambda kappa: kappa, unit="1", shown="number", facts=AGREED,
    mistakes=(
        Mistake(lambda po: po, N_("{po} is the share on which they agree. Chance alone brings {pe}; kappa takes that "
                                  "off.")),
        Mistake(lambda po, pe: po - pe, N_("This is how far they are above chance. Divide it by how far one can be "
                                           "above it, 1 − {pe}.")),
        Mistake(lambda po, first, second: (po - (1 - first) * (1 - second)) / (1 - (1 - first) * (1 - second)),
                N_("By chance you counted only that both say no. They also both say yes by chance; together that is "
                   "{pe}.")),
        Mistake(lambda po: 2 * po - 1, N_("You took one half as the agreement by chance. It follows from how often "
                                          "each rater says yes: {first} and {second}.")),
    ),
    meaning=N_("They agree on {po}, but raters who nearly always say no agree by chance on {pe}. Where it matters, on "
               "the rare yes, they agree {yes} times and differ {differ} times. A high agreement on a rare thing says "
               "little."),
    hints=(N_("How often do they agree? How often would they, if each drew the marks by lot?"),
           N_("By chance: {first} · {second} + (1 − {first}) · (1 − {second}) = {pe}. Then (po − pe) ÷ (1 − pe).")),
    solution=N_("po = ({yes} + {no}) ÷ {pairs} = {po}. pe = {first} · {second} + (1 − {first}) · (1 − {second}) = "
                "{pe}. ({po} − {pe}) ÷ (1 − {pe}) = {kappa}."),
)

TESTED = {"with_it": Vary(150, (166, 172, 184), "count"), "won_with": Vary(69, (65, 70, 72), "count"),
          "without_it": Vary(120, (116, 132), "count"), "won_without": Vary(39, (39, 40, 42), "count"),
          "items": Vary(8, (5, 8, 9), "count")}
WIDE = {
    "share_with": Fact(lambda won_with, with_it: won_with / with_it, "percent"),
    "share_without": Fact(lambda won_without, without_it: won_without / without_it, "percent"),
    "difference": Fact(lambda share_with, share_without: share_with - share_without, "fine percent"),
    "error": Fact(lambda share_with, with_it, share_without, without_it: (
        share_with * (1 - share_with) / with_it + share_without * (1 - share_without) / without_it) ** 0.5,
        "fine percent"),
    "reach": Fact(lambda items: round(NormalDist().inv_cdf(1 - 0.025 / items), 2), "number"),
    "low": Fact(lambda difference, reach, error: difference - reach * error, "percent"),
    "alone": Fact(lambda difference, error: difference - 1.96 * error, "percent"),
}

LOW_END = Number(
    ask=N_("{won_with} of {with_it} conversations with an item were won, and {won_without} of {without_it} without it. "
           "{items} items are tested together, so each interval reaches {reach} standard errors to either side instead "
           "of 1.96. What is the lower end of the interval of the difference?"),
    given=TESTED, expected=lambda low: low, unit="1", facts=WIDE,
    mistakes=(
        Mistake(lambda alone: alone, N_("This is the interval of one test, with 1.96. For {items} tests it must be "
                                        "wider: {reach}.")),
        Mistake(lambda difference: difference, N_("This is the difference itself. From it, {reach} standard errors are "
                                                  "taken off.")),
        Mistake(lambda difference, error: difference - error, N_("You took off one standard error. Take off {reach} of "
                                                                 "them.")),
        Mistake(lambda difference, reach, error: difference + reach * error, N_("This is the upper end.")),
        Mistake(lambda difference, reach, share_with, with_it: difference - reach * (
            share_with * (1 - share_with) / with_it) ** 0.5,
                N_("You used the error of the first group alone. The other group is a sample too.")),
    ),
    meaning=N_("The difference is {difference}, its standard error {error}. One test alone would end at {alone}, "
               "{items} together end at {low}: who looks at many things must ask more of each."),
    hints=(N_("The squared standard error of a share p among n is p · (1 − p) ÷ n; the squares of both groups add up."),
           N_("{difference} − {reach} · {error}.")),
    solution=N_("{share_with} − {share_without} = {difference}; standard error {error}. {difference} − {reach} · "
                "{error} = {low}."),
)

FALSE_ALARM = Number(
    ask=N_("Suppose that none of {items} items has anything to do with winning. Each is tested by itself and called "
           "“significant” by mistake with a chance of {level}, independently. What is the chance of at least one false "
           "alarm?"),
    given={"items": Vary(12, (6, 8, 9, 11, 14, 15, 16, 18), "count"),
           "level": Vary(0.05, (0.04, 0.05, 0.1), "percent")},
    expected=lambda alarm: alarm, unit="1",
    facts={"alarm": Fact(lambda items, level: sales.false_alarms(items, level), "percent"),
           "quiet": Fact(lambda alarm: 1 - alarm, "percent"), "one": Fact(lambda level: 1 - level, "percent")},
    mistakes=(
        Mistake(lambda items, level: items * level, N_("Chances of several things do not simply add up: with many "
                                                       "items you would pass 100%. This is the number of false alarms "
                                                       "to be expected.")),
        Mistake(lambda quiet: quiet, N_("This is the chance that there is none.")),
        Mistake(lambda level: level, N_("This is the chance for one item. You look at {items}.")),
        Mistake(lambda items, level: level**items, N_("This is the chance that every one of them is a false alarm.")),
    ),
    meaning=N_("In {alarm} of such tables something “significant” turns up although there is nothing."),
    hints=(N_("What is the chance that all {items} keep quiet?"), N_("1 − {one} to the power of {items}.")),
    solution=N_("All keep quiet with a chance of {one} to the power of {items} = {quiet}. 1 − {quiet} = {alarm}."),
)

WHY_MORE = Choice(
    ask=N_("In a firm's records, {with_rate} of the conversations in which the customer was called by name were won, "
           "and {without_rate} of the others; the difference is well beyond chance. The sales director wants to make "
           "every seller say the name three times. What is the soundest conclusion?"),
    given={"with_rate": Vary(0.48, (0.44, 0.46, 0.47, 0.5, 0.52), "percent"),
           "without_rate": Vary(0.3, (0.26, 0.28, 0.29, 0.31, 0.33), "percent")},
    facts={"gap": Fact(lambda with_rate, without_rate: 100 * (with_rate - without_rate), "count")},
    options={
        "cause": Option(N_("Do it: the name raises the chance by {gap} percentage points."),
                        N_("The records show who was called by name, not what the name did. A customer whom the seller "
                           "knows well is called by name, and is won more easily anyway.")),
        "nothing": Option(N_("Leave it: association is not cause, so the name does nothing."),
                          N_("That does not follow either. The records leave it open.")),
        "trial": Option(N_("Try it: draw by lot which conversations get the rule, and compare those drawn with the "
                           "others."),
                        N_("The lot makes both groups alike but for the rule, so the difference is the rule's doing. "
                           "It costs little."), right=True),
        "more": Option(N_("Collect the same records for another year. With more of them the answer becomes clear."),
                       N_("More records make the difference more exact. They do not say why it is there: easy "
                          "conversations stay easy.")),
    },
    hints=(N_("In which conversations does a seller know the name?"), N_("What would make the two groups alike?")),
    solution=N_("The records cannot tell whether the name wins customers, or easy customers are called by name."),
)

TRIED = {"rate": Vary(0.25, (0.2, 0.22, 0.24, 0.26, 0.27, 0.3), "percent"), "cost": Vary(60, (48, 54, 66, 72), "money"),
         "margin": Vary(400, (360, 420, 440), "money"), "a_year": Vary(120, (90, 110, 140), "count")}

TRIAL_SIZE = Number(
    ask=N_("A firm wants to try a second date, so that the missing decider can come. It costs {cost}; a customer who "
           "is won brings a margin of {margin}. In {a_year} conversations a year somebody is missing, and {rate} of "
           "those are won. Half of them get the second date, drawn by lot. The trial is to find the smallest gain "
           "that would pay, cost ÷ margin, with a power of 80%; take 7.85 for (1.96 + 0.84)². How many conversations "
           "are needed, both groups together? (Round each group up.)"),
    given=TRIED, expected=lambda both: both, unit=N_("conversations"), shown="count",
    facts={"gain": Fact(lambda cost, margin: cost / margin, "fine percent"),
           "share": Fact(lambda rate, gain: rate + gain, "fine percent"),
           "spread": Fact(lambda rate, share: rate * (1 - rate) + share * (1 - share), "number"),
           "exact": Fact(lambda spread, gain: 7.85 * spread / gain**2, "number"),
           "each": Fact(lambda exact: math.ceil(exact), "count"),
           "both": Fact(lambda each: 2 * each, "count"),
           "one_group": Fact(lambda rate, gain: math.ceil(7.85 * rate * (1 - rate) / gain**2), "count"),
           "even_odds": Fact(lambda spread, gain: 2 * math.ceil(1.96**2 * spread / gain**2), "count"),
           "years": Fact(lambda both, a_year: both / a_year, "number")},
    mistakes=(
        Mistake(lambda each: each, N_("This is one group. The other, without the second date, needs as many.")),
        Mistake(lambda even_odds: even_odds, N_("You left out the 0.84. With 1.96 alone the trial finds the gain only "
                                                "half of the time.")),
        Mistake(lambda one_group: 2 * one_group, N_("You counted the spread of one share only. Both groups are "
                                                    "samples: p · (1 − p) + q · (1 − q).")),
    ),
    meaning=N_("{both} conversations, or {years} years. The trial is honest only if it runs to its end: who looks "
               "every month and stops at the first good number finds luck."),
    hints=(N_("First the smallest gain that pays: {cost} ÷ {margin}. Then p = {rate} and q = p + gain."),
           N_("Each group: 7.85 · [p · (1 − p) + q · (1 − q)] ÷ (q − p)², with q = {share}, rounded up.")),
    solution=N_("Gain: {cost} ÷ {margin} = {gain}, so q = {share}. 7.85 · [p · (1 − p) + q · (1 − q)] ÷ (q − p)² = "
                "{exact}: {each} in each group, {both} together, {years} years."),
)

WHICH_ITEMS = Choice(
    ask=N_("A shop asks for shelves. The owner, who is here, and her partner, who is not, decide together. Seller: "
           "“Your books fall over. What did that cost you last month?” — Owner: “Some 200 lei of spoilt covers, and "
           "every second customer asks why the window looks so empty.” — Seller: “The shelves cost 90 lei a month. So "
           "waiting costs you 110 lei a month.” — Owner: “That is right. But I am afraid that the old floor will not "
           "carry them, and what my partner says then, I can imagine.” — Seller: “It will look wonderful.” Which of "
           "these items get less than the full mark of 2 by the scoring sheet of this lesson?"),
    options={
        "delay": Option(N_("cost of delay priced"), N_("Mark 2: an amount from what the customer said, 200 lei, and "
                                                       "the price of 90 lei is taken off.")),
        "deciders": Option(N_("all deciders present"), N_("Mark 1: one of the two is here."), right=True),
        "listened": Option(N_("customer talks half or more"), N_("Mark 2: count the words. The owner has more than "
                                                                 "half of them.")),
        "fear": Option(N_("fear surfaced"), N_("Mark 1: the owner names it, and the seller has no "
                                               "answer."), right=True),
    },
    hints=(N_("Take the scoring sheet, item by item. For the talk, count the words."), N_("Two of them get a 1.")),
    solution=N_("Waiting is priced fairly, and the owner talks more than the seller. But one of two deciders is here, "
                "and the fear of the floor gets no answer."),
)

OWN_CONVERSATION = Open(
    ask=N_("Take a sales conversation of your own: one that you led, or one in which you were the customer. Score it "
           "on three items of the checklists with evidence, compute what waiting cost or whether the next contact "
           "would pay, and say what you would try next."),
    given={"monthly_benefit": 260, "monthly_price": 110, "delay_months": 6}, sheet=DELAY,
    facts={"needed": Fact(lambda: SHEET.break_even("win_rate", "L", **{
        **SHEET.example, "cost_per_conversation": 50, "margin_per_customer": 650}), "percent")},
    rubric=(N_("Three items are scored by their written levels, and beside each mark stands what was said or done."),
            N_("The evidence is such that another rater would give the same marks."),
            N_("One amount is right: the cost of delay less the price saved, or the chance needed for one more "
               "contact."),
            N_("The conversation is not judged by whether something was sold."),
            N_("The next step says what is tried, in which conversations, what is drawn by lot, and what is "
               "compared.")),
    hints=(N_("Who talked more? Who decided, and was that person there?"),
           N_("`sales.DELAY.solve(monthly_benefit=…, monthly_price=…, delay_months=…)` fills in the cost of delay.")),
    solution=N_("A firm sold me a page for my dance school. Customer talks half or more: 1, I had some 40% of the "
                "words. All deciders present: 1, my partner was not there. Fear surfaced: 0, nobody asked, and I did "
                "not say that I fear the contract. I wanted to wait {C} months. The page is worth {A} a month to me "
                "and costs {B}, so waiting costs {F}, and not the {D} that I was told. For the seller one more call "
                "at 50 lei pays if the chance is above {needed}, at a margin of 650 lei. I would try a call to the "
                "missing partner: in conversations where one is missing, half of them drawn by lot, and compare the "
                "shares won as drawn."),
)
