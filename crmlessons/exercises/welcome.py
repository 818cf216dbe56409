"""Exercises of the welcome lesson: how to guess, answer, take a hint and see the solution."""

from crmlessons.acquisition import SHEET
from crmlessons.exercises.engine import Guess, Lesson, Mistake, Number, Ordering, Vary
from crmlessons.words import N_

LESSON = Lesson("00", N_("Welcome: how this course works"))

CONTACTS = {**SHEET.example, "prospects": Vary(6_000, (4_000, 6_000, 8_000, 12_000, 15_000, 20_000)),
            "cost_per_contact": Vary(3, (1.5, 2.5, 3, 4))}

WELCOME_GUESS = Guess(
    ask=N_("{A} people are contacted. {D} of them say yes, and {F} of those who say yes also pay. How many new "
           "customers are that? Guess, do not calculate."),
    given={**SHEET.example, "prospects": 3_000, "gross_rate": 0.1, "net_rate": 0.5}, sheet=SHEET,
    expected=lambda G: G, unit="customer",
    meaning=N_("{E} people say yes and {G} of them pay: {H} of everybody contacted."),
    hints=(N_("Any number is welcome. What counts is that you commit to it."),),
    solution=N_("Those who say yes: {A} · {D} = {E}. Those of them who pay: {E} · {F} = {G}."),
)

FIRST_ANSWER = Number(
    ask=N_("A company contacts {A} people, and every contact costs {B}. What does the whole campaign cost?"),
    given=CONTACTS, sheet=SHEET, expected=lambda C: C, unit="lei",
    mistakes=(
        Mistake(lambda A, B: A / B, N_("You divided the number of people by the cost. Each of them costs {B}: "
                                       "multiply.")),
        Mistake(lambda A, B: A + B, N_("You added people and lei. They are different things: each person costs {B}, so "
                                       "multiply.")),
        Mistake(lambda B: B, N_("{B} is the cost of one contact, and {A} people are contacted.")),
    ),
    meaning=N_("{A} contacts at {B} each cost {C}. In the course this is line C, the programme cost."),
    hints=(N_("One contact costs {B}. What do two contacts cost?"),
           N_("Replace the three dots by a calculation: Python multiplies with *.")),
    solution=N_("C = A · B = {A} · {B} = {C}."),
)

STAGES_ORDER = Ordering(
    ask=N_("Put the stages of a customer's life in order, the earliest first."),
    rows={"prospect": N_("prospect"), "new": N_("new customer"), "loyal": N_("loyal customer"),
          "altered": N_("loyalty altered"), "lost": N_("lost customer")},
    mistakes=(
        Mistake(lambda: ["new", "prospect", "loyal", "altered", "lost"],
                N_("A prospect has not bought yet; who has bought is a customer. Exchange the first two.")),
        Mistake(lambda: ["prospect", "new", "altered", "loyal", "lost"],
                N_("Loyalty can only be at risk where there is some: the loyal customer comes before.")),
    ),
    meaning=N_("From prospect to lost customer: the course follows these five stages, and later adds the way back."),
    hints=(N_("Who has not bought anything yet? Who does not buy any more?"),
           N_("Two of the stages speak of loyalty. Which of them needs the other one first?")),
    solution=N_("A prospect buys and becomes a new customer; who keeps buying is loyal; loyalty put at risk, by a "
                "disappointment or a better offer, may end in a lost customer."),
)
