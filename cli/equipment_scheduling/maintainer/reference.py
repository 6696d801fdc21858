"""The reference pages that follow from the catalog and the program: tables, functions, cli, configuration.

    python -m equipment_scheduling.maintainer.reference [FOLDER]

writes `docs/reference/{tables,functions,cli,configuration}.md` from the database of DATABASE_URL or of the
embedded stack, which must be migrated. Say it in a comment, a docstring or below; never in those files."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import typer.main

from equipment_scheduling import main
from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.render import help
from equipment_scheduling.settings import Settings

SCHEMAS = ["sched", "sched_oee", "api_v1", "api_v2", "sched_http", "sched_engine"]
NOTE = "<!-- Written by python -m equipment_scheduling.maintainer.reference. Do not edit. -->"

RELATIONS = """
    select n.nspname as schema, c.relname as name, c.relkind = 'v' as is_view,
        pg_catalog.obj_description(c.oid, 'pg_class') as comment,
        exists (
            select from timescaledb_information.hypertables as h
            where h.hypertable_schema = n.nspname and h.hypertable_name = c.relname
        ) as is_hypertable,
        array(
            select pg_catalog.pg_get_indexdef(i.indexrelid)
            from pg_catalog.pg_index as i
            where i.indrelid = c.oid
                and not exists (select from pg_catalog.pg_constraint as k where k.conindid = i.indexrelid)
            order by 1
        ) as indexes,
        array(
            select k.conname || ': ' || pg_catalog.pg_get_constraintdef(k.oid)
            from pg_catalog.pg_constraint as k
            where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')
            order by array_position('{p,u,f,c,x}', k.contype::text), k.conname
        ) as constraints,
        array(
            select distinct x.grantee::regrole::text
            from aclexplode(c.relacl) as x
            where x.grantee <> c.relowner and x.privilege_type = 'SELECT'
            order by 1
        ) as readers
    from pg_catalog.pg_class as c
    inner join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = any (%s) and c.relkind in ('r', 'p', 'v')
    order by array_position(%s, n.nspname::text), c.relname like 'emp%%', c.relname
"""
COLUMNS = """
    select n.nspname as schema, c.relname as relation, a.attname as name,
        pg_catalog.format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as is_required,
        case
            when a.attidentity <> '' then 'identity'
            when a.attgenerated <> '' then 'computed'
            else pg_catalog.pg_get_expr(d.adbin, d.adrelid)
        end as default,
        pg_catalog.col_description(c.oid, a.attnum) as comment
    from pg_catalog.pg_attribute as a
    inner join pg_catalog.pg_class as c on c.oid = a.attrelid
    inner join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    left join pg_catalog.pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where n.nspname = any (%s) and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
    order by n.nspname, c.relname, a.attnum
"""
TYPES = """
    select t.oid::regtype::text as name, pg_catalog.obj_description(t.oid, 'pg_type') as comment,
        case t.typtype
            when 'e' then (
                select string_agg('`' || e.enumlabel || '`', ', ' order by e.enumsortorder)
                from pg_catalog.pg_enum as e
                where e.enumtypid = t.oid
            )
            else pg_catalog.format_type(t.typbasetype, t.typtypmod)
        end as values
    from pg_catalog.pg_type as t
    where t.typnamespace = 'sched'::regnamespace and t.typtype = %s
    order by 1
"""
FUNCTIONS = """
    select n.nspname as schema, p.oid::regprocedure::text as identity,
        n.nspname || '.' || p.proname as name,
        pg_catalog.obj_description(p.oid, 'pg_proc') as comment,
        case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
        p.prosecdef as is_definer, p.proretset as is_set,
        pg_catalog.format_type(p.prorettype, null) as result,
        array(
            select concat_ws(
                ' ', p.proargnames[i.nr], pg_catalog.format_type(i.type, null),
                '= ' || pg_catalog.pg_get_function_arg_default(p.oid, i.nr::integer)
            )
            from unnest(p.proargtypes::oid[]) with ordinality as i (type, nr)
            order by i.nr
        ) as arguments,
        array(
            select p.proargnames[o.nr] || ' ' || pg_catalog.format_type(o.type, null)
            from unnest(p.proallargtypes, p.proargmodes) with ordinality as o (type, mode, nr)
            where o.mode in ('o', 't')
            order by o.nr
        ) as columns,
        array(
            select distinct x.grantee::regrole::text
            from aclexplode(p.proacl) as x
            where x.grantee <> p.proowner
            order by 1
        ) as callers
    from pg_catalog.pg_proc as p
    inner join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where n.nspname = any (%s) and p.prorettype <> 'trigger'::regtype
        -- relationships between views, which nobody calls
        and coalesce(pg_catalog.obj_description(p.oid, 'pg_proc') not like '%%Not an endpoint.', true)
        and (
            exists (select from aclexplode(p.proacl) as x where x.grantee <> p.proowner)
            or n.nspname || '.' || p.proname = any (%s)
        )
    order by array_position(%s, n.nspname::text), p.proname, identity
"""
SETTINGS = """
    select c.config_key, c.config_type::text, c.config_value, c.description
    from sched.system_configuration as c
    order by c.config_type, c.config_key
"""

ENVIRONMENT = {
    "DATABASE_URL": """The database to work on, `postgresql://user:password@host:port/name`. When it is set,
        the embedded PostgreSQL is neither installed nor started.""",
    "SCHED_USER": """Who is acting, for the audit log and the change feed. Default: the name at the operating
        system.""",
    "TRACEPARENT": """The trace that a command belongs to, written as a `traceparent` of W3C Trace Context: the
        [events](events.md#traces) of its edits carry it. Default: none.""",
    "SCHED_HOME": "The folder that holds `db/`. Default: the checkout the program is installed from.",
    "SCHED_RUNTIME_DIR": "Where the embedded stack and its data are. Default: `.runtime` in the checkout.",
    "SCHED_DB_PORT": "Port of the embedded PostgreSQL. Default: a free one, chosen once and remembered.",
    "SCHED_API_PORT": "Port of PostgREST. Default: a free one, chosen once and remembered.",
    "SCHED_GATEWAY_PORT": "Port of the gateway (nginx). Default: a free one, chosen once and remembered.",
    "SCHED_GATEWAY_ADDRESS": """The IP address that the gateway listens on. Default: 127.0.0.1, this computer only.
        See [HTTPS](../how-to/https.md) before you open it.""",
    "SCHED_TLS_CERTIFICATE": "File with the gateway's certificate and its chain (PEM). Default: plain HTTP.",
    "SCHED_TLS_KEY": "File with the key of that certificate, without a passphrase.",
    "SCHED_RATE_LIMIT": """Requests an hour of one API key or token, or of one address without; an address may make ten
        times as many with several keys. 0: no limit. Default: 1000.""",
    "SCHED_RATE_BURST": "How many of them may come at once. Default: 200.",
    "SCHED_CONNECTION_LIMIT": """How many of them may be on their way or being answered at a time, counted alike. 0: no
        limit. Default: 100.""",
    "SCHED_IN_FLIGHT_LIMIT": """How many requests of everybody together may be with the database or wait for it at a
        time; whoever comes then is answered 503 at once. 0: no limit. Default: 128.""",
    "SCHED_MAX_BODY_MB": "Largest body of a request, in MB. Default: 10.",
    "SCHED_CORS_ORIGINS": """Other sites whose pages may use the API: origins such as `https://app.example.com`,
        separated by commas, or `*`. Default: none.""",
    "SCHED_TRUSTED_PROXIES": """Addresses or networks of proxies in front of the gateway, separated by commas, whose
        `X-Forwarded-For` is believed. Default: none.""",
    "SCHED_PUBLIC_URL": """What `sched api url` says where users reach the API under another name, such as
        `https://schedule.example.com`. Default: where the gateway listens.""",
    "SCHED_API_DATABASE_URL": """The database as `sched_authenticator`, with its password: what the HTTP API
        needs when `DATABASE_URL` is set.""",
    "SCHED_AUTHENTICATOR_PASSWORD": """The password that `sched db api-password` gives to
        `sched_authenticator`.""",
    "SCHED_RELAY_API": """Where PostgREST is, as `http://127.0.0.1:3000`: what the relay needs to import workbooks.
        Default, of the relay that `sched up` starts: the API beside it.""",
    "SCHED_RELAY_DATABASE_URL": """The database as `sched_relay`, with its password: what the relay needs when
        `DATABASE_URL` is set. Default: `DATABASE_URL`, with all its rights; the relay and `sched doctor` warn of
        that.""",
    "SCHED_RELAY_DISKS": """Folders, separated by colons, of whose disks the relay tells the free space at `/metrics`.
        Default, of the relay that `sched up` starts: the data of the embedded database.""",
    "SCHED_RELAY_PASSWORD": "The password that `sched db relay-password` gives to `sched_relay`.",
    "SCHED_MIGRATION_PATIENCE": """Seconds that a migration waits for transactions in its way before it gives up with
nothing half done. Default: 300.""",
    "SCHED_DEBIAN_MIRROR": "Where Debian packages come from. Default: the mirror in the apt sources.",
    "POSTGREST": "A PostgREST 12 program that is there already; nothing is fetched by npm then.",
    "NGINX": "An nginx program (1.25 or newer) that is there already; it is not fetched from Debian then.",
    "SCHED_DEBUG": "When it is set, an error shows where in the program it happened, instead of one line.",
}
COMPOSE = {
    "POSTGRES_PASSWORD": "Password of the superuser, used for migrations only. Required.",
    "SCHED_AUTHENTICATOR_PASSWORD": "Password of the API's login role. Required.",
    "SCHED_RELAY_PASSWORD": "Password of the relay's login role. Required.",
    "SCHED_API_JWT_SECRET": "Signs the API's tokens (HS256); at least 32 characters. Required.",
    "SCHED_DB_PORT": "Port of the database on the loopback address. Default: 5432.",
    "SCHED_API_PORT": "Port of PostgREST on the loopback address. Default: 3000.",
    "SCHED_GATEWAY_PORT": "Port of the gateway. Default: 8080.",
    **{
        name: ENVIRONMENT[name]
        for name in (
            "SCHED_GATEWAY_ADDRESS",
            "SCHED_TLS_CERTIFICATE",
            "SCHED_TLS_KEY",
            "SCHED_RATE_LIMIT",
            "SCHED_RATE_BURST",
            "SCHED_CONNECTION_LIMIT",
            "SCHED_IN_FLIGHT_LIMIT",
            "SCHED_MAX_BODY_MB",
            "SCHED_CORS_ORIGINS",
            "SCHED_TRUSTED_PROXIES",
        )
    },
    "SCHED_RELAY_ALLOW": "Networks that webhooks may go to although they are not public. Default: none.",
    "SCHED_RELAY_STREAMS": "Live event streams that one API key may have open at a time. Default: 20.",
    "SCHED_GRAFANA_PASSWORD": "Password of the login that reads the plan for Grafana (`--profile monitoring`).",
    "SCHED_GRAFANA_ADMIN_PASSWORD": "Password of the user `admin` of Grafana (`--profile monitoring`).",
    "SCHED_GRAFANA_PORT": "Port of Grafana on the loopback address. Default: 3001.",
    "SCHED_PROMETHEUS_PORT": "Port of Prometheus on the loopback address. Default: 9090.",
}
SESSION = {
    "app.current_user": """Who is acting, for the audit log and the change feed. A request of the API sets it to the
        name of its key or the subject of its token. Default: the database user.""",
    "sched.now": "The present, for tests: an instant. Default: the start of the transaction.",
    "sched.scope": """The subtree that a request of the API is limited to, as `{ID}` of its root; set before each
        request from its key or token. Empty: the whole plant.""",
}
FILES = {
    ".runtime/data/local.conf": "Settings of the embedded PostgreSQL: read at its start, never overwritten.",
    ".runtime/state.json": "Ports and generated secrets of the embedded stack; readable by its owner only.",
    ".runtime/log/": "Logs of the embedded PostgreSQL, PostgREST, nginx and the relay; readable by their owner only.",
    "nginx/": "The gateway, for the embedded stack and the containers alike.",
    "web/": "Pages that the gateway serves: the description of the API.",
    "postgrest.conf": "PostgREST, for the embedded stack and the containers alike.",
    ".env": "Secrets and ports for `docker compose`.",
}

# How the catalog writes things, and how people do.
SHORTER = (
    (r"\btimestamp with time zone\b", "timestamptz"),
    (r"\b(time|timestamp) without time zone\b", r"\1"),
    (r"(= ?|'|NULL)::[a-z_.]+(\[\])?", r"\1"),
    (r"\n{3,}", "\n\n"),
)

TABLES_PAGE = """
# Tables, views and types

Schema `sched` holds the tables; only their owner sees them. Other systems read the views of `sched_oee`
([what they mean for OEE](oee.md)) and of `api_v1`. A column is required unless it says *optional*.
"""
FUNCTIONS_PAGE = """
# Functions

The functions that some role may call, and those of `sched_engine` on which other systems may build. All others are for
the owner of the schema and may change from one version to the next: each says what it does in its file, below
`db/functions`. Dates are business dates, both ends included, unless a function says otherwise.
"""
# Functions of the owner that are documented, because their names and arguments stay.
STABLE = [
    "sched_engine.begin_feed_epoch",
    "sched_engine.effective_exceptions",
    "sched_engine.effective_holidays",
    "sched_engine.effective_patterns",
    "sched_engine.expand_pattern",
    "sched_engine.feed_end",
    "sched_engine.generate",
    "sched_engine.planned_segments",
    "sched_engine.planned_segments_as_known",
    "sched_engine.read_changes",
    "sched_engine.rrule_occurrences",
    "sched_engine.what_if",
]
CLI_PAGE = """
# The command sched

In a checkout the command is `.venv/bin/sched`. Exit codes are told in [errors.md](errors.md), variables of
the environment in [configuration.md](configuration.md). Dates are written 2026-12-31; both ends are included.
`--format json` and `--format csv` are for programs: full precision, ISO 8601; in CSV a text that a spreadsheet would
take for a formula has [an apostrophe before it](import.md#texts-that-look-like-formulas). Every command has `--help`;
`sched --install-completion` makes the shell complete commands and options.
"""
CONFIGURATION_PAGE = """
# Configuration

## Settings in the database

Rows of [sched.system_configuration](tables.md#schedsystem_configuration). A change takes effect at once and
is written to the audit log. `is_active = false` puts the built-in default in force.

```sql
update sched.system_configuration
set config_value = '500', modified_by = 'j.smith', modified_at = now()
where config_key = 'schedule_generation_batch_size';
```
"""


def tables(connection: Connection) -> Iterator[str]:
    """Tables, views and types, from the comments in the catalog."""
    relations = connection.execute(RELATIONS, [SCHEMAS, SCHEMAS]).fetchall()
    found = connection.execute(COLUMNS, [SCHEMAS]).fetchall()
    columns = {key: list(rows) for key, rows in groupby(found, lambda c: (c["schema"], c["relation"]))}
    yield TABLES_PAGE
    for kind, is_view in (("Tables", False), ("Views", True)):
        yield f"- {kind}: {', '.join(_link(_name(row)) for row in relations if row['is_view'] == is_view)}"
    yield "- Types: [domains](#domains), [enumerations](#enumerations)\n"
    for row in relations:
        yield from (_view if row["is_view"] else _stored)(row, columns[row["schema"], row["name"]])
    for title, letter, heading in (("Domains", "d", "base type"), ("Enumerations", "e", "values")):
        yield f"## {title}\n"
        types = connection.execute(TYPES, [letter]).fetchall()
        yield from _table(["type", heading, "meaning"], ([_code(t["name"]), t["values"], t["comment"]] for t in types))


def _view(row: Row, columns: Sequence[Row]) -> Iterator[str]:
    yield f"## {_name(row)}\n\n{_prose(row['comment'])} View.\n"
    yield f"Read by: {_codes(row['readers']) or 'the owner only'}.\n"
    yield from _table(["column", "type", "meaning"], ([_code(c["name"]), c["type"], c["comment"]] for c in columns))


def _stored(row: Row, columns: Sequence[Row]) -> Iterator[str]:
    yield f"## {_name(row)}\n\n{_prose(row['comment'])}{' Hypertable.' if row['is_hypertable'] else ''}\n"
    yield from _table(
        ["column", "type", "default", "meaning"],
        ([_code(c["name"]), _type(c), _default(c["default"]), c["comment"]] for c in columns),
    )
    yield from _definitions("Constraints", [item.split(": ", 1) for item in row["constraints"]])
    yield from _definitions("Indexes", [_index(item) for item in row["indexes"]])


def _type(column: Row) -> str:
    return str(column["type"]) + ("" if column["is_required"] else ", *optional*")


def _default(default: str | None) -> str:
    if default is None or default in {"identity", "computed"}:
        return default or ""
    return _code(default)


def _index(definition: str) -> tuple[str, str]:
    found = re.fullmatch(r"CREATE (UNIQUE )?INDEX (\S+) ON \S+ USING (.*)", definition)
    assert found is not None, definition
    return found[2], f"{found[1] or ''}{found[3]}"


def _definitions(title: str, items: Iterable[Sequence[str]]) -> Iterator[str]:
    listed = [f"- {_code(name)}: {_code(' '.join(text.split()))}" for name, text in items]
    if listed:
        yield "\n".join([f"{title}:", "", *listed, ""])


def functions(connection: Connection) -> Iterator[str]:
    """The functions that others than the owner may call, and the stable ones, from the catalog and its comments."""
    found = connection.execute(FUNCTIONS, [SCHEMAS, STABLE, SCHEMAS]).fetchall()
    yield FUNCTIONS_PAGE
    schemas = [(schema, list(rows)) for schema, rows in groupby(found, lambda row: row["schema"])]
    for schema, rows in schemas:
        names = dict.fromkeys(row["name"] for row in rows)
        yield f"- [Schema {schema}](#schema-{schema}): {', '.join(map(_link, names))}"
    for schema, rows in schemas:
        yield f"\n## Schema {schema}\n"
        for row in rows:
            yield from _function(row)


def _function(row: Row) -> Iterator[str]:
    result = f"setof {row['result']}" if row["is_set"] else row["result"]
    if row["columns"]:
        result = f"table ({', '.join(row['columns'])})"
    yield f"### {row['name']}\n\n```sql"
    yield from _folded(f"{row['name']}({', '.join(row['arguments'])})")
    yield from _folded(f"returns {result}")
    traits = ", ".join([row["volatility"], *(["security definer"] if row["is_definer"] else [])])
    callers = f" Called by: {_codes(row['callers'])}." if row["callers"] else ""
    yield f"```\n\n{traits.capitalize()}.{callers}\n\n{_prose(row['comment'])}\n"


def _folded(line: str) -> Iterator[str]:
    """A list in parentheses with one item a line, where it is long."""
    head, bracket, rest = line.partition("(")
    if len(line) <= 100 or not bracket:
        yield line
    else:
        yield f"{head}(\n    " + ",\n    ".join(rest.removesuffix(")").split(", ")) + "\n)"


def cli() -> Iterator[str]:
    """Every command of `sched`, with its arguments and options."""
    commands = sorted(_commands(typer.main.get_command(main.app), "sched"))
    yield CLI_PAGE
    yield from _table(["command", "what it does"], ([_link(n), help.paragraphs(f)[0]] for n, f in commands))
    for name, function in commands:
        yield from _command(name, function)


def _commands(group: Any, name: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The full name and the function of each command at and below a group."""
    for word, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{name} {word}")
        elif not command.hidden:
            yield f"{name} {word}", inspect.unwrap(command.callback)


def _command(name: str, function: Callable[..., Any]) -> Iterator[str]:
    arguments, options = help.described(function)
    paragraphs = "\n\n".join(help.paragraphs(function))
    yield f"## {name}\n\n```\n{name} {help.usage(arguments)}\n```\n\n{paragraphs}\n"
    yield from _table(["argument or option", "meaning"], ([_code(word), text] for word, text in arguments + options))


def configuration(connection: Connection) -> Iterator[str]:
    """What can be set, and where."""
    rows = connection.execute(SETTINGS).fetchall()
    yield CONFIGURATION_PAGE
    yield from _table(
        ["key", "kind", "value after installation", "meaning"],
        ([_code(r["config_key"]), r["config_type"], _code(r["config_value"]), r["description"]] for r in rows),
    )
    for title, introduction, entries in (
        ("Environment of sched", "An empty variable counts as unset.", ENVIRONMENT),
        ("Environment of docker compose", "In the file `.env`; start from `.env.example`.", COMPOSE),
        ("Settings of a database session", "For example `set app.current_user = 'j.smith'`.", SESSION),
        ("Files", "In the checkout.", FILES),
    ):
        yield f"## {title}\n\n{introduction}\n"
        yield from _table(["name", "meaning"], ([_code(name), text] for name, text in entries.items()))


def _prose(comment: str | None) -> str:
    return (comment or "").replace("<", "&lt;")


def _name(row: Row) -> str:
    return f"{row['schema']}.{row['name']}"


def _link(name: str) -> str:
    return f"[{name}](#{re.sub(r'[^a-z0-9_ -]', '', name.lower()).replace(' ', '-')})"


def _code(text: str) -> str:
    return f"`{text}`"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(map(_code, names))


def _table(headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Iterator[str]:
    """A Markdown table and a blank line; nothing without rows."""
    cells = [[" ".join(_prose(cell).split()).replace("|", "\\|") for cell in row] for row in rows]
    if cells:
        yield ("\n".join(f"| {' | '.join(row)} |" for row in [headings, ["---"] * len(headings), *cells]) + "\n")


def pages(connection: Connection) -> dict[str, str]:
    """The text of every page by the name of its file."""
    connection.execute("select pg_catalog.set_config('search_path', '', true)")
    found = {
        "tables.md": tables(connection),
        "functions.md": functions(connection),
        "cli.md": cli(),
        "configuration.md": configuration(connection),
    }
    return {name: _page([NOTE, "", *parts]) for name, parts in found.items()}


def _page(parts: Iterable[str]) -> str:
    text = "\n".join(parts)
    for pattern, short in SHORTER:
        text = re.sub(pattern, short, text)
    return text.strip() + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Settings.load().root / "docs" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    with connect() as opened:
        for name, text in pages(opened).items():
            (folder / name).write_text(text, encoding="utf-8")
