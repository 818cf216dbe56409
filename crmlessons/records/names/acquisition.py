"""What the results of the lesson on acquisition are called in words."""

from crmlessons.words import N_

NAMES = {
    "gross_rate": N_("gross acceptance rate"),
    "net_rate": N_("net (paid) rate"),
    "overall_rate": N_("overall conversion rate"),
    "with_f": N_("with F"),
    "with_h": N_("with H"),
    "cost_of_a_contact": N_("cost of a contact"),
    "charged": N_("charged for all contacts"),
    "first_wave": N_("first wave"),
    "second_wave": N_("second wave"),
}
