"""The gateway: nginx in front of PostgREST. Fill in its configuration, start it, reload it, stop it."""

from __future__ import annotations

import contextlib
import grp
import hashlib
import os
import pwd
import re
import shutil
import signal
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from equipment_scheduling.errors import StackError
from equipment_scheduling.private_files import PRIVATE, keep_private, open_private
from equipment_scheduling.runtime import debian
from equipment_scheduling.runtime.processes import run
from equipment_scheduling.settings import GatewaySettings

BUNDLE = debian.Bundle(
    name="nginx",
    packages=("nginx", "nginx-common"),
    programs=("usr/sbin/nginx",),
    probe=("usr/sbin/nginx", "-v"),
    assumed=(*debian.ASSUMED, "iproute2"),
    unwanted=(*debian.UNWANTED, "etc", "var"),
)
BY_HAND = "set NGINX to an existing nginx program"
ANSWER_TIMEOUT = 300  # seconds; the database gives up earlier
ADDRESS_SHARE = 10  # one address may make as many requests, also at a time, as this many keys
SERVED = {".html", ".css", ".js", ".svg"}
LONG_LOG = 50_000_000  # bytes


def install(runtime: Path, given: Path | None, mirror: str | None) -> Path:
    """The program: the given one, else the unpacked one of Debian."""
    if given is not None:
        if not os.access(given, os.X_OK):
            raise StackError(f"NGINX is not a program: {given}", hint="correct it or unset it")
        return given
    debian.install(BUNDLE, runtime, mirror)
    return runtime / BUNDLE.name / BUNDLE.probe[0]


def is_installed(runtime: Path) -> bool:
    """True when the program has been unpacked and is whole."""
    return debian.installed(BUNDLE, runtime) is not None


@dataclass(frozen=True)
class Place:
    """Where one nginx listens, asks and writes; the defaults are those of a folder of its own."""

    listen: str
    postgrest: str
    relay: str
    user: str = ""
    pid: str = "nginx.pid"
    access_log: str = "access.log"
    error_log: str = "error.log"
    temporary: str = "temporary"
    web: str = "web"
    certificate: str = ""
    key: str = ""


def pages(web: Path) -> dict[str, str]:
    """The files that are served as they are, by their path below `web`."""
    files = [path for path in sorted(web.rglob("*")) if path.suffix in SERVED]
    return {path.relative_to(web).as_posix(): path.read_text(encoding="utf-8") for path in files}


def configuration(
    templates: Path, served: Mapping[str, str], settings: GatewaySettings, place: Place
) -> dict[str, str]:
    """The files of the configuration by name, filled in; its fingerprint is also that of the files that are served."""
    values = {**_limits(settings), **_origins(settings), **_place(place), "fingerprint": ""}
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(templates.glob("*.conf"))}
    whole = [
        *_fill(texts, values).values(),
        *(word for file in served.items() for word in file),
        *(_content(path) for path in (place.certificate, place.key) if path),
    ]
    values["fingerprint"] = hashlib.sha256("\0".join(whole).encode()).hexdigest()
    return _fill(texts, values)


def _fill(texts: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    return {name: re.sub(r"@([a-z_]+)@", lambda found: values[found[1]], text) for name, text in texts.items()}


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="latin-1")
    except OSError as error:
        raise StackError(
            f"The certificate or its key cannot be read: {path}", hint="see SCHED_TLS_CERTIFICATE"
        ) from error


def _limits(settings: GatewaySettings) -> dict[str, str]:
    values = {
        "max_body": str(settings.max_body),
        "answer_timeout": str(ANSWER_TIMEOUT),
        "allowance": _allowance(settings),
        "retry_after": "1",
        "in_flight": f" max_conns={settings.in_flight}" if settings.in_flight else "",
        "rates": "# Requests are not counted.",
        "connections": "# Requests at a time are not counted.",
    }
    if settings.rate:
        minute = -(-settings.rate // 60)  # nginx counts whole requests by the minute
        values["retry_after"] = str(-(-60 // minute))
        values["rates"] = "\n    ".join(
            [
                f"limit_req_zone $caller zone=callers:10m rate={minute}r/m;",
                f"limit_req_zone $address zone=requests_of_addresses:10m rate={minute * ADDRESS_SHARE}r/m;",
                f"limit_req zone=callers burst={settings.burst} nodelay;",
                f"limit_req zone=requests_of_addresses burst={settings.burst * ADDRESS_SHARE} nodelay;",
                "limit_req_status 429;",
                "limit_req_log_level notice;",
            ]
        )
    if settings.connections:
        values["connections"] = "\n    ".join(
            [
                "limit_conn_zone $caller zone=open_of_callers:10m;",
                "limit_conn_zone $address zone=open_at_addresses:10m;",
                f"limit_conn open_of_callers {settings.connections};",
                f"limit_conn open_at_addresses {settings.connections * ADDRESS_SHARE};",
                "limit_conn_status 429;",
                "limit_conn_log_level notice;",
            ]
        )
    return values


def _allowance(settings: GatewaySettings) -> str:
    """What whoever was refused is told."""
    limits = {"an hour": settings.rate, "at a time": settings.connections}
    return f"Allowed are {' and '.join(f'{limit} {per}' for per, limit in limits.items() if limit)}."


def _origins(settings: GatewaySettings) -> dict[str, str]:
    lines = ['"~." "*";' if origin == "*" else f'"{origin}" $http_origin;' for origin in settings.cors_origins]
    trusted = [f"set_real_ip_from {network};" for network in settings.trusted_proxies]
    if trusted:
        trusted += ["real_ip_header X-Forwarded-For;", "real_ip_recursive on;"]
    return {
        "cors_origins": "\n        ".join(lines) or "# none",
        "trusted_proxies": "\n    ".join(trusted) or "# No other proxy stands before this one.",
    }


def _place(place: Place) -> dict[str, str]:
    encrypted = [
        "http2 on;",
        f'ssl_certificate "{place.certificate}";',
        f'ssl_certificate_key "{place.key}";',
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "ssl_session_cache shared:tls:1m;",
        "ssl_session_tickets off;",
    ]
    return {
        "user": f"user {place.user};" if place.user else "# As whoever starts it.",
        "pid": f'"{place.pid}"',
        "access_log": f'"{place.access_log}"',
        "error_log": f'"{place.error_log}"',
        "temporary": place.temporary,
        "web": place.web,
        "listen": f"listen {place.listen}{' ssl' if place.certificate else ''};",
        "tls": "\n        ".join(encrypted) if place.certificate else "# Without a certificate: plain HTTP.",
        "postgrest": place.postgrest,
        "relay": place.relay,
    }


@dataclass(frozen=True)
class Server:
    """One nginx with a folder of its own, in front of a PostgREST on this machine."""

    program: Path
    templates: Path
    web: Path
    runtime: Path
    settings: GatewaySettings
    port: int
    api_port: int
    relay_port: int

    @property
    def folder(self) -> Path:
        """Where its configuration, logs and temporary files are."""
        return self.runtime / "gateway"

    @property
    def _listen(self) -> str:
        return f"{_bracketed(self.settings.address)}:{self.port}"

    def files(self) -> dict[str, str]:
        """Its configuration."""
        encrypted = self.settings.certificate is not None
        place = Place(
            listen=self._listen,
            postgrest=f"127.0.0.1:{self.api_port}",
            relay=f"127.0.0.1:{self.relay_port}",
            user=worker(self.folder) if os.geteuid() == 0 else "",
            pid=str(pid_file(self.runtime)),
            access_log=str(log_file(self.runtime, "access")),
            error_log=str(log_file(self.runtime, "error")),
            certificate=str(self.settings.certificate) if encrypted else "",
            key=str(self.settings.key) if encrypted else "",
            web=str(self.folder / "web"),
        )
        return configuration(self.templates, pages(self.web), self.settings, place)

    @property
    def url(self) -> str:
        """Where it listens."""
        return url(self.settings, self.port)

    def is_running(self) -> bool:
        """True when the process of the pid file answers with exactly this configuration."""
        return running_pid(self.runtime) is not None and self._answers(self.files())

    def can_reload(self) -> bool:
        """True when a running one of the same program and address needs only a new configuration."""
        pid = running_pid(self.runtime)
        try:
            old = (self.folder / "configuration/nginx.conf").read_text(encoding="utf-8")
            return pid is not None and Path(f"/proc/{pid}/exe").samefile(self.program) and self._listen in old
        except OSError:
            return False

    def start(self, *, timeout: float = 10.0) -> None:
        """Start it in the background, or let a running one of this program and port take up the configuration."""
        files = self.files()
        (self.folder / "temporary").mkdir(parents=True, exist_ok=True)
        for folder in (self.runtime / "log", self.runtime / "run"):
            keep_private(folder)
        for name in ("access", "error"):
            _shorten(log_file(self.runtime, name))
        write_pages(self.folder / "web", pages(self.web))
        fresh = self.folder / "configuration.new"
        _keep(fresh, files)
        self._nginx(fresh, "-t", doing="Checking the configuration of nginx")
        pid = running_pid(self.runtime)
        _keep(self.folder / "configuration", files)
        shutil.rmtree(fresh)
        if pid is not None:
            os.kill(pid, signal.SIGHUP)
        else:
            self._nginx(self.folder / "configuration", doing="Starting nginx")
        deadline = time.monotonic() + timeout
        while not self._answers(files):
            if time.monotonic() > deadline:
                raise StackError("nginx did not start", hint=f"read {log_file(self.runtime, 'error')}")
            time.sleep(0.05)

    def _answers(self, files: Mapping[str, str]) -> bool:
        found = re.search(r'return 200 "(\w+)"', files["nginx.conf"])
        return found is not None and fingerprint(self.url) == found[1]

    def _nginx(self, folder: Path, *words: str, doing: str) -> None:
        log = log_file(self.runtime, "error")
        command: list[str | Path] = [self.program, "-p", self.folder, "-e", log, "-c", folder / "nginx.conf", *words]
        run(command, doing=doing, cwd=self.runtime, umask=PRIVATE)


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files that others may read."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def write_pages(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files that are served, and delete those that no longer are."""
    write(folder, files)
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()


def _keep(folder: Path, files: Mapping[str, str]) -> None:
    """Write the configuration of our own."""
    keep_private(folder)
    for name, text in files.items():
        with open_private(folder / name, "w") as file:
            file.write(text)


def _shorten(log: Path) -> None:
    """Nobody else looks after the log: keep the last one, once it has become long."""
    if log.exists() and log.stat().st_size > LONG_LOG:
        log.replace(log.with_suffix(".log.1"))


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def url(settings: GatewaySettings, port: int) -> str:
    """Where a gateway on this port is reached from this machine."""
    everywhere = settings.address in ("0.0.0.0", "::", "*")
    address = "127.0.0.1" if everywhere else _bracketed(settings.address)
    return f"{'https' if settings.certificate else 'http'}://{address}:{port}"


def worker(folder: Path) -> str:
    """As whom root lets nginx do its work: as nobody, unless its folder is closed to others."""
    try:
        nobody = pwd.getpwnam("nobody")
        group = grp.getgrgid(nobody.pw_gid).gr_name
    except KeyError:
        return "root"
    open_to_all = all(f.stat().st_mode & 0o001 for f in (folder, *folder.parents) if f.exists())
    return f"nobody {group}" if open_to_all else "root"


def pid_file(runtime: Path) -> Path:
    """Where nginx keeps its process id."""
    return runtime / "run/nginx.pid"


def log_file(runtime: Path, name: str) -> Path:
    """Where nginx writes: `access` or `error`."""
    return runtime / f"log/nginx-{name}.log"


def fingerprint(address: str) -> str | None:
    """Which configuration the gateway at this address has; None when none answers."""
    anybody = ssl.create_default_context()
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE  # it is this machine, and nothing is told to it
    try:
        with urlopen(f"{address}/.gateway", timeout=2, context=anybody) as answer:
            return str(answer.read().decode())
    except (URLError, OSError, ValueError):
        return None


def running_pid(runtime: Path) -> int | None:
    """The process id in the pid file, if that process is (still) an nginx of this folder."""
    try:
        pid = int(pid_file(runtime).read_text())
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError):
        return None
    return pid if b"nginx" in command and os.fsencode(runtime / "gateway") in command else None


def stop(runtime: Path, *, timeout: float = 10.0) -> bool:
    """Stop the nginx of the pid file; False when it was not running."""
    pid = running_pid(runtime)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + timeout
    while running_pid(runtime) == pid:
        if time.monotonic() > deadline:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            break
        time.sleep(0.02)
    pid_file(runtime).unlink(missing_ok=True)
    return True
