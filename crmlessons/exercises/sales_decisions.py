"""Exercises on judging what records of conversations say: agreement, association, several tests, and one's own firm."""

from statistics import NormalDist

from crmlessons import sales
from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Vary
from crmlessons.sales import DELAY, SHEET
from crmlessons.words import N_

RATED = {"yes": Vary(52, (48, 50, 54, 57), "count"), "one": Vary(4, (3, 4, 6), "count"),
         "other": Vary(3, (2, 3, 5), "count"), "no": Vary(21, (16, 17, 18), "count")}
AGREED = {
    "pairs": Fact(lambda yes, one, other, no: yes + one + other + no, "count"),
    "po": Fact(lambda yes, no, pairs: (yes + no) / pairs, "percent"),
    "first": Fact(lambda yes, one, pairs: (yes + one) / pairs, "percent"),
    "second": Fact(lambda yes, other, pairs: (yes + other) / pairs, "percent"),
    "pe": Fact(lambda first, second: first * second + (1 - first) * (1 - second), "percent"),
    "kappa": Fact(lambda yes, one, other, no: float(sales.kappa(
        [1] * int(yes + one) + [0] * int(other + no),
        [1] * int(yes) + [0] * int(one) + [1] * int(other) + [0] * int(no))["kappa"]), "number"),
}

KAPPA = Number(
    ask=N_("Two raters marked {pairs} conversations. Both said yes {yes} times and both no {no} times; {one} times "
           "only the first said yes, {other} times only the second. What is Cohen's kappa?"),
    given=RATED, expected=lambda kappa: kappa, unit="1", shown="number", facts=AGREED,
    mistakes=(
        Mistake(lambda po: po, N_("{po} is the share on which they agree. Chance alone brings {pe}; kappa takes that "
                                  "off.")),
        Mistake(lambda po, pe: po - pe, N_("This is how far they are above chance. Divide it by how far one can be "
                                           "above it, 1 − {pe}.")),
        Mistake(lambda po: 2 * po - 1, N_("You took one half as the agreement by chance. It follows from how often "
                                          "each rater says yes: {first} and {second}.")),
    ),
    meaning=N_("They agree on {po}, where chance would bring {pe}. Of the way from chance to full agreement they cover "
               "a part of {kappa}."),
    hints=(N_("How often do they agree? How often would they, if each drew the marks by lot?"),
           N_("By chance: {first} · {second} + (1 − {first}) · (1 − {second}) = {pe}. Then (po − pe) ÷ (1 − pe).")),
    solution=N_("po = ({yes} + {no}) ÷ {pairs} = {po}. pe = {first} · {second} + (1 − {first}) · (1 − {second}) = "
                "{pe}. ({po} − {pe}) ÷ (1 − {pe}) = {kappa}."),
)

RARE = {"yes": Vary(2, (1, 2), "count"), "one": Vary(4, (3, 4), "count"), "other": Vary(5, (4, 5), "count"),
        "no": Vary(89, (89, 92, 94, 96), "count")}

NINETY_PERCENT = Choice(
    ask=N_("“Our two raters agree on {po} of the conversations, so the item is scored reliably.” The item was seen "
           "rarely. Conversations in which both saw it: {yes}; only one of them: {one} and {other}; neither: {no}. "
           "What is the soundest reply?"),
    given=RARE, facts=AGREED,
    options={
        "fine": Option(N_("True: above 90% or so, agreement is enough."),
                       N_("Raters who say “no” nearly always agree on nearly everything without looking: chance alone "
                          "brings {pe}.")),
        "useless": Option(N_("One of the two raters must be untrained. Replace that one."),
                          N_("Nothing here says which of the two is right, or whether either is.")),
        "kappa": Option(N_("Chance alone would bring {pe}. Kappa is {kappa}: where it matters, on the rare yes, they "
                           "hardly agree."),
                        N_("Of the cases in which somebody saw the item, both saw it in {yes} only. Make the rule "
                           "clearer, and look at the yes apart."), right=True),
        "zero": Option(N_("Kappa is undefined here, because nearly all marks are the same."),
                       N_("It would be undefined if all of them were. Here it can be computed: {kappa}.")),
    },
    hints=(N_("How often would they agree if both drew their marks by lot?"), N_("Chance brings {pe}.")),
    solution=N_("po = {po}, pe = {pe}, kappa = {kappa}. A high agreement on a rare thing says little."),
)

TESTED = {"with_it": Vary(150, (166, 172, 184), "count"), "won_with": Vary(69, (65, 70, 72), "count"),
          "without_it": Vary(120, (116, 132), "count"), "won_without": Vary(39, (39, 40, 42), "count"),
          "items": Vary(8, (5, 8, 9), "count")}
WIDE = {
    "share_with": Fact(lambda won_with, with_it: won_with / with_it, "percent"),
    "share_without": Fact(lambda won_without, without_it: won_without / without_it, "percent"),
    "difference": Fact(lambda share_with, share_without: share_with - share_without, "percent"),
    "error": Fact(lambda share_with, with_it, share_without, without_it: (
        share_with * (1 - share_with) / with_it + share_without * (1 - share_without) / without_it) ** 0.5, "percent"),
    "reach": Fact(lambda items: round(NormalDist().inv_cdf(1 - 0.025 / items), 2), "number"),
    "low": Fact(lambda difference, reach, error: difference - reach * error, "percent"),
    "alone": Fact(lambda difference, error: difference - 1.96 * error, "percent"),
    "step": Fact(lambda error: error, "fine percent"),
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
           N_("{difference} − {reach} · {step}.")),
    solution=N_("{share_with} − {share_without} = {difference}; standard error {step}. {difference} − {reach} · "
                "{step} = {low}."),
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
    facts={"gap": Fact(lambda with_rate, without_rate: with_rate - without_rate, "percent")},
    options={
        "cause": Option(N_("Do it: the name raises the chance by {gap} in percentage points."),
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

LOSSES_TO_SAVE = Number(
    ask=N_("The log of loss reasons names “last-minute fear” {lost} times a year. A training that is to help against "
           "it costs {cost} a year. A conversation that is won brings a margin of {margin}. How many of the {lost} "
           "must be won thanks to the training, so that it pays? (A whole number.)"),
    given={"lost": Vary(36, (32, 38, 40, 44), "count"), "cost": Vary(4_100, (3_300, 3_700, 4_500), "money"),
           "margin": Vary(380, (340, 360, 420), "money")},
    expected=lambda needed: needed, unit=N_("conversations"), shown="count",
    facts={"needed": Fact(lambda cost, margin: -(-cost // margin), "count"),
           "exact": Fact(lambda cost, margin: cost / margin, "number"),
           "share": Fact(lambda needed, lost: needed / lost, "percent"),
           "stake": Fact(lambda lost, margin: lost * margin, "money")},
    mistakes=(
        Mistake(lambda exact: exact, N_("{exact} is the right quotient. A part of a conversation is not won: round "
                                        "up.")),
        Mistake(lambda needed: needed - 1, N_("You rounded down: so many do not quite pay for it.")),
        Mistake(lambda cost, lost: cost / lost, N_("You shared the cost among all that were lost. How many margins of "
                                                   "{margin} make {cost}?")),
        Mistake(lambda lost: lost, N_("If all {lost} were won, that would bring {stake}. It pays long before that.")),
    ),
    meaning=N_("{needed} of {lost}, or {share}: that is what the training must turn round. Whether it does, a group "
               "without the training would show."),
    hints=(N_("How many margins of {margin} does the training cost?"), N_("{cost} ÷ {margin}, rounded up.")),
    solution=N_("{cost} ÷ {margin} = {exact}, so {needed} conversations, {share} of those lost to fear."),
)

WHICH_ITEMS = Choice(
    ask=N_("A bookshop asks for shelves. Seller: “You said your books fall over, what did that cost you last month?” — "
           "“Some 200 lei of spoilt covers.” — “Then each month of waiting costs you 200 lei; the shelves cost 90 a "
           "month.” — “I must ask my partner.” — “Of course. Shall I leave the offer until Friday, or would you rather "
           "sign now and save the discount?” Which items of Davis's list are missed here?"),
    options={
        "delay": Option(N_("cost of delay priced"), N_("It is priced, from the customer's own number, and the price is "
                                                       "named beside it.")),
        "deciders": Option(N_("all deciders present"), N_("There is a partner who decides, and the seller does not ask "
                                                          "to see both."), right=True),
        "listened": Option(N_("following the customer's process"), N_("The seller begins with what the customer said, "
                                                                      "and asks. Hardly a miss.")),
        "fear": Option(N_("fear surfaced"), N_("“I must ask my partner” may be a worry. It is answered with a "
                                               "discount, not with a question."), right=True),
    },
    hints=(N_("Who decides, and who is there?"), N_("Two of them are missed.")),
    solution=N_("The price of waiting is fair and the seller listens. But the partner is left out, and the hesitation "
                "is not asked about."),
)

OWN_CONVERSATION = Open(
    ask=N_("Take a sales conversation of your own: one that you led, or one in which you were the customer. Score it "
           "on three items of the checklists with evidence, compute what waiting cost or whether the next contact "
           "would pay, and say what you would try next."),
    given={"monthly_benefit": 260, "monthly_price": 110, "delay_months": 6}, sheet=DELAY,
    facts={"needed": Fact(lambda: SHEET.break_even("win_rate", "L", **{
        **SHEET.example, "cost_per_conversation": 50, "margin_per_customer": 650}), "percent")},
    rubric=(N_("It scores at least three items and gives for each what was said or done."),
            N_("It computes one amount: the cost of delay less the price saved, or the chance needed for one more "
               "contact."),
            N_("It does not judge the conversation by whether something was sold."),
            N_("It says what to try next, and how one would find out whether that helps.")),
    hints=(N_("Who talked more? Who decided, and was that person there?"),
           N_("`sales.DELAY.solve(monthly_benefit=…, monthly_price=…, delay_months=…)` fills in the cost of delay.")),
    solution=N_("A firm sold me a page for my dance school. Listened 1: I had a third of the talk. All deciders 1: my "
                "partner was not asked. Fear 0: nobody asked what worried me. I wanted to wait {C} months. The page is "
                "worth {A} a month to me and costs {B}, so waiting costs {F}, and not the {D} that I was told. For the "
                "seller one more call at 50 lei pays if the chance is above {needed}, at a margin of 650 lei. I would "
                "try to invite both partners, in half of the conversations drawn by lot, and compare the share won."),
)
