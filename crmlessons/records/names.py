"""What the codes in the company's tables and the columns of results are called in words."""

import numpy as np

from crmlessons.words import N_
from crmlessons.words import gettext as _

NAMES = {
    "phone": N_("phone"),
    "email": N_("e-mail"),
    "direct_mail": N_("direct mail"),
    "door_to_door": N_("door to door"),
    "web_chat": N_("web chat"),
    "internet": N_("internet"),
    "internet_tv": N_("internet and TV"),
    "students": N_("students"),
    "families": N_("families"),
    "small_firms": N_("small firms"),
    "morning": N_("morning"),
    "evening": N_("evening"),
    "weekend": N_("weekend"),
    "price": N_("price"),
    "speed": N_("speed"),
    "local_service": N_("local service"),
    "channel": N_("channel"),
    "offer": N_("offer"),
    "segment": N_("segment"),
    "moment": N_("moment"),
    "argument": N_("argument"),
    "week": N_("week"),
    "evenings": N_("only in the evening"),
    "ratio": N_("ratio"),
    "formula": N_("formula"),
    "value": N_("value"),
    "break_even": N_("break-even"),
    "pays": N_("pays"),
}


def said(code: object) -> str:
    """A code, or a yes or no, in words of the language in use; a code of the reader's own as it is."""
    if isinstance(code, bool | np.bool_):
        return _("yes") if code else _("no")
    return _(NAMES[code]) if code in NAMES else str(code)
