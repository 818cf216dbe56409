"""Exercises that answer back: questions with the student's own numbers, verdicts, hints and worked solutions.

Every exercise is a declaration in the module of its topic, ``crmlessons/exercises/<topic>.py``; its id is
``topic.name`` for the attribute ``NAME``. The engine beside them asks, judges and explains.
"""

from crmlessons.exercises.engine.session import (
    ask,
    check,
    for_student,
    guess,
    hint,
    progress,
    reference,
    reveal,
    solution,
)

__all__ = ["ask", "check", "for_student", "guess", "hint", "progress", "reference", "reveal", "solution"]
