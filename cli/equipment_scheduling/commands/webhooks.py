"""`sched webhooks`: other systems that are told of changes, and what was delivered to them."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated

import typer

from equipment_scheduling.commands.shared.arguments import complete_resources
from equipment_scheduling.database import Connection, Row, connect, jsonb
from equipment_scheduling.errors import NotFoundError, RefusedError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, render
from equipment_scheduling.words import counted

webhooks = typer.Typer(help="Other systems that are told of changes, and what was sent to them.", no_args_is_help=True)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the webhook.")]

ADD = """
    insert into api_v1.webhooks (webhook_name, url, event_types, resource_code, secret, headers)
    values (
        %(name)s, %(url)s, coalesce(%(events)s, sched_engine.webhook_event_types()), %(resource)s,
        %(secret)s, %(headers)s
    )
"""
LIST = """
    select w.webhook_name, w.url, w.event_types, w.resource_code, s.state, s.pending, s.oldest_pending, s.delivered,
        s.failed, s.last_status, s.reason
    from api_v1.webhook_status as s
    inner join api_v1.webhooks as w on w.id = s.id
    order by w.webhook_name
"""
REPLAY = "select again, waiting, hurried from sched_engine.replay_webhook(%s, %s, %s)"
DELIVERIES = """
    select d.*
    from api_v1.webhook_deliveries as d
    where d.webhook_id = %s and (%s or d.state in ('pending', 'failed'))
    order by d.id desc
    limit %s
"""
COLUMNS = (
    "webhook_name", "url", "event_types", "resource_code", "state", "pending", "oldest_pending", "delivered", "failed",
    "last_status", "reason",
)  # fmt: skip
DELIVERY_COLUMNS = (
    "id", "event_id", "event_type", "resource_code", "state", "attempts", "status", "duration_ms", "occurred_at",
    "finished_at", "next_attempt_at", "answer",
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add `sched webhooks` to the application."""
    app.add_typer(webhooks, name="webhooks")


@webhooks.command()
def add(
    name: NameArgument,
    url: Annotated[str, typer.Argument(metavar="URL", help="Address to send to: http or https.")],
    events: Annotated[
        list[str] | None,
        typer.Option("--event", metavar="TYPE", help="Only events of this type; default: all."),
    ] = None,
    resource: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            help="Only events about this resource or below it.",
            autocompletion=complete_resources,
        ),
    ] = None,
    headers: Annotated[
        list[str] | None, typer.Option("--header", metavar="NAME: VALUE", help="Send this header too.")
    ] = None,
) -> None:
    """Register a webhook, and print once the secret that signs its deliveries."""
    with connect() as connection:
        secret = _one(connection, "select sched_engine.new_webhook_secret() as secret")["secret"]
        given = {"name": name, "url": url, "events": events, "resource": resource, "secret": secret}
        connection.execute(ADD, {**given, "headers": jsonb(dict(_header(text) for text in headers or []))})
    print(secret)
    print(f"Webhook {name} is registered. Keep the secret: it is not shown again.", file=sys.stderr)


@webhooks.command("list")
def list_webhooks(format: FormatOption = OutputFormat.TABLE) -> None:
    """List the webhooks: their events, what waits for them, and whether they answer."""
    with connect() as connection:
        rows = connection.execute(LIST).fetchall()
    render(rows, [Column(key) for key in COLUMNS], format)


@webhooks.command()
def deliveries(
    name: NameArgument,
    all_of_them: Annotated[bool, typer.Option("--all", help="Include those that were delivered.")] = False,
    limit: Annotated[
        int, typer.Option(min=1, max=100000, metavar="NUMBER", help="At most this many, latest first.")
    ] = 50,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show what was sent, or is still to be sent, to a webhook, and what it answered."""
    with connect() as connection:
        rows = connection.execute(DELIVERIES, [_id(connection, name), all_of_them, limit]).fetchall()
    render(rows, [Column(key) for key in DELIVERY_COLUMNS], format)


@webhooks.command()
def test(name: NameArgument) -> None:
    """Have the relay send a ping; sched webhooks deliveries --all shows what became of it."""
    with connect() as connection:
        row = _one(connection, "select sched_engine.ping_webhook(%s) as id", _id(connection, name))
    print(f"Delivery {row['id']} of a ping to {name} waits for the relay")


@webhooks.command()
def rotate(name: NameArgument) -> None:
    """Give a webhook a new secret, and print it once; for a day deliveries are signed with both."""
    with connect() as connection:
        row = _one(connection, "select sched_engine.rotate_webhook_secret(%s) as secret", _id(connection, name))
    print(row["secret"])


@webhooks.command()
def disable(name: NameArgument) -> None:
    """Stop telling a webhook of events; what it misses can be replayed."""
    _activate(name, False)
    print(f"Webhook {name} is disabled")


@webhooks.command()
def enable(name: NameArgument) -> None:
    """Tell a webhook of events again, even one that was disabled after failures."""
    waiting = _activate(name, True)
    print(
        f"Webhook {name} is enabled; {_due(waiting)}" if waiting else f"Webhook {name} is enabled; nothing waits for it"
    )


@webhooks.command()
def remove(name: NameArgument) -> None:
    """Remove a webhook and its deliveries."""
    with connect() as connection:
        connection.execute("delete from api_v1.webhooks where id = %s", [_id(connection, name)])
    print(f"Webhook {name} is removed")


@webhooks.command()
def replay(
    name: NameArgument,
    since: Annotated[
        datetime | None,
        typer.Option(metavar="TIME", help="All events since this time, in the time zone of this computer."),
    ] = None,
    event: Annotated[int | None, typer.Option(metavar="ID", help="Only this event.")] = None,
) -> None:
    """Send events again; a webhook disabled after failures is enabled, and what waits for it is due now."""
    with connect() as connection:
        identity, moment = _id(connection, name), since.astimezone() if since else None
        done = _one(connection, REPLAY, identity, moment, event)
        told = _one(connection, "select s.is_active from sched.webhook_subscriptions as s where s.id = %s", identity)
    print(_replayed(name, **done))
    if not told["is_active"]:
        print(f"{name} is disabled: they wait until you run sched webhooks enable {name}", file=sys.stderr)


def _replayed(name: str, again: int, waiting: int, hurried: int) -> str:
    """What a replay has done."""
    count = again + waiting
    told = f"{counted(count, 'event is', 'events are')} sent to {name}"
    told += f", of which {waiting} waited already" if waiting else " again"
    return f"{told}; {_due(hurried)}" if hurried else told


def _due(count: int) -> str:
    return f"{counted(count, 'delivery that waited is', 'deliveries that waited are')} due now"


def _activate(name: str, active: bool) -> int:
    with connect() as connection:
        query = "select sched_engine.activate_webhook(%s, %s) as waiting"
        return int(_one(connection, query, _id(connection, name), active)["waiting"])


def _id(connection: Connection, name: str) -> int:
    row = connection.execute(
        "select s.id from sched.webhook_subscriptions as s where s.webhook_name = %s", [name]
    ).fetchone()
    if row is None:
        raise NotFoundError(f"There is no webhook {name}", hint="list them with: sched webhooks list")
    return int(row["id"])


def _one(connection: Connection, statement: str, *parameters: object) -> Row:
    row = connection.execute(statement.encode(), parameters).fetchone()
    assert row is not None
    return row


def _header(text: str) -> tuple[str, str]:
    name, mark, value = text.partition(":")
    if not mark or not name.strip():
        raise RefusedError(f'"{text}" is not a header', hint='write "Name: value"')
    return name.strip(), value.strip()
