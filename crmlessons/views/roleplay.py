"""The role play on paper: steps, rules, a card for every role on its own block, and the scoring sheet."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from crmlessons.views.checklist import sheet
from crmlessons.words import InputError, language, ngettext, number
from crmlessons.words import gettext as _

_CARD = "border:1px solid #767676;padding:.6em 1em;margin:.6em 0;max-width:48em;break-inside:avoid"
_PAGE = "body{font:12pt sans-serif;margin:2em}section{break-after:page}table{border-collapse:collapse}"
_PAGE += "th,td{border:1px solid #767676;padding:.3em;vertical-align:top;font-weight:normal}h2,h3{break-after:avoid}"


class RolePlay:
    """A role play to print; it is the same on a screen, on GitHub and on paper."""

    def __init__(self, kit: Any, items: Iterable[Any]) -> None:
        self.kit, self.items = kit, tuple(items)

    def __repr__(self) -> str:
        scenes = ", ".join(_(scene.title) for scene in self.kit.scenes)
        return f"{_(self.kit.title)}: {scenes}"

    def _repr_html_(self) -> str:
        return f'<div class="tex2jax_ignore mathjax_ignore" lang="{language()}">{self._body()}</div>'

    def _body(self) -> str:
        scenes = "".join(map(_scene, self.kit.scenes))
        scoring = sheet(self.items, _("Scoring sheet. Scene: ________  Observer: ________"))
        return f"{self._start()}{scenes}<section>{scoring.html()}</section>{self._debrief()}"

    def _start(self) -> str:
        observers = _strong(_("For the observers"))
        steps = "".join(f"<li>{escape(_minutes(minutes))}: {escape(_(text))}</li>" for minutes, text in self.kit.steps)
        return (f"<section><h3>{escape(_(self.kit.title))}</h3><p>{escape(_(self.kit.groups))}</p><ol>{steps}</ol>"
                f"{observers}{_listed(self.kit.rules)}</section>")

    def _debrief(self) -> str:
        said = "".join(f"<p><strong>{escape(_(scene.title))}.</strong> {escape(_(scene.debrief))}</p>"
                       for scene in self.kit.scenes)
        head = _strong(_("Debrief, to be read afterwards"))
        return f"<section>{head}{said}</section>"

    def save(self, path: str | Path = "role_play.html", overwrite: bool = False) -> Path:
        """Write the kit as a page to open in a browser and print, every card on a sheet of its own.

        Raises:
            InputError: a file is there already and ``overwrite`` is false, or it cannot be written.
        """
        target = Path(path)
        if target.exists() and not overwrite:
            raise InputError(_("There is already something called “{name}”. Choose another name, or add overwrite=True "
                               "to replace the file.").format(name=target.name))
        page = (f'<!DOCTYPE html>\n<html lang="{language()}"><head><meta charset="utf-8"><title>'
                f"{escape(_(self.kit.title))}</title><style>{_PAGE}</style></head><body>{self._body()}</body></html>\n")
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


def _scene(scene: Any) -> str:
    title = escape(_(scene.title))
    cards = ((_("Card of the seller"), scene.seller, ()), (_("Card of the customer"), scene.customer, scene.secret))
    return "".join(_card(title, escape(head), texts, secret) for head, texts, secret in cards)


def _card(title: str, head: str, texts: Iterable[str], secret: Iterable[str]) -> str:
    kept = _strong(_("Your secrets")) + _listed(secret) if secret else ""
    return f'<section style="{_CARD}"><p><strong>{title} · {head}</strong></p>{_listed(texts)}{kept}</section>'


def role_play(kit: Any, items: Iterable[Any]) -> RolePlay:
    """The role play with its cards and the scoring sheet, to read here or to print: ``….save("role_play.html")``.

    Args:
        kit: ``sales.ROLE_PLAY``.
        items: the checklist to score with, such as ``sales.CHECKLIST``.
    """
    return RolePlay(kit, items)
