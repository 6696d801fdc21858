"""Migrations, the ledger and the function loader, on real databases."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from equipment_scheduling.errors import ConflictError, SchedError
from equipment_scheduling.schema import checks, loader, migrations, waiting
from equipment_scheduling.settings import Settings
from support import ROOT, dump, sched

pytestmark = pytest.mark.usefixtures("migrating")
FreshDatabase = Callable[..., str]


def states(settings: Settings, url: str) -> dict[str, str]:
    """State by name, as `sched db status` shows it."""
    return {item.name: item.state for item in migrations.status(settings, url)}


def add_migration(project: Settings, up: str, down: str) -> str:
    """Write one more migration into a copied project."""
    name = "9000.added-by-a-test"
    (project.migrations / f"{name}.sql").write_text(up)
    (project.migrations / f"{name}.rollback.sql").write_text(down)
    return name


def test_migrating_twice_changes_nothing(settings: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    before = dump(url)
    again = migrations.migrate(settings, url)
    assert (again.applied, dump(url)) == ([], before)
    assert again.functions == len(loader.read(settings.functions))
    assert set(states(settings, url).values()) == {"applied"}


def test_status_of_an_empty_database_is_pending_and_changes_nothing(
    settings: Settings, fresh_database: FreshDatabase
) -> None:
    url = fresh_database(migrated=False)
    before = dump(url)
    assert set(states(settings, url).values()) == {"pending"}
    assert dump(url) == before


def test_up_down_up_gives_the_same_schema(settings: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database(migrated=False)
    migrations.migrate(settings, url)
    first = dump(url)
    names = list(migrations.files(settings.migrations))
    assert migrations.rollback(settings, url, count=len(names)) == names[::-1]
    with psycopg.connect(url) as connection:
        left = connection.execute(
            "select nspname from pg_namespace where nspname = any (%s)", (checks.SCHEMAS,)
        ).fetchall()
    assert left == []
    migrations.migrate(settings, url)
    assert dump(url) == first


def test_one_migration_after_the_other_can_be_undone(settings: Settings, fresh_database: FreshDatabase) -> None:
    """A command for each; those before are undone in the same way by the test above, in one command."""
    url = fresh_database()
    whole = dump(url)
    for name in [*reversed(migrations.files(settings.migrations))][:9]:
        assert migrations.rollback(settings, url) == [name]
    migrations.migrate(settings, url)
    assert dump(url) == whole


def test_an_upgrade_begins_no_epoch_of_the_change_feed(settings: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    names = list(migrations.files(settings.migrations))
    migrations.rollback(settings, url, count=len(names) - names.index("0025.feed-timelines"))
    with psycopg.connect(url) as connection:
        told = connection.execute(
            "insert into sched.schedule_changes (epoch, resource_id, change_kind, schedule_dates, changed_by)"
            " values (1, 1, 'generated', '[2030-01-01,2030-02-01)', 'tests')"
            " returning format('%s-%s-%s', epoch, transaction_id, id)"
        ).fetchone()
    migrations.migrate(settings, url)
    with psycopg.connect(url) as connection:
        query = "select sched_engine.feed_epoch(), p.epoch from sched_engine.feed_position(%s) as p"
        assert connection.execute(query, told).fetchone() == (1, 1)


def test_an_upgrade_gives_stored_rows_their_shifts(settings: Settings, fresh_database: FreshDatabase) -> None:
    """Touching shifts of one code, breaks inside, a night, a move, a stop and a holiday, now running and to come."""
    url = fresh_database()
    identities = "select resource_id, planned_start_time, shift_second from sched.equipment_schedules order by 1, 2"
    seen = "select (to_jsonb(s) - '{shift_second,shift_placement}'::text[])::text from sched.equipment_schedules as s"
    preview = "select * from sched_engine.preview_generation(null, '2027-03-07', '2027-03-13', true)"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            """
            set sched.now = '2027-03-01Z';
            insert into sched.resources (resource_code, resource_name, resource_type, time_zone, requires_scheduling)
            select 'S' || n, 'Site', 'site', z, true
            from unnest(array['Africa/Johannesburg', 'Pacific/Auckland']) with ordinality as i (z, n);
            insert into sched.operating_patterns (pattern_code, pattern_name, cycle_days) values ('MIX', 'Mix', 1);
            insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time, shift_code, is_operating)
            select p.id, 0, r.start_time::time, r.end_time::time, r.code, r.code is not null
            from sched.operating_patterns as p
            cross join (values ('06:00', '14:00', 'D'), ('14:00', '21:00', 'D'), ('22:00', '06:00', 'N'),
                ('08:00', '08:30', null), ('11:00', '11:30', null), ('02:00', '02:30', null)
            ) as r (start_time, end_time, code)
            where p.pattern_code = 'MIX';
            insert into sched.schedule_exceptions
            (resource_id, exception_type, impact_type, shift_minutes, start_datetime, end_datetime, description,
                created_by)
            select r.id, e.kind::sched.exception_type, e.impact::sched.impact_type, e.minutes,
                e.start_time::timestamptz, e.end_time::timestamptz, 'test', 'test'
            from sched.resources as r
            cross join (values ('breakdown', 'no_operation', null, '2027-03-09 07:00Z', '2027-03-09 15:00Z'),
                ('other', 'shifted', 90, '2027-03-12 00:00Z', '2027-03-12 23:00Z')
            ) as e (kind, impact, minutes, start_time, end_time);
            """
        )
        connection.execute(
            "select sched_engine.assign_pattern(r.id, sched_engine.pattern_id('MIX'), '2027-01-01')"
            " from sched.resources as r"
        )
        connection.execute("select sched_engine.generate(null, '2027-03-07', '2027-03-13')")
        before = [connection.execute(query).fetchall() for query in (identities, seen)]
    names = list(migrations.files(settings.migrations))
    migrations.rollback(settings, url, count=len(names) - names.index("0024.shifts"))
    migrations.migrate(settings, url)
    with psycopg.connect(url, autocommit=True) as connection:
        after = [connection.execute(query).fetchall() for query in (identities, seen)]
        assert after[0] == before[0]
        assert sorted(after[1]) == sorted(before[1])
        for moment in ("2027-03-01", "2027-03-10 09:30", "2027-03-12 08:15", "2027-03-20"):
            connection.execute("select set_config('sched.now', %s, false)", (moment + "Z",))
            assert connection.execute(preview).fetchall() == []  # type: ignore[arg-type]


def test_an_upgrade_leaves_a_pattern_its_code(settings: Settings, fresh_database: FreshDatabase) -> None:
    """Whoever has made a DUPONT of their own keeps it, and nobody reads in the audit log that others came."""
    url = fresh_database()
    names = list(migrations.files(settings.migrations))
    migrations.rollback(settings, url, count=len(names) - names.index("0052.rotations"))
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into sched.operating_patterns (pattern_code, pattern_name) values ('DUPONT', 'Ours');"
            "insert into sched.pattern_rules"
            " (pattern_id, cycle_days, cycle_day, sequence_order, start_time, end_time, shift_code)"
            " select p.id, 7, 0, 1, '06:00', '14:00', 'D'"
            " from sched.operating_patterns as p where p.pattern_code = 'DUPONT'"
        )
        connection.execute("truncate sched.audit_log")
    migrations.migrate(settings, url)
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select p.pattern_code::text, p.is_system_pattern, p.is_visible, p.weekly_hours::float, count(r.*)"
            " from sched.operating_patterns as p left join sched.pattern_rules as r on r.pattern_id = p.id"
            " where p.pattern_code like 'DUPONT%' group by p.id order by p.id"
        ).fetchall()
        assert found == [("DUPONT", False, True, 8.0, 1), ("DUPONT_BUILT_IN", True, False, 42.0, 14)]
        told = connection.execute(
            "select l.record_id from sched.audit_log as l inner join sched.operating_patterns as p"
            " on p.id::text in (l.record_id, l.new_values ->> 'pattern_id')"
            " where l.table_name ~ 'pattern' and p.complexity_level > 'simple'"
        ).fetchall()
        assert told == []


def test_former_secrets_of_webhooks_go_up_and_down(settings: Settings, fresh_database: FreshDatabase) -> None:
    """One that still signs goes on to do so, whichever way the schema goes; of several the latest."""
    url, names = fresh_database(), list(migrations.files(settings.migrations))
    back = len(names) - names.index("0068.former-secrets")
    migrations.rollback(settings, url, count=back)
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into sched.webhook_subscriptions"
            " (webhook_name, url, secret, previous_secret, previous_secret_until, created_by)"
            " select v.*, 'tests' from (values"
            " ('signs', 'https://example.com/', 'the present secret', 'the one before it', now() + interval '1 hour'),"
            " ('over', 'https://example.com/', 'the present secret', 'the one before it', now() - interval '1 hour'),"
            " ('never', 'https://example.com/', 'the present secret', null, null)) as v"
        )
    migrations.migrate(settings, url)
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "select s.webhook_name, sched_engine.webhook_secrets(s) from sched.webhook_subscriptions as s order by s.id"
        ).fetchall()
        assert found == [
            ("signs", ["the present secret", "the one before it"]),
            ("over", ["the present secret"]),
            ("never", ["the present secret"]),
        ]
        connection.execute("select sched_engine.rotate_webhook_secret(s.id) from sched.webhook_subscriptions as s")
    migrations.rollback(settings, url, count=back)
    with psycopg.connect(url) as connection:
        kept = connection.execute(
            "select distinct s.previous_secret, s.previous_secret_until > now() + interval '23 hours'"
            " from sched.webhook_subscriptions as s"
        ).fetchall()
    assert kept == [("the present secret", True)]


def test_plain_yoyo_applies_the_same(settings: Settings, fresh_database: FreshDatabase) -> None:
    ours, theirs = fresh_database(), fresh_database(migrated=False)
    yoyo = Path(sys.executable).parent / "yoyo"
    address = theirs.replace("postgresql://", "postgresql+psycopg://")
    subprocess.run([yoyo, "apply", "--batch", "-d", address, settings.migrations], check=True, cwd="/")
    assert migrations.migrate(settings, theirs).applied == []
    assert dump(theirs) == dump(ours)
    assert set(states(settings, theirs).values()) == {"applied"}


def test_an_edited_migration_is_noticed_and_refused(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    name, path = next(iter(migrations.files(project.migrations).items()))
    path.write_text(path.read_text() + "\nselect 1;\n")
    assert states(project, url)[name] == "edited"
    with pytest.raises(ConflictError, match=f"edited: {name}"):
        migrations.migrate(project, url)


def test_a_database_newer_than_the_program_is_refused(
    settings: Settings, project: Settings, fresh_database: FreshDatabase
) -> None:
    url = fresh_database()
    name = add_migration(project, "create table sched.newer (id int);", "drop table sched.newer;")
    migrations.migrate(project, url)
    assert states(settings, url)[name] == "unknown"
    with pytest.raises(ConflictError, match="does not know"):
        migrations.migrate(settings, url)
    migrations.rollback(project, url)
    assert migrations.migrate(settings, url).applied == []


def test_a_failing_migration_leaves_nothing_behind(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    before = dump(url)
    name = add_migration(project, "create table sched.half (id int);\n\nselect 1 / 0;\n", "select 1;")
    with pytest.raises(SchedError, match=f"{name}.sql.*division by zero"):
        migrations.migrate(project, url)
    assert dump(url) == before
    assert states(project, url)[name] == "pending"


def test_do_blocks_and_awkward_text_run(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    text = """
        do $$ begin perform 1; perform ';--'; end $$;
        do $body$ declare v text := $q$a;b$q$; begin if v <> 'a;b' then raise 'no'; end if; end $body$;
        create table sched.awkward as select 'it''s 100% ; fine :not_a_parameter' as words;
        """
    add_migration(project, text, "drop table sched.awkward;")
    migrations.migrate(project, url)
    with psycopg.connect(url) as connection:
        words = connection.execute("select words from sched.awkward").fetchall()
    assert words == [("it's 100% ; fine :not_a_parameter",)]


def test_two_migrate_at_once(fresh_database: FreshDatabase) -> None:
    url = fresh_database(migrated=False)
    command = [sys.executable, "-m", "equipment_scheduling", "db", "migrate"]
    both = [
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert dump(url) == dump(fresh_database())


def test_a_lock_left_by_a_killed_process_is_no_obstacle(settings: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    gone = subprocess.Popen(["true"])
    gone.wait()
    with psycopg.connect(url) as connection:
        connection.execute("insert into yoyo_lock (locked, ctime, pid) values (1, now(), %s)", (gone.pid,))
    assert migrations.migrate(settings, url).applied == []


def test_a_broken_function_leaves_all_functions_as_they_were(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    before = dump(url)
    folder = project.functions / "engine"
    (folder / "aa_new.sql").write_text("create function sched_engine.aa_new() returns int language sql as 'select 1';")
    (folder / "zz_broken.sql").write_text(
        "create function sched_engine.zz_broken()\nreturns int\nlanguage sql\nas 'select nothing';"
    )
    with pytest.raises(SchedError, match=r"engine/zz_broken.sql.*nothing"):
        migrations.migrate(project, url)
    assert dump(url) == before


def test_a_function_is_renamed_together_with_those_that_call_it(
    project: Settings, fresh_database: FreshDatabase
) -> None:
    """As long as the functions of the new version cannot be loaded, those of the old one find what they call."""
    url, folder = fresh_database(), project.functions / "engine"
    function = "create or replace function sched_engine.{0}() returns int language plpgsql as $$ begin {1} end $$;\n"
    (folder / "old_name.sql").write_text(function.format("old_name", "return 1;"))
    (folder / "caller.sql").write_text(function.format("caller", "return sched_engine.old_name();"))
    migrations.migrate(project, url)

    last = [*migrations.files(project.migrations)][-1]
    number = int(last[:4]) + 1
    for name, first in ((f"{number:04}.apart", ""), (f"{number + 1:04}.rename", "-- Together with the functions.\n")):
        rename = "alter function sched_engine.old_name() rename to new_name;\n" if first else "select 1;\n"
        (project.migrations / f"{name}.sql").write_text(first + "set local role sched_owner;\n" + rename)
    (folder / "old_name.sql").unlink()
    (folder / "new_name.sql").write_text(function.format("new_name", "return 1;"))
    (folder / "caller.sql").write_text(function.format("caller", "return sched_engine.new_name();"))
    (folder / "zz_broken.sql").write_text(
        "create function sched_engine.zz_broken() returns int language sql as 'select n';"
    )
    with psycopg.connect(url, autocommit=True) as connection:
        with pytest.raises(SchedError, match="zz_broken"):
            migrations.migrate(project, url)
        assert connection.execute("select sched_engine.caller()").fetchone() == (1,)
        assert states(project, url)[f"{number:04}.apart"] == "applied"
        assert states(project, url)[f"{number + 1:04}.rename"] == "pending"
        (folder / "zz_broken.sql").unlink()
        assert migrations.migrate(project, url).applied == [f"{number + 1:04}.rename"]
        assert connection.execute("select sched_engine.caller()").fetchone() == (1,)
        assert connection.execute("select to_regprocedure('sched_engine.old_name()')").fetchone() == (None,)
    assert set(states(project, url).values()) == {"applied"}


def test_a_changed_column_list_asks_for_a_migration(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    view = project.functions / "engine" / "shape.sql"
    view.write_text("create or replace view sched_engine.shape as select 1 as a, 2 as b;")
    migrations.migrate(project, url)
    view.write_text("create or replace view sched_engine.shape as select 2 as b;")
    with pytest.raises(SchedError) as refused:
        migrations.migrate(project, url)
    assert "migration that drops" in (refused.value.hint or "")


def test_status_tells_that_functions_changed(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    (project.functions / "engine" / "more.sql").write_text(
        "create or replace function sched_engine.more() returns int language sql as 'select 1';"
    )
    assert states(project, url)["functions"] == "pending"
    migrations.migrate(project, url)
    assert states(project, url)["functions"] == "applied"


class Readers:
    """People who look at the plan in short transactions, while something else happens."""

    def __init__(self, url: str) -> None:
        self.slowest, self.reads = 0.0, 0
        self._over = threading.Event()
        self._url = url
        self._threads = [threading.Thread(target=self._read) for _ in range(2)]

    def _read(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            while not self._over.is_set():
                begun = time.monotonic()
                connection.execute(
                    "select count(*) from sched_oee.daily_availability where schedule_date = '2030-01-01'"
                )
                connection.execute("select * from sched_oee.current_status limit 1")
                self.slowest = max(self.slowest, time.monotonic() - begun)
                self.reads += 1
                time.sleep(0.02)

    def __enter__(self) -> Readers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


def change_view(project: Settings) -> None:
    """Put a change into the file of a view that OEE systems read."""
    path = project.functions / "oee" / "daily_availability.sql"
    path.write_text(path.read_text() + "\ncomment on view sched_oee.daily_availability is 'Changed.';\n")


def comment(url: str) -> str:
    """What the database says of that view."""
    with psycopg.connect(url) as connection:
        row = connection.execute("select obj_description('sched_oee.daily_availability'::regclass)").fetchone()
    return str(row and row[0])


IDLE = "select * from sched_oee.daily_availability limit 1"


def test_unchanged_functions_lock_nothing(project: Settings, fresh_database: FreshDatabase) -> None:
    """Neither with nothing to do, nor when others change: nobody is waited for."""
    url = fresh_database()
    (project.functions / "engine" / "more.sql").write_text(
        "create or replace function sched_engine.more() returns int language sql as 'select 1';"
    )
    add_migration(project, "create table sched.unrelated (id int);", "drop table sched.unrelated;")
    with psycopg.connect(url) as idle:
        for view in ("sched_oee.daily_availability", "api_v1.resources", "sched_oee.current_status"):
            idle.execute(f"select * from {view} limit 1")
        done = migrations.migrate(project, url, patience=0)
        assert (len(done.applied), "engine/more.sql" in done.files, "oee/daily_availability.sql" in done.files) == (
            1,
            True,
            False,
        )
        assert migrations.migrate(project, url, patience=0).files == ()


def test_an_upgrade_behind_an_idle_reader_stops_nobody(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    change_view(project)
    reported: list[str] = []
    with psycopg.connect(url, application_name="a forgotten window") as idle, Readers(url) as readers:
        idle.execute(IDLE)
        pid, role = idle.info.backend_pid, idle.info.user
        with ThreadPoolExecutor(1) as pool:
            upgrade = pool.submit(migrations.migrate, project, url, reported.append, 60)
            time.sleep(4)
            assert not upgrade.done()
            idle.rollback()
            done = upgrade.result(30)
    assert done.files == ("oee/daily_availability.sql",)
    assert comment(url) == "Changed."
    assert readers.reads > 10
    assert readers.slowest < 1
    told = next(line for line in reported if line.startswith("Waiting for process"))
    for word in (f"process {pid} ", f"role {role}", "a forgotten window", IDLE, "since 20"):
        assert word in told


def test_a_reader_that_begins_later_stops_nobody_either(project: Settings, fresh_database: FreshDatabase) -> None:
    """Transactions that are too young to be waited for in peace make each step try again."""
    url = fresh_database()
    change_view(project)
    over = threading.Event()

    def linger() -> None:
        with psycopg.connect(url) as connection:
            while not over.is_set():
                connection.execute(IDLE)
                time.sleep(0.8)
                connection.rollback()

    lingering = threading.Thread(target=linger)
    with Readers(url) as readers:
        lingering.start()
        done = migrations.migrate(project, url, patience=120)
        over.set()
        lingering.join()
    assert done.files == ("oee/daily_availability.sql",)
    assert readers.slowest < 1


def test_an_upgrade_that_waits_in_vain_has_done_nothing(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    before, meaning = dump(url), comment(url)
    change_view(project)
    add_migration(project, "create table sched.unrelated (id int);", "drop table sched.unrelated;")
    command = [sys.executable, "-m", "equipment_scheduling", "db", "migrate", "--patience", "2"]
    env = {**os.environ, "DATABASE_URL": url, "SCHED_HOME": str(project.root)}
    with psycopg.connect(url) as idle:
        idle.execute(IDLE)
        idle.execute("select pg_sleep(%s)", [waiting.SETTLED])  # lasting, and so seen before the first step
        pid = idle.info.backend_pid
        begun = time.monotonic()
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert time.monotonic() - begun < 20
    assert done.returncode == 5
    line = done.stderr.splitlines()[-1]
    assert f"waited 2 seconds in vain for process {pid}" in line
    assert "Nothing was changed" in line
    assert f"pg_terminate_backend({pid})" in line
    assert (dump(url), comment(url)) == (before, meaning)
    assert len(migrations.migrate(project, url).applied) == 1
    assert comment(url) == "Changed."


def test_a_migration_behind_a_reader_is_retried(project: Settings, fresh_database: FreshDatabase) -> None:
    """Also where no file tells beforehand what it will lock."""
    url = fresh_database()
    add_migration(project, "do $$ begin execute 'lock table sched.' || 'resources'; end $$;", "select 1;")
    with psycopg.connect(url) as idle, Readers(url) as readers:
        idle.execute("select * from sched.resources limit 1")
        with pytest.raises(ConflictError, match=f"process {idle.info.backend_pid}.*select [*] from sched.resources"):
            migrations.migrate(project, url, patience=2)
        idle.rollback()
        assert migrations.migrate(project, url).applied == ["9000.added-by-a-test"]
    assert readers.slowest < 1


def test_what_a_migration_took_away_comes_back(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    before = sorted(dump(url).splitlines())  # grants are listed in the order of their making
    text = """
        drop view sched_oee.generation_summary cascade;
        drop trigger a_lock_model on sched.resources;
        revoke all on api_v1.resources from sched_planner;
        drop function sched_engine.hours cascade;"""
    add_migration(project, text, "select 1;")
    migrations.migrate(project, url)
    assert sorted(dump(url).splitlines()) == before


def write(folder: Path, **files: str) -> list[str]:
    """Write function files, and return their names in loading order."""
    for name, text in files.items():
        (folder / f"{name}.sql").write_text(text)
    return [source.path.stem for source in loader.ordered(loader.read(folder))]


def test_loading_order_follows_what_files_name(tmp_path: Path) -> None:
    order = write(
        tmp_path,
        a="create or replace view s.a as select * from s.b();",
        b="create or replace function s.b() returns setof s.c language sql begin atomic select s.d(); end;",
        c="create or replace view s.c as select 1; -- not s.a",
        d="create or replace function s.d() returns int language sql as $$ select 's.a'::text::int $$;",
    )
    assert order.index("c") < order.index("b") < order.index("a")
    assert order.index("d") < order.index("b")


def test_plpgsql_bodies_may_name_each_other(tmp_path: Path) -> None:
    order = write(
        tmp_path,
        a="create function s.a() returns int language plpgsql as $$ begin return s.b(); end $$;",
        b="create function s.b() returns int language plpgsql as $$ begin return s.a(); end $$;",
    )
    assert sorted(order) == ["a", "b"]


def test_a_circle_of_views_is_named(tmp_path: Path) -> None:
    with pytest.raises(SchedError, match=r"circle: a.sql -> b.sql"):
        write(tmp_path, a="create view s.a as select * from s.b;", b="create view s.b as select * from s.a;")


def test_an_error_tells_file_and_line(project: Settings, fresh_database: FreshDatabase) -> None:
    (project.functions / "engine" / "wrong.sql").write_text("-- one\n-- two\nselect sched.missing;\n")
    with pytest.raises(SchedError, match=r"db/functions/engine/wrong.sql, line 3"):
        migrations.migrate(project, fresh_database())


def test_the_lock_guards_migrations(project: Settings) -> None:
    lock = project.migrations / checks.LOCK
    lock.unlink(missing_ok=True)
    with pytest.raises(ConflictError, match="not in the lock"):
        checks.check_lock(project)
    assert len(checks.extend_lock(project)) == len(migrations.files(project.migrations))
    assert checks.check_lock(project) == len(migrations.files(project.migrations))
    subprocess.run(["sha256sum", "--check", "--quiet", lock.name], cwd=project.migrations, check=True)
    first = next(iter(migrations.files(project.migrations).values()))
    first.write_text(first.read_text() + "\n")
    for action in (checks.check_lock, checks.extend_lock):
        with pytest.raises(ConflictError, match=f"changed or removed: {first.name}"):
            action(project)


def test_a_released_migration_cannot_be_relocked(project: Settings) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", project.root, *identity, *words], check=True, capture_output=True)

    checks.extend_lock(project)
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "release")
    git("tag", "v1")
    checks.check_lock(project)
    first = next(iter(migrations.files(project.migrations).values()))
    first.write_text(first.read_text() + "\n")
    (project.migrations / checks.LOCK).unlink()
    checks.extend_lock(project)
    with pytest.raises(ConflictError, match=f"{first.name} was changed after it was released"):
        checks.check_lock(project)


def test_commands(fresh_database: FreshDatabase) -> None:
    url = {"DATABASE_URL": fresh_database()}
    assert sched("db", "url", env=url).out.strip() == url["DATABASE_URL"]
    assert {row["state"] for row in sched("db", "status", "--format", "json", env=url).json} == {"applied"}
    assert sched("db", "rollback", env=url).code == 1
    assert sched("db", "rollback", "--yes", "-n", "2", env=url).code == 0
    assert {row["state"] for row in sched("db", "status", "--format", "json", env=url).json} == {
        "applied",
        "pending",
    }
    migrated = sched("db", "migrate", env=url)
    assert migrated.code == 0
    assert migrated.out.startswith("2 migrations applied")
    unknown = sched("db", "rollback", "--yes", "--to", "0000.none", env=url)
    assert (unknown.code, unknown.err.count("\n")) == (4, 1)


def test_plpgsql_check_finds_what_is_wrong(project: Settings, fresh_database: FreshDatabase) -> None:
    url = fresh_database()
    (project.functions / "engine" / "wrong.sql").write_text(
        """create or replace function sched_engine.wrong() returns int language plpgsql as $$
        begin
            return (select count(*) from sched.no_such_table);
        end $$;"""
    )
    migrations.migrate(project, url)
    findings, checked = checks.check_functions(project, url)
    assert checked > 0
    assert [(f.file, f.line) for f in findings if "no_such_table" in f.message] == [
        ("db/functions/engine/wrong.sql", 3)
    ]
    with psycopg.connect(url) as connection:
        left = connection.execute("select from pg_extension where extname = 'plpgsql_check'").rowcount
    assert left == 0


def test_headers_leave_the_audit_log(fresh_database: FreshDatabase) -> None:
    """Those that a version before wrote down: their names stay."""
    (script,) = (ROOT / "db/migrations").glob("*.audited-headers.sql")
    with psycopg.connect(fresh_database(), autocommit=True) as connection:
        connection.execute(
            """
            insert into sched.audit_log (table_name, record_id, action, changed_by, old_values, new_values)
            values
                ('webhook_subscriptions', '1', 'UPDATE', 'x', '{"id": 1, "headers": {"Authorization": "Bearer a"}}',
                    '{"id": 1, "headers": {"Authorization": "Bearer b", "X-Plant": "Durban"}}'),
                ('webhook_subscriptions', '2', 'INSERT', 'x', null, '{"id": 2, "headers": {}}'),
                ('resources', '3', 'DELETE', 'x', '{"id": 3, "headers": {"kept": "yes"}}', null)
            """
        )
        for _ in range(2):
            with connection.transaction():
                connection.execute(script.read_text().encode())
        found = connection.execute(
            "select old_values, new_values from sched.audit_log where changed_by = 'x' order by id"
        )
        assert found.fetchall() == [
            (
                {"id": 1, "headers": {"Authorization": "not logged"}},
                {"id": 1, "headers": {"Authorization": "not logged", "X-Plant": "not logged"}},
            ),
            (None, {"id": 2, "headers": {}}),
            ({"id": 3, "headers": {"kept": "yes"}}, None),
        ]
