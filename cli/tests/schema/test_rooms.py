"""Function files in the wrong place: small trees, each with one mistake, and the real one with none."""

from __future__ import annotations

from pathlib import Path

import pytest

from equipment_scheduling.schema.layers import Misplaced, check_layers
from support import ROOT

LAYERS = """
[[room]]
folder = "engine/core"
layer = 1
knows = "the clock"
tables = ["settings"]

[[room]]
folder = "engine/plan"
layer = 2
knows = "the plan"

[[room]]
folder = "engine/feed"
layer = 2
knows = "the feed"

[[room]]
folder = "http/api"
layer = 3
knows = "what stands behind api_v1"
shapes = "api_v1"

[[room]]
folder = "api_v1"
layer = 4
knows = "the contract"

[tests]
catalog = "all of it"
"""


def function(name: str, body: str = "select 1", more: str = "") -> str:
    """A file with one function."""
    return f"create or replace function {name}() returns integer language sql as $$ {body} $$;\n{more}\n"


def view(name: str, body: str, more: str = "") -> str:
    """A file with one view, which may be read."""
    return f"create or replace view {name} as {body};\n{more}\ngrant select on {name} to sched_viewer;\n"


ROOMS = ["engine/core", "engine/plan", "engine/feed", "http/api", "api_v1"]
RIGHT = {
    "db/functions/layers.toml": LAYERS,
    "db/functions/engine/core/now.sql": function("sched_engine.now"),
    "db/functions/engine/plan/rows.sql": function("sched_engine.rows", "select sched_engine.now()"),
    "db/functions/engine/feed/read.sql": function("sched_engine.read", "select sched_engine.now()"),
    "db/functions/http/api/store.sql": function("sched_http.store", "select 1 from api_v1.rows"),
    "db/functions/api_v1/rows.sql": view(
        "api_v1.rows",
        "select sched_engine.rows()",
        "create or replace trigger store instead of insert on api_v1.rows\n"
        "for each row execute function sched_http.store();",
    ),
    **{f"db/functions/{room}/README.md": "" for room in ROOMS},
    "db/tests/core/now/is_an_instant.sql": "",
    "db/tests/core/settings/have_defaults.sql": "",
    "db/tests/catalog/privileges/none_is_public.sql": "",
    "cli/equipment_scheduling/reader.py": 'QUERY = "select * from sched_engine.read()"\n',
}


def check(root: Path, changes: dict[str, str | None]) -> list[Misplaced]:
    """What is found in the right tree with these changes; a file of None is left out."""
    for name, text in {**RIGHT, **changes}.items():
        path = root / name
        if text is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return check_layers(root)[0]


def test_the_real_tree_is_right() -> None:
    assert check_layers(ROOT)[0] == []


def test_the_right_tree_is_right(tmp_path: Path) -> None:
    assert check(tmp_path, {}) == []


NOW, ROWS, READ = (f"db/functions/engine/{name}.sql" for name in ("core/now", "plan/rows", "feed/read"))
TRIGGER = "create trigger t after insert on sched.settings for each row execute function sched_engine.now()"
ASKED = f"do $$ begin if true then {TRIGGER.replace('trigger', 'constraint trigger', 1)}; end if; end $$;"

WRONG = [
    pytest.param(
        {NOW: function("sched_engine.now", "select sched_engine.rows()")},
        [(NOW, "names sched_engine.rows of engine/plan, which is not below engine/core")],
        id="upwards",
    ),
    pytest.param(
        {ROWS: function("sched_engine.rows", "select sched_engine.read()")},
        [(ROWS, "names sched_engine.read of engine/feed, which is not below engine/plan")],
        id="sideways",
    ),
    pytest.param(
        {NOW: function("sched_engine.now", "execute format('select %s from sched_engine.rows()', 1)")},
        [(NOW, "names sched_engine.rows of engine/plan, which is not below engine/core")],
        id="upwards in a string",
    ),
    pytest.param(
        {
            "db/functions/http/api/store.sql": function("sched_http.store", "select api_v1.show()"),
            "db/functions/api_v1/show.sql": function("api_v1.show"),
        },
        [("db/functions/http/api/store.sql", "names api_v1.show of api_v1, which is not below http/api")],
        id="upwards to a function where views are allowed",
    ),
    pytest.param(
        {"db/functions/engine/attic/old.sql": RIGHT[ROWS].replace("rows", "old") + "select sched_engine.old();"},
        [("db/functions/engine/attic", "has no README.md"), ("db/functions/engine/attic", "is no room")],
        id="undeclared",
    ),
    pytest.param(
        {"db/functions/layers.toml": LAYERS + '\n[[room]]\nfolder = "x"\nlayer = 9\nknows = "x"'},
        [("db/functions/layers.toml", "declares the room x, which has no files")],
        id="absent",
    ),
    pytest.param(
        {"db/functions/layers.toml": LAYERS.replace('"the plan"', '"the plan"\ntables = ["settings"]')},
        [("db/functions/layers.toml", "gives the table settings to several rooms")],
        id="table of two rooms",
    ),
    pytest.param(
        {"db/functions/api_v1/README.md": None},
        [("db/functions/api_v1", "has no README.md")],
        id="unexplained",
    ),
    pytest.param(
        {NOW: None, "db/functions/engine/core/clock.sql": RIGHT[NOW]},
        [("db/functions/engine/core/clock.sql", "creates sched_engine.now")],
        id="misnamed",
    ),
    pytest.param(
        {"db/functions/engine/core/notes.sql": "-- nothing\n"},
        [("db/functions/engine/core/notes.sql", "creates no object")],
        id="nothing",
    ),
    pytest.param(
        {"cli/equipment_scheduling/reader.py": ""},
        [(READ, "sched_engine.read has no caller, no trigger and no grant")],
        id="uncalled",
    ),
    pytest.param(
        {
            "cli/equipment_scheduling/reader.py": "",
            ROWS: RIGHT[ROWS] + "-- sched_engine.read\ncomment on function sched_engine.rows() is 'sched_engine.read';",
        },
        [(READ, "sched_engine.read has no caller, no trigger and no grant")],
        id="called in comments only",
    ),
    pytest.param(
        {"db/functions/layers.toml": LAYERS.replace('"the feed"', '"the feed"\nentries = { read = "x" }')},
        [("db/functions/layers.toml", "declares the entry read of engine/feed")],
        id="entry with callers",
    ),
    pytest.param(
        {"db/tests/core/rows/are_there.sql": ""},
        [("db/tests/core/rows", "the room core has no rows")],
        id="test of another room",
    ),
    pytest.param(
        {"db/tests/attic/now/is_old.sql": "", "db/tests/core/loose.sql": ""},
        [
            ("db/tests/attic/now", "is not a folder for an object of a room"),
            ("db/tests/core", "is not a folder for an object of a room"),
        ],
        id="test without room or object",
    ),
    pytest.param(
        {NOW: RIGHT[NOW] + f"do $$ begin execute '{TRIGGER}'; end $$;"},
        [(NOW, "creates a trigger in a loop or a string")],
        id="trigger in a string",
    ),
    pytest.param(
        {NOW: RIGHT[NOW] + "do $$ begin execute format('create %s', 'or replace trigger t'); end $$;"},
        [(NOW, "creates a trigger in a loop or a string")],
        id="trigger in pieces of a string",
    ),
    pytest.param(
        {NOW: RIGHT[NOW] + f"do $$ begin for i in 1..2 loop {TRIGGER}; end loop; end $$;"},
        [(NOW, "creates a trigger in a loop or a string")],
        id="trigger in a loop",
    ),
    pytest.param(
        {NOW: function("sched_engine.now", TRIGGER)},
        [(NOW, "creates a trigger in a loop or a string")],
        id="trigger in a function",
    ),
    *(
        pytest.param(
            {NOW: function("sched_engine.now", f"select '{name}'")},
            [(NOW, f"the engine names {name}")],
            id=f"engine and {name}",
        )
        for name in ("api_v1", "sched_http", "request.method", "response.status", "PGRST301")
    ),
    pytest.param(
        {NOW: function("sched_engine.now", more="comment on function sched_engine.now() is 'For api_v1.';")},
        [(NOW, "the engine names api_v1")],
        id="engine in a comment",
    ),
]


@pytest.mark.parametrize(("changes", "expected"), WRONG)
def test_a_wrong_tree_is_told(tmp_path: Path, changes: dict[str, str | None], expected: list[tuple[str, str]]) -> None:
    found = check(tmp_path, changes)
    assert [(item.file, item.message) for item in found] == expected
    assert all(item.remedy for item in found)


@pytest.mark.parametrize("more", [TRIGGER + ";", ASKED])
def test_a_trigger_written_out_may_be_created(tmp_path: Path, more: str) -> None:
    assert check(tmp_path, {NOW: RIGHT[NOW] + more}) == []
