"""Value created through the stages of a customer's life: Fig. 2 of the source, redrawn with numbers."""

from __future__ import annotations

import pandas as pd

from crmlessons.records import said
from crmlessons.views import written
from crmlessons.views.charts import style
from crmlessons.views.charts.live import still
from crmlessons.views.charts.picture import Chart, chart
from crmlessons.views.charts.steps import Step, labels, signed
from crmlessons.views.charts.waterfall import Waterfall
from crmlessons.words import InputError
from crmlessons.words import gettext as _

COLUMNS = ["gross_margin", "spend", "bad_debt", "value"]


@style.styled
def value_creation(stages: pd.DataFrame) -> Chart:
    """What each stage adds and takes away, one below the other, and what has come together after each.

    Args:
        stages: one row a stage in its order, the last row the sum of all; columns gross_margin, spend, bad_debt and
            value, in lei.

    Raises:
        InputError: a column is missing, or there is no stage.
    """
    if not set(COLUMNS) <= set(stages.columns) or len(stages) < 2:
        raise InputError(_("This chart takes a table with the columns gross_margin, spend, bad_debt and value, one row "
                           "a stage and a last one for all of them."))
    shown = _steps(stages)
    made = style.figure(9.2, 1.2 + 0.5 * len(shown))
    still(Waterfall(made.subplots(), labels(shown), label_width=34), shown)
    title = _finding(stages)
    style.heading(made, title)
    details = "; ".join(signed(step) for step in shown)
    return chart(made, _("Steps. {finding}. {details}.").format(finding=style.sentence(title), details=details))


def _steps(stages: pd.DataFrame) -> list[Step]:
    """Margin, spend and unpaid bills of each stage; a stage ends with what has come together by then."""
    shown, level, last = [], 0.0, len(stages) - 2
    digits = 0 if stages[list(COLUMNS)].abs().max(axis=None) >= written.FEW_BANI else 2  # one kind of number throughout
    for place, (stage, row) in enumerate(stages.iloc[:-1].iterrows()):
        parts = [(_("{stage}: gross margin"), row["gross_margin"]), (_("{stage}: spent"), -row["spend"])]
        parts += [(_("{stage}: never paid"), -row["bad_debt"])] if row["bad_debt"] else []
        shown += [Step(style.sentence(text.format(stage=said(stage))), round(value, digits)) for text, value in parts]
        level += row["value"]
        text = _("value altogether") if place == last else _("value after {stage}")
        shown.append(Step(text.format(stage=said(stage)), round(level, digits), total=True))
    return shown


def _finding(stages: pd.DataFrame) -> str:
    parts = stages["value"].iloc[:-1]
    listed = _("{amount} in {stage}")
    said_of = [listed.format(amount=written.short("money", round(value)), stage=said(stage))
               for stage, value in parts.items()]
    return _("A value of {total}: {parts}").format(
        total=written.short("money", round(stages["value"].iloc[-1])), parts=", ".join(said_of))
