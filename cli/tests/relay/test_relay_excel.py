"""Workbooks from the relay."""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import partial
from typing import Any

import httpx
from openpyxl import load_workbook

from equipment_scheduling.database import Connection
from support.relays import Relays, stop_machine

get = partial(httpx.get, timeout=60)  # seconds; a workbook is work
WEEK = {"from": "2030-01-07", "to": "2030-01-13"}


def _key(
    connection: Connection, scope: str | None = None, purpose: str = "api", role: str = "sched_oee_reader"
) -> dict[str, str]:
    row = connection.execute(
        "select sched_http.create_api_key(gen_random_uuid()::text, %s,"
        " (select r.id from sched.resources as r where r.resource_code = %s), null, %s) as key",
        [role, scope, purpose],
    ).fetchone()
    assert row is not None
    return {"X-API-Key": row["key"]}


def _sheets(response: httpx.Response) -> dict[str, list[tuple[Any, ...]]]:
    assert response.status_code == 200, response.text
    book = load_workbook(io.BytesIO(response.content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_workbooks(plant: Connection, relay: Relays) -> None:
    plant.execute("update sched.resources set time_zone = 'Africa/Johannesburg' where resource_code = 'M1'")
    stop_machine(plant)
    plant.execute("update sched.schedule_exceptions set description = '=1+1'")
    url = f"{relay().url}/export"
    one, all_of_them = _key(plant, "M1"), _key(plant)

    response = get(f"{url}/schedule.xlsx", params={**WEEK, "resource": "M1,M2"}, headers=all_of_them)
    assert response.headers["content-disposition"] == 'attachment; filename="schedule_2030-01-07_2030-01-13.xlsx"'
    sheets = _sheets(response)
    plan, data = sheets["Plan"], sheets["Data"]
    rows = [dict(zip(data[0], row, strict=True)) for row in data[1:]]
    lines = {row[0]: row[plan[0].index("Hours")] for row in plan}
    assert len(rows) == 22  # M1 has a stop in its first shift
    keys = ("resource_code", "hours", "planned_start_time", "planned_end_time", "local_start")
    assert [rows[0][key] for key in keys] == [
        "M1", 4, "2030-01-07T04:00:00Z", "2030-01-07T08:00:00Z", datetime(2030, 1, 7, 6),
    ]  # fmt: skip
    shown = dict(zip(plan[0], plan[1], strict=True))
    assert (shown["Date"], shown["Start"], shown["Time zone"]) == (
        datetime(2030, 1, 7), datetime(2030, 1, 7, 6), "Africa/Johannesburg",
    )  # fmt: skip
    assert plan[2][plan[0].index("Reason")] == "=1+1", "text, not a formula"
    assert sum(row["hours"] for row in rows) == 160
    assert (lines["Total operating"], lines["Total maintenance"]) == (159, 1)
    assert sheets["S 2030-01"][-4][0] == "M2"

    sheets = _sheets(get(f"{url}/availability.xlsx", params=WEEK, headers=one))
    plan, data = sheets["Plan"], sheets["Data"]
    assert {row[0] for row in data[1:]} == {"M1"} and len(data) == 8
    assert dict(zip(plan[0], plan[-1], strict=True))["Planned h"] == 79
    month = _sheets(get(f"{url}/availability.xlsx", params={"from": "2030-01-01"}, headers=all_of_them))
    assert len(month["Data"]) == 1 + 40 * 31


def test_workbooks_are_refused(plant: Connection, relay: Relays) -> None:
    url = f"{relay().url}/export/schedule.xlsx"
    one, all_of_them = _key(plant, "M1"), _key(plant)

    def problem(headers: dict[str, str], *pairs: tuple[str, str]) -> tuple[int, str, str]:
        response = get(url, params=[*WEEK.items(), *pairs], headers=headers)
        body = response.json()
        assert set(body) == {"code", "message", "details", "hint"}
        return response.status_code, body["code"], body["message"]

    hidden, unknown = problem(one, ("resource", "M2")), problem(one, ("resource", "M1"), ("resource", "M99"))
    assert hidden[:2] == unknown[:2] == (404, "SC001")
    assert hidden[2].replace("M2", "M99") == unknown[2]
    assert problem({})[:2] == problem({"X-API-Key": "sched_no"})[:2] == (401, "SC014")
    status, code, message = problem(_key(plant, purpose="calendar", role="sched_viewer"))
    assert (status, code) == (401, "SC014") and "calendar feeds only" in message
    plant.execute("update sched.system_configuration set config_value = '279' where config_key = 'export_machine_days'")
    assert problem(all_of_them) == (400, "SC004", "40 machines for 7 days is too much for one file.")
    for wrong in ({"from": "2030-02-30"}, {"from": "2030-01-08", "to": "2030-01-07"}):
        response = get(url, params=wrong, headers=all_of_them)
        assert (response.status_code, response.json()["code"]) == (400, "SC004")
    response = get(url.replace("schedule.xlsx", "plan.xlsx"), headers=all_of_them)
    assert (response.status_code, response.json()["code"]) == (404, "404")
    today = get(url, headers=one)
    assert f"schedule_{date.today()}" in today.headers["content-disposition"]
