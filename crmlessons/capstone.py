"""The capstone: one budget, five uses of money, a year. The names that a lesson uses, from the parts of the topic.

The parts: ``capstone_company`` and what it is estimated from (``capstone_months``, ``capstone_levers``,
``capstone_firms``), ``capstone_plan`` and its sheet, ``capstone_year`` (drawn years), ``capstone_policies``,
``capstone_change`` (what would change a decision), ``capstone_known`` (the truth behind the simulation),
``capstone_own`` (the reader's own company), ``capstone_report`` and ``capstone_rubric``.
"""

from __future__ import annotations

from crmlessons.capstone_change import assumptions, border, decisions, halved, idle, merit
from crmlessons.capstone_company import BUDGET, LEVERS, SETTINGS, Company, brief, customers_worth, made, uses
from crmlessons.capstone_doubt import Doubt
from crmlessons.capstone_known import curse, in_both, in_truth, promises
from crmlessons.capstone_own import FIELDS, Own, example, names, own, template
from crmlessons.capstone_plan import Plan, plan
from crmlessons.capstone_play import Game
from crmlessons.capstone_policies import (
    POLICIES,
    all_into,
    as_before,
    best_found,
    by_average,
    by_margin,
    equal_parts,
    keeping_first,
    policies,
    searched,
    targeting,
)
from crmlessons.capstone_report import Report, report
from crmlessons.capstone_rubric import RUBRIC, marked, most_points
from crmlessons.capstone_sheet import CARD, SHEET
from crmlessons.capstone_year import Years, letters, ranking, swings

__all__ = ["BUDGET", "CARD", "FIELDS", "LEVERS", "POLICIES", "RUBRIC", "SETTINGS", "SHEET", "Company", "Doubt",
           "Game", "Own", "Plan", "Report", "Years", "all_into", "as_before", "assumptions", "best_found", "border",
           "brief", "by_average", "by_margin", "curse", "customers_worth", "decisions", "equal_parts", "example",
           "halved", "idle", "in_both", "in_truth", "keeping_first", "letters", "made", "marked", "merit",
           "most_points", "names", "own", "plan", "policies", "promises", "ranking", "report", "searched", "swings",
           "targeting", "template", "uses"]
