"""What the codes in the company's tables and the columns of results are called in words.

Each module of this package holds the names of one lesson, or those that several share; a lesson adds a module.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import numpy as np

from crmlessons.words import gettext as _


@cache
def names() -> dict[str, str]:
    """The English words for every code, marked for translation."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    return {code: words for module in modules for code, words in module.NAMES.items()}


def said(code: object) -> str:
    """A code, or a yes or no, in words of the language in use; a code of the reader's own as it is."""
    if isinstance(code, bool | np.bool_):
        return _("yes") if code else _("no")
    return _(names()[code]) if code in names() else str(code)
