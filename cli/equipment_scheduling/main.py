"""The command `sched`: one Typer application, made of the modules in `commands/`."""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer

from equipment_scheduling import __version__, commands
from equipment_scheduling.errors import Exit, describe, sentences
from equipment_scheduling.render import help

# Typer brings its own click, and does not name this one.
UsageError: type[Exception] = typer.BadParameter.__bases__[0]

app = typer.Typer(
    name="sched",
    help="Plan the working time of equipment: shift patterns, holidays and exceptions, exact to the second.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"sched {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Plan the working time of equipment: shift patterns, holidays and exceptions, exact to the second."""


def load_commands() -> None:
    """Let every module in `commands/` register what it offers, once."""
    if app.registered_groups:
        return
    for module in pkgutil.iter_modules(commands.__path__):
        if not module.ispkg:
            import_module(f"{commands.__name__}.{module.name}").register(app)
    help.use(app)


def run() -> None:
    """The program's entry: any error becomes one line on standard error and an exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a screen without a character shows another in its place
    try:
        load_commands()
        sys.exit(app(standalone_mode=False))
    except typer.Abort as error:
        print("sched: stopped", file=sys.stderr)
        sys.exit(130 if isinstance(error.__cause__, KeyboardInterrupt) else int(Exit.INTERNAL))
    except UsageError as error:
        _show_usage(error)
        sys.exit(int(Exit.USAGE))
    except Exception as error:
        if os.environ.get("SCHED_DEBUG"):
            raise
        line, code = describe(error)
        print(f"sched: {line}", file=sys.stderr)
        sys.exit(int(code))


def _show_usage(error: Any) -> None:
    """What is wrong with the command line, in one line; the help, if there was none."""
    context = error.ctx
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return
    message = error.format_message().replace("Value error, ", "")
    print(f"sched: {sentences(message, f'See {context.command_path} --help' if context else None)}", file=sys.stderr)
