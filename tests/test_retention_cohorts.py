"""How long customers stay: cohorts followed in the ledger, against tables made by hand and the company's truth."""

import json

import numpy as np
import pandas as pd
import pytest
from lesson import ROOT
from refusals import LANGUAGES, check_refusal

from crmlessons import records, retention

TRUTH = json.loads((ROOT / "datasets" / "truth.json").read_text(encoding="utf-8"))


def ledger_of(stays: dict[str, list[int]], start: str = "2024-02-01") -> pd.DataFrame:
    """A ledger in which each customer has these values of ``stayed``, month after month."""
    rows = [(name, month, stayed, 10.0, 10.0, 6.0, 1.0) for name, flags in stays.items()
            for month, stayed in zip(pd.date_range(start, periods=len(flags), freq="MS"), flags, strict=True)]
    frame = pd.DataFrame(rows, columns=["customer_id", "month", "stayed", "billed", "paid", "cost_of_goods",
                                        "retention_cost"])
    frame.loc[frame["stayed"] == 0, ["billed", "paid", "cost_of_goods"]] = np.nan
    return frame


def people(names: str, joined: str = "2024-01-01", **columns: list) -> pd.DataFrame:
    return pd.DataFrame({"customer_id": list(names), "joined": pd.Timestamp(joined), "support": 0,
                         "support_fee": np.nan, **columns})


FOUR = ledger_of({"A": [1, 1, 1], "B": [1, 0], "C": [0], "D": [1, 1]})


def test_a_curve_by_hand_with_a_customer_who_is_no_longer_followed():
    curve = retention.curves(FOUR, people("ABCD"))
    assert curve["at_risk"].tolist() == [4, 4, 3, 1] and curve["stayed"].tolist() == [4, 3, 2, 1]
    assert curve["kept"].tolist() == pytest.approx([1, 3 / 4, 3 / 4 * 2 / 3, 1 / 2])


def test_while_all_are_followed_greenwood_s_error_is_that_of_a_share():
    curve = retention.curves(FOUR, people("ABCD")).loc[2]
    assert curve["standard_error"] == pytest.approx((0.5 * 0.5 / 4) ** 0.5)


def test_who_joined_before_the_ledger_began_is_followed_only_from_a_month_that_is_named():
    older = people("ABCD", joined="2020-05-01")
    assert retention.curves(FOUR, older, since="2024-02")["kept"][1] == 3 / 4
    assert retention.curves(FOUR, older, since="2024-03")["at_risk"][1] == 3


def test_what_customers_earned_counts_those_who_left_with_what_they_brought_before():
    found = retention.earned(FOUR, people("ABCD"), months=2)
    assert found["later"] == pytest.approx((6 + 2 - 1 + 6) / 4) and found["customers"] == 4
    by = retention.earned(FOUR, people("ABCD", channel=["x", "x", "y", "y"]), months=2, by="channel")
    assert by["later"].to_dict() == {"x": 4.0, "y": 2.5}


def test_groups_compared_inside_segments_leave_out_what_the_segments_differ_by():
    stays = {f"f{i}": [1] for i in range(4)} | {f"s{i}": [i % 2] for i in range(4)}
    who = pd.DataFrame({"customer_id": list(stays), "joined": pd.Timestamp("2024-01-01"), "support": 0,
                        "support_fee": np.nan, "segment": ["firm"] * 4 + ["student"] * 4,
                        "channel": ["door", "door", "door", "phone", "door", "door", "phone", "phone"]})
    plain = retention.stay_longer(ledger_of(stays), who, "channel", "door", 1)
    fair = retention.stay_longer(ledger_of(stays), who, "channel", "door", 1, within="segment")
    assert plain["difference"] == pytest.approx(4 / 5 - 2 / 3)
    assert fair["difference"] == pytest.approx(0) and fair["in_group"] == pytest.approx(4 / 5)


def test_the_private_customers_of_the_campaign_follow_the_true_curve():
    customers, ledger = records.load("customers"), records.load("ledger")
    private = customers[customers["contact_id"].notna() & (customers["segment"] != "small_firms")]
    seen = retention.curves(ledger, private)
    true = pd.Series(TRUTH["customers"]["private_campaign_customers_kept"]).rename(int)
    assert ((seen["kept"] - true).abs() <= 2.5 * seen["standard_error"] + 1e-9)[true.index].all()
    first = seen.loc[1:12]
    forecast = retention.fit(first["at_risk"], first["stayed"]).kept(20)[20]
    one_rate = (1 - retention.constant(first["at_risk"], first["stayed"])) ** 20
    assert abs(forecast - true[20]) < abs(one_rate - true[20])


def test_customers_won_at_the_door_stay_longer_also_inside_their_segments():
    customers, ledger = records.load("customers"), records.load("ledger")
    campaign = customers[customers["contact_id"].notna()]
    for within in (None, "segment"):
        found = retention.stay_longer(ledger, campaign, "channel", "door_to_door", 20, within=within)
        assert found["difference"] > 2 * found["standard_error"], found
    factors = TRUTH["customers"]["parameters"]["channel"]
    assert factors["door_to_door"] == max(factors.values())


def test_the_effect_of_the_support_plan_is_found_again_within_two_standard_errors():
    customers, ledger, true = records.load("customers"), records.load("ledger"), TRUTH["customers"]["inputs"]["all"]
    found = retention.stay_longer(ledger, customers[customers["trial"] == 1], "support", 1, 24, since="2024-01")
    expected = true["stay_rate_with"] - true["stay_rate_without"]
    assert abs(found["difference"] - expected) < 2 * found["standard_error"]


def test_contacts_do_not_decide_who_stays_in_the_simulated_company():
    stays = records.load("ledger").groupby("contacts")["stayed"].agg(["mean", "sem"])
    for one in stays.itertuples():
        errors = (stays["sem"] ** 2 + one.sem**2) ** 0.5
        assert ((stays["mean"] - one.mean).abs() < 2 * errors).all()


@pytest.mark.parametrize("language", LANGUAGES)
def test_customers_who_cannot_be_followed_are_refused(language):
    check_refusal(lambda: retention.curves(FOUR, people("ABCD", joined="2020-01-01")), language)
    check_refusal(lambda: retention.curves(FOUR, people("ABCD"), by="chanel"), language, "chanel")
    check_refusal(lambda: retention.stay_longer(FOUR, people("ABCD"), "channel", "x", 1), language, "channel")
    flags = people("ABCD", channel=["x", "x", "y", "y"])
    check_refusal(lambda: retention.stay_longer(FOUR, flags, "channel", "y", 3), language, "3")
    check_refusal(lambda: retention.stay_longer(FOUR, flags, "channel", "nobody", 1), language)
