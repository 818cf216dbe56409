"""The five base dimensions of the course: money (lei), prospect, customer, sale and period.

A prospect, a customer and a sale are different things to count, so lei per prospect cannot be taken from lei per
customer unnoticed. pint carries the algebra; this module only names the dimensions.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from crmlessons.words import N_
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    import pint

BASE = {"lei": "money", "prospect": "prospect", "customer": "customer", "sale": "sale", "period": "period"}

LABELS = {
    "1": N_("pure number"),
    "lei": N_("lei"),
    "prospect": N_("prospects"),
    "customer": N_("customers"),
    "sale": N_("sales"),
    "period": N_("periods"),
    "lei/prospect": N_("lei per prospect"),
    "lei/customer": N_("lei per customer"),
    "lei/sale": N_("lei per sale"),
    "lei/customer/period": N_("lei per customer and period"),
    "sale/prospect": N_("sales per prospect"),
    "sale/customer": N_("sales per customer"),
    "customer/sale": N_("customers per sale"),
    "customer/prospect": N_("customers per prospect"),
    "lei/period": N_("lei per period"),
}


def label(unit: str) -> str:
    """The unit in words of the language in use: "lei/customer" is “lei per customer”."""
    return _(LABELS[unit])


@cache
def registry() -> pint.UnitRegistry:
    """A pint registry that knows the course's dimensions and nothing else."""
    import pint

    units = pint.UnitRegistry(None)
    for name, dimension in BASE.items():
        units.define(f"{name} = [{dimension}]")
    return units


def quantity(unit: str) -> pint.Quantity:
    """One of this unit, to be sent through a formula; "1" is a pure number."""
    return registry().Quantity(1.0, "" if unit == "1" else unit)
