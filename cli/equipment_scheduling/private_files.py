"""Files for their owner only: passwords, logs, data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, TextIO

PRIVATE = 0o077  # the umask of what writes logs and the like


def keep_private(folder: Path) -> Path:
    """A folder whose files are for their owner only, made so when it is not; those of other users are left alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mine = os.geteuid()
    for path, mode in ((folder, 0o700), *((path, 0o600) for path in folder.iterdir() if path.is_file())):
        if (found := path.stat()).st_uid == mine and found.st_mode & PRIVATE:
            path.chmod(mode)
    return folder


def open_private(path: Path, mode: Literal["w", "a"]) -> TextIO:
    """A file for its owner only, to be written or appended to."""
    how = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if mode == "w" else os.O_APPEND)
    return os.fdopen(os.open(path, how, 0o600), mode, encoding="utf-8")
