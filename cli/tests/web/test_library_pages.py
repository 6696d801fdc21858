"""The library on the page: patterns and holiday calendars, looked at, changed, and given to what shall follow them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from equipment_scheduling.settings import Settings
from support.api_plant import Api
from support.browser import allow, findings, shot, sign_in

OpenPage = Callable[..., Page]
RULES = [{"cycle_day": day, "start_time": "06:00", "end_time": "14:00", "shift_code": "D"} for day in range(1, 6)]


@pytest.fixture
def planner(open_page: OpenPage, plant: Api) -> Page:
    """The page, with the key of a planner."""
    return signed_in(open_page, plant, "sched_planner")


@pytest.fixture
def followed(plant: Api) -> Iterator[str]:
    """A pattern that a machine follows from the next day on."""
    client = plant("sched_planner")
    assert client.post("/api/v1/rpc/create_pattern", json={"pattern_code": "EARLY", "rules": RULES}).is_success
    assigned = {"pattern_code": "EARLY", "effective_date": "2027-03-11"}
    assert client.post(f"/api/v1/assignments/resources/{plant.id('JHB-M2')}/pattern", json=assigned).is_success
    yield "EARLY"
    client.delete("/api/v1/pattern_assignments?pattern_code=eq.EARLY")
    client.delete("/api/v1/patterns?pattern_code=eq.EARLY")


def signed_in(open_page: OpenPage, plant: Api, role: str, scope: str | None = None, **more: object) -> Page:
    """The page, with a key."""
    page = open_page(plant, **more)
    page.goto("/")
    sign_in(page, plant.key(role, scope))
    expect(page.get_by_role("link", name="Plan", exact=True)).to_be_visible()
    return page


def line(page: Page, number: int) -> Locator:
    """A line of the grid of rules, from 0."""
    return page.locator(".rule").nth(number)


def rule(page: Page) -> Locator:
    """The first line of the table of rules."""
    return page.get_by_role("table", name="Shifts and breaks").get_by_role("row").nth(1)


def undo(page: Page, what: str) -> None:
    """Take back what a notice tells of."""
    page.locator(".toast", has_text=what).get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()


def test_a_viewer_looks_at_patterns(open_page: OpenPage, plant: Api) -> None:
    page = signed_in(open_page, plant, "sched_viewer")
    page.get_by_role("link", name="Patterns", exact=True).click()
    card = page.locator(".card", has_text="TWO_SHIFT")
    expect(card).to_contain_text("80 h a week")
    expect(card.get_by_role("img", name=re.compile("^Mon.Fri 06:00.14:00"))).to_be_visible()
    expect(card).to_have_attribute("draggable", "false")
    expect(page.get_by_text("New pattern")).to_have_count(0)
    page.get_by_label("Search patterns").fill("day")
    expect(page.locator(".card")).to_have_count(1)
    page.get_by_role("link", name="DAY_ONLY").click()
    expect(page.get_by_role("heading", name="DAY_ONLY")).to_be_visible()
    expect(rule(page)).to_contain_text(re.compile("Mon.Fri"))
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.get_by_role("link", name="JHB-M3").click()
    expect(page).to_have_url(re.compile("#/plan/JHB-M3"))


def test_a_new_pattern(planner: Page) -> None:
    page = planner
    allow(page, "409")
    page.goto("#/patterns?new=1")
    page.get_by_role("button", name="Add a shift").click()
    line(page, 1).get_by_label("From").fill("13:00")
    line(page, 1).get_by_label("To").fill("22:00")
    expect(line(page, 1)).to_contain_text(re.compile("Mon.Fri: overlaps 06:00.14:00 D"))
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    line(page, 1).get_by_label("From").fill("14:00")
    line(page, 1).get_by_label("Shift code").fill("A")
    page.get_by_role("button", name="Add a break").click()
    line(page, 2).get_by_role("button", name="Sat").click()
    expect(line(page, 2)).to_contain_text("Sat: no shift to take this break in.")
    line(page, 2).get_by_role("button", name="Sat").click()
    expect(page.get_by_text("77.5 h a week")).to_be_visible()
    page.get_by_label("Code", exact=True).fill("24_7")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a pattern 24_7 already.")
    page.get_by_label("Code", exact=True).fill("LATE")
    page.get_by_label("Resource").fill("JHB-M1")
    expect(page.get_by_role("region", name="What it changes")).to_contain_text("lost")
    shot(page, "pattern-new")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile("#/patterns/LATE$"))
    expect(page.get_by_role("table", name="Shifts and breaks").get_by_role("row")).to_have_count(4)
    undo(page, "LATE is there")
    expect(page.locator(".card", has_text="LATE")).to_have_count(0)


def test_rules_are_replaced_once_it_is_known_what_that_changes(planner: Page, followed: str) -> None:
    page = planner
    page.goto(f"#/patterns/{followed}?edit=1")
    line(page, 0).get_by_role("button", name="Sat").click()
    told = page.get_by_role("region", name="What it changes")
    expect(told).to_contain_text("won")
    expect(told.locator("strong").nth(2)).to_have_text("1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("48 h a week")).to_be_visible()
    undo(page, "has its new rules")
    expect(page.get_by_text("40 h a week")).to_be_visible()


def test_another_day_0_is_previewed_as_rules_that_turn(planner: Page, followed: str) -> None:
    page = planner
    page.goto(f"#/patterns/{followed}?edit=1")
    page.get_by_label("Day 0 is").fill("2000-01-03")
    told = page.get_by_role("region", name="What it changes")
    # Mondays are lost and Saturdays won.
    lost, won = told.locator("strong").nth(0), told.locator("strong").nth(1)
    expect(lost).not_to_have_text(re.compile("^.0 h"))
    expect(won).not_to_have_text(re.compile("^.0 h"))
    page.get_by_role("button", name="Save").click()
    expect(rule(page)).to_contain_text(re.compile("Tue.Sat"))
    undo(page, "has its new rules")
    expect(rule(page)).to_contain_text(re.compile("Mon.Fri"))


def test_a_copy_is_changed_hidden_and_removed(planner: Page) -> None:
    page = planner
    page.goto("#/patterns/TWO_SHIFT")
    expect(page.get_by_role("link", name="Edit")).to_have_count(0)
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("dialog").get_by_label("Code").fill("TWO_COPY")
    page.get_by_role("dialog").get_by_role("button", name="Copy").click()
    expect(page).to_have_url(re.compile(r"#/patterns/TWO_COPY\?edit=1"))
    page.get_by_label("Days of the cycle").fill("28")
    expect(line(page, 0).locator(".days button")).to_have_count(28)
    page.get_by_label("Days of the cycle").fill("56")
    line(page, 0).get_by_label("Days").fill("1-5,55")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("table", name="Shifts and breaks")).to_contain_text(re.compile("1.5, 55"))
    page.get_by_role("button", name="Hide").click()
    page.get_by_role("main").get_by_role("link", name="Patterns").click()
    expect(page.locator(".card", has_text="TWO_SHIFT")).to_be_visible()
    expect(page.locator(".card", has_text="TWO_COPY")).to_have_count(0)
    page.get_by_label("Hidden ones too").check()
    page.get_by_role("link", name="TWO_COPY").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("TWO_COPY is removed")).to_be_visible()


TYPE_AND_SAVE = """async (typed) => {
    for (const [nr, text] of typed.entries()) {
        const field = document.querySelectorAll('.rule input.days')[nr];
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const { port1, port2 } = new MessageChannel();  // the next event comes no sooner
    await new Promise((done) => { port1.onmessage = done; port2.postMessage(0); });
    document.querySelector('form button.main').click();
}"""


def test_what_was_typed_last_is_saved(planner: Page) -> None:
    """However soon Save follows, and in two lines at once."""
    page = planner
    page.goto("#/patterns/TWO_SHIFT")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("dialog").get_by_label("Code").fill("TWO_TYPED")
    page.get_by_role("dialog").get_by_role("button", name="Copy").click()
    page.get_by_label("Days of the cycle").fill("56")
    expect(page.locator(".rule input.days")).to_have_count(2)
    page.evaluate(TYPE_AND_SAVE, ["1-5,55", "2,54"])
    shifts = page.get_by_role("table", name="Shifts and breaks")
    expect(shifts).to_contain_text(re.compile("1.5, 55"))
    expect(shifts).to_contain_text("2, 54")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("TWO_TYPED is removed")).to_be_visible()


def test_a_pattern_is_dragged_onto_a_site(planner: Page) -> None:
    page = planner
    page.locator(".strip-of-patterns summary").click()
    page.locator(".strip-of-patterns li", has_text="DAY_ONLY").drag_to(page.locator(".tree .node", has_text="JHB"))
    dialog = page.get_by_role("dialog", name="Assign a pattern: JHB")
    expect(dialog.get_by_label("Pattern")).to_have_value("DAY_ONLY")
    expect(dialog.get_by_role("region", name="What it changes")).to_contain_text("lost")
    shot(page, "pattern-dropped")


def test_work_on_a_holiday(planner: Page) -> None:
    page = planner
    page.goto("#/calendars/ZA?year=2027")
    expect(page.locator(".facts")).to_contain_text("3Machines that observe it")
    page.get_by_role("button", name="22 March: Human Rights Day (observed)").click()
    expect(page).to_have_url(re.compile("date=2027-03-22"))
    page.get_by_role("button", name="Work on this day").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".sums strong").nth(2)).to_have_text("3")
    dialog.get_by_role("button", name="Work on this day").click()
    expect(page.locator('[data-date="2027-03-22"].works')).to_be_visible()
    undo(page, "is entered in ZA")
    expect(page.locator('[data-date="2027-03-22"].stops')).to_be_visible()


def test_a_calendar_of_the_plant(planner: Page) -> None:
    page = planner
    page.goto("#/calendars")
    page.get_by_role("button", name="New calendar").click()
    page.get_by_role("dialog").get_by_label("Code").fill("JHB-PLANT")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="JHB-PLANT")).to_be_visible()
    page.get_by_role("button", name="Assign calendars").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Resource").fill("JHB")
    dialog.get_by_label("Add a calendar").select_option(label="JHB-PLANT · JHB-PLANT")
    dialog.get_by_role("button", name="Ask JHB-PLANT earlier").click()
    expect(dialog.get_by_role("region", name="What it changes")).to_contain_text("Nothing changes")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("table", name="Observed by")).to_contain_text(re.compile("JHB-PLANT . ZA"))
    page.get_by_role("button", name="Add a holiday").click()
    dialog.get_by_label("Date").fill("2027-03-17")
    dialog.get_by_label("Name").fill("Stocktaking")
    dialog.get_by_label("Only part of the day").check()
    expect(dialog.get_by_role("region", name="What it changes")).to_contain_text("lost")
    dialog.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="17 March: Stocktaking").click()
    shot(page, "calendar-of-the-plant")
    page.get_by_role("button", name="Work on this day").click()
    expect(dialog.get_by_text("This entry was made by hand")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("region", name="2027-03-17").get_by_role("button", name="Remove").click()
    # Three machines stood still from noon on.
    expect(dialog.get_by_role("region", name="What it changes")).to_contain_text("+24 hwon")
    dialog.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing is entered in this year.")).to_be_visible()
    undo(page, "Stocktaking is removed")
    expect(page.get_by_role("button", name="17 March: Stocktaking")).to_be_visible()


def test_arrow_keys_go_from_day_to_day(planner: Page) -> None:
    page = planner
    page.goto("#/calendars/ZA?year=2027")
    page.get_by_role("button", name="1 January: New Year's Day").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("date=2027-01-09"))
    expect(page.get_by_text("Nothing is entered on this day.")).to_be_visible()


def test_what_the_plant_shares_is_not_offered_to_a_key_of_a_part(open_page: OpenPage, plant: Api) -> None:
    page = signed_in(open_page, plant, "sched_planner", "JHB-A")
    page.goto("#/patterns")
    expect(page.locator(".card").first).to_have_attribute("draggable", "true")
    expect(page.get_by_text("New pattern")).to_have_count(0)
    page.goto("#/calendars/ZA?year=2027&date=2027-03-22")
    expect(page.get_by_text("3 machines observe it by an assignment further up the plant.")).to_be_visible()
    expect(page.get_by_role("button", name="Work on this day")).to_have_count(0)
    expect(page.get_by_role("button", name="Assign calendars")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 900)])
def test_everybody_can_use_it(open_page: OpenPage, plant: Api, settings: Settings, scheme: str, width: int) -> None:
    page = signed_in(open_page, plant, "sched_planner", width=width, height=700, color_scheme=scheme)
    places = {
        "patterns": ("#/patterns", ".card"),
        "pattern": ("#/patterns/DAY_ONLY", ".bar-of"),
        "pattern-editor": ("#/patterns?new=1", ".rule"),
        "calendars": ("#/calendars", "tbody tr"),
        "calendar": ("#/calendars/ZA?year=2027&date=2027-03-22", ".year .mark"),
    }
    for name, (address, there) in places.items():
        page.goto(address)
        expect(page.locator(there).first).to_be_visible()
        assert findings(page, settings, within=".view") == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        shot(page, f"{name}-{scheme}")
