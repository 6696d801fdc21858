"""A planner's day on the page: looking, planning a stop, taking it back, what others do meanwhile, and printing."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import psycopg
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from equipment_scheduling.runtime import nginx
from equipment_scheduling.settings import Settings
from support.api_plant import Api
from support.browser import KEY, allow, findings, shot, sign_in

OpenPage = Callable[..., Page]
ROW, MINUS = 28, "\N{MINUS SIGN}"


@pytest.fixture
def planner(open_page: OpenPage, plant: Api) -> Page:
    """The page, with the key of a planner."""
    page = open_page(plant)
    page.goto("/")
    sign_in(page, plant.key("sched_planner"))
    expect(row(page, "JHB-M1")).to_be_visible()
    return page


def row(page: Page, code: str) -> Locator:
    """The name of a machine beside its time."""
    return page.get_by_role("option", name=re.compile(rf"^{code}\b"))


def hours(page: Page, code: str, amount: str) -> None:
    """What a machine is planned to run."""
    expect(row(page, code).locator(".hours")).to_have_text(amount)


def drag(page: Page, code: str, begin: float, end: float) -> None:
    """From one part of the days shown to another."""
    box, line = page.locator(".timeline").bounding_box(), row(page, code).bounding_box()
    label = page.locator(".timeline .labels").bounding_box()
    assert box and line and label
    left, y = box["x"] + label["width"], line["y"] + ROW / 2
    width = box["x"] + page.locator(".timeline").evaluate("each => each.clientWidth") - 8 - left
    page.mouse.move(left + begin * width, y)
    page.mouse.down()
    page.mouse.move(left + (begin + end) / 2 * width, y)
    page.mouse.move(left + end * width, y)
    page.mouse.up()


def test_signing_in(open_page: OpenPage, plant: Api) -> None:
    page = open_page(plant)
    allow(page, "401")
    page.goto("/")
    page.get_by_label("API key or token").fill("sched_nothing")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    shot(page, "sign-in")
    page.get_by_label("API key or token").fill(plant.key("sched_viewer"))
    page.get_by_role("button", name="Sign in").click()
    expect(row(page, "NYC-M1")).to_be_visible()
    # Who only looks is offered nothing else.
    expect(page.get_by_role("button", name="Plan a stop")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("API key or token")).to_be_visible()


def test_a_key_that_ends_while_the_page_is_open(open_page: OpenPage, plant: Api) -> None:
    page = open_page(plant)
    allow(page, "401")
    page.goto("/")
    key = plant.key("sched_planner", name="for a moment")
    sign_in(page, key)
    expect(row(page, "JHB-M1")).to_be_visible()
    with psycopg.connect(plant.database_url, autocommit=True) as connection:
        connection.execute("select sched_http.revoke_api_key('for a moment')")
    # The live events end with the key too, and may be first.
    page.evaluate("location.hash = '#/plan/JHB?view=month'")
    expect(page.get_by_text("no longer accepted")).to_be_visible()


def test_a_key_that_has_ended_before(open_page: OpenPage, plant: Api) -> None:
    page = open_page(plant)
    allow(page, "401")
    page.goto("/#/plan/JHB")
    sign_in(page, "sched_nothing")
    expect(page.get_by_text("no longer accepted")).to_be_visible()


@pytest.mark.parametrize(("signed_in", "is_given"), [("the same", True), ("somebody else", False)])
def test_what_was_asked_for_early_is_for_who_asked(
    open_page: OpenPage, plant: Api, signed_in: str, is_given: bool
) -> None:
    page = open_page(plant)
    page.route("**/rpc/current_caller", lambda _: None)  # never answered, so that nobody takes the rows
    page.goto("/")
    key = plant.key("sched_planner")
    sign_in(page, key)
    given = page.evaluate(
        """async ([name, key]) => {
            const { taken } = await import('/app/early.js');
            sessionStorage.setItem(name, key);
            return taken('rows') !== undefined;
        }""",
        [KEY, key if signed_in == "the same" else plant.key("sched_viewer")],
    )
    assert given == is_given


def test_a_server_that_is_away_costs_no_key(open_page: OpenPage, plant: Api) -> None:
    page = open_page(plant)
    allow(page, "ERR_FAILED", "failed: ")
    page.goto("/#/plan/JHB")
    page.route("**/api/**", lambda route: route.abort())
    sign_in(page, plant.key("sched_viewer"))
    expect(page.get_by_text("The server does not answer.")).to_be_visible()
    page.unroute("**/api/**")
    page.get_by_role("button", name="Try again").click()
    expect(row(page, "JHB-M1")).to_be_visible()


def test_a_plant_without_machines(
    open_page: OpenPage,
    fresh_database: Callable[[], str],
    serve: Callable[[str], str],
    proxy: Callable[..., nginx.Server],
) -> None:
    url = fresh_database()
    empty = Api(proxy(int(serve(url).rsplit(":", 1)[1])).url, url)
    page = open_page(empty)
    allow(page, "events")
    for role, links in {"sched_admin": 4, "sched_planner": 3, "sched_viewer": 0}.items():
        page.goto("/")
        sign_in(page, empty.key(role))
        expect(page.get_by_role("heading", name="There are no machines to plan yet")).to_be_visible()
        expect(page.locator(".start").get_by_role("link")).to_have_count(links)
    site = {"resource_code": "S", "resource_name": "S", "resource_type": "site", "time_zone": "UTC"}
    assert empty("sched_admin").post("/api/v1/resources", json=site).status_code == 201
    page.reload()
    expect(page.get_by_text("1 resource is there, and none is to be planned")).to_be_visible()
    empty.close()


def test_days_in_which_nothing_runs(planner: Page) -> None:
    planner.goto("/#/plan/JHB?view=week&date=2030-03-10")
    expect(planner.get_by_text("Nothing runs in these days by the plan.")).to_be_visible()
    planner.locator(".foot").get_by_role("link", name="Generate").click()
    expect(planner.get_by_label("From")).to_have_value("2030-03-04")


def test_a_key_of_a_part_sees_that_part(open_page: OpenPage, plant: Api) -> None:
    page = open_page(plant)
    page.goto("/")
    sign_in(page, plant.key("sched_viewer", scope="JHB"))
    expect(row(page, "JHB-M1")).to_be_visible()
    expect(row(page, "NYC-M1")).to_have_count(0)
    expect(page.get_by_text("NYC")).to_have_count(0)


@pytest.mark.parametrize("scope", [None, "NYC", "NYC-L1"])
def test_zones_are_those_that_the_server_works_out(open_page: OpenPage, plant: Api, scope: str | None) -> None:
    page = open_page(plant)
    page.goto("/")
    sign_in(page, plant.key("sched_viewer", scope=scope))
    expect(row(page, "NYC-M1")).to_be_visible()
    asked = "/api/v1/resources?select=resource_code,resource_name,effective_time_zone&requires_scheduling=is.true"
    for each in plant("sched_viewer", scope).get(asked).json():
        told = "{resource_code} {resource_name} ({effective_time_zone})".format(**each)
        expect(row(page, each["resource_code"])).to_have_attribute("title", told)


NAMES_DRAWN = """
    const drawn = new Set();
    const names = (node) => node.matches?.('.label') ? [node] : node.querySelectorAll?.('.label') || [];
    const see = (node) => names(node).forEach((each) => drawn.add(each));
    new MutationObserver((all) => all.forEach((each) => [...each.addedNodes, ...each.removedNodes].forEach(see)))
        .observe(document, { childList: true, subtree: true });
    window.drawn = () => drawn.size;
"""


def test_only_machines_that_are_visible_are_drawn(open_page: OpenPage, plant: Api) -> None:
    """Not all at first either: of a large plant they would take long."""
    page = open_page(plant, height=400)
    page.add_init_script(NAMES_DRAWN)
    page.goto("/")
    sign_in(page, plant.key("sched_viewer"))
    expect(row(page, "ACME")).to_be_visible()
    visible = page.locator(".timeline .label").count()
    assert 0 < visible < 10
    assert page.evaluate("window.drawn()") == visible


def test_what_is_always_needed_is_read_at_once(planner: Page) -> None:
    """The scripts of the first view stand in index.html, all of them and no other, so that none waits for another."""
    read = planner.evaluate(
        "() => performance.getEntriesByType('resource').map((each) => each.name).filter((each) => each.endsWith('.js'))"
    )
    named = planner.evaluate(
        "() => [...document.querySelectorAll('link[rel=modulepreload], script')].map((each) => each.href || each.src)"
    )
    assert sorted(named) == sorted(read)


SIZE = """() => performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
    .filter((each) => !each.name.includes('/api/')).reduce((sum, each) => sum + each.encodedBodySize, 0)"""


def test_the_first_view_is_small(open_page: OpenPage, plant: Api) -> None:
    page = open_page(plant)
    page.add_init_script(f"sessionStorage.setItem('{KEY}', '{plant.key('sched_viewer')}')")
    page.goto("/")
    expect(row(page, "JHB-M1")).to_be_visible()
    assert 40_000 < page.evaluate(SIZE) < 59_000


def test_the_plant_is_asked_for_while_scripts_are_read(planner: Page) -> None:
    held: list[Route] = []
    asked: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)

    planner.on("request", lambda request: asked.append(request.url))
    planner.route("**/app/main.js", hold)
    with planner.expect_response("**/api/v1/resources?*"), planner.expect_response("**/api/v1/rpc/current_caller"):
        planner.reload(wait_until="commit")
    held[0].continue_()
    hours(planner, "JHB-M1", "80")
    assert [sum(word in url for url in asked) for word in ("/rpc/current_caller", "/resources?")] == [1, 1]
    planner.unroute("**/app/main.js")
    # Whoever goes elsewhere first asks for what is shown there.
    planner.goto("/#/findings")
    expect(planner.get_by_role("heading", name="Findings")).to_be_visible()
    asked.clear()
    planner.reload()
    expect(planner.get_by_role("heading", name="Findings")).to_be_visible()
    assert not any("/resources?" in url for url in asked)


def test_sums_of_the_plant_come_after_its_machines_and_when_they_change(planner: Page, plant: Api) -> None:
    asked: list[str] = []
    planner.on("request", lambda request: asked.append(request.url.split("/")[-1].split("?")[0]))
    planner.goto("/#/plan/JHB?view=week&date=2027-03-10")
    hours(planner, "JHB-L1", "160")
    asked.clear()
    planner.reload()
    hours(planner, "JHB-L1", "160")
    planner.wait_for_timeout(1000)
    data = [each for each in asked if each in ("equipment_schedules", "availability_by_level")]
    assert data == ["equipment_schedules", "availability_by_level"]
    expect(planner.get_by_text("Live", exact=True)).to_be_visible()
    stop = {
        "resource_code": "JHB-M1", "exception_type": "shutdown", "description": "Counted",
        "start_datetime": "2027-03-12T08:00:00Z", "end_datetime": "2027-03-12T10:00:00Z",
    }  # fmt: skip
    made = plant("sched_planner").post("/api/v1/exceptions", json=stop)
    hours(planner, "JHB-L1", "158")
    plant("sched_planner").delete(f"/api/v1/exceptions/{made.json()['id']}")
    hours(planner, "JHB-L1", "160")


def test_days_of_23_hours_are_whole_days(planner: Page) -> None:
    """On 14 March 2027 clocks in New York go forward; each row by its own clock, or all by one."""
    planner.goto("/#/plan/ACME?view=week&date=2027-03-10")
    hours(planner, "NYC-M1", "167")
    planner.goto("/#/plan/ACME?view=day&date=2027-03-14")
    hours(planner, "NYC-M1", "23")
    planner.get_by_label("Clock").select_option("Africa/Johannesburg")
    hours(planner, "NYC-M1", "24")
    shot(planner, "plan-day")


def test_a_stop_is_dragged_saved_moved_and_taken_back(planner: Page) -> None:
    planner.goto("/#/plan/JHB?view=week&date=2027-03-17")
    hours(planner, "JHB-M2", "80")
    drag(planner, "JHB-M2", 0.5 / 7, 0.75 / 7)
    dialog = planner.get_by_role("dialog")
    expect(dialog.get_by_label("From", exact=True)).to_have_value("2027-03-15T12:00")
    expect(dialog.get_by_label("To", exact=True)).to_have_value("2027-03-15T18:00")
    expect(dialog.get_by_label("What it changes")).to_contain_text(f"{MINUS}6 h")
    shot(planner, "plan-stop")
    dialog.get_by_label("Description").fill("Oil")
    dialog.get_by_role("button", name="Save").click()
    hours(planner, "JHB-M2", "74")
    # By two hours later, over what is planned already.
    drag(planner, "JHB-M2", 0.6 / 7, (0.6 + 2 / 24) / 7)
    expect(dialog.get_by_label("From", exact=True)).to_have_value("2027-03-15T14:00")
    expect(dialog.get_by_label("Description")).to_have_value("Oil")
    expect(dialog.get_by_label("What it changes")).to_contain_text(f"{MINUS}2 h")
    expect(dialog.get_by_label("What it changes")).to_contain_text("+2 h")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    expect(planner.get_by_role("complementary")).to_contain_text("14:00")
    planner.get_by_role("button", name="Undo").last.click()
    expect(planner.get_by_text("Undone.")).to_be_visible()
    planner.get_by_role("complementary").get_by_role("button", name="Edit").first.click()
    dialog.get_by_role("button", name="Cancel the exception …").click()
    expect(dialog.get_by_label("What it changes")).to_contain_text("+6 h")
    dialog.get_by_role("button", name="Cancel the exception", exact=True).click()
    hours(planner, "JHB-M2", "80")


def test_a_bar_that_is_narrow_can_be_moved(planner: Page, plant: Api) -> None:
    stop = {
        "resource_code": "JHB-M2", "exception_type": "maintenance", "description": "Short",
        "start_datetime": "2027-03-16T08:00:00Z", "end_datetime": "2027-03-16T08:30:00Z",
    }  # fmt: skip
    made = plant("sched_planner").post("/api/v1/exceptions", json=stop).json()
    planner.goto("/#/plan/JHB?view=week&date=2027-03-17")
    hours(planner, "JHB-M2", "79.5")
    drag(planner, "JHB-M2", (1 + 10.25 / 24) / 7, (2 + 10.25 / 24) / 7)
    dialog = planner.get_by_role("dialog")
    expect(dialog.get_by_label("From", exact=True)).to_have_value("2027-03-17T10:00")
    expect(dialog.get_by_label("To", exact=True)).to_have_value("2027-03-17T10:30")
    planner.keyboard.press("Escape")
    plant("sched_planner").delete(f"/api/v1/exceptions/{made['id']}")
    hours(planner, "JHB-M2", "80")


def test_a_stop_of_the_level_above_stays_where_it_is(open_page: OpenPage, plant: Api) -> None:
    """Who is limited to a part of the plant is told why, and which pattern comes from above."""
    stop = {
        "resource_code": "JHB", "exception_type": "shutdown", "description": "Power",
        "start_datetime": "2027-03-16T08:00:00Z", "end_datetime": "2027-03-16T12:00:00Z",
    }  # fmt: skip
    made = plant("sched_planner").post("/api/v1/exceptions", json=stop).json()
    page = open_page(plant)
    allow(page, r"exceptions/\d+")
    page.goto("/#/plan/JHB-A?view=week&date=2027-03-17")
    sign_in(page, plant.key("sched_planner", scope="JHB-A"))
    hours(page, "JHB-M2", "76")
    drag(page, "JHB-M2", (1 + 12 / 24) / 7, (2 + 12 / 24) / 7)
    expect(page.get_by_text("of a level above")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("complementary")).to_contain_text("TWO_SHIFT")
    plant("sched_planner").delete(f"/api/v1/exceptions/{made['id']}")


def test_a_stop_begins_where_one_looks(planner: Page) -> None:
    """In the days that are shown, or at the moment that was chosen: whichever way the form is opened."""
    planner.goto("/#/plan/JHB?view=week&date=2027-03-17&machine=JHB-M2")
    begins = planner.get_by_role("dialog").get_by_label("From", exact=True)
    expect(row(planner, "JHB-M2")).to_be_visible()
    for button in planner.get_by_role("button", name="Plan a stop").all():
        button.click()
        expect(begins).to_have_value("2027-03-15T08:00")
        planner.keyboard.press("Escape")
    drag(planner, "JHB-M2", (2 + 9 / 24) / 7, (2 + 9 / 24) / 7)
    expect(planner.get_by_role("complementary").locator(".why")).to_be_visible()
    planner.keyboard.press("n")
    expect(begins).to_have_value("2027-03-17T09:00")


def test_every_second_friday(planner: Page) -> None:
    """Recurrence is said in words."""
    planner.goto("/#/plan/JHB?view=month&date=2027-03-01")
    planner.get_by_role("button", name="Plan a stop").first.click()
    dialog = planner.get_by_role("dialog")
    dialog.get_by_label("From", exact=True).fill("2027-03-12T06:00")
    dialog.get_by_label("To", exact=True).fill("2027-03-12T08:00")
    dialog.get_by_label("Repeat").select_option("WEEKLY")
    dialog.get_by_label("Every how many").fill("2")
    dialog.get_by_label("Fri").check()
    expect(dialog.get_by_role("group").first).to_contain_text("Every 2 weeks on Fri")
    # The saw begins later. Seven such Fridays in the three months that are looked at, one of them a holiday.
    expect(dialog.get_by_label("What it changes")).to_contain_text(f"{MINUS}24 h")
    dialog.get_by_role("button", name="Close").last.click()


def test_a_mistake_is_said_before_it_is_made(planner: Page) -> None:
    planner.goto("/#/plan/JHB?view=week&date=2027-03-10")
    planner.get_by_role("button", name="Plan a stop").first.click()
    dialog = planner.get_by_role("dialog")
    dialog.get_by_label("From", exact=True).fill("2027-03-12T08:00")
    dialog.get_by_label("To", exact=True).fill("2027-03-12T06:00")
    expect(dialog.get_by_label("What it changes")).to_contain_text("It cannot be saved")
    expect(dialog.get_by_role("button", name="Save")).to_be_disabled()
    planner.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_what_somebody_else_does_is_seen_within_two_seconds(planner: Page, plant: Api) -> None:
    planner.goto("/#/plan/JHB?view=week&date=2027-03-10")
    hours(planner, "JHB-M1", "80")
    expect(planner.get_by_text("Live", exact=True)).to_be_visible()
    stop = {
        "resource_code": "JHB-M1", "exception_type": "shutdown", "description": "Elsewhere",
        "start_datetime": "2027-03-12T08:00:00Z", "end_datetime": "2027-03-12T10:00:00Z",
    }  # fmt: skip
    made = plant("sched_planner").post("/api/v1/exceptions", json=stop)
    began = time.monotonic()
    hours(planner, "JHB-M1", "78")
    assert time.monotonic() - began < 2
    plant("sched_planner").delete(f"/api/v1/exceptions/{made.json()['id']}")
    hours(planner, "JHB-M1", "80")


def test_why_a_machine_stands_still(planner: Page) -> None:
    planner.goto("/#/plan/JHB?view=week&date=2027-03-15")
    expect(row(planner, "JHB-M1")).to_be_visible()
    drag(planner, "JHB-M1", 9.5 / 24 / 7, 9.5 / 24 / 7)
    side = planner.get_by_role("complementary")
    expect(side.locator(".why")).to_contain_text("Maintenance")
    assert "machine=JHB-M1" in planner.url
    shot(planner, "plan-machine")
    # The moment is part of the address.
    planner.reload()
    expect(side.locator(".why")).to_contain_text("Maintenance")


def test_what_was_known(planner: Page) -> None:
    """Before the plan was generated nothing was; since then it is what it is now."""
    planner.goto("/#/plan/JHB?view=week&date=2027-03-15&machine=JHB-M3")
    known = planner.get_by_label("as it was known at")
    known.fill("2020-01-01T00:00")
    expect(planner.get_by_text("not planned yet")).to_be_visible()
    known.fill("2100-01-01T00:00")
    expect(planner.locator(".known li")).to_have_count(5)
    expect(planner.locator(".known li").first).to_contain_text("17:00 D Operating")
    planner.reload()
    expect(known).to_have_value("2100-01-01T00:00")
    expect(planner.locator(".known li")).to_have_count(5)


def test_everything_by_keyboard(planner: Page) -> None:
    planner.goto("/#/plan/JHB?view=week&date=2027-03-10")
    expect(row(planner, "JHB-M1")).to_be_visible()
    planner.locator(".timeline").focus()
    for _ in range(4):
        planner.keyboard.press("ArrowDown")
    expect(row(planner, "JHB-M1")).to_have_attribute("aria-selected", "true")
    planner.keyboard.press("n")
    expect(planner.get_by_role("dialog")).to_contain_text("JHB-M1")
    planner.keyboard.press("Escape")
    planner.keyboard.press("ArrowRight")
    expect(planner.locator(".tools strong").first).to_contain_text("15")
    planner.keyboard.press("/")
    planner.keyboard.type("saw")
    planner.get_by_role("button", name="JHB-M3 Saw").click()
    assert "machine=JHB-M3" in planner.url


def test_a_pattern_for_an_area(planner: Page) -> None:
    planner.goto("/#/plan/JHB-A?view=week&date=2027-03-17")
    hours(planner, "JHB-M2", "80")
    planner.get_by_role("button", name="Assign a pattern").first.click()
    dialog = planner.get_by_role("dialog")
    dialog.locator("select").select_option("24_7")
    dialog.get_by_label("From", exact=True).fill("2027-03-15")
    expect(dialog.get_by_label("What it changes")).to_contain_text("machines")
    dialog.get_by_role("button", name="Save").click()
    hours(planner, "JHB-M2", "144")  # Sunday is a holiday
    planner.get_by_role("button", name="Undo").last.click()
    hours(planner, "JHB-M2", "80")


def test_addresses_that_are_wrong(planner: Page) -> None:
    """They break nothing: what they mean is shown as far as it can be."""
    for wrong in ("JHB?date=2027-99-99", "JHB?clock=Mars/X", "%E0%A4%A", "JHB?machine=JHB-M1&known=2027-99-99T99:99"):
        planner.goto(f"/#/plan/{wrong}")
        expect(row(planner, "JHB-M1")).to_be_visible()
    planner.goto("/#/plan/GONE")
    expect(planner.get_by_text("There is no resource GONE.")).to_be_visible()
    planner.goto("/#/plan/JHB?machine=GONE")
    expect(planner.get_by_text("There is no resource GONE.")).to_be_visible()
    planner.goto("/#/calendars/ZA?year=2027&date=2027-99-99")
    expect(planner.get_by_role("heading", name="ZA")).to_be_visible()


def test_a_search_leads_to_a_machine(planner: Page) -> None:
    """Enter takes the first of what was found, in the order of codes; its row comes into view."""
    planner.set_viewport_size({"width": 1280, "height": 320})
    planner.keyboard.press("/")
    planner.keyboard.type("JHB-M")
    expect(planner.locator(".tree .name")).to_have_text([re.compile(f"^JHB-M{nr}") for nr in (1, 2, 3)])
    planner.keyboard.type("3")
    planner.keyboard.press("Enter")
    expect(planner.get_by_role("complementary", name="JHB-M3")).to_be_visible()
    expect(row(planner, "JHB-M3")).to_be_in_viewport(ratio=0.9)


def test_the_focus_comes_back_from_a_dialog(planner: Page) -> None:
    planner.goto("/#/plan/JHB?view=week&date=2027-03-10&machine=JHB-M2")
    timeline = planner.get_by_role("listbox")
    timeline.focus()
    planner.keyboard.press("n")
    expect(planner.get_by_role("dialog")).to_be_visible()
    planner.keyboard.press("Escape")
    expect(planner.get_by_role("dialog")).to_have_count(0)
    expect(timeline).to_be_focused()


def test_what_made_way_for_a_pattern_comes_back_with_undo(planner: Page, plant: Api) -> None:
    """It holds on, as before, whether it ended the day before or was replaced."""
    asked = "/api/v1/pattern_assignments?resource_code=eq.JHB&select=pattern_code,effective_date,end_date,notes"
    before = plant("sched_planner").get(asked).json()
    assert [each["end_date"] for each in before] == [None]
    for date in ("2027-03-15", before[0]["effective_date"]):
        planner.goto("/#/plan/JHB?view=week&date=2027-03-17")
        planner.get_by_role("button", name="Assign a pattern").first.click()
        dialog = planner.get_by_role("dialog")
        dialog.locator("select").select_option("24_7")
        dialog.get_by_label("From", exact=True).fill(date)
        dialog.get_by_role("button", name="Save").click()
        expect(planner.locator(".toast", has_text="JHB follows 24_7")).to_be_visible()
        planner.get_by_role("button", name="Undo").last.click()
        expect(planner.get_by_text("Undone.")).to_be_visible()
        assert plant("sched_planner").get(asked).json() == before
        planner.reload()


def test_it_is_printed_whole(planner: Page) -> None:
    planner.goto("/#/plan/ACME?view=month&date=2027-03-01")
    planner.evaluate(
        "() => { window.print = () => { window.printed = document.querySelectorAll('.print-sheet tbody tr').length } }"
    )
    planner.get_by_role("button", name="Print").click()
    planner.wait_for_function("() => window.printed")
    # Five machines under three names, on sheets that say what, when and by which clocks.
    assert planner.evaluate("() => window.printed") == 8
    planner.emulate_media(media="print")
    sheet = planner.locator(".print-sheet")
    expect(sheet.get_by_role("heading", name=re.compile(r"Acme \(ACME\) · 1.{1,3}31 Mar 2027"))).to_be_visible()
    expect(sheet).to_contain_text(
        "Each machine by its own clock: Africa/Johannesburg, America/New_York · Printed 10 Mar 2027"
    )
    assert planner.evaluate("document.documentElement.scrollWidth <= innerWidth")
    planner.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_count(0)
    expect(planner.get_by_text("use the button Print")).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "width", "height"), [("light", 1280, 800), ("dark", 1280, 800), ("light", 900, 700)]
)
def test_everybody_can_use_it(planner: Page, settings: Settings, scheme: str, width: int, height: int) -> None:
    planner.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    planner.set_viewport_size({"width": width, "height": height})
    planner.goto("/#/plan/ACME?view=week&date=2027-03-10&machine=JHB-M1")
    expect(planner.locator(".why")).to_be_visible()
    hours(planner, "JHB-M2", "80")
    shot(planner, f"plan-{scheme}-{width}")
    assert findings(planner, settings) == []
    planner.get_by_role("button", name="Plan a stop").last.click()
    expect(planner.get_by_label("What it changes")).to_contain_text("machine")
    assert findings(planner, settings, within="dialog") == []


ZONES = [
    "America/Detroit", "Australia/Lord_Howe", "Africa/Johannesburg", "Europe/London", "Asia/Kathmandu", "Pacific/Apia",
    "America/St_Johns", "Europe/Dublin", "Antarctica/Troll",
]  # fmt: skip
CHANGES = [
    ("America/Detroit", "2027-03-14"), ("America/Detroit", "2027-11-07"), ("Antarctica/Troll", "2027-03-28"),
    ("Australia/Lord_Howe", "2027-04-04"), ("Australia/Lord_Howe", "2027-10-03"),
]  # fmt: skip


def meant(date: str, clock: str, zone: str) -> float:
    """The instant of a time of the clock by the rule of the system: the first at which a clock shows it or, where it is
    skipped, a later time."""
    wall = datetime.fromisoformat(f"{date}T{clock}")
    moment = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    shows = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    if shows == wall:
        return moment.timestamp()
    while (moment - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) >= wall:
        moment -= timedelta(minutes=1)
    return moment.timestamp()


def test_times_of_clocks_are_those_of_the_system(planner: Page) -> None:
    """Random times in zones with odd changes, and every half hour around some changes."""
    chance = random.Random(3)
    asked = [
        (f"20{chance.randint(20, 35)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
         f"{chance.randrange(24):02}:{chance.randrange(60):02}", zone)
        for zone in ZONES for _ in range(60)
    ]  # fmt: skip
    for zone, day in CHANGES:
        asked += [(day, f"{hour:02}:{minute}", zone) for hour in range(5) for minute in ("00", "15", "30", "45")]
    told = planner.evaluate(
        "async (all) => { const { instant } = await import('/app/time.js');"
        " return all.map(([date, clock, zone]) => instant(date, clock, zone) / 1000) }",
        asked,
    )
    assert told == [meant(*each) for each in asked]
