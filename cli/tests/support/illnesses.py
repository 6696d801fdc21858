"""Ways to make a stack that is watched ill, and well again: one for each alert of `monitoring/rules.yml`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import psycopg

from support.receiver import answer
from support.relays import emit, subscribe, url_of
from support.watched import Watched

Illness = Callable[[Watched], AbstractContextManager[None]]
RENAME = "update sched.resources set resource_name = 'Renamed' where resource_code = %s"
SETTING = "update sched.system_configuration set config_value = %s where config_key = %s"


@contextmanager
def edit_left_open(stack: Watched) -> Iterator[None]:
    """Somebody makes an edit and goes to lunch; a dozen others want to edit too, and wait."""
    url = url_of(stack.connection)

    def wait_and_give_up() -> None:
        with suppress(psycopg.Error), psycopg.connect(url) as connection:
            connection.execute(RENAME, ["M2"])
            connection.rollback()

    with psycopg.connect(url) as forgotten:
        forgotten.execute(RENAME, ["M1"])
        waiting = [threading.Thread(target=wait_and_give_up) for _ in range(12)]
        for one in waiting:
            one.start()
        yield
        forgotten.rollback()
    for one in waiting:
        one.join()


@contextmanager
def worker_held_up(stack: Watched) -> Iterator[None]:
    """Neither an edit nor a job reaches the stored plan, because somebody has locked what says how far it goes."""
    with psycopg.connect(url_of(stack.connection)) as holder:
        holder.execute("select from sched.generated_dates for update")
        stack.connection.execute(
            "insert into sched.stale_dates (resource_id, dates, cause, changed_by, marked_at) values (sched_engine"
            ".resource_id('S'), daterange(current_date, current_date + 2), '{}', 'tests', now() - interval '400 s')"
        )
        stack.connection.execute(
            "select sched_engine.create_generation_job(array(select r.id from sched.resources as r),"
            " current_date + 20, current_date + 50)"
        )
        yield


@contextmanager
def machines_forgotten(stack: Watched) -> Iterator[None]:
    """One machine has no plan any more, and another never had a pattern."""
    run = stack.connection.execute
    months = run("select config_value from sched.system_configuration where config_key = 'rolling_horizon_months'")
    before = months.fetchone()
    assert before is not None
    run(SETTING, ["0", "rolling_horizon_months"])
    run("select sched_engine.clear_plan(array[sched_engine.resource_id('M40')], current_date, current_date + 90, true)")
    run(
        "insert into sched.resources (resource_code, resource_name, resource_type, time_zone, requires_scheduling)"
        " values ('NEW', 'New', 'work_unit', 'UTC', true)"
    )
    yield
    run("update sched.resources set requires_scheduling = false where resource_code = 'NEW'")
    run("select sched_engine.generate(null, current_date, current_date + 40)")
    run(SETTING, [*before.values(), "rolling_horizon_months"])


@contextmanager
def nobody_there(stack: Watched) -> Iterator[None]:
    """People are required, and there are none."""
    run = stack.connection.execute
    run("select sched_engine.enable_workforce()")
    run("insert into sched.emp_departments (department_code, department_name) values ('D', 'D')")
    run(
        "insert into sched.emp_positions (position_code, position_name, department_id)"
        " select 'P', 'P', d.id from sched.emp_departments as d"
    )
    run(
        "insert into sched.emp_employees"
        " (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)"
        " select '1', 'On', 'Leave', p.department_id, p.id, '2020-01-01', sched_engine.resource_id('S')"
        " from sched.emp_positions as p"
    )
    run(
        "select sched_engine.generate_roster(array(select e.id from sched.emp_employees as e),"
        " current_date - 1, current_date + 7)"
    )
    run(
        "insert into sched.emp_requirements (resource_id, head_count, start_date)"
        " values (sched_engine.resource_id('M3'), 1, current_date - 1)"
    )
    yield
    run("delete from sched.emp_requirements")


@contextmanager
def table_locked(stack: Watched) -> Iterator[None]:
    """Requests wait for a table until their time is over."""
    stack.connection.execute(SETTING, ["1", "api_read_timeout_seconds"])
    with psycopg.connect(url_of(stack.connection)) as holder:
        holder.execute("lock table sched.holidays in access exclusive mode")
        done = threading.Event()

        def ask() -> None:
            while not done.is_set():
                stack.gateway("sched_viewer").get("/api/v1/holidays")

        asking = threading.Thread(target=ask)
        asking.start()
        yield
        done.set()
    asking.join()
    stack.connection.execute(SETTING, ["15", "api_read_timeout_seconds"])


@contextmanager
def receivers_away(stack: Watched) -> Iterator[None]:
    """One receiver fails, one is gone for good, and one takes its time."""
    behave = stack.receiver.behave
    behave["/fails"] = lambda handler, _: answer(handler, 500)
    behave["/gone"] = lambda handler, _: answer(handler, 410)

    def answer_late(handler: Any, _: int) -> None:
        time.sleep(1.5)
        answer(handler, 200)

    behave["/works"] = answer_late
    subscribe(stack.connection, "gone", f"{stack.receiver.url}/gone", event_types=["exception.created"])
    for number in range(5):
        emit(stack.connection, f"M{number + 1}", number)
    yield
    behave.clear()
    stack.connection.execute("select sched_engine.activate_webhook(s.id, true) from sched.webhook_subscriptions as s")


@contextmanager
def database_away(stack: Watched) -> Iterator[None]:
    """The relay runs, and nobody lets it in."""
    name = stack.connection.info.dbname
    with psycopg.connect(url_of(stack.connection), dbname="postgres", autocommit=True) as elsewhere:
        elsewhere.execute(f'alter database "{name}" allow_connections false'.encode())
        try:
            elsewhere.execute(
                "select pg_terminate_backend(a.pid) from pg_stat_activity as a"
                " where a.datname = %s and a.application_name like 'sched relay%%'",
                [name],
            )
            yield
        finally:
            elsewhere.execute(f'alter database "{name}" allow_connections true'.encode())


@contextmanager
def relay_down(stack: Watched) -> Iterator[None]:
    """It was stopped."""
    assert stack.relay.stop() == 0
    yield
    stack.relay.start()


@contextmanager
def calendar_ending(stack: Watched) -> Iterator[None]:
    """Machines observe a calendar of three days last year; and the disk of the relay is one without any room."""
    run = stack.connection.execute
    run("insert into sched.holiday_calendars (calendar_code, calendar_name) values ('OLD', 'Old');")
    run(
        "insert into sched.holidays (calendar_id, holiday_date, holiday_name)"
        " select sched_engine.calendar_id('OLD'), current_date - 300 + n, 'Day ' || n from generate_series(1, 3) as n"
    )
    run("select sched_engine.assign_calendars(sched_engine.resource_id('S'), array[sched_engine.calendar_id('OLD')])")
    stack.relay.stop()
    stack.relay.start(SCHED_RELAY_DISKS="/proc")
    yield
    run("select sched_engine.assign_calendars(sched_engine.resource_id('S'), '{}')")
    stack.relay.stop()
    stack.relay.start(SCHED_RELAY_DISKS="")


ILLNESSES: dict[Illness, set[str]] = {
    edit_left_open: {"EditsHeldUp", "FeedHeld", "TransactionOld", "QuerySlow", "LocksAwaited"},
    worker_held_up: {"PlanStale", "JobsStuck"},
    machines_forgotten: {"MachinesWithoutPlan", "MachinesWithoutPattern", "HorizonShort", "HealthFailing"},
    nobody_there: {"CoverageShort"},
    table_locked: {"ApiErrors", "ApiFails", "ApiSlow"},
    receivers_away: {"WebhookBreakerOpen", "WebhookQueueOld", "WebhookDisabled", "WebhookSlow"},
    database_away: {"FiguresOld"},
    relay_down: {"RelayDown"},
    calendar_ending: {"CalendarsEnding", "DiskFilling", "DiskFull"},
}
