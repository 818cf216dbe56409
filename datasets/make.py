"""Makes the records of the case company: ``python datasets/make.py`` writes every table anew, byte for byte the same.

The company is simulated; how its customers behave is said in ``company/``, table by table.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
from company import calls, contacts, months, offers, people, raw, survey, tickets
from company.draws import rounded, stream


def tables() -> tuple[dict[str, pd.DataFrame], dict[str, dict]]:
    """Every table, and the truth behind it; each draws from its own stream, and from the tables above it."""
    reached = contacts.contacts(stream(1))
    talks = calls.conversations(stream(2))
    customers = people.table(stream(3), reached, talks)
    ledger, invoices = months.simulate(stream(4), customers)
    further = offers.table(stream(5), customers, ledger)
    made = {
        "contacts": reached,
        "customers": customers,
        "ledger": ledger,
        "offers": further,
        "tickets": tickets.table(stream(6), customers, ledger),
        "invoices": invoices,
        "survey": survey.table(stream(7), customers, ledger),
        "sales_calls": calls.table(stream(8), talks, customers),
        "contacts_raw": raw.table(reached),
    }
    facts = {
        "contacts": contacts.truth(),
        "customers": people.truth(customers),
        "ledger": months.ledger_truth(ledger),
        "offers": offers.truth(further),
        "tickets": tickets.truth(),
        "invoices": months.invoices_truth(),
        "survey": survey.truth(),
        "sales_calls": calls.truth(talks),
        "contacts_raw": raw.truth(),
    }
    return made, facts


def dictionary(package: dict) -> str:
    """The data dictionary, in both languages, from the description of the tables."""
    parts = ["# " + package["title"], package["description"], package["description_ro"]]
    parts.append("`make.py` writes this page, the tables, and `truth.json`, the true values behind the tables.")
    for table in package["resources"]:
        parts += [f"## {table['name']}", table["description"], table["description_ro"]]
        lines = ["| column | type | unit | meaning | înțeles |", "|---|---|---|---|---|"]
        for field in table["schema"]["fields"]:
            cells = (f"`{field['name']}`", field["type"], field["unit"], field["description"], field["description_ro"])
            lines.append("| " + " | ".join(cells) + " |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def written(table: pd.DataFrame, columns: list[str]) -> bytes:
    """The table as a file: unix line ends; amounts with bani where the column has any; times to the minute."""
    shown = table[columns].copy()
    for column in shown.select_dtypes("float"):
        if (shown[column].dropna() % 1 == 0).all():
            shown[column] = shown[column].astype("Int64")
    for column in shown.select_dtypes("datetime"):
        known = shown[column].dropna()
        clock = (known.dt.normalize() != known).any()
        shown[column] = shown[column].dt.strftime("%Y-%m-%d %H:%M" if clock else "%Y-%m-%d")
    return shown.to_csv(index=False, lineterminator="\n", float_format="%.2f").encode("utf-8")


def make(folder: Path) -> None:
    """Write every table, the truth behind them and the data dictionary into the folder."""
    package = json.loads((Path(__file__).parent / "datapackage.json").read_text("utf-8"))
    described = {it["name"]: [field["name"] for field in it["schema"]["fields"]] for it in package["resources"]}
    made, facts = tables()
    for name, table in made.items():
        (folder / f"{name}.csv").write_bytes(written(table, described[name]))
    text = json.dumps(rounded(facts), indent=2, ensure_ascii=False) + "\n"
    (folder / "truth.json").write_bytes(text.encode("utf-8"))
    (folder / "README.md").write_bytes(dictionary(package).encode("utf-8"))


if __name__ == "__main__":
    make(Path(__file__).parent)
