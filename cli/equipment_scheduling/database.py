"""Connections to the database, on behalf of a named person."""

from __future__ import annotations

import getpass
import os
import sys
from typing import TYPE_CHECKING, Any, TypeAlias

from equipment_scheduling import stack_state as states
from equipment_scheduling.errors import StackError
from equipment_scheduling.settings import Settings

if TYPE_CHECKING:  # takes long to load, and many commands only say what they are
    import psycopg
    from psycopg.types.json import Jsonb

LONGEST_IDLE = "5min"  # of a transaction, in which others may wait for what it has changed
WAITING = "55P03"  # SQLSTATE of the notice of sched_engine.acquire_model_lock
RULE_BROKEN = "01SC0"  # of the warning of sched_engine.check_rules_at_commit

Row = dict[str, Any]
Connection: TypeAlias = "psycopg.Connection[Row]"


def database_url() -> str:
    """DATABASE_URL, else the embedded database; a StackError when there is neither."""
    settings = Settings.load()
    if settings.database_url:
        return settings.database_url
    state = states.read(settings.runtime)
    if state is None:
        raise StackError("There is no database yet", hint="run sched up, or set DATABASE_URL")
    return state.database_url


def acting_user() -> str:
    """Who is at the keyboard, for the audit log: SCHED_USER, else the name at the operating system."""
    if name := os.environ.get("SCHED_USER"):
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def given_trace() -> str:
    """The trace that whoever started this command tells, as W3C Trace Context writes it; the database looks at it."""
    told = os.environ.get("TRACEPARENT", "")
    return told if told.isascii() else ""


def _tell_notice(notice: psycopg.errors.Diagnostic) -> None:
    """An edit that waits for somebody else's says so while it does; one that breaks a rule, which rule."""
    if notice.sqlstate == WAITING:
        print(f"sched: {notice.message_primary} ...", file=sys.stderr, flush=True)
    elif notice.sqlstate == RULE_BROKEN:
        print(f"Warning: {notice.message_primary}", file=sys.stderr, flush=True)


def connect(*, autocommit: bool = False, application_name: str = "sched", url: str | None = None) -> Connection:
    """Open a connection whose rows are dictionaries; `app.current_user` holds the acting user, `sched.traceparent`
    the trace that its edits belong to.

    As a context manager it commits on success, rolls back on an exception and closes."""
    import psycopg
    from psycopg.rows import dict_row

    connection = psycopg.connect(
        url or database_url(),
        autocommit=True,
        application_name=application_name,
        connect_timeout=10,
        row_factory=dict_row,
    )
    connection.add_notice_handler(_tell_notice)
    connection.execute(
        """
        select
            pg_catalog.set_config('app.current_user', %s, false),
            pg_catalog.set_config('sched.traceparent', %s, false),
            pg_catalog.set_config('idle_in_transaction_session_timeout', %s, false)""",
        (acting_user(), given_trace(), LONGEST_IDLE),
    )
    connection.autocommit = autocommit
    return connection


def jsonb(value: Any) -> Jsonb:
    """A value as a parameter of type jsonb."""
    from psycopg.types.json import Jsonb

    return Jsonb(value)
