"""Credit granted in a boom and collected in a recession: a small model with every assumption a line of its sheet."""

from __future__ import annotations

from typing import Any

from crmlessons.words import N_
from crmlessons.worksheet import Line, Worksheet

CYCLE = Worksheet(N_("Growth on credit, when the recession comes"), "B § 5", (
    Line("A", "credit_sales", N_("credit sales before: in a year before the boom"), "lei", default=1_200_000,
         slider=(0, 5_000_000, 50_000)),
    Line("B", "growth", N_("growth: of credit sales in the boom"), "1", default=0.3, slider=(0, 1, 0.01)),
    Line("C", "added_sales", N_("credit sales added in the boom, in a year"), "lei", lambda A, B: A * B),
    Line("D", "margin_rate", N_("gross margin rate"), "1", default=0.1, slider=(0, 1, 0.01)),
    Line("E", "added_margin", N_("margin on the added sales"), "lei", lambda C, D: C * D),
    Line("F", "loss_rate", N_("loss in good times: share of credit sales never paid"), "1", default=0.015,
         slider=(0, 0.2, 0.005)),
    Line("G", "riskier", N_("new customers: how many times the old loss"), "1", default=2, slider=(0, 5, 0.1),
         shown="number"),
    Line("H", "good_losses", N_("losses on the added sales, if good times last"), "lei", lambda C, F, G: C * F * G),
    Line("J", "good_value", N_("value of the growth, if good times last"), "lei", lambda E, H: E - H),
    Line("K", "recession", N_("recession: how many times the losses"), "1", default=3, slider=(0, 10, 0.1),
         shown="number"),
    Line("L", "added_losses", N_("losses on the added sales in the recession"), "lei", lambda H, K: H * K),
    Line("M", "value", N_("value of the growth, if the recession comes"), "lei", lambda E, L: E - L),
    Line("N", "old_good_losses", N_("losses on the sales from before, if good times last"), "lei", lambda A, F: A * F),
    Line("P", "old_losses", N_("losses on the sales from before in the recession"), "lei", lambda N, K: N * K),
    Line("Q", "later", N_("days by which all customers pay later in the recession"), "1", default=20,
         slider=(0, 120, 1), shown="number"),
    Line("R", "financing_rate", N_("yearly cost of financing"), "1", default=0.09, slider=(0, 0.5, 0.005)),
    Line("S", "financing", N_("financing of the later payment"), "lei", lambda A, C, Q, R: (A + C) * Q * R / 360),
    Line("T", "result", N_("change of the firm's result, boom and recession"), "lei",
         lambda M, N, P, S: M + N - P - S),
))


def apparent_loss_rate(true_rate: Any, growth: Any, months: Any) -> Any:
    """The loss rate that a monthly report shows: what is written off in a month over the sales of that same month.

    What is written off was sold some months earlier, when sales were smaller (or larger), so a growing firm looks
    safer than it is: true rate ÷ (1 + growth) to the power of the months.

    Args:
        true_rate: the share of each month's sales that is never paid.
        growth: of sales from month to month; below zero when they shrink.
        months: between a sale and its writing off.
    """
    return true_rate / (1 + growth) ** months
