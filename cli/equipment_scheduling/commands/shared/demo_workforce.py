"""The people of the example plant: switched on, imported, and their rosters generated."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

from equipment_scheduling.database import Connection, jsonb
from equipment_scheduling.dates import add_months
from equipment_scheduling.files.example_people import example_people
from equipment_scheduling.words import counted

ON = "select sched_engine.is_workforce_on() as already"
ENABLE = "select sched_engine.enable_workforce('expert')"
PEOPLE = "select count(*) as people from sched.emp_employees"
PARTS = """
    select a.resource_code::text as area, array_agg(w.resource_code::text order by w.resource_code) as parts
    from sched.resources as a
    inner join sched.resources as w on w.parent_resource_id = a.id
    where a.resource_type = 'area'
    group by a.resource_code
"""
IMPORT = "select i.* from sched_engine.import_people(%s) as i"
GENERATE = "select g.* from sched_engine.generate_roster(null, %s, %s) as g"
REFRESH = "select * from sched_engine.refresh_next_coverage()"
WAITING = "select exists (select from sched.emp_stale_coverage as s where lower(s.period) < %s::date) as waits"
GAPS = """
    select (select count(*) from sched.emp_requirements) as requirements, count(*) as gaps,
        coalesce(sum((g.required - g.present) * sched_engine.hours(g.start_time, g.end_time)), 0) as hours
    from sched.emp_coverage_gaps as g
    where g.schedule_date between %s and %s
"""
WORST = """
    select g.start_time at time zone z.time_zone as local_start, r.resource_code, g.required, g.present,
        p.position_name, (g.required - g.present) * sched_engine.hours(g.start_time, g.end_time) as hours
    from sched.emp_coverage_gaps as g
    inner join sched.emp_requirements as q on q.id = g.requirement_id
    inner join sched.resources as r on r.id = g.resource_id
    inner join sched_engine.effective_time_zones(array(
        select i.resource_id from sched.emp_requirements as i
    )) as z on z.resource_id = g.resource_id
    left join sched.emp_positions as p on p.id = q.position_id
    where g.schedule_date between %(first)s and %(last)s
    order by hours desc, g.start_time, g.requirement_id
    limit 8
"""
# Called in again three hours after a shift, so that a rule is broken.
TIRED = """
    insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date, start_time, end_time, shift_code)
    select s.employee_id, 'extra', s.schedule_date, s.shift_end_time + interval '3 hours',
        s.shift_end_time + interval '7 hours', 'OT'
    from sched.emp_schedules as s
    inner join sched.emp_teams as t on t.id = s.team_id and t.team_code = %(team)s
    where s.schedule_date >= %(first)s and s.schedule_status = 'scheduled'
        and not exists (select from sched.emp_roster_changes)
    order by s.schedule_date, s.employee_id
    limit 1
    returning employee_id
"""
RULES = "select count(*) as rules from sched_engine.set_rules('EU', true)"
BREACHES = """
    select b.rule_code, count(distinct b.employee_id) as people, b.limit_value, min(b.measured) as measured,
        (array_agg(b.employee_number order by b.measured, b.employee_number))[1] as employee_number
    from sched_engine.breaches_shown(
        array(select e.id from sched.emp_employees as e where e.is_active), %(first)s, %(last)s
    ) as b
    group by b.rule_code, b.limit_value
    order by people, b.rule_code
"""
# The site and the week in which most person-hours are missing.
WORST_WEEK = """
    select s.resource_code, date_trunc('week', g.schedule_date)::date as monday
    from sched.emp_coverage_gaps as g
    inner join sched.resources as r on r.id = g.resource_id
    inner join sched.resources as s on s.id = any(r.path_ids) and s.resource_type = 'site'
    where g.schedule_date >= %s
    group by s.resource_code, monday
    order by sum((g.required - g.present) * sched_engine.hours(g.start_time, g.end_time)) desc, monday
    limit 1
"""
OPTIMIZE = "select sched_engine.create_optimization(sched_engine.resource_id(%s), %s, %s, 30) as id"
RUN = """
    select o.state::text as state, o.comparison, o.error,
        (select count(*) from sched.emp_suggestions as s where s.optimization_id = o.id) as suggestions
    from sched.emp_optimizations as o
    where o.id = %s
"""
TEAM = "DUR-MLD-A"
AREA = "DUR-MLD"
NEXT = """\
sched roster show DUR-MLD-A                 a team, two weeks; sched roster show NUMBER draws a person
sched absences list                         who is away; sched absences add --help
sched qualifications list --expiring 60     what has to be renewed
sched roster export DUR-MLD-A --output team.xlsx   a month for the wall
sched coverage DUR-MLD                      a week of an area: people there and required in each shift
sched coverage gaps                         where people are missing; sched coverage explain says why
sched rules list                            work rules; sched rules breaches where rosters break them
sched optimize list                         what the optimizer suggests; sched optimize show, accept, reject
sched workforce verify                      whether all is as it should be
sched workforce disable                     hides all of it; nothing is lost"""

Step = Callable[[str], AbstractContextManager[list[str]]]


def set_up(connection: Connection, folder: Path, month: date, step: Step) -> None:
    """Switch the workforce on, import the example people unless there are any, and generate twelve months."""
    with step("workforce") as done:
        was_on = (connection.execute(ON).fetchone() or {"already": False})["already"]
        connection.execute(ENABLE)
        done.append("on already" if was_on else "switched on")
    there = (connection.execute(PEOPLE).fetchone() or {"people": 0})["people"]
    with step("people.toml") as done:
        if there:
            done.append(f"left alone: {counted(there, 'person', 'people')} there already")
        else:
            parts = {row["area"]: row["parts"] for row in connection.execute(PARTS).fetchall()}
            sheets = example_people(folder / "people.toml", month, parts)
            rows = connection.execute(IMPORT, [jsonb(sheets)]).fetchall()
            done += [f"{row['inserted']} {row['sheet'].replace('_', ' ')}" for row in rows]
    with step("rosters of 12 months") as done:
        row = connection.execute(GENERATE, [month, add_months(month, 12)]).fetchone()
        assert row is not None
        done += [f"{counted(row[key], 'row')} {key}" for key in ("inserted", "updated", "deleted", "unchanged")]
    with step("work rules of the EU") as done:
        monday = first_monday(add_months(month, 1))
        tired = connection.execute(TIRED, {"team": TEAM, "first": monday}).fetchall()
        found = connection.execute(RULES).fetchone()
        done += [counted((found or {"rules": 0})["rules"], "rule") + " switched on", f"{len(tired)} broken on purpose"]
    with step("coverage") as done:
        # Two months of gaps; the worker, which may have begun already, goes on with the others.
        until = add_months(month, 2)
        while (connection.execute(WAITING, [until]).fetchone() or {"waits": False})["waits"]:
            if connection.execute(REFRESH).fetchone() is None:
                time.sleep(0.2)
        found = connection.execute(GAPS, [month, until - timedelta(days=1)]).fetchone()
        assert found is not None
        done += [counted(found["requirements"], "requirement"), counted(found["gaps"], "gap")]
        done += [f"{found['hours']:,.0f} person-hours missing in two months"]


def first_monday(day: date) -> date:
    """That day, or the first Monday after it."""
    return day + timedelta(days=-day.weekday() % 7)


def show_breaches(connection: Connection, first: date, say: Callable[[str], None]) -> None:
    """Where rosters break the rules that are on, in the week from a date on."""
    rows = connection.execute(BREACHES, {"first": first, "last": first + timedelta(days=6)}).fetchall()
    for row in rows:
        say(
            f"{row['rule_code']:<18} {counted(row['people'], 'person', 'people')}, as {row['employee_number']}:"
            f" {row['measured']:g} h, allowed {row['limit_value']:g} h"
        )
    if not rows:
        say("Nowhere.")


def close_gaps(connection: Connection, first: date, say: Callable[[str], None]) -> None:
    """Let the optimizer look for shifts that close the gaps of the site and week, from a date on, with most of them."""
    week = connection.execute(WORST_WEEK, [first]).fetchone()
    if week is None:
        say("There is no gap to close.")
        return
    site, monday, sunday = week["resource_code"], week["monday"], week["monday"] + timedelta(days=6)
    say(f"In {site}, {monday} to {sunday}, most people are missing.")
    if find_spec("ortools") is None:
        say("The optimizer needs OR-Tools: pip install 'equipment-scheduling[optimizer]', then")
        say(f"sched optimize {site} --from {monday} --to {sunday}")
        return
    run = connection.execute(OPTIMIZE, [site, monday, sunday]).fetchone()
    assert run is not None
    began = time.monotonic()
    while (found := connection.execute(RUN, [run["id"]]).fetchone()) and found["state"] in ("queued", "running"):
        if found["state"] == "queued" and time.monotonic() - began > 15.0:
            say(f"Nobody runs it: start the relay with sched up, then look with sched optimize show {run['id']}")
            return
        time.sleep(0.5)
    if not found or found["state"] != "completed" or not found["comparison"]:
        say(f"It came to nothing: {found and found['error']}")
        return
    now = found["comparison"]["before"]["gap_hours"]
    then = (found["comparison"].get("after") or found["comparison"]["before"])["gap_hours"]
    say(f"{found['suggestions']} shifts close {now - then:,.0f} of {now:,.0f} missing person-hours and break no rule:")
    say(f"sched optimize show {run['id']}, sched optimize accept {run['id']}")


def show_worst(connection: Connection, first: date, say: Callable[[str], None]) -> None:
    """The week's gaps in which most person-hours are missing, from a date on."""
    rows = connection.execute(WORST, {"first": first, "last": first + timedelta(days=6)}).fetchall()
    for row in rows:
        who = row["position_name"] or "people"
        say(
            f"{row['local_start']:%a %d %b %H:%M}  {row['resource_code']:<12} {row['present']} of {row['required']}"
            f"  {who}, {row['hours']:,.1f} person-hours missing"
        )
    if not rows:
        say("Nobody is missing.")
