"""The economics of customers: formulas with letters and units, a simulated company's records, exercises, explorers.

``from crmlessons import acquisition, records, use, views`` is all a lesson needs.
Nothing heavy is imported before it is used.
"""

from importlib import import_module

from crmlessons.words import InputError, language, use

__version__ = "0.1.0"
__all__ = ["InputError", "language", "use"]


def __getattr__(name: str):
    """Import a topic or ``views`` on first use, so that ``import crmlessons`` stays light."""
    try:
        return import_module(f"crmlessons.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"crmlessons.{name}":
            raise
        raise AttributeError(f"module 'crmlessons' has no attribute {name!r}") from None
