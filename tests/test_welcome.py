"""The welcome lesson's check that everything is in place."""

import pytest

from crmlessons import environment, records
from crmlessons.words import InputError


def test_a_complete_environment_is_reported_as_in_place_with_the_number_of_rows():
    report = environment.check()
    assert report.problems == ()
    assert repr(report) == "Everything is in place: 9 packages, 10,368 rows of records."


def test_a_missing_and_an_outdated_package_are_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch):
    wanted = ["no-such-package>=1", "numpy>=99", "pytest>=1; extra == 'test'"]
    monkeypatch.setattr(environment.metadata, "requires", lambda name: wanted)
    report = environment.check()
    assert len(report.problems) == report.packages == 2
    assert "no-such-package is not installed" in report.problems[0] and "make lab" in report.problems[0]
    assert "numpy is version" in report.problems[1] and ">=99" in report.problems[1]
    assert repr(report).startswith("Something is missing:")


def test_records_that_cannot_be_read_are_named(monkeypatch: pytest.MonkeyPatch):
    def broken(name: str):
        raise InputError("row 7 is torn")

    monkeypatch.setattr(records, "load", broken)
    assert "row 7 is torn" in repr(environment.check())
