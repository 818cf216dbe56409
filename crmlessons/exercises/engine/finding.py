"""From an exercise's id to its declaration: ``topic.name`` is the attribute ``NAME`` of the module ``topic``.

A topic with many exercises has further modules, whose names go on after an underscore: ``topic_decisions``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from crmlessons import inputs
from crmlessons.exercises.engine.exercise import Exercise
from crmlessons.words import InputError
from crmlessons.words import gettext as _

PACKAGE = "crmlessons.exercises"


@dataclass(frozen=True)
class Lesson:
    """The lesson that asks a topic's exercises: ``LESSON`` of the topic's module. The notebook has both as well.

    Attributes:
        number: what its file begins with, such as "03".
        title: its title, marked for translation.
    """

    number: str
    title: str


def _modules() -> list[str]:
    return [module.name for module in iter_modules(import_module(PACKAGE).__path__) if module.name != "engine"]


def topics() -> list[str]:
    """The topics that have exercises: every module of the package but the engine."""
    return sorted({name.partition("_")[0] for name in _modules()})


def declared(topic: str) -> dict[str, Exercise]:
    """The exercises of a topic by id, in the order of their declaration."""
    modules = [import_module(f"{PACKAGE}.{name}") for name in _modules() if name.partition("_")[0] == topic]
    return {f"{topic}.{name.lower()}": value for module in modules for name, value in vars(module).items()
            if isinstance(value, Exercise)}


def lesson(topic: str) -> Lesson:
    """The lesson of a topic; one without number where the topic declares none."""
    return getattr(import_module(f"{PACKAGE}.{topic}"), "LESSON", Lesson("", topic))


def known() -> dict[str, Exercise]:
    """Every exercise of every topic, by id."""
    return {id: exercise for topic in topics() for id, exercise in declared(topic).items()}


def find(id: Any) -> Exercise:
    """The exercise with this id.

    Raises:
        InputError: there is none; the sentence names the nearest id, or those of the topic.
    """
    if not isinstance(id, str):
        raise InputError(_("The exercise comes first, as text such as \"acquisition.cac\"; a value of type {type} was "
                           "given.").format(type=type(id).__name__))
    topic = id.partition(".")[0]
    ids = declared(topic) if topic in topics() else known()
    if id in ids:
        return ids[id]
    near = [one for one in ids if one.endswith(f".{id}")] or [one for one in [inputs.nearest(id, ids)] if one]
    hint = (_("Did you mean “{nearest}”?").format(nearest="”, “".join(near)) if near else
            _("An id is topic.name, as in {ids}.").format(ids=", ".join(list(ids)[:5])))
    raise InputError(_("There is no exercise “{given}”.").format(given=id[:60]) + " " + hint)
