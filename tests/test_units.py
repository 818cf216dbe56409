"""Money, prospect, customer, sale and period: five things that are never added to one another (DOMAIN §1)."""

import pint
import pytest
from refusals import LANGUAGES

from crmlessons import units, use


@pytest.mark.parametrize("unit", units.LABELS)
def test_every_unit_that_has_a_label_is_known_to_the_algebra(unit):
    assert units.quantity(unit).magnitude == 1
    assert units.quantity(unit).dimensionless == (unit == "1")


def test_the_base_dimensions_of_domain_are_five_and_none_becomes_another():
    assert set(units.BASE.values()) == {"money", "prospect", "customer", "sale", "period"}
    ones = [units.quantity(name) for name in units.BASE]
    assert all(one.is_compatible_with(other) == (one is other) for one in ones for other in ones)


@pytest.mark.parametrize(("one", "other"), [
    ("lei/prospect", "lei/customer"), ("prospect", "customer"), ("sale/prospect", "customer/prospect"), ("lei", "1")])
def test_unlike_things_are_not_taken_from_one_another(one, other):
    with pytest.raises(pint.DimensionalityError):
        units.quantity(one) - units.quantity(other)


def test_rates_of_different_things_multiply_to_the_overall_rate():
    overall = units.quantity("sale/prospect") * units.quantity("customer/sale")
    assert overall.units == units.quantity("customer/prospect").units


def test_the_registry_knows_nothing_but_the_course_and_is_made_once():
    assert units.registry() is units.registry()
    with pytest.raises(pint.UndefinedUnitError):
        units.quantity("metre")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", units.LABELS)
def test_every_unit_has_its_words_in_the_language_of_the_course(language, unit):
    use(language)
    assert units.label(unit) and "⟦" not in units.label(unit)


def test_a_unit_in_words_says_per_what():
    assert units.label("lei/customer") == "lei per customer"
    assert units.label("customer/sale") == "customers per sale"
