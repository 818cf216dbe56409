"""The formulas of the telephone for the lesson's card; its letters are small, those of the sheet are capitals."""

from crmlessons.formula import Formula
from crmlessons.words import N_

CARD = (
    Formula("a", "r*h/p", N_("load in erlangs: r calls in p seconds, h seconds each")),
    Formula("b_n", "a*b/(n + a*b)", N_("Erlang B of n agents, from b of one agent less; without agents it is 1")),
    Formula("c", "n*b/(n - a*(1 - b))", N_("Erlang C: share who wait, with b of the same n agents")),
    Formula("s", "1 - c*e**(-(n - a)*t/h)", N_("service level: share answered within t seconds")),
    Formula("w", "c*h/(n - a)", N_("mean wait, seconds")),
    Formula("o", "a/n", N_("occupancy: share of their time that agents talk")),
    Formula("m", "n/(1 - z)", N_("people to pay, with a shrinkage of z")),
)
