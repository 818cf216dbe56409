"""The role play on paper: steps, rules, a card for every role on its own block, the scoring sheet, the debrief."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from crmlessons.views.checklist import sheet
from crmlessons.views.workbook import Saved
from crmlessons.words import InputError, language, ngettext, number
from crmlessons.words import gettext as _

_CARD = "border:1px solid #767676;padding:.6em 1em;margin:.6em 0;max-width:48em;break-inside:avoid"
_PAGE = "@page{size:A4 landscape}body{font:12pt sans-serif;margin:2em}section{break-after:page}"
_PAGE += "table{border-collapse:collapse;font-size:10pt}"
_PAGE += "th,td{border:1px solid #767676;padding:.3em;vertical-align:top;font-weight:normal}h2,h3{break-after:avoid}"


class Debrief:
    """What to talk about after each scene: its sums and its questions. Not for the players before they have played."""

    def __init__(self, kit: Any) -> None:
        self.kit = kit

    def __repr__(self) -> str:
        return "\n".join([_("Debrief, to be read afterwards"),
                          *(f"{_(scene.title)}. {_(scene.debrief)}" for scene in self.kit.scenes)])

    def _repr_html_(self) -> str:
        return f'<div class="tex2jax_ignore mathjax_ignore" lang="{language()}">{self.body()}</div>'

    def body(self) -> str:
        """The block for a page."""
        said = "".join(f"<p><strong>{escape(_(scene.title))}.</strong> {escape(_(scene.debrief))}</p>"
                       for scene in self.kit.scenes)
        return f"<section>{_strong(_('Debrief, to be read afterwards'))}{said}</section>"


class RolePlay:
    """A role play: on a screen each card is closed until its player opens it; on paper each has a sheet of its own."""

    def __init__(self, kit: Any, items: Iterable[Any]) -> None:
        self.kit, self.items = kit, tuple(items)

    def __repr__(self) -> str:
        scenes = ", ".join(_(scene.title) for scene in self.kit.scenes)
        return f"{_(self.kit.title)}: {scenes}"

    def _repr_html_(self) -> str:
        closed = "".join(f"<details><summary>{escape(head)}</summary>{card}</details>" for head, card in self._cards())
        return f'<div class="tex2jax_ignore mathjax_ignore" lang="{language()}">{self._start()}{closed}</div>'

    @property
    def debrief(self) -> Debrief:
        """What to talk about afterwards."""
        return Debrief(self.kit)

    def _cards(self) -> list[tuple[str, str]]:
        """The head of every card, and the card."""
        return [card for scene in self.kit.scenes for card in _scene(scene)]

    def _printed(self) -> str:
        scoring = sheet(self.items, _("Scoring sheet. Scene: ________  Observer: ________"))
        cards = "".join(card for _head, card in self._cards())
        return f"{self._start()}{cards}<section>{scoring.html()}</section>{self.debrief.body()}"

    def _start(self) -> str:
        observers = _strong(_("For the observers"))
        steps = "".join(f"<li>{escape(_minutes(minutes))}: {escape(_(text))}</li>" for minutes, text in self.kit.steps)
        return (f"<section><h3>{escape(_(self.kit.title))}</h3><p>{escape(_(self.kit.groups))}</p><ol>{steps}</ol>"
                f"{observers}{_listed(self.kit.rules)}</section>")

    def save(self, path: str | Path = "role_play.html", overwrite: bool = False) -> Path:
        """Write the kit as a page to open in a browser and print, every card on a sheet of its own, the debrief last.

        Raises:
            InputError: a file is there already and ``overwrite`` is false, or it cannot be written.
        """
        target = Saved(path)
        if target.exists() and not overwrite:
            raise InputError(_("There is already something called “{name}”. Choose another name, or add overwrite=True "
                               "to replace the file.").format(name=target.name))
        page = (f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8"><title>'
                f"{escape(_(self.kit.title))}</title><style>{_PAGE}</style></head><body>{self._printed()}</body></html>\n")
        try:
            target.write_text(page, encoding="utf-8")
        except OSError as error:
            raise InputError(_("{path} cannot be written ({reason}). Is it open in another program?").format(
                path=target.name, reason=error.strerror)) from error
        return target


def _strong(text: str) -> str:
    return f"<p><strong>{escape(text)}</strong></p>"


def _minutes(count: int) -> str:
    return ngettext("{count} minute", "{count} minutes", count).format(count=number(count, 0))


def _listed(texts: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(_(text))}</li>" for text in texts) + "</ul>"


def _scene(scene: Any) -> list[tuple[str, str]]:
    """Head and block of both cards of a scene."""
    cards = ((_("Card of the seller"), scene.seller, ()), (_("Card of the customer"), scene.customer, scene.secret))
    heads = [f"{_(scene.title)} · {head}" for head, _texts, _secret in cards]
    return [(head, _card(head, texts, secret)) for head, (_name, texts, secret) in zip(heads, cards, strict=True)]


def _card(head: str, texts: Iterable[str], secret: Iterable[str]) -> str:
    kept = _strong(_("Your secrets")) + _listed(secret) if secret else ""
    return f'<section style="{_CARD}">{_strong(head)}{_listed(texts)}{kept}</section>'


def role_play(kit: Any, items: Iterable[Any]) -> RolePlay:
    """The role play with its cards and the scoring sheet, to read here or to print: ``….save("role_play.html")``.

    Args:
        kit: ``sales.ROLE_PLAY``.
        items: the checklist to score with, such as ``sales.CHECKLIST``.
    """
    return RolePlay(kit, items)
