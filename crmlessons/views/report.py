"""The report of a plan on one page: shown in a notebook, written as HTML, written as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from crmlessons.views import cases, written
from crmlessons.views.charts.merit import group_name, merit_order
from crmlessons.views.charts.picture import Chart
from crmlessons.views.charts.years import drawn_years
from crmlessons.views.grid import Table
from crmlessons.words import InputError, language, number, percent
from crmlessons.words import gettext as _

MOST_GROUPS, LONGEST_TITLE = 18, 70
PAPER = """@page{size:A4;margin:8mm 9mm}
body{margin:0 auto;max-width:192mm;font-family:"DejaVu Sans",Verdana,sans-serif}
"""
STYLE = """.crm-report{font-size:7.8pt;line-height:1.2;color:#222;background:#fff}
.crm-report :is(h1,h3){font-size:14pt;margin:0 0 1mm}.crm-report :is(h2,h4){font-size:9.2pt;margin:1.6mm 0 .6mm}
.crm-report p,.crm-report ul{margin:.4mm 0}.crm-report ul{padding-left:4.5mm}
.crm-report .lead{font-weight:bold;font-size:9pt}
.crm-report .two{display:flex;flex-wrap:wrap;gap:4mm;align-items:flex-start}.crm-report .two>div{flex:1 1 70mm}
.crm-report .two>div:first-child{flex:1.3 1 70mm}
.crm-report table{border-collapse:collapse;font-size:7.2pt;margin:0}
.crm-report th,.crm-report td{padding:.15mm 1.6mm;border-bottom:.2mm solid #d9d9d9;font-weight:normal}
.crm-report thead th{font-weight:bold}.crm-report img{max-width:min(100%,98mm)!important;height:auto}"""


class Parts(NamedTuple):
    """The words of a page, ready to be set in HTML or PDF; every text is plain."""

    title: str
    lead: str
    figures: str
    letters: Table
    groups: Table
    ranking: Table
    spread: str
    otherwise: Table
    changes: Table
    border: str
    assumptions: tuple[str, ...]


class Page:
    """A report to look at, to write and to print.

    In a notebook it shows itself; ``to_html`` and ``to_pdf`` write the same page to a file.
    """

    def __init__(self, report: Any) -> None:
        self.report, self.language = report, language()
        self.parts = parts(report)

    @cached_property
    def charts(self) -> tuple[Chart, Chart]:
        """Where the money goes, and the drawn years."""
        found = self.report
        return (merit_order(found.merit, found.border, width=9.2, height=3.2, named=False),
                drawn_years(found.values, found.compared_values, found.compared, width=9.2, height=2.3))

    def fragment(self, top: int = 1) -> str:
        """The page's content as HTML, everything escaped; ``top`` is the level of its title among headings."""
        part = self.parts
        heads = [_("Decision"), _("Where the money goes"), _("What the year may bring"),
                 _("What is bought"), _("Beside simple policies"), _("What would change the decision"),
                 _("What is assumed")]
        h2 = [f"<h{top + 1}>{escape(head)}</h{top + 1}>" for head in heads]
        listed = "".join(f"<li>{escape(one)}</li>" for one in part.assumptions)
        pictures = [one._repr_html_() for one in self.charts]
        return (f'<div class="crm-report" lang="{self.language}"><h{top}>{escape(part.title)}</h{top}>'
                f'<p class="lead">{escape(part.lead)}</p><p>{escape(part.figures)}</p>'
                f'<div class="two"><div>{h2[0]}{part.letters.html()}</div><div>{h2[4]}{part.ranking.html()}</div></div>'
                f"{h2[1]}{pictures[0]}{h2[2]}{pictures[1]}<p>{escape(part.spread)}</p>"
                f'<div class="two"><div>{h2[3]}{part.groups.html()}</div><div>{h2[5]}{part.otherwise.html()}'
                f"{part.changes.html()}<p>{escape(part.border)}</p></div></div>"
                f"{h2[6]}<ul>{listed}</ul></div>")

    def _repr_html_(self) -> str:
        return f"<style>{STYLE}</style>{self.fragment(top=3)}"  # below the headings of the lesson it stands in

    def __repr__(self) -> str:
        part = self.parts
        tables = [one.text() for one in (part.letters, part.ranking, part.groups, part.otherwise, part.changes)]
        return "\n\n".join([part.title, part.lead, part.figures, *tables, part.border, part.spread,
                            "\n".join(part.assumptions)])

    def to_html(self, path: str | Path) -> Path:
        """Write the page as an HTML file that needs nothing else; an existing file is written over.

        Raises:
            InputError: the folder does not exist, or the name does not end in .html.
        """
        target = _target(path, ".html")
        target.write_text(f'<!DOCTYPE html>\n<html lang="{self.language}"><head><meta charset="utf-8">'
                          f"<title>{escape(self.parts.title)}</title><style>{PAPER}{STYLE}</style></head>"
                          f"<body><main>{self.fragment()}</main></body></html>\n", encoding="utf-8")
        return target

    def to_pdf(self, path: str | Path) -> Path:
        """Write the page as a PDF file of one A4 page; an existing file is written over.

        Raises:
            InputError: the folder does not exist, or the name does not end in .pdf.
        """
        from crmlessons.views.report_pdf import written_page

        target = _target(path, ".pdf")
        target.write_bytes(written_page(self.parts, self.charts, self.language))
        return target


def report(found: Any) -> Page:
    """The report of a plan on one page.

    Args:
        found: as ``capstone.report`` gives it.

    Raises:
        InputError: it is something else.
    """
    if not hasattr(found, "summary"):
        raise InputError(_("views.report takes what capstone.report gives: views.report(capstone.report(plan, years))."
                           ))
    return Page(found)


def _target(path: str | Path, ending: str) -> Path:
    target = Path(path)
    if target.suffix.casefold() != ending:
        raise InputError(_("The name of the file must end in {ending}, and “{given}” was given.").format(
            ending=ending, given=target.name))
    if not target.parent.is_dir():
        raise InputError(_("There is no folder “{folder}” to write “{file}” into.").format(
            folder=target.parent.name, file=target.name))
    return target


def parts(report: Any) -> Parts:
    """The words of the page, in the language in use."""
    name = report.title if len(report.title) <= LONGEST_TITLE else report.title[: LONGEST_TITLE - 1] + "…"
    share = report.spread["share"]
    spread = _("{known} of the variance comes from what we do not know (a larger sample would narrow it), {chance} "
               "from chance (nothing would).").format(known=percent(share.iloc[0], 0), chance=percent(
                   share.iloc[1], 0)) + " "
    spread += _("All drawn years have the same prices, rivals and response. If whole years differ by {swing} in what "
                "all groups bring, nine in ten lie between {low} and {high}.").format(
        swing=percent(report.swing, 0), low=_lei(report.swung["low"]), high=_lei(report.swung["high"]))
    border = _("Needed: {border}, which the next leu beside this plan would return. “Errors” counts how many standard "
               "errors a group lies above that; with a minus, below.").format(border=number(report.border))
    if report.plan.spend.sum() <= 0:
        spread = ""
    return Parts(_("A year's budget: {name}").format(name=name), _lead(report), _figures(report), _letters(report),
                 _groups(report), _ranking(report.ranking), spread, _otherwise(report.otherwise),
                 _changes(report.changes), border, tuple(report.assumptions))


def _lead(report: Any) -> str:
    """What is spent, what it leaves, and what the unspent money could do."""
    plan, value = report.plan, report.summary["value"]
    spent, told = float(plan.spend.sum()), {"budget": _lei(plan.budget), "spend": _lei(plan.spend.sum()),
                                            "value": _lei(value), "rest": _lei(plan.unspent), "more": _lei(report.idle)}
    if spent <= 0:
        said = [_("Nothing of the budget of {budget} is spent.").format(**told)]
    else:
        said = [(_("The whole budget of {budget} is spent.") if plan.unspent < 1 else
                 _("Of a budget of {budget}, {spend} is spent.")).format(**told)]
        said.append(_("It is expected to leave {value}: a net return of {ret} on each leu.").format(
            ret=number(report.letters["L"]), **told))
    if plan.unspent >= 1:
        said.append((_("{rest} is unspent; always given to the next leu that returns most, it would leave {more} more.")
                     if report.idle >= 1 else
                     _("{rest} is kept: no group that is left returns more than a leu for a leu.")).format(**told))
    return " ".join(said)


def _figures(report: Any) -> str:
    """The range, the chance of a loss, and the plan beside the policy that it is compared with."""
    s = report.summary
    said = _("Nine drawn years in ten lie between {low} and {high}. Money is lost in {loss} of them.").format(
        low=_lei(s["low"]), high=_lei(s["high"]), loss=percent(s["loss"], 1)) if report.plan.spend.sum() > 0 else ""
    sentence = (_("It is expected to leave {more} more than “{than}” (the difference: {more_low} to {more_high}), and "
                  "less in {worse} of the drawn years.") if s["more"] >= 0 else
                _("It is expected to leave {more} less than “{than}” (the difference: {more_low} to {more_high}), and "
                  "less in {worse} of the drawn years."))
    return f"{said} ".lstrip() + sentence.format(
        than=cases.name(report.compared), more=_lei(abs(s["more"])), more_low=_lei(s["more_low"]),
        more_high=_lei(s["more_high"]), worse=percent(s["worse"], 1))


def _letters(report: Any) -> Table:
    """The lettered lines of the year, with what each use is given."""
    found, by_use = report.letters, report.plan.by_use
    rows = [(f"{letter} · {cases.name(use)}", *(_bare(value) for value in row))
            for letter, (use, row) in zip("ABCDE", by_use.iterrows(), strict=True)]
    rows += [(_("F · counted twice"), "", _bare(-found["F"]), _bare(-found["F"])),
             (_("G, J, K · together"), *(_bare(found[letter]) for letter in "GJK")),
             (_("H, M · budget, left of it"), _bare(found["H"]), "", _bare(found["M"])),
             (_("L · net return, K ÷ G"), "", "", number(found["L"]))]
    return Table("", (_("line · use"), _("spent, lei"), _("brings, lei"), _("leaves, lei")), rows)


def _groups(report: Any) -> Table:
    """What is bought in each paid group, in the order and with the numbers of the picture."""
    order = {label: place for place, label in enumerate(report.merit.index, start=1)}
    frame = report.groups.loc[sorted(report.groups.index, key=order.__getitem__)]
    rows = [(f"{order[label]} · {group_name(label)}", number(row["units"], 0), _bare(row["spend"]),
             number(report.merit.at[label, "return"], 1)) for label, row in frame.head(MOST_GROUPS).iterrows()]
    if len(frame) > MOST_GROUPS:
        rest = frame.iloc[MOST_GROUPS:]
        rows.append((_("and {count} more").format(count=len(rest)), "", _bare(rest["spend"].sum()), ""))
    return Table("", (_("number in the picture · group"), _("how many"), _("lei"), _("a leu returns")), rows)


def _ranking(frame: pd.DataFrame) -> Table:
    rows = [(cases.name(name), _bare(row["value"]), _bare(row["low"]), _bare(row["high"]))
            for name, row in frame.iterrows()]
    return Table("", (_("plan"), _("value, lei"), _("from"), _("to")), rows)


def _otherwise(frame: pd.DataFrame) -> Table:
    """The plan under other assumptions: what it leaves then, and what is lost by keeping it."""
    rows = [(cases.name(label), _bare(row["mine"]), _bare(row["regret"])) for label, row in frame.iterrows()]
    return Table("", (_("if this is so"), _("plan leaves"), _("lost by keeping it")), rows)


def _changes(frame: pd.DataFrame) -> Table:
    rows = [(group_name(label), percent(row["paid_share"], 0), number(row["return"]), number(row["standard_error"]),
             number(row["errors_away"], 1)) for label, row in frame.iterrows()]
    heads: Sequence[str] = (_("closest groups"), _("paid"), _("returns"), _("±"), _("errors"))
    return Table("", heads, rows)


def _lei(value: float) -> str:
    return written.short("money", round(float(value)) + 0.0)


def _bare(value: float) -> str:
    return number(round(float(value)) + 0.0, 0)
