"""A role play for class: three scenes with a card for the seller and one for the customer, the steps, the rules."""

from __future__ import annotations

from dataclasses import dataclass

from crmlessons.words import N_


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One scene; the customer's ``secret`` is told only to who asks for it."""

    key: str
    title: str
    seller: tuple[str, ...]
    customer: tuple[str, ...]
    secret: tuple[str, ...]
    debrief: str


@dataclass(frozen=True, kw_only=True)
class Kit:
    """All that is printed: the steps with their minutes, the observers' rules, and the scenes."""

    title: str
    groups: str
    steps: tuple[tuple[int, str], ...]
    rules: tuple[str, ...]
    scenes: tuple[Scene, ...]


SCHOOL = Scene(
    key="school", title=N_("The language school and the booking page"),
    seller=(N_("You sell a page on which students book and cancel their lessons: 200 lei a month."),
            N_("If you win, the first year leaves you a margin of 900 lei. This conversation costs you 90 lei."),
            N_("Yesterday you promised to bring a list of three schools that use the page. You have it."),
            N_("Your colleague Horia sets the page up. He has done it for nine schools.")),
    customer=(N_("You are Oana Lazăr. You run a language school with 80 students. Your secretary books all lessons by "
                 "telephone."),
              N_("Each month some 15 lessons of 60 lei stay empty, because students cancel too late to be replaced."),
              N_("You would rather wait half a year, until the new term.")),
    secret=(N_("With the page, you think, only 5 lessons would stay empty. (Say it only if you are asked to count.)"),
            N_("Your partner Corina decides with you. (Say it only if you are asked who decides.)"),
            N_("You fear that the older students will leave. (Say it only if you are asked what worries you.)")),
    debrief=N_("10 lessons × 60 lei = 600 lei a month; less the price of 200 it is 400 lei, and 2,400 lei in half a "
               "year. (The teacher's hour is paid either way.) Was Corina found? Was there a plan B for the older "
               "students?"),
)

CARPENTER = Scene(
    key="carpenter", title=N_("The carpenter and the dust extractor"),
    seller=(N_("You sell dust extractors on instalments: 350 lei a month for three years."),
            N_("If you win, your margin is 2,500 lei. This conversation costs you 150 lei, a second visit as much "
               "again."),
            N_("The carpenter asked a week ago, and you promised a drawing within two days. You bring it today: you "
               "are late, and you know it."),
            N_("Your colleague Matei mounts the extractor. He has done four workshops.")),
    customer=(N_("You are Nicu Sandu. You have a workshop with two men. On Fridays all three of you clean for three "
                 "hours."),
              N_("An hour of one man brings 60 lei of margin when he builds furniture instead, and there is work "
                 "enough."),
              N_("You are annoyed that nobody rang back for a week.")),
    secret=(N_("The extractor would make it one hour of cleaning. (Say it only if you are asked.)"),
            N_("You decide alone, but your wife keeps the books and knows what you can pay: up to 400 lei a month."),
            N_("Your last machine broke after a year, and the seller was gone. (Say it only if you are asked.)")),
    debrief=N_("2 hours × 3 men × 60 lei × 4 Fridays = 1,440 lei a month; less 350 it is 1,090 lei for each month of "
               "waiting. Was the delay owned up to? Was there an answer to the machine that broke?"),
)

CAFE = Scene(
    key="cafe", title=N_("The café and the second coffee machine"),
    seller=(N_("You rent out coffee machines: 500 lei a month."),
            N_("If you win, the first year leaves you a margin of 1,200 lei. Each visit costs you 120 lei."),
            N_("The café asked this morning. You promised to find out how much current the machine needs, and forgot."),
            N_("You have promised your boss two contracts this week.")),
    customer=(N_("You are Alex Dumitru. You run a café. You asked for an offer because a friend has two machines. You "
                 "also want to know how much current a machine needs."),
              N_("In the morning there is a queue for half an hour. For the rest of the day the one machine stands "
                 "idle."),
              N_("You ask for the price first, and again, and say that another firm is cheaper.")),
    secret=(N_("Nobody has ever left the queue. (Say it only if you are asked what the queue costs.)"),
            N_("You decide alone, and you could pay. You will not buy this year."),
            N_("You will think well of a seller who tells you that you do not need it.")),
    debrief=N_("There is no need, so waiting costs nothing. A second visit at 120 lei pays only if the chance is above "
               "120 ÷ 1,200 = 10%. The best end is a friendly one after five minutes. Who let go, and how soon?"),
)

ROLE_PLAY = Kit(
    title=N_("Role play: a sales conversation"),
    groups=N_("Groups of four: a seller, a customer and two observers; those who are left over make a third or fourth "
              "observer. Print the scoring sheet for everybody. Change the roles after each scene."),
    steps=(
        (3, N_("Read your own card, nobody else's. The observers read the scoring sheet.")),
        (6, N_("Play. The customer tells a secret only to who asks for it. The seller may end the conversation.")),
        (4, N_("The observers score, each alone and without a word. Seller and customer score as well.")),
        (4, N_("Compare: on how many items do the two observers agree? Talk about the two largest differences.")),
        (3, N_("Feedback to the seller: one thing to keep, one thing to change. Then the lecturer shows the debrief.")),
    ),
    rules=(N_("Score what you saw and heard, not what you think was meant, and not whether it was sold."),
           N_("Write a word of evidence beside every mark."),
           N_("Leave an item open when there was no occasion for it."),
           N_("Do not change a mark after you have compared; note the new one beside it.")),
    scenes=(SCHOOL, CARPENTER, CAFE),
)
