"""The people of the example plant, drawn by chance from examples/people.toml: the same ones in the same month."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Values = dict[str, str]
YEAR = timedelta(days=365)


def example_people(file: Path, month: date, parts: Mapping[str, Sequence[str]]) -> dict[str, list[dict[str, Any]]]:
    """The sheets of an import: {sheet: [{"line": number, "values": {column: text}}]}.

    `parts`: what lies directly below each area, by code. `month`: its first date; absences and qualifications lie
    around it."""
    plan = tomllib.loads(file.read_text(encoding="utf-8"))
    chance = random.Random(plan["seed"])
    drawn = _People(plan, month, parts, chance)
    sheets = {
        "departments": [
            {"department_code": code, "department_name": name} for code, name in plan["departments"].items()
        ],
        "positions": [
            {"position_code": one["code"], "position_name": one["name"], "department_code": one["department"]}
            for one in plan["positions"]
        ],
        "teams": [],
        "team_resources": [],
        "employees": [],
        "qualifications": [],
        "absences": [],
        "requirements": [],
    }
    for group in plan["groups"]:
        sheets["requirements"] += _requirements(plan["requirements"], group, month, parts)
        for nr, behind in enumerate(group["behind"]):
            team = f"{group['area']}-{'ABCD'[nr]}"
            sheets["teams"].append(_team(team, group, behind))
            sheets["team_resources"].append(
                {"team_code": team, "resource_code": group["area"], "start_date": "2020-01-01"}
            )
            for person in drawn.members(team, group["area"]):
                sheets["employees"].append(person)
                number = person["employee_number"]
                sheets["qualifications"] += drawn.qualifications(number, group["area"], person["position_code"])
                sheets["absences"] += drawn.absences(number)
    return {
        sheet: [{"line": nr, "values": values} for nr, values in enumerate(rows, 2)] for sheet, rows in sheets.items()
    }


def _team(code: str, group: dict[str, Any], behind: int) -> Values:
    return {
        "team_code": code,
        "team_name": f"{group['area']} team {code[-1]}",
        "resource_code": group["area"],
        "pattern_code": group["rotation"],
        "cycle_offset_days": str(behind),
        "works_holidays": str(group.get("works_holidays", True)).lower(),
        "handover_minutes": str(group.get("handover_minutes", 0)),
    }


def _requirements(
    required: Sequence[dict[str, Any]], group: dict[str, Any], month: date, parts: Mapping[str, Sequence[str]]
) -> Iterator[Values]:
    """Who is needed in an area from this month on: by position once, and by machine in each part of it."""
    for one in required:
        own = {"start_date": month.isoformat(), "head_count": str(one.get("count", 1))}
        if "position" in one:
            yield {**own, "resource_code": group["area"], "per": "resource", "position_code": one["position"]}
            continue
        own |= {"per": "machine", "machines_per_person": str(one["machines_per_person"])}
        if group.get("as_one"):
            yield {**own, "resource_code": group["area"]}
            continue
        for part in parts[group["area"]]:
            yield {**own, "resource_code": part, "min_level": one["level"]}


class _People:
    """Draws them one after the other."""

    def __init__(
        self, plan: dict[str, Any], month: date, parts: Mapping[str, Sequence[str]], chance: random.Random
    ) -> None:
        self._plan, self._month, self._parts, self._chance = plan, month, parts, chance
        self._departments = {one["code"]: one["department"] for one in plan["positions"]}
        self._numbers = 1000
        self._addresses: Counter[str] = Counter()

    def members(self, team: str, area: str) -> Iterator[Values]:
        """A team, with its few setters, leaders and so on."""
        positions = [one["code"] for one in self._plan["positions"] for _ in range(one.get("count", 0))]
        first = self._plan["positions"][0]["code"]
        for nr in range(self._plan["team_size"]):
            yield self._member(team, area, positions[nr] if nr < len(positions) else first)

    def _member(self, team: str, area: str, position: str) -> Values:
        names = self._plan["names"][area.partition("-")[0]]
        first, last = self._chance.choice(names["first"]), self._chance.choice(names["last"])
        self._numbers += self._chance.randint(1, 5)
        hired = date(2026, 1, 1) - timedelta(days=self._chance.randint(30, 25 * 365))
        return {
            "employee_number": f"{self._numbers:05d}",
            "first_name": first,
            "last_name": last,
            "email": self._address(first, last),
            "department_code": self._departments[position],
            "position_code": position,
            "resource_code": area,
            "hire_date": hired.isoformat(),
            "team_code": team,
            "team_start_date": max(hired, date(2024, 1, 1)).isoformat(),
        }

    def _address(self, first: str, last: str) -> str:
        plain = unicodedata.normalize("NFKD", f"{first}.{last}".lower().replace("ó", "o"))
        name = "".join(letter for letter in plain if letter.isascii() and (letter.isalpha() or letter == "."))
        self._addresses[name] += 1
        return f"{name}{self._addresses[name] if self._addresses[name] > 1 else ''}@example.com"

    def qualifications(self, number: str, area: str, position: str) -> Iterator[Values]:
        """For up to three parts of their area, three years each; some expire next month, some were renewed."""
        level = {"LEAD": "expert", "SET": "advanced"}.get(position)
        for part in self._chance.sample(self._parts[area], min(3, len(self._parts[area]))):
            certified = self._month - timedelta(days=self._chance.randint(20, 1000))
            if self._chance.random() < 0.05:
                certified = self._month + timedelta(days=35 + self._chance.randint(0, 20)) - 3 * YEAR
            held = {
                "employee_number": number,
                "resource_code": part,
                "qualification_level": level or self._chance.choice(("basic", "basic", "advanced")),
            }
            if self._chance.random() < 0.2:
                before = certified - 3 * YEAR
                yield {
                    **held,
                    "certification_date": before.isoformat(),
                    "expiry_date": (certified - timedelta(1)).isoformat(),
                }
            yield {
                **held,
                "certification_date": certified.isoformat(),
                "expiry_date": (certified + 3 * YEAR).isoformat(),
            }

    def absences(self, number: str) -> Iterator[Values]:
        """A fortnight and some days of vacation in the coming year; a few are ill or in training this month."""
        long = self._month + timedelta(days=self._chance.randint(20, 190))
        short = long + timedelta(days=self._chance.randint(40, 150))
        for first, days in ((long, 13), (short, self._chance.randint(2, 6))):
            status = "approved" if self._chance.random() < 0.8 else "requested"
            yield self._absent(number, first, days, "vacation", status)
        this_month = self._chance.random()
        first = self._month + timedelta(days=self._chance.randint(0, 12))
        if this_month < 0.04:
            yield self._absent(number, first, self._chance.randint(1, 5), "sick", "approved")
        elif this_month < 0.07:
            yield {
                "employee_number": number,
                "start_local": f"{first}T08:00",
                "end_local": f"{first}T12:00",
                "absence_kind": "training",
                "absence_status": "approved",
            }

    @staticmethod
    def _absent(number: str, first: date, days: int, kind: str, status: str) -> Values:
        return {
            "employee_number": number,
            "start_date": first.isoformat(),
            "end_date": (first + timedelta(days=days)).isoformat(),
            "absence_kind": kind,
            "absence_status": status,
        }
