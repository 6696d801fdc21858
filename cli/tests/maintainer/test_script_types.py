"""The types of scripts are checked for real."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from equipment_scheduling.maintainer import script_types
from equipment_scheduling.settings import Settings
from support import ROOT

SCRIPTS = {
    "argument": "/** @param {number} hours */\nexport const twice = (hours) => hours * 2;\ntwice('two'); // wrong\n",
    "element": "export const text = document.querySelector('p').textContent; // wrong\n",
    "member": "import { some } from './some.js';\nexport const other = some.other; // wrong\n",
    "some": "/** What some have. */\nexport const some = { one: 1 };\n",
    "untyped": "export const twice = (hours) => hours * 2; // wrong\n",
    "user": "import { some } from './vendor/some.module.js';\nexport const two = some('') + 1;\n",
    # A module by others is taken as it is; its types stand beside it.
    "vendor/some.module": "export function some(a){return a.b.c}",
}


@pytest.mark.skipif(bool(os.environ.get("SCHED_OFFLINE")), reason="SCHED_OFFLINE is set")
def test_mistakes_are_found(settings: Settings, tmp_path: Path) -> None:
    shutil.copy(ROOT / "web/tsconfig.json", tmp_path)
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/some.module.d.ts").write_text("export function some(text: string): number;\n")
    wrong = []
    for name, script in SCRIPTS.items():
        (tmp_path / f"{name}.js").write_text(script)
        wrong += [f"{name}.js({n}" for n, line in enumerate(script.splitlines(), 1) if line.endswith("// wrong")]
    done = script_types.check(tmp_path, settings)
    assert (sorted(told.split(",")[0] for told in done.stdout.splitlines()), done.returncode != 0) == (wrong, True)
