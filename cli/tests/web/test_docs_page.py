"""The description of the HTTP API as a person sees it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from equipment_scheduling.settings import Settings
from support.api_plant import Api
from support.browser import findings, shot


def test_it_lists_what_there_is_and_finds_it(page: Page, gateway: Api) -> None:
    document = gateway(None).get("/api/v1/openapi.json").json()
    page.goto("/api/v1/")
    page.reload()
    boxes = page.locator("details")
    expect(boxes).to_have_count(sum(len(item) for item in document["paths"].values()))
    page.get_by_label("Search").fill("availability oee")
    shown = page.locator("details:visible summary code")
    expect(shown.first).to_be_visible()
    texts = shown.all_inner_texts()
    assert "/rpc/oee_availability" in texts
    assert len(texts) < boxes.count() / 4
    page.get_by_role("link", name="GET oee_availability", exact=True).click()
    expect(page.locator("#get_oee_availability pre, details[open] pre").first).to_contain_text("curl 'http")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(page: Page, settings: Settings, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/api/v1/")
    page.locator("summary").nth(1).click()
    assert findings(page, settings) == []
    shot(page, f"docs-{scheme}")
