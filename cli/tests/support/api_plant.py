"""The plant that tests of the HTTP API share, and clients for it.

Here it is always 2027-03-10 08:00 UTC (`alter database ... set sched.now`), four days before the clocks change
in New York. The plan of 2027-02-01 to 2027-04-04 has been generated.

    ACME (enterprise, UTC)
        JHB (site, Africa/Johannesburg; TWO_SHIFT, calendar ZA)
            JHB-A (area)
                JHB-L1 (work center)
                    JHB-M1 (scheduled; maintenance 2027-03-15 06:00Z to 10:00Z)
                    JHB-M2 (scheduled)
                JHB-L2 (work center)
                    JHB-M3 (scheduled; DAY_ONLY)
        NYC (site, America/New_York; 24_7)
            NYC-A (area)
                NYC-L1 (work center)
                    NYC-M1 (scheduled)
                    NYC-M2 (scheduled; breakdown 2027-03-09 12:00Z, open)

Tests share it: whoever writes adds what is theirs alone, under their own codes, or puts back what was there."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
import psycopg

AUDIENCE = "equipment-scheduling"
SECRET = "a secret for tests that is long enough for HS256"
NOW = "2027-03-10T08:00:00Z"
FIRST, LAST = "2027-02-01", "2027-04-04"
MACHINES = ["JHB-M1", "JHB-M2", "JHB-M3", "NYC-M1", "NYC-M2"]
RESOURCES = """
    insert into sched.resources
    (resource_code, resource_name, resource_type, parent_resource_id, time_zone, requires_scheduling)
    select %(code)s, %(name)s, %(type)s::sched.resource_type,
        (select r.id from sched.resources as r where r.resource_code = %(parent)s),
        %(zone)s, %(type)s::text = 'work_unit'
"""
TREE = [
    ("ACME", "Acme", "enterprise", None, "UTC"),
    ("JHB", "Johannesburg", "site", "ACME", "Africa/Johannesburg"),
    ("JHB-A", "Press shop", "area", "JHB", None),
    ("JHB-L1", "Line 1", "work_center", "JHB-A", None),
    ("JHB-M1", "Press 1", "work_unit", "JHB-L1", None),
    ("JHB-M2", "Press 2", "work_unit", "JHB-L1", None),
    ("JHB-L2", "Line 2", "work_center", "JHB-A", None),
    ("JHB-M3", "Saw", "work_unit", "JHB-L2", None),
    ("NYC", "New York", "site", "ACME", "America/New_York"),
    ("NYC-A", "Packing", "area", "NYC", None),
    ("NYC-L1", "Line 1", "work_center", "NYC-A", None),
    ("NYC-M1", "Packer 1", "work_unit", "NYC-L1", None),
    ("NYC-M2", "Packer 2", "work_unit", "NYC-L1", None),
]
EDITS = """
    select sched_engine.assign_pattern(
        sched_engine.resource_id(v.code), sched_engine.pattern_id(v.pattern), date '2027-01-01'
    )
    from (values ('JHB', 'TWO_SHIFT'), ('JHB-M3', 'DAY_ONLY'), ('NYC', '24_7')) as v (code, pattern);
    select sched_engine.assign_calendars(sched_engine.resource_id('JHB'), array[sched_engine.calendar_id('ZA')]);
    insert into sched.schedule_exceptions
    (resource_id, exception_type, description, start_datetime, end_datetime, impact_type, created_by)
    values
    (sched_engine.resource_id('JHB-M1'), 'maintenance', 'Yearly service', '2027-03-15 06:00Z', '2027-03-15 10:00Z',
    'no_operation', 'plant'),
    (sched_engine.resource_id('NYC-M2'), 'breakdown', 'Gearbox', '2027-03-09 12:00Z', null, 'no_operation', 'plant');
"""


def build(url: str) -> None:
    """Make the plant in a migrated database that has none."""
    with psycopg.connect(url, autocommit=True) as connection:
        database = connection.info.dbname
        connection.execute(f"alter database \"{database}\" set sched.now = '{NOW}'")
    with psycopg.connect(url) as connection:
        connection.execute("select set_config('app.current_user', 'plant', true)")
        for code, name, kind, parent, zone in TREE:
            connection.execute(RESOURCES, {"code": code, "name": name, "type": kind, "parent": parent, "zone": zone})
        connection.execute(EDITS)
        connection.execute("select api_v1.generate_schedules(%s, %s)", [FIRST, LAST])


@dataclass
class Api:
    """A PostgREST on the plant's database. Called with a role it gives a client with a key of that role."""

    url: str
    database_url: str
    secret: str = SECRET
    clients: dict[tuple[str | None, str | None], httpx.Client] = field(default_factory=dict)

    def __call__(self, role: str | None, scope: str | None = None) -> httpx.Client:
        """A client with a key of this role, `scope` limits it to the subtree of that code; None: no credentials."""
        if (role, scope) not in self.clients:
            headers = {} if role is None else {"X-API-Key": self.key(role, scope)}
            self.clients[role, scope] = self.client(headers)
        return self.clients[role, scope]

    def close(self) -> None:
        """Close the clients that were asked for."""
        for client in self.clients.values():
            client.close()

    def client(self, headers: dict[str, str] | None = None) -> httpx.Client:
        """A client with these headers; close it yourself."""
        return httpx.Client(base_url=self.url, headers=headers, timeout=60)

    def key(self, role: str, scope: str | None = None, *, name: str | None = None, purpose: str = "api") -> str:
        """A new API key."""
        with psycopg.connect(self.database_url) as connection:
            row = connection.execute(
                "select sched_http.create_api_key(%s, %s, case when %s::text is not null"
                " then sched_engine.resource_id(%s) end, null, %s)",
                [name or f"{role} {scope or 'everywhere'} {time.monotonic_ns()}", role, scope, scope, purpose],
            ).fetchone()
        assert row is not None
        return str(row[0])

    def token(self, role: str | None = "sched_viewer", *, secret: str | None = None, **claims: Any) -> str:
        """A token signed with HS256; a claim given as None is left out."""
        whole = {"role": role, "aud": AUDIENCE, "exp": int(time.time()) + 300, "sub": "tester", **claims}
        return sign({name: value for name, value in whole.items() if value is not None}, secret or self.secret)

    def id(self, code: str) -> int:
        """The id of a resource of the plant."""
        with psycopg.connect(self.database_url) as connection:
            row = connection.execute("select sched_engine.resource_id(%s)", [code]).fetchone()
        assert row is not None
        return int(row[0])


def sign(claims: dict[str, Any], secret: str, algorithm: str = "HS256") -> str:
    """A JSON Web Token."""

    def encode(data: bytes) -> bytes:
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    head = encode(json.dumps({"alg": algorithm, "typ": "JWT"}).encode()) + b"." + encode(json.dumps(claims).encode())
    signature = b"" if algorithm == "none" else encode(hmac.digest(secret.encode(), head, hashlib.sha256))
    return (head + b"." + signature).decode()
