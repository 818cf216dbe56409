"""Exercises on the telephone: load, service level, agents, payroll, occupancy, joined teams, and a forecast's error."""

import math

from crmlessons import support
from crmlessons.exercises.engine import Fact, Mistake, Number, Vary
from crmlessons.words import N_

OFFERED_LOAD = Number(
    ask=N_("{calls} calls come in an hour, and each takes {minutes} minutes. What is the offered load, in erlangs?"),
    given={"calls": Vary(90, (54, 66, 78, 84, 96, 105), "count"), "minutes": Vary(4, (2.5, 3.5, 4.5, 5), "number")},
    expected=lambda load: load, unit=N_("erlangs"), shown="number",
    facts={"load": Fact(lambda calls, minutes: support.offered_load(calls, minutes, 60), "number"),
           "work": Fact(lambda calls, minutes: calls * minutes, "number")},
    mistakes=(
        Mistake(lambda work: work, N_("{work} is the minutes of work. They come within 60 minutes: divide.")),
        Mistake(lambda calls, minutes: calls / minutes, N_("You divided calls by minutes. Work is calls times what "
                                                           "each takes.")),
        Mistake(lambda minutes: 60 / minutes, N_("This is how many calls one agent can take in an hour.")),
        Mistake(lambda calls: calls / 60, N_("These are the calls of a minute. How long does each keep somebody "
                                             "busy?")),
        Mistake(lambda work: work / 30, N_("You divided by half an hour. The calls are those of a whole hour.")),
    ),
    meaning=N_("{work} minutes of work in 60 minutes: {load} people would talk all the time, if calls came like "
               "clockwork."),
    hints=(N_("How many minutes of work come in an hour?"), N_("{calls} · {minutes} ÷ 60.")),
    solution=N_("{calls} · {minutes} = {work} minutes of work. {work} ÷ 60 = {load} erlangs."),
)

LINE = {"load": Vary(6, (5, 5.5, 5.8, 6.5), "number"), "agents": Vary(9, (8, 9, 10), "count"),
        "seconds": Vary(240, (200, 220, 260), "count"), "within": Vary(30, (20, 25, 40), "count")}

SERVICE_LEVEL = Number(
    ask=N_("{agents} agents carry a load of {load} erlangs. Erlang's formula says that {waits} of the callers have to "
           "wait. A call takes {seconds} seconds. What share of the callers is answered within {within} "
           "seconds? (For e to the power of x write import math, then math.exp(x).)"),
    given=LINE, expected=lambda level: level, unit="1",
    facts={"waits": Fact(lambda load, agents: support.erlang_c(load, agents), "percent"),
           "spare": Fact(lambda load, agents: agents - load, "number"),
           "left": Fact(lambda spare, within, seconds: math.exp(-spare * within / seconds), "percent"),
           "level": Fact(lambda waits, left: 1 - waits * left, "percent"),
           "at_once": Fact(lambda waits: 1 - waits, "percent")},
    mistakes=(
        Mistake(lambda at_once: at_once, N_("{at_once} are answered at once. Some of the others are answered within "
                                            "{within} seconds as well.")),
        Mistake(lambda waits, left: waits * left, N_("This is the share that waits longer than {within} seconds.")),
        Mistake(lambda waits, within, seconds: 1 - waits * math.exp(-within / seconds),
                N_("The agents to spare belong into the exponent, n − a = {spare}: with more of them the queue melts "
                   "faster.")),
        Mistake(lambda left: 1 - left, N_("You left out that only {waits} of the callers have to wait at all.")),
        Mistake(lambda waits, agents, within, seconds: 1 - waits * math.exp(-agents * within / seconds),
                N_("You put all {agents} agents in the exponent. The queue melts with those to spare, n − a = "
                   "{spare}.")),
    ),
    meaning=N_("{waits} have to wait, and of these {left} wait longer than {within} seconds: {level} are answered in "
               "time."),
    hints=(N_("1 − c · e^(−(n − a) · t ÷ h), with c the share that waits."),
           N_("The exponent is −{spare} · {within} ÷ {seconds}; in Python, import math and math.exp(…).")),
    solution=N_("e^(−{spare} · {within} ÷ {seconds}) = {left}. 1 − {waits} · {left} = {level}."),
)

AGENTS_FOR_TARGET = Number(
    ask=N_("A line has a load of {load} erlangs. {target} of the callers are to be answered within {within} seconds; a "
           "call takes {seconds} seconds. By Erlang's formula {waits_two_less} have to wait with {two_less} agents, "
           "{waits_one_less} with {one_less}, {waits} with {needed} and {waits_more} with {one_more}. What is the "
           "fewest agents that keep the target?"),
    given={"load": Vary(8, (7, 7.5, 8.5, 9, 11, 12), "number"), "target": Vary(0.85, (0.8, 0.9), "percent"),
           "seconds": Vary(200, (160, 220, 240), "count"), "within": Vary(30, (20, 25), "count")},
    expected=lambda needed: needed, unit=N_("agents"),
    facts={
        "needed": Fact(lambda load, target, within, seconds: support.agents_needed(load, target, within, seconds),
                       "count"),
        "one_less": Fact(lambda needed: needed - 1, "count"), "two_less": Fact(lambda needed: needed - 2, "count"),
        "one_more": Fact(lambda needed: needed + 1, "count"),
        "level": Fact(lambda load, needed, within, seconds: support.service_level(load, needed, within, seconds),
                      "percent"),
        "level_one_less": Fact(lambda load, one_less, within, seconds: support.service_level(
            load, one_less, within, seconds), "percent"),
        "level_two_less": Fact(lambda load, two_less, within, seconds: support.service_level(
            load, two_less, within, seconds), "percent"),
        "waits": Fact(lambda load, needed: support.erlang_c(load, needed), "percent"),
        "waits_one_less": Fact(lambda load, one_less: support.erlang_c(load, one_less), "percent"),
        "waits_two_less": Fact(lambda load, two_less: support.erlang_c(load, two_less), "percent"),
        "waits_more": Fact(lambda load, one_more: support.erlang_c(load, one_more), "percent"),
        "just_enough": Fact(lambda load: math.ceil(load), "count"),
    },
    mistakes=(
        Mistake(lambda one_less: one_less, N_("With {one_less} agents {level_one_less} are answered in time. That is "
                                              "close, and below {target}.")),
        Mistake(lambda one_more: one_more, N_("{one_more} keep the target, too, but {needed} do already.")),
        Mistake(lambda two_less: two_less, N_("With {two_less} agents only {level_two_less} are answered in time.")),
        Mistake(lambda just_enough: just_enough, N_("{just_enough} agents can just do the work, but callers come by "
                                                    "chance, and the queue would be long.")),
    ),
    meaning=N_("{needed} agents answer {level} in time; one agent less answers {level_one_less}."),
    hints=(N_("Some of those who have to wait are answered in time as well. Turn each share that waits into a share "
              "answered in time."),
           N_("1 − c · e^(−(n − a) · t ÷ h), with c the share that waits, a = {load}, t = {within} and h = {seconds}. "
              "Take the smallest n that reaches {target}.")),
    solution=N_("1 − {waits_one_less} · e^(−({one_less} − {load}) · {within} ÷ {seconds}) = {level_one_less}, below "
                "{target}. 1 − {waits} · e^(−({needed} − {load}) · {within} ÷ {seconds}) = {level}, not below: "
                "{needed} agents."),
)

PEOPLE_TO_PAY = Number(
    ask=N_("{agents} agents must sit at the telephones all the time. People spend {shrinkage} of their paid time "
           "elsewhere: leave, illness, training, breaks. For how many people must the company pay? (Two decimals: part "
           "of a person is part of a working day.)"),
    given={"agents": Vary(12, (9, 11, 15, 16, 18, 22), "count"), "shrinkage": Vary(0.3, (0.25, 0.28, 0.32, 0.35),
                                                                              "percent")},
    expected=lambda people: people, unit=N_("people"), shown="number",
    facts={"people": Fact(lambda agents, shrinkage: support.rostered(agents, shrinkage), "number"),
           "present": Fact(lambda shrinkage: 1 - shrinkage, "percent"),
           "added": Fact(lambda agents, shrinkage: agents * (1 + shrinkage), "number"),
           "still_there": Fact(lambda added, present: added * present, "number")},
    mistakes=(
        Mistake(lambda added: added, N_("You added {shrinkage} of the agents. But those you add are away {shrinkage} "
                                        "of their time as well: of {added} people only {still_there} are there.")),
        Mistake(lambda agents, present: agents * present, N_("This is how many of {agents} people are there. You need "
                                                             "{agents} there.")),
        Mistake(lambda agents: agents, N_("{agents} must be there; more must be paid.")),
        Mistake(lambda agents, shrinkage: agents / shrinkage, N_("You divided by the share that is away. Divide by the "
                                                                 "share that is there, {present}.")),
    ),
    meaning=N_("Of {people} people {present} are there at any time: {agents}. Shrinkage comes last, after Erlang."),
    hints=(N_("What share of their paid time are people there?"), N_("{agents} ÷ {present}.")),
    solution=N_("1 − {shrinkage} = {present}. {agents} ÷ {present} = {people}."),
)

TIME_TALKING = Number(
    ask=N_("{calls} calls come in an hour, each takes {minutes} minutes, and {agents} agents answer them all. What "
           "share of their time do the agents talk?"),
    given={"calls": Vary(80, (65, 70, 75, 85), "count"), "minutes": Vary(6, (5.5, 6.2, 6.5), "number"),
           "agents": Vary(11, (11, 12, 13), "count")},
    expected=lambda busy: busy, unit="1",
    facts={"load": Fact(lambda calls, minutes: support.offered_load(calls, minutes, 60), "number"),
           "busy": Fact(lambda load, agents: support.occupancy(load, agents), "percent"),
           "each": Fact(lambda calls, agents: calls / agents, "number")},
    mistakes=(
        Mistake(lambda busy: 1 - busy, N_("This is the share of the time in which they wait for a call.")),
        Mistake(lambda load, agents: agents / load, N_("This is the right ratio upside down.")),
        Mistake(lambda load: load, N_("{load} is the load: the agents who talk on average. What share of {agents} is "
                                      "it?")),
        Mistake(lambda each: each, N_("{each} is the calls of one agent in an hour. How long do they take?")),
    ),
    meaning=N_("{load} of {agents} agents talk on average: {busy} of the time."),
    hints=(N_("How many agents talk on average? That is the load."), N_("{load} ÷ {agents}.")),
    solution=N_("{calls} · {minutes} ÷ 60 = {load} erlangs. {load} ÷ {agents} = {busy}."),
)

JOINED_TEAMS = Number(
    ask=N_("{teams} towns have a support team each, with a load of {load} erlangs. Alone, each needs {alone} agents to "
           "answer {share} within 20 seconds; one joined team needs {joined} in all. An hour of one agent at "
           "the telephone costs {hour_cost}, and the lines are open {hours} hours a month. What does joining save in a "
           "month?"),
    given={"teams": Vary(3, (4, 5), "count"), "load": Vary(3, (2, 2.5, 4, 4.5), "number"),
           "hour_cost": Vary(40, (32, 36, 45), "money"), "hours": Vary(250, (200, 220, 300), "count")},
    expected=lambda saved: saved, unit="lei",
    facts={"share": Fact(lambda: 0.8, "percent"),
           "alone": Fact(lambda load: support.agents_needed(load, 0.8, 20, 240), "count"),
           "joined": Fact(lambda load, teams: support.agents_needed(load * teams, 0.8, 20, 240), "count"),
           "apart": Fact(lambda teams, alone: teams * alone, "count"),
           "fewer": Fact(lambda apart, joined: apart - joined, "count"),
           "saved": Fact(lambda fewer, hour_cost, hours: fewer * hour_cost * hours, "money")},
    mistakes=(
        Mistake(lambda joined, hour_cost, hours: joined * hour_cost * hours,
                N_("This is what the joined team costs. The saving is the difference.")),
        Mistake(lambda fewer, hour_cost: fewer * hour_cost, N_("This is the saving of one hour.")),
        Mistake(lambda fewer: fewer, N_("These are the agents saved. What do they cost in a month?")),
        Mistake(lambda fewer, hours: fewer * hours, N_("These are the agent-hours saved. What does each cost?")),
        Mistake(lambda apart, hour_cost, hours: apart * hour_cost * hours, N_("This is what {teams} teams cost "
                                                                              "apart.")),
        Mistake(lambda alone, teams, hour_cost, hours: alone * (teams - 1) * hour_cost * hours,
                N_("You joined them without more agents. The joined line has all the calls, and needs {joined} agents "
                   "for them.")),
    ),
    meaning=N_("{apart} agents apart, {joined} together: {fewer} fewer for the same service. Idle agents of one town "
               "help the others."),
    hints=(N_("How many agents are there apart, how many together?"), N_("({teams} · {alone} − {joined}) seats.")),
    solution=N_("{teams} · {alone} − {joined} = {fewer} agents. {fewer} · {hour_cost} · {hours} = {saved}."),
)

FORECAST_ERROR = Number(
    ask=N_("A forecast says {first}, {second} and {third} calls for three days. {came_first}, {came_second} and "
           "{came_third} come. What is the mean absolute error, in calls a day?"),
    given={"first": Vary(40, (38, 40, 42), "count"), "second": Vary(36, (34, 35, 37), "count"),
           "third": Vary(30, (28, 29, 31), "count"), "came_first": Vary(46, (50, 52, 53), "count"),
           "came_second": Vary(31, (30, 31, 32), "count"), "came_third": Vary(34, (33, 35, 36), "count")},
    expected=lambda error: error, unit=N_("calls a day"), shown="number",
    facts={"miss_first": Fact(lambda first, came_first: abs(came_first - first), "count"),
           "miss_second": Fact(lambda second, came_second: abs(came_second - second), "count"),
           "miss_third": Fact(lambda third, came_third: abs(came_third - third), "count"),
           "total": Fact(lambda miss_first, miss_second, miss_third: miss_first + miss_second + miss_third, "count"),
           "error": Fact(lambda total: total / 3, "number")},
    mistakes=(
        Mistake(lambda first, second, third, came_first, came_second, came_third:
                (came_first + came_second + came_third - first - second - third) / 3,
                N_("You let too much and too little cancel. That is the bias. For the error take every miss without "
                   "its sign.")),
        Mistake(lambda total: total, N_("{total} is the sum of the misses. There are three days.")),
        Mistake(lambda miss_first, miss_second, miss_third: (miss_first**2 + miss_second**2 + miss_third**2) / 3,
                N_("You squared the misses. The mean absolute error takes them as they are.")),
        Mistake(lambda miss_first, miss_second, miss_third: ((miss_first**2 + miss_second**2 + miss_third**2) / 3)**0.5,
                N_("This is the root mean square error, which weighs large misses more. Asked is the mean of the "
                   "misses themselves.")),
    ),
    meaning=N_("The misses are {miss_first}, {miss_second} and {miss_third}: {error} calls a day. Whether that is "
               "good, only a naive rule on the same days can tell."),
    hints=(N_("By how many calls was each day missed, whatever the sign?"),
           N_("({miss_first} + {miss_second} + {miss_third}) ÷ 3.")),
    solution=N_("({miss_first} + {miss_second} + {miss_third}) ÷ 3 = {total} ÷ 3 = {error}."),
)
