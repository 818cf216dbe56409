"""Answers in a notebook that a student returned. It is read as text: nothing in it is ever run.

What stands behind ``answer =`` is understood where it is plain: a number, a text, a list, or a sum of numbers. What
``check`` said when the student ran the cell is saved with the cell's output (``Verdict.record``).
"""

from __future__ import annotations

import ast
import json
import math
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publishing.lesson import ANSWERED

LANGUAGE = re.compile(r"""^\s*use\(["'](\w+)["']\)""", re.MULTILINE)
SUMS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
        ast.Pow: operator.pow, ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod}
SIGNS = {ast.USub: operator.neg, ast.UAdd: operator.pos}
LONGEST = 200  # letters of an error
LARGEST = 50_000_000  # bytes; a notebook with all its pictures has a twentieth


class NotPlain(Exception):
    """What stands there must be computed to be known."""


class NoNotebook(Exception):
    """The file is no notebook."""


@dataclass(frozen=True)
class Answer:
    """One ``check`` in a cell.

    Attributes:
        exercise: its id.
        cell: the cell's id and source, to know it again.
        written: the answer as the student wrote it.
        value: what it is, where it is plain; ``plain`` says whether it is.
        record: what ``check`` saved when the cell was run last, empty where it never was or had no answer.
        said: what the cell's output says in words.
        ran: whether the cell was run.
        error: the error with which the cell stopped, "" where it did not.
    """

    exercise: str
    cell: tuple[str, str]
    written: str
    value: Any = None
    plain: bool = False
    record: dict[str, Any] = field(default_factory=dict)
    said: str = ""
    ran: bool = False
    error: str = ""


@dataclass(frozen=True)
class Notebook:
    """What a returned notebook says: the name in its ``for_student`` cell (None without one), language, answers."""

    student: str | None
    language: str
    answers: tuple[Answer, ...]


def read(content: bytes) -> Notebook:
    """The answers in the bytes of a notebook.

    Raises:
        NoNotebook: it is none.
    """
    try:
        cells = [_cell(cell) for cell in json.loads(content.decode("utf-8-sig"))["cells"]
                 if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NoNotebook from error
    sources = "\n".join(source for _id, source, _outputs, _ran in cells)
    names = [name for _id, source, _outputs, _ran in cells for name in _students(_parsed(source))]
    language = LANGUAGE.findall(sources)
    return Notebook(names[-1] if names else None, language[-1] if language else "",
                    tuple(answer for cell in cells for answer in _answers(*cell)))


def _cell(cell: dict) -> tuple[str, str, list, bool]:
    source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
    return str(cell.get("id", "")), source, list(cell.get("outputs", [])), cell.get("execution_count") is not None


def _parsed(source: str) -> ast.Module | None:
    """The code of a cell; None where it is no Python, or too much of it."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _calls(tree: ast.Module | None, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def _students(tree: ast.Module | None) -> Iterator[str]:
    for call in _calls(tree, "for_student"):
        try:
            name = value(call.args[0], tree)
        except (NotPlain, IndexError):
            continue
        if isinstance(name, str) and any(letter.isalnum() for letter in name):
            yield " ".join(name.split())


def _answers(id: str, source: str, outputs: list, ran: bool) -> Iterator[Answer]:
    records, said = _records(outputs)
    error = _error(outputs)
    tree = _parsed(source)
    if tree is None:  # what is no Python may still tell which exercise it was meant for
        for name in dict.fromkeys(ANSWERED.findall(source)):
            yield Answer(name, (id, source), source.strip(), record=records.get(name, {}), said=said, ran=ran,
                         error=error)
        return
    for call in _calls(tree, "check"):
        given = [value for value in call.args if not isinstance(value, ast.Starred)]
        if not given or not isinstance(given[0], ast.Constant) or not isinstance(given[0].value, str):
            continue
        name, node = given[0].value, given[1] if len(given) > 1 else _keyword(call, "answer")
        meant, plain = _meant(node, _keyword(call, "score"), tree)
        yield Answer(name, (id, source), _written(node, tree, source), meant, plain, records.get(name, {}), said, ran,
                     error)


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((one.value for one in call.keywords if one.arg == name), None)


def _meant(node: ast.expr | None, score: ast.expr | None, tree: ast.Module) -> tuple[Any, bool]:
    try:
        meant = ... if node is None else value(node, tree)
        return (meant, True) if score is None else ((meant, value(score, tree)), True)
    except (NotPlain, RecursionError):
        return None, False


def _written(node: ast.expr | None, tree: ast.Module, source: str) -> str:
    found = _assigned(node.id, tree) if isinstance(node, ast.Name) else node
    if isinstance(found, ast.Constant) and isinstance(found.value, str):
        return found.value
    return (ast.get_source_segment(source, found) or "") if found is not None else ""


def _assigned(name: str, tree: ast.Module) -> ast.expr | None:
    """What the cell last gives the name; None where that is done elsewhere or in a roundabout way."""
    touched = [node for node in tree.body if any(isinstance(one, ast.Name) and one.id == name
               and isinstance(one.ctx, ast.Store) for one in ast.walk(node))]
    last = touched[-1] if touched else None
    return last.value if isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name) else None


def value(node: ast.expr | None, tree: ast.Module, depth: int = 0) -> Any:
    """What an expression is, without running it.

    Raises:
        NotPlain: it is more than constants, lists of them, sums, and names that the same cell gives to these.
    """
    if node is None or depth > 50:
        raise NotPlain
    deeper = depth + 1
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return value(_assigned(node.id, tree), tree, depth + 10)
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        found = [value(one, tree, deeper) for one in node.elts]
        return tuple(found) if isinstance(node, ast.Tuple) else found
    if isinstance(node, ast.Dict):
        return {_hashable(value(key, tree, deeper)): value(one, tree, deeper)
                for key, one in zip(node.keys, node.values, strict=True)}
    if isinstance(node, ast.UnaryOp) and type(node.op) in SIGNS:
        return SIGNS[type(node.op)](_number(value(node.operand, tree, deeper)))
    if isinstance(node, ast.BinOp) and type(node.op) in SUMS:
        return _sum(node.op, value(node.left, tree, deeper), value(node.right, tree, deeper))
    raise NotPlain


def _hashable(key: Any) -> Any:
    if not isinstance(key, str | int | float):
        raise NotPlain
    return key


def _number(found: Any) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise NotPlain
    try:
        return float(found)
    except OverflowError as error:
        raise NotPlain from error


def _sum(sign: ast.operator, left: Any, right: Any) -> float:
    """Computed in floats, so that no tower of powers takes for ever."""
    try:
        found = SUMS[type(sign)](_number(left), _number(right))
    except (ArithmeticError, ValueError) as error:
        raise NotPlain from error
    if isinstance(found, complex) or not math.isfinite(found):
        raise NotPlain
    return found


def _records(outputs: list) -> tuple[dict[str, dict], str]:
    """The records in a cell's outputs by exercise, and what the last output says."""
    found, said = {}, ""
    for output in outputs:
        record = _part(_part(output, "metadata"), "crmlessons")
        if isinstance(record.get("exercise"), str) and isinstance(record.get("verdict"), str):
            found[record["exercise"]] = record
            text = _part(output, "data").get("text/plain", "")
            said = "".join(map(str, text)) if isinstance(text, list) else str(text)
    return found, said


def _error(outputs: list) -> str:
    """The first line of the error that a cell stopped with, as Python names it."""
    stopped = [one for one in outputs if isinstance(one, dict) and one.get("output_type") == "error"]
    parts = [str(stopped[-1].get(key, "")).partition("\n")[0] for key in ("ename", "evalue")] if stopped else []
    return ": ".join(part for part in parts if part)[:LONGEST]


def _part(whole: Any, key: str) -> dict[str, Any]:
    """A part of what should be a dictionary of dictionaries; an empty one where somebody bent it."""
    part = whole.get(key) if isinstance(whole, dict) else None
    return part if isinstance(part, dict) else {}
