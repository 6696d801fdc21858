"""The relay as a process of its own, against a real database and a real receiver."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hmac
import os
import shutil
import socket
import ssl
import struct
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import standardwebhooks.webhooks
import svix.webhooks
from psycopg import sql
from psycopg.types.json import Jsonb
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from equipment_scheduling import stack_state as states
from equipment_scheduling.database import Connection
from equipment_scheduling.relay import signing
from equipment_scheduling.runtime import nginx
from support import Result
from support.receiver import Receiver, answer, until
from support.relays import SECRET, Relay, Relays, emit, live_key, next_event, pending, stop_machine, subscribe, url_of

OWN_ENTRIES = [{"holiday_date": "2026-01-02", "holiday_name": "Stock-taking"}]


def test_an_edit_is_told_and_signed(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    webhook = subscribe(plant, "mes", f"{receiver.url}/hook", headers='{"X-Plant": "one"}')
    subscribe(plant, "other machine", f"{receiver.url}/m2", resource_id=_machine(plant, "M2"))
    relay()
    stop_machine(plant)
    created, changed = until(lambda: len(receiver.at("/hook")) >= 2 and receiver.at("/hook"))
    assert created.json["event"] == "exception.created"
    assert created.json["data"]["new_value"]["exception_type"] == "maintenance"
    assert changed.json["event"] == "schedule.changed"
    assert changed.json["data"]["date"] == "2030-01-07"
    assert [len(changed.json["data"][value]["2030-01-07"]) for value in ("old_value", "new_value")] == [2, 4]
    assert Webhook(SECRET).verify(created.body, created.headers)
    assert created.headers["x-webhook-signature"].startswith("sha256=")
    assert created.headers["x-webhook-event"] == "exception.created"
    assert created.headers["x-plant"] == "one"
    # A receiver whose clock is right refuses what is more than five minutes old or ahead.
    assert abs(int(created.headers["webhook-timestamp"]) - created.time) < 3
    old = signing.headers([SECRET], created.id, "ping", int(time.time()) - 301, created.body)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(created.body, old)

    rotate = "select sched_engine.rotate_webhook_secret(%s) as secret from generate_series(1, 2)"
    rotated = [row["secret"] for row in plant.execute(rotate, [webhook])]
    stop_machine(plant, day=8)
    latest = until(lambda: len(receiver.at("/hook")) == 4 and receiver.at("/hook")[-1])
    for secret in (SECRET, *rotated):  # also the one that has been replaced twice since
        assert Webhook(secret).verify(latest.body, latest.headers)
    assert receiver.at("/m2") == []
    until(lambda: pending(plant) == 0)


def test_public_libraries_verify_what_is_registered(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    """Secrets given through the API, made by sched, and those of old that are plain text."""
    insert = "insert into api_v1.webhooks (webhook_name, url, secret) values (%s, %s, %s)"
    plant.execute("select sched_engine.allow_networks('{127.0.0.0/8}')")
    key, made = os.urandom(64), plant.execute("select sched_engine.new_webhook_secret() as secret").fetchone()
    assert made is not None
    secrets = {"given": f"whsec_{base64.b64encode(key).decode()}", "made": made["secret"]}
    for name, secret in secrets.items():
        plant.execute(insert, [name, f"{receiver.url}/{name}", secret])
    plain = "a secret from before, 35 characters"
    subscribe(plant, "old", f"{receiver.url}/old", secret=plain, event_types=["exception.created"])
    relay()
    emit(plant, "M1", 1)
    for name in (*secrets, "old"):
        (request,) = until(lambda name=name: receiver.at(f"/{name}"))
        # What was registered as plain text is the key itself: libraries want it as they write keys.
        secret = secrets.get(name) or f"whsec_{base64.b64encode(plain.encode()).decode()}"
        for library in (standardwebhooks.webhooks.Webhook, svix.webhooks.Webhook):
            library(secret).verify(request.body, request.headers)
            with pytest.raises(standardwebhooks.webhooks.WebhookVerificationError):
                library(secret).verify(request.body + b" ", request.headers)
        text = secrets.get(name, plain)
        assert (
            request.headers["x-webhook-signature"]
            == f"sha256={hmac.digest(text.encode(), request.body, 'sha256').hex()}"
        )
    with pytest.raises(psycopg.Error, match="its secret must be whsec_ and the base64 of 24 to 64 bytes"):
        plant.execute(insert, ["plain", "https://mes.example.com/", plain])


def _machine(connection: Connection, code: str) -> int:
    row = connection.execute("select sched_engine.resource_id(%s) as id", [code]).fetchone()
    assert row is not None
    return int(row["id"])


def test_edits_that_overlap_are_told(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    """Of transactions that overlap one rings for all; who commits during it, or after it, is told all the same."""
    subscribe(plant, "mes", f"{receiver.url}/hook")
    relay()
    with psycopg.connect(url_of(plant)) as open_one:
        notified = plant.execute("listen sched_events")
        open_one.execute("select sched_engine.emit_event('exception.created', sched_engine.resource_id('M1'), '{}')")
        second = emit(plant, "M2", 2)
        assert [*notified.connection.notifies(timeout=0.1)] == []
        until(lambda: [hook.id for hook in receiver.at("/hook")] == [second], 2)
        open_one.rollback()
    third = emit(plant, "M2", 3)
    assert len([*notified.connection.notifies(timeout=1, stop_after=1)]) == 1
    until(lambda: [hook.id for hook in receiver.at("/hook")] == [second, third], 2)


def test_a_machine_is_told_about_in_order(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    def fail_once(handler: Any, _: int) -> None:
        ids = [request.id for request in receiver.requests]
        answer(handler, 503 if handler.headers["webhook-id"] == first and ids.count(first) == 1 else 200)

    receiver.behave["/hook"] = fail_once
    subscribe(plant, "mes", f"{receiver.url}/hook")
    with plant.transaction():
        first, second = emit(plant, "M1", 1), emit(plant, "M1", 2)
        other = emit(plant, "M2", 3)
    relay()
    until(lambda: pending(plant) == 0)
    order = [request.id for request in receiver.requests]
    assert sorted(order[:2]) == sorted([first, other]) and order[2:] == [first, second]


def test_a_dead_endpoint_slows_no_other(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    receiver.behave["/hang"] = lambda handler, _: time.sleep(5)
    subscribe(plant, "hangs", f"{receiver.url}/hang")
    subscribe(plant, "works", f"{receiver.url}/hook")
    relay()
    for number in range(1, 21):
        emit(plant, f"M{number}", number)
    began = time.time()
    until(lambda: len(receiver.at("/hook")) == 20, 5)
    assert time.time() - began < 2
    until(lambda: _endpoint(plant, "hangs")["open_until"] is not None)
    assert _endpoint(plant, "works")["failures"] == 0


def _endpoint(connection: Connection, name: str) -> dict[str, Any]:
    return connection.execute(
        "select e.* from sched.webhook_endpoints as e inner join sched.webhook_subscriptions as s"
        " on s.id = e.subscription_id where s.webhook_name = %s",
        [name],
    ).fetchone() or {"open_until": None, "failures": 0, "disabled_at": None}


def _reset(handler: Any, _: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"half")
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _drip(handler: Any, _: int) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Filler: " + b"." * 1000:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.1)


def _huge(handler: Any, _: int) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(1 << 30))
    handler.end_headers()
    for _ in range(1 << 14):
        handler.wfile.write(b"x" * (1 << 16))


FAULTS: dict[str, tuple[Callable[[Any, int], None], bool, int | None]] = {
    "resets": (_reset, True, 200),
    "drips": (_drip, False, None),
    "huge": (_huge, True, 200),
    "redirects": (lambda h, _: answer(h, 302, {"Location": "http://169.254.169.254/"}), False, 302),
    "bomb": (lambda h, _: answer(h, 200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(10_000_000))), True, 200),
    "says -1": (lambda h, _: answer(h, 503, {"Retry-After": "-1"}), False, 503),
    "says NaN": (lambda h, _: answer(h, 503, {"Retry-After": "NaN"}), False, 503),
    "says 1e9": (lambda h, _: answer(h, 429, {"Retry-After": "1e9"}), False, 429),
    "says NUL": (lambda h, _: answer(h, 200, body=b"a\0b\xff"), True, 200),
    "fails": (lambda h, _: answer(h, 500), False, 500),
}


def test_receivers_that_misbehave(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    for number, (name, (behaviour, _, _)) in enumerate(FAULTS.items()):
        receiver.behave[f"/{number}"] = behaviour
        subscribe(plant, name, f"{receiver.url}/{number}")
    subscribe(plant, "nobody", "http://127.0.0.1:9/")
    subscribe(plant, "inside", "http://169.254.169.254/latest")
    subscribe(plant, "wrapped", "http://[::ffff:10.0.0.1]/")
    subscribe(plant, "decimal", "http://2886729729/")
    relay()
    emit(plant, "M1", 1)
    query = """
        select s.webhook_name, d.state::text, d.attempts, d.status, d.answer, d.duration_ms,
            extract(epoch from d.next_attempt_at - clock_timestamp())::float as wait
        from sched.webhook_deliveries as d inner join sched.webhook_subscriptions as s on s.id = d.subscription_id
    """
    rows = until(lambda: all(r["attempts"] for r in plant.execute(query)) and plant.execute(query).fetchall())
    found = {row["webhook_name"]: row for row in rows}
    for name, (_, accepted, status) in FAULTS.items():
        assert (found[name]["state"] == "delivered", found[name]["status"]) == (accepted, status), name
        assert accepted or 0 < found[name]["wait"] <= 3601, name
    assert found["says 1e9"]["wait"] > 3500 and found["says NaN"]["wait"] < 10
    # Neither waited for to the end, nor read whole, nor unpacked.
    assert found["drips"]["duration_ms"] < 3000 and found["drips"]["answer"] == "TimeoutError: not done within 2 s"
    assert found["huge"]["duration_ms"] < 1500 and len(found["huge"]["answer"]) == 500
    assert found["bomb"]["answer"].startswith("\x1f")
    for name in ("inside", "wrapped"):
        assert "not a public address" in found[name]["answer"], name
    assert "not written plainly" in found["decimal"]["answer"]
    assert all(found[name]["status"] is None for name in ("nobody", "inside", "wrapped", "decimal"))
    assert len(receiver.requests) == len(FAULTS)


def test_certificates_are_verified(plant: Connection, relay: Relays, tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the program openssl")
    files = {"-keyout": tmp_path / "key.pem", "-out": tmp_path / "cert.pem"}
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", *(str(word) for pair in files.items() for word in pair)],
        check=True, capture_output=True,
    )  # fmt: skip
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(files["-out"], files["-keyout"])
    server = Receiver(tls)
    subscribe(plant, "self-signed", f"{server.url}/hook")
    one = relay()
    emit(plant, "M1", 1)
    query = "select d.* from sched.webhook_deliveries as d where d.attempts > 0"
    found = until(lambda: plant.execute(query).fetchone())
    assert found["status"] is None and "CERTIFICATE_VERIFY_FAILED" in found["answer"]
    assert server.requests == []
    one.stop()

    plant.execute("update sched.webhook_deliveries set next_attempt_at = now()")
    relay(SSL_CERT_FILE=str(files["-out"]))
    until(lambda: len(server.requests) == 1)
    server.close()


def test_gone_disables_and_a_replay_enables(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    receiver.behave["/hook"] = lambda handler, before: answer(handler, 410 if before == 0 else 200)
    webhook = subscribe(plant, "mes", f"{receiver.url}/hook")
    relay()
    emit(plant, "M1", 1)
    until(lambda: _endpoint(plant, "mes")["disabled_at"] is not None)
    emit(plant, "M2", 2)
    assert pending(plant) == 1
    plant.execute("update sched.webhook_deliveries set state = 'failed'")
    plant.execute("select sched_engine.replay_webhook(%s, '2020-01-01')", [webhook])
    until(lambda: len(receiver.requests) == 3)
    assert sorted(request.json["data"]["nr"] for request in receiver.requests) == [1, 1, 2]


def test_two_replays_at_a_time_send_once(plant: Connection, receiver: Receiver) -> None:
    webhook = subscribe(plant, "mes", f"{receiver.url}/hook")
    emit(plant, "M1", 1)
    plant.execute("update sched.webhook_deliveries set state = 'delivered', finished_at = now()")
    replay = "select again, waiting from sched_engine.replay_webhook(%s, '2020-01-01')"
    url = url_of(plant)
    with ThreadPoolExecutor() as pool, psycopg.connect(url) as first, psycopg.connect(url) as second:
        assert first.execute(replay, [webhook]).fetchone() == (1, 0)
        other = pool.submit(lambda: second.execute(replay, [webhook]).fetchone())
        waits = "select from pg_stat_activity where pid = %s and wait_event_type = 'Lock'"
        until(lambda: plant.execute(waits, [second.info.backend_pid]).fetchone() is not None or other.done())
        first.commit()
        assert other.result(10) == (0, 1)
    assert pending(plant) == 1


def test_live_events_are_resumed(plant: Connection, relay: Relays) -> None:
    key = live_key(plant)
    url = f"{relay().url}/events"
    assert httpx.get(url).status_code == 401
    headers = {"X-API-Key": key}
    with httpx.stream("GET", url, headers=headers, timeout=10) as response:
        assert response.headers["content-type"] == "text/event-stream"
        lines = response.iter_lines()
        next(lines)
        emit(plant, "M1", 1)
        emit(plant, "M2", 2)
        one = next_event(lines)
    emit(plant, "M2", 3)
    with httpx.stream("GET", url, headers={**headers, "Last-Event-ID": one["id"]}, timeout=10) as response:
        lines = response.iter_lines()
        next(lines)
        assert '"nr": 3' in next_event(lines)["data"]
    assert '"nr": 2' in one["data"] and one["event"] == "exception.created"
    for last, status in (("never", 400), ("1-1-1", 410)):
        assert httpx.get(url, headers={**headers, "Last-Event-ID": last}).status_code == status


def test_a_key_has_so_many_streams(plant: Connection, relay: Relays, proxy: Callable[..., nginx.Server]) -> None:
    """The next is told when to come again, also through the gateway; whoever goes makes room at once."""
    one = relay(SCHED_RELAY_STREAMS="3")
    url = f"{proxy(states.free_port(), one.port).url}/api/v1/events"
    key, other = ({"X-API-Key": live_key(plant, name)} for name in ("live", "other"))
    with ExitStack() as first:
        streams = [first.enter_context(httpx.stream("GET", url, headers=key, timeout=10)) for _ in range(3)]
        assert [response.status_code for response in streams] == [200] * 3
        for address in (url, f"{one.url}/events"):
            refused = httpx.get(address, headers=key)
            assert (refused.status_code, refused.json()["code"]) == (429, "GW429")
            assert refused.headers.get_list("retry-after") == ["10"]
        with httpx.stream("GET", url, headers=other, timeout=10) as response:
            assert response.status_code == 200
    for _ in range(3):
        until(lambda: _status(url, key) == 200, 5)


def _status(url: str, headers: dict[str, str]) -> int:
    with httpx.stream("GET", url, headers=headers, timeout=10) as response:
        return response.status_code


def test_a_thousand_listen(plant: Connection, relay: Relays) -> None:
    one = relay(SCHED_RELAY_STREAMS="1000")
    before = _memory(one)
    seen, memory = asyncio.run(_listen(plant, one, live_key(plant), 1000))
    assert seen == 1000
    assert memory - before < 100 << 20  # bytes: less than 100 kB for each


async def _listen(connection: Connection, relay: Relay, key: str, count: int) -> tuple[int, int]:
    """Open connections and emit an event when all are there; how many got it, and the memory of the relay then."""

    async def open_one() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", relay.port)
        writer.write(f"GET /events HTTP/1.1\r\nHost: relay\r\nX-API-Key: {key}\r\n\r\n".encode())
        await reader.readuntil(b"retry: 2000")
        return reader, writer

    opened = []
    for _ in range(count // 50):
        opened += await asyncio.gather(*(open_one() for _ in range(50)))
    memory = _memory(relay)
    emit(connection, "M2", 7)
    async with asyncio.timeout(20):
        found = await asyncio.gather(*(reader.readuntil(b'"nr": 7') for reader, _ in opened))
    for _, writer in opened:
        writer.close()
    return len(found), memory


def _memory(relay: Relay) -> int:
    pages = int(Path(f"/proc/{relay.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_who_listens_too_slowly_is_dropped(plant: Connection, relay: Relays) -> None:
    one, key, count = relay(SCHED_RELAY_STALL="1"), live_key(plant), 600
    request = f"GET /events HTTP/1.1\r\nHost: relay\r\nX-API-Key: {key}\r\n\r\n".encode()
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(("127.0.0.1", one.port))
        slow.sendall(request)
        assert b"200 OK" in slow.recv(100)
        with httpx.stream("GET", f"{one.url}/events", headers={"X-API-Key": key}, timeout=10) as response:
            lines = response.iter_lines()
            next(lines)
            plant.execute(
                "select sched_engine.emit_event('exception.created', sched_engine.resource_id('M2'),"
                " jsonb_build_object('nr', n, 'filler', repeat('x', 15000))) from generate_series(1, %s) as n",
                [count],
            )
            for number in range(1, count + 1):
                assert f'"nr": {number},' in next_event(lines)["data"]
        until(lambda: "stopped reading, and was dropped" in one.log)
        slow.settimeout(10)
        with pytest.raises(ConnectionResetError):
            while slow.recv(1 << 20):
                pass


def test_the_worker_does_what_waits(plant: Connection, relay: Relays) -> None:
    plant.execute(
        "update sched.system_configuration set config_value = '1' where config_key = 'refresh_inline_machine_days'"
    )
    subscribe(plant, "mes", "http://127.0.0.1:9/", event_types=["schedule.generated"])
    stop_machine(plant)
    assert plant.execute("select count(*) as n from sched.stale_dates").fetchone() == {"n": 1}
    one = relay()
    until(lambda: plant.execute("select count(*) as n from sched.stale_dates").fetchone() == {"n": 0})
    job = plant.execute(
        "select sched_engine.create_generation_job(array(select r.id from sched.resources as r),"
        " '2031-01-01', '2031-01-31', p_notify => true) as id"
    ).fetchone()
    assert job is not None
    state = "select state::text from sched.jobs where id = %s"
    until(lambda: plant.execute(state, [job["id"]]).fetchone() == {"state": "completed"})
    told = (
        "select (j.result ->> 'scheduled_webhooks')::integer as n from sched_engine.job_overview as j where j.id = %s"
    )
    assert plant.execute(told, [job["id"]]).fetchone() == {"n": 1}
    figures = httpx.get(f"{one.url}/metrics").text
    assert "active_resources_total 40.0" in figures
    assert httpx.get(f"{one.url}/healthz").json() == {"status": "ok"}
    assert one.stop() == 0


def test_generations_are_counted_by_the_database(plant: Connection, relay: Relays) -> None:
    """All of them: of commands, of jobs, from before the relay; and every relay tells the same."""
    plant.execute(
        "update sched.system_configuration set config_value = '0' where config_key = 'rolling_horizon_months'"
    )
    first = relay(SCHED_RELAY_MEASURE="0.2")
    name, duration = "schedule_generation_total", "schedule_generation_duration_seconds"

    def counted(one: Relay) -> dict[str, float]:
        lines = [line.rpartition(" ") for line in httpx.get(f"{one.url}/metrics").text.splitlines()]
        return {key: float(value) for key, _, value in lines if key.startswith((name, duration))}

    until(lambda: counted(first).get(f'{name}{{kind="direct",outcome="completed"}}') == 1)  # that of the plant
    plant.execute("select sched_engine.generate(null, '2031-01-01', '2031-01-31')")
    plant.execute(
        "select sched_engine.create_generation_job(array(select r.id from sched.resources as r),"
        " '2032-01-01', '2032-01-31', p_batch => 20)"
    )
    expected = {
        'kind="direct",outcome="completed"': 2,
        'kind="job",outcome="completed"': 2,
        'kind="job",outcome="failed"': 0,
    }
    until(lambda: all(counted(first).get(f"{name}{{{key}}}") == count for key, count in expected.items()))
    found = counted(first)
    for key, count in expected.items():
        assert found[f"{duration}_count{{{key}}}"] == count
        labels = [f"{duration}_bucket{{", *key.split(",")]
        steps = [value for bucket, value in found.items() if all(label in bucket for label in labels)]
        assert steps == sorted(steps) and steps[-1] == count
        assert (found[f"{duration}_sum{{{key}}}"] > 0) == (count > 0)
    assert first.stop() == 0
    second = relay(SCHED_RELAY_MEASURE="0.2")  # which adds them up
    until(lambda: "generations_added_up" in second.log)
    until(lambda: counted(second))
    assert counted(second) == pytest.approx(found)


def test_history_is_kept_as_long_as_asked(plant: Connection, relay: Relays) -> None:
    plant.execute("""
        insert into sched.schedule_changes
            (epoch, transaction_id, resource_id, change_kind, schedule_dates, changed_by, changed_at)
        select 1, n::text::xid8, 1, 'generated', '[2020-01-01,2020-01-02)', 'old', now() - interval '90 days'
        from generate_series(3, 5) as n
    """)
    plant.execute("""
        insert into sched.audit_log (table_name, record_id, action, changed_by, changed_at)
        values ('holidays', '1', 'DELETE', 'old', now() - interval '400 days')
    """)
    plant.execute("""
        update sched.system_configuration set config_value = case config_key
            when 'audit_log_retention_days' then '365' else '30' end
        where config_key in ('audit_log_retention_days', 'schedule_changes_retention_days')
    """)
    left = """
        select (select count(*) from sched.schedule_changes where changed_by = 'old') as changes,
            (select count(*) from sched.audit_log where changed_by = 'old') as edits
    """
    relay()
    until(lambda: plant.execute(left).fetchone() == {"changes": 1, "edits": 0}, 60)


def test_calendars_that_run_out(plant: Connection, relay: Relays) -> None:
    plant.execute("""
        delete from sched.holidays as h using sched.holiday_calendars as c
        where c.id = h.calendar_id and c.calendar_code = 'ZA' and h.holiday_date >= date_trunc('year', current_date)
    """)
    plant.execute("select sched_engine.import_calendar('OWN', 'Own', null, null, %s)", [Jsonb(OWN_ENTRIES)])
    plant.execute(
        "select sched_engine.assign_calendars(sched_engine.resource_id('M1'), array[sched_engine.calendar_id('OWN')])"
    )
    plant.execute("delete from sched.events")
    before = plant.execute("select max(id) as id from sched.holidays").fetchone()
    assert before is not None
    relays = [relay(), relay()]
    gone = "select count(*) = 0 as done from sched_engine.calendars_to_extend() as c where c.calendar_code = 'ZA'"
    until(lambda: plant.execute(gone).fetchone() == {"done": True})
    until(lambda: all("holiday_calendars_expiring 1.0" in httpx.get(f"{one.url}/metrics").text for one in relays))
    added = plant.execute(
        "select count(*) as n, count(distinct (h.holiday_date, h.holiday_name)) as different,"
        " bool_and(h.source = 'imported') as imported, min(extract(year from h.holiday_date))::integer as first"
        " from sched.holidays as h where h.id > %s", [before["id"]],
    ).fetchone()  # fmt: skip
    assert added is not None and added["n"] >= 12 and added["n"] == added["different"] and added["imported"]
    assert added["first"] == datetime.now(UTC).year
    told = plant.execute(
        "select e.event_type, e.data ->> 'calendar_code' as code, count(*) as n from sched.events as e"
        " where e.event_type like 'calendar.%%' group by 1, 2 order by 1"
    ).fetchall()
    assert [(row["event_type"], row["code"], row["n"]) for row in told if row["code"]] == [
        ("calendar.expiring", "OWN", 1)
    ]
    assert any(row["event_type"] == "calendar.changed" for row in told)
    by = plant.execute("select distinct changed_by from sched.audit_log"
                       " where table_name = 'holidays' and action = 'INSERT'"
                       " and changed_at > now() - interval '1 minute' and new_values ->> 'calendar_id' = %s",
                       [str(_calendar(plant, "ZA"))]).fetchall()  # fmt: skip
    assert by == [{"changed_by": "calendar refresh"}]


def _calendar(connection: Connection, code: str) -> int:
    row = connection.execute("select sched_engine.calendar_id(%s) as id", [code]).fetchone()
    assert row is not None
    return int(row["id"])


def test_a_stream_ends_with_its_key(plant: Connection, relay: Relays) -> None:
    one = relay()
    keys = [live_key(plant, name) for name in ("stays", "goes")]
    with (
        httpx.stream("GET", f"{one.url}/events", headers={"X-API-Key": keys[0]}, timeout=20) as stays,
        httpx.stream("GET", f"{one.url}/events", headers={"X-API-Key": keys[1]}, timeout=20) as goes,
    ):
        lines, others = stays.iter_lines(), goes.iter_lines()
        next(lines)
        next(others)
        plant.execute("select sched_http.revoke_api_key('goes')")
        assert [line for line in others if line and not line.startswith(("retry", ":"))] == []
        emit(plant, "M2", 7)
        assert '"nr": 7' in next_event(lines)["data"]
    assert httpx.get(f"{one.url}/events", headers={"X-API-Key": keys[1]}).status_code == 401


def test_a_stop_finishes_what_is_in_flight(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    receiver.behave["/slow"] = lambda handler, _: (time.sleep(1), answer(handler, 200))
    subscribe(plant, "slow", f"{receiver.url}/slow")
    one = relay(SCHED_RELAY_TIMEOUT="10")
    emit(plant, "M1", 1)
    until(lambda: receiver.requests)
    assert one.stop() == 0
    row = plant.execute("select d.state::text, d.attempts from sched.webhook_deliveries as d").fetchone()
    assert row == {"state": "delivered", "attempts": 1} and len(receiver.requests) == 1


def test_figures_of_each_webhook(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    receiver.behave["/fails"] = lambda handler, _: answer(handler, 500)
    subscribe(plant, "works", f"{receiver.url}/works")
    subscribe(plant, "fails", f"{receiver.url}/fails")
    for number in range(5):
        emit(plant, f"M{number + 1}", number)
    one = relay()
    wanted = {
        'webhook_breaker_state{state="closed",webhook="works"} 1.0',
        'webhook_breaker_state{state="open",webhook="fails"} 1.0',
        'webhook_pending{webhook="works"} 0.0',
        'webhook_pending{webhook="fails"} 5.0',
        'webhook_delivery_total{status="success"} 5.0',
    }
    until(lambda: wanted <= set(httpx.get(f"{one.url}/metrics").text.splitlines()), 20)


def test_what_waits_is_sent_at_once(
    plant: Connection, relay: Relays, receiver: Receiver, cli: Callable[..., Result]
) -> None:
    """By enabling a webhook and by a replay, which say what they do."""
    receiver.behave["/hook"] = lambda handler, before: answer(handler, 200 if before % 2 else 503)
    subscribe(plant, "mes", f"{receiver.url}/hook")
    url = url_of(plant)
    relay()
    for number, (command, told) in enumerate((
        (["enable", "mes"], "Webhook mes is enabled; 1 delivery that waited is due now"),
        (["replay", "mes", "--event", "{event}"],
         "1 event is sent to mes, of which 1 waited already; 1 delivery that waited is due now"),
    )):  # fmt: skip
        event = emit(plant, "M1", number).removeprefix("msg_")
        later = "update sched.webhook_deliveries set next_attempt_at = now() + interval '2 h' where attempts = %s"
        until(lambda later=later: plant.execute(later + " and state = 'pending'", [1]).rowcount)
        done = cli("webhooks", *(word.format(event=event) for word in command), url=url)
        assert (done.code, done.out.strip()) == (0, told), done.err
        until(lambda: pending(plant) == 0)
    assert cli("webhooks", "enable", "mes", url=url).out.strip() == "Webhook mes is enabled; nothing waits for it"
    assert cli("webhooks", "replay", "mes", "--event", "1", url=url).code == 4
    cli("webhooks", "disable", "mes", url=url)
    done = cli("webhooks", "replay", "mes", "--since", "2020-01-01", url=url)
    assert done.out.strip() == "2 events are sent to mes again"
    assert done.err.strip() == "mes is disabled: they wait until you run sched webhooks enable mes"
    assert pending(plant) == 2


def test_a_database_that_takes_no_writes(plant: Connection, as_relay: Callable[[str], str], tmp_path: Path) -> None:
    """Others must not be sent to this relay; it says why."""
    url, name = as_relay(url_of(plant)), sql.Identifier(plant.info.dbname)
    plant.execute(sql.SQL("alter database {} set default_transaction_read_only = on").format(name))
    one = Relay(url, tmp_path / "relay.log", wait=False)
    try:
        until(lambda: _answers(one, "/healthz") == 200, 60)
        assert _answers(one, "/readyz") == 503
        assert "read-only" in httpx.get(f"{one.url}/readyz").json()["status"]
    finally:
        one.stop()


def _answers(relay: Relay, path: str) -> int | None:
    try:
        return httpx.get(f"{relay.url}{path}").status_code
    except httpx.HTTPError:
        return None


def test_gauges_do_not_wait_for_housekeeping(plant: Connection, relay: Relays) -> None:
    """While the keeper is at its first work they are measured, and one that it has to measure is not told."""
    with psycopg.connect(url_of(plant)) as holder:
        holder.execute("select from sched.generated_dates for update")  # the months ahead wait for it
        one = relay()
        until(lambda: "\nactive_resources_total 40.0" in httpx.get(f"{one.url}/metrics").text)
        assert "\nholiday_calendars_expiring " not in httpx.get(f"{one.url}/metrics").text
    until(lambda: "\nholiday_calendars_expiring 0.0" in httpx.get(f"{one.url}/metrics").text)
