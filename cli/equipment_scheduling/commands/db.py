"""`sched db`: the database's address, its migrations, and checks of its functions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from equipment_scheduling.database import connect, database_url
from equipment_scheduling.errors import ConflictError, RefusedError
from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render
from equipment_scheduling.runtime import postgres, stack
from equipment_scheduling.schema import migrations
from equipment_scheduling.settings import Settings
from equipment_scheduling.words import counted

db = typer.Typer(help="The database: address, migrations, checks.", no_args_is_help=True)
COLOURS = {"applied": "green", "pending": "yellow", "edited": "bold red", "unknown": "bold red"}


def register(app: typer.Typer) -> None:
    """Add `sched db` to the application."""
    app.add_typer(db, name="db")


@db.command()
def url() -> None:
    """Print the database's address, with its password."""
    print(database_url())


@db.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def psql(context: typer.Context) -> None:
    """Open psql on the database; further arguments are passed on to it."""
    program = postgres.programs(Settings.load().runtime) / "psql"
    command = [str(program) if program.exists() else "psql", database_url(), *context.args]
    os.execvp(command[0], command)


@db.command()
def migrate(
    patience: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="SECONDS",
            help="How long to wait for transactions in the way; default: SCHED_MIGRATION_PATIENCE, else 300.",
        ),
    ] = None,
) -> None:
    """Apply pending migrations, then load the functions and views that changed.

    Others wait for it a moment at most; it waits for them, and names them."""
    screen = console(stderr=True)
    done = migrations.migrate(
        Settings.load(), report=lambda step: screen.print(f"{step} ...", markup=False), patience=patience
    )
    migrations_applied = counted(len(done.applied), "migration")
    print(f"{migrations_applied} applied, {len(done.files)} of {done.functions} function files loaded")


@db.command()
def status(format: FormatOption = OutputFormat.TABLE) -> None:
    """List the migrations: applied, pending, edited after they were applied, or unknown.

    Exit code 5 when any is edited or unknown."""
    rows = [
        {"migration": item.name, "state": item.state, "applied_at": item.applied_at}
        for item in migrations.status(Settings.load())
    ]
    render(rows, ["migration", Column("state", style=lambda v: COLOURS[v]), "applied_at"], format)
    if any(row["state"] in {"edited", "unknown"} for row in rows):
        raise typer.Exit(ConflictError.code)


@db.command()
def rollback(
    count: Annotated[
        int, typer.Option("--count", "-n", min=1, metavar="NUMBER", help="How many migrations to undo.")
    ] = 1,
    to: Annotated[str | None, typer.Option(metavar="MIGRATION", help="Undo all migrations after this one.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Undo the newest migrations; the data in tables they created is lost.

    Functions and views are dropped as well, until the next sched db migrate."""
    if not yes:
        typer.confirm("Undo migrations and lose the data of the tables they created?", abort=True)
    screen = console(stderr=True)
    names = migrations.rollback(
        Settings.load(), count=count, to=to, report=lambda step: screen.print(f"{step} ...", markup=False)
    )
    print(f"Rolled back: {', '.join(names) or 'nothing'}. Functions are dropped until sched db migrate.")


@db.command("api-password")
def api_password() -> None:
    """Give the API's login role, sched_authenticator, the password in SCHED_AUTHENTICATOR_PASSWORD."""
    password = _given("SCHED_AUTHENTICATOR_PASSWORD", os.environ.get("SCHED_AUTHENTICATOR_PASSWORD"))
    with connect(autocommit=True) as connection:
        stack.set_password(connection, stack.AUTHENTICATOR, password)
    print("The API can log in with the new password")


@db.command("relay-password")
def relay_password() -> None:
    """Let the relay's role, sched_relay, log in with the password in SCHED_RELAY_PASSWORD.

    From then on only the owner, and the roles of people and OEE systems, may
    create temporary tables in this database."""
    password = _given("SCHED_RELAY_PASSWORD", os.environ.get("SCHED_RELAY_PASSWORD"))
    with connect(autocommit=True) as connection:
        stack.set_password(connection, stack.RELAY, password)
        stack.refuse_temporary_tables(connection)
    print("The relay can log in with the new password")


def _given(variable: str, password: str | None) -> str:
    if not password:
        raise RefusedError(f"{variable} is not set", hint="set it to the new password")
    return password


@db.command()
def reset(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Delete the embedded database with all its data, and start a new one."""
    if not yes:
        typer.confirm("Delete the embedded database with all its data?", abort=True)
    settings = Settings.load()
    stack.reset(settings)
    stack.up(settings, report=lambda step: print(f"{step} ..."))


@db.command()
def sqitch(folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="An empty or new folder.")]) -> None:
    """Write the migrations and functions as a sqitch project: plan, deploy, revert and verify scripts."""
    from equipment_scheduling.schema.sqitch import write_project

    changes = write_project(Settings.load(), folder)
    plan = folder / "sqitch.plan"
    print(f"{counted(len(changes), 'change')} in {plan}; deploy with: sqitch deploy db:pg://...")


@db.command()
def check(format: FormatOption = OutputFormat.TABLE) -> None:
    """Check every PL/pgSQL function with plpgsql_check, in a transaction that leaves nothing behind."""
    from equipment_scheduling.schema.checks import check_functions

    findings, checked = check_functions(Settings.load())
    rows = [vars(finding) for finding in findings]
    columns = ["file", "line", "function", "level", "message", "hint"]
    render(rows, columns, format, empty=f"{counted(checked, 'function is', 'functions are')} fine.")
    if findings:
        raise typer.Exit(RefusedError.code)


@db.command()
def layers(format: FormatOption = OutputFormat.TABLE) -> None:
    """Check that function files and their tests stand in their rooms and call downwards; needs no database."""
    from equipment_scheduling.schema.layers import check_layers

    findings, house = check_layers(Settings.load().root)
    rows = [vars(finding) for finding in findings]
    told = f"{len(house.files)} files stand in {len(house.rooms)} rooms."
    render(rows, ["file", "message", "remedy"], format, empty=told)
    if findings:
        raise typer.Exit(RefusedError.code)


@db.command()
def lock(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit code 5 if anything differs.")] = False,
) -> None:
    """Add new migrations to db/migrations/SHA256SUMS; locked ones must never change."""
    from equipment_scheduling.schema.checks import check_lock, extend_lock

    settings = Settings.load()
    if check:
        print(f"{counted(check_lock(settings), 'migration is', 'migrations are')} unchanged since locked")
    else:
        print(f"New in the lock: {', '.join(extend_lock(settings)) or 'nothing'}")
