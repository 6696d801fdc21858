"""The snippets of docs/how-to/webhooks.md do what the page says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from equipment_scheduling.database import Connection
from support import ROOT
from support.receiver import Receiver, until
from support.relays import SECRET, Relays, emit, subscribe

SNIPPETS = re.findall(r"```python\n(.*?)```", (ROOT / "docs/how-to/webhooks.md").read_text(), re.DOTALL)


def test_signatures_are_verified_as_the_page_says(plant: Connection, relay: Relays, receiver: Receiver) -> None:
    by_package, by_hand = SNIPPETS
    subscribe(plant, "mes", f"{receiver.url}/hook")
    relay()
    emit(plant, "M1", 1)
    (request,) = until(lambda: receiver.at("/hook"))

    names: dict[str, Any] = {"secret": SECRET, "body": request.body, "headers": request.headers}
    exec(by_package, names)
    assert names["message"]["data"]["nr"] == 1
    names["body"] = request.body + b" "
    with pytest.raises(Exception, match="signature"):
        exec(by_package, names)

    exec(by_hand, names)
    is_genuine = names["is_genuine"]
    assert is_genuine(SECRET, request.body, request.headers)
    assert not is_genuine(SECRET, request.body + b" ", request.headers)
    for seconds in (-301, 301):  # a clock that is five minutes off
        late = {**request.headers, "webhook-timestamp": str(int(request.headers["webhook-timestamp"]) + seconds)}
        assert not is_genuine(SECRET, request.body, late)
