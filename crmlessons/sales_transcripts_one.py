"""Three of the six conversations: the bakery, the gym and the dental practice."""

from crmlessons.sales_transcripts import SELLER, Conversation
from crmlessons.words import N_

BAKERY = Conversation(
    key="bakery", title=N_("The bakery and the page for orders"), needed=2, present=2, good=True,
    facts=(N_("Dan sells web pages on which customers order. The bakery asked yesterday; he answered two hours later "
              "and promised to bring a sample page."),
           N_("Mrs Ionescu and her brother Radu own the bakery and decide together. Both are here.")),
    speakers={SELLER: N_("Dan (seller)"), "owner": N_("Mrs Ionescu"), "brother": N_("Radu")},
    lines=(
        (SELLER, N_("Good morning, Mrs Ionescu. Here is the sample page. First: how do orders reach you today?")),
        ("owner", N_("By phone, all morning. We bake, the phone rings, and there is flour in everything. On Saturdays "
                     "we miss every third call, and nobody rings twice.")),
        (SELLER, N_("What does a missed call cost you?")),
        ("owner", N_("A cake is ninety lei. We miss perhaps forty calls a month, and half of them would have bought. I "
                     "have never added that up.")),
        (SELLER, N_("Twenty cakes. What is left of ninety lei when flour and work are paid?")),
        ("brother", N_("Thirty, not more. So six hundred lei a month walk past our door.")),
        (SELLER, N_("The page costs a hundred and fifty a month. You wanted to wait until spring, four months.")),
        ("owner", N_("Then waiting costs us four hundred and fifty a month, eighteen hundred lei in all. I would "
                     "rather not have known.")),
        (SELLER, N_("What could make you say no tonight, when I am gone?")),
        ("brother", N_("That nobody orders online here. My customers are old, and I am the one who must explain it to "
                       "them at the counter.")),
        (SELLER, N_("Then pay by the month, and stop after three if fewer than ten orders come. A colleague sets it "
                    "up.")),
        ("owner", N_("Then we try it. And you, Radu?")),
        ("brother", N_("Yes. Three months, that I can explain at the counter.")),
    ),
    model={
        "cared": (2, N_("His questions follow their answers: from the missed calls to the cakes to the margin.")),
        "called_by_name": (1, N_("She is greeted by name, her brother never. (How a name is pronounced, a transcript "
                                 "cannot tell.)")),
        "quick": (2, N_("An answer after two hours, and no question is left open.")),
        "promise_kept": (2, N_("The sample page is on the table.")),
        "trained": (1, N_("He knows the matter. Of the colleague who sets it up nothing is seen.")),
        "listened": (2, N_("Count the words: the customers have more than half.")),
        "all_deciders": (2, N_("Both owners are there, and both agree.")),
        "delay_priced": (2, N_("600 lei less the price of 150, times four months: 1,800 lei, from their own numbers.")),
        "qualified": (1, N_("One of the two: the need is counted in lei, and whether they can pay is not asked.")),
        "fear_surfaced": (2, N_("He asks for it, and has a plan B: stop after three months.")),
    },
    verdict=N_("Good, with three gaps. He asks and they count, so the price of waiting is theirs and not his. But the "
               "brother stays without a name, the colleague without a face, and whether they can pay is not asked."),
)

GYM = Conversation(
    key="gym", title=N_("The gym and the cleaning contract"), needed=2, present=0, good=False,
    facts=(N_("Paul sells cleaning contracts. The gym asked eight days ago; he promised a price list for last "
              "Monday."),
           N_("Two partners own the gym and decide. Here is only the manager on duty.")),
    speakers={SELLER: N_("Paul (seller)"), "manager": N_("manager")},
    lines=(
        (SELLER, N_("Hello, hello! Sorry that it took a week, we are so busy. Let me take you through our "
                    "presentation. It has twenty pages, and you will love it.")),
        ("manager", N_("We open in ten minutes.")),
        (SELLER, N_("Page one: we were founded twenty years ago, we have sixty vans and three certificates, and our "
                    "mission is shine.")),
        ("manager", N_("The price list should have been here on Monday.")),
        (SELLER, N_("You have it now: page eighteen. Page two shows our machines, the newest in the county. Page three "
                    "has our five packages, from Bronze to Diamond.")),
        ("manager", N_("Our changing rooms smell in the evening. Members complain.")),
        (SELLER, N_("Then every week that you wait costs you members. Diamond solves everything: machines every day, a "
                    "perfume and a hotline. Shall I put you down for Diamond?")),
        ("manager", N_("I sign nothing. The owners do.")),
        (SELLER, N_("Then you tell them, dear. And tell them that the discount ends on Friday.")),
        ("manager", N_("How much current do the machines need?")),
        (SELLER, N_("Two kilowatts each. Sorin, who cleans three gyms with them, plugs them in himself. Anyway: "
                    "Friday!")),
        ("manager", N_("Leave the folder on the desk.")),
    ),
    model={
        "cared": (0, N_("The one real complaint, the smell, is answered with the dearest package.")),
        "called_by_name": (0, N_("No name at all, and “dear” instead of one.")),
        "quick": (0, N_("The question about the current is answered at once. But the gym waited for eight days.")),
        "promise_kept": (1, N_("Kept, but late: the price list was due on Monday.")),
        "trained": (2, N_("He knows what his machines need, and the colleague whom he names has done it three times.")),
        "listened": (0, N_("Twenty pages. The customer has less than a third of the words.")),
        "all_deciders": (0, N_("Neither of the owners is there, and he sends the manager to present for him.")),
        "delay_priced": (1, N_("“Costs you members” names the cost of waiting without a number. “Ends on Friday” is a "
                               "deadline that the seller made up, and adds nothing.")),
        "qualified": (0, N_("Neither need nor money is asked about.")),
        "fear_surfaced": (0, N_("No fear is asked about, and none is named.")),
    },
    verdict=N_("Bad, although he knows his machines and has brought the list in the end. He presents for twelve lines. "
               "The gym has a need, and nobody asks about it."),
)

CLINIC = Conversation(
    key="clinic", title=N_("The dental practice and the second line"), needed=1, present=1, good=True,
    facts=(N_("Mara sells internet lines for emergencies. Dr Marin asked this morning; Mara wrote back at once and "
              "promised to ring at two o'clock."),
           N_("Dr Marin owns the practice and decides alone.")),
    speakers={SELLER: N_("Mara (seller)"), "doctor": N_("Dr Marin")},
    lines=(
        (SELLER, N_("Dr Marin, it is two o'clock. Your line failed, you wrote. What happens then?")),
        ("doctor", N_("Last month it was gone for an hour. The X-rays from the laboratory did not come, and two "
                      "patients had to wait. Annoying, but they stayed.")),
        (SELLER, N_("How often has that happened this year?")),
        ("doctor", N_("Twice, I think, and once it was at night. My assistant read somewhere that one should never "
                      "depend on a single line.")),
        (SELLER, N_("And what did that hour cost you?")),
        ("doctor", N_("Honestly? Nothing but patience. We moved the appointments together and went home half an hour "
                      "later. I could pay for a second line, that is not the question.")),
        (SELLER, N_("It is a hundred and twenty lei a month, and waiting costs you nothing. I would be selling you a "
                    "feeling.")),
        ("doctor", N_("That I did not expect from a seller. What would you do in my place?")),
        (SELLER, N_("Let your phone share its line for that hour. A colleague sends you the four steps today. Does "
                    "anything still worry you?")),
        ("doctor", N_("Only that it fails in the middle of a treatment. But by then the X-rays are on the screen. No, "
                      "I am content.")),
        (SELLER, N_("Then I close the request. If your records go online, ring me, and we count again.")),
        ("doctor", N_("I will. And I shall tell my brother: he runs a laboratory, and every hour costs him money.")),
    ),
    model={
        "cared": (2, N_("Her advice follows from his answers, and against her own sale.")),
        "called_by_name": (2, N_("By name and title.")),
        "quick": (2, N_("Answered the same day, and every question at once.")),
        "promise_kept": (2, N_("She promised two o'clock and rings at two.")),
        "trained": (1, N_("She knows the matter. Of the colleague nothing is seen.")),
        "listened": (2, N_("He has more than half of the words.")),
        "all_deciders": (2, N_("He decides alone, and he is there.")),
        "delay_priced": (2, N_("An amount, from what he said: nothing. That is a price as well.")),
        "qualified": (2, N_("He could pay, but there is no need, and she lets go.")),
        "fear_surfaced": (1, N_("She asks what still worries him and leaves the answer to him. It is his answer, not "
                                "hers.")),
    },
    verdict=N_("Good, although nothing is sold. A seller who lets go in five minutes saves the cost of further "
               "conversations, and is recommended. Do not score the result."),
)
