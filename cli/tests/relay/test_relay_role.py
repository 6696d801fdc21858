"""What somebody who has got hold of the relay can do in the database; and how the relay gets its role."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from equipment_scheduling.database import Connection
from support import Result
from support.relays import Relay, Relays, url_of

AsRelay = Callable[[str], str]
REFUSED = {
    "hashes of keys": "select k.key_hash from sched.api_keys as k",
    "people": "select e.* from sched.emp_employees as e",
    "secrets": "select s.secret from sched.webhook_subscriptions as s",
    "former secrets": "select f.secret from sched.webhook_former_secrets as f",
    "the audit log": "select a.* from sched.audit_log as a",
    "the plan, but by what a file holds": "select s.* from sched.equipment_schedules as s",
    "views": "select r.* from api_v1.resources as r",
    "keys of its own": "select sched_http.create_api_key('mine', 'sched_admin')",
    "generating": "select sched_engine.generate(null, '2030-01-01', '2030-01-31')",
    "writing": "update sched.jobs set state = 'queued'",
    "tables": "create table public.mine ()",
    "temporary tables": "create temporary table mine ()",
    "temporary types": "create domain pg_temp.text as integer",
    "functions": "create function sched_engine.feed_epoch(integer) returns void return 1",
    "schemas": "create schema mine",
    "changes of what is there": "drop function sched_engine.feed_epoch()",
    "roles": "create role mine superuser",
    "another role": "set role sched_owner",
    "settings of the server": "alter system set fsync = off",
    "files": "copy (select 1) to '/dev/null'",
    "programs": "copy (select 1) to program 'true'",
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_relay_is_refused(what: str, database_url: str, as_relay: AsRelay) -> None:
    with (
        psycopg.connect(as_relay(database_url), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(REFUSED[what].encode())


def test_a_relay_says_that_it_could_do_with_less(plant: Connection, relay: Relays, tmp_path: Path) -> None:
    weak = relay()
    assert "more rights than it needs" not in weak.log
    strong = Relay(url_of(plant), tmp_path / "strong.log")
    strong.stop()
    (told,) = [json.loads(line) for line in strong.log.splitlines() if "more rights than it needs" in line]
    assert told["level"] == "warning"
    assert told["role"].endswith(" is a superuser")
    assert "SCHED_RELAY_DATABASE_URL" in told["remedy"]


def test_doctor_looks_at_the_role_of_the_relay(
    fresh_database: Callable[..., str], as_relay: AsRelay, cli: Callable[..., Result]
) -> None:
    url = fresh_database()

    def found(address: str) -> tuple[str, str]:
        rows = cli("doctor", "--format", "json", url=url, env={"SCHED_RELAY_DATABASE_URL": address}).json
        (row,) = [row for row in rows if row["check"] == "relay role"]
        assert (row["verdict"] == "ok") != ("sched db relay-password" in row["remedy"])
        return row["verdict"], row["finding"].rpartition(": ")[2]

    address = as_relay(url)
    assert found(address)[0] == "ok"
    assert found("") == ("warning", f"{conninfo_to_dict(url)['user']} is a superuser")
    with psycopg.connect(url, autocommit=True) as connection:
        name = sql.Identifier(connection.info.dbname)
        connection.execute(sql.SQL("grant temporary on database {} to public").format(name))
        connection.execute("grant select on sched.jobs to public")
    assert found(address) == ("warning", "sched_relay has rights to tables, can make temporary tables")


def test_the_password_comes_from_the_environment(
    fresh_database: Callable[..., str], as_relay: AsRelay, cli: Callable[..., Result]
) -> None:
    url = fresh_database()
    password = str(conninfo_to_dict(as_relay(fresh_database()))["password"])  # of the role, and so of all databases
    with psycopg.connect(make_conninfo(url, user="sched_relay", password=password), autocommit=True) as connection:
        connection.execute("create temporary table mine ()")
    done = cli("db", "relay-password", url=url, env={"SCHED_RELAY_PASSWORD": password})
    assert done.code == 0, done.err
    with (
        psycopg.connect(make_conninfo(url, user="sched_relay", password=password)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("create temporary table mine ()")
    refused = cli("db", "relay-password", env={"SCHED_RELAY_PASSWORD": ""})
    assert (refused.code, "SCHED_RELAY_PASSWORD is not set" in refused.err) == (3, True)
