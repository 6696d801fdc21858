"""Files of people: sheets to fill in that check what is typed, sheets that were exported, and what their columns mean.

Dates are cells of Excel's own kind, so that whoever types 31.12. or 12/31 gets the date that Excel makes of it;
everything else is text, so that 00042 stays a number of five digits."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from equipment_scheduling.database import Connection
from equipment_scheduling.errors import RefusedError
from equipment_scheduling.files.cells import BEYOND, DAY, Cells, Look, cut
from equipment_scheduling.files.formulas import guard, guard_quoted
from equipment_scheduling.files.importing import TITLES
from equipment_scheduling.files.sheets import Book, Choice, Sheet, letters
from equipment_scheduling.files.streaming import Made
from equipment_scheduling.files.template import AS_TYPED, BOOLEANS, HEADER, MAX_ROWS, REQUIRED, WRAPPED, Explanation

Cell = str | None
Rows = Sequence[Mapping[str, Cell]]
AS_DATE = Look(DAY)
DATES = {
    "hire_date", "termination_date", "team_start_date", "start_date", "end_date", "certification_date", "expiry_date",
}  # fmt: skip
NEW = "for new ones"
NUMBER = Explanation("employee_number", "yes", "Number of the employee. 042 and 42 are two numbers.", "00042", 18)
TEAM = Explanation("team_code", "yes", "Code of the team.", "SHIFT-A", 14)
RESOURCE = Explanation("resource_code", "yes", "Code of the resource; what is below it is meant too.", "LINE-A", 20)
FIRST = Explanation("start_date", "yes", "First date.", "2027-01-01", 13)
LAST = Explanation("end_date", "no", "Last date, included. Blank: until further notice.", "2027-12-31", 13)
ACTIVE = Explanation("is_active", "no", "false: kept, no longer used. Blank: true, or as it is.", "true", 11)
EXPLANATIONS: Mapping[str, tuple[Explanation, ...]] = {
    "departments": (
        Explanation("department_code", "yes", "Unique code of the department.", "PROD", 18),
        Explanation("department_name", NEW, "Name of the department.", "Production", 30),
        ACTIVE,
    ),
    "positions": (
        Explanation("position_code", "yes", "Unique code of the position.", "OPERATOR", 18),
        Explanation("position_name", NEW, "Name of the position.", "Machine operator", 30),
        Explanation("department_code", NEW, "Department that the position belongs to.", "PROD", 18),
        ACTIVE,
    ),
    "teams": (
        Explanation("team_code", "yes", "Unique code of the team.", "SHIFT-A", 14),
        Explanation("team_name", NEW, "Name of the team.", "Shift A", 26),
        Explanation(
            "resource_code", NEW, "Home of the team: its time zone and holidays are those of the team.", "LINE-A", 20
        ),
        Explanation("pattern_code", "no", "Pattern whose shifts the team works. Blank: none.", "CONTINENTAL", 20),
        Explanation(
            "cycle_offset_days",
            "no",
            "Days that the team runs behind the cycle of its pattern: what the pattern has on a day, a team 7 behind "
            "works 7 days later. Blank: 0, or as it is.",
            "7",
            18,
        ),
        Explanation(
            "works_holidays", "no", "false: off on the holidays of its home. Blank: true, or as it is.", "true", 15
        ),
        Explanation("handover_minutes", "no", "Minutes at the end of a shift to hand over, 0 to 120.", "15", 17),
        ACTIVE,
    ),
    "team_resources": (TEAM, RESOURCE, FIRST, LAST),
    "employees": (
        Explanation(
            "employee_number",
            "yes",
            "Unique number of the employee, digits or letters. A number that exists already is updated.",
            "00042",
            18,
        ),
        Explanation("first_name", NEW, "First name.", "Anna", 18),
        Explanation("last_name", NEW, "Last name.", "Example", 20),
        Explanation("email", "no", "E-mail address. Blank: none.", "anna@example.org", 28),
        Explanation(
            "department_code",
            NEW,
            "Department. One that is not there is added when department_name is given.",
            "PROD",
            17,
        ),
        Explanation("department_name", "for new departments", "Name of that department.", "Production", 22),
        Explanation(
            "position_code",
            NEW,
            "Position. One that is not there is added when position_name is given.",
            "OPERATOR",
            15,
        ),
        Explanation("position_name", "for new positions", "Name of that position.", "Machine operator", 22),
        Explanation(
            "resource_code",
            "no",
            "Part of the plant they belong to: whoever is limited to it sees them. Blank: none.",
            "DURBAN",
            18,
        ),
        Explanation("hire_date", NEW, "First date on which they may work.", "2026-02-01", 13),
        Explanation("termination_date", "no", "Last date on which they may work. Blank: open.", "2027-06-30", 17),
        Explanation(
            "is_active", "no", "false: no shift of theirs begins any more. Blank: true, or as it is.", "true", 11
        ),
        Explanation(
            "team_code",
            "no",
            "Primary team, whose shifts they work. The one before ends the day before. Blank: as it is.",
            "SHIFT-A",
            14,
        ),
        Explanation(
            "team_start_date",
            "no",
            "First date in that team. Blank: the day they are hired; of somebody who is there already, today.",
            "2026-02-01",
            16,
        ),
        Explanation(
            "skills.<name>",
            "no",
            "A skill: how well, or since when. One column for each. Blank: none.",
            "skills.crane",
            14,
        ),
    ),
    "memberships": (
        NUMBER,
        TEAM,
        FIRST,
        LAST,
        Explanation(
            "is_primary",
            "no",
            "true: they work its shifts; false: they may stand in. Blank: true, or as it is.",
            "true",
            11,
        ),
    ),
    "qualifications": (
        NUMBER,
        RESOURCE,
        Explanation("certification_date", "yes", "First date on which it holds.", "2026-03-01", 18),
        Explanation("expiry_date", "no", "Last date on which it holds. Blank: it does not expire.", "2028-02-29", 13),
        Explanation(
            "qualification_level", "no", "basic, advanced or expert. Blank: basic, or as it is.", "advanced", 18
        ),
    ),
    "absences": (
        NUMBER,
        Explanation("start_date", "whole days", "First day: the shifts that begin on it.", "2027-03-01", 13),
        Explanation("end_date", "whole days", "Last day, included; for one day the same.", "2027-03-12", 13),
        Explanation("start_local", "part of a day", "Begin, by the clock of the employee.", "2027-03-15 10:00", 18),
        Explanation("end_local", "part of a day", "End.", "2027-03-15 12:30", 18),
        Explanation(
            "absence_status", "no", "requested, approved or cancelled. Blank: approved, or as it is.", "approved", 15
        ),
        Explanation(
            "absence_kind", "no", "vacation, sick, training or other. Blank: other, or as it is.", "vacation", 14
        ),
    ),
    "requirements": (
        RESOURCE,
        Explanation("start_date", "yes", "First business date of the shifts of machines.", "2027-01-01", 13),
        LAST,
        Explanation(
            "per",
            "no",
            "machine: for each machine at or below the resource, while it operates; resource: once, while any of them "
            "operates. Blank: machine.",
            "machine",
            12,
        ),
        Explanation(
            "shift_code", "no", "Only while machines operate in this shift of their pattern. Blank: in any.", "N", 12
        ),
        Explanation("head_count", NEW, "People at a time, for each machine or once: 1 to 1000.", "2", 12),
        Explanation(
            "min_level",
            "no",
            "Least level of a qualification that they must have: basic, advanced or expert. Blank: none is asked.",
            "advanced",
            12,
        ),
        Explanation("position_code", "no", "Only people of this position count. Blank: of any.", "OPERATOR", 15),
        Explanation(
            "machines_per_person",
            "no",
            "Where people are needed for each machine: how many machines one may watch at once, 1 to 100. Blank: 1, or "
            "as it is.",
            "3",
            20,
        ),
    ),
}
EXAMPLES = {
    "departments": "PROD,Production,true\nMAINT,Maintenance,true\n",
    "positions": "OPERATOR,Machine operator,PROD,true\nFITTER,Fitter,MAINT,true\n",
    "teams": (
        "SHIFT-A,Shift A,DURBAN,CONTINENTAL,0,true,15,true\nSHIFT-B,Shift B,DURBAN,CONTINENTAL,7,true,15,true\n"
        "DAY,Day crew,DURBAN,DAY_ONLY,0,false,0,true\n"
    ),
    "team_resources": "SHIFT-A,LINE-A,2027-01-01,\nSHIFT-B,LINE-A,2027-01-01,\n",
    "employees": (
        "00042,Anna,Example,anna@example.org,PROD,Production,OPERATOR,Machine operator,DURBAN,2026-02-01,,true,SHIFT-A,"
        "2026-02-01,since 2020\n"
        "00043,Ben,Sample,,PROD,,OPERATOR,,DURBAN,2026-02-01,,true,SHIFT-B,2026-02-01,\n"
        "00044,Carla,Model,,MAINT,Maintenance,FITTER,Fitter,DURBAN,2019-11-01,2027-06-30,true,DAY,,\n"
    ),
    "memberships": "00042,SHIFT-A,2026-02-01,,true\n00042,SHIFT-B,2027-05-01,2027-05-31,false\n",
    "qualifications": "00042,LINE-A,2026-03-01,2028-02-29,advanced\n00044,DURBAN,2020-01-01,,expert\n",
    "absences": (
        "00042,2027-03-01,2027-03-12,,,approved,vacation\n"
        "00043,,,2027-03-15 10:00,2027-03-15 12:30,requested,training\n"
    ),
    "requirements": "LINE-A,2027-01-01,,machine,,1,basic,,\nLINE-A,2027-01-01,,resource,N,1,,FITTER,\n",
}
FIXED = {
    "is_active": BOOLEANS,
    "is_primary": BOOLEANS,
    "works_holidays": BOOLEANS,
    "qualification_level": ("basic", "advanced", "expert"),
    "absence_status": ("requested", "approved", "cancelled"),
    "absence_kind": ("vacation", "sick", "training", "other"),
    "per": ("machine", "resource"),
    "min_level": ("basic", "advanced", "expert"),
}
DEFINED = {
    "departments": {"department_code"}, "positions": {"position_code"}, "teams": {"team_code"},
    "employees": {"employee_number", "department_code", "position_code"},
}  # fmt: skip


@dataclass(frozen=True)
class PeopleSheet:
    """A sheet of a file: its kind, its columns, its rows."""

    kind: str
    columns: Sequence[str]
    rows: Rows = ()


@dataclass(frozen=True)
class Known:
    """Codes that may be chosen from in a cell, by column."""

    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, connection: Connection) -> Known:
        """What the database knows."""

        def names(query: str) -> list[str]:
            return [row["name"] for row in connection.execute(query)]

        return cls(
            {
                "department_code": names("select department_code as name from sched.emp_departments order by 1"),
                "position_code": names("select position_code as name from sched.emp_positions order by 1"),
                "team_code": names("select team_code as name from sched.emp_teams order by 1"),
                "pattern_code": names(
                    "select pattern_code as name from sched_engine.offered_patterns where is_visible order by 1"
                ),
                "resource_code": names("select resource_code as name from sched.resources order by hierarchy_path"),
            }
        )


def template_columns(kind: str) -> list[str]:
    """The columns of an empty sheet; further skills may be added."""
    return [item.example if "<" in item.name else item.name for item in EXPLANATIONS[kind]]


def write_csv(path: Path, sheet: PeopleSheet) -> None:
    """Write rows as CSV, texts in such a way that a spreadsheet takes none for a formula."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([guard(name) for name in sheet.columns])
        writer.writerows([guard(row.get(name) or "") for name in sheet.columns] for row in sheet.rows)


def write_people(path: Path, sheets: Sequence[PeopleSheet], known: Known, *, examples: bool = False) -> None:
    """Write a workbook with these sheets, what may be chosen in them, and what their columns mean."""
    for sheet in sheets:
        _check_texts(sheet)
    with Book(path) as book:
        made = [_sheet(book, TITLES[sheet.kind], sheet) for sheet in sheets]
        if examples:
            for sheet in sheets:
                rows = csv.DictReader(EXAMPLES[sheet.kind].splitlines(), template_columns(sheet.kind))
                title = "Example" if len(sheets) == 1 else f"Example {TITLES[sheet.kind].lower()}"
                _sheet(book, title, PeopleSheet(sheet.kind, template_columns(sheet.kind), list(rows)))
        _choices(book, list(zip(sheets, made, strict=True)), known)
        _explain(book, [sheet.kind for sheet in sheets])


def _check_texts(sheet: PeopleSheet) -> None:
    """RefusedError: a workbook cannot hold a text."""
    key = sheet.columns[0]
    for row in sheet.rows:
        texts = [text for text in row.values() if text]
        if BEYOND.search("".join(texts)) or any(cut(text) != text for text in texts):
            message = f"A text of {row[key]} holds a control character, or is longer than a cell of Excel can be"
            raise RefusedError(message, hint="export it as CSV")


def _sheet(book: Book, title: str, sheet: PeopleSheet) -> Sheet:
    explained = {item.name: item for item in EXPLANATIONS[sheet.kind]}
    cells = Cells(book.styles)
    widths = [explained[name].width if name in explained else max(14, len(name) + 2) for name in sheet.columns]
    looks = [AS_DATE if name in DATES else AS_TYPED for name in sheet.columns]
    made = book.sheet(title, widths, freeze="B2", look=looks)
    made.append(
        [
            cells(name, REQUIRED if name in explained and explained[name].required == "yes" else HEADER)
            for name in sheet.columns
        ]
    )
    made.notes = {place: explained[name].meaning for place, name in enumerate(sheet.columns, 1) if name in explained}
    columns = [_column(cells, look) for look in looks]
    for row in sheet.rows:
        made.append([column[row.get(name)] for column, name in zip(columns, sheet.columns, strict=True)])
    return made


def _column(cells: Cells, look: Look) -> Made[str]:
    return Made(lambda text: _cell(cells, text, look))


def _cell(cells: Cells, text: Cell, look: Look = AS_TYPED) -> str:
    value: Any = text
    if text and look is AS_DATE:
        value = date.fromisoformat(text)
    elif text:
        value = guard_quoted(text)
    return cells(value or None, look)


def _choices(book: Book, sheets: Sequence[tuple[PeopleSheet, Sheet]], known: Known) -> None:
    """The sheet Lists, and below each heading that has a list what may be chosen."""
    used = dict.fromkeys(name for sheet, _ in sheets for name in sheet.columns)
    lists = {name: values for name, values in {**FIXED, **known.codes}.items() if values and name in used}
    places = {name: place for place, name in enumerate(lists, 1)}
    for sheet, made in sheets:
        for place, name in enumerate(sheet.columns, 1):
            if name in lists and name not in DEFINED.get(sheet.kind, set()):
                column = letters(places[name])
                source = f"=Lists!${column}$2:${column}${len(lists[name]) + 1}"
                message = f"Choose {name} from the list."
                made.choices.append(Choice(place, MAX_ROWS, source, name, message, is_strict=name in FIXED))
    listing, cells = book.sheet("Lists", []), Cells(book.styles)
    listing.append([cells(name) for name in lists])
    for number in range(max(map(len, lists.values()), default=0)):
        listing.append([_cell(cells, v[number] if number < len(v) else None) for v in lists.values()])


def _explain(book: Book, kinds: Iterable[str]) -> None:
    """The sheet Columns."""
    sheet, cells = book.sheet("Columns", (16, 24, 20, 90, 24)), Cells(book.styles)
    sheet.append([cells(title, HEADER) for title in ("Sheet", "Column", "Required", "Meaning", "Example")])
    for kind in kinds:
        for item in EXPLANATIONS[kind]:
            texts = (TITLES[kind], item.name, item.required, item.meaning, item.example)
            sheet.append([_cell(cells, text, WRAPPED) for text in texts])
    for rule in (
        "",
        "Rows may stand in any order. Either all rows are imported or, if anything is wrong, none; every problem is "
        "listed with its cell. Add --dry-run to see what would change.",
        "Importing again updates what differs. A column that is not there leaves things as they are; what is not in "
        "the file stays as it is.",
        "Cells hold values, not formulas. Red columns are required.",
    ):
        sheet.append([cells(rule or None)])
