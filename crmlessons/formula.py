"""A formula that a lesson teaches beside the lines of its sheet, declared once for its card."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True)
class Formula:
    """One formula.

    Attributes:
        left: the sign it defines, as mathematics writes it, such as ``B^*``; empty for an expression without a sign.
        right: the formula in letters, as programs write it: ``1 - D/(A*(C - E))``.
        label: what it is, marked for translation.
    """

    left: str
    right: str
    label: str

    @property
    def expression(self) -> sympy.Expr:
        """The right side in SymPy's symbols, the terms as they are written."""
        import sympy
        from sympy.parsing.sympy_parser import parse_expr

        letters = {name: sympy.Symbol(name) for name in re.findall(r"[A-Za-z]+", self.right) if name != "sqrt"}
        return parse_expr(self.right, local_dict=letters, evaluate=False)

    @property
    def name(self) -> str:
        """The sign in plain text: ``B*``."""
        return self.left.replace("^", "")

    @property
    def text(self) -> str:
        """The right side in plain text, with Greek letters."""
        return self.right.replace("alpha", "α").replace("beta", "β").replace("sqrt", "√")

    @property
    def latex(self) -> str:
        """The right side for a mathematical text."""
        import sympy

        return sympy.latex(self.expression, mul_symbol="dot", order="none")
