"""The reader's own company, from a form or a CSV: what is read, what is refused, and where; and the rubric."""

import pytest
from refusals import check_refusal, refused_in_every_language

from crmlessons import capstone, use

EXAMPLE = {**capstone.example(), "company": "Shop"}


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def rows(**changed):
    return "name,value\n" + "".join(f"{name},{value}\n" for name, value in {**EXAMPLE, **changed}.items())


def test_the_template_is_read_back_as_the_example(tmp_path):
    found = capstone.own(capstone.template(tmp_path / "shop.csv"))
    assert found.values == capstone.example() and found.budget == 10_000


def test_a_share_counted_in_n_contacts_has_the_error_of_a_share_and_a_guess_half_of_itself():
    groups = capstone.own({**EXAMPLE, "acquiring_best_rate": 0.1, "acquiring_worth": 50, "acquiring_tested": 400,
                           "retaining_best_rate": 0.1, "retaining_worth": 50, "retaining_tested": 0}).company.groups
    tested, guessed = (groups.loc[(use_, "best_people", use_)] for use_ in ("acquiring", "retaining"))
    assert tested["brings"] == guessed["brings"] == pytest.approx(5)
    assert tested["error"] == pytest.approx((0.1 * 0.9 / 400) ** 0.5 * 50) and guessed["error"] == pytest.approx(2.5)
    assert tested["spread"] == pytest.approx(0.3 * 50)


def test_numbers_may_be_written_as_people_write_them(tmp_path):
    text = rows(acquiring_best_rate="6%", acquiring_cost="3.50", budget="12000")
    found = capstone.own(written(tmp_path / "a.csv", text)).values
    assert (found["acquiring_best_rate"], found["acquiring_cost"], found["budget"]) == (0.06, 3.5, 12_000)
    semicolons = text.replace(",", ";").replace("3.50", "3,50")
    assert capstone.own(written(tmp_path / "b.csv", semicolons)).values == found


def test_a_shop_that_knows_no_habit_is_compared_with_equal_parts():
    never = {name: 0.0 for name in EXAMPLE if name.endswith("_before")}
    found = capstone.own({**EXAMPLE, **never})
    assert next(iter(capstone.policies(found.company, found.budget))) == "equal_parts"
    assert capstone.report(capstone.best_found(found.company, found.budget)).compared == "equal_parts"


def test_nobody_to_contact_leaves_everything_unspent():
    nobody = {name: 0.0 for name in EXAMPLE if name.endswith("_number")}
    found = capstone.own({**EXAMPLE, **nobody})
    plans = capstone.policies(found.company, found.budget)
    assert {plan.value for plan in plans.values()} == {0.0} and plans["best_found"].unspent == 10_000
    capstone.report(plans["best_found"])


def test_a_workbook_is_written_and_read_as_the_text_is(tmp_path):
    filled = {**EXAMPLE, "budget": 12_500.0, "company": "=SUM(A1)"}
    book, text = (capstone.own(capstone.template(tmp_path / f"shop.{kind}", filled)) for kind in ("xlsx", "csv"))
    assert book.values == text.values and book.budget == 12_500 and not book.values["company"].startswith("=")


def test_a_further_column_is_for_notes_and_a_decimal_comma_between_commas_is_understood(tmp_path):
    noted = rows().replace("name,value", "name,value,note").replace("acquiring_cost,3.0", "acquiring_cost,3.0,a guess")
    assert capstone.own(written(tmp_path / "a.csv", noted)).values == EXAMPLE
    comma = rows(acquiring_cost="3,5")
    assert capstone.own(written(tmp_path / "b.csv", comma)).values["acquiring_cost"] == 3.5


@refused_in_every_language(
    ("a word for a number", rows(acquiring_cost="cheap"), ("4", "value", "cheap", "acquiring_cost"), ("is no number",)),
    ("a rate above one", rows(retaining_best_rate="12"), ("14", "12", "retaining_best_rate"), ("must lie between",)),
    ("a rate in a hundred", rows(retaining_best_rate="6"), ("14", "6%", "retaining_best_rate"), ("write",)),
    ("a missing row", rows().replace("budget,10000.0\n", ""), ("budget",), ("is missing",)),
    ("an unknown name", rows() + "aquiring_cost,3\n", ("44", "aquiring_cost", "acquiring_cost"), ("Did you mean",)),
    ("a name twice", rows() + "budget,3\n", ("44", "budget", "3"), ("stands in row",)),
    ("no head", rows().replace("name,value\n", ""), ("1", "shop.csv"), ("must hold",)),
    ("an empty file", "", ("1", "shop.csv"), ()),
    ("an empty cell", rows(growing_worth=""), ("growing_worth",), ("is no number",)),
)
def test_a_file_that_cannot_be_used_is_refused_by_row_and_column(tmp_path, language, given, said, in_english):
    path = written(tmp_path / "shop.csv", given)
    check_refusal(lambda: capstone.own(path), language, *said, in_english=in_english)


@pytest.mark.parametrize("language", ["en", "ro"])
def test_many_faults_are_counted_and_the_first_ones_named(language):
    check_refusal(lambda: capstone.own({"company": "x"}), language, "budget", "acquiring_cost", "36")


@pytest.mark.parametrize("language", ["en", "ro"])
def test_nothing_is_written_over_and_a_missing_file_is_named(tmp_path, language):
    path = capstone.template(tmp_path / "shop.csv")
    check_refusal(lambda: capstone.template(path), language, "shop.csv")
    check_refusal(lambda: capstone.own(tmp_path / "none.csv"), language, "none.csv")
    check_refusal(lambda: capstone.template(tmp_path / "shop.doc"), language, "shop.doc")


def test_a_number_whose_point_may_group_thousands_is_asked_for_again():
    check_refusal(lambda: capstone.own({**EXAMPLE, "budget": "10.000"}), "en", "10.000", "budget", "10,000")


@pytest.mark.parametrize("value", [True, None, float("nan"), [3], ""])
def test_what_is_no_number_in_a_dict_is_refused_by_its_name(value):
    check_refusal(lambda: capstone.own({**EXAMPLE, "growing_cost": value}), "en", "growing_cost")


def test_the_rubric_gives_24_points_to_who_reaches_the_highest_level_everywhere():
    highest = capstone.marked(**{one.code: 3 for one in capstone.RUBRIC})
    assert highest["points"].sum() == highest["most"].sum() == capstone.most_points() == 24
    some = capstone.marked(basis=2, evidence=3, margin=2, risk=1, change=2, report=3)
    assert some["points"].sum() == 2 + 3 + 2 * 2 + 1 + 2 * 2 + 3
    assert all(len(set(one.levels)) == 4 for one in capstone.RUBRIC)


@refused_in_every_language(
    ("a criterion left out", {"basis": 1}, ("evidence",), ("criteria",)),
    ("a level that is none", {"basis": 4, "evidence": 0, "margin": 0, "risk": 0, "change": 0, "report": 0},
     ("basis", "4"), ()),
    ("a yes", {"basis": True, "evidence": 0, "margin": 0, "risk": 0, "change": 0, "report": 0}, ("basis",), ()),
)
def test_marks_that_are_none_are_refused(language, given, said, in_english):
    use(language)
    check_refusal(lambda: capstone.marked(**given), language, *said, in_english=in_english)
