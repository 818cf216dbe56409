"""An exercise with one set of numbers as a question of Moodle that judges as the lesson does."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crmlessons import words
from crmlessons.exercises.engine import Choice, Exercise, Number, Open, Ordering, Table
from crmlessons.exercises.engine.case import Case
from crmlessons.exercises.engine.measured import ROUNDED_TOO_FAR, SLIPS, TOO_ROUND, Measured, column
from crmlessons.exercises.engine.opened import LEAST_WORDS
from crmlessons.exercises.engine.panel import Block, Grid
from crmlessons.exercises.engine.reading import unit_label
from crmlessons.words import gettext as _
from publishing import moodle_xml as xml
from publishing.moodle_xml import Answer

WORDS = {
    "en": {
        "percent": "Answer with a rate: 0.125 and 12.5% mean the same. Two decimals of a percent are enough.",
        "count": "Unit of the answer: {unit}; a whole number. Write the number alone, without a mark for thousands.",
        "number": "Unit of the answer: {unit}; two decimals are enough. Write the number alone, without a mark for "
                  "thousands.",
        "ratio": "(ratio)",
        "hundredfold": "{given} without the sign means {as_percent}, a hundred times too much. Write {ratio} or "
                       "{percent}.",
        "thousandth": "This is a thousand times too little. Write the number without a mark for thousands, as in 1700: "
                      "after such a mark the digits count as decimals.",
        "variants": "{count} variants of one exercise, each with other numbers. Let a quiz draw one at random.",
        "one": "One exercise, the same for everybody.",
    },
    "ro": {
        "percent": "Răspunde cu o rată: 0,125 și 12,5 % înseamnă același lucru. Două zecimale la procent ajung.",
        "count": "Unitatea răspunsului: {unit}; un număr întreg. Scrie doar numărul, fără semn pentru mii.",
        "number": "Unitatea răspunsului: {unit}; două zecimale ajung. Scrie doar numărul, fără semn pentru mii.",
        "ratio": "(raport)",
        "hundredfold": "{given} fără semn înseamnă {as_percent}, adică de o sută de ori prea mult. Scrie {ratio} sau "
                       "{percent}.",
        "thousandth": "Este de o mie de ori prea puțin. Scrie numărul fără semn pentru mii, ca în 1700: după un astfel "
                      "de semn, cifrele se citesc ca zecimale.",
        "variants": "{count} variante ale aceluiași exercițiu, fiecare cu alte numere. Lasă testul să aleagă una la "
                    "întâmplare.",
        "one": "Un exercițiu, același pentru toți.",
    },
}
ALL_WRONG = "-100"  # one wrong tick undoes the right ones, as in the lesson
SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5"}


def said(key: str, **values: object) -> str:
    """A sentence of the question bank itself in the language in use."""
    return WORDS[words.language()][key].format(**values)


def answers(exercise: Measured, right: float, praise: str, mistakes: Iterable[tuple[float, str]]) -> list[Answer]:
    """What a numerical question knows, in the order in which the lesson looks for it.

    The right value; then every mistake that these numbers let Moodle tell apart: the declared ones, the wrong sign
    and the factors of a hundred; last what was rounded too far.
    """
    slips = (Answer(factor * right, abs(factor) * exercise.tolerance(right), 0,
                    _slip(exercise, factor, right) or _(message)) for factor, message in SLIPS)
    known = [Answer(right, exercise.tolerance(right), 100, praise),
             *(Answer(value, exercise.tolerance(value), 0, message) for value, message in mistakes), *slips]
    around = Answer(right, ROUNDED_TOO_FAR * abs(right), 0, _(TOO_ROUND))
    return xml.told_apart(known) + [around] * (around.tolerance > exercise.tolerance(right))


def _slip(exercise: Measured, factor: float, right: float) -> str:
    """What a slip is called where nobody writes code; "" where it is called as in the lesson."""
    if factor == 100 and exercise.kind == "percent":
        return _hundredfold(right)
    return said("thousandth") if factor == 0.001 else ""


def _hundredfold(right: float) -> str:
    return said("hundredfold", given=words.number(100 * right, 4), as_percent=words.percent(100 * right),
                ratio=words.number(right, 6), percent=words.percent(right, 4))


def of_number(exercise: Number, case: Case) -> tuple[str, str, str]:
    """A numerical question. A rate may be given with % as well: Moodle converts it by the multiplier of the unit."""
    mistakes = ((float(case(one.value)), case.say(one.message)) for one in exercise.mistakes)
    known = answers(exercise, float(case(exercise.expected)), case.say(exercise.meaning), mistakes)
    body = "".join(map(xml.numerical_answer, known))
    if exercise.kind == "percent":
        body += "    <units>\n" + "".join(
            f"      <unit><multiplier>{times}</multiplier><unit_name>{unit}</unit_name></unit>\n"
            for times, unit in ((1, said("ratio")), (100, "%"))) + "    </units>\n"
    body += xml.fields(unitgradingtype=0, unitpenalty="0.1", showunits=0 if exercise.kind == "percent" else 3,
                       unitsleft=0)
    return "numerical", xml.blocks([*_asked(exercise, case), _unit_line(exercise)]), body


def _unit_line(exercise: Measured) -> str:
    kind = "number" if exercise.kind == "money" else exercise.kind
    return said(kind, unit=unit_label(exercise.unit))


def of_table(exercise: Table, case: Case) -> tuple[str, str, str]:
    """A text with a number to fill in for each row; a gap alone cannot tell two mistakes apart that share its value."""
    columns = [(column(case(one.value)), case.say(one.message)) for one in exercise.mistakes]
    labels = {key: case.label(key) for key in exercise.rows}
    given = next((block for block in exercise.given_rows(case, labels) if isinstance(block, Grid)),
                 Grid(("",), tuple((label,) for label in labels.values())))
    rows = []
    for place, (right, row) in enumerate(zip(column(case(exercise.expected)), given.rows, strict=True)):
        here = [(values[place], message) for values, message in columns]
        alone = [one for one in here if sum(exercise.near(one[0], other) for other, _message in here) == 1]
        rows.append([*map(xml.inline, row), xml.gap(answers(exercise, right, "", alone))])
    header = [*map(xml.inline, given.header), xml.inline(unit_label(exercise.unit))]
    asked = xml.blocks([case.say(exercise.ask)]) + xml.table(header, rows) + xml.blocks([_unit_line(exercise)])
    return "cloze", asked, ""


def of_choice(exercise: Choice, case: Case) -> tuple[str, str, str]:
    """A multiple choice with the reason for each option; what is wrong undoes what is right."""
    single = len(exercise.right) == 1
    wrong = "0" if single else ALL_WRONG
    body = xml.fields(single=str(single).lower(), shuffleanswers="true", answernumbering="abc",
                      showstandardinstruction=1)
    body += "".join(xml.option(SHARES[len(exercise.right)] if one.right else wrong, case.say(one.text),
                               case.say(one.reason)) for one in exercise.options.values())
    return "multichoice", xml.blocks(_asked(exercise, case)), body


def of_ordering(exercise: Ordering, case: Case) -> tuple[str, str, str]:
    """An order to drag, right as a whole or not at all; Moodle has this kind since 4.4."""
    right = exercise.right(case)
    body = xml.fields(layouttype="VERTICAL", selecttype="ALL", selectcount=len(right), gradingtype="ALL_OR_NOTHING",
                      showgrading="HIDE", numberingstyle="none")
    body += xml.element("correctfeedback", xml.inline(case.say(exercise.meaning)))
    body += xml.element("partiallycorrectfeedback", "") + xml.element("incorrectfeedback", "")
    body += "".join(xml.option(str(place), case.label(key)) for place, key in enumerate(right, 1))
    return "ordering", xml.blocks(_asked(exercise, case)), body


def of_open(exercise: Open, case: Case) -> tuple[str, str, str]:
    """An essay; the points of a good answer and the model answer are for whom marks it."""
    body = xml.fields(responseformat="editor", responserequired=1, responsefieldlines=15, minwordlimit=LEAST_WORDS,
                      maxwordlimit="", attachments=0, attachmentsrequired=0, maxbytes=0, filetypeslist="")
    body += xml.element("graderinfo", xml.blocks(exercise.worked(case))) + xml.element("responsetemplate", "")
    return "essay", xml.blocks(_asked(exercise, case)), body


KINDS: dict[type[Exercise], Callable] = {
    Number: of_number, Table: of_table, Choice: of_choice, Ordering: of_ordering, Open: of_open}


def content(exercise: Exercise, case: Case) -> tuple[str, tuple[str, ...], str]:
    """The exercise with this case's numbers, in the language in use: what ``moodle_xml.question`` is made from.

    Its kind; what is told, as HTML: the question, what is said when it is over, then the hints; what else the kind has.
    """
    kind, asked, body = KINDS[type(exercise)](exercise, case)
    hints = () if isinstance(exercise, Open) else (xml.inline(case.say(hint)) for hint in exercise.hints)
    return kind, (asked, xml.blocks(_over(exercise, case)), *hints), body


def _asked(exercise: Exercise, case: Case) -> tuple[Block, ...]:
    """The question without the lines on how to answer in a notebook."""
    return (case.say(exercise.ask), *exercise.given_rows(case, {key: case.label(key) for key in exercise.rows}))


def _over(exercise: Exercise, case: Case) -> tuple[Block, ...]:
    """The worked solution, said when the question is over."""
    if isinstance(exercise, Open):
        return ()  # the model answer waits until the essays are marked
    if isinstance(exercise, Choice):
        return (case.say(exercise.solution),)  # Moodle mixes the options: letters would mislead
    # what a column means names several of its numbers, and would give them away at the first gap
    return (*exercise.worked(case), *([case.say(exercise.meaning)] if isinstance(exercise, Table) else []))
