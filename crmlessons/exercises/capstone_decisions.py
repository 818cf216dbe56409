"""Exercises on judging a plan: promises, rules of thumb, evidence, one's own plan and one's own company."""

from crmlessons.capstone import RUBRIC
from crmlessons.exercises.engine import Choice, Fact, Open, Option
from crmlessons.words import N_

BROKEN_PROMISE = Choice(
    ask=N_("From 40 groups, each known from few contacts, an analyst picked the best plan. It promised 52,000 lei and "
           "brought 41,000 lei, although nothing had changed and the estimates were honest. Why most likely?"),
    options={
        "luck": Option(N_("Bad luck: the next year should bring about 52,000 lei."),
                       N_("Chance alone goes up as often as down. A plan that is picked because its estimates are high "
                          "has estimates that are too high on average; the next year repeats it.")),
        "picked": Option(N_("Picking the highest estimates picks those whose errors happened to point upwards."),
                         N_("Each estimate alone is right on average; the highest of many is not. The smaller the "
                            "records and the more groups, the larger the gap."), right=True),
        "biased": Option(N_("The estimates were biased; honest ones would have kept the promise."),
                         N_("Unbiased estimates do it too: it is the choice among them that favours lucky errors.")),
        "search": Option(N_("The search was too coarse; a finer one would have found a better plan."),
                         N_("A finer search among the same estimates finds a higher promise, not a truer one.")),
    },
    hints=(N_("Suppose all 40 groups were truly alike. What would the highest estimate look like?"),
           N_("Who wins a contest of luck?")),
    solution=N_("This is the optimiser's curse:"),
)

FIVE_TIMES = Choice(
    ask=N_("“Keeping a customer costs five times less than winning one. So five parts of the budget go to keeping.” "
           "Suppose the first sentence is true. What is wrong with the second?"),
    options={
        "ratio": Option(N_("Nothing: a cheaper way deserves more money, in proportion."),
                        N_("Cheap ways are soon used up. When everybody who can be kept is kept, the next leu brings "
                           "nothing, however cheap the first was.")),
        "average": Option(N_("It takes the cost of an average success for what the next leu brings."),
                          N_("A ratio of averages says nothing on the margin: how many there are to be had at that "
                             "price, and what comes after them."), right=True),
        "reverse": Option(N_("It is the wrong way round: five parts belong to winning."),
                          N_("No fixed shares follow from a ratio of costs, in whichever direction.")),
        "six": Option(N_("The factor is six, so it must be six parts."),
                      N_("Another factor gives other shares and the same mistake.")),
    },
    hints=(N_("What happens when the first thousand lei have reached everybody who wavers?"),
           N_("Which number decides about the next leu?")),
    solution=N_("The rule confuses an average with a margin:"),
)

WHICH_EVIDENCE = Choice(
    ask=N_("Which of these numbers of the brief has no lot behind it, neither in drawing who was treated nor in the "
           "plan of the campaign, although it looks like an effect in the records?"),
    options={
        "offer": Option(N_("The uplift of the mobile phone offer."),
                        N_("A lot decided who got the offer.")),
        "contact": Option(N_("That one more retention contact in a month hardly changes who leaves."),
                          N_("The ledger counts contacts and departures, but nobody drew who was contacted how often. "
                             "It is an association."), right=True),
        "friendly": Option(N_("That a friendly call loses fewer firms than a lawyer's letter."),
                           N_("A lot chose the approach for each late invoice.")),
        "plan": Option(N_("That customers with the support plan stay longer."),
                       N_("In the trial the plan was given by lot, and the brief takes its effect from there.")),
    },
    hints=(N_("For each: who decided which customer was treated?"), N_("Which column of the records was filled by the "
                                                                      "habit of the sellers?")),
    solution=N_("Without a lot, an effect may be a likeness of those who were chosen:"),
)

ONE_PAGE = Open(
    ask=N_("Defend your own plan for the case company before its owner, in ten sentences: what you spend, why, how "
           "sure you are, and what would make you change it. The points are those by which a lecturer marks the page."),
    rubric=tuple(one.levels[2] for one in RUBRIC),
    facts={"calls": Fact(lambda: 540, "money"), "firms": Fact(lambda: 7_290, "money"),
           "families": Fact(lambda: 4_580, "money"), "rest": Fact(lambda: 3_110, "money"),
           "kept": Fact(lambda: 480, "money"), "half": Fact(lambda: 0.5, "percent")},
    hints=(N_("Begin with the decision, not with the method."),
           N_("Which of your groups lies closest to the border, and what would you test first?")),
    solution=N_("All numbers are lei of margin in 20 months, discounted at 1% a month. I pay friendly calls to all "
                "firms that are late ({calls}), because a lot showed what lawyers cost us in customers. {firms} goes "
                "to contacts with small firms and {families} to families by e-mail, chat, letter and telephone, by "
                "what the campaign showed. {rest} goes to offers with a proven uplift, to support letters and "
                "students, and what remains, {kept}, to reminders, of which the calls already save a part. I stop "
                "where a leu returns less than elsewhere. Nine years in ten lie within some 15,000 lei of the middle; "
                "{half} of the variance is what we do not know. In no drawn year is it worse than last year's "
                "division. I do not expect the best plan on paper to keep all it promises. Students and television lie "
                "within one standard error of the border: they could go either way. If only half as many prospects can "
                "be reached, money moves to reminders and support letters. That letters sell the plan is assumed: I "
                "would test it by lot on a hundred families first."),
)

OWN_COMPANY = Open(
    ask=N_("Fill in the form or the CSV for a company that you know, and write what its best plan found is, which of "
           "its inputs is a guess, and which test would be worth its cost before the money is spent."),
    rubric=(N_("It names the company's uses of money, with cost, reach and answer of the best people and of the "
               "others."),
            N_("It says which shares were counted and in how many contacts, and which are guesses."),
            N_("It gives the value with its range, and compares it with last year's division."),
            N_("It names the group closest to the border, and a test by lot that would settle it.")),
    facts={"spend": Fact(lambda: 2_760, "money"), "value": Fact(lambda: 2_250, "money"),
           "low": Fact(lambda: 540, "money"), "high": Fact(lambda: 3_960, "money"),
           "before": Fact(lambda: 710, "money")},
    hints=(N_("Ask the person who sends the letters: to how many, and how many answered?"),
           N_("Which input, if it were half as large, would move the most money?")),
    solution=N_("A bicycle shop fills in the form. The best plan found spends {spend} of its budget and leaves "
                "{value}, between {low} and {high} in nine years of ten; last year's division would leave about "
                "{before}. The shares for retaining and supporting are guesses. The free spring check for its best "
                "customers lies closest to the border, so it is offered to 100 of 200 drawn by lot; whoever comes back "
                "for repairs within the season is counted in both halves."),
)
