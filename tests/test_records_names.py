"""Every code and every column that a lesson shows has words, and no code has two."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest
from lesson import lessons

from crmlessons.records import names as package
from crmlessons.records.names import names, said

GIVEN = re.compile(r'\bviews\.values\((.*)', re.DOTALL)
KEY = re.compile(r'"(\w+)":')


def test_no_code_is_named_by_two_lessons():
    modules = [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
    assert sum(len(module.NAMES) for module in modules) == len(names()), "the same code stands in two modules"


@pytest.mark.parametrize("lesson", lessons("*/*.ipynb"), ids=str)
def test_every_number_that_a_lesson_shows_by_name_has_words(lesson):
    shown = {key for cell in lesson.code for call in GIVEN.findall(cell.source) for key in KEY.findall(call)}
    assert {key for key in shown if said(key) == key and not len(key) == 1 and key not in names()} == set()
