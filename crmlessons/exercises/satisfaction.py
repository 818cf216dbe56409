"""Exercises on satisfaction: what a deceit costs, pleasure now against welfare later, and the three measures."""

from crmlessons.exercises.engine import Choice, Fact, Guess, Lesson, Mistake, Number, Option, Vary
from crmlessons.satisfaction import DECEIT, SHEET
from crmlessons.words import N_

LESSON = Lesson("01", N_("What makes a customer satisfied, and is it worth anything?"))

# Every combination fools whole customers, loses whole purchases and money, and has a break-even between 0 and 1.
TRICK = {
    "fooled": Vary(2_000, tuple(range(3_000, 10_000, 1_000))),
    "extra_margin": Vary(18, (16, 17, 18, 19)),
    "margin_per_purchase": Vary(25, (25, 26, 28, 32)),
    "later_purchases": Vary(6, (5, 6, 7)),
    "found_out": Vary(0.4, (0.35, 0.4, 0.45)),
    "still_bought": Vary(0.2, (0.12, 0.22, 0.24)),
}
# Every combination pleases now, and society loses when later years count in full.
PRODUCT = {
    "customers": Vary(500, (400, 500, 600, 700, 800)),
    "pleasure": Vary(450, (430, 450, 470)),
    "price": Vary(400, (390, 400, 410)),
    "unit_cost": Vary(345, (345, 355)),
    "good_later": 0,
    "harm_later": Vary(12, (12, 13)),
    "harm_to_others": Vary(17, (17, 19)),
    "years": Vary(8, (8, 9)),
    "weight_of_later": Vary(0.7, (0.6, 0.7, 0.8, 0.9)),
}
POINTS = N_("points, from −100 to 100")

DECEIT_GUESS = Guess(
    ask=N_("A shop plays a trick on {A} customers: a fee in the small print brings {B} more from each of them, once. A "
           "customer who is treated honestly comes back {E} times and leaves a margin of {D} each time. Whoever finds "
           "the fee never buys again. What share of the customers may find it before the trick loses money? Guess, do "
           "not calculate."),
    given=DECEIT.example, sheet=DECEIT, expected=lambda most: most, unit="1",
    facts={"most": Fact(lambda given: DECEIT.break_even("found_out", "L", **given), "percent"),
           "later": Fact(lambda D, E: D * E, "money")},
    meaning=N_("{most}. The trick brings {B} a customer, and each one who finds out takes {later} of later margin "
               "away. It loses money long before half of them know."),
    hints=(N_("Any number is welcome. What does the shop lose with one customer who never comes back?"),),
    solution=N_("{B} gained on everybody, {E} · {D} = {later} lost on each who finds out: {B} ÷ {later} = {most}."),
)

DECEIT_VALUE = Number(
    ask=N_("A dealer hides a defect from {A} customers and earns {B} more on each of them. {F} of them find out. An "
           "honest dealer's customer buys {E} times more, with a margin of {D} each time; those who find out still "
           "make {H} of these purchases, because no other dealer is near. What is the deceit worth to the dealer?"),
    given=TRICK, sheet=DECEIT, expected=lambda L: L, unit="lei",
    facts={"all_lost": Fact(lambda G, E, D: G * E * D, "money")},
    mistakes=(
        Mistake(lambda C, all_lost: C - all_lost, N_("You lost every later purchase of those who find out. They still "
                                                     "make {H} of them.")),
        Mistake(lambda C, A, E, H, D: C - A * E * (1 - H) * D, N_("You lost all {A} customers. Only {F} of them find "
                                                                  "out: {G}.")),
        Mistake(lambda C, G, H, D: C - G * (1 - H) * D, N_("You lost one purchase of each. An honest dealer's customer "
                                                           "would have come back {E} times.")),
        Mistake(lambda C: C, N_("{C} is what the trick brings now. What does it take away later?")),
        Mistake(lambda C, J: C - J, N_("You took purchases from lei. Each of the {J} purchases lost had a margin of "
                                       "{D}.")),
    ),
    meaning=N_("The trick brings {C} at once and costs {K} later: {L}. The dealer's cash book shows the gain this "
               "month; nobody enters a purchase that is not made."),
    hints=(N_("How many customers find out, and how many purchases do they no longer make?"),
           N_("{G} customers, {E} purchases each, of which they keep {H}."),
           N_("L = {C} − {J} · {D}.")),
    solution=N_("C = {A} · {B} = {C}. G = {A} · {F} = {G}. J = {G} · {E} · (1 − {H}) = {J}. K = {J} · {D} = {K}. L = "
                "{C} − {K} = {L}."),
)

FOUND_OUT = Number(
    ask=N_("The same kind of trick brings {B} more from each customer, once. Whoever finds out no longer makes {lost} "
           "of the {E} later purchases that an honest customer makes, each with a margin of {D}. What share of the "
           "customers may find out before the trick loses money?"),
    given=TRICK, sheet=DECEIT, expected=lambda most: most, unit="1",
    facts={"most": Fact(lambda given: DECEIT.break_even("found_out", "L", **given), "percent"),
           "lost": Fact(lambda H: 1 - H, "percent"), "each": Fact(lambda D, E, H: D * E * (1 - H), "money")},
    mistakes=(
        Mistake(lambda B, D, E: B / (D * E), N_("You lost all later purchases of those who find out. They stop making "
                                                "{lost} of them.")),
        Mistake(lambda B, D: B / D, N_("You set the gain against one purchase. {E} were to come.")),
        Mistake(lambda most: 1 - most, N_("This is the share that must not find out. Asked is the share that may.")),
        Mistake(lambda B, D, E, H: B / (D * E * H), N_("{H} of the purchases are still made. What is lost is {lost} of "
                                                       "them.")),
    ),
    meaning=N_("{most}: each customer who finds out costs {each}, and each who is fooled brings {B}."),
    hints=(N_("What does one customer who finds out cost later?"), N_("Divide what one brings by what one who finds "
                                                                     "out costs: {B} and {each}.")),
    solution=N_("{D} · {E} · {lost} = {each}. {B} ÷ {each} = {most}."),
)

WHICH_ELEMENT = Choice(
    ask=N_("Five customers of an internet provider say what they dislike. Which complaints are about the two elements "
           "that our source puts first?"),
    options={
        "fails": Option(N_("“On Friday evenings the picture freezes.”"),
                        N_("Quality: the product does not do what it is bought for."), right=True),
        "dear": Option(N_("“For what I get, my neighbour pays less elsewhere.”"),
                       N_("Price: not the bill alone, but what is given for the money."), right=True),
        "rude": Option(N_("“The man who came looked at his phone all the time.”"),
                       N_("Style: the manner of the people who serve. It counts, but it is one of the other six.")),
        "old": Option(N_("“The box looks as if it came from my grandparents.”"),
                      N_("Aesthetics, or fashion if it is also out of date: one of the other six.")),
        "torn": Option(N_("“The contract came in a torn envelope, and I cannot read the bill.”"),
                       N_("Presentation: how things are packed and shown. It is one of the other six.")),
    },
    hints=(N_("Which two would be left if the company were a tap: water and nothing else?"),
           N_("Does it work? Is it worth what it costs?")),
    solution=N_("Quality asks whether it works, price whether it is worth the money. Manner, looks, fashion and "
                "packing belong to the other six."),
)

SOCIETY = Number(
    ask=N_("{A} customers buy a gadget for {C}; it is worth {B} to each of them, and costs {D} to make. For {H} years "
           "it does the buyer harm worth {F} a year (waste of time) and others {G} a year (rubbish). A later year "
           "counts {J} of the present one. What is the welfare of society, buyers, firm and others together?"),
    given=PRODUCT, sheet=SHEET, expected=lambda T: T, unit="lei",
    facts={"others_full": Fact(lambda A, G, H: A * G * H, "money")},
    mistakes=(
        Mistake(lambda N, P: N + P, N_("This is what everybody gains today. The {H} later years are missing.")),
        Mistake(lambda N, P, Q: N + P + Q, N_("You left out those who bought nothing and bear {R} of harm.")),
        Mistake(lambda P, Q, R: P + Q - R, N_("You left out the firm: its margin of {N} is part of society's welfare "
                                              "too.")),
        Mistake(lambda N, P, Q, R, J: N + P + (Q - R) / J, N_("You counted the later years in full. Here a later year "
                                                              "counts {J} of the present one.")),
        Mistake(lambda A, B, D, C, Q, R: A * (B - D - C) + Q - R, N_("You took off the price as well as the cost. The "
                                                                     "price only moves money from buyer to firm.")),
        Mistake(lambda P, Q: P + Q, N_("This is the buyers' part alone. The firm and everybody else are missing.")),
        Mistake(lambda N, P, R: N + P - R, N_("You left out what the buyers themselves lose later: {Q}.")),
        Mistake(lambda N, P, Q, R, H: N + P + (Q - R) / H, N_("You counted one later year. There are {H}.")),
        Mistake(lambda T, A: T / A, N_("This is for one customer. There are {A}.")),
        Mistake(lambda A, B, Q, R: A * B + Q - R, N_("You forgot what it costs to make: {D} each.")),
    ),
    meaning=N_("Today everybody is content: the buyers by {P}, the firm by {N}. The later years take {Q} and {R} away, "
               "and {T} is left."),
    hints=(N_("Who gains now? Who loses later? Add them up."),
           N_("Now: {P} and {N}. Later: {H} years, weighted by {J}."),
           N_("T = {N} + {P} + ({Q}) − {R}.")),
    solution=N_("N = {A} · ({C} − {D}) = {N}. P = {A} · ({B} − {C}) = {P}. Q = −{A} · {F} · {H} · {J} = {Q}. R = {A} · "
                "{G} · {H} · {J} = {R}. T = N + P + Q − R = {T}."),
)

WEIGHT = Number(
    ask=N_("{A} customers buy a product for {C} that is worth {B} to them and costs {D} to make. For {H} years it "
           "harms each buyer by {F} a year and others by {G} a year. How much may a later year count, as a share of "
           "the present one, so that society still loses nothing?"),
    given=PRODUCT, sheet=SHEET, expected=lambda most: most, unit="1",
    facts={"most": Fact(lambda given: SHEET.break_even("weight_of_later", "T", **given), "percent"),
           "now": Fact(lambda B, D: B - D, "money"), "later": Fact(lambda F, G, H: (F + G) * H, "money")},
    mistakes=(
        Mistake(lambda B, C, later: (B - C) / later, N_("You counted the buyers' gain of today and forgot the firm's. "
                                                        "Together a customer's purchase brings {now} now.")),
        Mistake(lambda now, G, H: now / (G * H), N_("You left out the harm to the buyer, {F} a year.")),
        Mistake(lambda now, F, H: now / (F * H), N_("You left out the harm to others, {G} a year.")),
        Mistake(lambda now, later: later / now, N_("The right two numbers, the wrong way up: divide what is gained now "
                                                   "by what is lost later.")),
        Mistake(lambda most: 1 - most, N_("This is by how much a later year must be discounted. Asked is how much it "
                                          "may count.")),
        Mistake(lambda now, F, G: now / (F + G), N_("You set the gain against one year. The harm lasts {H} years.")),
    ),
    meaning=N_("{most}. Whoever lets later years count more must call the product a loss, and whoever lets them count "
               "less a gain. The number is a judgement, and now it is in the open."),
    hints=(N_("What does one purchase bring now, to buyer and firm together? The price cancels."),
           N_("{now} now against {later} later.")),
    solution=N_("Now: {B} − {D} = {now}. Later: ({F} + {G}) · {H} = {later}. {now} ÷ {later} = {most}."),
)

CSAT = Number(
    ask=N_("{n} customers answered on a scale from 1 to 10. {ten} gave a 10, {nine} a 9, {eight} an 8, all others "
           "less. What is the CSAT as top-two box?"),
    given={"n": Vary(250, (200, 320, 400, 500), "count"), "ten": Vary(35, (24, 30, 38), "count"),
           "nine": Vary(60, (44, 52, 56), "count"), "eight": Vary(70, (66, 74), "count")},
    expected=lambda n, ten, nine: (ten + nine) / n, unit="1",
    facts={"share": Fact(lambda n, ten, nine: (ten + nine) / n, "percent"),
           "three": Fact(lambda n, ten, nine, eight: (ten + nine + eight) / n, "percent")},
    mistakes=(
        Mistake(lambda three: three, N_("You counted the three best marks. Top-two box means 9 and 10 on this scale.")),
        Mistake(lambda ten, n: ten / n, N_("You counted the 10s only. The two best marks are 9 and 10.")),
        Mistake(lambda nine, eight, n: (nine + eight) / n, N_("The two best marks of this scale are 10 and 9.")),
        Mistake(lambda ten, nine: ten + nine, N_("This is how many customers are satisfied. Divide by all {n}.")),
    ),
    meaning=N_("{share}. With the three best marks it would be {three}: always say which scale, and which marks "
               "count."),
    hints=(N_("Which two marks are the best of this scale?"), N_("({ten} + {nine}) out of {n}.")),
    solution=N_("({ten} + {nine}) ÷ {n} = {share}."),
)

NPS = Number(
    ask=N_("“How likely is it that you recommend us, 0 to 10?” Of {n} customers {fans} answered 9 or 10 and {passives} "
           "answered 7 or 8. What is the NPS?"),
    given={"n": Vary(250, (150, 200, 400, 450, 600), "count"), "p": Vary(0.46, (0.44, 0.46, 0.48), "percent"),
           "q": Vary(0.22, (0.2, 0.22, 0.24), "percent")},
    expected=lambda score: score, unit=POINTS, shown="number",
    facts={"fans": Fact(lambda n, p: n * p, "count"), "passives": Fact(lambda n, q: n * q, "count"),
           "d": Fact(lambda p, q: 1 - p - q, "percent"), "critics": Fact(lambda n, d: n * d, "count"),
           "score": Fact(lambda p, d: 100 * (p - d), "number")},
    mistakes=(
        Mistake(lambda p: 100 * p, N_("This is the share of promoters. The detractors, {critics} customers, are taken "
                                      "off.")),
        Mistake(lambda p: 100 * (2 * p - 1), N_("You took off everybody who is no promoter. Those who answered 7 or 8 "
                                                "are passive: they count in the base and on neither side.")),
        Mistake(lambda p, q, d: 100 * (p + q - d), N_("7 and 8 sound good, but they are passive. Only 9 and 10 are "
                                                      "promoters.")),
        Mistake(lambda p, q: 100 * (p - q), N_("You took off the passives. Taken off are the detractors: {critics} "
                                               "customers, who answered 0 to 6.")),
        Mistake(lambda p, d: 100 * (p - d) / (p + d), N_("You left the passives out of the base. Divide by all {n}.")),
        Mistake(lambda fans, critics: fans - critics, N_("This is a number of customers. Divide by {n} and write it in "
                                                         "points.")),
        Mistake(lambda score: score / 100, N_("The right number, as a share. An NPS is written in points: a hundred "
                                              "times as much.")),
    ),
    meaning=N_("{p} promoters less {d} detractors: NPS {score}. The passives, {q}, are counted in the base only."),
    hints=(N_("How many answered 0 to 6?"), N_("{fans} promoters, {critics} detractors, {n} answers.")),
    solution=N_("Detractors: {n} − {fans} − {passives} = {critics}. ({fans} − {critics}) ÷ {n} · 100 = {score}."),
)

ACSI = Number(
    ask=N_("A company asks three questions, each from 1 to 10. The mean marks: satisfied overall {overall}; against "
           "what was expected {expected_mark}; against the ideal {ideal}. The weights are {w1}, {w2} and {w3}. What is "
           "the index from 0 to 100?"),
    given={"overall": Vary(8.2, (7.8, 8, 8.2, 8.4)), "expected_mark": Vary(7.4, (7, 7.2, 7.4)),
           "ideal": Vary(6.1, (5.8, 6.1, 6.4)), "w1": 0.5, "w2": 0.3, "w3": 0.2},
    expected=lambda index: index, unit=N_("points, from 0 to 100"), shown="number",
    facts={"mean": Fact(lambda overall, expected_mark, ideal, w1, w2, w3:
                        w1 * overall + w2 * expected_mark + w3 * ideal, "number"),
           "index": Fact(lambda mean: 100 * (mean - 1) / 9, "number"),
           "plain": Fact(lambda overall, expected_mark, ideal: (overall + expected_mark + ideal) / 3, "number")},
    mistakes=(
        Mistake(lambda mean: 10 * mean, N_("Ten times the mean would give 10 to a company that gets nothing but 1s. "
                                           "The worst mark is 1 and must become 0.")),
        Mistake(lambda mean: 100 * mean / 9, N_("Take 1 off first, so that the worst mark becomes 0; then divide by "
                                                "the 9 steps from 1 to 10.")),
        Mistake(lambda mean: 10 * (mean - 1), N_("From 1 to 10 there are 9 steps, not 10. All 10s must give 100.")),
        Mistake(lambda plain: 100 * (plain - 1) / 9, N_("You gave all three questions the same weight.")),
        Mistake(lambda mean: mean, N_("This is the weighted mean mark. Stretch it from 1–10 to 0–100.")),
    ),
    meaning=N_("The weighted mean mark {mean} becomes {index}: 1 would be 0 and 10 would be 100."),
    hints=(N_("First the weighted mean of the three marks."), N_("{mean}. How many of the 9 steps from 1 to 10 is "
                                                                 "that?")),
    solution=N_("{w1} · {overall} + {w2} · {expected_mark} + {w3} · {ideal} = {mean}. ({mean} − 1) ÷ 9 · 100 = "
                "{index}."),
)
