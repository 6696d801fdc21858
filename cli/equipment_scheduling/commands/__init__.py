"""The commands of `sched`: one module for each group of words at the command line.

What `sched --help` says stands here, so that a module is imported only when one of its commands is used."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """The module of a command or group, and its summary: the first paragraph of its own help."""

    module: str
    summary: str
    section: str = "Commands"


PEOPLE = "Commands for people (sched workforce enable)"


COMMANDS = {
    "assign": Entry("assign", "Assign a pattern to a resource and to everything below it that has none of its own."),
    "unassign": Entry("assign", "Make a resource inherit its pattern again, from a date on (default: today)."),
    "assignments": Entry(
        "assign",
        "List assignments; for one resource, those that apply to it, its own and inherited.",
    ),
    "availability": Entry(
        "availability",
        "Show planned hours for business dates, by default from today to the same day of next month.",
    ),
    "changes": Entry(
        "changes",
        "Show what changed in the stored plan: which machine and date, when, by whom, why, and with what effect.",
    ),
    "demo": Entry(
        "demo",
        "Import the example plant, generate 2025 and twelve months from this month on, show and check the result.",
    ),
    "explain": Entry("explain", "Say why a machine is, or is not, planned to run at a moment."),
    "export": Entry("export", "Write the generated plan of machines to a file, by default for one month from today."),
    "generate": Entry(
        "generate",
        "Generate the plan of machines for business dates, by default 12 months from the first of this month.",
    ),
    "lint": Entry("lint", "Look for likely mistakes in the model over the months ahead."),
    "next": Entry("next", "Show when a machine operates next: the stretch running at that time, or the next one."),
    "relay": Entry(
        "relay",
        "Deliver webhooks, stream live events, run jobs, apply large edits and plan the months ahead.",
    ),
    "show": Entry("show", "Draw the generated plan of a machine, a line for each calendar day, in its time zone."),
    "up": Entry("stack", "Install what is missing, start the database and the API, and migrate. Safe to repeat."),
    "down": Entry("stack", "Stop the API and the embedded database; the data stays."),
    "doctor": Entry("stack", "Check this computer and the stack, and say what to do about each finding."),
    "status": Entry("stored_plan", "Show edits that have not been applied to the stored plan yet."),
    "refresh": Entry("stored_plan", "Apply waiting edits to the stored plan."),
    "horizon": Entry(
        "stored_plan",
        "Generate whatever is missing in the months ahead (setting rolling_horizon_months).",
    ),
    "calendars": Entry("calendars", "Holiday calendars, and who observes them."),
    "db": Entry("db", "The database: address, migrations, checks."),
    "exceptions": Entry("exceptions", "Maintenance, breakdowns, shutdowns, overtime."),
    "holidays": Entry("holidays", "Entries of holiday calendars."),
    "jobs": Entry("jobs", "Long-running work: list, watch, run and cancel jobs."),
    "keys": Entry("keys", "Keys of the HTTP API."),
    "patterns": Entry("patterns", "Operating patterns: shifts and breaks over a cycle of days."),
    "resources": Entry("resources", "The plant: import, export, tree, and changes of single resources."),
    "api": Entry("stack", "The HTTP API (PostgREST behind nginx)."),
    "webhooks": Entry("webhooks", "Other systems that are told of changes, and what was sent to them."),
    "workforce": Entry("workforce", "Employees, teams and rosters: switch them on and off.", PEOPLE),
    "employees": Entry("employees", "The people who work in the plant.", PEOPLE),
    "teams": Entry("teams", "Teams: their pattern, their members, and what they work on.", PEOPLE),
    "qualifications": Entry("qualifications", "Who may operate what, and until when.", PEOPLE),
    "requirements": Entry("requirements", "How many people are needed where, while machines operate.", PEOPLE),
    "coverage": Entry("coverage", "Whether enough people are there while machines run, and why not.", PEOPLE),
    "roster": Entry("roster", "Rosters: who works when, and changes of single shifts.", PEOPLE),
    "rules": Entry("rules", "Work rules: what rosters are held against, and where they break it.", PEOPLE),
    "optimize": Entry("optimize", "Shifts that would close gaps, suggested by the optimizer.", PEOPLE),
    "absences": Entry("absences", "Who is not there, for whole days or a part of one.", PEOPLE),
}
