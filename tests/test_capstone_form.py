"""The form for an own company: what is typed is read, refused in words and kept; and the rubric on paper."""

import pytest
from refusals import LANGUAGES, check_refusal

from crmlessons import capstone, use, views

HOSTILE = "<script>alert('Țuțu & Șerban')</script>"
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_the_form_holds_what_is_typed_and_stands_on_paper(language):
    use(language)
    form = views.own_form(capstone.FIELDS, capstone.LEVERS, capstone.example())
    assert form.values == capstone.example() and form.widget and form.values == capstone.example()
    form._boxes["acquiring_best_rate"].value = "7.5"
    form._boxes["company"].value = HOSTILE
    assert (form.values["acquiring_best_rate"], form.values["company"]) == (0.075, HOSTILE)
    twin = form._repr_mimebundle_()["text/html"]
    assert twin.count("<tr>") == 1 + len(capstone.FIELDS) and "⟦" not in twin
    assert capstone.own(form.values).values["acquiring_best_rate"] == 0.075


@each_language
@pytest.mark.parametrize("typed", ["cheap", "", "-3", "150", "1e99", "<b>2</b>"])
def test_the_form_says_what_it_did_not_understand_and_leaves_it_as_it_was_typed(typed, language):
    use(language)
    form = views.own_form(capstone.FIELDS, capstone.LEVERS, capstone.example())
    assert form.widget and form._said.value.count("<br>") == 0 and form.values
    form._boxes["acquiring_best_rate"].value = typed
    assert form._boxes["acquiring_best_rate"].value == typed
    assert len(form._said.value) > 40 and "<b>" not in form._said.value and "⟦" not in form._said.value
    check_refusal(lambda: form.values, language)


def test_the_form_reads_numbers_as_people_write_them_and_asks_where_two_are_possible():
    form = views.own_form(capstone.FIELDS, capstone.LEVERS, capstone.example())
    assert form.widget
    for name, typed, read in (("acquiring_cost", "4,5", 4.5), ("acquiring_best_rate", "6,5 %", 0.065),
                              ("budget", "12 000", 12_000), ("budget", "12,000", 12_000)):
        form._boxes[name].value = typed
        assert form.values[name] == read
    form._boxes["budget"].value = "10.000"
    check_refusal(lambda: form.values, "en", "10.000", "10000")


def test_the_form_is_kept_and_read_again_and_a_foreign_file_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("CRMLESSONS_PROGRESS", raising=False)
    path = tmp_path / "shop.json"
    make = lambda: views.own_form(capstone.FIELDS, capstone.LEVERS, capstone.example(), keep=path)  # noqa: E731
    first = make()
    assert first.widget and not path.exists()
    first._boxes["budget"].value = "12500"
    first._boxes["growing_cost"].value = "dear"
    again = make()
    assert again._typed["budget"] == "12500" and again._typed["growing_cost"] == "dear" and len(again.faults()) == 1
    path.write_text("{}", encoding="utf-8")
    foreign = make()
    assert foreign.widget and foreign.values == capstone.example() and "shop.json" in foreign._said.value
    foreign._boxes["budget"].value = "9000"
    assert path.read_text(encoding="utf-8") == "{}"


@each_language
def test_the_rubric_is_read_printed_and_filled_in(tmp_path, language):
    use(language)
    shown = views.rubric(capstone.RUBRIC)
    assert shown._repr_html_().count("<tr>") == 1 + len(capstone.RUBRIC) and "⟦" not in repr(shown)
    text = shown.to_html(tmp_path / "rubric.html").read_text(encoding="utf-8")
    assert text.count("<tr>") == 1 + len(capstone.RUBRIC) and f'lang="{language}"' in text and "⟦" not in text
    marks = capstone.marked(**{one.code: 2 for one in capstone.RUBRIC})
    assert "16" in repr(views.rubric(capstone.RUBRIC, marks))
