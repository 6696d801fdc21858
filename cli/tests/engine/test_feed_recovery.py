"""After a recovery to an earlier moment, and after the promotion of a standby that lagged behind, readers of the change
feed, of live events and of webhooks are told of what was lost and miss nothing, although ids come again."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from equipment_scheduling.database import Connection, connect
from equipment_scheduling.runtime import postgres
from equipment_scheduling.settings import Settings
from support.cluster import Cluster
from support.receiver import Receiver, until
from support.relays import Relay, build, next_event, pending, subscribe, url_of

MACHINES = 40  # of the plant: so many entries of the feed, and events, have one transaction
DAYS = range(7, 10)
PLAN = "select sched_engine.generate(array[sched_engine.resource_id(%s)], '2030-02-01', '2030-02-03')"
STOP = """
    select sched_engine.add_exception(sched_engine.resource_id('S'), 'maintenance', d, d + interval '1 hour', %s)
    from make_timestamptz(2030, 1, %s, 8, 0, 0, 'UTC') as d
"""
TELL = """
    select sched_engine.emit_event('exception.created', r.id, jsonb_build_object('told', %s::text, 'day', %s::int))
    from sched.resources as r
    where r.requires_scheduling
    order by r.id
"""
TURN = "select pg_current_xact_id()"
NEXT = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as id"


@dataclass(frozen=True)
class Feed:
    """One of the two that are followed by positions."""

    read: str
    end: str
    stored: str
    beginning: str | None


CHANGES = Feed(
    "select c.feed_position as position from sched_engine.read_changes(%s, %s) as c",
    "select sched_engine.feed_end() as position",
    "select format('%s-%s-%s', c.epoch, c.transaction_id, c.id) as position from sched.schedule_changes as c",
    None,
)
EVENTS = Feed(
    "select e.position from sched_engine.read_events(%s, %s) as e",
    "select sched_engine.events_end() as position",
    "select format('%s-%s-%s', e.epoch, e.transaction_id, e.id) as position from sched.events as e",
    "0-0-0",
)
FEEDS = (CHANGES, EVENTS)
Ends = dict[Feed, str]


@dataclass
class History:
    """What happened on a server after its backup, and what readers were told of it.

    Of two transactions the one that began first ended after the other, and the restore point `between` is between these
    two ends. What was written next is kept by the restore point `before`; then came what both of them lose."""

    cluster: Cluster
    folder: Path
    receiver: Receiver = field(default_factory=Receiver)
    key: str = ""
    backup: Ends = field(default_factory=dict)  # the last positions at that time
    between: Ends = field(default_factory=dict)  # of the transaction that ended first, read when both had ended
    kept: Ends = field(default_factory=dict)
    told: dict[Feed, list[str]] = field(default_factory=dict)  # after the backup
    transactions: list[int] = field(default_factory=list)  # the last ones, after `before`

    @contextmanager
    def again(self, name: str, signal: str, **parameters: str) -> Iterator[Connection]:
        """A server from the backup and the archive, as it is when it can be read."""
        parameters["restore_command"] = f"cp {self.folder}/archive/%f %p"
        twin = self.cluster.twin(self.folder / "backup", self.folder / name, signal, **parameters)
        try:
            with connect(url=twin.url, autocommit=True) as connection:
                yield connection
        finally:
            twin.close()


@pytest.fixture(scope="module")
def history(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """A server with an archive, a backup, and what came after it; it goes on running."""
    if not postgres.programs(settings.runtime).exists():
        pytest.skip("needs the programs of the embedded database")
    folder = tmp_path_factory.mktemp("recovery")
    one = History(Cluster(folder / "pg", settings), folder)
    try:
        one.cluster.archive(folder / "archive")
        with connect(url=one.cluster.url, autocommit=True) as connection:
            _live(one, connection)
        yield one
    finally:
        one.receiver.close()
        one.cluster.close()


def _live(one: History, connection: Connection) -> None:
    build(connection)
    subscribe(connection, "mes", f"{one.receiver.url}/hook", event_types=["exception.created"])
    one.key = _value(connection, "select sched_http.create_api_key('all', 'sched_viewer') as key")
    one.cluster.back_up(one.folder / "backup")
    one.backup = _ends(connection)
    with connect(url=one.cluster.url) as early:
        early.execute(PLAN, ["M1"])
        connection.execute(PLAN, ["M2"])
        connection.execute("select pg_create_restore_point('between')")
        early.commit()
    one.between = _ends(connection)
    _write(connection, "kept", [5])
    one.kept = _ends(connection)
    connection.execute("select pg_create_restore_point('before')")
    segment = _value(connection, "select pg_walfile_name(pg_switch_wal()) as name")
    for _ in range(10):  # ids to spare
        connection.execute(TURN)
    one.transactions = _write(connection, "lost", DAYS)
    one.told = {feed: _follow(connection, feed, one.backup[feed]) for feed in FEEDS}
    with _relay(one, connection):
        until((one.folder / "archive" / segment).exists)


def test_a_recovery_to_an_earlier_moment(history: History) -> None:
    target = {"recovery_target_name": "between", "recovery_target_action": "promote"}
    lost = {feed: list(history.told[feed]) for feed in FEEDS}
    for attempt in ("once", "twice"):
        # The second time PostgreSQL does not know of the first one, and begins the same timeline.
        with history.again(attempt, "recovery", archive_mode="off", **target) as connection:
            until(lambda own=connection: not _value(own, "select pg_is_in_recovery() as yes"))
            # The last entry that these readers saw is there; the one before it, which ended later, is not.
            assert all(history.between[feed] in _stored(connection, feed) for feed in FEEDS)
            assert _value(connection, "select sched_engine.wal_timeline() as id") == 2
            _reads(connection, history.backup, lost)
            _writes_again(connection, history)
            for feed in FEEDS:
                _refuses(connection, feed, lost[feed])
                told = _tells_once(connection, feed, history.backup[feed])
                assert len(told) == 1 + len(DAYS) * (MACHINES if feed is CHANGES else MACHINES + 2)
                lost[feed] += told[1:]  # but for that entry, which is there at both times
            if attempt == "once":
                with _relay(history, connection) as url:
                    _resumes(history, connection, url, history.backup[EVENTS], history.told[EVENTS])
    _webhooks_tell_them_apart(history)


def test_the_promotion_of_a_standby_that_lags_behind(history: History) -> None:
    with history.again("standby", "standby") as connection:
        lost = {feed: [p for p in history.told[feed] if _key(p) > _key(history.kept[feed])] for feed in FEEDS}
        until(lambda: _ends(connection) == history.kept)
        _reads(connection, history.kept, lost)
        _is_not_ready(history, connection)
        connection.execute("select pg_promote()")
        _reads(connection, history.kept, lost)
        _writes_again(connection, history)
        for feed in FEEDS:
            _refuses(connection, feed, lost[feed])
            _tells_once(connection, feed, history.kept[feed])
            _tells_once(connection, feed, feed.beginning)
        with _relay(history, connection) as url:
            _resumes(history, connection, url, history.kept[EVENTS], lost[EVENTS])
    _webhooks_tell_them_apart(history)


def _write(connection: Connection, told: str, days: Sequence[int], wanted: Sequence[int] = ()) -> list[int]:
    """Stop the plant for an hour of each day and tell it of each machine, each time in a transaction with the wanted id
    if it is to be had. Returns the ids."""
    found = []
    for number, day in enumerate(days):
        while wanted and _value(connection, NEXT) < wanted[number]:
            connection.execute(TURN)
        with connection.transaction():
            found.append(int(_value(connection, "select pg_current_xact_id()::text as id")))
            connection.execute(STOP, [told, day])
            connection.execute(TELL, [told, day])
    return found


def _writes_again(connection: Connection, history: History) -> None:
    """The same edits once more, by transactions that have the ids of those that were lost."""
    assert _write(connection, "new", DAYS, history.transactions) == history.transactions


def _reads(connection: Connection, ends: Ends, lost: dict[Feed, list[str]]) -> None:
    """Where nothing may be written everything can be read, up to these ends, and what was lost is refused."""
    connection.execute("set default_transaction_read_only = on")
    assert _ends(connection) == ends
    for feed in FEEDS:
        assert _follow(connection, feed, ends[feed]) == []
        _refuses(connection, feed, lost[feed])
    page = _value(connection, "select api_v1.changes(%s) as page", [ends[CHANGES]])
    assert page == {"entries": [], "position": ends[CHANGES], "has_more": False}
    seen = _value(connection, "select count(*) as n from api_v1.schedule_changes")
    assert seen == len(_follow(connection, CHANGES, None))
    connection.execute("set default_transaction_read_only = off")


def _ends(connection: Connection) -> Ends:
    return {feed: _value(connection, feed.end) for feed in FEEDS}


def _stored(connection: Connection, feed: Feed) -> set[str]:
    return {row["position"] for row in connection.execute(feed.stored.encode())}


def _follow(connection: Connection, feed: Feed, after: str | None) -> list[str]:
    """All positions after one, page by page."""
    found: list[str] = []
    while page := connection.execute(feed.read.encode(), [found[-1] if found else after, 30]).fetchall():
        found += [row["position"] for row in page]
    return found


def _refuses(connection: Connection, feed: Feed, positions: Sequence[str]) -> None:
    """None of these positions is good any more."""
    accepted = []
    for position in positions:
        try:
            connection.execute(feed.read.encode(), [position, 1])
            accepted.append(position)
        except psycopg.Error as error:
            assert error.sqlstate == "SC017", error
    assert not accepted, f"{len(accepted)} of {len(positions)} positions that were lost"


def _tells_once(connection: Connection, feed: Feed, after: str | None) -> list[str]:
    """A reader with this position gets what is stored behind it, and nothing twice; returns what it gets."""
    told = _follow(connection, feed, after)
    assert len(told) == len(set(told))
    assert set(told) == {p for p in _stored(connection, feed) if _key(p) > _key(after or "0-0-0")}
    return told


def _key(position: str) -> tuple[int, ...]:
    return tuple(map(int, position.split("-")))


@contextmanager
def _relay(history: History, connection: Connection) -> Iterator[str]:
    """A relay that has told webhooks everything; where it listens."""
    log = history.folder / f"relay-{connection.info.port}.log"
    relay = Relay(history.cluster.as_relay(url_of(connection)), log, SCHED_RELAY_WORKERS="0")
    try:
        until(lambda: pending(connection) == 0)
        yield relay.url
    finally:
        relay.stop()


def _is_not_ready(history: History, connection: Connection) -> None:
    """A relay on a standby says that it cannot do its work."""
    relay = Relay(
        history.cluster.as_relay(url_of(connection)),
        history.folder / "standby.log",
        wait=False,
        SCHED_RELAY_WORKERS="0",
    )
    try:
        answer = until(lambda: _answer(f"{relay.url}/readyz"), 60)
        assert (answer.status_code, "standby" in answer.json()["status"]) == (503, True)
    finally:
        relay.stop()


def _answer(url: str) -> httpx.Response | None:
    try:
        return httpx.get(url)
    except httpx.HTTPError:
        return None


def _resumes(history: History, connection: Connection, url: str, last: str, lost: Sequence[str]) -> None:
    """Live events: a listener whose last event was lost is told; one whose last event is there gets all others."""
    expected = _follow(connection, EVENTS, last)
    with httpx.Client(base_url=url, headers={"X-API-Key": history.key}, timeout=10) as client:
        for position in [*lost[::20], lost[-1]]:
            answer = client.get("/events", headers={"Last-Event-ID": position})
            assert (answer.status_code, answer.json()["code"]) == (410, "SC017")
        with client.stream("GET", "/events", headers={"Last-Event-ID": last}) as response:
            lines = response.iter_lines()
            next(lines)
            assert [next_event(lines)["id"] for _ in expected] == expected


def _webhooks_tell_them_apart(history: History) -> None:
    """A receiver that ignores the ids it has seen misses nothing, and what is told again has its old id."""
    messages: dict[str, set[str]] = defaultdict(set)
    for request in history.receiver.requests:
        messages[request.id].add(json.dumps([request.json["timestamp"], request.json["data"]]))
    assert {name: told for name, told in messages.items() if len(told) > 1} == {}
    count = Counter(json.loads(told.pop())[1].get("told") for told in messages.values())
    assert (count["kept"], count["lost"]) == (MACHINES, len(DAYS) * MACHINES)
    assert count["new"] > 0 and count["new"] % (len(DAYS) * MACHINES) == 0  # by one test, or by both


def _value(connection: Connection, query: str, parameters: Sequence[Any] = ()) -> Any:
    row = connection.execute(query.encode(), parameters).fetchone()
    assert row is not None
    return next(iter(row.values()))
