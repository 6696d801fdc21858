"""The quick start of the plan, walked on the page, from an empty database to an OEE system that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from equipment_scheduling.runtime import nginx
from support.api_plant import Api
from support.browser import allow, shot, sign_in
from support.receiver import Receiver
from support.relays import live

# Monday of the week after next: nothing of it has begun, whatever the day.
MONDAY = (datetime.now(UTC) + timedelta(days=14 - datetime.now(UTC).weekday())).date()
PLANT = [
    ("PLANT", "New plant", "site", None, "Africa/Johannesburg", None),
    ("PRESS", "Press shop", "area", "PLANT", None, None),
    ("P1", "Press 1", "work_unit", "PRESS", None, "true"),
    ("P2", "Press 2", "work_unit", "PRESS", None, "true"),
]
SLIP = ("P2", "Press 2", "work_unit", "PRES", None, None)


@pytest.fixture
def empty(
    fresh_database: Callable[[], str],
    serve: Callable[[str], str],
    proxy: Callable[..., nginx.Server],
    tmp_path: Path,
) -> Iterator[Api]:
    """A stack as it is after its installation."""
    with live(fresh_database(), serve, proxy, tmp_path) as made:
        yield made


def filled_in(template: Path, name: str, rows: list[tuple[str | None, ...]]) -> Path:
    """The template, with these rows in the sheet that is to be filled in."""
    workbook = load_workbook(template)
    sheet = workbook["Plant"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    names = ("resource_code", "resource_name", "resource_type", "parent_code", "time_zone", "requires_scheduling")
    for number, row in enumerate(rows, 2):
        for column, value in zip(names, row, strict=True):
            sheet.cell(number, columns[column], value)
    workbook.save(template.with_name(name))
    return template.with_name(name)


def test_the_quick_start(open_page: Callable[..., Page], empty: Api, receiver: Receiver, tmp_path: Path) -> None:
    page = open_page(empty, zone="Africa/Johannesburg")
    allow(page, "import_resources.* 400", r"400 \(Bad Request\)")
    page.goto("/")
    sign_in(page, empty.key("sched_admin"))
    import_equipment(page, tmp_path / "template.xlsx")
    assign_a_pattern(page)
    generate(page)
    register_an_oee_system(page, f"{receiver.url}/oee")
    plan_a_stop(page)
    verify(page, empty)
    page.goto(f"/#/plan/PRESS?view=week&date={MONDAY}")
    page.get_by_role("button", name="Print").click()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def import_equipment(page: Page, template: Path) -> None:
    """The template; a slip, which is shown in its place; and all of it."""
    page.get_by_role("link", name="Import the resources").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel workbook to fill in").click()
    download.value.save_as(template)
    page.locator("input[type=file]").set_input_files(filled_in(template, "slip.xlsx", [*PLANT[:-1], SLIP]))
    slip = page.get_by_role("row", name="5 P2").locator("td.bad")
    expect(slip).to_contain_text("Did you mean PRESS?", timeout=30_000)
    page.locator("input[type=file]").set_input_files(filled_in(template, "plant.xlsx", PLANT))
    expect(page.get_by_text("Added: 4")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported.")).to_be_visible(timeout=30_000)


def assign_a_pattern(page: Page) -> None:
    """Dragged onto the site, and inherited by what is below."""
    page.get_by_role("link", name="Plan", exact=True).click()
    page.locator(".strip-of-patterns summary").click()
    page.locator(".strip-of-patterns li", has_text="TWO_SHIFT").drag_to(page.locator(".tree .node", has_text="PLANT"))
    dialog = page.get_by_role("dialog", name="Assign a pattern: PLANT")
    expect(dialog).to_contain_text("2 machines")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)


def generate(page: Page) -> None:
    """Twelve months, in the background, until it is done."""
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Generate").click()
    expect(page.get_by_text("2 machines, 365 days.")).to_be_visible()
    page.get_by_label("In the background").check()
    page.get_by_role("button", name="Generate", exact=True).click()
    jobs = page.get_by_role("region", name="Background jobs")
    expect(jobs.get_by_text("Done", exact=True)).to_be_visible(timeout=30_000)


def register_an_oee_system(page: Page, url: str) -> None:
    """It is told, and answers."""
    page.get_by_role("link", name="Webhooks").click()
    page.get_by_role("button", name="Add a webhook").click()
    page.get_by_label("Name", exact=True).fill("oee")
    page.get_by_label("Address").fill(url)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Deliveries: oee").click()
    page.get_by_role("button", name="Send a ping").click()
    deliveries = page.get_by_role("region", name="Deliveries")
    expect(deliveries.get_by_role("row", name="ping")).to_contain_text("Delivered")


def plan_a_stop(page: Page) -> None:
    """What it costs is seen before it is saved."""
    page.goto(f"/#/plan/PRESS?view=week&date={MONDAY}")
    page.get_by_role("button", name="Plan a stop").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Description").fill("New belt")
    dialog.get_by_label("From", exact=True).fill(f"{MONDAY}T08:00")
    dialog.get_by_label("To", exact=True).fill(f"{MONDAY}T12:00")
    expect(dialog.get_by_label("What it changes")).to_contain_text("8 h")
    shot(page, "quick-start-stop")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)


def verify(page: Page, api: Api) -> None:
    """The OEE system was told of the stop, and reads what is left of the day."""
    page.get_by_role("link", name="Webhooks").click()
    page.get_by_role("button", name="Deliveries: oee").click()
    deliveries = page.get_by_role("region", name="Deliveries")
    expect(deliveries.get_by_role("row", name="exception.created")).to_contain_text("Delivered")
    read = api("sched_oee_reader").get(f"/api/v1/daily_availability?schedule_date=eq.{MONDAY}&order=resource_code")
    assert [(row["resource_code"], row["planned_production_hours"]) for row in read.json()] == [("P1", 12), ("P2", 12)]
