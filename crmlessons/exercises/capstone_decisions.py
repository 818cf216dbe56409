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
    ask=N_("Three of these findings rest on a lot that decided who was treated. Which one rests on an association "
           "only?"),
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
    facts={"spend": Fact(lambda: 16_000, "money"), "value": Fact(lambda: 96_920, "money"),
           "low": Fact(lambda: 81_700, "money"), "high": Fact(lambda: 112_060, "money"),
           "wide_low": Fact(lambda: 73_550, "money"), "wide_high": Fact(lambda: 121_080, "money"),
           "calls": Fact(lambda: 540, "money"), "firms": Fact(lambda: 7_290, "money"),
           "families": Fact(lambda: 4_580, "money"), "rest": Fact(lambda: 3_110, "money"),
           "kept": Fact(lambda: 480, "money"), "half": Fact(lambda: 0.49, "percent"),
           "chat": Fact(lambda: 1.81, "number"), "chat_error": Fact(lambda: 0.53, "number"),
           "border": Fact(lambda: 1.71, "number"), "more": Fact(lambda: 14_210, "money"),
           "less": Fact(lambda: 2_750, "money")},
    hints=(N_("Begin with the decision, not with the method."),
           N_("Which wrong assumption would cost your plan most, and what would you ask or test first?")),
    solution=N_("I ask you to spend {spend}: {calls} on friendly calls, {firms} on contacts with small firms, "
                "{families} on families by e-mail, chat, letter and telephone, {rest} on three offers, support "
                "letters and two cheap channels to students, and the last {kept} on reminders, of which the calls "
                "already save a part. I expect it to leave {value}, in lei of margin over 20 months, discounted at 1% "
                "a month; later months would favour acquiring. I paid the next leu where it returns most, until no "
                "group left unpaid returned more than one that is paid, and nothing is left over. A lot stands behind "
                "calls, offers, plans and reminders, the campaign's plan without a group left alone behind the "
                "contacts, and only an assumption behind the 8% of letters that sell, which is the weakest. Students "
                "by web chat return {chat} ± {chat_error} against the {border} that is needed: such groups are a "
                "matter of taste. Nine drawn years in ten lie between {low} and {high}; {half} of the variance is "
                "what we do not know, the rest is chance. If whole years differ by 10%, the range is {wide_low} to "
                "{wide_high}; no drawn year loses money or does worse than the old proportions. I do not expect the "
                "best plan on paper to keep all it promises. With twice as many prospects this plan would miss "
                "{more}, with half as many {less}; no other assumption costs so much. So I ask you first for a count "
                "of the prospects, and then for one hundred of them, drawn by lot, to be left alone, so that we see "
                "who comes unasked."),
)

OWN_COMPANY = Open(
    ask=N_("Fill in the form or the CSV for a company that you know, and write what its best plan found is, which of "
           "its inputs is a guess, and which test would be worth its cost before the money is spent."),
    rubric=(N_("It names the company's uses of money, with cost, reach and answer of the best people and of the "
               "others."),
            N_("It says which shares were counted and in how many contacts, and which are guesses."),
            N_("It gives the value with its range, and compares it with last year's division."),
            N_("It names the input whose error would cost the plan most, and a test or a question that would settle "
               "it.")),
    facts={"spend": Fact(lambda: 2_760, "money"), "value": Fact(lambda: 2_250, "money"),
           "low": Fact(lambda: 540, "money"), "high": Fact(lambda: 3_960, "money"),
           "before": Fact(lambda: 710, "money"),
           "cost": Fact(lambda: 180, "money"), "half": Fact(lambda: 120, "money")},
    hints=(N_("Ask the person who sends the letters: to how many, and how many answered?"),
           N_("Which input, if it were half as large, would move the most money?")),
    solution=N_("A bicycle shop fills in the form. The best plan found spends {spend} of its budget and leaves "
                "{value}, between {low} and {high} in nine drawn years of ten; last year's division would leave about "
                "{before}. The shares for retaining and supporting are guesses. If only half as many answer as "
                "guessed, the help by telephone for its best customers costs most ({cost} lost by keeping the plan), "
                "then the leaflets ({half}), whose share was counted. The reminders to all others lie exactly at the "
                "border, but that is worth nothing either way. So forty of the best customers, drawn by lot, get the "
                "help first; whoever comes back within the season is counted in both halves."),
)
