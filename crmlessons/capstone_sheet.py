"""The year in lettered lines: what the five uses bring, less what two of them would both claim, less what was spent."""

from __future__ import annotations

from crmlessons.formula import Formula
from crmlessons.words import N_
from crmlessons.worksheet import Line, Worksheet


def _use(letter: str, name: str, label: str, default: float) -> Line:
    return Line(letter, name, label, "lei", default=default, slider=(0, 50_000, 500), signed=True)


SHEET = Worksheet(N_("Value of a year's budget"), N_("Figs. 3–5 and B § 4–5 joined"), (
    _use("A", "acquiring", N_("brought by acquiring"), 20_000),
    _use("B", "retaining", N_("brought by retaining"), 6_000),
    _use("C", "growing", N_("brought by growing"), 3_000),
    _use("D", "supporting", N_("brought by supporting"), 1_500),
    _use("E", "collecting", N_("brought by collecting"), 5_000),
    Line("F", "overlap", N_("overlap: claimed by two uses"), "lei", default=2_500, slider=(0, 20_000, 500)),
    Line("G", "spend", N_("spent"), "lei", default=10_000, slider=(500, 50_000, 500)),
    Line("H", "budget", N_("budget of the year"), "lei", default=12_000, slider=(500, 50_000, 500)),
    Line("J", "brought", N_("brought by all uses"), "lei", lambda A, B, C, D, E, F: A + B + C + D + E - F),
    Line("K", "net_value", N_("net value of the year's budget"), "lei", lambda J, G: J - G),
    Line("L", "net_return", N_("net return on what was spent"), "1", lambda K, G: K / G, shown="number",
         undefined=N_("nothing was spent, so there is no return on it")),
    Line("M", "unspent", N_("left of the budget"), "lei", lambda H, G: H - G),
))

CARD = (
    Formula("w", "b/c", N_("return of a leu in a group: what a unit brings over what it costs")),
    Formula("r", "k + r_2 - k*r_2", N_("share of a damage removed by two measures")),
    Formula("v_1", "n**2*s**2/m", N_("variance from not knowing: n units planned, m units in the records")),
    Formula("v_2", "n*s**2", N_("variance from chance: n units with the spread s")),
)
