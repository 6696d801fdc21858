"""The reference pages that follow from the catalog and the program: tables, functions, cli, configuration.

    python -m equipment_scheduling.reference [FOLDER]

writes `docs/reference/{tables,functions,cli,configuration}.md` from the database of DATABASE_URL or of the
embedded stack, which must be migrated. Say it in a comment, a docstring or below; never in those files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import typer

from equipment_scheduling import main
from equipment_scheduling.database import Connection, Row, connect
from equipment_scheduling.settings import Settings

SCHEMAS = ["sched", "sched_oee", "api_v1", "api_v2", "sched_engine"]
NOTE = "<!-- Written by python -m equipment_scheduling.reference. Do not edit. -->"

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
    order by array_position(%s, n.nspname::text), c.relname
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
        p.prosecdef as is_definer, p.proretset as is_set, p.prorettype = 'trigger'::regtype as is_trigger,
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
            select distinct t.tgrelid::regclass::text
            from pg_catalog.pg_trigger as t
            inner join pg_catalog.pg_class as c on c.oid = t.tgrelid
            where t.tgfoid = p.oid and c.relnamespace = 'sched'::regnamespace
            order by 1
        ) as tables,
        array(
            select distinct x.grantee::regrole::text
            from aclexplode(p.proacl) as x
            where x.grantee <> p.proowner
            order by 1
        ) as callers
    from pg_catalog.pg_proc as p
    inner join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
    where n.nspname = any (%s)
    order by array_position(%s, n.nspname::text), p.proname, identity
"""
SETTINGS = """
    select c.config_key, c.config_type::text, c.config_value, c.description
    from sched.system_configuration as c
    order by c.config_type, c.config_key
"""

ENVIRONMENT = {
    "DATABASE_URL": "The database to work on, as `postgresql://user:password@host:port/name`. Set: the embedded "
    "PostgreSQL is neither installed nor started. Unset: the embedded one.",
    "SCHED_USER": "Who is acting, for the audit log and the change feed. Default: the name at the operating system.",
    "SCHED_HOME": "The folder that holds `db/`. Default: the checkout the program is installed from.",
    "SCHED_RUNTIME_DIR": "Where the embedded stack and its data are. Default: `.runtime` in the checkout.",
    "SCHED_DB_PORT": "Port of the embedded PostgreSQL. Default: a free one, chosen once and remembered.",
    "SCHED_API_PORT": "Port of PostgREST. Default: a free one, chosen once and remembered.",
    "SCHED_API_DATABASE_URL": "The database as `sched_authenticator`, with its password: needed for the HTTP API "
    "when DATABASE_URL is set.",
    "SCHED_AUTHENTICATOR_PASSWORD": "The password that `sched db api-password` gives to `sched_authenticator`.",
    "SCHED_DEBIAN_MIRROR": "Where Debian packages come from. Default: the mirror in the machine's own apt sources.",
    "POSTGREST": "A PostgREST 12 program that is there already; nothing is fetched by npm then.",
    "SCHED_DEBUG": "Set: an error shows where in the program it happened, instead of one line.",
}
COMPOSE = {
    "POSTGRES_PASSWORD": "Password of the superuser, used for migrations only. Required.",
    "SCHED_AUTHENTICATOR_PASSWORD": "Password of the API's login role. Required.",
    "SCHED_API_JWT_SECRET": "Signs the API's tokens (HS256); at least 32 characters. Required.",
    "SCHED_DB_PORT": "Port of the database on the loopback address. Default: 5432.",
    "SCHED_API_PORT": "Port of the API on the loopback address. Default: 3000.",
}
SESSION = {
    "app.current_user": "Who is acting, for the audit log and the change feed. Default: the subject of the API's "
    "token, else the database user.",
    "sched.now": "The present, for tests: an instant. Default: the start of the transaction.",
}


def tables(connection: Connection) -> str:
    """Tables, views and types, from the comments in the catalog."""
    relations = connection.execute(RELATIONS, [SCHEMAS, SCHEMAS]).fetchall()
    columns = {
        key: list(rows)
        for key, rows in groupby(
            connection.execute(COLUMNS, [SCHEMAS]), lambda row: (row["schema"], row["relation"])
        )
    }
    lines = [NOTE, "", "# Tables, views and types", ""]
    lines += [
        "Schema `sched` holds the tables; only its owner sees them. Other systems read the views of",
        "",
    ]
    lines[-1:] = [
        "`sched_oee` ([what they mean for OEE](oee.md)) and of `api_v1`. `sched_engine` holds the logic."
    ]
    lines += ["A column is required unless it says *optional*.", ""]
    for is_view in (False, True):
        chosen = [row for row in relations if row["is_view"] == is_view]
        lines += [f"- {'Views' if is_view else 'Tables'}: {', '.join(_link(_name(r)) for r in chosen)}"]
    lines += ["- Types: [domains](#domains), [enumerations](#enumerations)", ""]
    for row in relations:
        lines += _relation(row, columns[row["schema"], row["name"]])
    for title, kind, heading in (("Domains", "d", "base type"), ("Enumerations", "e", "values")):
        lines += [f"## {title}", ""]
        found = connection.execute(TYPES, [kind]).fetchall()
        lines += _table(
            ["type", heading, "meaning"], ([f"`{t['name']}`", t["values"], t["comment"]] for t in found)
        )
    return "\n".join(lines)


def _relation(row: Row, columns: Sequence[Row]) -> Iterator[str]:
    kind = "View." if row["is_view"] else "Hypertable." if row["is_hypertable"] else ""
    yield from [f"## {_name(row)}", "", f"{row['comment']} {kind}".strip(), ""]
    if row["is_view"]:
        yield from [f"Read by: {_codes(row['readers']) or 'the owner only'}.", ""]
        yield from _table(
            ["column", "type", "meaning"], ([f"`{c['name']}`", c["type"], c["comment"]] for c in columns)
        )
        return
    yield from _table(
        ["column", "type", "default", "meaning"],
        ([f"`{c['name']}`", _type(c), _default(c["default"]), c["comment"]] for c in columns),
    )
    yield from _definitions("Constraints", [item.partition(": ")[::2] for item in row["constraints"]])
    yield from _definitions("Indexes", [_index(item) for item in row["indexes"]])


def _type(column: Row) -> str:
    return str(column["type"]) + ("" if column["is_required"] else ", *optional*")


def _default(default: str | None) -> str:
    if default is None or default in {"identity", "computed"}:
        return default or ""
    return f"`{re.sub(r'::[a-z_.]+(?: [a-z]+)*', '', default)}`"


def _index(definition: str) -> tuple[str, str]:
    found = re.fullmatch(r"CREATE (UNIQUE )?INDEX (\S+) ON \S+ USING (.*)", definition)
    assert found is not None, definition
    return found[2], f"{found[1] or ''}{found[3]}"


def _definitions(title: str, items: Iterable[tuple[str, ...]]) -> Iterator[str]:
    listed = [f"- `{name}`: `{' '.join(text.split())}`" for name, text in items]
    if listed:
        yield from [f"{title}:", "", *listed, ""]


def functions(connection: Connection) -> str:
    """Every function, from the catalog and its comment; those that other systems may call come first."""
    found = connection.execute(FUNCTIONS, [SCHEMAS, SCHEMAS]).fetchall()
    lines = [NOTE, "", "# Functions", ""]
    lines += [
        "`sched_oee` and `api_v1` are for other systems. `sched_engine` is for this program and the owner of"
    ]
    lines += [
        "the schema; its functions may change from one version to the next. Dates are business dates, both"
    ]
    lines += ["ends included, unless a function says otherwise.", ""]
    schemas = [(schema, list(rows)) for schema, rows in groupby(found, lambda row: row["schema"])]
    for schema, rows in schemas:
        plain = [row for row in rows if not row["is_trigger"]]
        lines += [f"- [`{schema}`](#schema-{schema}): {', '.join(_link(row['name']) for row in plain)}"]
    lines += [""]
    for schema, rows in schemas:
        lines += [f"## Schema {schema}", ""]
        for row in (row for row in rows if not row["is_trigger"]):
            lines += _function(row)
        if triggers := [row for row in rows if row["is_trigger"]]:
            lines += [f"### Triggers of {schema}", ""]
            lines += _table(
                ["function", "tables", "meaning"],
                (
                    [f"`{t['name']}`", _codes(t["tables"]), t["comment"].removeprefix("Trigger: ")]
                    for t in triggers
                ),
            )
    return "\n".join(lines)


def _function(row: Row) -> Iterator[str]:
    result = f"setof {row['result']}" if row["is_set"] else row["result"]
    if row["columns"]:
        result = f"table ({', '.join(row['columns'])})"
    signature = f"{row['name']}({', '.join(row['arguments'])})\nreturns {result}"
    traits = [row["volatility"], *(["security definer"] if row["is_definer"] else [])]
    callers = f" Called by: {_codes(row['callers'])}." if row["callers"] else ""
    yield from [f"### {row['name']}", "", "```sql", *_folded(signature), "```", ""]
    yield from [f"{', '.join(traits).capitalize()}.{callers}", "", row["comment"] or "", ""]


def _folded(signature: str) -> Iterator[str]:
    """A signature with one argument or column a line where it is long."""
    for line in signature.splitlines():
        head, bracket, rest = line.partition("(")
        if len(line) <= 100 or not bracket:
            yield line
            continue
        items = rest.removesuffix(")").split(", ")
        yield f"{head}("
        yield from (f"    {item}{',' if item is not items[-1] else ''}" for item in items)
        yield ")"


def cli() -> str:
    """Every command of `sched`, with its arguments and options."""
    main.load_commands()
    lines = [NOTE, "", "# The command sched", ""]
    lines += [
        "In a checkout the command is `.venv/bin/sched`. Exit codes are told in [errors.md](errors.md), variables"
    ]
    lines += [
        "of the environment in [configuration.md](configuration.md). Dates are written 2026-12-31 and are included"
    ]
    lines += [
        "at both ends. `--format json` and `--format csv` are for programs: full precision, ISO 8601.",
        "",
    ]
    lines += ["Shell completion: `sched --install-completion`.", ""]
    commands = list(_commands(typer.main.get_command(main.app), "sched"))
    lines += _table(["command", "what it does"], ([_link(name), _first(c.help)] for name, c in commands))
    for name, command in commands:
        lines += _command(name, command)
    return "\n".join(lines)


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The commands below this one, by their full names."""
    children: Mapping[str, Any] = getattr(command, "commands", {})
    for word, child in sorted(children.items()):
        if getattr(child, "commands", None):
            yield from _commands(child, f"{name} {word}")
        elif not child.hidden:
            yield f"{name} {word}", child


def _command(name: str, command: Any) -> Iterator[str]:
    shown = [p for p in command.params if p.param_type_name == "argument"]
    options = [
        p for p in command.params if p.param_type_name == "option" and not p.hidden and p.name != "help"
    ]
    usage = [name, *(["[OPTIONS]"] if options else []), *(_argument(p) for p in shown)]
    yield from [f"## {name}", "", "```", " ".join(usage), "```", "", *_paragraphs(command.help), ""]
    yield from _table(
        ["argument or option", "meaning"],
        [
            *([f"`{_argument(p)}`", p.help or ""] for p in shown),
            *([f"`{_option(p)}`", f"{p.help}{_extra(p)}"] for p in options),
        ],
    )


def _argument(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _option(parameter: Any) -> str:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    if parameter.is_flag or parameter.secondary_opts:
        return names
    choices = getattr(parameter.type, "choices", None)
    kind = "NUMBER" if hasattr(parameter.type, "min") else "TEXT"
    return f"{names} {parameter.metavar or ('|'.join(map(str, choices)) if choices else kind)}"


def _extra(parameter: Any) -> str:
    facts = ["required"] if parameter.required else []
    facts += ["repeatable"] if parameter.multiple else []
    if not parameter.required and not parameter.multiple and parameter.default not in (None, False, ""):
        facts.append(f"default: `{parameter.default}`")
    return f" ({', '.join(facts)})" if facts else ""


def _paragraphs(text: str | None) -> list[str]:
    return [" ".join(part.split()) + "\n" for part in re.split(r"\n\s*\n", text or "")]


def _first(text: str | None) -> str:
    return _paragraphs(text)[0].strip()


def configuration(connection: Connection) -> str:
    """What can be set, and where."""
    rows = connection.execute(SETTINGS).fetchall()
    lines = [NOTE, "", "# Configuration", "", "## Settings in the database", ""]
    lines += [
        "Rows of [sched.system_configuration](tables.md#schedsystem_configuration). A change takes effect at once"
    ]
    lines += ["and is written to the audit log. `is_active = false` puts the built-in default in force.", ""]
    lines += ["```sql", "update sched.system_configuration"]
    lines += ["set config_value = '500', modified_by = 'j.smith', modified_at = now()"]
    lines += ["where config_key = 'schedule_generation_batch_size';", "```", ""]
    lines += _table(
        ["key", "kind", "value after installation", "meaning"],
        (
            [f"`{r['config_key']}`", r["config_type"], f"`{r['config_value']}`", r["description"]]
            for r in rows
        ),
    )
    for title, intro, entries in (
        ("Environment of sched", "An empty variable counts as unset.", ENVIRONMENT),
        ("Environment of docker compose", "From the file `.env`; start from `.env.example`.", COMPOSE),
        ("Settings of a database session", "`set app.current_user = 'j.smith';`", SESSION),
    ):
        lines += [f"## {title}", "", intro, ""]
        lines += _table(["name", "meaning"], ([f"`{name}`", text] for name, text in entries.items()))
    lines += ["## Files", ""]
    lines += _table(["file", "meaning"], FILES)
    return "\n".join(lines)


FILES = [
    [
        "`.runtime/data/local.conf`",
        "Settings of the embedded PostgreSQL that outlast `sched up`; read at its start.",
    ],
    [
        "`.runtime/state.json`",
        "Ports and generated secrets of the embedded stack; readable by its owner only.",
    ],
    ["`.runtime/log/`", "Logs of the embedded PostgreSQL and PostgREST."],
    ["`postgrest.conf`", "PostgREST, for the embedded stack and the containers alike."],
    ["`.env`", "Secrets and ports for `docker compose`."],
]


def _name(row: Row) -> str:
    return f"{row['schema']}.{row['name']}"


def _link(name: str) -> str:
    return f"[{name}](#{re.sub(r'[^a-z0-9_ -]', '', name.lower()).replace(' ', '-')})"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(headings: Sequence[str], rows: Iterable[Sequence[str | None]]) -> Iterator[str]:
    """A Markdown table and a blank line; nothing without rows."""
    cells = [[" ".join((cell or "").split()).replace("|", "\\|") for cell in row] for row in rows]
    if cells:
        yield from (f"| {' | '.join(row)} |" for row in [headings, ["---"] * len(headings), *cells])
        yield ""


def pages(connection: Connection) -> dict[str, str]:
    """The text of every page by the name of its file."""
    connection.execute("select pg_catalog.set_config('search_path', '', true)")
    found = {
        "tables.md": tables(connection),
        "functions.md": functions(connection),
        "cli.md": cli(),
        "configuration.md": configuration(connection),
    }
    return {name: re.sub(r"\n{3,}", "\n\n", text).strip() + "\n" for name, text in found.items()}


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Settings.load().root / "docs" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    with connect() as opened:
        for name, text in pages(opened).items():
            (folder / name).write_text(text, encoding="utf-8")
