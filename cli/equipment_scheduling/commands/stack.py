"""`sched up`, `sched down`, `sched doctor` and `sched api`: the stack on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from equipment_scheduling.render.output import Column, FormatOption, OutputFormat, console, render
from equipment_scheduling.runtime import nginx, stack
from equipment_scheduling.settings import Settings

api = typer.Typer(help="The HTTP API (PostgREST behind nginx).", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.command()(up)
    app.command()(down)
    app.command()(doctor)
    app.add_typer(api, name="api")


def up(
    database_only: Annotated[
        bool, typer.Option("--database-only", help="Start and migrate the database, but not the HTTP API.")
    ] = False,
    no_migrate: Annotated[bool, typer.Option("--no-migrate", help="Leave the schema as it is.")] = False,
) -> None:
    """Install what is missing, start the database and the API, and migrate. Safe to repeat."""
    screen = console(stderr=True)
    running = stack.up(
        Settings.load(),
        api=not database_only,
        migrate=not no_migrate,
        report=lambda step: screen.print(f"{step} ..."),
    )
    print("The database is running; sched db url prints its address")
    if running.api_url:
        print(f"The API is running at {running.api_url}/api/v1/")
        print(f"The planner's page is at {running.api_url}/; sched keys create NAME --role planner makes a key for it")
    elif not database_only:
        print("The API is not running: it needs SCHED_API_DATABASE_URL (the database as sched_authenticator)")


def down() -> None:
    """Stop the API and the embedded database; the data stays."""
    stopped = stack.down(Settings.load())
    print(f"Stopped: {', '.join(stopped)}" if stopped else "Nothing was running")


def doctor(format: FormatOption = OutputFormat.TABLE) -> None:
    """Check this computer and the stack, and say what to do about each finding.

    Exit code 6 when a check fails."""
    from equipment_scheduling.runtime.doctor import Verdict, examine

    colours = {Verdict.OK: "green", Verdict.WARNING: "yellow", Verdict.FAILURE: "bold red"}
    findings = examine(Settings.load())
    rows = [{"check": f.check, "verdict": f.verdict, "finding": f.finding, "remedy": f.remedy} for f in findings]
    render(rows, ["check", Column("verdict", style=lambda v: colours[v]), "finding", "remedy"], format)
    if any(finding.verdict is Verdict.FAILURE for finding in findings):
        raise typer.Exit(6)


@api.command("url")
def api_url(
    direct: Annotated[
        bool, typer.Option("--direct", help="The address of PostgREST itself, behind the gateway.")
    ] = False,
) -> None:
    """Print where the API listens: its URLs begin with this and /api/v1/."""
    print(stack.api_url(Settings.load(), direct=direct))


@api.command()
def configure(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write it.")],
    listen: Annotated[str, typer.Option(metavar="ADDRESS", help="Port, or address and port, to listen on.")] = "8080",
    postgrest: Annotated[str, typer.Option(metavar="ADDRESS", help="Where PostgREST listens.")] = "127.0.0.1:3000",
    relay: Annotated[str, typer.Option(metavar="ADDRESS", help="Where the relay listens.")] = "127.0.0.1:8090",
) -> None:
    """Write the configuration of an nginx that runs elsewhere, such as in a container.

    sched up does this for its own nginx."""
    settings = Settings.load()
    encrypted = settings.gateway.certificate is not None
    place = nginx.Place(
        listen=listen,
        postgrest=postgrest,
        relay=relay,
        user="nginx",
        pid="/run/nginx.pid",
        access_log="/dev/stdout",
        error_log="/dev/stderr",
        temporary="/var/cache/nginx",
        certificate=str(settings.gateway.certificate) if encrypted else "",
        key=str(settings.gateway.key) if encrypted else "",
        web=str(folder / "web"),
    )
    served = nginx.pages(settings.root / "web")
    nginx.write_pages(folder / "web", served)
    nginx.write(folder, nginx.configuration(settings.root / "nginx", served, settings.gateway, place))
