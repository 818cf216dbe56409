"""A checklist to fill in: marks and notes, saved at every change; without a kernel, a sheet to print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from crmlessons.records import said
from crmlessons.views.explorers import WIDGET
from crmlessons.views.grid import Table
from crmlessons.words import InputError, language, number
from crmlessons.words import gettext as _

if TYPE_CHECKING:
    from ipywidgets import HTML, Box, Text, ToggleButtons, Widget

SIGNS = {None: "○○○", 0: "●○○", 1: "●●○", 2: "●●●"}


class Marked(Protocol):
    """What one rater has entered: marks and notes by item."""

    marks: Mapping[str, int]
    notes: Mapping[str, str]


class Page(Protocol):
    """Where a checklist is saved to; ``change`` keeps a "mark" or a "note", or raises an InputError that says why not.

    ``scores`` holds what was entered, ``file`` the name of the file.
    """

    scores: Marked
    conversation: str
    rater: str
    file: str

    def change(self, what: str, key: str, value: Any) -> None: ...


class State(NamedTuple):
    """What the checklist says below its items: a sentence, whether it is a warning, and the profile so far."""

    sentence: str
    warning: bool
    profile: Table


def state(items: Iterable[Any], page: Page, refused: str = "") -> State:
    """The state of a page: how much is marked, where it is saved, and the profile; or why it could not be saved."""
    items = list(items)
    rows = [(said(item.key), _mark(page.scores.marks.get(item.key)), page.scores.notes.get(item.key, ""))
            for item in items]
    done = sum(item.key in page.scores.marks for item in items)
    sentence = refused or (_("{done} of {all} items are marked. Every change is saved in “{file}”.").format(
        done=number(done, 0), all=number(len(items), 0), file=page.file))
    return State(sentence, bool(refused), Table(_("Profile so far"), (_("item"), _("mark"), _("note")), rows,
                                                frozenset(range(3))))


def taken(items: Iterable[Any], page: Page, what: str, key: str, value: Any) -> State:
    """Take a change in and save it; where that fails, the state says why, and the change stays on the page."""
    try:
        page.change(what, key, value)
    except InputError as error:
        return state(items, page, str(error))
    return state(items, page)


def _mark(mark: int | None) -> str:
    return _("{signs} open").format(signs=SIGNS[None]) if mark is None else f"{SIGNS[mark]} {mark}"


def _titled(page: Page) -> str:
    return _("Scoring sheet: conversation “{conversation}”, rater “{rater}”").format(
        conversation=page.conversation, rater=page.rater)


def sheet(items: Iterable[Any], title: str, page: Page | None = None) -> Table:
    """The checklist on paper: what to observe, when to give 0, 1 and 2, and room for mark and note.

    Args:
        items: each with ``key``, ``observe`` and ``levels``.
        title: the caption.
        page: whose marks and notes stand in it; empty when it is left out.
    """
    heads = (_("item"), _("what to observe"), "0", "1", "2", _("mark"), _("note"))
    marks, notes = (page.scores.marks, page.scores.notes) if page else ({}, {})
    rows = [(said(item.key), _(item.observe), *map(_, item.levels), str(marks.get(item.key, "")),
             notes.get(item.key, "")) for item in items]
    return Table(title, heads, rows, frozenset(range(7)), wide=frozenset({6}))


class ChecklistView:
    """A checklist to fill in. Show it as the last line of a cell; what was entered before stands in it."""

    def __init__(self, items: Iterable[Any], page: Page) -> None:
        self.items, self.page = tuple(items), page

    @cached_property
    def marks(self) -> dict[str, ToggleButtons]:
        """One row of buttons for every item, by key: open, 0, 1 and 2, each with its meaning as its title.

        Buttons, as Tab, Enter and the space bar reach them in JupyterLab. In a list to choose from they would not:
        JupyterLab takes arrow keys for its cells, and two zeros for a restart.
        """
        from ipywidgets import ToggleButtons

        made = {}
        for item in self.items:
            name = said(item.key)
            titles = [_("{item}: open").format(item=name), *(f"{name}: {mark} – {_(level)}"
                                                              for mark, level in enumerate(item.levels))]
            made[item.key] = ToggleButtons(
                options=[(_("open"), None), *((str(mark), mark) for mark in range(len(item.levels)))],
                value=self.page.scores.marks.get(item.key), tooltips=titles,
                style={"button_width": "60px"})
            made[item.key].observe(self._follow("mark", item.key), "value")
        return made

    @cached_property
    def notes(self) -> dict[str, Text]:
        """One line for a note on every item, by key."""
        from ipywidgets import Text

        made = {}
        for item in self.items:
            made[item.key] = Text(self.page.scores.notes.get(item.key, ""), style={"description_width": "initial"},
                                  description=_("note on “{item}”").format(item=said(item.key)),
                                  placeholder=_("a word of evidence"), layout={"flex": "1 1 420px"})
            made[item.key].observe(self._follow("note", item.key), "value")
        return made

    def _follow(self, what: str, key: str) -> Callable[[dict[str, Any]], None]:
        def followed(change: dict[str, Any]) -> None:
            self.status.value = _html(taken(self.items, self.page, what, key, change["new"]))

        return followed

    @cached_property
    def status(self) -> HTML:
        """How much is marked and where it is saved, spoken by a screen reader when it changes."""
        from ipywidgets import HTML

        return HTML(_html(state(self.items, self.page)))

    @cached_property
    def widget(self) -> Widget:
        """The living checklist; made when it is first shown."""
        from ipywidgets import HTML, VBox

        title = HTML(f'<p lang="{language()}"><strong>{escape(_titled(self.page))}</strong></p>')
        return VBox([title, *map(self._row, self.items), self.status])

    def _row(self, item: Any) -> Box:
        from ipywidgets import HTML, Box, VBox

        levels = " · ".join(f"<strong>{mark}</strong> {escape(_(level))}" for mark, level in enumerate(item.levels))
        name, question = escape(said(item.key)), escape(_(item.observe))
        asked = HTML(f'<p lang="{language()}" style="line-height:1.4;margin:0"><strong>{name}.</strong> {question}<br>'
                     f"{levels}</p>")
        entered = Box([self.marks[item.key], self.notes[item.key]],
                      layout={"display": "flex", "flex_flow": "row wrap", "max_width": "900px"})
        return VBox([asked, entered], layout={"margin": "8px 0"})

    def twin(self) -> Table:
        """The sheet to print, with what has been entered."""
        return sheet(self.items, _titled(self.page), self.page)

    def __repr__(self) -> str:
        return f"{_titled(self.page)}. {state(self.items, self.page).sentence}"

    def _repr_mimebundle_(self, **_formats: Any) -> dict[str, Any]:
        alive = self.widget._repr_mimebundle_()[WIDGET]
        return {"text/plain": repr(self), "text/html": self.twin().html(), WIDGET: alive}


def _html(shown: State) -> str:
    role = "alert" if shown.warning else "status"
    return (f'<p role="{role}" aria-live="polite" lang="{language()}" style="line-height:1.5">'
            f"<strong>{escape(shown.sentence)}</strong></p>{shown.profile.html()}")


def checklist(items: Iterable[Any], page: Page) -> ChecklistView:
    """A checklist to score a conversation with; every change is saved at once.

    Args:
        items: the items of a checklist: ``sales.CHECKLIST``, ``sales.TSCHOHL`` or ``sales.DAVIS``.
        page: where to save: ``sales.Scorebook().page("bakery", "Ana")``.
    """
    return ChecklistView(items, page)
