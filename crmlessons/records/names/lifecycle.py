"""What the results of the lesson on lifecycle are called in words."""

from crmlessons.words import N_

NAMES = {
    "new_altered": N_("new, altered"),
    "loyal_altered": N_("loyal, altered"),
    "tenure": N_("as a customer"),
    "left_us": N_("left"),
    "expected": N_("expected by the chain"),
    "attempt": N_("most for one attempt"),
    "attempts": N_("attempts"),
    "chased": N_("invoices chased"),
    "firms_kept": N_("firms kept"),
    "amount": N_("amount"),
    "collected": N_("collected"),
    "collection_cost": N_("cost of collecting"),
    "sooner": N_("leaving twice as fast"),
    "as_they_stand": N_("added as they stand"),
    "by_sheet": N_("by the sheet"),
    "by_records": N_("month by month"),
    "customer_months": N_("months of a customer"),
    "worth_today": N_("worth today"),
    "month_value": N_("value of a month"),
    "kept_money": N_("what remains"),
    "whole_campaign": N_("whole campaign, value"),
}
