"""Exercises on judgement: what buyers prove, in which order one plans, the peak, people, and a line of one's own."""

from crmlessons import support
from crmlessons.exercises.engine import Choice, Fact, Mistake, Open, Option, Ordering, Vary
from crmlessons.words import N_

WHAT_BUYERS_PROVE = Choice(
    ask=N_("Of the customers who bought a support plan {bought} stayed the year, of the others {others}. Then the plan "
           "was given for nothing to customers drawn by lot: of these {lot} stayed, and of those left out {left_out}. "
           "The difference by lot has a standard error of {error} percentage points. What is the soundest conclusion?"),
    given={"bought": Vary(0.92, (0.91, 0.93, 0.94), "percent"), "others": Vary(0.77, (0.74, 0.75, 0.76), "percent"),
           "lot": Vary(0.85, (0.84, 0.86), "percent"), "left_out": Vary(0.77, (0.76, 0.78), "percent"), "error": 2},
    facts={"naive": Fact(lambda bought, others: 100 * (bought - others), "number"),
           "effect": Fact(lambda lot, left_out: 100 * (lot - left_out), "number"),
           "low": Fact(lambda effect, error: effect - 1.96 * error, "number"),
           "high": Fact(lambda effect, error: effect + 1.96 * error, "number"),
           "naive_low": Fact(lambda naive, error: naive - 1.96 * error, "number"),
           "naive_high": Fact(lambda naive, error: naive + 1.96 * error, "number"),
           "mean": Fact(lambda naive, effect: (naive + effect) / 2, "number")},
    options={
        "naive": Option(N_("The plan keeps about {naive} in a hundred; the interval runs from {naive_low} to "
                           "{naive_high}."),
                        N_("Those who buy chose to. They may have been more loyal before, so the {naive} points hold "
                           "the plan's effect and their loyalty.")),
        "nothing": Option(N_("The plan has no effect: loyal customers buy it, that is all."),
                          N_("By lot the difference is {effect} points, with an interval from {low} to {high}. Zero "
                             "lies outside.")),
        "lot": Option(N_("The plan keeps about {effect} in a hundred; the interval runs from {low} to {high}."),
                      N_("The lot made two groups that are alike in all but the plan. The rest of the {naive} points "
                         "may be the buyers' own loyalty."), right=True),
        "average": Option(N_("The plan keeps about {mean} in a hundred: the mean of both differences uses all the "
                             "data."),
                          N_("A biased number does not become right by being averaged with a good one.")),
    },
    hints=(N_("In which comparison did somebody choose?"), N_("Two standard errors to either side of {effect}.")),
    solution=N_("Those who bought: {naive} points, choice and effect in one. By lot: {effect} points, from {low} to "
                "{high}."),
)

PLANNING_STEPS = Ordering(
    ask=N_("Put the steps of planning a support line in their order."),
    rows={"count": N_("count calls by weekday and hour"),
          "forecast": N_("forecast the calls, and compare with weeks held out"),
          "load": N_("turn calls and handling time into a load for every hour"),
          "agents": N_("find the fewest agents that keep the service level, hour by hour"),
          "shrinkage": N_("divide by one less shrinkage"),
          "cost": N_("multiply the paid hours by their cost, for the equation's minus term")},
    mistakes=(
        Mistake(lambda: ["count", "forecast", "load", "shrinkage", "agents", "cost"],
                N_("You allowed for shrinkage before Erlang's formula. It takes a load of calls and gives people at "
                   "the telephone; who is away is added to these people.")),
        Mistake(lambda: ["count", "load", "forecast", "agents", "shrinkage", "cost"],
                N_("You turned the calls of the past into a load. Staff is planned for the calls to come: forecast "
                   "first.")),
    ),
    hints=(N_("What does each step need from the one before?"),
           N_("Erlang's formula knows only people who are there. Who is away is added after it.")),
    meaning=N_("Shrinkage comes after Erlang: the formula counts people at the telephone, and the payroll counts paid "
               "hours."),
    solution=N_("Each step takes what the one before gives:"),
)

QUIET_AND_BUSY = Choice(
    ask=N_("A line has {quiet} calls in a quiet hour and {busy} in a busy one, half of the day each; a call takes 4 "
           "minutes. Somebody plans with the average, {mean} calls, and gets {agents} agents for 80% within 20 "
           "seconds, all day long. What happens?"),
    given={"quiet": Vary(45, (36, 39, 42, 48), "count"), "busy": Vary(105, (96, 99, 102, 108), "count")},
    facts={"mean": Fact(lambda quiet, busy: (quiet + busy) / 2, "number"),
           "agents": Fact(lambda mean: support.agents_needed(mean / 15, 0.8, 20, 240), "count"),
           "load": Fact(lambda busy: busy / 15, "number"),
           "level": Fact(lambda load, agents: support.service_level(load, agents, 20, 240), "percent"),
           "needed": Fact(lambda load: support.agents_needed(load, 0.8, 20, 240), "count"),
           "quiet_needed": Fact(lambda quiet: support.agents_needed(quiet / 15, 0.8, 20, 240), "count")},
    options={
        "even": Option(N_("About 80% are answered in time: the quiet hours make up for the busy ones."),
                       N_("Callers of the busy hour cannot be answered in the quiet one. And most callers call in the "
                          "busy hour.")),
        "bad": Option(N_("In the busy hour only {level} are answered in time."),
                      N_("The busy hour's load of {load} erlangs needs {needed} agents."), right=True),
        "idle": Option(N_("In the quiet hour there are more agents than needed."),
                       N_("The quiet hour needs only {quiet_needed}."), right=True),
        "cheap": Option(N_("It is the cheapest roster that keeps the target in every hour."),
                        N_("It does not keep the target in the busy hour.")),
    },
    hints=(N_("How many erlangs does the busy hour have, and how many agents are there?"), N_("Two of them hold.")),
    solution=N_("Busy hour: {busy} · 4 ÷ 60 = {load} erlangs, which needs {needed} agents; with {agents} only {level} "
                "are answered in time. Quiet hour: {quiet_needed} would do."),
)

FAIR_TO_BOTH = Choice(
    ask=N_("A line with a load of {load} erlangs keeps its target with {needed} agents, who talk {busy} of their time. "
           "The manager removes agents until they talk {squeezed} of it ({fewer} agents), and lets an announcement "
           "promise “your call will be answered in a moment”. What would you object?"),
    given={"load": Vary(12, (10, 11, 13, 14, 15), "number"), "seconds": Vary(240, (200, 220, 260, 280), "count")},
    facts={"needed": Fact(lambda load, seconds: support.agents_needed(load, 0.8, 20, seconds), "count"),
           "fewer": Fact(lambda load: int(load) + 1, "count"),
           "busy": Fact(lambda load, needed: support.occupancy(load, needed), "percent"),
           "squeezed": Fact(lambda load, fewer: support.occupancy(load, fewer), "percent"),
           "level": Fact(lambda load, fewer, seconds: support.service_level(load, fewer, 20, seconds), "percent"),
           "wait": Fact(lambda load, fewer, seconds: support.mean_wait(load, fewer, seconds), "count")},
    options={
        "customers": Option(N_("The promise is false: only {level} are answered within 20 seconds."),
                            N_("A promise can be checked. Customers have paid for the service, and wait {wait} seconds "
                               "on average."), right=True),
        "agents": Option(N_("Agents who talk {squeezed} of their time have hardly a breath between two calls."),
                         N_("Care for those who serve is part of the service. A limit on time spent talking can be "
                            "agreed and measured."), right=True),
        "none": Option(N_("Nothing: agents are paid to talk, and every call is answered in the end, after {wait} "
                          "seconds on average."),
                       N_("Answered in the end is not what was promised, and the queue of {wait} seconds has a price: "
                          "callers hang up, call again, or leave.")),
        "all_idle": Option(N_("Agents should talk at most half of their time, whatever that costs the company."),
                           N_("A limit is needed, and it has a price in the equation's minus term: it must be weighed, "
                              "not set whatever it costs.")),
    },
    hints=(N_("Who is treated unfairly: the customers, the agents, or both?"), N_("Two of them hold.")),
    solution=N_("With {needed} agents the target is kept at {busy} of talking. With {fewer} it is {squeezed}, {level} "
                "answered in time, and {wait} seconds of mean wait."),
)

OWN_LINE = Open(
    ask=N_("Take a support line that you know: a bank's, your faculty's secretariat, a shop's. What is its value, term "
           "by term? How would you forecast its calls, and how many people does its busiest hour need? What do you "
           "promise to callers, and to those who answer?"),
    facts={"load": Fact(lambda: support.offered_load(18, 5, 60), "number"),
           "needed": Fact(lambda: support.agents_needed(1.5, 0.8, 60, 300), "count"),
           "level": Fact(lambda: support.service_level(1.5, 3, 60, 300), "percent"),
           "busy": Fact(lambda: support.occupancy(1.5, 3), "percent"),
           "people": Fact(lambda: support.rostered(3, 0.25), "number")},
    rubric=(N_("It names the terms of the equation in lei, on margin, and says which are assumed."),
            N_("It says how one would find out what support itself causes: a lot, or why none is possible."),
            N_("It gives a load for the busiest hour and the agents for a stated service level, shrinkage last."),
            N_("It says how the forecast would be checked, and names a promise to callers and one to agents, each with "
               "a number that can be measured.")),
    hints=(N_("What would be lost if the line were closed for a year?"),
           N_("Count calls in one busy hour; time a few of them.")),
    solution=N_("A driving school takes calls about bookings. Nobody pays for the line, so its value is what it keeps: "
                "I would leave out pupils drawn by lot from the direct number and see who cancels. In the busiest hour "
                "18 calls of 5 minutes come: {load} erlangs. For 80% within a minute it takes {needed} people, who "
                "answer {level} in time and talk {busy} of it; with a shrinkage of 25% that is {people} paid. I would "
                "forecast by weekday and hold out four weeks against “as a week ago”. Promise to callers: 80% within a "
                "minute, shown on the page. Promise to agents: never more than 75% of the time talking in any hour."),
)
