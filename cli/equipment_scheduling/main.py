"""The command `sched`: one Typer application, made of the modules in `commands/`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

import typer
import typer.main

from equipment_scheduling import __version__
from equipment_scheduling.commands import COMMANDS
from equipment_scheduling.errors import Exit, describe, sentences
from equipment_scheduling.render import help

# Typer brings its own click, and does not name this one.
UsageError: type[Exception] = typer.BadParameter.__bases__[0]


class OnDemand(Mapping[str, Any]):
    """The commands by name; a module in `commands/` is imported when one of those that it registers is asked for."""

    def __getitem__(self, name: str) -> Any:
        module = import_module(f"equipment_scheduling.commands.{COMMANDS[name].module}")
        part = typer.Typer(pretty_exceptions_enable=False)
        module.register(part)
        help.use(part)
        return typer.main.get_group(part).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Program(help.Group):
    """`sched` itself, which lists and completes its commands without importing any."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "commands": OnDemand()})

    def sections(self, ctx: Any) -> Mapping[str, Sequence[str]]:
        """The names of the commands, those about people apart."""
        found: dict[str, list[str]] = {}
        for name, entry in COMMANDS.items():
            found.setdefault(entry.section, []).append(name)
        return found

    def summary(self, ctx: Any, name: str) -> str:
        """What a command does, as the list of commands says it."""
        return COMMANDS[name].summary

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """The names that may follow."""
        modules, self.commands = (
            self.commands,
            {name: help.Command(name, help=entry.summary) for name, entry in COMMANDS.items()},
        )
        try:
            return super().shell_complete(ctx, incomplete)
        finally:
            self.commands = modules


app = typer.Typer(
    name="sched",
    cls=Program,
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


def run() -> None:
    """The program's entry: any error becomes one line on standard error and an exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a screen without a character shows another in its place
    try:
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
