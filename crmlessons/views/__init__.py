"""What a lesson shows: tables, charts, explorers, spreadsheets. They draw what sheets compute, and compute nothing."""

from crmlessons.views.charts.bars import bars, compare
from crmlessons.views.charts.break_even import break_even_curve
from crmlessons.views.charts.breakdown import breakdown
from crmlessons.views.charts.buckets import buckets
from crmlessons.views.charts.chain import value_chain
from crmlessons.views.charts.claimed import claimed
from crmlessons.views.charts.creation import value_creation
from crmlessons.views.charts.cumulative import cumulative
from crmlessons.views.charts.curves import curves
from crmlessons.views.charts.decision import decision_map
from crmlessons.views.charts.differences import differences
from crmlessons.views.charts.hub import information_base
from crmlessons.views.charts.importance import importance_map
from crmlessons.views.charts.intervals import intervals
from crmlessons.views.charts.lifecycle import lifecycle_map
from crmlessons.views.charts.matrix import matrix
from crmlessons.views.charts.merit import merit_order
from crmlessons.views.charts.profile import profile
from crmlessons.views.charts.promoters import promoters
from crmlessons.views.charts.repeated import repeated
from crmlessons.views.charts.shares import shares
from crmlessons.views.charts.targeting import targeting
from crmlessons.views.charts.tornado import tornado
from crmlessons.views.charts.trend import trend
from crmlessons.views.charts.week import week_map
from crmlessons.views.charts.years import drawn_years
from crmlessons.views.checklist import checklist
from crmlessons.views.explorers import explore
from crmlessons.views.explorers_doubt import explore_doubt
from crmlessons.views.explorers_periods import explore_periods
from crmlessons.views.explorers_plan import explore_programmes
from crmlessons.views.explorers_policies import explore_policies
from crmlessons.views.explorers_year import explore_year
from crmlessons.views.frames import formulas, table, units_table, values
from crmlessons.views.listing import export
from crmlessons.views.months import explore_months
from crmlessons.views.own_form import own_form
from crmlessons.views.queue import explore_queue
from crmlessons.views.refusals import refusal
from crmlessons.views.report import report
from crmlessons.views.roleplay import role_play
from crmlessons.views.rubric import rubric
from crmlessons.views.transcript import transcript

__all__ = ["bars", "break_even_curve", "breakdown", "buckets", "checklist", "claimed", "compare", "cumulative",
           "curves", "decision_map", "differences", "drawn_years", "explore", "explore_doubt", "explore_months",
           "explore_periods", "explore_policies", "explore_programmes", "explore_queue", "explore_year", "export",
           "formulas", "importance_map", "information_base", "intervals", "lifecycle_map", "matrix", "merit_order",
           "own_form", "profile", "promoters", "refusal", "repeated", "report", "role_play", "rubric", "shares",
           "table", "targeting", "tornado", "transcript", "trend", "units_table", "value_chain", "value_creation",
           "values", "week_map"]
