"""A spoilt copy of the first contacts of the campaign, as exports come in practice: for an exercise in cleaning.

What is written into which row (as a spreadsheet counts them, the names of the columns being row 1): what is in REFUSED,
and the row that is there twice, ``records.load("contacts", path=…)`` names; what is in READ it reads all the same.
"""

from __future__ import annotations

import pandas as pd

ROWS = 200
REFUSED = {
    (9, "date"): "30.02.2024",  # there is no such day
    (31, "cost"): "",  # missing
    (58, "cost"): "2,4 lei",  # an amount with its currency
    (77, "accepted"): "maybe",
    (120, "segment"): "Families",  # beside “families”
    (143, "cost"): "-2.40",
    (181, "revenue"): "12 %",  # the discount instead of the amount
}
REPEATED = 192  # this row stands twice, one below the other
READ = {
    (15, "date"): "05.02.2024",
    (40, "cost"): "1,60",  # a decimal comma
    (66, "channel"): "  phone ",
    (90, "accepted"): "nu",
    (101, "accepted"): " NO",
    (188, "paid"): "TRUE",
}


def table(contacts: pd.DataFrame) -> pd.DataFrame:
    """The first contacts as text, spoilt."""
    text = contacts.head(ROWS).astype(object)
    text["date"] = contacts["date"].head(ROWS).dt.strftime("%Y-%m-%d")
    for column in ("cost", "revenue", "cost_of_goods"):
        text[column] = [f"{value:.2f}" if value == value else "" for value in contacts[column].head(ROWS)]
    text = pd.concat([text.iloc[: REPEATED - 1], text.iloc[REPEATED - 2 : REPEATED - 1], text.iloc[REPEATED - 1 :]])
    text = text.astype(str).reset_index(drop=True)
    for (row, column), value in (REFUSED | READ).items():
        text.loc[row - 2, column] = value
    return text


def truth() -> dict:
    """Which cells are spoilt, by row and column, and which row is there twice."""
    return {
        "refused": {f"{row} {column}": value for (row, column), value in REFUSED.items()},
        "repeated": REPEATED + 1,
        "read": {f"{row} {column}": value for (row, column), value in READ.items()},
    }
