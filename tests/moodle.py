"""What Moodle does with a question bank: whether its import takes the file, and how it grades a typed number.

There is no schema of the format. The rules are those of https://docs.moodle.org/en/Moodle_XML_format and of the code
that reads it, ``question/format/xml/format.php`` (for orders ``question/type/ordering/questiontype.php``, for gaps in
a text ``question/type/multianswer/questiontype.php``, for grades ``question/engine/bank.php``). Grading follows
``question/type/numerical``: ``apply_units``, ``get_matching_answer`` and ``within_tolerance``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

TEXT_FORMATS = {"html", "moodle_auto_format", "plain_text", "markdown"}
FRACTIONS = {0, 5, 10, 11.11111, 12.5, 14.28571, 16.66667, 20, 25, 30, 33.33333, 40, 50, 60, 66.66667, 70, 75, 80,
             83.33333, 90, 100}
NUMBER = r"-?\d+(?:\.\d+)?"
PLAIN_NUMBER = re.compile(NUMBER)
GAP = re.compile(r"(?<!\\)\{1:NUMERICAL:((?:[^}\\]|\\.)*)\}")
GAP_ANSWER = re.compile(rf"%(\d+)%({NUMBER}):({NUMBER})#((?:[^~}}\\]|\\.)*)")
TYPED = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?")
PRECISION = 1e-14  # PHP's setting of 14 digits

COMMON = {"name", "questiontext", "generalfeedback", "penalty", "hidden", "idnumber"}
ONCE = {  # the elements that a question of this type has exactly once
    "category": {"category", "info", "idnumber"},
    "numerical": COMMON | {"defaultgrade", "unitgradingtype", "unitpenalty", "showunits", "unitsleft"},
    "cloze": COMMON,
    "multichoice": COMMON | {"defaultgrade", "single", "shuffleanswers", "answernumbering", "showstandardinstruction"},
    "ordering": COMMON | {"defaultgrade", "layouttype", "selecttype", "selectcount", "gradingtype", "showgrading",
                          "numberingstyle", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"},
    "essay": COMMON | {"defaultgrade", "responseformat", "responserequired", "responsefieldlines", "minwordlimit",
                       "maxwordlimit", "attachments", "attachmentsrequired", "maxbytes", "filetypeslist",
                       "graderinfo", "responsetemplate"},
}
MANY = {"numerical": {"answer", "hint", "units"}, "cloze": {"hint"}, "multichoice": {"answer", "hint"},
        "ordering": {"answer", "hint"}}
VALUES = {
    "hidden": {"0"}, "single": {"true", "false"}, "shuffleanswers": {"true", "false"}, "answernumbering": {"abc"},
    "showunits": {"0", "3"}, "unitgradingtype": {"0"}, "layouttype": {"VERTICAL"}, "selecttype": {"ALL"},
    "gradingtype": {"ALL_OR_NOTHING"}, "showgrading": {"HIDE"}, "numberingstyle": {"none"},
    "responseformat": {"editor"}, "attachments": {"0"},
}


def faults(file: str) -> list[str]:
    """Why Moodle would not take the file as it is meant; an empty list when it would."""
    if not file.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>'):
        return ["the first line is no XML declaration"]
    found = ["HTML outside CDATA"] if re.search(r'format="html">\s*<text>(?!<!\[CDATA\[)', file) else []
    quiz, used = ElementTree.fromstring(file), set()
    if [one.tag for one in quiz if one.tag != "question"] or not len(quiz) or quiz[0].get("type") != "category":
        return [*found, "not a list of questions that begins with a category"]
    category = ""
    for one in quiz:
        category = one.findtext("category/text") or category
        key = (category, one.get("type") == "category", one.findtext("idnumber"))
        found += [f"{key}: {fault}" for fault in _of_question(one)] + ([f"{key}: twice"] if key in used else [])
        used.add(key)
    return found


def _of_question(one: Element) -> Iterator[str]:
    kind, tags = one.get("type"), [child.tag for child in one]
    if kind not in ONCE:
        yield f"the type {kind}"
        return
    yield from (f"{tag} is not there once" for tag in ONCE[kind] if tags.count(tag) != 1)
    yield from (f"{tag} is unknown" for tag in set(tags) - ONCE[kind] - MANY.get(kind, set()))
    yield from (f"{tag} is {one.findtext(tag)}" for tag in tags if tag in VALUES
                and one.findtext(tag) not in VALUES[tag])
    if not 0 < len(one.findtext("idnumber") or "") <= 100:
        yield "an idnumber of 1 to 100 letters"
    yield from _of_texts(one)
    yield from OWN[kind](one)


def _of_texts(one: Element) -> Iterator[str]:
    for holder in one.iter():
        texts = holder.findall("text")
        if texts and holder.tag not in ("name", "category") and holder.get("format") not in TEXT_FORMATS:
            yield f"{holder.tag} has no format"
        if texts and holder.get("format") == "html":
            try:
                ElementTree.fromstring(f"<div>{texts[0].text or ''}</div>")
            except ElementTree.ParseError as error:
                yield f"{holder.tag} is no HTML: {error}"
    if one.get("type") != "category":
        name, asked = one.findtext("name/text") or "", one.findtext("questiontext/text") or ""
        if not (0 < len(name) <= 42 and asked.strip()):  # longer names of orders are cut
            yield "no name or no question"
        if not 0 <= float(one.findtext("penalty")) <= 1:
            yield "the penalty"


def _of_category(one: Element) -> Iterator[str]:
    if not re.fullmatch(r"\$course\$/top(/[^/]([^/]|//)*)+", one.findtext("category/text") or ""):
        yield "the path of the category"


def _of_answers(one: Element) -> Iterator[str]:
    for answer in one.findall("answer"):
        if abs(float(answer.get("fraction", "nan"))) not in FRACTIONS:
            yield f"the fraction {answer.get('fraction')}"
        if answer.find("feedback/text") is None or not answer.findtext("text"):
            yield "an answer without its text or feedback"


def _of_numerical(one: Element) -> Iterator[str]:
    yield from _of_answers(one)
    for answer in one.findall("answer"):
        if not PLAIN_NUMBER.fullmatch(answer.findtext("text")):
            yield f"the number {answer.findtext('text')}"
        if not PLAIN_NUMBER.fullmatch(answer.findtext("tolerance", "")) or float(answer.findtext("tolerance")) < 0:
            yield "a tolerance"
    if [answer.get("fraction") for answer in one.findall("answer")].count("100") != 1:
        yield "not one right answer"
    units = [(unit.findtext("multiplier"), unit.findtext("unit_name")) for unit in one.findall("units/unit")]
    if units and (units[0][0] != "1" or any(" " in name for _, name in units)):
        yield "the first unit multiplies by 1, and no unit has a space in it"


def _of_cloze(one: Element) -> Iterator[str]:
    asked = one.findtext("questiontext/text")
    gaps = GAP.findall(asked)
    if not gaps or set("{}") & set(GAP.sub("", asked)):
        yield "no gap, or a brace outside gaps"
    for gap in gaps:
        parts = re.split(r"(?<!\\)~", gap)
        if not all(GAP_ANSWER.fullmatch(part) for part in parts) or not gap.startswith("%100%"):
            yield f"the gap {gap[:60]}"


def _of_multichoice(one: Element) -> Iterator[str]:
    yield from _of_answers(one)
    worth = [float(answer.get("fraction")) for answer in one.findall("answer")]
    positive = [value for value in worth if value > 0]
    if len(worth) < 2 or abs(sum(positive) - 100) > 0.01 or (one.findtext("single") == "true") != (len(positive) == 1):
        yield f"the fractions {worth}"


def _of_ordering(one: Element) -> Iterator[str]:
    places = [answer.get("fraction") for answer in one.findall("answer")]
    if len(places) < 2 or places != [str(place) for place in range(1, len(places) + 1)]:
        yield f"the places {places}"
    if one.findtext("selectcount") != str(len(places)):
        yield "not all items are shown"


OWN = {"category": _of_category, "numerical": _of_numerical, "cloze": _of_cloze, "multichoice": _of_multichoice,
       "ordering": _of_ordering, "essay": lambda one: iter(())}


class Graded(NamedTuple):
    """What a response is worth in per cent, and the feedback it gets ("" where no answer is met)."""

    fraction: float
    feedback: str


class Numerical:
    """A numerical question as Moodle grades it."""

    def __init__(self, answers: list[tuple[float, float, float, str]], units: dict[str, float]) -> None:
        self.answers, self.units = answers, units

    @classmethod
    def of(cls, question: Element) -> Numerical:
        """The question of this element."""
        answers = [(float(one.findtext("text")), float(one.findtext("tolerance")), float(one.get("fraction")),
                    one.findtext("feedback/text") or "") for one in question.findall("answer")]
        return cls(answers, {unit.findtext("unit_name"): float(unit.findtext("multiplier"))
                             for unit in question.findall("units/unit")})

    @classmethod
    def gaps(cls, question: Element) -> list[Numerical]:
        """The gaps of a text with numbers to fill in."""
        return [cls([(float(value), float(tolerance), float(fraction), re.sub(r"\\(.)", r"\1", said))
                     for fraction, value, tolerance, said in GAP_ANSWER.findall(gap)], {})
                for gap in GAP.findall(question.findtext("questiontext/text"))]

    def grade(self, response: str) -> Graded:
        """The first answer that the response meets, with its unit or without."""
        text = response.replace(" ", "")
        text = text.replace(",", "") if "." in text or text.count(",") > 1 else text.replace(",", ".")
        number = TYPED.match(text)[0]
        value, unit = float(number), text[len(number):]
        scaled = value / self.units[unit] if unit in self.units else value
        for target, tolerance, fraction, feedback in self.answers:
            width = tolerance + PRECISION * max(tolerance, abs(target), PRECISION)
            if abs(scaled - target) <= width or abs(value - target) <= width:
                return Graded(fraction, feedback)
        return Graded(0, "")
