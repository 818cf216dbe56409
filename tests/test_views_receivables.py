"""Charts and the explorer for receivables: words, bytes, refusals, and every corner of the sliders."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from pictures import check_bytes, check_words
from refusals import LANGUAGES, check_refusal

from crmlessons import receivables, records, use, views
from crmlessons.views.explorers import state as sheet_state
from crmlessons.views.explorers_policies import state

LEVELS = receivables.levels("risk")
LEI = pd.DataFrame(np.arange(1.0, 10).reshape(3, 3), LEVELS.index, LEVELS.columns)
OWED = pd.DataFrame({"balance": [300.0, 50.0], "provision": [6.0, 40.0]}, ["not_due", "days_over_90"])
MAP = pd.DataFrame([["amicable", "legal"], ["amicable", "amicable"]], [0.0, 900.0], [0.0, 2_000.0])
CHARTS = {
    "square": (lambda: views.matrix(LEVELS, rows="a", columns="b"), "3"),
    "square with lei": (lambda: views.matrix(LEVELS, LEI, rows="<a>", columns="b"), "9"),
    "buckets": (lambda: views.buckets(OWED), "350"),
    "buckets of nothing": (lambda: views.buckets(OWED * 0), "0"),
    "map": (lambda: views.decision_map(MAP, rows="a", columns="b"), "2,000"),
    "map with a title and dots": (lambda: views.decision_map(
        MAP, rows="a", columns="b", title="All lie on one side of it", dots=pd.DataFrame({"column": [5], "row": [9]})),
        "900"),
}
every_chart = pytest.mark.parametrize(("draw", "number"), CHARTS.values(), ids=CHARTS)


@pytest.fixture(scope="module")
def play() -> receivables.Play:
    invoices, customers, ledger = (records.load(name) for name in ("invoices", "customers", "ledger"))
    values = receivables.customer_values(customers, ledger, "2025-12-31")
    known = receivables.learn(receivables.late(invoices, values))
    return receivables.Play(receivables.overdue(invoices, values, "2025-12-31"), known)


@pytest.mark.parametrize("language", LANGUAGES)
@every_chart
def test_alternative_text_states_the_finding_in_the_language_in_use(draw, number, language):
    check_words(draw, number, language)


@every_chart
def test_drawing_again_gives_the_same_bytes_and_the_picture_is_small(draw, number):
    check_bytes(draw)


def test_the_explorer_of_policies_lives_at_every_corner_of_its_sliders(play):
    ends = {line.name: line.slider[:2] for line in play.settings}
    for place, corner in enumerate(product(*ends.values())):
        policy = receivables.POLICIES[place % len(receivables.POLICIES)]
        shown = state(play, policy, dict(zip(ends, corner, strict=True)))
        assert shown.caption and "nan" not in f"{shown.alt} {shown.table}".lower().split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slider_and_every_policy_changes_what_is_shown(play, language):
    use(language)
    explorer = views.explore_policies(play, policy="always_hard")
    assert explorer.widget and explorer.choice.value == "always_hard"
    seen = {explorer.picture.value}
    for policy in receivables.POLICIES[:3]:
        explorer.choice.value = policy
        seen.add(explorer.picture.value)
    assert len(seen) == 3
    for line in play.settings:
        control = explorer.controls[line.name]
        for end in line.slider[:2]:
            before = explorer.picture.value
            control.slider.value = end
            assert explorer.picture.value != before or end == line.default
            assert "⟦" not in explorer.caption.value + explorer.table.value
    assert all(len(control.name) < 60 for control in explorer.controls.values())


def test_the_twin_holds_every_policy_at_both_ends_of_every_setting(play):
    twin = views.explore_policies(play).twin()
    assert len(twin.rows) == 3 * len(play.settings) and len(twin.heads) == 1 + len(receivables.POLICIES)
    html = views.explore_policies(play)._repr_mimebundle_()["text/html"]
    assert "<img" in html and "5,344" in html


@pytest.mark.parametrize("line", ["M", "Q"])
def test_the_explorer_of_the_cycle_lives_at_every_corner_of_its_sliders(line):
    sheet = receivables.CYCLE
    ends = {one.name: one.slider[:2] for one in sheet.inputs}
    for corner in product(*ends.values()):
        shown = sheet_state(sheet, line, "recession", dict(zip(ends, corner, strict=True)))
        assert shown.caption and "nan" not in shown.alt.split()


REFUSED = {
    "levels of another kind": lambda: views.matrix(LEVELS * 4, rows="a", columns="b"),
    "lei of other rows": lambda: views.matrix(LEVELS, LEI.head(2), rows="a", columns="b"),
    "buckets without a provision": lambda: views.buckets(OWED[["balance"]]),
    "a map of one column": lambda: views.decision_map(MAP[[0.0]], rows="a", columns="b"),
    "a map of four codes": lambda: views.decision_map(
        pd.DataFrame([["a", "b"], ["c", "d"]], [0.0, 1.0], [0.0, 1.0]), rows="a", columns="b"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_in_words(call, language):
    check_refusal(call, language)


def test_no_such_policy_to_explore(play):
    check_refusal(lambda: views.explore_policies(play, policy="revenge"), "en", "revenge", "best")
