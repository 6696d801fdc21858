"""People who take, swap and cancel shifts at once: nothing is booked twice, no hard rule is broken, no offer is lost.

`SCHED_OFFER_SECONDS=60` in the environment lets them do so for a minute."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier, Lock
from typing import Any

import psycopg
import pytest

CLIENTS = 8
SECONDS = float(os.environ.get("SCHED_OFFER_SECONDS", "10"))
PLANT = """
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
    values ('OFFERS', 'Offers', 'site', 'Europe/Berlin');
    insert into sched.emp_departments (department_code, department_name) values ('DEP', 'Department');
    insert into sched.emp_positions (position_code, position_name, department_id)
    select 'POS', 'Position', id from sched.emp_departments;
    insert into sched.emp_teams (team_code, team_name, pattern_id, cycle_offset_days, resource_id)
    select 'TEAM-' || n, 'Team', p.id, 7 * n, r.id
    from generate_series(0, 3) as n cross join sched.operating_patterns as p cross join sched.resources as r
    where p.pattern_code = 'CONTINENTAL' and r.resource_code = 'OFFERS';
    insert into sched.emp_employees
    (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)
    select 'P-' || n, 'First', 'Last', p.department_id, p.id, '2020-01-01', r.id
    from generate_series(1, 16) as n cross join sched.emp_positions as p cross join sched.resources as r
    where r.resource_code = 'OFFERS';
    insert into sched.emp_team_assignments (employee_id, team_id, start_date)
    select e.id, t.id, '2020-01-01'
    from sched.emp_employees as e inner join sched.emp_teams as t on t.team_code = 'TEAM-' || e.id % 4;
    update sched.system_configuration set config_value = 'false' where config_key = 'shift_offers_need_approval';
    insert into sched.emp_work_rules
    (rule_code, rule_name, rule_measure, limit_value, window_hours, severity, is_active)
    values ('REST', 'Rest', 'daily_rest', 8, 24, 'refuse', true),
        ('HOURS', 'Hours', 'working_hours', 60, 168, 'refuse', true);
    select sched_engine.generate_roster(null, current_date - 10, current_date + 60);
"""
OPEN = """
    select sched_engine.offer_open_shift(
        r.id, (current_date + %(day)s) || ' 10:00', (current_date + %(day)s) || ' 14:00'
    )
    from sched.resources as r where r.resource_code = 'OFFERS'
"""
EXTRA = """
    select sched_engine.add_extra_shift(
        %(person)s, (current_date + %(day)s) || ' 09:00', (current_date + %(day)s) || ' 12:00'
    )
"""
# What a client may be told: a rule, somebody else was first, it is changed already, not employed, or to try again.
TOLD = ("SC026", "SC028", "SC022", "55P03")


@dataclass
class Kept:
    """What the clients were told they have done."""

    offered: set[int] = field(default_factory=set)
    taken: dict[int, int] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)
    lock: Lock = field(default_factory=Lock)


@pytest.fixture(scope="module")
def plant(fresh_database: Callable[[], str]) -> str:
    """A database with sixteen people on a rotation."""
    url = fresh_database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(PLANT)
    return url


def value(connection: psycopg.Connection, query: str, *given: Any) -> Any:
    row = connection.execute(query, given).fetchone()
    return None if row is None else row[0]


def act(connection: psycopg.Connection, dice: random.Random, kept: Kept) -> None:
    """One thing that somebody does."""
    people = [row[0] for row in connection.execute("select id from sched.emp_employees").fetchall()]
    what = dice.choices(("offer", "open", "take", "swap", "cancel", "withdraw", "extra"), (4, 1, 8, 3, 2, 1, 1))[0]
    offer = value(
        connection,
        "select id from sched.emp_shift_offers where offer_status = 'proposed' order by id desc limit 1 offset %s",
        dice.randrange(4),
    )
    person, day = dice.choice(people), dice.randrange(2, 20)
    connection.commit()
    try:
        if what == "offer":
            made = value(connection, "select sched_engine.offer_shift(%s, current_date + %s)", person, day)
            connection.commit()
            with kept.lock:
                kept.offered.add(made)
        elif what == "open":
            row = connection.execute(OPEN, {"day": day}).fetchone()
            assert row is not None
            made = row[0]
            connection.commit()
            with kept.lock:
                kept.offered.add(made)
        elif what in ("take", "swap") and offer:
            back = dice.randrange(2, 20) if what == "swap" else None
            status = value(
                connection, "select sched_engine.take_shift(%s, %s, current_date + %s::integer)", offer, person, back
            )
            connection.commit()
            assert status == "approved"
            with kept.lock:
                assert offer not in kept.taken, f"offer {offer} was taken twice"
                kept.taken[offer] = person
        elif what == "withdraw" and offer:
            done = value(connection, "select sched_engine.withdraw_offer(%s)", offer)
            connection.commit()
            with kept.lock:
                kept.withdrawn |= {offer} if done else set()
        elif what == "cancel":
            change = value(
                connection,
                "select id from sched.emp_roster_changes where change_status = 'approved' order by random() limit 1",
            )
            connection.execute("select sched_engine.cancel_roster_change(%s)", [change or 0])
            connection.commit()
        elif what == "extra":
            connection.execute(EXTRA, {"person": person, "day": day})
            connection.commit()
        with kept.lock:
            kept.told["done"] += 1
    except psycopg.Error as error:
        connection.rollback()
        with kept.lock:
            kept.told[error.sqlstate or "?"] += 1
        if error.sqlstate not in (*TOLD, "SC001"):
            raise


def goes_on(url: str, number: int, kept: Kept, until: float) -> None:
    dice = random.Random(number)
    with psycopg.connect(url, options="-c statement_timeout=30s") as connection:
        while time.monotonic() < until:
            act(connection, dice, kept)


def test_many_take_swap_and_cancel_at_once(plant: str) -> None:
    kept = Kept()
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(goes_on, plant, number, kept, until) for number in range(CLIENTS)]:
            done.result()
    print(dict(kept.told), f"{len(kept.offered)} offered, {len(kept.taken)} taken, {len(kept.withdrawn)} withdrawn")
    with psycopg.connect(plant) as connection:
        assert value(connection, "select count(*) from sched.emp_stale_dates") == 0
        wrong = connection.execute(
            "select r.rule_code, b.* from sched_engine.rule_breaches(null, current_date - 5, current_date + 40) as b"
            " inner join sched.emp_work_rules as r on r.id = b.rule_id where b.severity = 'refuse'"
        ).fetchall()
        assert wrong == [], "a hard rule is broken"
        twice = connection.execute(
            "select one.*, other.* from sched.emp_schedules as one inner join sched.emp_schedules as other"
            " on other.employee_id = one.employee_id and other.shift_start_time < one.shift_end_time"
            " and other.shift_end_time > one.shift_start_time and (other.schedule_date, other.shift_start_time)"
            " <> (one.schedule_date, one.shift_start_time)"
            " where one.schedule_status = 'scheduled' and other.schedule_status = 'scheduled'"
        ).fetchall()
        assert twice == [], "somebody works twice at a time"
        lost = connection.execute(
            "select o.* from sched.emp_shift_offers as o inner join sched.emp_roster_changes as c"
            " on c.id = o.roster_change_id and c.change_status = 'approved' and c.change_kind = 'swap'"
            " where (select sum(s.shift_end_time - s.shift_start_time) from sched.emp_schedules as s"
            " where s.employee_id = o.taken_by_id and s.roster_change_id = c.id and s.schedule_status = 'scheduled')"
            " is distinct from o.end_time - o.start_time"
        ).fetchall()
        assert lost == [], "nobody works a shift that was taken"
        found = connection.execute("select id, offer_status::text, taken_by_id from sched.emp_shift_offers").fetchall()
    states = {offer: (status, taker) for offer, status, taker in found}
    assert set(states) == kept.offered
    for offer, (status, taker) in states.items():
        wanted = (
            ("approved", kept.taken[offer])
            if offer in kept.taken
            else ("cancelled", None)
            if offer in kept.withdrawn
            else ("proposed", None)
        )
        assert (status, taker) == wanted, f"offer {offer}"
    assert kept.taken


def test_of_eight_who_take_one_shift_one_has_it(plant: str) -> None:
    """The others are told, whoever they are."""
    with psycopg.connect(plant, autocommit=True) as connection:
        connection.execute("update sched.emp_work_rules set is_active = false")
        people = [
            row[0]
            for row in connection.execute(
                "insert into sched.emp_employees"
                " (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)"
                " select 'Q-' || n, 'First', 'Last', p.department_id, p.id, '2020-01-01', r.id"
                " from generate_series(1, 8) as n cross join sched.emp_positions as p cross join sched.resources as r"
                " where r.resource_code = 'OFFERS' returning id"
            ).fetchall()
        ]
        row = connection.execute(OPEN, {"day": 30}).fetchone()
        assert row is not None
        offer = row[0]
    barrier = Barrier(8)

    def take(person: int) -> str:
        with psycopg.connect(plant) as connection:
            barrier.wait()
            try:
                connection.execute("select sched_engine.take_shift(%s, %s)", [offer, person])
                connection.commit()
            except psycopg.Error as error:
                return error.sqlstate or "?"
        return "taken"

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(take, people)) == {"taken": 1, "SC028": 7}
