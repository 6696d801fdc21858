"""`sched keys`: keys of the HTTP API."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

import typer

from equipment_scheduling.commands.shared.arguments import complete_resources
from equipment_scheduling.database import Connection, connect
from equipment_scheduling.dates import now
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render

keys = typer.Typer(help="Keys of the HTTP API.", no_args_is_help=True)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the key: who or what uses it.")]

CREATE = """
    with created as materialized (
        select sched_http.create_api_key(
            %(name)s, %(role)s, case when %(scope)s::text is not null then sched_engine.resource_id(%(scope)s) end,
            %(expires)s, %(purpose)s,
            case when %(employee)s::text is not null then sched_engine.employee_id(%(employee)s) end
        ) as key
    )
    select c.key, %(name)s::text as key_name, %(role)s::text as role_name, %(scope)s::text as scope_code,
        %(employee)s::text as employee_number, %(purpose)s::text as purpose, %(expires)s::timestamptz as expires_at
    from created as c
"""
LIST = """
    select k.key_name, k.key_prefix, k.role_name, r.resource_code as scope_code, e.employee_number,
        k.purpose::text as purpose,
        case when k.revoked_at is not null then 'revoked' when k.expires_at <= now() then 'expired' else 'in force' end
        as state, k.expires_at, k.created_at, k.created_by, k.revoked_at, k.revoked_by
    from sched.api_keys as k
    left join sched.resources as r on r.id = k.scope_resource_id
    left join sched.emp_employees as e on e.id = k.employee_id
    where %(all)s or (k.revoked_at is null and coalesce(k.expires_at > now(), true))
    order by k.key_name, k.id
"""
STATES = {"in force": "", "revoked": "dim strike", "expired": "dim"}


class Role(StrEnum):
    """What a key may do."""

    VIEWER = "viewer"
    OEE_READER = "oee_reader"
    PLANNER = "planner"
    ADMIN = "admin"
    WORKFORCE_VIEWER = "workforce_viewer"
    WORKFORCE_PLANNER = "workforce_planner"
    HR = "hr"
    EMPLOYEE = "employee"


class Purpose(StrEnum):
    """What a key opens."""

    API = "api"
    CALENDAR = "calendar"


def register(app: typer.Typer) -> None:
    """Add `sched keys` to the application."""
    app.add_typer(keys, name="keys")


@keys.command()
def create(
    name: NameArgument,
    role: Annotated[
        Role,
        typer.Option(
            metavar="ROLE",
            help="What the key may do: viewer, oee_reader, planner, admin; with the workforce on also workforce_viewer,"
            " workforce_planner, hr, employee.",
        ),
    ],
    scope: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Only this resource and everything below it; default: the whole plant.",
            autocompletion=complete_resources,
        ),
    ] = None,
    employee: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Of the role employee: whose shifts it shows, and nobody else's."),
    ] = None,
    expires: Annotated[
        str | None,
        typer.Option(metavar="WHEN", help='"90d", a date (UTC), or a time with its offset; default: never.'),
    ] = None,
    purpose: Annotated[
        Purpose, typer.Option(help="The API, or calendar feeds alone, whose keys may appear in a URL.")
    ] = Purpose.API,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Create a key and print it once: only its hash is stored.

    Requests send it in the header X-API-Key. The key goes to standard
    output, everything else to standard error."""
    wanted: dict[str, Any] = {
        "name": name,
        "role": f"sched_{role.value}",
        "scope": scope,
        "employee": employee,
        "purpose": purpose.value,
    }
    with connect() as connection:
        wanted["expires"] = _instant(connection, expires)
        rows = connection.execute(CREATE, wanted).fetchall()
    if format is not OutputFormat.TABLE:
        render(rows, fmt=format)
        return
    limited_to = scope or (f"employee {employee}" if employee else None)
    limit = f", limited to {limited_to}" if limited_to else ""
    console(stderr=True).print(
        f"Created API key {name} ({wanted['role']}{limit}). It is not shown again.", markup=False
    )
    print(rows[0]["key"])


@keys.command("list")
def list_keys(
    all: Annotated[bool, typer.Option("--all", help="Include revoked and expired ones.")] = False,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List the keys in force: their names and first characters."""
    with connect() as connection:
        rows = connection.execute(LIST, {"all": all}).fetchall()
    people = any(row["employee_number"] for row in rows)
    render(rows, _columns(all or format is not OutputFormat.TABLE, people), format, empty="No keys: sched keys create.")


@keys.command()
def revoke(name: NameArgument) -> None:
    """Revoke a key: it is refused from the next request on."""
    with connect() as connection:
        connection.execute("select sched_http.revoke_api_key(%s)", [name])
    print(f"Revoked API key {name}")


def _instant(connection: Connection, text: str | None) -> datetime | None:
    """When a key expires: in some days, at the start of a date (UTC), or at an instant."""
    if text is None:
        return None
    if match := re.fullmatch(r"(\d{1,5})d", text):
        return now(connection) + timedelta(days=int(match[1]))
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = datetime.min
    if instant.tzinfo is None:
        raise RefusedError(f'"{text}" is not a time', hint="write 90d, 2027-12-31, or 2027-12-31T18:00:00+02:00")
    return instant


def _columns(whole: bool, people: bool) -> list[Column]:
    columns = [
        Column("key_name", "name"),
        Column("key_prefix", "starts with"),
        Column("role_name", "role"),
        Column("scope_code", "limited to"),
        Column("purpose"),
        Column("expires_at", "expires"),
        Column("created_at", "created"),
        Column("created_by", "by"),
    ]
    if people:
        columns.insert(4, Column("employee_number", "employee"))
    if whole:
        columns.insert(0, Column("state", style=lambda value: STATES[value]))
        columns += [Column("revoked_at", "revoked"), Column("revoked_by", "by")]
    return columns
