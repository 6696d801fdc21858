"""Webhooks on the page: whether they answer, what was sent to them, a ping, a replay and another secret."""

from __future__ import annotations

import re
from collections.abc import Callable

import psycopg
import pytest
from playwright.sync_api import Page, expect

from equipment_scheduling.settings import Settings
from support.api_plant import Api
from support.browser import allow, findings, shot, sign_in
from support.receiver import Receiver, answer, until
from support.relays import subscribe

OpenPage = Callable[..., Page]
Visit = Callable[..., Page]


@pytest.fixture
def visit(open_page: OpenPage, plant: Api) -> Visit:
    """Open the view with the key of an administrator: `visit("webhooks?name=mes", "JHB")`."""

    def visit_one(view: str, scope: str | None = None, **more: object) -> Page:
        page = open_page(plant, **more)
        page.goto(f"/#/{view}")
        sign_in(page, plant.key("sched_admin", scope))
        return page

    return visit_one


def execute(plant: Api, statement: str, *given: object) -> None:
    """An edit that somebody else makes."""
    with psycopg.connect(plant.database_url) as connection:
        connection.execute(statement.encode(), given)


def register(plant: Api, name: str, url: str, **columns: object) -> None:
    """A webhook that is told of exceptions."""
    with psycopg.connect(plant.database_url, row_factory=psycopg.rows.dict_row) as connection:
        subscribe(connection, name, url, event_types=["exception.created"], **columns)


STOP = "select sched_engine.emit_event('exception.created', sched_engine.resource_id(%s), '{}')"


def test_a_receiver_fails_and_recovers(visit: Visit, plant: Api, receiver: Receiver, settings: Settings) -> None:
    """A ping arrives, a failure shows, and once it answers again what it missed is sent; all without a reload."""
    execute(plant, "delete from sched.events")  # those of the plant itself
    register(plant, "mes", f"{receiver.url}/hook")
    page = visit("webhooks?name=mes")
    row, section = page.get_by_role("row", name="mes"), page.get_by_role("region", name="Deliveries")
    expect(row).to_contain_text("Nothing was sent yet.")
    expect(section).to_contain_text("There are none.")
    page.get_by_role("button", name="Send a ping").click()
    expect(section.get_by_role("row", name="ping")).to_contain_text("Delivered")
    expect(section.get_by_role("row", name="ping")).to_contain_text("200")
    expect(row).to_contain_text("answered 200")
    assert [request.json["event"] for request in receiver.at("/hook")] == ["ping"]

    receiver.behave["/hook"] = lambda handler, _: answer(handler, 503, body=b"<b>Closed for lunch</b>")
    execute(plant, STOP, "JHB-M1")
    told = section.get_by_role("row", name="exception.created")
    expect(told).to_contain_text("<b>Closed for lunch</b>", timeout=15_000)
    expect(told).to_contain_text("next attempt")
    expect(row).to_contain_text("Failing")
    expect(row).to_contain_text("1 delivery waits")
    assert findings(page, settings) == []
    shot(page, "webhooks-failing")
    page.get_by_role("button", name="Dark").click()
    assert findings(page, settings) == []
    shot(page, "webhooks-failing-dark")

    del receiver.behave["/hook"]
    page.get_by_role("button", name="Try now: mes").click()
    expect(told).to_contain_text("Delivered")
    expect(row).to_contain_text("Works")
    before = len(receiver.at("/hook"))
    told.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("1 event is sent again.")).to_be_visible()
    expect(section.get_by_role("row", name="exception.created")).to_have_count(2)
    page.get_by_role("button", name="Send again since").click()
    page.get_by_role("dialog").get_by_label("Since").fill("2020-01-01T00:00")
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    until(lambda: len(receiver.at("/hook")) == before + 2)
    assert len({request.id for request in receiver.at("/hook")[before - 1 :]}) == 1
    expect(section.get_by_text("Pending", exact=True).locator("visible=true")).to_have_count(1)  # the filter
    section.get_by_role("button", name="Failed").click()
    expect(section).to_contain_text("There are none.")
    assert "state=failed" in page.url
    section.get_by_role("button", name="Delivered").click()
    expect(section.get_by_role("row")).to_have_count(1 + 4)


def test_a_webhook_that_the_system_disabled(visit: Visit, plant: Api, receiver: Receiver) -> None:
    """It says why, and is enabled; a ping waits until then."""
    receiver.behave["/gone"] = lambda handler, before: answer(handler, 200 if before else 410)
    register(plant, "old", f"{receiver.url}/gone")
    page = visit("webhooks?name=old")
    row, section = page.get_by_role("row", name="old"), page.get_by_role("region", name="Deliveries")
    page.get_by_role("button", name="Send a ping").click()
    expect(row).to_contain_text("Disabled")
    expect(row).to_contain_text("The endpoint answered 410 Gone.")
    page.get_by_role("button", name="Send a ping").click()
    expect(page.get_by_text("A ping is sent to old when it is switched on.")).to_be_visible()
    expect(section.get_by_role("row", name="ping")).to_have_count(2)
    expect(section).to_contain_text("is sent when it is switched on")
    page.get_by_role("button", name="Switch on: old").click()
    expect(row).to_contain_text("Works")
    expect(section.get_by_role("row", name=re.compile("ping.*Delivered"))).to_have_count(2)
    page.get_by_role("button", name="Switch off: old").click()
    expect(row).to_contain_text("Off")


def test_a_new_secret_is_shown_once(visit: Visit, plant: Api, receiver: Receiver) -> None:
    """Escape closes it; nothing is changed by looking at what it is about."""
    register(plant, "keys", f"{receiver.url}/keys")
    page = visit("webhooks?name=keys")
    page.get_by_role("button", name="Make a new secret").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Make a new secret").click()
    page.get_by_role("dialog").get_by_role("button", name="Make a new secret").click()
    secret = page.locator("code.secret").inner_text()
    with psycopg.connect(plant.database_url) as connection:
        stored = connection.execute(
            "select s.secret, cardinality(sched_engine.webhook_secrets(s)) from sched.webhook_subscriptions as s"
            " where s.webhook_name = 'keys'"
        ).fetchone()
    assert stored == (secret, 2)
    page.keyboard.press("Escape")
    expect(page.locator("code.secret")).to_have_count(0)


def test_what_is_refused_is_told(visit: Visit, plant: Api, receiver: Receiver) -> None:
    """A time that is still to come; an event that is gone; and a key of a part, which sees no webhook of the rest."""
    register(plant, "late", f"{receiver.url}/late")
    execute(plant, STOP, "JHB-M1")
    page = visit("webhooks?name=late", width=820, height=1100)
    allow(page, r" 40[04]")
    section = page.get_by_role("region", name="Deliveries")
    expect(section.get_by_role("row", name="exception.created")).to_contain_text("Delivered", timeout=15_000)
    page.get_by_role("button", name="Send again since").click()
    page.get_by_role("dialog").get_by_label("Since").fill("2099-01-01T00:00")
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("still to come")
    shot(page, "webhooks-refused")
    page.keyboard.press("Escape")
    execute(plant, "delete from sched.events")
    section.get_by_role("button", name="Send again", exact=False).last.click()
    expect(page.get_by_role("alert")).to_contain_text("no longer exists")

    page = visit("webhooks?name=late", "JHB")
    expect(page.get_by_text("No system is told of changes yet.")).to_be_visible()
    expect(page.get_by_role("region", name="Deliveries")).to_have_count(0)
