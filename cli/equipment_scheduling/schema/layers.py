"""Do the function files stand in their rooms (`db/functions/layers.toml`), and call downwards only?

Needs no database. Names in comments do not count as calls; names in string constants do, since some are executed."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from equipment_scheduling.schema.loader import BODY, CREATES, NAME

FILE = "db/functions/layers.toml"
COMMENT = re.compile(r"('(?:[^']|'')*')|--[^\n]*|/\*.*?\*/", re.DOTALL)
COMMENT_ON = re.compile(r"^comment\s+on\b[^;']*\bis\s+'(?:[^']|'')*'\s*;", re.MULTILINE | re.IGNORECASE)
STRING = re.compile(r"'(?:[^']|'')*'")
TRIGGER = re.compile(r"\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\b", re.IGNORECASE)
EXECUTED_TRIGGER = re.compile(r"\bexecute\s+(?!function\b|procedure\b)[^;]*\btrigger\b", re.IGNORECASE)
DO_BLOCK = re.compile(r"\bdo\s+\$(\w*)\$.*?\$\1\$", re.DOTALL | re.IGNORECASE)
RUN_BY_TRIGGER = re.compile(r"\bexecute\s+(?:function|procedure)\s+(\w+\.\w+)", re.IGNORECASE)
GRANT = re.compile(r"^grant\b[^;]*;", re.MULTILINE | re.IGNORECASE)
ENGINE_AVOIDS = re.compile(r"\bapi_v1\b|\bsched_http\b|\brequest\.[a-z]+|\bresponse\.[a-z]+|\bPGRST\w*")


@dataclass(frozen=True, order=True)
class Misplaced:
    """Something that is not where it belongs: the file, what is wrong, what to do."""

    file: str
    message: str
    remedy: str


@dataclass(frozen=True)
class Room:
    """A folder below `db/functions`, as `layers.toml` declares it."""

    folder: str
    layer: int
    knows: str
    tables: list[str] = field(default_factory=list)
    shapes: str = ""
    entries: dict[str, str] = field(default_factory=dict)
    unnamed: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What its folder of tests is called."""
        return self.folder.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class File:
    """One file with functions or a view: its room, what it creates (kinds by name), its code without comments."""

    path: str
    folder: str
    stem: str
    text: str

    @property
    def where(self) -> str:
        """The path as people write it."""
        return f"db/functions/{self.path}"

    @cached_property
    def code(self) -> str:
        """The text without comments in it and comments on objects."""
        return COMMENT_ON.sub(" ", COMMENT.sub(lambda found: found[1] or " ", self.text))

    @cached_property
    def outside(self) -> str:
        """The code without bodies and string constants: what is done when the file is loaded."""
        return STRING.sub("''", BODY.sub("$$$$", self.code))

    @cached_property
    def creates(self) -> dict[str, str]:
        return {found["name"].lower(): found["kind"].lower() for found in CREATES.finditer(self.outside)}

    @cached_property
    def names(self) -> set[str]:
        return {name.lower() for name in NAME.findall(self.code)}

    @cached_property
    def used_here(self) -> set[str]:
        """What the file itself grants, runs by a trigger, or calls while it is loaded."""
        granted = {name for grant in GRANT.findall(self.outside) for name in NAME.findall(grant)}
        called = set(re.findall(r"\bselect\s+(\w+\.\w+)\(", self.outside))
        return granted | called | set(RUN_BY_TRIGGER.findall(self.code))


@dataclass(frozen=True)
class House:
    """The rooms, the files and explanations in them, the paths of tests, and the names that Python calls."""

    rooms: dict[str, Room]
    files: list[File]
    explained: set[str]
    tests: list[tuple[str, ...]]
    whole: dict[str, str]
    called: set[str]

    @cached_property
    def makers(self) -> dict[str, File]:
        """Which file creates an object."""
        return {name: file for file in self.files for name in file.creates}

    @cached_property
    def objects(self) -> dict[str, set[str]]:
        """The tables and the names without schema that tests of a room may be about."""
        found = {room.name: set(room.tables) for room in self.rooms.values()}
        for name, file in self.makers.items():
            if file.folder in self.rooms:
                found[self.rooms[file.folder].name].add(name.split(".")[1])
        return found


def check_layers(root: Path) -> tuple[list[Misplaced], House]:
    """What is not where it belongs in the checkout at `root`, and the house that was looked at."""
    house = read_house(root / "db/functions", root / "db/tests", root / "cli/equipment_scheduling")
    checks = [
        undeclared,
        absent,
        unexplained,
        ambiguous,
        misnamed,
        upward_calls,
        uncalled,
        testless,
        hidden_triggers,
        engine_names,
    ]
    return sorted(found for check in checks for found in check(house)), house


def read_house(functions: Path, tests: Path, python: Path) -> House:
    """Read the declaration, every function file, the tests' folders, and the names in Python files."""
    declared = tomllib.loads((functions / "layers.toml").read_text(encoding="utf-8"))
    return House(
        {room["folder"]: Room(**room) for room in declared["room"]},
        [
            File(
                path.relative_to(functions).as_posix(),
                path.parent.relative_to(functions).as_posix(),
                path.stem,
                path.read_text(),
            )
            for path in sorted(functions.rglob("*.sql"))
        ],
        {path.parent.relative_to(functions).as_posix() for path in functions.rglob("README.md")},
        sorted(path.relative_to(tests).parts for path in tests.rglob("*.sql")),
        declared.get("tests", {}),
        {name for path in python.rglob("*.py") for name in NAME.findall(path.read_text())},
    )


def undeclared(house: House) -> Iterator[Misplaced]:
    """Folders with files that are no room."""
    for folder in sorted({file.folder for file in house.files} - house.rooms.keys()):
        yield Misplaced(f"db/functions/{folder}", "is no room", f"declare it in {FILE}, or move its files")


def absent(house: House) -> Iterator[Misplaced]:
    """Rooms without files."""
    for folder in sorted(house.rooms.keys() - {file.folder for file in house.files}):
        yield Misplaced(FILE, f"declares the room {folder}, which has no files", "take it out")


def unexplained(house: House) -> Iterator[Misplaced]:
    """Rooms that do not say what they are."""
    for folder in sorted({file.folder for file in house.files} - house.explained):
        yield Misplaced(
            f"db/functions/{folder}", "has no README.md", "tell its tables, entry points and the life of its data"
        )


def ambiguous(house: House) -> Iterator[Misplaced]:
    """Tables that two rooms look after."""
    counts = Counter(table for room in house.rooms.values() for table in room.tables)
    for table in sorted(table for table, count in counts.items() if count > 1):
        yield Misplaced(FILE, f"gives the table {table} to several rooms", "leave it to one of them")


def misnamed(house: House) -> Iterator[Misplaced]:
    """Files that create something else than their name says."""
    for file in house.files:
        room = house.rooms.get(file.folder)
        if room and file.stem in room.unnamed:
            continue
        others = sorted(name for name in file.creates if name.split(".")[1] != file.stem)
        if others:
            yield Misplaced(file.where, f"creates {', '.join(others)}", "give each object a file of its name")
        elif not file.creates:
            yield Misplaced(
                file.where, "creates no object", "put what it does into the file of an object, or a migration"
            )


def upward_calls(house: House) -> Iterator[Misplaced]:
    """Names of objects of a room that is not below."""
    for file in house.files:
        for name in sorted(file.names):
            maker = house.makers.get(name)
            if maker and not _is_below(house, file, maker, name):
                yield Misplaced(
                    file.where,
                    f"names {name} of {maker.folder}, which is not below {file.folder}",
                    "move one of the two, or what both need into a lower room",
                )


def _is_below(house: House, file: File, maker: File, name: str) -> bool:
    here, there = house.rooms.get(file.folder), house.rooms.get(maker.folder)
    if not here or not there or here == there:
        return True
    return there.layer < here.layer or (here.shapes == there.folder and maker.creates[name] == "view")


def uncalled(house: House) -> Iterator[Misplaced]:
    """Objects that nothing uses, and entries that need not be declared."""
    used = house.called.union(*(file.names - file.creates.keys() | file.used_here for file in house.files))
    entries = {f"{name}": room for room in house.rooms.values() for name in room.entries}
    for name, file in sorted(house.makers.items()):
        if name not in used and name.split(".")[1] not in entries:
            remedy = f"delete it, or say in {FILE} (entries) who calls it"
            yield Misplaced(file.where, f"{name} has no caller, no trigger and no grant", remedy)
    for entry, room in sorted(entries.items()):
        if not any(name.split(".")[1] == entry and name not in used for name in house.makers):
            yield Misplaced(FILE, f"declares the entry {entry} of {room.folder}", "take it out: its callers are known")


def testless(house: House) -> Iterator[Misplaced]:
    """Tests whose path is not the room, an object of that room, and a behaviour."""
    for room, *rest in sorted({parts[:-1] for parts in house.tests}):
        folder = "/".join(["db/tests", room, *rest])
        if room in house.whole:
            continue
        if room not in house.objects or len(rest) != 1:
            yield Misplaced(folder, "is not a folder for an object of a room", "name it db/tests/ROOM/OBJECT")
        elif rest[0] not in house.objects[room]:
            yield Misplaced(
                folder,
                f"the room {room} has no {rest[0]}",
                "name it for an object there, or move it to the room of its object",
            )


def hidden_triggers(house: House) -> Iterator[Misplaced]:
    """Triggers that a search for their table does not find. A do block may ask whether one is there already, since a
    constraint trigger cannot be replaced."""
    for file in house.files:
        blocks = [found[0] for found in DO_BLOCK.finditer(file.code)]
        plain = len(TRIGGER.findall(file.outside)) + sum(_creates_plainly(block) for block in blocks)
        executed = any(EXECUTED_TRIGGER.search(body[0]) for body in BODY.finditer(file.code))
        if executed or len(TRIGGER.findall(file.code)) > plain:
            yield Misplaced(
                file.where, "creates a trigger in a loop or a string", "write one create trigger for each table"
            )


def _creates_plainly(block: str) -> int:
    """How many triggers a do block creates, if it neither loops nor executes strings."""
    return 0 if re.search(r"\bloop\b", block, re.IGNORECASE) else len(TRIGGER.findall(STRING.sub("''", block)))


def engine_names(house: House) -> Iterator[Misplaced]:
    """What the engine may not know of, in comments too."""
    for file in house.files:
        if not file.path.startswith("engine/"):
            continue
        for name in sorted(set(ENGINE_AVOIDS.findall(file.text))):
            yield Misplaced(file.where, f"the engine names {name}", "move what needs it to http/, or say it without")
