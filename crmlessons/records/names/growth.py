"""What the results of the lesson on growth are called in words."""

from crmlessons.words import N_

NAMES = {
    "smaller": N_("table, smaller company"),
    "larger": N_("table, larger company"),
    "unpaid_of_offer": N_("non-payment, this offer"),
    "unpaid_of_all": N_("non-payment, all offers"),
    "reach": N_("reach of the interval now"),
    "reach_of_four": N_("with four times the customers"),
    "spending": N_("past spending"),
    "forecast": N_("forecast"),
}
