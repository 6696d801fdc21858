"""`sched explain`: why a machine is, or is not, planned to run at a moment."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from equipment_scheduling.commands.shared.arguments import ResourceArgument
from equipment_scheduling.database import connect
from equipment_scheduling.render import timeline
from equipment_scheduling.render.output import FormatOption, OutputFormat, console, data_output, render

Json = dict[str, Any]

EXPLAIN = """
    with target as materialized (select sched_engine.resource_id(%(resource)s) as id)
    select api_v1.explain_availability(t.id, case
        when %(at)s::text is null then sched_engine.current_instant()
        else sched_engine.resource_instant(t.id, %(at)s)
    end) as told
    from target as t
"""
STYLES = {"operating": "bold green", "not_planned": "bold", "not_generated": "bold yellow"}
RULE_COLUMNS = ("outcome", "kind", "id", "name", "resource_code", "why", "entered_by", "entered_at")


def register(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(explain)


def explain(
    resource: ResourceArgument,
    at: Annotated[
        str | None,
        typer.Argument(metavar="[TIME]", help='Local "2026-12-01 10:00", or with an offset; default: now.'),
    ] = None,
    format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Say why a machine is, or is not, planned to run at a moment.

    Tells what decides, who entered it and when, every rule that loses and
    why, and what each resource up to the root has of its own. CSV lists the
    rules only."""
    with connect() as connection:
        row = connection.execute(EXPLAIN, {"resource": resource, "at": at}).fetchone()
    assert row is not None
    told: Json = row["told"]
    if format is OutputFormat.JSON:
        print(json.dumps(told, indent=2, ensure_ascii=False), file=data_output())
    elif format is OutputFormat.CSV:
        render(list(_rules(told)), RULE_COLUMNS, format)
    else:
        tell(told)


def _rules(told: Json) -> Iterable[Json]:
    """One row for each rule, the one that decides first."""
    decides = {"outcome": "decides", "why": told["verdict"]["because"]}
    winner = [told["winner"] | decides] if told["winner"] else []
    for rule in [*winner, *told["supporters"], *told["losers"]]:
        names = ("description", "holiday_name", "pattern_code")
        name = next(rule[key] for key in names if key in rule)
        number = rule["assignment_id" if rule["kind"] == "assignment" else f"{rule['kind']}_id"]
        yield {**{key: rule.get(key) for key in RULE_COLUMNS}, "id": number, "name": name}


def tell(told: Json) -> None:
    """Print an explanation in short sentences, in local time of the resource."""
    speaker = Speaker(told)
    screen = console()
    resource = told["resource"]
    screen.print(Text.assemble((resource["resource_code"], "bold"), "  ", resource["resource_name"]))
    screen.print(Text(f"{speaker.moment()}\n", style="dim"))
    style = STYLES.get(told["verdict"]["status"], "bold red")
    screen.print(Text.assemble((speaker.verdict(), style), " ", told["verdict"]["because"]))
    for heading, lines in speaker.sections():
        if lines:
            screen.print(Text(f"\n{heading}", style="bold"))
            for line in lines:
                screen.print(Padding(line, (0, 0, 0, 2), expand=False))


class Speaker:
    """Puts an explanation into words, by the clock of its resource."""

    def __init__(self, told: Json) -> None:
        self.told = told
        self.clock: ZoneInfo = timeline.zone(told["time_zone"])
        self.day = datetime.fromisoformat(told["local_time"]).date()

    def sections(self) -> Iterable[tuple[str, list[Text | Table]]]:
        """Headings, and what stands below each."""
        winner = self.told["winner"]
        yield "Decided by", [self.rule(winner)] if winner else []
        yield "Together with", [self.rule(rule) for rule in self.told["supporters"]]
        yield "Overruled", [self.rule(rule) for rule in self.told["losers"]]
        yield "From the root to here", [self.path()]
        yield "The stored plan", [Text(line) for line in self.stored()]

    def moment(self) -> str:
        """The moment in question."""
        local = datetime.fromisoformat(self.told["local_time"])
        return f"{_date(local)}, {_time(local)} in {self.told['time_zone']} (UTC{self.told['utc_offset']})"

    def verdict(self) -> str:
        """What is planned, in a sentence."""
        verdict = self.told["verdict"]
        planned, capacity = verdict["planned_status"], verdict["capacity_percent"]
        runs = "to run" if capacity == 100 else f"to run at {capacity} %"
        words = f"it is planned {runs}" if planned == "operating" else "it is not planned to run"
        if verdict["status"] == "not_generated":
            words = f"Not generated yet; by the rules of today {words}"
        words = words[0].upper() + words[1:]
        if verdict["start_time"] is None:
            return f"{words}."
        if planned != "operating":
            words += ", for maintenance" if planned == "maintenance" else f", for a {planned}"
        shift = f"shift {verdict['shift_code']}" if verdict["shift_code"] else "the shift"
        business = date.fromisoformat(verdict["schedule_date"])
        return f"{words}, {self.span(verdict)}, in {shift} of {_date(business)}."

    def rule(self, rule: Json) -> Text:
        """A rule, who entered it and when, and what becomes of it."""
        words = Text.assemble((getattr(self, rule["kind"])(rule), ""), " ", (self.entry(rule), "dim"))
        if rule.get("why"):
            words.append(f"\n  {rule['why']}", "italic")
        return words

    def exception(self, rule: Json) -> str:
        """An exception in a sentence."""
        impact = {
            "no_operation": "stop",
            "reduced": f"{rule['capacity_percent']} %",
            "shifted": f"shifts moved by {rule['shift_minutes']} minutes",
            "additional": "more time",
        }[rule["impact_type"]]
        kind = rule["exception_type"].capitalize()
        again = ", recurring" if rule["recurrence_rule"] else ""
        return (
            f'{kind} "{rule["description"]}" (exception {rule["exception_id"]}, {impact}{again}) '
            f"of {rule['resource_code']}, {self.span(rule)}."
        )

    def holiday(self, rule: Json) -> str:
        """An entry of a calendar in a sentence."""
        name, code = rule["holiday_name"], rule["resource_code"]
        hours = f" from {rule['start_time'][:5]} to {rule['end_time'][:5]}" if rule["start_time"] else ""
        worked = "" if rule["affects_scheduling"] else ", worked"
        place = f"priority {rule['priority']} of {code}" if code else "the default one"
        return f'Holiday "{name}"{hours}{worked}, in calendar {rule["calendar_code"]} ({place}).'

    def pattern(self, rule: Json) -> str:
        """A pattern, its shift or break, and how it comes here."""
        shift = rule["rule"]
        part = ""
        if shift:
            what = f"shift {shift['shift_code'] or ''}".strip() if shift["is_operating"] else "break"
            part = f", {what} {shift['start_time'][:5]} to {shift['end_time'][:5]}"
        if rule["assignment_id"] is None:
            return f"Pattern {rule['pattern_code']}{part}; it is not assigned here any more."
        return f"Pattern {rule['pattern_code']}{part}; {self.assigned(rule)}."

    def assignment(self, rule: Json) -> str:
        """An assignment further up."""
        return f"Pattern {rule['pattern_code']}; {self.assigned(rule)}."

    def assigned(self, rule: Json) -> str:
        """Where and for which dates a pattern is assigned."""
        until = f" until {rule['end_date']}" if rule["end_date"] else ""
        return f"assigned to {rule['resource_code']} from {rule['effective_date']}{until}"

    def entry(self, rule: Json) -> str:
        """Who entered a rule, and when."""
        if rule["entered_at"] is None:
            return ""
        who = f" by {rule['entered_by']}" if rule["entered_by"] else ""
        return f"Entered{who} on {self.local(rule['entered_at']):%Y-%m-%d %H:%M}."

    def path(self) -> Table:
        """What each resource has of its own."""
        grid = Table(box=None, pad_edge=False, show_header=False)
        for level in self.told["path"]:
            exceptions = [f"{e['exception_type']} {e['exception_id']}" for e in level["exceptions"]]
            calendars = [c["calendar_code"] for c in level["calendars"]]
            own = [
                level["time_zone"],
                f"pattern {level['assignment']['pattern_code']}" if level["assignment"] else None,
                f"calendars {', then '.join(calendars)}" if calendars else None,
                *exceptions,
            ]
            told = ", ".join(word for word in own if word) or "nothing of its own"
            kind = level["resource_type"].replace("_", " ")
            grid.add_row(Text(level["resource_code"], style="bold"), Text(kind, style="dim"), Text(told))
        return grid

    def stored(self) -> Iterable[str]:
        """Whether the stored plan is current, and when it runs again."""
        yield self.told["stored"]["note"]
        for edit in self.told["pending"]:
            yield f"To be applied: an edit of {edit['cause'].get('table')} by {edit['changed_by']}."
        if following := self.told["next"]:
            yield f"It runs next {self.span(following)}."

    def span(self, stretch: Json) -> str:
        """From when to when: the date only where it is another day."""
        start = self.local(stretch["start_time"])
        if stretch["end_time"] is None:
            return f"from {self.short(start)} until it is closed"
        end = self.local(stretch["end_time"])
        until = _time(end) if end.date() == start.date() else self.short(end)
        return f"from {self.short(start)} to {until}"

    def short(self, local: datetime) -> str:
        """A time, with its date unless it is the day in question."""
        return _time(local) if local.date() == self.day else f"{_date(local)} {_time(local)}"

    def local(self, instant: str) -> datetime:
        """An instant by the clock of the resource."""
        return datetime.fromisoformat(instant).astimezone(self.clock)


def _date(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}"
