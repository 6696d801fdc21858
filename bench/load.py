"""Many users of the HTTP API, each with one request a second: 90 % reads, 10 % writes. Prints a line of JSON.

    python bench/load.py URL KEY --machines 5,6,7 --users 500 --seconds 30

URL is that of the gateway or of PostgREST. Run by bench/run.py as a process of its own, because the load tool
(Locust) replaces Python's sockets."""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import json  # noqa: E402
import random  # noqa: E402
import time  # noqa: E402
from datetime import date, timedelta  # noqa: E402
from typing import Any  # noqa: E402
from urllib.parse import urlsplit  # noqa: E402

import gevent  # noqa: E402
import psutil  # noqa: E402
from figures import FIRST, percentile  # noqa: E402
from locust import events, task  # noqa: E402
from locust.contrib.fasthttp import FastHttpUser  # noqa: E402
from locust.env import Environment  # noqa: E402

WINDOWS = 5  # the measured time is told in as many parts too


class Planner(FastHttpUser):
    """Looks at machines, and now and then enters maintenance or cancels it."""

    machines: list[int]
    prefix: str
    headers: dict[str, str]

    def on_start(self) -> None:
        """Begin at a moment of one's own, with nothing entered."""
        self.entered: list[int] = []
        self.position = ""
        self.turn = time.monotonic()
        gevent.sleep(random.random())

    def wait_time(self) -> float:
        """Until some moment of the next second of one's own; who was late begins anew. A fixed pace would not do: users
        that once waited together would ask together ever after."""
        now = time.monotonic()
        self.turn = max(self.turn + 1, now - 1)
        return max(0.0, self.turn + random.random() - now)

    def read(self, name: str, path: str) -> None:
        """One request that reads."""
        self.client.get(f"{self.prefix}{path}", headers=self.headers, name=name)

    def period(self, days: int) -> tuple[date, date]:
        """Some dates of the year that has been generated."""
        start = FIRST + timedelta(days=random.randrange(330))
        return start, start + timedelta(days=days - 1)

    @task(30)
    def availability(self) -> None:
        """A machine's week."""
        start, end = self.period(7)
        machine = random.choice(self.machines)
        self.read("availability", f"/rpc/oee_availability?resource_ids={machine}&start_date={start}&end_date={end}")

    @task(20)
    def schedule(self) -> None:
        """The stored plan of a machine's week."""
        start, end = self.period(7)
        self.read(
            "plan",
            f"/equipment_schedules?resource_id=eq.{random.choice(self.machines)}"
            f"&schedule_date=gte.{start}&schedule_date=lte.{end}&order=planned_start_time",
        )

    @task(15)
    def resource(self) -> None:
        """One machine."""
        self.read("resource", f"/resources?id=eq.{random.choice(self.machines)}")

    @task(10)
    def listing(self) -> None:
        """A page of machines."""
        columns = "id,resource_code,resource_name,is_active"
        after = random.choice(self.machines)
        self.read("page of resources", f"/resources?id=gt.{after}&order=id&limit=20&select={columns}")

    @task(10)
    def exceptions(self) -> None:
        """What stands in the way of a machine."""
        self.read("exceptions", f"/exceptions?resource_id=eq.{random.choice(self.machines)}")

    @task(5)
    def feed(self) -> None:
        """The changes since the last time."""
        since = f"&since={self.position}" if self.position else ""
        answer = self.client.get(
            f"{self.prefix}/rpc/changes?max_entries=100{since}", headers=self.headers, name="changes"
        )
        if answer.status_code == 200:
            self.position = answer.json()["position"] or ""

    @task(10)
    def write(self) -> None:
        """Enter maintenance of two hours, or cancel what was entered."""
        if self.entered and random.random() < 0.5:
            path = f"{self.prefix}/exceptions?id=eq.{self.entered.pop()}"
            self.client.delete(path, headers=self.headers, name="cancel an exception")
            return
        day, _ = self.period(1)
        row = {
            "resource_id": random.choice(self.machines),
            "exception_type": "maintenance",
            "start_datetime": f"{day}T09:00:00Z",
            "end_datetime": f"{day}T11:00:00Z",
            "description": "load",
        }
        headers = {**self.headers, "Prefer": "return=representation"}
        answer = self.client.post(f"{self.prefix}/exceptions", json=row, headers=headers, name="enter an exception")
        if answer.status_code == 201:
            made = answer.json()
            self.entered.append((made[0] if isinstance(made, list) else made)["id"])


def main() -> None:
    """Let the users in, forget the first seconds, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("key")
    parser.add_argument("--machines", required=True, help="ids, separated by commas")
    parser.add_argument("--users", type=int, default=500)
    parser.add_argument("--ramp", type=int, default=20, help="seconds in which the users come in")
    parser.add_argument("--settle", type=int, default=10, help="seconds in which sessions get to know their queries")
    parser.add_argument("--seconds", type=int, default=30, help="that are measured")
    options = parser.parse_args()

    parts = urlsplit(options.url)
    Planner.host, Planner.prefix = f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/")
    Planner.machines = [int(word) for word in options.machines.split(",")]
    Planner.headers = {"X-API-Key": options.key}
    if not Planner.prefix:
        Planner.headers |= {"Accept-Profile": "api_v1", "Content-Profile": "api_v1"}

    print(json.dumps(measure(options)), flush=True)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Let the users in, forget the first seconds, measure."""
    environment = Environment(user_classes=[Planner], events=events)
    runner = environment.create_local_runner()
    runner.start(options.users, spawn_rate=options.users / options.ramp)
    gevent.sleep(options.ramp + options.settle)
    environment.stats.reset_all()
    answers: list[tuple[float, float]] = []
    began = time.monotonic()
    events.request.add_listener(lambda response_time, **_: answers.append((time.monotonic() - began, response_time)))
    psutil.cpu_percent()
    tool = psutil.Process()
    used = sum(tool.cpu_times()[:2])
    gevent.sleep(options.seconds)
    seconds = time.monotonic() - began
    found = {
        **spread(answers, seconds),
        "errors": environment.stats.total.num_failures,
        "cpu_percent": psutil.cpu_percent(),
        "cores_of_the_load_tool": (sum(tool.cpu_times()[:2]) - used) / seconds,
        "first_errors": [error.to_dict() for error in list(environment.stats.errors.values())[:3]],
        "each": {
            name: {"requests": one.num_requests, "p50": one.get_response_time_percentile(0.5),
                   "p95": one.get_response_time_percentile(0.95)}
            for (name, _), one in sorted(environment.stats.entries.items())
        },
    }  # fmt: skip
    runner.quit()
    return found


def spread(answers: list[tuple[float, float]], seconds: float) -> dict[str, Any]:
    """How many were answered and how fast, altogether and in each part of the time."""
    length = seconds / WINDOWS
    parts = [[took for at, took in answers if n * length <= at < (n + 1) * length] for n in range(WINDOWS)]
    return {
        "requests_per_second": len(answers) / seconds,
        **{f"p{share}_ms": percentile([took for _, took in answers], share / 100) for share in (50, 95, 99)},
        "each_requests_per_second": [len(part) / length for part in parts],
        "each_p95_ms": [percentile(part, 0.95) for part in parts],
    }


if __name__ == "__main__":
    main()
