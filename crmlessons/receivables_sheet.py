"""The sheet of receivables: the signed equation of the source, every term in lei of one year, and its card."""

from __future__ import annotations

from crmlessons.formula import Formula
from crmlessons.words import N_
from crmlessons.worksheet import Line, Worksheet

DAYS = 360  # of a year, as the banks count them

SHEET = Worksheet(N_("Value of managing receivables"), "B § 5", (
    Line("A", "credit_sales", N_("sales on credit in a year"), "lei", default=1_200_000,
         slider=(0, 5_000_000, 50_000)),
    Line("B", "days_without", N_("days from invoice to payment, without the programme"), "1", default=60,
         slider=(0, 180, 1), shown="number"),
    Line("C", "days_with", N_("days from invoice to payment, with the programme"), "1", default=50,
         slider=(0, 180, 1), shown="number"),
    Line("D", "financing_rate", N_("yearly cost of financing"), "1", default=0.09, slider=(0, 0.5, 0.005)),
    Line("E", "financing_saved", N_("financing cost saved"), "lei", lambda A, B, C, D: A / DAYS * (B - C) * D),
    Line("F", "cases_without", N_("irrecoverable cases in a year, without the programme"), "1", default=30,
         slider=(0, 200, 1), shown="number"),
    Line("G", "cases_with", N_("irrecoverable cases in a year, with the programme"), "1", default=18,
         slider=(0, 200, 1), shown="number"),
    Line("H", "exposure", N_("sum owed in such a case"), "lei", default=800, slider=(0, 5_000, 50)),
    Line("J", "loss_given_default", N_("share of it that is lost"), "1", default=0.7, slider=(0, 1, 0.01)),
    Line("K", "losses_avoided", N_("losses avoided"), "lei", lambda F, G, H, J: (F - G) * H * J),
    Line("L", "customers_lost_without", N_("customers lost over collection in a year, without the programme"),
         "customer", default=40, slider=(0, 200, 1)),
    Line("M", "customers_lost_with", N_("customers lost over collection in a year, with the programme"), "customer",
         default=25, slider=(0, 200, 1)),
    Line("N", "value_per_customer", N_("lifetime value of a customer, on margin"), "lei/customer", default=400,
         slider=(0, 2_000, 10)),
    Line("P", "value_kept", N_("customer value kept"), "lei", lambda L, M, N: (L - M) * N),
    Line("Q", "programme_cost", N_("cost of the receivables programme"), "lei", default=7_000,
         slider=(0, 50_000, 500)),
    Line("R", "contribution", N_("value of managing receivables"), "lei", lambda E, K, P, Q: E + K + P - Q),
))

CARD = (
    Formula("", "W/S*d", N_("days sales outstanding: owed W, sales S of d days")),
    Formula("l_j", "U_n/U_j", N_("loss rate of a bucket: what passes the last one over what entered it")),
    Formula("n", "a*(p + (1 - p)*s) - c - g*v", N_("result of an approach: sum a, chance paid p, share s of the rest, "
                                                   "cost c, chance to leave g, customer value v")),
    Formula("v^*", "((p_h - p_k)*(1 - s)*a - (c_h - c_k))/(g_h - g_k)",
            N_("customer value at which hard (h) and kind (k) bring the same")),
    Formula("p_t", "p*u/(p*u + 1 - p)", N_("chance paid of an invoice still open: share u of the payers pays later")),
    Formula("r", "q/(1 + w)**m", N_("loss rate that a report shows: true rate q, monthly growth w, m months")),
)
