"""From records to letters: the inputs of Fig. 3 estimated from contacts, for the whole table and by group."""

import warnings

import numpy as np
import pandas as pd
import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import InputError, acquisition, records, use

FIVE = pd.DataFrame(
    {
        "channel": ["phone", "phone", "phone", "email", "email"],
        "week": [1, 1, 2, 1, 2],
        "cost": [3.0, 3.0, 3.0, 0.5, 0.5],
        "accepted": [1, 1, 0, 1, 0],
        "paid": [1, 0, 0, 1, 0],
        "revenue": [100.0, 900.0, np.nan, 60.0, np.nan],
        "cost_of_goods": [40.0, 800.0, np.nan, 40.0, np.nan],
    }
)
NAMES = ["prospects", "cost_per_contact", "gross_rate", "net_rate", "revenue_per_sale", "margin_rate"]


in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def contacts() -> pd.DataFrame:
    return records.load("contacts")


def test_five_contacts_by_hand():
    inputs = acquisition.inputs_from(FIVE)
    assert list(inputs.index) == NAMES
    assert inputs.tolist() == pytest.approx([5, 10 / 5, 3 / 5, 2 / 3, 160 / 2, 1 - 80 / 160])


def test_five_contacts_by_hand_by_channel():
    inputs = acquisition.inputs_from(FIVE, by="channel")
    assert list(inputs.columns) == NAMES and inputs.index.name == "channel"
    assert inputs.loc["phone"].tolist() == pytest.approx([3, 3, 2 / 3, 1 / 2, 100, 0.6])
    assert inputs.loc["email"].tolist() == pytest.approx([2, 0.5, 1 / 2, 1, 60, 1 / 3])


def test_the_sheet_solved_from_the_records_gives_what_the_records_add_up_to(contacts):
    paid = contacts[contacts["paid"] == 1]
    solution = acquisition.SHEET.solve(**acquisition.inputs_from(contacts))
    assert solution["C"] == pytest.approx(contacts["cost"].sum())
    assert solution["E"] == pytest.approx(contacts["accepted"].sum())
    assert solution["G"] == pytest.approx(len(paid))
    assert solution["L"] == pytest.approx(paid["revenue"].sum())
    assert solution["T"] == pytest.approx(paid["revenue"].sum() - paid["cost_of_goods"].sum() - contacts["cost"].sum())


@pytest.mark.parametrize("by", ["channel", "week", ["segment", "argument"], ("offer",)])
def test_the_values_of_the_groups_add_up_to_the_value_of_the_campaign(contacts, by):
    whole = acquisition.SHEET.solve(**acquisition.inputs_from(contacts))
    groups = acquisition.SHEET.solve(**acquisition.inputs_from(contacts, by=by))
    for letter in "ACEGLPT":
        assert groups[letter].sum() == pytest.approx(whole[letter])


@pytest.mark.parametrize("by", ["paid", "revenue", "cost", "cost_of_goods"])
def test_a_column_that_is_computed_with_may_make_the_groups_as_well(by):
    table = FIVE.assign(revenue=FIVE["revenue"].fillna(0), cost_of_goods=FIVE["cost_of_goods"].fillna(0))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", records.Note)
        assert acquisition.inputs_from(table, by=by)["prospects"].sum() == 5


@in_both_languages
def test_a_group_without_a_sale_takes_the_whole_table_s_values_and_the_reader_is_told(language):
    use(language)
    with pytest.warns(records.Note) as notes:
        inputs = acquisition.inputs_from(FIVE, by=["channel", "week"])
    assert len(notes) == 1 and "phone" in str(notes[0].message) and "⟦" not in str(notes[0].message)
    whole = acquisition.inputs_from(FIVE)
    assert inputs.loc[("phone", 2), NAMES[3:]].tolist() == whole[NAMES[3:]].tolist()
    solution = acquisition.SHEET.solve(**inputs)
    assert solution["T"].loc[("phone", 2)] == -3.0 and np.isnan(solution["J"].loc[("phone", 2)])


def test_a_group_whose_sales_are_all_unpaid_has_a_net_rate_of_zero():
    with pytest.warns(records.Note):
        inputs = acquisition.inputs_from(FIVE.assign(paid=[0, 0, 0, 1, 0]), by="channel")
    assert inputs.loc["phone", "net_rate"] == 0
    assert inputs.loc["phone", "revenue_per_sale"] == 60


def test_groups_with_sales_draw_no_note(contacts):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        acquisition.inputs_from(contacts, by="channel")


# --- what is refused


@in_both_languages
def test_a_whole_table_without_a_paid_sale_says_what_cannot_be_estimated(language):
    rate = {"en": "margin rate", "ro": "rata marjei"}[language]
    check_refusal(lambda: acquisition.inputs_from(FIVE.assign(paid=0)), language, rate)
    check_refusal(lambda: acquisition.inputs_from(FIVE.assign(paid=0, accepted=0), by="channel"), language, rate)


@in_both_languages
def test_an_empty_table_is_refused(language):
    check_refusal(lambda: acquisition.inputs_from(FIVE[FIVE["channel"] == "fax"]), language, "contacts")


@in_both_languages
@pytest.mark.parametrize(("given", "kind"), [("contacts.csv", "str"), (None, "NoneType"), ([1, 2], "list")])
def test_what_is_no_table_is_refused_by_its_type(language, given, kind):
    check_refusal(lambda: acquisition.inputs_from(given), language, kind, 'records.load("contacts")')


@in_both_languages
def test_missing_columns_are_named_with_the_nearest_ones(language):
    use(language)
    with pytest.raises(InputError) as refused:
        acquisition.inputs_from(FIVE.rename(columns={"cost_of_goods": "goods", "paid": "Paid"}))
    said = str(refused.value)
    assert "cost_of_goods" in said and 'columns={"Paid": "paid"}' in said and "⟦" not in said


@in_both_languages
@pytest.mark.parametrize(
    ("column", "values", "facts"),
    [
        ("cost", [3, 3, np.nan, 1, 1], ["2", "cost"]),
        ("cost", ["3", "3", "abc", "1", "1"], ["2", "cost", "abc"]),
        ("cost", [3, 3, np.inf, 1, 1], ["2", "cost", "inf"]),
        ("cost", [3, 3, -1, 1, 1], ["2", "cost", "-1"]),
        ("accepted", [1, 1, 0.5, 1, 0], ["2", "accepted", "0.5"]),
        ("paid", [1, 1, 1, 1, 0], ["2", "paid", "accepted"]),
        ("revenue", [None, 1, 1, 1, 1], ["0", "revenue", "paid"]),
    ],
)
def test_wrong_cells_are_named_by_the_label_of_the_row_and_the_column(language, column, values, facts):
    where = {"en": "row ", "ro": "rândul "}[language] + facts[0]
    check_refusal(lambda: acquisition.inputs_from(FIVE.assign(**{column: values})), language, where, *facts)


@in_both_languages
@pytest.mark.parametrize("by", ["chanel", ["channel", "town"], 3, []])
def test_an_unknown_column_to_group_by_is_refused_with_the_columns_there_are(language, by):
    check_refusal(lambda: acquisition.inputs_from(FIVE, by=by), language, "by=", "channel")


@in_both_languages
def test_rows_that_belong_to_no_group_are_refused_and_not_dropped(language):
    table = FIVE.assign(channel=["phone", None, None, "email", "email"])
    check_refusal(lambda: acquisition.inputs_from(table, by="channel"), language, "2", "channel")


# --- what is understood


def test_columns_that_the_sheet_does_not_need_may_hold_anything():
    assert acquisition.inputs_from(FIVE.assign(week="first"))["prospects"] == 5


def test_truth_values_texts_and_repeated_labels_are_read_as_well():
    as_bool = FIVE.assign(accepted=FIVE["accepted"].astype(bool), paid=FIVE["paid"].astype(bool))
    as_text = FIVE.assign(cost=["3,0", "3,0", "3,0", "0,5", "0,5"], channel=FIVE["channel"].astype("category"))
    expected = acquisition.inputs_from(FIVE, by="channel")
    for table in (as_bool, as_text, FIVE.set_axis([0, 0, 0, 0, 0])):
        found = acquisition.inputs_from(table, by="channel")
        pd.testing.assert_frame_equal(found.set_axis(list(found.index)), expected.set_axis(list(expected.index)))


def test_the_reader_s_table_is_left_as_it_was():
    before = FIVE.copy()
    acquisition.inputs_from(FIVE, by="channel")
    pd.testing.assert_frame_equal(FIVE, before)


def test_a_reader_s_own_campaign_goes_from_the_file_to_the_sheet(tmp_path):
    path = tmp_path / "campanie.csv"
    path.write_text("cost;accepted;paid;revenue;cost_of_goods\n2,5;da;da;120;50\n2,5;nu;nu;;\n", encoding="utf-8-sig")
    solution = acquisition.SHEET.solve(**acquisition.inputs_from(records.load("contacts", path=path)))
    assert solution["T"] == pytest.approx(120 - 50 - 5)
