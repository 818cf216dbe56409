"""Exercises on satisfaction: how sure a score is, what to improve, who buys again, who stays, and what to conclude."""

from crmlessons import satisfaction
from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Vary
from crmlessons.words import N_

NPS_ERROR = Number(
    ask=N_("Of {n} customers {p} are promoters and {d} detractors. What is the standard error of the NPS?"),
    given={"n": Vary(150, (60, 80, 120, 150, 180, 220), "count"), "p": Vary(0.5, (0.42, 0.46, 0.5), "percent"),
           "d": Vary(0.2, (0.16, 0.2, 0.24), "percent")},
    expected=lambda error: error, unit=N_("points"), shown="number",
    facts={"error": Fact(lambda p, d, n: satisfaction.nps_error(p, d, n), "number"),
           "score": Fact(lambda p, d: 100 * (p - d), "number"),
           "spread": Fact(lambda p, d: p + d - (p - d) ** 2, "number")},
    mistakes=(
        Mistake(lambda error: 1.96 * error, N_("This is how far the 95% interval reaches: 1.96 standard errors.")),
        Mistake(lambda p, d, n: 100 * ((p + d) / n) ** 0.5, N_("You left out − (p − d)²: the spread is measured around "
                                                               "the mean.")),
        Mistake(lambda p, n: 100 * (p * (1 - p) / n) ** 0.5, N_("This is the error of the promoters' share alone. The "
                                                                "NPS has the detractors' luck in it as well.")),
        Mistake(lambda p, d, n: 100 * ((p * (1 - p) + d * (1 - d)) / n) ** 0.5,
                N_("You added the two errors as if the shares were independent. Whoever is a promoter is no detractor, "
                   "which makes the error a little larger: p + d − (p − d)².")),
        Mistake(lambda spread, n: 100 * spread / n, N_("The root is missing.")),
        Mistake(lambda error: error**2, N_("This is the square of the standard error. Take the root.")),
    ),
    meaning=N_("{error} points around an NPS of {score}: twice as much to either side is still likely."),
    hints=(N_("Each answer counts +1, 0 or −1. How much do they spread around their mean?"),
           N_("p + d − (p − d)² = {spread}. Divide by n, take the root, times 100.")),
    solution=N_("100 · √(({p} + {d} − ({p} − {d})²) ÷ {n}) = {error}."),
)

NPS_ROSE = Choice(
    ask=N_("Last quarter the NPS was {before}, this quarter it is {after}. Each time {n} customers were asked, drawn "
           "by lot; {passives} of the answers were 7 or 8 both times. “Our new manner works”, says the report. What is "
           "the soundest reply?"),
    given={"n": Vary(80, (50, 60, 70, 80, 90), "count"), "before": Vary(22, (18, 20, 22)),
           "rise": Vary(8, (6, 7, 8, 9)), "passives": Vary(0.4, (0.36, 0.38, 0.4), "percent")},
    facts={"after": Fact(lambda before, rise: before + rise, "number"),
           "one": Fact(lambda before, passives, n: _error(before, passives, n), "number"),
           "error": Fact(lambda before, after, passives, n: (
               _error(before, passives, n) ** 2 + _error(after, passives, n) ** 2) ** 0.5, "number"),
           "enough": Fact(lambda before, passives: satisfaction.answers_needed(
               *_shares(before, passives), 5), "count")},
    options={
        "works": Option(N_("Yes: {rise} points more is a clear rise, and the customers were drawn by lot, so nothing "
                           "else can have made it."),
                        N_("The difference of two such scores has a standard error of {error} points. A rise of {rise} "
                           "happens often when nothing has changed.")),
        "nothing": Option(N_("No: the rise is within chance, so the new manner has no effect and can be given up."),
                          N_("Nor is that shown. A true rise of {rise} points would look just like this.")),
        "unsure": Option(N_("These answers cannot tell: ask more, also some who did not meet the new manner."),
                         N_("{rise} points with a standard error of {error}: chance alone could have made it. About "
                            "{enough} answers bring one score to within 5 points, and only a comparison group tells "
                            "what the manner did."), right=True),
        "mean": Option(N_("The NPS is too coarse for it: report the mean mark to four decimals, which is more "
                          "precise."),
                       N_("More decimals are not more answers. The mean is a little steadier, but {n} customers remain "
                          "{n}.")),
    },
    hints=(N_("How far does the score of one such survey typically lie from the truth?"),
           N_("One score: {one} points. For a difference the squares add up.")),
    solution=N_("Standard error of one score {one} points, of the difference {error} points. {rise} is less than twice "
                "that."),
)

HOW_MANY_ANSWERS = Number(
    ask=N_("A company expects about {p} promoters and {d} detractors. How many customers must answer, so that the 95% "
           "interval of its NPS reaches no further than {points} points to either side?"),
    given={"p": Vary(0.45, (0.35, 0.4, 0.45), "percent"), "d": Vary(0.25, (0.22, 0.25, 0.28), "percent"),
           "points": Vary(6, (6, 7, 8, 9, 10))},
    expected=lambda needed: needed, unit=N_("answers"), shown="count",
    facts={"needed": Fact(lambda p, d, points: satisfaction.answers_needed(p, d, points), "count"),
           "fewer": Fact(lambda needed: needed - 1, "count"),
           "one": Fact(lambda p, d: satisfaction.nps_error(p, d, 1), "number")},
    mistakes=(
        Mistake(lambda one, points: -(-((one / points) ** 2) // 1),
                N_("With so many, one standard error is {points} points. The 95% interval reaches 1.96 of them.")),
        Mistake(lambda fewer: fewer, N_("With {fewer} the interval still reaches a little beyond {points} points: "
                                        "round up.")),
        Mistake(lambda one, points: 1.96 * one / points, N_("Square it: the error falls with the root of the "
                                                            "answers.")),
        Mistake(lambda p, d, points: satisfaction.answers_needed(p, d, 2 * points),
                N_("With so few the interval reaches twice {points} points to either side.")),
        Mistake(lambda p, d, points: satisfaction.answers_needed(p, d, points / 2),
                N_("With so many it reaches only half of {points} points: {points} is the reach to either side, not "
                   "the width of the whole interval.")),
    ),
    meaning=N_("{needed} answers. Half the reach takes four times as many."),
    hints=(N_("How large is the error with one answer? With n it is divided by the root of n."),
           N_("1.96 · {one} ÷ √n = {points}.")),
    solution=N_("n = (1.96 · {one} ÷ {points})², and the next whole number: {needed}."),
)

IMPROVE_FIRST = Choice(
    ask=N_("A survey of a gym: importance (standardised, standard error 0.03) and mean mark of four elements. "
           "Cleanness {high} and {good}; opening hours {higher} and {bad}; music {low} and {worse}; the smell of the "
           "towels {lower} and {best}. All mean marks together average 7. What should be improved first?"),
    given={"high": Vary(0.34, (0.32, 0.34, 0.36)), "higher": Vary(0.31, (0.28, 0.29, 0.3, 0.31)),
           "low": Vary(0.06, (0.04, 0.05, 0.06)), "lower": Vary(0.03, (0.02, 0.03)), "good": Vary(8.4, (8.2, 8.3, 8.4)),
           "bad": Vary(6.2, (6.1, 6.2, 6.3)), "worse": Vary(5.2, (5, 5.1, 5.2)), "best": Vary(8.6, (8.5, 8.6, 8.7))},
    options={
        "clean": Option(N_("Cleanness, because it weighs more than anything else."),
                        N_("It matters, and with {good} it is well done: keep it up. Little room is left.")),
        "hours": Option(N_("The opening hours, because of weight and mark together."),
                        N_("{higher} says that they matter about as much as anything, and {bad} that there is room."),
                        right=True),
        "music": Option(N_("The music, because no other element has so bad a mark."),
                        N_("The worst mark, but with {low} it hardly moves satisfaction: within two standard errors "
                           "of nothing. It can wait.")),
        "towels": Option(N_("The towels, because what one does best should be done better."),
                         N_("{best} at an importance of {lower}: more than enough is done.")),
    },
    hints=(N_("Draw the map: importance upwards, performance to the right."),
           N_("Which one lies above the middle line and left of it?")),
    solution=N_("Improve first what matters and is done badly: opening hours, {higher} and {bad}. Cleanness: keep it "
                "up. Music can wait, and for the towels enough is done."),
)

BUY_AGAIN_ERROR = Number(
    ask=N_("Of {n1} customers with high marks {k1} bought again, of {n2} with low marks {k2}. How many standard errors "
           "is the difference between the two shares?"),
    given={"n1": Vary(120, (100, 110, 120), "count"), "k1": Vary(66, (58, 62, 66), "count"),
           "n2": Vary(90, (80, 90), "count"), "k2": Vary(27, (21, 24, 27), "count")},
    expected=lambda ratio: ratio, unit=N_("standard errors"), shown="number",
    facts={"a": Fact(lambda k1, n1: k1 / n1, "percent"), "b": Fact(lambda k2, n2: k2 / n2, "percent"),
           "gap": Fact(lambda a, b: a - b, "percent"),
           "ea": Fact(lambda a, n1: (a * (1 - a) / n1) ** 0.5, "percent"),
           "eb": Fact(lambda b, n2: (b * (1 - b) / n2) ** 0.5, "percent"),
           "error": Fact(lambda ea, eb: (ea**2 + eb**2) ** 0.5, "percent"),
           "all": Fact(lambda k1, k2, n1, n2: (k1 + k2) / (n1 + n2), "percent"),
           "pooled": Fact(lambda all, n1, n2: (all * (1 - all) * (1 / n1 + 1 / n2)) ** 0.5, "percent"),
           "ratio": Fact(lambda gap, error: gap / error, "number")},
    mistakes=(
        Mistake(lambda gap, ea, eb: gap / (ea + eb), N_("You added the two errors. Their squares add up: it is rare "
                                                        "that both miss by so much and in opposite directions.")),
        Mistake(lambda gap, pooled: gap / pooled, N_("You took one common share for both groups. Here each share has "
                                                     "its own error: {ea} and {eb}.")),
        Mistake(lambda gap, ea: gap / ea, N_("You took the error of the first share only. The second is a sample "
                                             "too.")),
        Mistake(lambda gap, eb: gap / eb, N_("You took the error of the second share only. The first is a sample "
                                             "too.")),
        Mistake(lambda error: error, N_("This is the standard error. How often does it go into the difference?")),
        Mistake(lambda gap: gap, N_("This is the difference. Divide it by its standard error.")),
    ),
    meaning=N_("{gap} apart with an error of {error}: {ratio} standard errors. Beyond two, chance is a poor "
               "explanation."),
    hints=(N_("The error of a share p among n is √(p·(1 − p)/n)."),
           N_("{ea} and {eb}: square, add, take the root.")),
    solution=N_("{a} − {b} = {gap}. √({ea}² + {eb}²) = {error}. {gap} ÷ {error} = {ratio}."),
)

SATISFIED_AND_GONE = Choice(
    ask=N_("A year after a survey, {happy} of the customers with 9 or 10 have left and {unhappy} of those with 6 or "
           "less. The difference has a standard error of {error}. What is the soundest conclusion?"),
    given={"happy": Vary(0.15, (0.14, 0.15, 0.16), "percent"), "unhappy": Vary(0.17, (0.17, 0.175, 0.18), "percent"),
           "error": Vary(0.04, (0.035, 0.04, 0.045), "percent")},
    facts={"gap": Fact(lambda happy, unhappy: unhappy - happy, "percent"),
           "stayed": Fact(lambda unhappy: 1 - unhappy, "percent"),
           "most": Fact(lambda gap, error: gap + 1.96 * error, "percent")},
    options={
        "useless": Option(N_("Satisfaction has nothing to do with staying."),
                          N_("A difference of {gap} may be chance, but it may also hide one of up to {most}. Not seen "
                             "is not the same as not there.")),
        "proved": Option(N_("Satisfied customers stay longer: {happy} is less than {unhappy}, and a whole year is long "
                            "enough to show it."),
                         N_("{gap} is less than two standard errors. Chance alone makes such a difference.")),
        "loyal": Option(N_("Those with low marks who stayed, {stayed}, are loyal customers: they stayed although they "
                           "were not content."),
                        N_("Perhaps they stay because they are bound: a contract, no other firm nearby. Jones and "
                           "Sasser (1995) call that false loyalty.")),
        "look": Option(N_("These answers cannot tell. Look also at what else drives customers away or binds them."),
                       N_("{gap} with an error of {error} is compatible with no effect and with {most}. Many satisfied "
                          "customers left, so something else was at work too."), right=True),
    },
    hints=(N_("How many standard errors is the difference?"), N_("Why would a content customer leave? Why would an "
                                                                  "annoyed one stay?")),
    solution=N_("{unhappy} − {happy} = {gap}, less than two errors of {error}. Satisfied is not the same as staying, "
                "and the reasons must be looked for."),
)

LASTING_EXCHANGE = Choice(
    ask=N_("A parcel firm cuts its prices and pays its drivers by the parcel, below what they need. Marks of the "
           "customers who buy: {mark} of 10. Every third driver leaves in a quarter, and streets complain of vans that "
           "block the way. Our source says what makes business last. What follows from it?"),
    given={"mark": Vary(9.1, (8.8, 8.9, 9, 9.1, 9.2))},
    options={
        "fine": Option(N_("All is well: a firm whose customers give such marks has what the source calls the guarantee "
                          "of success."),
                       N_("The source says that too, but it asks for the satisfaction of all partners of the exchange. "
                          "Without drivers no parcel arrives.")),
        "partners": Option(N_("The drivers are partners of the exchange. If they lose by it, it will not last."),
                           N_("Marks of customers do not show whether the other partners still gain."), right=True),
        "streets": Option(N_("The streets bear harm that no buyer feels. It belongs in the sum for society."),
                          N_("The streets are no partners of the exchange, and yet they pay: the lines for everybody "
                             "else in the welfare sheet."), right=True),
        "survey": Option(N_("Ask the customers again, with more questions, until it is clear why the drivers leave."),
                         N_("No question to the customers tells how the drivers and the streets are doing.")),
    },
    hints=(N_("Who has a part in the exchange besides buyer and firm?"), N_("Two answers hold: one about partners, one "
                                                                           "about those who have no part in it.")),
    solution=N_("An exchange lasts while every partner gains, and welfare counts also those who are no partners. The "
                "customers' marks show neither."),
)

OWN_COMPANY = Open(
    ask=N_("Take a company or an association you know. What would you ask its customers, how many of them, and what "
           "would you do with the answers? Name one thing that satisfies its customers now and harms somebody later."),
    given={"p": 0.5, "d": 0.2},
    facts={"needed": Fact(lambda p, d: satisfaction.answers_needed(p, d, 10 / 2**0.5), "count"),
           "reach": Fact(lambda p, d: 1.96 * satisfaction.nps_error(p, d, 60), "number")},
    rubric=(N_("It names the question, the scale, and which marks count as satisfied."),
            N_("It says how many answers it gets and how sure a score from them is."),
            N_("It looks at single elements, by importance and performance, and picks one to improve first."),
            N_("It follows what customers do (buy again, stay), and not only what they say."),
            N_("It names who gains and who loses by the product, now and later.")),
    hints=(N_("Which one question would tell you most, and on which scale?"),
           N_("`satisfaction.nps(marks)`, `satisfaction.drivers(survey)` and `satisfaction.SHEET` do the "
              "calculation.")),
    solution=N_("A pizza shop asks every customer on the receipt: “Satisfied, 1 to 10?”, “Would you recommend us, 0 to "
                "10?” and one mark each for taste, price, waiting time and packing. CSAT is the share of 9s and 10s. "
                "The first 60 answers would give an "
                "NPS to within {reach} points. Two months I would compare only with {needed} answers in each: "
                "then chance alone makes a difference of up to 10 points. If waiting time weighs much and has a low "
                "mark, it comes first. By the card number I would see who comes back within two months. The large "
                "cola for one leu pleases now; the sugar harms the guest later and the plastic cup everybody else."),
)


def _shares(score: float, passives: float) -> tuple[float, float]:
    """Promoters and detractors of an NPS in points, once the passives are known."""
    return (1 - passives + score / 100) / 2, (1 - passives - score / 100) / 2


def _error(score: float, passives: float, answers: float) -> float:
    return float(satisfaction.nps_error(*_shares(score, passives), answers))
