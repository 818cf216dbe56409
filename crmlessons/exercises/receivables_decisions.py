"""Exercises on late payers: colours in lei, kind or hard, age, the firm's own errors, growth on credit."""

from crmlessons import receivables
from crmlessons.exercises.engine import Choice, Fact, Mistake, Number, Open, Option, Vary
from crmlessons.receivables import CYCLE
from crmlessons.words import N_

COLOUR_IN_LEI = Number(
    ask=N_("{customers} loyal customers, each worth {value}, are to be handed over to an intermediary. The matrix says "
           "“high”. Experience says that {chance} of such customers leave over it. How many lei of customer value is "
           "the firm expected to lose?"),
    given={"customers": Vary(15, (12, 15, 18, 22, 25)), "value": Vary(900, (700, 800, 900, 1_100), "money"),
           "chance": Vary(0.3, (0.25, 0.28, 0.3, 0.35), "percent")},
    expected=lambda lost: lost, unit="lei",
    facts={"lost": Fact(lambda customers, value, chance: customers * value * chance, "money"),
           "each": Fact(lambda value, chance: value * chance, "money"),
           "all": Fact(lambda customers, value: customers * value, "money")},
    mistakes=(
        Mistake(lambda each: each, N_("This is the expected loss with one customer. There are {customers}.")),
        Mistake(lambda all: all, N_("You let all of them leave. Only {chance} are expected to.")),
        Mistake(lambda customers, chance: customers * chance, N_("This is the number of customers. Each is worth "
                                                                 "{value}.")),
        Mistake(lambda all, chance: all * (1 - chance), N_("This is the value of those who stay.")),
    ),
    meaning=N_("“High” means {lost} here. A colour cannot be compared with the sum that is to be recovered; lei can."),
    hints=(N_("What is expected to be lost with one customer?"), N_("{value} · {chance}, for {customers} customers.")),
    solution=N_("{customers} · {value} · {chance} = {lost}."),
)

CASE = {"amount": Vary(240, (220, 240, 260), "money"), "value": Vary(300, (300, 340, 380), "money"),
        "kind_paid": Vary(0.75, (0.72, 0.75), "percent"), "hard_paid": Vary(0.93, (0.9, 0.93), "percent"),
        "kind_lost": Vary(0.02, (0.02, 0.03), "percent"), "hard_lost": Vary(0.12, (0.12, 0.13), "percent"),
        "kind_cost": Vary(5, (5,), "money"), "hard_cost": Vary(40, (40, 42), "money")}
PARTS = {
    "recovered": Fact(lambda amount, kind_paid, hard_paid: amount * (hard_paid - kind_paid), "money"),
    "dearer": Fact(lambda kind_cost, hard_cost: hard_cost - kind_cost, "money"),
    "of_hundred": Fact(lambda kind_lost, hard_lost: 100 * (hard_lost - kind_lost), "count"),
    "leaving": Fact(lambda kind_lost, hard_lost: hard_lost - kind_lost, "percent"),
    "more": Fact(lambda recovered, dearer, leaving, value: recovered - dearer - leaving * value, "money"),
}

KIND_OR_HARD = Number(
    ask=N_("An invoice of {amount} is late. Reminders cost {kind_cost}, are paid in {kind_paid} of such cases and lose "
           "{kind_lost} of the customers. A lawyer costs {hard_cost}, is paid in {hard_paid} and loses {hard_lost}. "
           "The customer is worth {value}; an invoice that is not paid brings nothing. How many lei does the lawyer "
           "bring more than the reminders? (A loss has a minus.)"),
    given=CASE, expected=lambda more: more, unit="lei", facts=PARTS,
    mistakes=(
        Mistake(lambda recovered, dearer: recovered - dearer, N_("You left out the customers: {leaving} more of them "
                                                                 "leave, and each is worth {value}.")),
        Mistake(lambda recovered, hard_cost, leaving, value: recovered - hard_cost - leaving * value,
                N_("Reminders cost {kind_cost} too. Only the difference, {dearer}, counts.")),
        Mistake(lambda recovered, dearer, hard_lost, value: recovered - dearer - hard_lost * value,
                N_("Some customers leave over reminders as well. Count only those whom the lawyer loses in addition: "
                   "{leaving}.")),
        Mistake(lambda amount, hard_paid, hard_cost, hard_lost, value: amount * hard_paid - hard_cost
                - hard_lost * value, N_("This is what the lawyer brings. Asked is how much more than the reminders.")),
        Mistake(lambda recovered: recovered, N_("This is what comes in more. Two things are to be taken off.")),
    ),
    meaning=N_("{recovered} more comes in, the lawyer costs {dearer} more, and {of_hundred} more of every 100 "
               "customers leave, each worth {value}: {more}."),
    hints=(N_("Three differences: money in, cost, customers."),
           N_("{amount} · ({hard_paid} − {kind_paid}), less {dearer}, less {leaving} of {value}.")),
    solution=N_("{amount} · ({hard_paid} − {kind_paid}) = {recovered}. {recovered} − {dearer} − {leaving} · {value} = "
                "{more}."),
)

VALUE_TO_BE_KIND = Number(
    ask=N_("A larger invoice of {amount}: reminders are paid in {kind_paid} of such cases, cost {kind_cost} and lose "
           "{kind_lost} of the customers; a lawyer is paid in {hard_paid}, costs {hard_cost} and loses {hard_lost}. An "
           "invoice that is not paid brings nothing. At which customer value do both bring the same?"),
    given={**CASE, "amount": Vary(600, (550, 600, 650, 700), "money")}, expected=lambda equal: equal,
    unit="lei/customer",
    facts={**PARTS, "gain": Fact(lambda recovered, dearer: recovered - dearer, "money"),
           "equal": Fact(lambda gain, leaving: gain / leaving, "money")},
    mistakes=(
        Mistake(lambda recovered, leaving: recovered / leaving, N_("You left out that the lawyer costs "
                                                                   "{dearer} more.")),
        Mistake(lambda gain, hard_lost: gain / hard_lost, N_("Reminders lose {kind_lost} of the customers too. Divide "
                                                             "by the difference, {leaving}.")),
        Mistake(lambda gain: gain, N_("This is what the lawyer gains before customers are counted. Divide it by how "
                                      "many more customers the lawyer loses.")),
        Mistake(lambda gain, leaving: gain * leaving, N_("Divide by {leaving}, do not multiply: the value is sought at "
                                                         "which {leaving} of it equals the gain.")),
    ),
    meaning=N_("At {equal} both are equal. A customer worth more than that should be asked kindly; one worth less may "
               "be "
               "chased."),
    hints=(N_("What does the lawyer gain before customers are counted?"), N_("{leaving} of the value must "
                                                                             "equal {gain}.")),
    solution=N_("({recovered} − {dearer}) ÷ {leaving} = {gain} ÷ {leaving} = {equal}."),
)

STILL_OPEN = Number(
    ask=N_("{ever} of the late invoices of a kind are paid in the end. Of those that are paid, {after} come in later "
           "than 30 days after the due date. An invoice is still open on day 30. What is the chance that it will be "
           "paid?"),
    given={"ever": Vary(0.75, (0.68, 0.72, 0.75, 0.78, 0.82), "percent"),
           "after": Vary(0.4, (0.3, 0.35, 0.4, 0.45), "percent")},
    expected=lambda chance: chance, unit="1",
    facts={"later": Fact(lambda ever, after: ever * after, "percent"), "never": Fact(lambda ever: 1 - ever, "percent"),
           "open": Fact(lambda later, never: later + never, "percent"),
           "chance": Fact(lambda later, open: later / open, "percent")},
    mistakes=(
        Mistake(lambda later: later, N_("This is the share of *all* late invoices that is paid after day 30. Divide by "
                                        "the share that is still open then.")),
        Mistake(lambda ever: ever, N_("This was the chance on the first day. Many good payers have paid since.")),
        Mistake(lambda after: after, N_("This is the share of the payers who pay late. Some of the open invoices are "
                                        "never paid at all.")),
        Mistake(lambda never, open: never / open, N_("This is the chance that it is never paid.")),
    ),
    meaning=N_("Of 100 late invoices {open} are still open on day 30, and {later} of the 100 are still to be paid: "
               "{chance}. It was {ever} on the first day."),
    hints=(N_("Take 100 late invoices. How many are never paid? How many are paid after day 30?"),
           N_("Open on day 30: {later} + {never}.")),
    solution=N_("Paid later: {ever} · {after} = {later}. Never paid: {never}. {later} ÷ ({later} + {never}) = "
                "{chance}."),
)

REPORTED_LOSS = Number(
    ask=N_("Of each month's sales {true} is never paid, and is written off {months} months after the sale. Sales grow "
           "by {growth} a month. The monthly report divides what is written off in a month by the sales of that month. "
           "Which loss rate does it show?"),
    given={"true": Vary(0.03, (0.024, 0.028, 0.03, 0.035), "percent"), "months": Vary(6, (5, 6, 7, 8)),
           "growth": Vary(0.05, (0.03, 0.04, 0.05, 0.06), "percent")},
    expected=lambda seen: seen, unit="1",
    facts={"seen": Fact(lambda true, growth, months: receivables.apparent_loss_rate(true, growth, months), "percent"),
           "grown": Fact(lambda growth, months: (1 + growth) ** months, "fine number")},
    mistakes=(
        Mistake(lambda true, grown: true * grown, N_("The report divides by *larger* sales than those that went bad, "
                                                     "so it shows less than the truth.")),
        Mistake(lambda true: true, N_("This is the true rate. The sales in the report are {months} months younger, and "
                                      "have "
                                      "grown.")),
        Mistake(lambda true, growth, months: true / (1 + growth * months), N_("Growth multiplies from month to "
                                                                              "month: (1 + {growth}) to the "
                                                                              "power of {months}.")),
        Mistake(lambda true, growth, months: true / (1 + growth), N_("This is growth of one month. {months} months lie "
                                                                     "between a sale and its writing off.")),
    ),
    meaning=N_("The report shows {seen} where {true} is true. A growing firm looks safer than it is; when growth ends, "
               "the rate rises although no customer has "
               "changed."),
    hints=(N_("By how much have sales grown between the sale and the report?"), N_("{true} ÷ (1 + "
                                                                                   "{growth})^{months}.")),
    solution=N_("{true} ÷ (1 + {growth})^{months} = {true} ÷ {grown} = {seen}."),
)

MOST_RECESSION = Number(
    ask=N_("A wholesaler with a gross margin of {D} grew by {B} on credit. In good times {F} of the credit sales is "
           "never paid, and {G} times as much of the sales to its new customers. By how many times may a recession "
           "multiply these losses before the growth was worth nothing?"),
    given={**CYCLE.example, "growth": Vary(0.3, (0.2, 0.3, 0.35)), "margin_rate": Vary(0.09, (0.07, 0.08, 0.09, 0.12)),
           "loss_rate": Vary(0.02, (0.02, 0.022, 0.025)), "riskier": Vary(1.5, (1.5, 1.8, 2.5))},
    sheet=CYCLE, expected=lambda most: most, unit=N_("times"), shown="number",
    facts={"most": Fact(lambda given: CYCLE.break_even("recession", "M", **given), "number"),
           "of_new": Fact(lambda F, G: F * G, "percent")},
    mistakes=(
        Mistake(lambda D, F: D / F, N_("You took the old customers' loss. The new ones do not pay {G} times as "
                                       "much: "
                                       "{of_new}.")),
        Mistake(lambda D, F, G, B: D * B / (F * G), N_("Growth cancels: margin and losses are both on the added "
                                                       "sales.")),
        Mistake(lambda D, F, G: (D - F * G) / (F * G), N_("You took the good times' losses off first. The question is "
                                                          "how many times they may become in all.")),
        Mistake(lambda of_new, D: of_new / D, N_("Divide the margin by the loss, not the other way round.")),
    ),
    meaning=N_("A leu sold to a new customer leaves {D} and loses {of_new} in good times: {most} times that is the "
               "most."),
    hints=(N_("What does one added leu of sales leave, and what does it lose in good times?"), N_("{D} ÷ {of_new}.")),
    solution=N_("{F} · {G} = {of_new}. {D} ÷ {of_new} = {most}."),
)

OWN_ERROR = Choice(
    ask=N_("A good customer is 40 days overdue. On the telephone they say: “We paid three weeks ago.” The bank "
           "statement of that day is not yet entered. What is the right next step?"),
    options={
        "lawyer": Option(N_("Hand the case to the lawyer today; after 40 days there has been time enough."),
                         N_("If they have paid, the letter recovers nothing and offends a customer who did everything "
                            "right. Such customers leave most easily.")),
        "remind": Option(N_("Send a reminder with a fee, and look for the payment meanwhile."),
                         N_("A reminder for a paid invoice is the firm's error passed on to the customer. Look "
                            "first.")),
        "look": Option(N_("Look for the payment today, and call back with what you find."),
                       N_("It costs minutes. If the payment is there, apologise: nothing was overdue. If not, "
                          "there is still time to ask for a proof."), right=True),
        "wait": Option(N_("Do nothing for the present: good customers pay in the end anyway."),
                       N_("If the money really is missing, every week makes it less likely to come. Looking costs "
                          "almost nothing.")),
    },
    hints=(N_("Whose error may it be? What does each step cost, if they are right, and if they are wrong?"),
           N_("One step costs little in both cases.")),
    solution=N_("Two of the five reasons are the firm's own errors. They are put right, not chased:"),
)

WHOSE_REPORT = Choice(
    ask=N_("An agency reports: “We recovered 86% of the cases you gave us; your own reminders only 80%. Give us all "
           "cases.” The cases were drawn by lot. What is the soundest answer?"),
    options={
        "all": Option(N_("Yes: 86% is more than 80%, and the lot makes it a fair comparison."),
                      N_("The comparison of what was recovered is fair. What is missing is the cost, and the customers "
                         "who left: those do not stand in the agency's report.")),
        "chance": Option(N_("No: a difference of so few points must be chance, so that nothing follows from it."),
                         N_("It may be; its standard error would tell. But even if it is real, it is not the whole "
                            "sum.")),
        "never": Option(N_("No: agencies cost customers, so they must never be used, whatever they recover."),
                        N_("For a large sum owed by a customer who has left already, an agency may bring the most.")),
        "sum": Option(N_("Not yet: the cost, and the customers lost over it, are still to be counted."),
                      N_("The result of a case is recovered less cost less customer value lost, each with its "
                         "standard error. It decides, by reason, sum and customer."), right=True),
    },
    hints=(N_("Which numbers does the report not contain?"),
           N_("What else changes when an agency writes to a customer?")),
    solution=N_("A share recovered is one of three terms:"),
)

OWN_RECEIVABLES = Open(
    ask=N_("Take a firm that sells on credit: your own, a relative's, or one you know. Why do its customers pay late, "
           "how does it chase them today, and what would you change first? Put lei on it."),
    rubric=(N_("It names reasons for late payment and says how they are found out, the firm's own errors among them."),
            N_("It puts lei on a case: sum owed, chance of payment, cost, customer value and chance of losing it."),
            N_("It says for whom harder chasing pays, and for whom it does not."),
            N_("It says what is uncertain, and how a test by lot would settle it.")),
    facts={"amount": Fact(lambda: 420, "money"), "value": Fact(lambda: 1_500, "money"),
           "more": Fact(lambda: 0.1, "percent"), "lost": Fact(lambda: 0.05, "percent"),
           "gain": Fact(lambda amount, more: amount * more, "money"),
           "loss": Fact(lambda value, lost: value * lost, "money")},
    hints=(N_("Start with the last ten late invoices. What was the reason in "
              "each "
              "case?"),
           N_("Which of these customers would you "
              "miss?")),
    solution=N_("A printing shop sends a lawyer's letter after 30 days to everybody. The average invoice is "
                "{amount}, a regular customer is worth about {value}. I asked ten late payers: four had no invoice, "
                "because it went to an old address. The letters bring in perhaps {more} more of the invoices, "
                "{gain} a case, but if only {lost} of the customers leave over them, {loss} is gone. I would check "
                "the addresses first, call before writing, and keep the lawyer for large sums of customers who buy "
                "no more. Both rates are guesses: draw by lot for a quarter who is called and who gets the letter, "
                "and count who still buys."),
)
