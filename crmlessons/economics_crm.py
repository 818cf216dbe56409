"""The customer programme as source A tells it: channels, technologies, clienting, and benefits tied to letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from crmlessons.words import N_
from crmlessons.words import gettext as _


@dataclass(frozen=True)
class Part:
    """A part of the programme: what it is called, and what it does; both marked for translation."""

    label: str
    does: str


@dataclass(frozen=True)
class Benefit:
    """A benefit and the input of a later sheet that it moves.

    Attributes:
        label: the benefit, marked for translation.
        sheet: the module whose ``SHEET`` holds the line.
        letter: the line.
        line: the line's name in code.
        up: whether the benefit raises it; otherwise it lowers it.
        why: how the one leads to the other, marked for translation.
    """

    label: str
    sheet: str
    letter: str
    line: str
    up: bool
    why: str


CHANNELS = (
    Part(N_("web sites"), N_("what was looked at, and what was ordered or given up half-way")),
    Part(N_("newsletters"), N_("who opens them, and which subject is clicked")),
    Part(N_("direct mail"), N_("who answers, and which address is no longer right")),
    Part(N_("call centres"), N_("what was asked, in the customer's own words, and how it ended")),
    Part(N_("e-mail"), N_("questions and promises in writing, with date and hour")),
    Part(N_("fax"), N_("signed orders; today a scanned document does the same")),
)

TECHNOLOGIES = (
    Part(N_("interaction"), N_("talk with the customer and pass the talk on from one medium to the next: chat, joint "
                               "browsing, e-mail, voice")),
    Part(N_("communication"), N_("carry voice, data and video over one open network instead of closed, separate ones")),
    Part(N_("network"), N_("keep that network secure, stable and large enough for all media")),
)

CLIENTING = (
    Part(N_("collect information"), N_("one record a customer, from all channels")),
    Part(N_("rethink the treatment"), N_("a rule that says who is treated how, and why")),
    Part(N_("personalise"), N_("the service and the tone fit the customer, and fewer leave")),
)

BENEFITS = (
    Benefit(N_("one picture of the customer in marketing, sales, e-commerce, order fulfilment, billing, supply, "
               "service, training and online communities"), "retention", "B", "churn_rate", False,
            N_("nobody has to tell their story twice")),
    Benefit(N_("one flexible channel to customers and prospects"), "acquisition", "B", "cost_per_contact", False,
            N_("a contact costs less")),
    Benefit(N_("quick answers to changing needs, brands better known"), "growth", "D", "take_rate", True,
            N_("the offer fits what is needed now")),
    Benefit(N_("orders, technical data, the state of an order and products put together online, at any hour"),
            "retention", "A", "revenue_per_customer", True, N_("who can order at night orders more")),
    Benefit(N_("online tools for the sales force: products, talks with other groups, proposals, what is in stock"),
            "acquisition", "D", "gross_rate", True, N_("a good answer on the spot wins the yes")),
    Benefit(N_("sellers who have time for the customer, for more services and for new openings"), "growth", "B",
            "exposure_rate", True, N_("more customers hear of an offer")),
    Benefit(N_("more customers with the same staff for orders and support"), "support", "T", "cost_per_ticket", False,
            N_("the same wages are shared by more requests")),
    Benefit(N_("orders without errors"), "acquisition", "F", "net_rate", True, N_("a wrong order is not paid")),
    Benefit(N_("less time for orders, problems and passing on information, to customers and suppliers"), "receivables",
            "C", "days_with", False, N_("the invoice leaves sooner and is right")),
    Benefit(N_("transactions that run by themselves"), "support", "R", "tickets", False,
            N_("fewer requests need a person")),
    Benefit(N_("no equipment held twice"), "support", "P", "setup_cost", False, N_("one system is bought, not three")),
)


def benefits() -> pd.DataFrame:
    """The eleven benefits as a table.

    Returns:
        Columns ``benefit``, ``in_sheet``, ``letter_moved``, ``way_it_moves`` and ``why_it_moves``, all in words.
    """
    rows = [(_(one.label), _(SHEETS[one.sheet]), one.letter, _("rises") if one.up else _("falls"), _(one.why))
            for one in BENEFITS]
    return pd.DataFrame(rows, columns=["benefit", "in_sheet", "letter_moved", "way_it_moves", "why_it_moves"])


SHEETS = {"acquisition": N_("acquisition"), "retention": N_("retention"), "growth": N_("growth"),
          "support": N_("support"), "receivables": N_("receivables")}


def crm(parts: Iterable[Any]) -> pd.DataFrame:
    """Channels, technologies, steps or programmes in words: a table with columns ``part_of_crm``, ``what_it_does``."""
    return pd.DataFrame([(_(one.label), _(one.does)) for one in parts], columns=["part_of_crm", "what_it_does"])
