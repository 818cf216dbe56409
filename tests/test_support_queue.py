"""The queue behind the telephone against known values, against queues solved state by state, and at its limits."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import LANGUAGES, check_refusal

from crmlessons import support

LOADS = st.floats(0.05, 60)
AGENTS = st.integers(1, 80)


def stationary(load: float, agents: int, leaving: float, room: int) -> np.ndarray:
    """The chances of 0, 1, 2 … callers in a queue, from its balance equations: a linear system, no formula.

    Calls arrive at ``load`` for each call that one agent finishes; each caller who waits hangs up at ``leaving``; with
    ``room`` callers in the system nobody more is let in.
    """
    count = np.arange(room + 1)
    out = np.minimum(count, agents) + leaving * np.maximum(count - agents, 0)
    rates = np.diag(np.full(room, load), 1) + np.diag(out[1:], -1)
    rates -= np.diag(rates.sum(axis=1))
    system = np.vstack([rates.T[:-1], np.ones(room + 1)])
    return np.linalg.solve(system, np.append(np.zeros(room), 1.0))


def test_erlang_b_by_hand_one_half_and_one_fifth():
    # B(1) = 1·1/(1 + 1·1) = 1/2; B(2) = 1·½/(2 + 1·½) = 1/5
    assert support.erlang_b(1, [0, 1, 2]) == pytest.approx([1, 0.5, 0.2])


def test_the_textbook_line_100_calls_in_30_minutes_of_180_seconds_target_20_seconds():
    load = support.offered_load(calls=100, handling_time=180, period=1_800)
    assert load == 10
    assert support.erlang_c(load, [12, 13, 14]) == pytest.approx([0.4494, 0.2853, 0.174132], abs=5e-5)
    assert support.service_level(load, 13, 20, 180) == pytest.approx(0.7956, abs=5e-5)
    assert support.service_level(load, 14, 20, 180) == pytest.approx(0.888350, abs=5e-7)
    assert support.mean_wait(load, 14, 180) == pytest.approx(7.836, abs=5e-4)
    assert support.occupancy(load, 14) == pytest.approx(0.714286, abs=5e-7)
    assert support.agents_needed(load, 0.8, 20, 180) == 14
    assert support.rostered(14, 0.3) == pytest.approx(20)


@pytest.mark.parametrize(("load", "agents"), [(0.3, 1), (0.3, 2), (4.5, 5), (10, 14), (30, 33)])
def test_erlang_c_is_the_queue_solved_state_by_state(load, agents):
    chances = stationary(load, agents, 0.0, agents + 900)
    waiting = np.maximum(np.arange(len(chances)) - agents, 0)
    assert support.erlang_c(load, agents) == pytest.approx(chances[agents:].sum(), rel=1e-8)
    assert support.mean_wait(load, agents, 100) == pytest.approx((waiting * chances).sum() / load * 100, rel=1e-8)


@pytest.mark.parametrize(("load", "agents"), [(0.5, 1), (10, 14), (30, 25)])
def test_erlang_b_is_the_queue_without_room_to_wait(load, agents):
    assert support.erlang_b(load, agents) == pytest.approx(stationary(load, agents, 0.0, agents)[-1], rel=1e-10)


@pytest.mark.parametrize(("load", "agents", "patience"), [(10, 12, 60), (10, 10, 60), (10, 7, 200), (0.3, 1, 30),
                                                          (40, 30, 15)])
def test_erlang_a_is_the_queue_solved_state_by_state(load, agents, patience):
    leaving = 180 / patience
    chances = stationary(load, agents, leaving, agents + 300)
    queue = (np.maximum(np.arange(len(chances)) - agents, 0) * chances).sum()
    found = support.erlang_a(load, agents, patience, 180)
    assert found.waits == pytest.approx(chances[agents:].sum(), rel=1e-8)
    assert found.hangs_up == pytest.approx(leaving * queue / load, rel=1e-8)
    assert found.mean_wait == pytest.approx(queue / load * 180, rel=1e-8)
    assert found.service_level == pytest.approx(1 - found.waits, rel=1e-12)  # within no time at all


@pytest.mark.parametrize(("load", "agents", "patience"), [(10, 12, 60), (10, 9, 60), (0.3, 1, 300), (20, 22, 20)])
def test_the_share_answered_in_time_with_hang_ups_is_that_of_a_queue_followed_caller_by_caller(load, agents, patience):
    """A caller with n ahead in the queue is served by the time t: n + 1 steps of a chain, in which he may hang up."""
    leaving, within = 180 / patience, 20 / 180
    chances = stationary(load, agents, leaving, agents + 60)
    answered = chances[:agents].sum()
    ahead = np.arange(len(chances) - agents)
    size = len(ahead) + 1  # state 0: answered; state n + 1: n ahead; hanging up leaves the chain
    rates = np.zeros((size, size))
    for place in ahead:
        rates[place + 1, place] = agents + leaving * place
        rates[place + 1, place + 1] = -(agents + leaving * place) - leaving
    step = np.eye(size)
    power = np.eye(size)
    for term in range(1, 30):  # the matrix exponential over a small time, then squared up
        power = power @ (rates * within / 4_096) / term
        step = step + power
    reached = np.linalg.matrix_power(step, 4_096)[1:, 0]
    answered += (chances[agents:] * reached).sum()
    assert support.erlang_a(load, agents, patience, 180, 20).service_level == pytest.approx(answered, abs=2e-7)


@given(LOADS, AGENTS)
def test_without_patience_erlang_a_is_b_and_with_endless_patience_it_is_c(load, agents):
    hasty = support.erlang_a(load, agents, 1e-4, 180)
    assert hasty.hangs_up == pytest.approx(support.erlang_b(load, agents), rel=1e-4, abs=1e-12)
    endless = support.erlang_a(load, agents, np.inf, 180, 20)
    assert endless.hangs_up == 0 and endless.waits == support.erlang_c(load, agents)
    assert endless.service_level == support.service_level(load, agents, 20, 180)
    if load < 0.95 * agents:
        nearly = support.erlang_a(load, agents, 1e7, 180, 20)
        assert nearly.waits == pytest.approx(endless.waits, rel=1e-3, abs=1e-12)
        assert nearly.service_level == pytest.approx(endless.service_level, rel=1e-3)


@given(LOADS, AGENTS, st.floats(5, 600))
def test_with_hang_ups_fewer_wait_and_those_who_stay_keep_the_agents_no_busier_than_they_can_be(load, agents, patience):
    found = support.erlang_a(load, agents, patience, 180, 20)
    assert found.waits <= support.erlang_c(load, agents) + 1e-9
    assert load * (1 - found.hangs_up) <= agents + 1e-9
    assert 1 - found.waits - 1e-9 <= found.service_level <= 1 - found.hangs_up * 0 + 1e-9


@given(LOADS, AGENTS)
def test_c_lies_above_b_and_each_agent_more_shortens_the_wait(load, agents):
    assert support.erlang_c(load, agents) >= support.erlang_b(load, agents) - 1e-12
    fewer, more = support.mean_wait(load, [agents, agents + 1], 180)
    assert more < fewer or fewer == more == np.inf


@given(LOADS, st.floats(0, 0.99), st.floats(0, 120))
def test_the_agents_needed_reach_the_target_and_one_less_does_not(load, target, within):
    needed = int(support.agents_needed(load, target, within, 180))
    assert needed > load and support.service_level(load, needed, within, 180) >= target
    assert needed - 1 <= load or support.service_level(load, needed - 1, within, 180) < target


@given(st.floats(0.1, 20), st.integers(2, 6))
def test_joining_never_takes_more_agents_and_keeps_them_no_less_busy(load, groups):
    row = support.pooling(load, [groups], 180).loc[groups]
    assert row["together"] <= row["apart"] and row["occupancy_together"] >= row["occupancy_apart"] - 1e-12


def test_a_queue_that_only_grows_has_a_service_level_of_0_and_no_end_to_its_wait():
    assert support.erlang_c(10, [8, 10]).tolist() == [1, 1] and support.service_level(10, 10, 20, 180) == 0
    assert support.mean_wait(10, 10, 180) == np.inf and support.occupancy(10, 8) == 1
    assert support.agents_needed([0, 10], 0, 0, 180).tolist() == [0, 11]


def test_nobody_calls():
    found = support.erlang_a(0, 3, 60, 180, 20)
    assert (found.waits, found.hangs_up, found.mean_wait, found.service_level) == (0, 0, 0, 1)
    assert support.erlang_b(0, [0, 2]).tolist() == [1, 0]


def test_large_queues_are_stable_to_compute():
    assert 0 < support.erlang_b(2_000, 2_000) < 0.02  # about 1/√(π·1000) = 0.0178
    assert support.erlang_b(2_000, 2_000) == pytest.approx((2 / (np.pi * 2_000)) ** 0.5, rel=0.02)
    found = support.erlang_a(1_000, 700, 3_600, 180, 20)
    assert found.hangs_up == pytest.approx(0.3, abs=1e-6) and 0 <= found.service_level < 1e-3


def test_arrays_of_one_shape_give_each_its_own():
    table = support.erlang_c(np.array([[5.0], [10.0]]), np.array([8, 14]))
    assert table.shape == (2, 2) and table[1, 1] == support.erlang_c(10, 14) and table[0, 0] == support.erlang_c(5, 8)
    assert support.erlang_a([5, 10], [8, 14], 60, 180).waits[1] == support.erlang_a(10, 14, 60, 180).waits
    assert list(support.occupancy(pd.Series([5.0, 10.0]), 14)) == pytest.approx([5 / 14, 10 / 14])


def test_a_table_by_agents_says_what_each_number_does_and_costs():
    table = support.staffing(100, 180, agent_cost=35, agents=3)
    assert table.index[0] == 3 and table.at[14, "cost"] == 14 * 35 / 2 and table.at[14, "cost_per_call"] == 2.45
    assert table.index[table["enough"]][0] == 14 and table.at[10, "mean_wait"] == np.inf
    quiet = support.staffing(0, 180, agents=2)
    assert quiet.at[2, "service_level"] == 1 and np.isnan(quiet.at[2, "cost_per_call"])


def test_a_shared_line_costs_each_call_less_the_more_share_it():
    rates = pd.DataFrame([[2.0, 1.0], [0.5, 1.5]])
    lines = support.shared_line(rates, 540, [1, 4, 16], shrinkage=0.3, hour_cost=35)
    agents = support.roster(rates, 540).to_numpy().sum()
    assert lines.at[1, "yearly_cost"] == pytest.approx(agents * 365 / 7 / 0.7 * 35)
    assert lines.at[1, "cost_per_call"] == pytest.approx(agents / 0.7 * 35 / 5)
    assert lines["cost_per_call"].is_monotonic_decreasing and lines["occupancy"].is_monotonic_increasing


def test_a_limit_on_talking_is_kept_by_the_next_whole_agent():
    assert support.agents_within(100, 0.85) == 118 and support.agents_within(8.5, 0.85) == 10


REFUSED = {
    "half an agent": (lambda: support.erlang_c(5, 7.5), "7.5"),
    "a negative load": (lambda: support.erlang_b(-1, 3), "-1"),
    "a target of all": (lambda: support.agents_needed(5, 1, 20, 180), "0.8"),
    "a target in percent": (lambda: support.agents_needed(5, 80, 20, 180), "0.8"),
    "everybody away": (lambda: support.rostered(10, 1), "0.3"),
    "a load of minutes": (lambda: support.agents_needed(5_000, 0.8, 20, 180), "5000"),
    "no patience at all": (lambda: support.erlang_a(5, 6, 0, 180), "patience"),
    "no agent and hang-ups": (lambda: support.erlang_a(5, 0, 60, 180), "agents"),
    "endless crowds": (lambda: support.erlang_a(1_000, 1, 1e9, 180), ""),
    "no period": (lambda: support.offered_load(5, 180, 0), "period"),
    "nothing joined": (lambda: support.pooling(5, [], 180), "[1, 2, 5]"),
    "text": (lambda: support.erlang_c("ten", 12), "ten"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("call", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_queue_is_refused_in_words(call, said, language):
    check_refusal(call, language, said)


def test_what_added_calls_cost_an_in_house_team_by_hand():
    """One call of 9 minutes an hour takes one agent; ten take four. 168 hours a week, three agents more in each."""
    rates = pd.DataFrame(1.0, range(7), range(24))
    grown = support.roster(rates * 10, 540).to_numpy().max()
    more = 9 * 168 * 365 / 7
    each = (grown - support.roster(rates, 540).to_numpy().max()) * 40 / 0.8 / 9
    assert support.cost_of_more(rates, 540, more, shrinkage=0.2, hour_cost=40) == pytest.approx(each)


def test_a_queue_that_only_grows_has_no_cost_per_call():
    found = support.staffing(calls=100, handling_time=180, agent_cost=50, agents=8)  # 10 erlangs; 25 lei an agent
    assert found["cost_per_call"].isna().tolist() == (found.index <= 10).tolist()
    assert found.at[14, "cost_per_call"] == 14 * 25 / 100
