"""Commands, arguments and options in words: what `--help` prints, and what the reference page says.

Typer cuts what does not fit and shows types such as `<int>`; here nothing is cut, and a value is a word: DATE."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup

Described = tuple[str, str]  # how something is written, and what it means


class Command(TyperCommand):
    """A command whose help says all of it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, meaning, arguments and options."""
        function = inspect.unwrap(self.callback) if self.callback else lambda: None
        arguments, options = described(function)
        formatter.write_usage(ctx.command_path, usage(arguments))
        _write_text(formatter, paragraphs(function))
        _write_list(formatter, "Arguments", arguments)
        _write_list(formatter, "Options", [*options, ("-h, --help", "Show this message and exit.")])


class Group(TyperGroup):
    """A group whose help lists its commands, each with the whole of its summary."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, meaning, options and commands."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] COMMAND ...")
        _write_text(formatter, [self.help or ""])
        records = [parameter.get_help_record(ctx) for parameter in self.get_params(ctx)]
        _write_list(formatter, "Options", [record for record in records if record])
        for title, names in self.sections(ctx).items():
            _write_list(formatter, title, [(name, self.summary(ctx, name)) for name in names])

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands, in the order of their registration."""
        return list(self.commands)

    def sections(self, ctx: Any) -> Mapping[str, Sequence[str]]:
        """The names of the commands by the title that they stand under."""
        return {"Commands": self.list_commands(ctx)}

    def summary(self, ctx: Any, name: str) -> str:
        """The first paragraph of the help of a command or group."""
        command: Any = self.get_command(ctx, name)
        return " ".join((command.help or "").split("\n\n")[0].split())


def leaving_out(name: str) -> type[Group]:
    """A group of which this command may be left out: `sched coverage LINE-A` is `sched coverage show LINE-A`."""

    class Leaving(Group):
        def resolve_command(self, ctx: Any, args: Any) -> Any:
            """The command that the first word names, else that one."""
            if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
                args = [name, *args]
            return super().resolve_command(ctx, args)

    return Leaving


def use(app: typer.Typer) -> None:
    """Let an application, and all below it, print this help."""
    given = app.info.cls
    assert not isinstance(given, type) or issubclass(given, Group), f"{given} would be lost"
    if not isinstance(given, type):
        app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        assert group.typer_instance is not None
        use(group.typer_instance)


def usage(arguments: Iterable[Described]) -> str:
    """What follows the name of a command."""
    return " ".join(["[OPTIONS]", *(word for word, _ in arguments)])


def paragraphs(function: Callable[..., Any]) -> list[str]:
    """The paragraphs of a docstring, each in one line; the first is the summary."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", inspect.getdoc(function) or "")]


def described(function: Callable[..., Any]) -> tuple[list[Described], list[Described]]:
    """The arguments and the options of a command."""
    arguments, options = [], []
    for parameter in inspect.signature(function, eval_str=True).parameters.values():
        kind, *facts = get_args(parameter.annotation) or (None,)
        if facts and isinstance(facts[0], typer.models.ArgumentInfo):
            arguments.append((_argument(parameter, kind, facts[0]), facts[0].help or ""))
        elif facts and isinstance(facts[0], typer.models.OptionInfo):
            options.append(_option(parameter, kind, facts[0]))
    return arguments, options


def _types(kind: Any) -> set[Any]:
    """The types that an annotation such as `list[str] | None` is made of."""
    return {kind, *(inner for part in get_args(kind) for inner in _types(part))}


def _choices(types: Iterable[Any]) -> str | None:
    """The values that may be chosen from, if the value is one of a few."""
    return next(("|".join(t) for t in types if isinstance(t, type) and issubclass(t, Enum)), None)


def _argument(parameter: inspect.Parameter, kind: Any, info: Any) -> str:
    """How an argument is written: in brackets when it can be left out, with dots when it can be repeated."""
    types = _types(kind)
    name = (info.metavar or _choices(types) or parameter.name.upper()).strip("[].")
    shown = name if parameter.default is inspect.Parameter.empty else f"[{name}]"
    return shown + "..." * any(get_origin(t) is list for t in types)


def _option(parameter: inspect.Parameter, kind: Any, info: Any) -> Described:
    """How an option is written, and its meaning."""
    types = _types(kind)
    words = [word for word in (info.default, *(info.param_decls or ())) if isinstance(word, str)]
    names = ", ".join(words or [f"--{parameter.name.replace('_', '-')}"])
    value = info.metavar or _choices(types) or ("NUMBER" if int in types else "TEXT")
    remarks = ["required"] if parameter.default is inspect.Parameter.empty else []
    remarks += ["repeatable"] if any(get_origin(t) is list for t in types) else []
    remarks += [f"default: {parameter.default}"] if not remarks and parameter.default else []
    remark = f" ({', '.join(remarks)})" if remarks else ""
    return names if bool in types else f"{names} {value}", f"{info.help}{remark}"


def _write_text(formatter: Any, texts: Iterable[str]) -> None:
    for text in texts:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text)


def _write_list(formatter: Any, title: str, items: Sequence[Described]) -> None:
    if items:
        with formatter.section(title):
            formatter.write_dl(items)
