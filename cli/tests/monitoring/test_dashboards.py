"""The dashboards against the types that Grafana publishes of its files, for the version of docker-compose.yml.

A file becomes a constant of those types, and the TypeScript compiler says what is unknown, of a wrong kind or missing.
In a file an enumeration is its text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from equipment_scheduling import stack_state as states
from equipment_scheduling.maintainer import script_types
from equipment_scheduling.runtime import npm
from equipment_scheduling.settings import Settings
from support import ROOT

DASHBOARDS = sorted((ROOT / "monitoring/grafana/dashboards").glob("*.json"))
SCHEMA = npm.Package(
    title="Grafana's schema",
    name="@grafana/schema",
    version="11.4.0",
    integrity="sha512-ZcUZtVdNSuBmTjwPAgWwQ/9/ilozAXggfXye797Odp3mXU9erQX7CqV9JV3y5pyj1+KMd+khzfjxEZotsjHWIA==",
)
# Kinds of panels, and the file that says what is peculiar to them.
KINDS = {
    "barchart": "barchart/panelcfg/x/BarChartPanelCfg_types.gen",
    "stat": "stat/panelcfg/x/StatPanelCfg_types.gen",
    "state-timeline": "statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen",
    "table": "table/panelcfg/x/TablePanelCfg_types.gen",
    "timeseries": "timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen",
}
TYPES = """
import type * as schema from "@grafana/schema";
import type { Dashboard, FieldConfigSource, Panel, RowPanel } from "@grafana/schema";
type Text<T> = T extends string ? `${T}` : T extends (infer One)[] ? Text<One>[] :
    T extends object ? { [Name in keyof T]: Text<T[Name]> } : T;
type Prometheus = { expr: string, instant?: boolean, range?: boolean, legendFormat?: string };
type Sql = { rawSql: string, rawQuery: true, format: "table" | "time_series", editorMode: "code" | "builder" };
type Query = Omit<schema.DataQuery, "datasource"> & { datasource?: schema.DataSourceRef } & (Prometheus | Sql);
type Annotation = { expr: string, titleFormat?: string, textFormat?: string }
    | { target: Text<Query>, rawQuery: string };
type Fields<Custom> = Omit<FieldConfigSource, "defaults"> & { defaults: Omit<FieldConfigSource["defaults"], "custom">
    & { custom?: Partial<Custom> } };
type Of<Kind extends string, Options, Custom> = Text<Omit<Panel, "options" | "fieldConfig" | "targets">
    & { type: Kind, options: Partial<Options>, fieldConfig: Fields<Custom>, targets: Query[] }>;
type Whole = Text<Omit<Dashboard, "panels" | "annotations">> & { panels: (One | Text<RowPanel>)[],
    annotations: { list: (Text<Omit<schema.AnnotationQuery, "target">> & Annotation)[] } };
"""


@pytest.fixture(scope="module")
def schema(settings: Settings) -> Path:
    """The folder of the package."""
    with states.lock(settings.runtime / "tools"):
        return npm.install(SCHEMA, settings.runtime / "tools")


def problems(dashboard: dict[str, Any], schema: Path, folder: Path, settings: Settings) -> str:
    """What the compiler says."""

    def custom(kind: str, nr: int) -> str:
        return f"p{nr}.FieldConfig" if kind != "stat" else "Record<string, never>"

    kinds = [f'import type * as p{nr} from "composable/{path}";' for nr, path in enumerate(KINDS.values())]
    ones = " | ".join(f'Of<"{kind}", p{nr}.Options, {custom(kind, nr)}>' for nr, kind in enumerate(KINDS))
    (folder / "dashboard.ts").write_text(
        "\n".join(
            [*kinds, TYPES, f"type One = {ones};", f"export const it: Whole = {json.dumps(dashboard, indent=1)};"]
        )
    )
    options = {
        "noEmit": True, "strict": True, "skipLibCheck": True, "module": "preserve", "types": [],
        "paths": {
            "@grafana/schema": [f"{schema}/dist/esm/index.d.ts"],
            "composable/*": [f"{schema}/dist/esm/raw/composable/*.d.ts"],
        },
    }  # fmt: skip
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": ["dashboard.ts"]}))
    done = script_types.check(folder, settings)
    return done.stdout + done.stderr


@pytest.mark.parametrize("path", DASHBOARDS, ids=lambda path: path.stem)
def test_grafana_knows_all_of_it(path: Path, schema: Path, tmp_path: Path, settings: Settings) -> None:
    assert problems(json.loads(path.read_text(encoding="utf-8")), schema, tmp_path, settings) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [("alignValue", "middle"), ("mergeValue", True), ("rowHeight", "high")],
)
def test_a_slip_is_found(name: str, value: object, schema: Path, tmp_path: Path, settings: Settings) -> None:
    dashboard = json.loads(DASHBOARDS[0].read_text(encoding="utf-8"))
    (panel,) = [panel for panel in dashboard["panels"] if panel["type"] == "state-timeline"]
    panel["options"][name] = value
    assert "error TS" in problems(dashboard, schema, tmp_path, settings)


def test_it_is_the_version_that_is_run() -> None:
    (version,) = re.findall(r"image: grafana/grafana:(\S+)", (ROOT / "docker-compose.yml").read_text())
    assert version == SCHEMA.version
