"""What those who edit pay for events: the same edits by many clients in turns, with and without writing any."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import processor
import psycopg
from figures import Figures

CLIENTS = 32
WARM = 6  # edits of each client that are left out: a session plans its queries once
EDIT = """
    select sched_engine.add_exception(sched_engine.resource_id(%s), 'maintenance',
        %s::date + %s * interval '1 day' + interval '6 hours', %s::date + %s * interval '1 day' + interval '8 hours',
        'Oil')
"""


@contextmanager
def without_events(connection: psycopg.Connection) -> Iterator[None]:
    """Nobody is told of edits and changes of the plan: triggers are off, and the function of changes is empty."""
    triggers = connection.execute(
        "select t.tgrelid::regclass::text, t.tgname from pg_trigger as t"
        " where t.tgname like 'emit\\_edit\\_%' and t.tgenabled <> 'D'"
    ).fetchall()
    row = connection.execute(
        "select pg_get_functiondef(p.oid) from pg_proc as p where p.proname = 'emit_schedule_changes'"
    ).fetchone()
    assert triggers
    assert row is not None
    definition: str = row[0]
    head = definition[: definition.index("\ndeclare")]
    nothing = head + "\nbegin\nend\n" + definition[definition.rindex("$function$") :]

    def switch(state: str, function: str) -> None:
        with connection.transaction():
            for table, name in triggers:
                connection.execute(f"alter table {table} {state} trigger {name}".encode())
            connection.execute(function.encode())

    switch("disable", nothing)
    try:
        yield
    finally:
        switch("enable", definition)


def edits(url: str, machines: Sequence[str], first: str, seconds: float) -> tuple[float, float]:
    """Many clients enter exceptions on days of the year from `first` on: edits a second, and milliseconds of the
    server's processor time for each."""
    done, used = [0] * CLIENTS, [0.0] * CLIENTS
    begin, end = threading.Barrier(CLIENTS + 1), threading.Event()

    def client(number: int) -> None:
        chance = random.Random(number)
        with psycopg.connect(url, autocommit=True) as connection:

            def one() -> None:
                day = chance.randrange(360)
                connection.execute(EDIT, [chance.choice(machines), first, day, first, day])

            for _ in range(WARM):
                one()
            before = processor.seconds(processor.backend(connection))
            begin.wait()
            while not end.is_set():
                one()
                done[number] += 1
            used[number] = processor.seconds(processor.backend(connection)) - before

    threads = [threading.Thread(target=client, args=[number]) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    begin.wait()
    began = time.monotonic()
    end.wait(seconds)
    end.set()
    for thread in threads:
        thread.join()
    return sum(done) / (time.monotonic() - began), 1000 * sum(used) / sum(done)


def measure(
    figures: Figures, connection: psycopg.Connection, edit: Callable[[], tuple[float, float]], rounds: int
) -> None:
    """Edits a second and what one costs; `edit` lets the clients edit for a while."""

    def fresh() -> tuple[float, float]:
        connection.execute("delete from sched.schedule_exceptions")
        connection.execute("delete from sched.events")
        connection.execute("checkpoint")
        return edit()

    with_events, without = [], []
    for _ in range(rounds):
        with without_events(connection):
            without.append(fresh())
        with_events.append(fresh())
    who = f"{CLIENTS} clients edit"
    for number, unit in enumerate(("edits/s", "ms of processor time an edit")):
        for name, found in (("without events", without), ("with events", with_events)):
            figures.record(f"{who}, {name}: {unit}", [each[number] for each in found], unit.split(" an ")[0])
    pairs = list(zip(without, with_events, strict=True))
    figures.record(
        "cost of events for writers, edits a second", [100 * (off[0] / on[0] - 1) for off, on in pairs], "%", 10
    )
    figures.record(
        "cost of events for writers, processor time", [100 * (on[1] / off[1] - 1) for off, on in pairs], "%", 10,
        column="events %",
    )  # fmt: skip
