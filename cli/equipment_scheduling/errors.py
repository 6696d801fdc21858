"""What can go wrong, as one clear line (what, where, what to do) and an exit code.

To explain a constraint, add it to CONSTRAINTS; to give a whole SQLSTATE another exit code, to STATES."""

from __future__ import annotations

import errno
import re
import sys
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    import psycopg


NO_ROOM = (errno.ENOSPC, errno.EDQUOT)  # what an OSError says of a full disk


class Exit(IntEnum):
    """The exit codes of `sched`."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    REFUSED = 3
    NOT_FOUND = 4
    CONFLICT = 5
    UNREACHABLE = 6
    FORBIDDEN = 7


class SchedError(Exception):
    """An error that a person can act on: what happened, where (`detail`), what to do (`hint`)."""

    code: Exit = Exit.INTERNAL

    def __init__(
        self, message: str, *, detail: str | None = None, hint: str | None = None, code: Exit | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.detail = detail
        self.hint = hint
        if code is not None:
            self.code = code


class StackError(SchedError):
    """The database, the API or the machine under them is not as it must be."""

    code = Exit.UNREACHABLE


class RefusedError(SchedError):
    """The input is wrong; nothing was changed."""

    code = Exit.REFUSED


class NotFoundError(SchedError):
    """What was named does not exist."""

    code = Exit.NOT_FOUND


class ConflictError(SchedError):
    """The input contradicts what is stored."""

    code = Exit.CONFLICT


@dataclass(frozen=True)
class Advice:
    """What an error of the database means to the person at the keyboard."""

    code: Exit
    message: str | None = None
    hint: str | None = None


# Constraint name -> meaning. The database's own detail (the values in question) is kept.
CONSTRAINTS: dict[str, Advice] = {
    "holidays_entry_key": Advice(
        Exit.CONFLICT, "The calendar has an entry of this name on this date already", "change that entry, or rename one"
    ),
    "webhook_subscriptions_webhook_name_key": Advice(
        Exit.CONFLICT, "A webhook of this name is registered already", "choose another name, or remove that webhook"
    ),
}

NO_CONNECTION_LEFT = (
    "end programs that hold connections (select application_name, count(*) from pg_stat_activity group by 1), or raise "
    "max_connections of the server (of the embedded one in .runtime/data/local.conf) and restart it"
)
FULL = re.compile(r"too many clients|remaining connection slots|too many connections for")
OLDER = "run sched db migrate, if the database is older than this program"

# SQLSTATE -> meaning.
STATES: dict[str, Advice] = {
    "SC001": Advice(Exit.NOT_FOUND),
    "SC002": Advice(Exit.REFUSED),
    "SC003": Advice(Exit.REFUSED),
    "SC004": Advice(Exit.REFUSED),
    "SC005": Advice(Exit.CONFLICT),
    "SC006": Advice(Exit.REFUSED),
    "SC007": Advice(Exit.CONFLICT),
    "SC008": Advice(Exit.REFUSED),
    "SC009": Advice(Exit.REFUSED),
    "SC010": Advice(Exit.CONFLICT),
    "SC011": Advice(Exit.CONFLICT),
    "SC012": Advice(Exit.REFUSED),
    "SC013": Advice(Exit.FORBIDDEN),
    "SC014": Advice(Exit.FORBIDDEN),
    "SC015": Advice(Exit.CONFLICT),
    "SC016": Advice(Exit.REFUSED),
    "SC017": Advice(Exit.CONFLICT),
    "SC018": Advice(Exit.REFUSED),
    "SC019": Advice(Exit.REFUSED),
    "SC020": Advice(Exit.REFUSED),
    "SC021": Advice(Exit.NOT_FOUND),
    "SC022": Advice(Exit.CONFLICT),
    "SC023": Advice(Exit.REFUSED),
    "SC026": Advice(Exit.CONFLICT),
    "SC027": Advice(Exit.REFUSED),
    "SC028": Advice(Exit.CONFLICT),
    "SC050": Advice(Exit.CONFLICT),
    "23502": Advice(Exit.REFUSED, hint="give a value for it"),
    "23503": Advice(Exit.CONFLICT, hint="what it refers to must exist, and must stay while referred to"),
    "23505": Advice(Exit.CONFLICT, hint="choose another code, or change the one that exists"),
    "23514": Advice(Exit.REFUSED, hint="correct the value"),
    "23P01": Advice(Exit.CONFLICT, hint="choose a period that does not overlap"),
    "3D000": Advice(Exit.UNREACHABLE, hint="create the database, or correct DATABASE_URL"),
    "3F000": Advice(Exit.UNREACHABLE, hint="run sched db migrate"),
    "42501": Advice(Exit.FORBIDDEN, hint="use a role that may do this"),
    "42883": Advice(Exit.UNREACHABLE, hint=OLDER),
    "42P01": Advice(Exit.UNREACHABLE, hint=OLDER),
    "53300": Advice(Exit.UNREACHABLE, "The server has no connection left", NO_CONNECTION_LEFT),
    "57014": Advice(Exit.CONFLICT, hint="it took too long: ask for less, or raise statement_timeout"),
    "40001": Advice(Exit.CONFLICT, hint="somebody else changed the same data: try again"),
    "40P01": Advice(Exit.CONFLICT, hint="somebody else changed the same data: try again"),
    "55P03": Advice(Exit.CONFLICT, hint="somebody else holds the lock: try again"),
}

# First two characters of the SQLSTATE -> meaning, when STATES has no entry.
CLASSES: dict[str, Advice] = {
    "08": Advice(Exit.UNREACHABLE, hint="start the stack with sched up, or correct DATABASE_URL"),
    "22": Advice(Exit.REFUSED, hint="correct the value"),
    "23": Advice(Exit.CONFLICT, hint="correct the value"),
    "25": Advice(Exit.FORBIDDEN, hint="this database or transaction is read-only"),
    "28": Advice(Exit.FORBIDDEN, hint="check user and password in DATABASE_URL"),
    "53": Advice(Exit.UNREACHABLE, hint="the server lacks disk, memory or connections"),
    "57": Advice(Exit.UNREACHABLE, hint="the server is stopping or starting: try again"),
    "58": Advice(Exit.UNREACHABLE, hint="read the server's log"),
}

UNREACHABLE = Advice(Exit.UNREACHABLE, hint="start the stack with sched up, or correct DATABASE_URL")
UNKNOWN = Advice(Exit.INTERNAL)


def describe(error: Exception) -> tuple[str, Exit]:
    """One line for a person, and the exit code."""
    if isinstance(error, SchedError):
        return sentences(error.message, error.detail, error.hint), error.code
    if is_database_error(error):
        line, code = describe(explained(error))
        return f"{line} [{error.sqlstate}]" if error.sqlstate else line, code
    kind = type(error).__name__
    hint = "set SCHED_DEBUG=1 to see where, and report it"
    return sentences(f"Internal error: {kind}: {error}", None, hint), Exit.INTERNAL


def is_database_error(error: Exception) -> TypeGuard[psycopg.Error]:
    """Whether the driver of the database raised it, which is loaded with the first connection."""
    driver = sys.modules.get("psycopg")
    return driver is not None and isinstance(error, driver.Error)


def advice(error: psycopg.Error) -> Advice:
    """The meaning of a database error: by its constraint, else its SQLSTATE, else the SQLSTATE's class."""
    from psycopg import OperationalError

    state = error.sqlstate
    if state is None and FULL.search(str(error)):
        state = "53300"  # whoever is not let in is told no SQLSTATE
    if state is None:
        return UNREACHABLE if isinstance(error, OperationalError) else UNKNOWN
    known = CONSTRAINTS.get(error.diag.constraint_name or "")
    return known or STATES.get(state) or CLASSES.get(state[:2]) or UNKNOWN


def explained(error: psycopg.Error) -> SchedError:
    """What an error of the database means, in its parts."""
    meaning = advice(error)
    if error.sqlstate is None:
        message = meaning.message or "The database cannot be reached"
        return SchedError(message, detail=str(error), hint=meaning.hint, code=meaning.code)
    diag = error.diag
    message = meaning.message or diag.message_primary or str(error)
    hint = diag.message_hint or meaning.hint
    return SchedError(message, detail=diag.message_detail, hint=hint, code=meaning.code)


def sentences(*texts: str | None) -> str:
    """Texts as sentences of one line; None and empty ones are left out."""
    parts = [" ".join(text.split()).rstrip(".") for text in texts if text]
    return " ".join(_begun(part) + ("" if part.endswith(("?", "!")) else ".") for part in parts)


def _begun(part: str) -> str:
    """With a capital, unless it begins with a command, a path or the name of a column."""
    first = part.split(maxsplit=1)[0] if part.strip() else ""
    is_word = first != "sched" and not any(sign in first for sign in "_/")
    return part[:1].upper() + part[1:] if is_word else part
