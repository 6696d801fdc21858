"""A small plant with people in it, as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from support import environment
from support.forks import Forks

PLANT = """\
resource_code,resource_name,resource_type,parent_code,time_zone,requires_scheduling,pattern_code,\
pattern_effective_date,calendar_codes
ACME,Acme,enterprise,,UTC,,,,
DUR,Durban,site,ACME,Africa/Johannesburg,,TWO_SHIFT,2024-01-01,ZA
DUR-M1,Press,work_unit,DUR,,true,,,
NYC,New York,site,ACME,America/New_York,,24_7,2024-01-01,
NYC-M1,Furnace,work_unit,NYC,,true,,,
"""
TEAMS = """\
team_code,team_name,resource_code,pattern_code,cycle_offset_days,works_holidays,handover_minutes
A,Shift A,DUR,CONTINENTAL,0,true,15
B,Shift B,DUR,CONTINENTAL,7,true,15
NIGHT,Nachtschicht,NYC,DUPONT,14,false,0
OFFICE,Office,ACME,,,no,
"""
EMPLOYEES = """\
employee_number;first_name;last_name;email;department_code;department_name;position_code;position_name;resource_code;\
hire_date;termination_date;is_active;team_code;team_start_date;skills.crane;skills.first aid
00042;Zoë;Müller-Lüdenscheidt;zoe@example.org;PROD;Production;OP;Operator;DUR;2020-02-29;;true;A;2026-01-01;2019;=2+3
42;Anne;=SUM(A1);;PROD;;OP;;DUR;2020-01-01;2030-12-31;yes;B;;-;
007;"O'Neil, ""Jim"" K.";-Smith;;MAINT;Maintenance;FIT;Fitter;;2024-05-01;;no;NIGHT;2024-06-01;;yes
X-1;工場;長;x@example.org;MAINT;;OP;;NYC;2026-01-01;;;;;;
"""
QUALIFICATIONS = """\
employee_number,resource_code,certification_date,expiry_date,qualification_level
00042,DUR,2024-01-01,2025-12-31,basic
00042,DUR,2026-01-01,,expert
42,DUR-M1,2024-01-01,2027-01-31,advanced
X-1,NYC,2026-03-01,2028-02-29,
"""
ABSENCES = """\
employee_number,start_date,end_date,start_local,end_local,absence_status,absence_kind
00042,2027-03-01,2027-03-12,,,approved,vacation
00042,,,2027-03-15 10:00,2027-03-15 12:30,,training
X-1,,,2026-11-01 01:30-05:00,2026-11-01 03:00,requested,sick
42,2027-01-04,2027-01-04,,,,
"""
FILES = {"teams": TEAMS, "employees": EMPLOYEES, "qualifications": QUALIFICATIONS, "absences": ABSENCES}


def write_files(folder: Path) -> dict[str, Path]:
    """Write these files; their paths by kind, the plant as `plant`."""
    paths = {kind: folder / f"{kind}.csv" for kind in ("plant", *FILES)}
    for kind, path in paths.items():
        path.write_text({"plant": PLANT, **FILES}[kind], encoding="utf-8")
    return paths


def roster(run: Callable[..., Any], folder: Path) -> None:
    """Import the plant and its people by `sched`, put 42 into team A, and generate rosters of 2027 until April."""
    paths = write_files(folder)
    steps = [("resources", "import", paths["plant"])]
    steps += [(kind, "import", paths[kind]) for kind in ("teams", "employees", "absences")]
    words = "teams assign A 42 --from 2027-01-01", "roster generate --from 2027-01-01 --to 2027-04-30"
    for step in [*steps, *(line.split() for line in words)]:
        done = run(*map(str, step))
        assert done.code == 0, done.out + done.err


def rostered(url: str, forks: Forks, folder: Path) -> str:
    """The same on a database of its own, with the workforce on; its address."""
    with psycopg.connect(url) as connection:
        connection.execute("select sched_engine.enable_workforce()")
    roster(lambda *words: forks.run(*words, env=environment({"DATABASE_URL": url})), folder)
    return url
