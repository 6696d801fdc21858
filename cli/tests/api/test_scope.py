"""What a key that is limited to New York can find out about Johannesburg: by filters, orders, casts, embedding, counts
and writes of its own, through the real PostgREST. And that indexes serve both, whoever asks.

A filter that fails on some rows tells of them: `description=like.Yearly\\` is an error when, and only when, it looks at
a row that begins so. Every column of every view is tried, from the catalog: a new view or column is tried as well."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import psycopg
import pytest

from conftest import plant_api
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.runtime import nginx
from support.api_plant import Api

FRESH = Callable[[], str]
NOTHING = "zq no such text"
EXACT = {"Prefer": "count=exact"}
MERGE = {"Prefer": "resolution=merge-duplicates,return=representation"}
# What the plant of the tests has nothing of: something in Johannesburg and, mostly, something in New York.
SECRETS = """
    select set_config('app.current_user', 'johanna', true);
    insert into sched.webhook_subscriptions (webhook_name, url, resource_id, secret, headers, created_by)
    values
    (
        'joburg plant', 'https://joburg.example.com/hook', sched_engine.resource_id('JHB'),
        'whsec_bm90IGEgc2VjcmV0IGF0IGFsbCwgcmVhbGx5', '{"Authorization": "Bearer joburg"}', 'johanna'
    ),
    (
        'newark plant', 'https://newark.example.com/hook', sched_engine.resource_id('NYC'),
        'whsec_bm90IGEgc2VjcmV0IGF0IGFsbCwgcmVhbGx5', '{"Authorization": "Bearer newark"}', 'norma'
    );
    insert into sched.webhook_endpoints (subscription_id, failures, disabled_at, disabled_reason)
    select w.id, case w.webhook_name when 'joburg plant' then 99 else 2 end, now(), 'Gone: ' || w.webhook_name
    from sched.webhook_subscriptions as w;
    -- What is about the enterprise above both is told to both.
    select sched_engine.emit_event(e.name, (select r.id from sched.resources as r where r.resource_code = e.code), '{}')
    from (
        values ('schedule.changed', 'JHB-M1'), ('schedule.generated', 'NYC-M1'), ('schedule.generated', null),
        ('schedule.generated', (select r.resource_code from sched.resources as r where r.parent_resource_id is null))
    ) as e (name, code);
    insert into sched.webhook_deliveries (subscription_id, event_id, state, attempts, status, answer)
    select w.id, e.id, d.state::sched.delivery_state, d.attempts, d.status, d.state || ' at ' || w.webhook_name
    from sched.webhook_subscriptions as w
    cross join sched.events as e
    inner join (
        values ('delivered', 'joburg plant', 5, 207), ('failed', 'joburg plant', 7, 507),
        ('failed', 'newark plant', 1, 500)
    ) as d (state, name, attempts, status) on d.name = w.webhook_name
    where w.id in (select s.id from sched_engine.subscribers(e.event_type, e.resource_id, e.path_ids) as s (id));
    insert into sched.jobs (kind, state, arguments, scope, error, created_by, finished_at)
    select 'generate', 'failed', '{"start_date": "2027-05-01", "end_date": "2027-05-02", "note": "joburg"}',
        sched_engine.resource_id('JHB'), 'Joburg is out. [SC004]', 'johanna', now();
    select sched_http.create_api_key('joburg key', 'sched_viewer', sched_engine.resource_id('JHB'), null, 'api');
    -- Found by the linter: nothing is planned on a Sunday. And calendars that end, and a pattern without shifts.
    insert into sched.schedule_exceptions
    (resource_id, exception_type, description, start_datetime, end_datetime, impact_type, created_by)
    values (
        sched_engine.resource_id('JHB-M1'), 'maintenance', 'Joburg on Sunday', '2027-03-21 08:00Z', '2027-03-21 10:00Z',
        'no_operation', 'johanna'
    );
    insert into sched.holiday_calendars (calendar_code, calendar_name) values ('SHARED', 'Shared by both');
    insert into sched.holidays (calendar_id, holiday_date, holiday_name)
    select c.id, '2026-06-01', 'Last one' from sched.holiday_calendars as c where c.calendar_code = 'SHARED';
    select sched_engine.assign_calendars(sched_engine.resource_id(r.code), array[sched_engine.calendar_id('SHARED')])
    from (values ('JHB-A'), ('NYC-A')) as r (code);
    select sched_engine.create_pattern('EMPTY', 'Without shifts', '[]');
    select sched_engine.assign_pattern(
        sched_engine.resource_id('JHB-M3'), sched_engine.pattern_id('EMPTY'), date '2028-01-01'
    );
    update sched.resources set metadata = '{"maker": "Joburg Works"}' where resource_code = 'JHB-M1';
"""
# Edits that wait: the trigger that would apply them at commit takes them for applied.
WAITING = """
    select set_config('sched.refreshed_through', '1000000', true);
    insert into sched.stale_dates (resource_id, dates, cause, changed_by)
    values
    (
        sched_engine.resource_id('JHB-L1'), '[2027-03-20,2027-03-22)', '{"table": "joburg_exceptions", "ids": [1]}',
        'johanna'
    ),
    (
        sched_engine.resource_id('NYC-L1'), '[2027-03-20,2027-03-22)', '{"table": "newark_exceptions", "ids": [2]}',
        'norma'
    );
"""
# Views of what the whole plant shares: nothing in them is hidden, but for counts.
SHARED = {"calendars", "health", "holidays", "pattern_rules", "patterns", "system_configuration"}
# Without a column of text that only hidden rows have; `status` is one row of counts.
WITHOUT_TEXT = {"status"}
# No row tells of this: it is written in the view, and fails without any row.
CONSTANT = {("daily_availability", "day_status"), ("webhook_deliveries", "state")}
# Hidden rows, from the row that embeds them, and a column of theirs.
EMBEDS = [
    ("resources", "exceptions", "description"),
    ("resources", "pattern_assignments", "assigned_by"),
    ("resources", "calendar_assignments", "resource_code"),
    ("resources", "equipment_schedules", "resource_name"),
    ("resources", "daily_availability", "resource_name"),
    ("resources", "current_status", "resource_name"),
    ("resources", "schedule_changes", "resource_code"),
    ("resources", "parent", "resource_name"),
    ("resources", "children", "resource_name"),
    ("exceptions", "resources", "resource_name"),
    ("pattern_assignments", "resources", "resource_name"),
    ("calendar_assignments", "resources", "resource_name"),
    ("equipment_schedules", "resources", "resource_name"),
    ("equipment_schedules", "exceptions", "description"),
    ("daily_availability", "resources", "resource_name"),
    ("current_status", "resources", "resource_name"),
    ("schedule_changes", "resources", "resource_name"),
    ("generation_summary", "resources", "resource_name"),
    ("inheritance_tree", "resources", "resource_name"),
    ("resource_tree", "resources", "resource_name"),
    ("patterns", "pattern_assignments", "assigned_by"),
    ("calendars", "calendar_assignments", "resource_code"),
    ("webhooks", "webhook_status", "reason"),
    ("webhooks", "webhook_deliveries", "answer"),
    ("webhook_deliveries", "webhooks", "url"),
    ("webhook_status", "webhooks", "url"),
]
# What row security must not cost: a request, and the index that leads to its rows.
INDEXES = [
    ("resources where id = 5", "resources_pkey"),
    ("resources where resource_code = 'NYC-M1'", "resources_resource_code_key"),
    ("resource_tree where resource_id = 5", "resources_pkey"),
    ("exceptions where id = 1", "schedule_exceptions_pkey"),
    ("pattern_assignments where id = 1", "resource_pattern_assignments_pkey"),
    ("calendar_assignments where resource_id = 2", "resource_calendar"),
    ("current_status where resource_id = 5", "resources_pkey"),
    ("generation_summary where resource_id = 5", "equipment_schedules_pkey"),
    ("generation_summary where resource_id = 5", "generated_dates_pkey"),
    ("equipment_schedules where resource_id = 5", "equipment_schedules_pkey"),
    ("equipment_schedules where resource_code = 'NYC-M1'", "equipment_schedules_pkey"),
    ("daily_availability where resource_id = 5", "equipment_schedules_pkey"),
    ("schedule_changes where resource_id = 5", "schedule_changes_pkey"),
    ("audit_log where table_name = 'resources' and record_id = '5'", "audit_log_record"),
    ("api_keys where id = 1", "api_keys_pkey"),
    ("jobs where id = 1", "jobs_pkey"),
    ("webhooks where id = 1", "webhook_subscriptions_pkey"),
    ("webhook_status where id = 1", "webhook_subscriptions_pkey"),
    ("waiting_edits where id = 1", "stale_dates_pkey"),
    ("patterns where id = 1", "operating_patterns_"),
    ("holidays where calendar_id = 1", "holidays_"),
]
# And the orders that an index has already.
ORDERS = [
    "equipment_schedules where schedule_date between '2027-03-01' and '2027-03-31'"
    " order by resource_id, planned_start_time limit 100",
    "equipment_schedules where resource_id >= 5 and (resource_id > 5 or planned_start_time > '2027-03-15')"
    " and schedule_date between '2027-03-01' and '2027-03-31' order by resource_id, planned_start_time limit 100",
    "schedule_changes order by epoch desc, transaction_id desc, id desc limit 10",
    "resources order by id limit 10",
    "exceptions order by id desc limit 10",
]


@pytest.fixture(scope="module")
def api(fresh_database: FRESH, serve: Callable[[str], str]) -> Iterator[Api]:
    """The plant, with secrets, in a database of its own."""
    url = fresh_database()
    with plant_api(url, serve) as made:
        for edits in (SECRETS, WAITING):
            with psycopg.connect(url) as connection:
                connection.execute(edits)
        yield made


@pytest.fixture
def whole(api: Api) -> httpx.Client:
    """An administrator."""
    return api("sched_admin")


@pytest.fixture
def limited(api: Api) -> httpx.Client:
    """An administrator of New York."""
    return api("sched_admin", "NYC")


@pytest.fixture
def plant(api: Api) -> Iterator[Connection]:
    """The plant's database itself; what a test does there is taken back."""
    with connect(url=api.database_url) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def columns(plant: Connection) -> dict[str, dict[str, str]]:
    """Each view of the API with its columns and their types; what may be said of text, of domains too."""
    found: dict[str, dict[str, str]] = {}
    for row in plant.execute(
        """
        select c.relname::text as view, a.attname::text as name,
            case when t.typcategory = 'S' then 'text' else t.typname::text end as type
        from pg_catalog.pg_class as c
        inner join pg_catalog.pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        inner join pg_catalog.pg_type as t on t.oid = a.atttypid
        where c.relnamespace = 'api_v1'::regnamespace and c.relkind in ('v', 'm', 'r')
        """
    ):
        found.setdefault(row["view"], {})[row["name"]] = row["type"]
    return found


def rows(client: httpx.Client, path: str, **options: Any) -> list[dict[str, Any]]:
    """The rows of a view, which must answer."""
    answer = client.get(path, **options)
    assert answer.status_code in (200, 206), (path, answer.text)
    return list(answer.json())


def texts(row: dict[str, Any], types: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What stands in the columns of text of a row, and in JSON objects, as filters name it."""
    for name, type_ in types.items():
        value = row.get(name)
        if type_ == "text" and isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            yield from ((f"{name}->>{key}", inner) for key, inner in value.items() if isinstance(inner, str))


def hidden(
    whole: httpx.Client, limited: httpx.Client, view: str, types: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Columns of text with a value that only hidden rows have, and the beginning of it that no other has either."""
    seen = [pair for row in rows(limited, f"/{view}") for pair in texts(row, types)]
    found: dict[str, str] = {}
    for row in rows(whole, f"/{view}"):
        for name, value in texts(row, types):
            start = value[:-1]
            # PostgREST takes a star for a percent sign.
            if len(value) > 2 and "*" not in value and not any(n == name and v.startswith(start) for n, v in seen):
                found.setdefault(name, value)
    yield from ((name, value, value[:-1]) for name, value in found.items())


def traps(name: str, start: str) -> list[str]:
    """Filters that fail on a text that goes on after this start, and on no other."""
    pattern = re.sub(r"([\\%_])", r"\\\1", start) + "\\"
    like = quote(pattern)
    listed = quote(f'"{pattern}"'.replace("\\", "\\\\"))
    return [
        f"{name}=like.{like}",
        f"{name}=not.like.{like}",
        f"{name}=ilike.{like}",
        f"or=({name}.like.{listed},{name}.eq.{quote(NOTHING)})",
        f"and=({name}.like.{listed},{name}.not.is.null)",
    ]


def told(answer: httpx.Response) -> tuple[int, str | None, str]:
    """What an answer tells: the status, the count, and how many rows."""
    body = answer.json() if answer.content else None
    code = body.get("code") if isinstance(body, dict) else f"{len(body or [])} rows"
    return answer.status_code, answer.headers.get("content-range"), str(code)


def test_no_filter_tells_of_a_hidden_text(
    whole: httpx.Client, limited: httpx.Client, columns: dict[str, dict[str, str]]
) -> None:
    """It answers as it does for a text that nobody has; whoever sees the row gets the error."""
    wrong, tried = [], set()
    for view, types in columns.items():
        for nr, (name, value, start) in enumerate(hidden(whole, limited, view, types)):
            if (view, name) in CONSTANT:
                continue
            # One filter for each column, and the other forms for one of each view.
            for trap, other in list(zip(traps(name, start), traps(name, NOTHING), strict=True))[
                : None if nr == 0 else 1
            ]:
                found, expected = (told(limited.get(f"/{view}?{filter_}")) for filter_ in (trap, other))
                if found != expected:
                    wrong.append((view, trap, found, expected))
            if whole.get(f"/{view}?{traps(name, start)[0]}").status_code == 400:
                tried.add((view, name))
            cast = f"/{view}?{name}=eq.{quote(value)}&select={name}::int8"
            if (found := told(limited.get(cast))) != (200, "*/*", "0 rows"):
                wrong.append((view, cast, found, ""))
    assert wrong == []
    assert {view for view, _ in tried} == set(columns) - SHARED - WITHOUT_TEXT
    for needed in (
        ("exceptions", "description"),
        ("resources", "resource_code"),
        ("resources", "metadata->>maker"),
        ("webhooks", "url"),
        ("webhooks", "headers->>Authorization"),
        ("schedule_changes", "resource_code"),
        ("jobs", "arguments->>note"),
        ("waiting_edits", "cause->>table"),
        ("lint_findings", "message"),
        ("audit_log", "changed_by"),
        ("api_keys", "key_name"),
    ):
        assert needed in tried


def test_no_filter_tells_of_a_hidden_value(
    whole: httpx.Client, limited: httpx.Client, columns: dict[str, dict[str, str]]
) -> None:
    """Numbers, dates, instants and truths: rows, counts and orders are as if there were the visible rows only."""
    wrong, tried = [], set()
    for view, types in columns.items():
        if view in SHARED:
            continue
        visible, everything = rows(limited, f"/{view}"), rows(whole, f"/{view}")
        for name, type_ in types.items():
            if type_ not in ("int2", "int4", "int8", "numeric", "date", "timestamptz", "bool", "time"):
                continue
            seen = [row[name] for row in visible]
            others = [row[name] for row in everything if row[name] is not None and row[name] not in seen]
            if view not in WITHOUT_TEXT and others:
                tried.add((view, name))
            for value in [*others[:1], *others[-1:]]:
                for filter_ in (f"{name}=eq.{value}", f"{name}=in.({value})", f"{name}=not.isdistinct.{value}"):
                    answer = limited.get(f"/{view}?{quote(filter_, safe='=.()')}", headers=EXACT)
                    if told(answer) != (200, "*/0", "0 rows"):
                        wrong.append((view, filter_, told(answer)))
            for order in (f"{name}.asc", f"{name}.desc"):
                answer = limited.get(f"/{view}?select={name}&order={order}&limit=1", headers=EXACT)
                count = (answer.headers.get("content-range") or "").rpartition("/")[2]
                if answer.status_code not in (200, 206) or count != str(len(visible)):
                    wrong.append((view, order, told(answer)))
    assert wrong == []
    assert len(tried) > 50


@pytest.mark.parametrize(("view", "embedded", "column"), EMBEDS, ids=str)
def test_no_embedding_tells_of_a_hidden_row(
    whole: httpx.Client,
    limited: httpx.Client,
    columns: dict[str, dict[str, str]],
    view: str,
    embedded: str,
    column: str,
) -> None:
    """Filters of what is embedded, as an inner join and beside it, and nothing of it in the answer."""
    source = {"parent": "resources", "children": "resources"}.get(embedded, embedded)
    values = {name: (value, start) for name, value, start in hidden(whole, limited, source, columns[source])}
    value, start = values[column]
    for join in ("!inner", ""):
        select = f"/{view}?select={next(iter(columns[view]))},{embedded}{join}({column})&limit=20"
        trap, other = traps(column, start)[0], traps(column, NOTHING)[0]
        found, expected = (limited.get(f"{select}&{embedded}.{filter_}") for filter_ in (trap, other))
        assert (found.status_code, found.text) == (expected.status_code, expected.text)
        assert expected.status_code == 200
        assert value not in found.text
    plain = limited.get(f"/{view}?select={embedded}({column})&limit=10000")
    assert plain.status_code == 200
    assert json.dumps(value)[1:-1] not in plain.text


@pytest.mark.parametrize(
    "call",
    [
        "resource_children?resource_code=NYC&all_below=true",
        "resource_ancestors?resource_code=NYC-M1",
        "inheritance_tree_on?on_date=2027-03-10",
    ],
)
def test_no_filter_of_a_function_tells(limited: httpx.Client, call: str) -> None:
    """Functions have limited their rows before a filter sees them."""
    found, expected = (
        limited.get(f"/rpc/{call}&{traps('resource_code', start)[0]}") for start in ("JHB-M", "zq no such text")
    )
    assert (found.status_code, found.text) == (expected.status_code, expected.text) == (200, "[]")


def test_no_write_tells(api: Api, limited: httpx.Client, plant: Connection) -> None:
    """PATCH and DELETE with a filter that fails on hidden rows do nothing, as with one that fits no row."""
    for view, name, start, body in (
        ("exceptions", "description", "Yearly servic", {"description": "x"}),
        ("resources", "resource_name", "Johannesbur", {"resource_name": "x"}),
        ("pattern_assignments", "resource_code", "JHB-M", {"notes": "x"}),
        ("calendar_assignments", "resource_code", "JHB", {"priority": 9}),
        ("webhooks", "url", "https://joburg", {"is_active": False}),
    ):
        for trap in [*(trap for trap in traps(name, start) if "not.like" not in trap), f"{name}=like.{start}*"]:
            for method in ("PATCH", "DELETE"):
                answer = limited.request(
                    method,
                    f"/{view}?{trap}",
                    json=body if method == "PATCH" else None,
                    headers={"Prefer": "return=representation,count=exact"},
                )
                assert (answer.status_code, answer.text) == (200, "[]"), (method, view, trap, answer.text)
    kept = plant.execute(
        "select (select count(*) from sched.schedule_exceptions as e where e.is_active) as exceptions,"
        " (select count(*) from sched.webhook_subscriptions as w where w.is_active) as webhooks"
    ).fetchone()
    assert kept == {"exceptions": 3, "webhooks": 2}


def test_a_code_that_is_taken_says_no_more(api: Api, limited: httpx.Client) -> None:
    """Whether by a visible or by a hidden resource, and whether it is to be added, merged or passed over."""
    body = {"resource_name": "x", "resource_type": "work_unit", "parent_resource_id": api.id("NYC-L1")}
    visible = limited.post("/resources", json={**body, "resource_code": "NYC-M1"})
    assert (visible.status_code, visible.json()["code"]) == (409, "23505")
    for headers in ({}, MERGE, {"Prefer": "resolution=ignore-duplicates"}):
        answer = limited.post(
            "/resources?on_conflict=resource_code", json={**body, "resource_code": "JHB"}, headers=headers
        )
        assert (answer.status_code, answer.json()) == (visible.status_code, visible.json())
    answer = limited.patch("/resources?resource_code=eq.NYC-M1", json={"resource_code": "JHB"})
    assert (answer.status_code, answer.json()) == (visible.status_code, visible.json())
    mine = limited.post(
        "/resources?on_conflict=resource_code",
        json={**body, "resource_code": "NYC-M1", "resource_name": "Packer 1"},
        headers=MERGE,
    )
    assert (mine.status_code, mine.json()[0]["resource_name"]) == (200, "Packer 1") or mine.status_code == 201
    secret = "whsec_bm90IGEgc2VjcmV0IGF0IGFsbCwgcmVhbGx5"
    hook = {"url": "https://example.com/x", "resource_code": "NYC", "secret": secret}
    found, expected = (
        limited.post("/webhooks", json={**hook, "webhook_name": name}) for name in ("joburg plant", "newark plant")
    )
    assert (
        (found.status_code, found.json()["code"]) == (expected.status_code, expected.json()["code"]) == (409, "23505")
    )
    assert found.text.replace("joburg", "newark") == expected.text


def test_an_import_says_nothing_of_the_rest(limited: httpx.Client) -> None:
    """Also when a row cannot be read, and so the others are looked at for problems only."""
    body = (
        "resource_code,resource_name,resource_type,parent_code\nNYC-M8,Eight,work_unit,JHB-L3\n"
        "NYC-M9,Nine,robot,NYC-L1\nJHB-L1,Line,work_unit,NYC-L1\nNYC-M7,Seven,area,JHB-M1\n"
    )
    for text in (body, body.replace("robot", "work_unit")):
        answer = limited.post("/rpc/import_resources", content=text, headers={"Content-Type": "text/plain"})
        assert answer.status_code == 400
        said = answer.text.replace("JHB-L3", "").replace("JHB-M1", "").replace('\\"JHB-L1\\"', "")
        assert "JHB" not in said
        assert "work_center" not in said


@pytest.mark.parametrize("prefer", ["count=planned", "count=estimated", "return=minimal, count=planned"])
def test_estimates_are_for_the_whole_plant(
    whole: httpx.Client, limited: httpx.Client, columns: dict[str, dict[str, str]], prefer: str
) -> None:
    """They come from statistics of all rows."""
    for view in columns:
        assert whole.get(f"/{view}?limit=1", headers={"Prefer": prefer}).status_code in (200, 206)
        answer = limited.get(f"/{view}?limit=1", headers={"Prefer": prefer})
        assert (answer.status_code, answer.json()["code"]) == (403, "SC013"), view
        answer = limited.get(f"/{view}?limit=1", headers=EXACT)
        count = int(answer.headers["content-range"].rpartition("/")[2])
        assert min(count, 10_000) == len(rows(limited, f"/{view}")), view


def test_one_header_of_several(api: Api, proxy: Callable[..., nginx.Server]) -> None:
    """The gateway makes one of them: the database is shown the last, and PostgREST obeys the first."""
    base = proxy(int(api.url.rsplit(":", 1)[1])).url
    key = api.key("sched_viewer", "NYC")
    for order in (1, -1):
        headers = [("X-API-Key", key), *[("Prefer", "count=planned"), ("Prefer", "return=minimal")][::order]]
        answer = httpx.get(f"{base}/api/v1/exceptions", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "SC013")


def test_counts_are_of_what_is_visible(whole: httpx.Client, limited: httpx.Client, api: Api) -> None:
    """How many follow a pattern, observe a calendar, or are below; also what the linter says."""

    def uses(client: httpx.Client) -> dict[str, int]:
        return {row["pattern_code"]: row["assignment_count"] for row in rows(client, "/patterns")}

    def findings(client: httpx.Client, code: str) -> list[str]:
        return [row["message"] for row in rows(client, f"/lint_findings?code=eq.{code}")]

    assert (uses(whole)["TWO_SHIFT"], uses(whole)["24_7"], uses(whole)["EMPTY"]) == (1, 1, 1)
    assert (uses(limited)["TWO_SHIFT"], uses(limited)["24_7"], uses(limited)["EMPTY"]) == (0, 1, 0)
    assert any("5 machines observe it" in message for message in findings(whole, "LINT-003"))
    assert any("2 machines observe it" in message for message in findings(limited, "LINT-003"))
    assert not any("5 machines" in message for message in findings(limited, "LINT-003"))
    assert any("JHB-M3" in message for message in findings(whole, "LINT-011"))
    assert findings(limited, "LINT-011") == []
    assert "JHB" not in limited.get("/lint_findings").text
    edits = {row["resource_code"] for row in rows(limited, "/waiting_edits")}
    assert (edits, rows(limited, "/status")[0]["waiting_edits"]) == ({"NYC-L1"}, 1)
    assert rows(whole, "/status")[0]["waiting_edits"] == 2


# What it costs.


def plan_of(plant: Connection, scope: int | None, query: str, *, run: bool = False) -> list[dict[str, Any]]:
    """The nodes of the plan of a query of api_v1, as an administrator."""
    plant.execute("select set_config('sched.scope', %s, true)", [f"{{{scope}}}" if scope else ""])
    plant.execute("set local enable_seqscan = off")  # the plant is so small that reading all of it is quicker
    plant.execute("set local role sched_admin")
    try:
        found = plant.execute(f"explain (format json, analyze {run}) select * from api_v1.{query}").fetchone()
    finally:
        plant.execute("reset role")
    assert found is not None
    nodes, left = [], [found["QUERY PLAN"][0]["Plan"]]
    while left:
        node = left.pop()
        nodes.append(node)
        left += node.get("Plans", [])
    return nodes


@pytest.mark.parametrize("scope", [None, "NYC"])
def test_indexes_are_used(api: Api, plant: Connection, scope: str | None) -> None:
    """Filters on keys and dates lead into the index, and only the partitions of the dates are read."""
    root = scope and api.id(scope)
    machine = api.id("NYC-M1")
    wrong = []
    for query, index in INDEXES:
        nodes = plan_of(plant, root, query.replace("= 5", f"= {machine}"))
        used = [node.get("Index Name", "") for node in nodes if "Index Cond" in node]
        if not any(index in name for name in used):
            wrong.append((query, index, used))
    assert wrong == []

    for query in ORDERS if scope is None else []:  # a small subtree is read and sorted
        sorted_by = [node["Node Type"] for node in plan_of(plant, root, query) if "Sort" in node["Node Type"]]
        assert sorted_by == [], query
    for view in ("equipment_schedules", "daily_availability"):
        nodes = plan_of(
            plant, root, f"{view} where schedule_date between '2027-02-01' and '2027-02-28' and resource_id = {machine}"
        )
        parts = {
            n["Relation Name"] for n in nodes if n.get("Relation Name", "").startswith("_hyper") and n["Alias"] != "s"
        }
        conditions = [n["Index Cond"] for n in nodes if "equipment_schedules_pkey" in n.get("Index Name", "")]
        assert len(parts) <= 2
        assert any("schedule_date" in condition and "resource_id" in condition for condition in conditions)


def test_a_limited_key_reads_its_subtree_by_an_index(api: Api, plant: Connection) -> None:
    """And the machines of it lead to their rows."""
    root = api.id("NYC")
    for query in ("resources", "resource_tree", "equipment_schedules where schedule_date = '2027-03-15'"):
        used = [node.get("Index Name", "") for node in plan_of(plant, root, query)]
        assert "resources_path_ids" in used, query


def test_the_limit_is_not_computed_for_the_whole_plant(api: Api, plant: Connection) -> None:
    """Without a limit no set of visible resources is made, only looked whether there is one."""
    for scope, times in ((None, 0), (api.id("NYC"), 1)):
        for query in (
            "exceptions",
            "equipment_schedules",
            "daily_availability",
            "schedule_changes",
            "pattern_assignments",
        ):
            nodes = plan_of(plant, scope, query, run=True)
            made = [
                n
                for n in nodes
                if n.get("Subplan Name", "").startswith("SubPlan") and n["Relation Name"] == "resources"
            ]
            assert made, query
            assert max(n["Actual Loops"] for n in made) == times, query
