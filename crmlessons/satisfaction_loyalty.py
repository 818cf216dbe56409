"""What satisfied and dissatisfied customers did after the survey: did they buy again, stay, and why did they go?"""

from __future__ import annotations

import pandas as pd

from crmlessons import records, sampling
from crmlessons.inputs import check_columns
from crmlessons.satisfaction_measures import checked, wilson
from crmlessons.words import InputError
from crmlessons.words import gettext as _

BANDS = {"low_marks": (1, 6), "middle_marks": (7, 8), "high_marks": (9, 10)}


def shares(frame: pd.DataFrame, column: str, by: str, confidence: float = 0.95) -> pd.DataFrame:
    """The share of rows in which a column is 1 or true, group by group, with its interval.

    Args:
        frame: one row a customer.
        column: the column of yes and no.
        by: the column whose values make the groups.
        confidence: of Wilson's interval.

    Returns:
        One row a group: ``customers``, ``hits`` (rows with yes), ``estimate`` (the share), ``standard_error``, ``low``
        and ``high``.

    Raises:
        InputError: no such column, or a row that belongs to no group.
    """
    check_columns(frame, column)
    keys = records.group_columns(frame, by)
    found = frame.groupby(keys[0], observed=True)[column].agg(customers="size", hits="sum").astype(float)
    share = found["hits"] / found["customers"]
    low, high = wilson(found["hits"], found["customers"], confidence)
    return found.assign(estimate=share, standard_error=sampling.share_error(share, found["customers"]), low=low,
                        high=high)


def difference(found: pd.DataFrame, one: object, other: object) -> pd.Series:
    """How much larger the share of one group is than that of another: ``difference`` and its ``standard_error``.

    Args:
        found: as ``shares`` gives it.
        one, other: two labels of its index.

    Raises:
        InputError: no such group.
    """
    gap, error = sampling.difference(found["estimate"], found["standard_error"], one, other)
    return pd.Series({"difference": gap, "standard_error": error})


def after_the_survey(survey: pd.DataFrame, customers: pd.DataFrame, ledger: pd.DataFrame, invoices: pd.DataFrame,
                     asked: str = "2024-12", bought_by: str = "2025-03") -> pd.DataFrame:
    """Every customer of the survey, with what the ledger and the invoices tell of them from then on.

    Args:
        survey: with the columns customer_id, overall, recommend and repurchased.
        customers: with the columns customer_id, joined and segment.
        ledger: as for ``retention.inputs_from``, to the end of the time looked at.
        invoices: with the columns customer_id and lost.
        asked: the month of the survey.
        bought_by: the month by whose end ``repurchased`` was noted.

    Returns:
        The survey's rows with ``segment``; ``band`` (low_marks: overall 6 or less; middle_marks: 7 or 8; high_marks: 9
        or 10); ``here`` (still a customer at the end of ``bought_by``); ``left_later`` (gone by the end of the ledger);
        ``collected`` (gone because of how a late invoice was collected); ``tenure`` (first_year or longer, when asked).

    Raises:
        InputError: a table is wrong, or an answer is from somebody who was no customer then.
    """
    rows, months = checked(survey), records.check("ledger", ledger)
    people = records.check("customers", customers).set_index("customer_id")
    start, end = pd.Timestamp(asked), pd.Timestamp(bought_by)
    staying = months[months["stayed"] == 1].groupby("customer_id")["month"].max()
    last = rows["customer_id"].map(staying)
    if last.isna().any() or (last < start).any() or not rows["customer_id"].isin(people.index).all():
        raise InputError(_("Some answers are from people who were no customers in {month}. Take a survey, customers "
                           "and a ledger that belong together.").format(month=asked))
    driven = records.check("invoices", invoices).groupby("customer_id")["lost"].max() == 1
    bands = pd.cut(rows["overall"], [0, *(top for _low, top in BANDS.values())], labels=list(BANDS))
    left = last < months["month"].max()
    new = rows["customer_id"].map(people["joined"]) > start - pd.DateOffset(years=1)
    return rows.assign(
        segment=rows["customer_id"].map(people["segment"]), band=bands, here=last >= end, left_later=left,
        collected=left & rows["customer_id"].map(driven).fillna(False).astype(bool),
        tenure=new.map({True: "first_year", False: "longer"}))
