"""The other views of the page: exceptions, generating, imports, webhooks, findings, changes, and people."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect

from equipment_scheduling.runtime import nginx
from equipment_scheduling.settings import Settings
from support import api_plant, people
from support.api_plant import Api
from support.browser import allow, findings, shot, sign_in
from support.relays import live

AT_HOME = """
    insert into sched.emp_employees
    (employee_number, first_name, last_name, department_id, position_id, hire_date, resource_id)
    select 'J-3', 'Isidore', 'Blackwater', e.department_id, e.position_id, e.hire_date, e.resource_id
    from sched.emp_employees as e
    where e.employee_number = 'J-1';
    insert into sched.emp_team_assignments (employee_id, team_id, start_date)
    values (sched_engine.employee_id('J-3'), sched_engine.team_id('JT'), '2027-01-01');
    insert into sched.emp_roster_changes (employee_id, change_kind, schedule_date)
    select sched_engine.employee_id('J-3'), 'off', d.day
    from (values (date '2027-03-15'), ('2027-03-20')) as d (day);
    select sched_engine.generate_roster(null, '2027-03-08', '2027-04-04');
"""
# How far what is there moves while a view loads: nothing that jumps.
SHIFTS = """
    window.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((each) => { window.shifts += each.value }))
        .observe({ type: 'layout-shift', buffered: true });
"""
OpenPage = Callable[..., Page]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def plant(
    fresh_database: Callable[[], str],
    serve: Callable[[str], str],
    proxy: Callable[..., nginx.Server],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """A plant with its people behind a gateway, with live events and a worker; J-3 could come in at JHB-L1."""
    url = fresh_database()
    api_plant.build(url)
    people.build(url)
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into sched.emp_requirements (resource_id, per, head_count, start_date)"
            " values (sched_engine.resource_id('JHB-L1'), 'resource', 2, '2027-03-08')"
        )
        connection.execute(AT_HOME)
    with live(url, serve, proxy, tmp_path_factory.mktemp("relay")) as made:
        yield made


@pytest.fixture
def visit(open_page: OpenPage, plant: Api) -> Open:
    """Open a view with the key of a role: `visit("exceptions?state=all", "sched_planner")`."""

    def visit_one(view: str, role: str = "sched_admin", scope: str | None = None, **more: object) -> Page:
        page = open_page(plant, **more)
        page.goto(f"/#/{view}")
        sign_in(page, plant.key(role, scope))
        return page

    return visit_one


VIEWS = [
    *("exceptions", "generate", "import", "webhooks", "findings", "changes", "changes?of=edits", "people"),
    *("people?team=JT&date=2027-03-15", "people?show=rules&date=2027-03-15"),
]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_usable(visit: Open, settings: Settings, view: str) -> None:
    page = visit(view)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.add_init_script(SHIFTS)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("…", exact=True)).to_have_count(0)
    assert page.evaluate("window.shifts") < 0.1
    shot(page, f"view-{view.replace('?', '-')}")
    assert findings(page, settings) == []
    page.get_by_role("button", name="Dark").click()
    shot(page, f"view-{view.replace('?', '-')}-dark")
    assert findings(page, settings) == []


def test_addresses_that_mean_nothing(visit: Open) -> None:
    page = visit("generate?from=soon&to=2027-13-40")
    expect(page.get_by_label("From")).to_have_value("2027-03-10")
    page.goto("/#/people?date=2027-02-30&level=floor")
    expect(page.get_by_role("button", name="This week")).to_be_visible()
    page.goto("/#/changes?from=soon&page=-1&kind=generated")
    expect(page.get_by_role("link", name="JHB-M1").first).to_be_visible()
    page.goto("/#/exceptions?resource=NOPE")
    expect(page.get_by_text("There is no resource NOPE.")).to_be_visible()


def test_who_is_offered_what(visit: Open) -> None:
    for role, offered in {
        "sched_oee_reader": ["Plan", "Changes"],
        "sched_viewer": ["Plan", "Exceptions", "Generate", "Findings", "Changes", "People"],
        "sched_planner": ["Plan", "Exceptions", "Generate", "Import", "Findings", "Changes", "People"],
        "sched_workforce_viewer": ["Plan", "Exceptions", "Generate", "Findings", "Changes", "People"],
    }.items():
        page = visit("changes", role)
        expect(page.get_by_role("heading", name="Changes")).to_be_visible()
        names = page.get_by_role("navigation", name="Views").get_by_role("link").all_inner_texts()
        assert [name for name in names if name not in ("Patterns", "Calendars")] == offered, role
        expect(page.get_by_role("button", name="Edits")).to_have_count(0)
    page = visit("generate", "sched_viewer")
    expect(page.get_by_role("heading", name="How far the plan reaches")).to_be_visible()
    expect(page.get_by_role("button", name="Generate")).to_have_count(0)


def test_exceptions_are_found_and_changed(visit: Open, plant: Api) -> None:
    page = visit("exceptions?state=all", "sched_planner")
    expect(page.get_by_text("Gearbox")).to_be_visible()
    page.get_by_label("Resource").fill("JHB")
    page.get_by_label("Resource").blur()
    expect(page.get_by_text("Gearbox")).to_have_count(0)
    page.get_by_role("button", name="Edit: Yearly service").click()
    page.get_by_role("dialog").get_by_label("Description").fill("Service of the year")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Service of the year")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Yearly service")).to_be_visible()
    page.get_by_role("link", name="Plan", exact=True).nth(1).click()
    expect(page.get_by_role("complementary", name="JHB-M1")).to_contain_text("Maintenance")


def test_a_key_of_a_part_sees_exceptions_of_that_part(visit: Open) -> None:
    page = visit("exceptions?state=all", "sched_viewer", "JHB")
    expect(page.get_by_text("Yearly service")).to_be_visible()
    expect(page.get_by_text("Gearbox")).to_have_count(0)
    expect(page.get_by_role("button", name="Edit")).to_have_count(0)


def test_generating_at_once_and_in_the_background(visit: Open) -> None:
    page = visit("generate?resource=NYC-L1&from=2029-04-05&to=2029-04-11", "sched_planner")
    expect(page.get_by_text("2 machines, 7 days.")).to_be_visible()
    page.goto("/#/generate?resource=NYC-L1&from=2029-04-05&to=2029-04-04")
    expect(page.get_by_text("The last date is before the first.")).to_be_visible()
    page.goto("/#/generate?resource=NYC-L1&from=2029-04-05&to=2029-04-11")
    foretold = page.get_by_role("region", name="What it changes")
    expect(foretold).to_contain_text("14rows added")
    page.get_by_label("Keep holidays").uncheck()
    page.get_by_role("button", name="Everything anew").click()
    page.reload()
    expect(page.get_by_label("Keep holidays")).not_to_be_checked()
    expect(foretold.get_by_text("The 2 machines with the most changes")).to_be_visible()
    page.get_by_role("button", name="Generate", exact=True).click()
    expect(page.get_by_text("Generated:")).to_contain_text("14 rows added, 0 changed")
    expect(foretold).to_contain_text("Nothing: the plan is there already")
    page.goto("/#/generate?resource=JHB&from=2027-04-05&to=2027-04-11")
    page.get_by_label("In the background").check()
    page.get_by_role("button", name="Generate", exact=True).click()
    jobs = page.get_by_role("region", name="Background jobs")
    expect(jobs.get_by_text("Done", exact=True)).to_be_visible()
    expect(jobs.get_by_text("3 machines")).to_be_visible()
    page.get_by_role("button", name="Where it ends first").click()
    expect(page.get_by_role("row", name="JHB-M3")).to_contain_text("1 Feb 2027")


def test_changes_are_told(visit: Open) -> None:
    page = visit("changes?kind=generated&resource=JHB-L2", "sched_viewer")
    expect(page.get_by_role("link", name="JHB-M3").first).to_be_visible()
    expect(page.get_by_role("link", name="JHB-M1")).to_have_count(0)
    edits = visit("changes?of=edits&table=schedule_exceptions")
    expect(edits.get_by_role("row", name="Exception 1 entered")).to_be_visible()


def test_before_and_after_a_change(visit: Open, plant: Api) -> None:
    page = visit("changes?kind=changed", "sched_planner")
    made = plant("sched_planner").post(
        "/api/v1/exceptions",
        json={
            "resource_code": "NYC-M1", "exception_type": "maintenance", "description": "Belt",
            "start_datetime": "2027-03-18T10:00:00Z", "end_datetime": "2027-03-18T12:00:00Z",
        },
    )  # fmt: skip
    assert made.status_code == 201, made.text
    # Others' edits come in by themselves.
    expect(page.get_by_role("link", name="NYC-M1").first).to_be_visible()
    page.get_by_text("Before and after").first.click()
    expect(page.locator("ins", has_text="Maintenance")).to_contain_text("06:00")
    page.get_by_role("link", name=str(made.json()["id"]), exact=True).first.click()
    expect(page.get_by_text("Belt")).to_be_visible()


def test_files_are_looked_through_and_imported(visit: Open, tmp_path: Path, plant: Api) -> None:
    page = visit("import")
    allow(page, "import_resources.* 400", r"400 \(Bad Request\)")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download an empty file").click()
    empty = Path(download.value.path()).read_text(encoding="utf-8")
    assert empty.startswith("resource_code,resource_name,")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel workbook to fill in").click()
    assert download.value.suggested_filename == "plant.xlsx"
    assert load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))["Plant"]["A1"].value == "resource_code"
    file = tmp_path / "plant.csv"
    head = "resource_code;resource_name;resource_type;parent_code\n"
    file.write_text(head + 'JHB-M8;"Press\n8";work_unit;JHB-L2\nJHB-M9;Press 9;machine;JHB-L7\n', encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    row = page.get_by_role("row", name="4 JHB-M9")
    expect(row.locator("td.bad")).to_have_count(2)
    expect(row).to_contain_text("There is no such parent.")
    expect(page.get_by_role("button", name="Import", exact=True)).to_have_count(0)
    shot(page, "import-problems")
    # As spreadsheets of old write it.
    file = tmp_path / "latin.csv"
    file.write_text(head + "JHB-M8;Säge;work_unit;JHB-L2\n", encoding="latin-1")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("1 problem: nothing can be imported until it is corrected")).to_be_visible()
    expect(page.get_by_text("The file is not in UTF-8")).to_be_visible()
    file = tmp_path / "corrected.csv"
    file.write_text(head + 'JHB-M8;"Press\n8";work_unit;JHB-L2\n', encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Added: 1")).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported. Added: 1")).to_be_visible()
    assert plant("sched_admin").delete("/api/v1/resources/JHB-M8").status_code == 204


def test_files_of_patterns_and_calendars_tell_what_they_would_do(visit: Open, tmp_path: Path) -> None:
    page = visit("import?kind=patterns", "sched_planner")
    file = tmp_path / "patterns.csv"
    head = "pattern_code,pattern_name,cycle_days,cycle_day,start_time,end_time\n"
    file.write_text(f"{head}SAT,Saturday,7,6,06:00,14:00\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("SAT: added, 1 rule")).to_be_visible()
    page.get_by_role("button", name="Calendars").click()
    file = tmp_path / "calendars.csv"
    head = "calendar_code,calendar_name,holiday_date,holiday_name\n"
    file.write_text(f"{head}PLANT,Plant,2027-12-24,Eve\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("PLANT: Added: 1")).to_be_visible()


def test_workbooks_are_looked_through_and_imported(visit: Open, tmp_path: Path, plant: Api, settings: Settings) -> None:
    page = visit("import")
    allow(page, "import/resources/sheet|import_resources.* 400", r"400 \(Bad Request\)")
    workbook = Workbook()
    sheet = workbook.active
    for row in ([], ["resource_code", "resource_name", "resource_type", "parent_code", "is_active"],
                ["JHB-M8", "Press 8", "work_unit", "JHB-L2", True], [],
                ["JHB-M9", "=B3", "work_unit", "JHB-L7", "perhaps"]):  # fmt: skip
        sheet.append(row)
    good = workbook.create_sheet("Corrected")
    for row in (["resource_code", "resource_name", "resource_type", "parent_code"],
                ["JHB-M8", "Press 8", "work_unit", "JHB-L2"]):  # fmt: skip
        good.append(row)
    file = tmp_path / "plant.xlsx"
    workbook.save(file)
    page.locator("input[type=file]").set_input_files(file)
    row = page.get_by_role("row", name="5 JHB-M9")
    expect(row).to_contain_text("Cell B5 holds a formula.", timeout=20_000)  # it is read twice, each in a process
    expect(row.locator("td.bad")).to_have_count(1)  # what else the row means is asked when its cells can be read
    expect(page.get_by_text("Sheet Sheet, 2 rows")).to_be_visible()
    assert findings(page, settings, within=".view") == []
    shot(page, "import-workbook-problems")
    page.get_by_role("group", name="Sheet").get_by_role("button", name="Corrected").click()
    expect(page.get_by_text("Added: 1")).to_be_visible(timeout=20_000)
    shot(page, "import-workbook")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported. Added: 1")).to_be_visible()
    assert plant("sched_admin").delete("/api/v1/resources/JHB-M8").status_code == 204


def test_what_is_no_workbook_is_told(visit: Open, tmp_path: Path) -> None:
    page = visit("import?kind=patterns", "sched_planner")
    allow(page, "import[/_]patterns.* 400", r"400 \(Bad Request\)")
    expect(page.get_by_role("button", name="Resources")).to_have_count(0)
    file = tmp_path / "shifts.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("is in the old Excel format (.xls).")).to_be_visible()
    page.get_by_label("Change patterns that exist already").check()
    expect(page.get_by_text("is in the old Excel format (.xls).")).to_be_visible()


def test_webhooks_are_registered_changed_and_removed(visit: Open) -> None:
    page = visit("webhooks")
    page.get_by_role("button", name="Add a webhook").click()
    page.get_by_label("Name", exact=True).fill("mes")
    page.get_by_label("Address").fill("https://mes.example.com/hook")
    page.get_by_label("Further headers").fill("X-Plant: Johannesburg")
    expect(page.locator("code.secret")).to_contain_text("whsec_")
    page.get_by_role("button", name="Save").click()
    row = page.get_by_role("row", name="mes")
    expect(row).to_contain_text("All events")
    page.get_by_role("button", name="Edit: mes").click()
    expect(page.locator("code.secret")).to_have_count(0)
    page.get_by_label("About").fill("JHB")
    page.get_by_text("Events: All events").click()
    page.get_by_label("shift.taken").uncheck()
    page.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("JHB")
    expect(row).not_to_contain_text("shift.taken")
    page.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text("The whole plant")
    page.get_by_role("button", name="Switch off: mes").click()
    expect(row).to_contain_text("Off")
    page.get_by_role("button", name="Deliveries: mes").click()
    expect(page.get_by_role("region", name="Deliveries")).to_contain_text("There are none.")
    page.get_by_role("button", name="Remove: mes").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(row).to_have_count(0)


def test_findings_lead_to_where_they_are(visit: Open) -> None:
    page = visit("findings", "sched_viewer")
    found = page.get_by_role("link")
    expect(page.get_by_role("group", name="Severity")).to_be_visible()
    page.get_by_role("searchbox").fill("nothing like it")
    expect(page.get_by_text("Nothing matches.").or_(page.get_by_text("Nothing looks like a mistake."))).to_be_visible()
    assert found.count() > 0


def test_where_people_are_missing_and_who_could_come(visit: Open, settings: Settings) -> None:
    page = visit("people?level=area&date=2027-03-15", "sched_workforce_planner")
    cell = page.get_by_role("button", name="JHB-A, Mon 15 Mar")
    expect(cell).to_have_text("1")
    cell.click()
    page.get_by_role("button", name="Why, and who could come").first.click()
    panel = page.get_by_role("complementary")
    expect(panel).to_contain_text("Ottoline Marchbanks (J-2)")
    panel.get_by_text("not counted, and why").click()
    expect(panel).to_contain_text("J-1 is absent")
    expect(panel.get_by_text("Who could come in")).to_be_visible()
    shot(page, "people-gap")
    assert findings(page, settings) == []
    page.goto("/#/people?team=JT&date=2027-03-15")
    expect(page.get_by_role("row", name="Zebulon Quillfeather")).to_contain_text("Absent")
    assert findings(page, settings) == []


def test_a_gap_is_filled_by_whoever_could_come(visit: Open, settings: Settings) -> None:
    page = visit("people?level=area&date=2027-03-15&cell=JHB-A&day=2027-03-15", "sched_workforce_planner")
    page.get_by_role("button", name="Why, and who could come").first.click()
    page.get_by_role("button", name="Give the shift to Isidore Blackwater (J-3)").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("region", name="What it changes")).to_contain_text("80 h")
    assert findings(page, settings) == []
    dialog.get_by_role("button", name="Give the shift", exact=True).click()
    expect(page.get_by_role("button", name="JHB-A, Mon 15 Mar: enough")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="JHB-A, Mon 15 Mar: 1 person missing")).to_be_visible()


def test_a_shift_is_offered_and_the_offer_withdrawn(visit: Open) -> None:
    page = visit("people?level=area&date=2027-03-15&cell=JHB-A&day=2027-03-15", "sched_workforce_planner")
    page.get_by_role("button", name="Why, and who could come").first.click()
    page.get_by_role("button", name="Offer it to whoever is first").click()
    page.get_by_role("dialog").get_by_role("button", name="Offer", exact=True).click()
    expect(page.get_by_text("to be taken")).to_be_visible()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("to be taken")).to_have_count(0)
    page.locator(".toast", has_text="no more").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("to be taken")).to_be_visible()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("to be taken")).to_have_count(0)


def test_a_change_of_a_roster_is_taken_back(visit: Open) -> None:
    page = visit("people?person=J-1&date=2027-03-24", "sched_workforce_planner")
    page.get_by_role("button", name="Take back the change of J-1 on Wed 24 Mar").first.click()
    dialog = page.get_by_role("dialog")
    changes = dialog.get_by_role("region", name="What it changes")
    expect(changes).to_contain_text(re.compile("144 . 160 h"))
    expect(changes.locator("del")).to_contain_text("Off")
    dialog.get_by_role("button", name="Take back", exact=True).click()
    expect(page.get_by_role("button", name="Take back")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Take back").first).to_be_visible()


def test_whoever_only_looks_is_offered_no_shift(visit: Open) -> None:
    page = visit("people?level=area&date=2027-03-15&cell=JHB-A&day=2027-03-15", "sched_workforce_viewer")
    page.get_by_role("button", name="Why, and who could come").first.click()
    expect(page.get_by_role("complementary").get_by_role("link", name="J-3")).to_be_visible()
    expect(page.get_by_role("button", name="Give the shift")).to_have_count(0)
    expect(page.get_by_role("button", name="Offer it")).to_have_count(0)
    page.goto("/#/people?person=J-1&date=2027-03-24")
    expect(page.get_by_role("row", name="J-1")).to_be_visible()
    expect(page.get_by_role("button", name="Take back")).to_have_count(0)


@pytest.fixture
def rest(plant: Api) -> Iterator[None]:
    """Eleven hours of rest are asked for, which nobody of team JT has."""
    switch = "update sched.emp_work_rules set is_active = %s, severity = 'note' where rule_code = 'EU_DAILY_REST'"
    with psycopg.connect(plant.database_url, autocommit=True) as connection:
        connection.execute(switch, [True])
        yield
        connection.execute(switch, [False])


def test_findings_of_people_lead_to_where_they_are(visit: Open, rest: None) -> None:
    page = visit("findings", "sched_workforce_planner")
    for code, name, shown in (
        ("LINT-028", "EU_DAILY_REST", "instead of at least 11 h"),
        ("LINT-022", "X-1", "X-1"),
        ("LINT-020", None, "J-3"),
    ):
        page.goto("/#/findings")
        row = page.get_by_role("row", name=code).first
        (row.get_by_role("link", name=name) if name else row.get_by_role("link").first).click()
        expect(page.get_by_role("heading", name="People")).to_be_visible()
        expect(page.get_by_role("row", name=shown).first).to_be_visible()
        expect(page.get_by_role("alert")).to_have_count(0)


def test_findings_say_what_to_do_on_the_page(visit: Open) -> None:
    page = visit("findings", "sched_workforce_planner")
    taken_back = page.get_by_role("row", name="LINT-020").first
    expect(taken_back.get_by_role("link", name="Take the change back")).to_be_visible()
    expect(taken_back).not_to_contain_text("sched roster")
    # The page has no way to do this.
    expect(page.get_by_role("row", name="LINT-022")).to_contain_text(
        re.compile(r"Put them into a team.*At the command line: sched teams assign, sched employees set --inactive")
    )
    expect(page.get_by_role("row", name="LINT-022").locator("code").first).to_have_text("sched teams assign")


def test_a_finding_of_the_plant_leads_to_where_it_is_mended(visit: Open, plant: Api) -> None:
    with psycopg.connect(plant.database_url, autocommit=True) as connection:
        connection.execute(
            "insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id,"
            " requires_scheduling) values ('ACME-X', 'Alone', 'work_unit', sched_engine.resource_id('ACME'), true)"
        )
        try:
            page = visit("findings")
            found = page.get_by_role("row", name="LINT-001")
            expect(found).not_to_contain_text("sched assign")
            found.get_by_role("link", name="Assign a pattern").click()
            expect(page.get_by_role("heading", name="Alone")).to_be_visible()
            expect(page.get_by_role("button", name="Assign a pattern").first).to_be_visible()
        finally:
            connection.execute("delete from sched.resources where resource_code = 'ACME-X'")


def test_a_roster_says_which_rule_it_breaks(visit: Open, rest: None, settings: Settings) -> None:
    page = visit("people?rule=EU_DAILY_REST&date=2027-03-22", "sched_workforce_planner")
    page.get_by_role("link", name="Ottoline Marchbanks (J-2)").first.click()
    expect(page.get_by_text("8 h instead of at least 11 h").first).to_be_visible()
    expect(page.locator(".shift.breaks").first).to_be_visible()
    assert findings(page, settings) == []
    page.reload()
    expect(page.locator(".shift.breaks").first).to_be_visible()


def test_a_change_that_there_is_not(visit: Open) -> None:
    page = visit("people?change=99999", "sched_workforce_planner")
    expect(page.get_by_text("There is no change of the roster 99999.")).to_be_visible()


def test_a_roster_is_printed_with_what_and_when(visit: Open) -> None:
    page = visit("people?team=JT&date=2027-03-15", "sched_workforce_planner")
    expect(page.get_by_role("row", name="Zebulon")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text(re.compile("Rosters · JT · 15.{1,3}21 Mar 2027"))).to_be_visible()
    expect(page.get_by_text("Printed 10 Mar 2027")).to_be_visible()
    expect(page.get_by_role("button", name="This week")).not_to_be_visible()


PAPER = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize(
    ("view", "days", "free", "holidays"),
    [("fortnight", 14, 6, ["Su21", "Mo22", "Fr26"]), ("month", 31, 11, ["Su21", "Mo22", "Fr26", "Mo29"])],
)
def test_a_roster_for_the_wall(
    visit: Open, settings: Settings, view: str, days: int, free: int, holidays: list[str]
) -> None:
    page = visit(f"people?team=JT&date=2027-03-15&view={view}", "sched_workforce_planner")
    sheet = page.get_by_role("table", name="Rosters")
    expect(sheet.locator("thead th")).to_have_count(days + 2)
    absent = page.get_by_role("row", name="Zebulon Quillfeather (J-1)")
    expect(absent.locator(".tile.absent")).to_have_text(["abs"] * 3)
    expect(absent.locator(".tile.off")).to_have_text(["off"])  # somebody else took it
    expect(sheet.locator("th.holiday")).to_have_text(holidays)
    expect(sheet.locator("thead th.free")).to_have_count(free)
    key = page.locator(".panel .legend")
    expect(key).to_contain_text("Fri 26 Mar: Good Friday")
    expect(key).to_contain_text(re.compile("D06:00.14:00"))
    assert findings(page, settings) == []
    shot(page, f"roster-{view}")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for paper in ("A4", "A3"):
        assert len(PAPER.findall(page.pdf(format=paper, landscape=True))) == 1
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Tu 16").click()
    expect(page.get_by_role("button", name="Week", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Month").click()
    page.get_by_role("button", name="Later").click()
    expect(page.locator("strong", has_text=re.compile("1.{1,3}30 Apr 2027"))).to_be_visible()


PLACES = "all => all.map((each) => { const { top, width } = each.getBoundingClientRect(); return [top, width]; })"


def test_columns_are_even_and_steps_stay_together(visit: Open) -> None:
    page = visit("people?level=area&date=2027-03-15", "sched_workforce_planner", width=820, height=1180)
    days = page.locator(".heat thead th:not(:first-child, :last-child)")
    expect(days).to_have_count(7)
    widths = [width for _, width in days.evaluate_all(PLACES)]
    assert max(widths) - min(widths) < 1
    expect(page.locator(".heat thead th.number")).to_have_css("text-align", "right")
    page.get_by_role("button", name="Rosters").click()
    expect(page.get_by_role("button", name="Two weeks")).to_be_visible()
    steps = page.get_by_role("button", name=re.compile("^(Earlier|This week|Later)$"))
    assert len({top for top, _ in steps.evaluate_all(PLACES)}) == 1


@pytest.mark.parametrize("width", [1280, 1261, 1260, 1000, 820])
def test_every_view_is_named_in_sight(visit: Open, width: int) -> None:
    page = visit("exceptions", "sched_admin", width=width, height=800)
    views = page.get_by_role("navigation").first
    expect(views.get_by_role("link", name="People")).to_be_visible()
    assert views.evaluate("nav => nav.scrollWidth <= nav.clientWidth")


def test_paper_is_light_whatever_the_screen_is(visit: Open) -> None:
    page = visit("people?team=JT&date=2027-03-15", "sched_workforce_planner", color_scheme="dark")
    absent = page.locator(".shift.absent").first
    expect(absent).to_have_css("background-color", "rgb(61, 49, 21)")
    page.emulate_media(media="print")
    expect(absent).to_have_css("background-color", "rgb(255, 244, 217)")


def test_names_stay_with_those_who_may_see_them(visit: Open) -> None:
    page = visit("people?team=JT&date=2027-03-15", "sched_workforce_viewer")
    expect(page.get_by_role("row", name="J-1")).to_contain_text("Absent")
    assert not any(name in page.content() for name in people.SECRETS)
    page = visit("people?level=area&date=2027-03-15&cell=JHB-A&day=2027-03-15", "sched_planner")
    expect(page.get_by_role("complementary")).to_contain_text("1 of 2 there")
    expect(page.get_by_role("button", name="Rosters")).to_have_count(0)
    expect(page.get_by_role("button", name="Why")).to_have_count(0)
