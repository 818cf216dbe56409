"""The case company's records: made by one seed, described column by column, and true to the model they come from."""

import importlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from crmlessons import records
from crmlessons.records.description import folder, tables

FACTORS = ["channel", "offer", "segment", "moment", "argument", "week"]
TRUTH = json.loads((folder() / "truth.json").read_text("utf-8"))["contacts"]["inputs"]
COMPARISONS = [("all", "all")] + [(factor, level) for factor in FACTORS for level in TRUTH[factor]]


@pytest.fixture
def make(monkeypatch):
    """The model of the contacts, as a fresh module."""
    monkeypatch.syspath_prepend(folder())
    for name in [name for name in sys.modules if name.split(".")[0] == "company"]:
        monkeypatch.delitem(sys.modules, name)
    return importlib.import_module("company.contacts")


@pytest.fixture(scope="module")
def contacts() -> pd.DataFrame:
    return records.load("contacts")


def group(contacts: pd.DataFrame, factor: str, level: str) -> pd.DataFrame:
    return contacts if factor == "all" else contacts[contacts[factor].astype(str) == level]


def estimates(contacts: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Every input as (estimate, standard error), written out apart from the package."""
    size, sales, paid = len(contacts), contacts["accepted"].sum(), contacts[contacts["paid"] == 1]
    gross, net = sales / size, len(paid) / sales
    goods_rate = paid["cost_of_goods"].sum() / paid["revenue"].sum()
    residual = paid["cost_of_goods"] - goods_rate * paid["revenue"]
    return {
        "prospects": (size, 0),
        "cost_per_contact": (contacts["cost"].mean(), contacts["cost"].std() / size**0.5),
        "gross_rate": (gross, (gross * (1 - gross) / size) ** 0.5),
        "net_rate": (net, (net * (1 - net) / sales) ** 0.5),
        "revenue_per_sale": (paid["revenue"].mean(), paid["revenue"].std() / len(paid) ** 0.5),
        "margin_rate": (1 - goods_rate, residual.std() / paid["revenue"].mean() / len(paid) ** 0.5),
    }


def misses(contacts: pd.DataFrame, truth: dict[str, float]) -> list[str]:
    """The inputs whose estimate lies more than four standard errors from the truth."""
    found = estimates(contacts)
    return [name for name, true in truth.items() if abs(found[name][0] - true) > 4 * found[name][1] + 1e-9]


def value_per_customer(contacts: pd.DataFrame) -> float:
    """Line R of Fig. 3, straight from the records."""
    paid = contacts[contacts["paid"] == 1]
    return (paid["revenue"].sum() - paid["cost_of_goods"].sum() - contacts["cost"].sum()) / len(paid)


def test_making_the_tables_again_gives_the_committed_files_byte_for_byte(tmp_path):
    script = f"import sys; from pathlib import Path; sys.path.insert(0, {str(folder())!r}); import make; "
    script += f"make.make(Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-B", "-c", script], check=True)
    made = sorted(tmp_path.iterdir())
    assert {path.name for path in made} == {"README.md", "truth.json"} | {table["path"] for table in tables().values()}
    for path in made:
        assert path.read_bytes() == (folder() / path.name).read_bytes(), f"{path.name}: run python datasets/make.py"


def test_the_files_have_unix_line_ends_and_stay_under_three_megabytes_together():
    names = ["README.md", "truth.json", "datapackage.json", *(table["path"] for table in tables().values())]
    contents = [(folder() / name).read_bytes() for name in names]
    assert not any(b"\r" in content for content in contents)
    assert sum(map(len, contents)) < 3_000_000


def test_the_frictionless_tool_finds_nothing_wrong_with_the_package_its_tables_and_their_keys():
    from frictionless import Package

    report = Package(str(folder() / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]
    assert [task.name for task in report.tasks] == list(tables())


def test_every_column_of_every_table_is_described_in_both_languages_in_the_order_of_the_file():
    for table in tables().values():
        header = (folder() / table["path"]).read_text("utf-8").splitlines()[0]
        assert header.split(",") == [field["name"] for field in table["schema"]["fields"]]
        for field in table["schema"]["fields"]:
            texts = [field[key] for key in ("title", "title_ro", "description", "description_ro")]
            assert all(texts) and field["description"] != field["description_ro"]
            assert {"type", "unit", "constraints"} <= set(field)
        assert table["description"] and table["description_ro"] and table["title_ro"] != table["title"]


def test_the_description_says_plainly_in_both_languages_that_the_company_is_simulated():
    package = json.loads((folder() / "datapackage.json").read_text("utf-8"))
    assert package["simulated"] is True
    assert "simulated" in package["description"] and "simulată" in package["description_ro"]
    assert package["description_ro"] in (folder() / "README.md").read_text("utf-8")


def test_the_levels_described_are_those_of_the_model_and_all_of_them_occur(make, contacts):
    model = {"channel": make.CHANNELS, "offer": make.OFFERS, "segment": make.SEGMENTS, "moment": make.MOMENTS}
    model["argument"] = make.ARGUMENTS
    described = {field["name"]: field["constraints"].get("enum") for field in tables()["contacts"]["schema"]["fields"]}
    for factor, levels in model.items():
        assert described[factor] == list(levels)
        assert set(contacts[factor]) == set(levels)


def test_every_week_and_channel_tries_every_combination_equally_often(contacts):
    per_cell = contacts.groupby(["week", "channel", "offer", "segment", "argument"]).size()
    assert len(per_cell) == 12 * 5 * 2 * 3 * 3
    assert (per_cell.groupby(["week", "channel"]).nunique() == 1).all()
    by_moment = contacts.pivot_table(index=["week", "channel"], columns="moment", values="cost", aggfunc="size")
    changed = by_moment.index.map(lambda row: row[0] >= 7 and row[1] == "phone")
    assert (by_moment[~changed].nunique(axis=1) == 1).all()
    assert by_moment[changed][["morning", "weekend"]].isna().all(axis=None)


def test_dates_agree_with_week_and_moment_and_ids_follow_them(contacts):
    days = (contacts["date"] - pd.Timestamp("2024-02-05")).dt.days
    assert (days // 7 + 1 == contacts["week"]).all()
    assert ((days % 7 >= 5) == (contacts["moment"] == "weekend")).all()
    assert contacts["contact_id"].is_unique and contacts["contact_id"].is_monotonic_increasing
    assert contacts["date"].is_monotonic_increasing


def test_amounts_stand_where_an_offer_was_accepted_and_only_there(contacts):
    for column in ("revenue", "cost_of_goods"):
        assert (contacts[column].notna() == (contacts["accepted"] == 1)).all()
    assert (contacts["paid"] <= contacts["accepted"]).all()


def test_the_campaign_resembles_fig_3_without_being_it(contacts):
    found = {name: value for name, (value, _) in estimates(contacts).items()}
    fig_3 = {"prospects": 10_000, "cost_per_contact": 2, "gross_rate": 0.05, "net_rate": 0.8}
    fig_3 |= {"revenue_per_sale": 100, "margin_rate": 0.6}
    for name, value in fig_3.items():
        assert found[name] != value
        assert found[name] == pytest.approx(value, rel=0.25)


@pytest.mark.parametrize("factor", FACTORS)
def test_every_group_by_one_factor_has_paid_sales_to_estimate_from(contacts, factor):
    assert contacts.groupby(factor)["paid"].sum().min() >= 20


@pytest.mark.parametrize(("factor", "level"), COMPARISONS)
def test_the_records_recover_the_true_inputs_within_four_standard_errors(contacts, factor, level):
    assert not misses(group(contacts, factor, level), TRUTH[factor] if factor == "all" else TRUTH[factor][level])


def changed_models(make, monkeypatch):
    """One parameter of the model changed at a time, and the comparison that must notice."""
    phone, families = make.CHANNELS["phone"], make.MODEL["families"]
    monkeypatch.setitem(make.CHANNELS, "phone", replace(phone, rate=phone.rate * 1.5))
    yield "channel", "phone"
    monkeypatch.setitem(make.CHANNELS, "phone", replace(phone, cost=phone.cost + 0.1))
    yield "channel", "phone"
    monkeypatch.setitem(make.CHANNELS, "phone", phone)
    monkeypatch.setitem(make.MODEL, "families", replace(families, reliability=0.65))
    yield "segment", "families"
    monkeypatch.setitem(make.MODEL, "families", replace(families, price=make.by(make.OFFERS, 85, 120)))
    yield "segment", "families"
    monkeypatch.setitem(make.MODEL, "families", families)
    monkeypatch.setitem(make.MARGIN, "internet", 0.66)
    yield "offer", "internet"


def test_a_changed_parameter_of_the_model_would_be_noticed(make, contacts, monkeypatch):
    for factor, level in changed_models(make, monkeypatch):
        truth = make.true_inputs(make.design(), factor)[level]
        assert misses(group(contacts, factor, level), truth), f"nothing differs for {factor} {level}"


def test_the_truth_in_a_large_sample_is_the_truth_of_the_model(make, monkeypatch):
    for name, channel in make.CHANNELS.items():
        monkeypatch.setitem(make.CHANNELS, name, replace(channel, contacts_per_cell=20 * channel.contacts_per_cell))
    large = make.contacts(np.random.Generator(np.random.PCG64(7)))
    assert len(large) == 20 * TRUTH["all"]["prospects"]
    assert not misses(large, make.true_inputs(make.design())["all"])


def test_chances_are_chances_and_every_effect_averages_one(make):
    expected = make.model(make.design())
    assert expected[["accepts", "pays"]].min().min() > 0 and expected[["accepts", "pays"]].max().max() < 1
    for effect in [channel.ear for channel in make.CHANNELS.values()] + [c.moment for c in make.CHANNELS.values()]:
        assert np.mean(list(effect.values())) == pytest.approx(1)
    for segment in make.MODEL.values():
        assert np.mean(list(segment.appeal.values())) == np.mean(list(segment.argument.values())) == pytest.approx(1)


def test_profitability_visits_lose_money_on_the_first_sale_and_bring_the_best_paying_customers(contacts):
    visits = contacts[contacts["channel"] == "door_to_door"]
    assert value_per_customer(visits) < -10
    others = ["phone", "email", "direct_mail", "web_chat"]
    assert all(value_per_customer(contacts[contacts["channel"] == channel]) > 0 for channel in others)
    customers = contacts[contacts["paid"] == 1]
    assert customers.groupby("channel")["revenue"].mean().idxmax() == "door_to_door"
    share = (customers["segment"] == "small_firms").groupby(customers["channel"]).mean()
    assert share["door_to_door"] > 0.5 and share.idxmax() == "door_to_door"


def test_reach_and_speed_the_phone_reaches_six_times_the_prospects_of_visits(contacts):
    reach = contacts.groupby("channel").size()
    assert reach["phone"] == reach["email"] == 6 * reach["door_to_door"]


def test_personalisation_the_argument_that_fits_the_segment_is_accepted_most(contacts):
    rate = contacts.pivot_table(index="segment", columns="argument", values="accepted")
    assert rate.idxmax(axis=1).to_dict() == {"students": "price", "families": "speed", "small_firms": "local_service"}
    for segment, best in rate.idxmax(axis=1).items():
        assert rate.loc[segment, best] > 2 * rate.loc[segment].drop(best).max()


def test_moment_and_offer_matter_within_the_weeks_before_the_change(contacts):
    before = contacts[contacts["week"] < 7]
    assert before.groupby("moment")["accepted"].mean().idxmax() == "evening"
    assert before.groupby("offer")["accepted"].mean().idxmax() == "internet"


def test_responsiveness_a_new_customer_costs_visibly_less_from_week_7_on(contacts):
    weekly = contacts.groupby("week")[["cost", "paid"]].sum()
    cost_per_customer = weekly["cost"] / weekly["paid"]
    assert cost_per_customer.loc[7:].max() < cost_per_customer.loc[:6].mean()
    assert cost_per_customer.loc[7:].mean() < 0.75 * cost_per_customer.loc[:6].mean()


def test_the_data_folder_is_the_one_of_the_checkout_or_of_the_package():
    assert folder().name == "datasets" and (folder() / "datapackage.json").is_file()
    assert isinstance(folder(), Path)
