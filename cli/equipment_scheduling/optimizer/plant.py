"""A part of a plant: the document of the database becomes a problem, and the answer shifts that are suggested.

A minute in which somebody is missing costs GAP; one that somebody works WORKED, and more for those who work more than
the others. So every gap is closed that can be, by as few hours as it takes, and these fall evenly. Which shifts
somebody may work besides each other, the work rules of the database say (`breaches`): what they refuse is ruled out,
and the search goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from equipment_scheduling.optimizer.problem import Demand, Duty, Limit, Person, Problem, Roster
from equipment_scheduling.optimizer.search import Answer, Effort, Progress, search

Document = dict[str, Any]
Shift = dict[str, Any]  # as the document has its duties, with the employee
Breaches = Callable[[list[Shift]], list[dict[str, Any]]]

GAP, WORKED, UNEVEN, WARNED, NIGHT_OR_WEEKEND = 10, 1, 1, 600, 120
MOST_ROUNDS = 30
ENOUGH = 0.005  # of the cost: a minute more or less for somebody is not worth the time
WORK_PER_SECOND = 0.1  # of the solver, at most: so that the answer does not depend on how fast the machine is
COUNTED_IN_MINUTES = {"working_hours", "night_hours"}


def moment(text: str) -> datetime:
    """An instant of the document."""
    return datetime.fromisoformat(text)


def minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes."""
    return round((end - start).total_seconds() / 60)


@dataclass(frozen=True)
class Span:
    """A duty of the document, with its times."""

    row: Shift
    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """How long it is."""
        return minutes_between(self.start, self.end)


@dataclass
class Cell:
    """A stretch of a gap that every duty covers whole or not at all."""

    minutes: int
    missing: int
    duties: tuple[int, ...]
    needed: list[int]  # people, by place


@dataclass
class Plant:
    """What a run has to decide."""

    document: Document
    spans: list[Span] = field(init=False)
    cells: list[Cell] = field(init=False)
    problem: Problem = field(init=False)

    def __post_init__(self) -> None:
        self.spans = [Span(row, moment(row["start_time"]), moment(row["end_time"])) for row in self.document["duties"]]
        self.cells = list(self._cells())
        first = min((date.fromisoformat(span.row["schedule_date"]) for span in self.spans), default=date.min)
        days = [(date.fromisoformat(span.row["schedule_date"]) - first).days for span in self.spans]
        self.problem = Problem(
            days=max(days, default=0) + 1,
            duties=tuple(
                Duty(str(nr), day, span.minutes) for nr, (day, span) in enumerate(zip(days, self.spans, strict=True))
            ),
            people=tuple(self._people()),
            demands=tuple(demand for cell in self.cells for demand in self._demands(cell)),
            clashes=self._clashes(days),
        )

    def _cells(self) -> Iterable[Cell]:
        by_requirement: dict[int, list[int]] = defaultdict(list)
        for nr, span in enumerate(self.spans):
            by_requirement[span.row["requirement_id"]].append(nr)
        for gap in self.document["gaps"]:
            start, end = moment(gap["start_time"]), moment(gap["end_time"])
            numbers = [
                nr
                for nr in by_requirement[gap["requirement_id"]]
                if self.spans[nr].start < end and self.spans[nr].end > start
            ]
            cuts = {start, end} | {
                at for nr in numbers for at in (self.spans[nr].start, self.spans[nr].end) if start < at < end
            }
            for low, high in pairwise(sorted(cuts)):
                covering = tuple(nr for nr in numbers if self.spans[nr].start <= low and self.spans[nr].end >= high)
                if covering:
                    yield Cell(minutes_between(low, high), gap["missing"], covering, gap["needed"])

    def _demands(self, cell: Cell) -> Iterable[Demand]:
        """That of the gap, and for those who can fill some of its places only, that no more of them count than these
        places need: more would be taken for closing what they do not close, and gain nothing here."""
        yield Demand(cell.duties, cell.missing, GAP * cell.minutes)
        fits = {
            (str(employee), frozenset(places))
            for employee, duty, _, places in self.document["candidates"]
            if duty in cell.duties
        }
        for some in {places for _, places in fits}:
            needed = sum(cell.needed[place - 1] for place in some)
            if needed < cell.missing:
                people = frozenset(name for name, places in fits if places <= some)
                yield Demand(cell.duties, needed, 0, GAP * cell.minutes, people)

    def _people(self) -> Iterable[Person]:
        could: dict[int, dict[int, int]] = defaultdict(dict)
        for employee, duty, warnings, _ in self.document["candidates"]:
            could[employee][duty] = warnings
        rows = self.document["people"]
        missing = sum(cell.minutes * cell.missing for cell in self.cells)
        fair = (sum(row["minutes"] for row in rows) + missing) // max(len(rows), 1)
        for row in rows:
            duties = could[row["employee_id"]]
            yield Person(
                name=str(row["employee_id"]),
                duties=frozenset(duties),
                limits=tuple(self._evenly(row, sorted(duties), fair)),
                costs={duty: WORKED * self.spans[duty].minutes + WARNED * warned for duty, warned in duties.items()},
            )

    def _evenly(self, row: dict[str, Any], duties: list[int], fair: int) -> Iterable[Limit]:
        minutes = tuple((duty, self.spans[duty].minutes) for duty in duties)
        for most in (fair, fair + fair // 5):
            yield Limit(minutes, most=most, given=row["minutes"], weight=UNEVEN)
        people = self.document["people"]
        for name, key in (("nights", "is_night"), ("weekend_days", "is_weekend")):
            counted = tuple((duty, 1) for duty in duties if self.spans[duty].row[key])
            if counted:
                most = -(-sum(each[name] for each in people) // len(people))
                yield Limit(counted, most=most, given=row[name], weight=NIGHT_OR_WEEKEND)

    def _clashes(self, days: list[int]) -> dict[int, frozenset[int]]:
        """Duties of later days that overlap, or leave less rest than a rule for everybody asks for."""
        rest = timedelta(hours=float(self.document.get("least_rest_hours") or 0))
        return {
            nr: clashing
            for nr, span in enumerate(self.spans)
            if (
                clashing := frozenset(
                    other
                    for other, each in enumerate(self.spans)
                    if days[other] > days[nr] and each.start < span.end + rest and span.start < each.end + rest
                )
            )
        }

    def shifts(self, roster: Roster) -> list[Shift]:
        """The shifts of a roster, with how many minutes of a gap each closes by itself."""
        closes: dict[int, int] = defaultdict(int)
        for cell in self.cells:
            for duty in cell.duties:
                closes[duty] += cell.minutes
        return [
            {**self.spans[duty].row, "employee_id": int(name), "gap_minutes": closes[duty]}
            for name, duties in sorted(roster.items(), key=lambda each: int(each[0]))
            for duty in sorted(duties)
        ]

    def ruled_out(self, roster: Roster, breach: dict[str, Any]) -> tuple[str, Limit]:
        """What follows from a breach: whose shifts may not add up to as much again in the same time."""
        name = str(breach["employee_id"])
        start, end = breach["breach_start"], breach["breach_end"]
        worked = sorted(roster[name])
        near = [nr for nr in worked if self.spans[nr].start < end and self.spans[nr].end > start] or worked
        if breach["rule_measure"] not in COUNTED_IN_MINUTES:
            return name, Limit(tuple((nr, 1) for nr in near), most=len(near) - 1)
        (person,) = (each for each in self.problem.people if each.name == name)
        inside = sorted(nr for nr in person.duties if self.spans[nr].start >= start and self.spans[nr].end <= end)
        if set(near) - set(inside):
            return name, Limit(tuple((nr, 1) for nr in near), most=len(near) - 1)
        return name, Limit(
            tuple((nr, self.spans[nr].minutes) for nr in inside), most=sum(self.spans[nr].minutes for nr in near) - 1
        )

    def limit(self, ruled_out: Iterable[tuple[str, Limit]]) -> None:
        """Add what is ruled out to the problem."""
        more: dict[str, list[Limit]] = defaultdict(list)
        for name, limit in ruled_out:
            more[name].append(limit)
        people = (replace(person, limits=(*person.limits, *more[person.name])) for person in self.problem.people)
        self.problem = replace(self.problem, people=tuple(people))


@dataclass(frozen=True)
class Suggested:
    """What a run suggests."""

    shifts: list[Shift]
    people: list[int]
    cost: int
    bound: int
    seconds: float


def optimize(
    document: Document,
    breaches: Breaches,
    told: Callable[[Progress], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Suggested:
    """The best shifts for the gaps of the document, none of which breaks a rule, by themselves or together."""
    plant = Plant(document)
    people = [row["employee_id"] for row in document["people"]]
    left, spent = float(document["seconds"]), 0.0
    nothing: Roster = {person.name: frozenset() for person in plant.problem.people}
    start = nothing
    for _ in range(MOST_ROUNDS):
        seconds = max(left - spent, 0.5)
        effort = Effort(seconds, workers=1, seed=document["seed"], work=WORK_PER_SECOND * seconds, enough=ENOUGH)
        answer = search(plant.problem, effort, partial(later, told, spent), stopped, start)
        spent += answer.seconds
        broken = breaches(plant.shifts(answer.roster)) if any(answer.roster.values()) else []
        if not broken:
            return Suggested(plant.shifts(answer.roster), people, answer.cost, answer.bound, spent)
        plant.limit([plant.ruled_out(answer.roster, breach) for breach in broken])
        # From what is left when those whose shifts broke a rule work none of them.
        start = answer.roster | {str(breach["employee_id"]): frozenset() for breach in broken}
        if stopped() or spent >= left:
            return finished(plant, start, answer, people, spent)
    return finished(plant, start, answer, people, spent)


def later(told: Callable[[Progress], None], spent: float, now: Progress) -> None:
    """Tell of progress after so many seconds of earlier searches."""
    told(replace(now, seconds=now.seconds + spent))


def finished(plant: Plant, roster: Roster, answer: Answer, people: list[int], spent: float) -> Suggested:
    """What is left when there is no time to try on: nobody works what broke a rule."""
    return Suggested(plant.shifts(roster), people, answer.cost, answer.bound, spent)
