"""The other three of the six conversations: the jam maker, the guest house and the flower shop."""

from crmlessons.sales_transcripts import SELLER, Conversation
from crmlessons.words import N_

JAM = Conversation(
    key="jam", title=N_("The jam maker and the labels"), needed=2, present=1, good=False,
    facts=(N_("Vlad sells printed labels. The jam maker asked yesterday; Vlad answered the same day and promised "
              "samples of paper."),
           N_("Mihai and his wife own the firm and decide together. Only Mihai is here. (100 bani are 1 leu.)")),
    speakers={SELLER: N_("Vlad (seller)"), "mihai": N_("Mihai")},
    lines=(
        (SELLER, N_("Mihai! How good to see you. Here are the samples, as promised. Look at this gold edge, Mihai, "
                    "everybody takes it this year.")),
        ("mihai", N_("Nice. My wife does the labels, really.")),
        (SELLER, N_("She will love it. Ten thousand labels at twelve bani each. Sign today, and I make it eleven. "
                    "Nobody in the county prints below twelve.")),
        ("mihai", N_("We fill four thousand jars a year.")),
        (SELLER, N_("All the better, then you have a stock! Labels do not go off. What counts is the price of one "
                    "label, and it falls with every thousand.")),
        ("mihai", N_("The plum recipe may change. Then the ingredients on the label change too.")),
        (SELLER, N_("That hardly ever happens. Eleven bani, Mihai, and I add the delivery. Between you and me, I earn "
                    "nothing on this one.")),
        ("mihai", N_("It is cheap.")),
        (SELLER, N_("Then sign here. Tomorrow I ring to hear how happy she is.")),
        ("mihai", N_("All right. I hope she does not mind.")),
    ),
    model={
        "cared": (1, N_("Warm words. But the jars, the recipe and the wife change nothing in what he does.")),
        "called_by_name": (2, N_("Three times, and right.")),
        "quick": (2, N_("Answered the same day.")),
        "promise_kept": (2, N_("The samples are there.")),
        "trained": (1, N_("He knows his labels; of the others nothing is seen.")),
        "listened": (0, N_("The customer has less than a third of the words.")),
        "all_deciders": (1, N_("One of the two. “My wife does the labels” is passed over.")),
        "delay_priced": (0, N_("“Sign today” presses; it does not say what waiting would cost.")),
        "qualified": (0, N_("Ten thousand labels do not fit four thousand jars. He hears it and goes on. And he makes "
                            "the price the only reason.")),
        "fear_surfaced": (1, N_("“I hope she does not mind”: the customer names the fear, and it is left there.")),
    },
    verdict=N_("Bad, although it ends in a signature. High on the tips, low on the mistakes: friendly, and past the "
               "customer. Such a sale comes back as a complaint."),
)

GUESTHOUSE = Conversation(
    key="guesthouse", title=N_("The guest house and the solar panels"), needed=2, present=2, good=True,
    facts=(N_("Ana sells solar panels. The guest house asked on Monday and had her answer on Wednesday; she promised "
              "the yield of the neighbour's roof for Friday. Today is the Monday after."),
           N_("Elena and Petru own the house and decide together. Both are here.")),
    speakers={SELLER: N_("Ana (seller)"), "elena": N_("Elena"), "petru": N_("Petru")},
    lines=(
        (SELLER, N_("Elena, Petru, here is your neighbour's yield, late but complete. What made you write to me?")),
        ("elena", N_("The bill. In August we paid two thousand lei for cooling, and in winter the guests want it warm. "
                     "It eats what the rooms bring.")),
        (SELLER, N_("If panels halved it, how much would that be?")),
        ("petru", N_("Some eight hundred a month on average. But your offer says forty thousand, and we owe the bank "
                     "for the roof already.")),
        (SELLER, N_("Then first: can you carry it? What is left in a normal month?")),
        ("elena", N_("About three thousand after the bank. Six or seven hundred we could pay. More would hurt in "
                     "winter.")),
        (SELLER, N_("The instalment is six hundred and fifty. Waiting costs you eight hundred and saves you that: a "
                    "hundred and fifty a month, no more. There is no hurry.")),
        ("petru", N_("Then why do I lie awake? If it breaks, we have the loan and no power. And my father-in-law says "
                     "that he told us so.")),
        (SELLER, N_("The output is guaranteed for ten years, in writing. And plan B: half of the panels now, the rest "
                    "after one summer.")),
        ("elena", N_("Half, and one summer to look. That I can tell my father without blushing.")),
        (SELLER, N_("Vali looks at the roof on Thursday; he built your neighbour's. Sleep on it until then.")),
        ("petru", N_("Good. Thursday we decide, with Vali at the table.")),
    ),
    model={
        "cared": (2, N_("She asks what they can carry before she asks for anything.")),
        "called_by_name": (2, N_("Both by name.")),
        "quick": (1, N_("The first answer took two days. In the conversation every question is answered at once.")),
        "promise_kept": (1, N_("The neighbour's yield is on the table, three days late.")),
        "trained": (2, N_("She knows the matter, and the fitter has built the roof next door.")),
        "listened": (2, N_("The customers have half of the words or more.")),
        "all_deciders": (2, N_("Both are there, and both speak.")),
        "delay_priced": (2, N_("800 less 650 is 150 lei a month: a fair price of waiting, and she says how little it "
                               "is. (That panels halve the bill is her own guess.)")),
        "qualified": (2, N_("Need and money are both asked for in lei.")),
        "fear_surfaced": (2, N_("The fear comes out, with the father-in-law in it, and has an answer and a plan B.")),
    },
    verdict=N_("Good. No signature yet, and the fear has an answer. One thing is still to do: with half of the panels "
               "saving and instalment must be counted again."),
)

FLOWERS = Conversation(
    key="flowers", title=N_("The flower shop and the courier"), needed=1, present=1, good=False,
    facts=(N_("Tudor sells courier contracts. The shop asked nine days ago; a van was promised for a trial last "
              "Friday."),
           N_("Irina owns the shop and decides alone.")),
    speakers={SELLER: N_("Tudor (seller)"), "irina": N_("Irina")},
    lines=(
        (SELLER, N_("Mrs … Irene? I ring about our courier service. When can we start?")),
        ("irina", N_("Irina. You promised a van for last Friday. I had eleven bouquets packed and waiting, and nobody "
                     "came, and nobody rang.")),
        (SELLER, N_("That was dispatch, not me. Let us look forward: how many parcels do you ship?")),
        ("irina", N_("They are bouquets. They must stand upright and cool, and arrive before noon. Otherwise the "
                     "customer throws them at me, and rightly so.")),
        (SELLER, N_("Parcels up to five kilos, very good. Our standard is delivery within a day.")),
        ("irina", N_("After a day a bouquet is dead, and so is my name in this town.")),
        (SELLER, N_("Every month that you wait you lose money, believe me. All your competitors are with us.")),
        ("irina", N_("How much money? And which competitors?")),
        (SELLER, N_("A lot. What is holding you back?")),
        ("irina", N_("That on Mother's Day you leave me standing again, with a shop full of flowers and of people.")),
        (SELLER, N_("You worry too much. I ring again on Monday, and on Wednesday, until you say yes.")),
        ("irina", N_("Please do not.")),
    ),
    model={
        "cared": (0, N_("She says “bouquets”, he says “parcels”. Nothing that she says changes anything.")),
        "called_by_name": (0, N_("A wrong name, and not put right.")),
        "quick": (0, N_("Nine days, and neither of her questions gets an answer.")),
        "promise_kept": (0, N_("The van did not come, and he blames others.")),
        "trained": (0, N_("Dispatch knew nothing of the trial, and the seller does not know his customers.")),
        "listened": (2, N_("She has half of the words, so the measure gives 2. And yet nobody listens. A measure is "
                           "not the thing itself: this is why “cared for” is scored as well.")),
        "all_deciders": (2, N_("She decides alone, and she is there.")),
        "delay_priced": (1, N_("“You lose money”, but not how much, even when she asks.")),
        "qualified": (0, N_("His service does not fit her flowers, and he will ring until she says yes.")),
        "fear_surfaced": (1, N_("He asks what holds her back, she tells him, and “you worry too much” is no answer.")),
    },
    verdict=N_("Bad, although the customer talks and the decider is there. He asks two right questions and does not "
               "use either answer."),
)
