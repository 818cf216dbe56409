"""Exercises on why keeping pays: what a programme may cost, what the claims are worth, and what to conclude."""

from crmlessons import economics
from crmlessons.economics import SHEET
from crmlessons.exercises.economics import FIRM
from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Vary
from crmlessons.words import N_

MOST_TO_SPEND = Number(
    ask=N_("A customer leaves a margin of {D} a year, the first one today; money is discounted at {E}. A programme "
           "would raise the share kept from {B} to {C}. What is the most it may cost a customer and year, if it is "
           "paid as long as the customer stays?"),
    given=FIRM, sheet=SHEET, expected=lambda most: most, unit="lei/customer",
    facts={"most": Fact(lambda B, C, D, E: economics.break_even_spend(B, C, D, E), "money"),
           "points": Fact(lambda B, C: 100 * (C - B), "number")},
    mistakes=(
        Mistake(lambda D, B, C: D * (C - B) / (1 - B), N_("You left out the discounting: the longer stay brings "
                                                          "margins that come late.")),
        Mistake(lambda D, points: D * points / 100, N_("This is what the points bring in the first year only. They go "
                                                 "on as long as the customer stays.")),
        Mistake(lambda U, V: V - U, N_("{V} less {U} is what a customer gains in all years together. Asked is the cost "
                                       "of one year.")),
        Mistake(lambda D, B, C, E: D * (C - B) / (1 + E - C), N_("Below the line stands the rate before. With the rate "
                                                                 "after, the programme would cost more than it "
                                                                 "brings.")),
    ),
    meaning=N_("At {most} a year the programme takes away all that {points} points bring; anything less leaves a "
               "gain."),
    hints=(N_("The programme is worth it as long as (margin − cost) over 1 + d − new rate is at least margin over 1 + "
              "d − old rate."), N_("Solve for the cost. Only one of the two rates is left below the line.")),
    solution=N_("{D} · ({C} − {B})/(1 + {E} − {B}) = {most}."),
)

CONTRIBUTION = Number(
    ask=N_("{A} customers, margin {D} a year, the first one today; {B} are kept now and {C} with a programme that "
           "costs {F} for each customer and year, as long as they stay. Discount at {E}. What is the programme worth "
           "altogether?"),
    given=FIRM, sheet=SHEET, expected=lambda Z: Z, unit="lei",
    facts={"one_year": Fact(lambda A, F: A * F, "money")},
    mistakes=(
        Mistake(lambda W: W, N_("You forgot to pay for the programme: {X} over the years.")),
        Mistake(lambda W, one_year: W - one_year, N_("You counted gains of all years and the cost of one. The cost "
                                                     "returns every year: {X}, not {one_year}.")),
        Mistake(lambda W, A, F, E, B: W - A * F * (1 + E) / (1 + E - B), N_("With the programme customers stay longer, "
                                                                            "so it is also paid longer: use the rate "
                                                                            "after.")),
        Mistake(lambda Z, A: Z / A, N_("This is the value for one customer. There are {A}.")),
    ),
    meaning=N_("Longer stays bring {W}, the programme costs {X}; {Z} remains."),
    hints=(N_("What is a customer worth before and after?"),
           N_("The programme costs {F} at once and again each year for those still there: {F} · (1 + {E})/(1 + {E} − "
              "{C}) a customer.")),
    solution=N_("Gain: {A} · ({V} − {U}) = {W}. Programme: {A} · {F} · (1 + {E})/(1 + {E} − {C}) = {X}. {W} − {X} = "
                "{Z}."),
)

ONE_KEPT = Number(
    ask=N_("A programme costs {F} for each of {A} customers in its first year, and raises the share kept from {B} to "
           "{C}. What does one more customer kept cost?"),
    given=FIRM, sheet=SHEET, expected=lambda Y: Y, unit="lei/customer",
    facts={"stay": Fact(lambda A, C: A * C, "count")},
    mistakes=(
        Mistake(lambda F, C: F / C, N_("You shared the cost among all {stay} who stay. Most would have stayed without "
                                       "it: divide by the {N} more.")),
        Mistake(lambda F: F, N_("{F} is spent on everybody. Only {N} of {A} stay because of it.")),
        Mistake(lambda F, J: F / J, N_("You shared the cost among all who would have left. Only {N} of them stay.")),
        Mistake(lambda A, F: A * F, N_("This is the cost of the programme. Divide it by the {N} more who are kept.")),
        Mistake(lambda G: G, N_("{G} is what keeping costs on average today. Asked is the cost of one more.")),
    ),
    meaning=N_("{Y} for one more customer kept, though it costs only {F} a customer."),
    hints=(N_("What does it cost altogether? How many more are kept?"), N_("The number of customers cancels.")),
    solution=N_("{A} · {F} over {A} · ({C} − {B}) = {F}/({C} − {B}) = {Y}."),
)

DISCOUNT_OR_CALL = Choice(
    ask=N_("A customer is billed {bill} a month, of which {margin} is margin; {churn} leave in a month. A discount of "
           "{cut} for everybody would keep {saved} of those who would leave. A manager says: “We keep customers, so it "
           "pays.” What do you answer?"),
    given={"bill": Vary(60, (50, 55, 70), "money"), "margin": Vary(0.4, (0.35, 0.38, 0.42), "percent"),
           "churn": Vary(0.02, (0.015, 0.018, 0.022), "percent"), "cut": Vary(0.1, (0.08, 0.09, 0.12), "percent"),
           "saved": Vary(0.1, (0.08, 0.12), "percent")},
    facts={"given_up": Fact(lambda bill, cut: bill * cut, "money"), "kept": Fact(lambda bill, margin: bill * margin,
                                                                                  "money"),
           "share": Fact(lambda cut, margin: cut / margin, "percent"),
           "stay": Fact(lambda churn, saved: 1000 * churn * saved, "number")},
    options={
        "pays": Option(N_("Right: keeping a customer is always cheaper than winning one."),
                       N_("That compares averages. Here {given_up} a month go to every customer, also to those who "
                          "would have stayed.")),
        "no": Option(N_("No: the discount takes {share} of the margin of every customer, and keeps {stay} of 1,000 a "
                        "month."), N_("The price falls by {cut}, the margin by {share}, from {kept} by {given_up} for "
                                      "everybody, every month. So few more stay that this is never earned back."),
                     right=True),
        "small": Option(N_("It takes only {cut} of the margin, so it hardly matters."),
                        N_("{cut} of the price is {share} of the margin: the cost of the goods stays what it is.")),
        "more": Option(N_("A larger discount would keep more and pay."),
                       N_("It would also give away more to everybody. Nothing says that it would keep enough more.")),
    },
    hints=(N_("How much of the {kept} of margin is given away?"), N_("Who gets the discount, and who needs it?")),
    solution=N_("Given away: {given_up} a customer and month, {share} of the margin. Kept: {stay} more of 1,000 in a "
                "month."),
)

CHECK_A_CLAIM = Choice(
    ask=N_("On a slide: “It is {times} times cheaper to keep a customer than to win one (Harvard).” Which of these "
           "must you know before you use it? Choose all that hold."),
    given={"times": Vary(7, (3, 4, 5, *range(8, 26)))},
    options={
        "who": Option(N_("who measured it, in which firms, and when"),
                      N_("“Harvard” names neither an author nor a year nor a firm."), right=True),
        "what": Option(N_("what is divided by what: the average cost of keeping, or that of keeping one more"),
                       N_("The average also counts those who would have stayed; one more customer kept costs far "
                          "more."), right=True),
        "famous": Option(N_("how often it is quoted"),
                         N_("Quotations copy one another. A thousand of them are one source, or none.")),
        "own": Option(N_("what the number is in your own records"),
                      N_("It can be computed in any firm, and nothing else is about yours."), right=True),
        "agree": Option(N_("whether most managers agree"), N_("Agreement is no measurement.")),
    },
    hints=(N_("Which answers could turn out to contradict the slide?"), N_("Three of the five hold.")),
    solution=N_("Who, when and where; what was divided by what; and your own number. The rest is applause."),
)

OWN_PROGRAMME = Open(
    ask=N_("Take a company whose customers come back. What share does it keep in a year, and how do you know? Invent "
           "one programme that should keep more: what does it cost a customer and year, how many points must it gain "
           "to break even, and how would you find out whether it does?"),
    given={"customers": 300, "rate_before": 0.6, "rate_after": 0.66, "margin": 150, "discount_rate": 0.1,
           "programme_cost": 12, "keep_cost": 10, "times_dearer": 4},
    sheet=SHEET,
    facts={"needed": Fact(lambda given: SHEET.break_even("rate_after", "contribution", **given), "percent"),
           "most": Fact(lambda B, C, D, E: economics.break_even_spend(B, C, D, E), "money")},
    rubric=(N_("It names the period of the rate and says where it comes from."),
            N_("It counts margin, not revenue, and says how much a year."),
            N_("It gives the cost a customer and year, for everybody who gets the programme."),
            N_("It gives the rate at which the programme breaks even."),
            N_("It says how the effect would be measured: with a group drawn by lot that does not get it.")),
    hints=(N_("`economics.SHEET.break_even(\"rate_after\", line=\"contribution\", …)` gives the rate needed."),
           N_("Cost over margin is not enough: the longer stay counts too.")),
    solution=N_("A language school keeps {B} of its {A} pupils from one year to the next, counted in its lists. A "
                "pupil leaves {D} a year. A call in every holiday costs {F} a pupil and year. At a discount rate of "
                "{E} it breaks even at {needed} kept. If it reached {C}, up to {most} could be spent. I would draw "
                "half of the pupils by lot, call only these, and compare after a year."),
)
