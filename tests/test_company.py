"""The tables of the case company after the contacts: their rules, and the true values found again from them."""

import json

import numpy as np
import pandas as pd
import pytest

from crmlessons import InputError, records
from crmlessons.records.description import folder, tables
from crmlessons.records.names import names

TRUTH = json.loads((folder() / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def company() -> dict[str, pd.DataFrame]:
    return {name: records.load(name) for name in tables()}


def near(estimates, truth, errors, within: float = 4) -> bool:
    """Whether every estimate lies within so many standard errors of the truth."""
    distance = np.abs(np.asarray(estimates, float) - np.asarray(truth, float))
    return bool((distance <= within * np.asarray(errors, float) + 1e-9).all())


def share(flags: pd.Series) -> tuple[float, float]:
    """A share and its standard error."""
    return flags.mean(), (flags.mean() * (1 - flags.mean()) / len(flags)) ** 0.5


# --- rules


def test_no_key_points_at_a_record_that_is_not_there(company):
    records.check_joins(company)


def test_the_paid_contacts_of_the_campaign_are_the_customers_it_won(company):
    paid = company["contacts"].query("paid == 1").set_index("contact_id")
    won = company["customers"].dropna(subset="contact_id").set_index("contact_id")
    assert len(won) == 498 and set(won.index) == set(paid.index)
    paid = paid.loc[won.index]
    assert (won["segment"] == paid["segment"]).all() and (won["channel"] == paid["channel"]).all()
    assert (won["plan"] == paid["offer"]).all()
    assert (won["joined"].dt.to_period("M") == paid["date"].dt.to_period("M")).all()
    assert 1_500 <= len(company["customers"]) <= 2_000


def test_every_conversation_won_is_a_customer_and_both_raters_saw_the_same(company):
    calls = company["sales_calls"]
    assert (calls["customer_id"].notna() == (calls["won"] == 1)).all()
    assert (calls["loss_reason"].notna() == (calls["won"] == 0)).all()
    nobody_there = calls["loss_reason"] == "no_decider"
    assert nobody_there.any() and (calls["deciders_present"] < calls["deciders_needed"])[nobody_there].all()
    won = company["customers"].set_index("customer_id")["channel"]
    assert set(calls["customer_id"].dropna()) == set(won.index[won == "sales_call"])
    facts = [name for name in calls if name not in [*TRUTH["sales_calls"]["parameters"]["error"], "rater"]]
    assert (calls.groupby("call_id")[facts].nunique(dropna=False) == 1).all(axis=None)


def test_a_customer_has_a_row_for_every_month_from_the_one_after_joining_until_he_leaves(company):
    ledger = company["ledger"]
    months = ledger["month"].dt.year * 12 + ledger["month"].dt.month
    assert (months.groupby(ledger["customer_id"]).diff().dropna() == 1).all()
    assert ledger["month"].nunique() == 24
    last = ~ledger.duplicated("customer_id", keep="last")
    assert (ledger.loc[~last, "stayed"] == 1).all()
    assert (ledger.loc[last & (ledger["month"] < "2025-12-01"), "stayed"] == 0).all()
    first = ledger.drop_duplicates("customer_id").set_index("customer_id")["month"]
    joined = company["customers"].set_index("customer_id")["joined"]
    after = (joined + pd.DateOffset(months=1)).clip(lower=pd.Timestamp("2024-01-01"))
    assert first.equals(after.loc[first.index].rename("month")) and len(first) == len(joined)


def test_nothing_is_billed_in_the_month_of_leaving_and_never_more_paid_than_billed(company):
    ledger = company["ledger"]
    for column in ("billed", "paid", "cost_of_goods"):
        assert (ledger[column].notna() == (ledger["stayed"] == 1)).all()
    assert (ledger["paid"] <= ledger["billed"]).where(ledger["stayed"] == 1, True).all()
    assert ((ledger["retention_cost"] > 0) == (ledger["contacts"] > 0)).all()


def test_the_invoices_are_the_bills_of_small_firms(company):
    firms = company["customers"].query("segment == 'small_firms'")["customer_id"]
    bills = company["ledger"].query("stayed == 1")
    bills = bills[bills["customer_id"].isin(firms)]
    invoices = company["invoices"].assign(month=lambda rows: rows["issued"].dt.to_period("M").dt.to_timestamp())
    both = invoices.merge(bills, on=["customer_id", "month"], suffixes=("", "_bill"))
    assert len(both) == len(invoices) == len(bills)
    assert (both["amount"] == both["billed"]).all() and (both["collected"] == both["paid_bill"]).all()


def test_an_invoice_is_late_for_a_reason_and_only_then(company):
    invoices = company["invoices"]
    late = invoices["paid"].isna() | (invoices["paid"] > invoices["due"])
    for column in ("reason", "approach", "lost"):
        assert (invoices[column].notna() == late).all()
    assert (invoices["issued"] < invoices["paid"].fillna(invoices["due"])).all()
    assert (invoices["collected"] == invoices["amount"]).eq(invoices["paid"].notna()).all()
    assert invoices["paid"].max() <= pd.Timestamp("2026-04-30")


def test_who_left_over_an_invoice_is_gone_two_months_later(company):
    lost = company["invoices"].query("lost == 1")
    last = company["ledger"].groupby("customer_id")["month"].max()
    allowed = lost["issued"].dt.to_period("M").dt.to_timestamp() + pd.DateOffset(months=2)
    assert (lost["customer_id"].map(last) <= allowed).all()


def test_offers_go_to_customers_of_a_year_and_more_who_can_buy_them(company):
    offers = company["offers"].merge(company["customers"], on="customer_id")
    assert (offers["joined"] <= offers["month"] - pd.DateOffset(months=12)).all()
    assert set(offers.loc[offers["offer"] == "television", "plan"]) == {"internet"}
    assert set(offers.loc[offers["offer"] == "more_channels", "plan"]) == {"internet_tv"}
    assert (offers["cost"] > 0).eq(offers["treated"] == 1).all()
    assert (offers["revenue"].notna() == (offers["accepted"] == 1)).all()
    assert offers.groupby("kind")["offer"].nunique().to_dict() == {"cross_sell": 2, "up_sell": 2}


def test_a_ticket_that_did_not_solve_the_problem_is_followed_by_one_that_does(company):
    tickets = company["tickets"].set_index("ticket_id")
    again = tickets.dropna(subset="follows")
    assert set(again["follows"]) == set(tickets.index[tickets["solved"] == 0]) and again["solved"].all()
    before = tickets.loc[again["follows"]]
    assert (before["customer_id"].to_numpy() == again["customer_id"].to_numpy()).all()
    assert (before["opened"].to_numpy() < again["opened"].to_numpy()).all()
    assert tickets["opened"].is_monotonic_increasing
    plans = company["customers"].set_index("customer_id")["support"]
    assert (tickets["support"] == tickets["customer_id"].map(plans)).all()


def test_every_code_has_its_words():
    described = [field for table in tables().values() for field in table["schema"]["fields"]]
    codes = {code for field in described for code in field["constraints"].get("enum", [])}
    assert codes - {"A", "B"} <= set(names())


# --- the true values


def test_who_stayed_follows_the_true_curve_and_monthly_retention_rises_with_tenure(company):
    people = company["customers"]
    campaign = people[people["contact_id"].notna() & (people["segment"] != "small_firms")]
    curve = TRUTH["customers"]["private_campaign_customers_kept"]
    rows = company["ledger"].merge(campaign[["customer_id", "joined"]], on="customer_id")
    tenure = (rows["month"].dt.year - rows["joined"].dt.year) * 12 + rows["month"].dt.month - rows["joined"].dt.month
    for months in (3, 6, 12, 18, 20):
        left, error = share(rows.loc[tenure == months].set_index("customer_id")["stayed"].reindex(
            campaign["customer_id"]).fillna(0))
        assert near(left, curve[str(months)], error), months
    early, late = share(rows.loc[tenure <= 6, "stayed"]), share(rows.loc[tenure > 12, "stayed"])
    assert late[0] - early[0] > 2 * (early[1] ** 2 + late[1] ** 2) ** 0.5


def test_door_to_door_customers_stay_longer_than_those_won_by_phone(company):
    ledger = company["ledger"]
    last = ledger.loc[(ledger["stayed"] == 1) & (ledger["month"] == ledger["month"].max()), "customer_id"]
    won = company["customers"].dropna(subset="contact_id")
    here = won["customer_id"].isin(last)
    visits, phone = (share(here[won["channel"] == channel]) for channel in ("door_to_door", "phone"))
    assert visits[0] - phone[0] > 3 * (visits[1] ** 2 + phone[1] ** 2) ** 0.5


def test_late_payment_has_its_true_reasons_and_the_programme_its_true_effect(company):
    invoices, true = company["invoices"], TRUTH["invoices"]
    late = invoices.dropna(subset="reason")
    for reason, expected in true["parameters"]["reason"].items():
        found, error = share(late["reason"] == reason)
        assert near(found, expected, error)
    for programme, name in ((0, "late_rate_without"), (1, "late_rate_with")):
        by_firm = invoices[invoices["programme"] == programme].groupby("customer_id")["reason"].agg(["count", "size"])
        rate = by_firm["count"].sum() / by_firm["size"].sum()
        error = (by_firm["count"] - rate * by_firm["size"]).std() * len(by_firm) ** 0.5 / by_firm["size"].sum()
        assert near(rate, true["inputs"]["all"][name], error)


@pytest.mark.parametrize("approach", ["amicable", "legal", "intermediaries"])
def test_how_a_late_invoice_is_collected_decides_what_is_paid_and_who_is_lost(company, approach):
    chased, true = company["invoices"].query(f"approach == '{approach}'"), TRUTH["invoices"]["inputs"]["all"]
    for found, expected in ((chased["lost"] == 1, "lost_if_late"), (chased["paid"].isna(), "unpaid_if_late")):
        rate, error = share(found.astype(bool))
        assert near(rate, true[expected][approach], error)


def test_tickets_come_by_the_true_rhythm_and_are_solved_as_often_as_the_model_says(company):
    tickets, true = company["tickets"], TRUTH["tickets"]["inputs"]["all"]
    first = tickets[tickets["follows"].isna()]
    rhythms = (first["opened"].dt.day_of_week, true["weekday"]), (tickets["opened"].dt.hour, true["hour"])
    for part, expected in rhythms:
        for level, chance in expected.items():
            found, error = share(part == int(level))
            assert near(found, chance, max(error, 0.002))
    for plan, name in ((1, "with"), (0, "without")):
        found, error = share(first.loc[first["support"] == plan, "solved"])
        assert near(found, true["solved_at_first_contact"][name], error)
    assert near(tickets["cost"].mean(), true["cost_per_ticket"], tickets["cost"].std() / len(tickets) ** 0.5)


def test_the_weights_of_the_eight_elements_are_found_again_by_least_squares(company):
    survey, true = company["survey"], TRUTH["survey"]["inputs"]["all"]
    x = np.column_stack([np.ones(len(survey)), survey[list(true["weights"])]])
    solved, residuals, *_ = np.linalg.lstsq(x, survey["overall"].to_numpy(float), rcond=None)
    errors = (np.linalg.inv(x.T @ x).diagonal() * residuals[0] / (len(x) - x.shape[1])) ** 0.5
    assert near(solved[1:], list(true["weights"].values()), errors[1:])
    marks = survey.groupby("overall")["repurchased"].mean()
    assert marks.loc[:5].max() < 0.2 < 0.5 < marks.loc[8:].min()


def test_two_raters_agree_with_the_kappa_of_the_model(company):
    calls = company["sales_calls"].set_index(["call_id", "rater"])
    kappas = []
    for item in TRUTH["sales_calls"]["parameters"]["error"]:
        pair = calls[item].unstack()
        agreed, chance = (pair["A"] == pair["B"]).mean(), pair.mean().prod() + (1 - pair.mean()).prod()
        kappas.append((agreed - chance) / (1 - chance))
    error = np.std(kappas, ddof=1) / len(kappas) ** 0.5
    assert near(np.mean(kappas), TRUTH["sales_calls"]["inputs"]["all"]["kappa"], error)
    assert min(kappas) > 0.4 and max(kappas) < 0.8


# --- the spoilt copy


def test_every_fault_of_the_spoilt_copy_is_named_and_none_is_in_the_clean_table(company):
    faults = TRUTH["contacts_raw"]
    with pytest.raises(InputError) as refused:
        records.load("contacts", path=records.place("contacts_raw"))
    lines = str(refused.value).split("\n")[1:]
    places = [line.split(":")[0].removeprefix("– row ").replace(", column ", " ") for line in lines]
    assert places == [*faults["refused"], f"{faults['repeated']} contact_id"]
    assert company["contacts_raw"]["contact_id"].duplicated().sum() == 1


def test_once_cleaned_the_spoilt_copy_is_the_start_of_the_clean_table(company):
    raw = company["contacts_raw"].drop_duplicates(ignore_index=True)
    clean = company["contacts"].head(len(raw))
    for place in TRUTH["contacts_raw"]["refused"]:
        row, column = place.split(" ")
        raw.loc[int(row) - 2, column] = str(clean.loc[int(row) - 2, column])
    raw["segment"] = raw["segment"].str.lower()
    checked = records.check("contacts", raw)
    for column in ("cost", "accepted", "paid", "revenue", "cost_of_goods", "channel"):
        cells = checked[column].str.strip() if column == "channel" else checked[column]
        pd.testing.assert_series_equal(cells, clean[column], check_dtype=False)
