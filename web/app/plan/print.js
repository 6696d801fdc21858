// The plan for the wall: every machine, one line each; what, when and by which clock on every page. Drawn as lines of a table,
// since a printer wants all of them and a canvas has only what is visible.
import { html, useEffect, useMemo, useState } from "../../vendor/htm-preact.js";
import { texts } from "../texts.js";
import { dateText, hoursText, isWeekend, monday, periodText } from "../time.js";
import { printedText } from "../parts/printed.js";
import { Axis } from "./axis.js";
import { operatingHours, Stretches } from "./stretches.js";

const WIDTH = 100; // percent
const MOST = 400; // machines: some fifteen pages
const STATUSES = ["operating", "reduced", "maintenance", "breakdown", "shutdown", "holiday"];
const NAMED = 3; // zones
const WIDE = 2.4; // percent of the width, from which on a stretch has room for its shift code

/** @typedef {import("./plant.js").Resource} Resource */

/** @param {{resource: Resource, rows: Resource[], from: string, to: string, zone: string | null, done: () => void}} props */
export function PrintSheet({ resource, rows, from, to, zone, done }) {
  const shown = useMemo(() => withLevels(rows), [rows]);
  const machines = useMemo(() => shown.filter((row) => row.isMachine), [shown]);
  const [version, setVersion] = useState(0);
  const plan = useMemo(() => new Stretches(from, to, () => setVersion((old) => old + 1)), [from, to]);
  const axis = useMemo(() => new Axis(from, to, 0, WIDTH), [from, to]);
  const isReady = machines.every((machine) => plan.of(machine.id)) || plan.error;
  useEffect(() => {
    plan.want(machines.map((machine) => machine.id));
    return () => plan.stop();
  }, [plan]);
  useEffect(() => {
    if (!isReady) return;
    // Some browsers print while the page goes on: it stays until they say that they are through.
    addEventListener("afterprint", done);
    const frame = requestAnimationFrame(() => print());
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("afterprint", done);
    };
  }, [isReady]);
  const zones = zone ? [zone] : [...new Set(machines.map((machine) => machine.zone))];
  const clock = zones.length > 1 ? texts.plan.ownClocks(zones.slice(0, NAMED), zones.length) : `${texts.exception.zone} ${zones[0] || resource.zone}`;
  const all = rows.filter((row) => row.isMachine).length;
  return html`<div class="print-sheet" data-version=${version} data-ready=${isReady ? "yes" : undefined}>
    <${Patterns} />
    <table class=${axis.days > 31 ? "tiny" : axis.days > 7 ? "small" : ""}><colgroup><col class="what" /><col class="hours" /><col /></colgroup>
    <thead>
      <tr><th colspan="3"><h1>${resource.name} (${resource.code}) · ${periodText(from, to)}</h1><p>${clock} · ${printedText()}</p></th></tr>
      <tr><th colspan="3" class="keys">${STATUSES.map((status) => html`<span class="key" key=${status}><svg width="22" height="10"><rect width="22" height="10" class=${`fill ${status}`} /></svg> ${texts.status[status]} </span>`)}</th></tr>
      <tr><th>${texts.plan.machine}</th><th class="number">${texts.plan.hours}</th><th class="wide"><svg height="26"><${Dates} axis=${axis} /></svg></th></tr>
    </thead>
    <tbody>${shown.map((row) => (row.isMachine
      ? html`<tr key=${row.id}><td>${row.code} <span class="soft">${row.name}</span></td><${Line} axis=${axis} stretches=${plan.of(row.id) || []} zone=${zone || row.zone} /></tr>`
      : html`<tr key=${row.id} class="level"><th colspan="3" scope="colgroup">${row.name} <span class="soft">${row.code}</span></th></tr>`))}</tbody></table>
    ${all > MOST && html`<p>${texts.plan.printed(MOST, all)}</p>`}
  </div>`;
}

/** The first machines, each work centre or area under its name. @param {Resource[]} rows @returns {Resource[]} */
function withLevels(rows) {
  let count = 0;
  const some = rows.filter((row) => !row.isMachine || (count += 1) <= MOST);
  // A level stands over what follows it: one that only other levels follow says nothing more.
  return some.filter((row, nr) => row.isMachine || some[nr + 1]?.isMachine);
}

/** What marks the states where colours are not printed. */
function Patterns() {
  const stripes = /** @type {Record<string, string>} */ ({
    reduced: "M0 6L6 0", maintenance: "M0 0L6 6M-3 3L3 9M3 -3L9 3", breakdown: "M0 0L6 6M0 6L6 0", shutdown: "M0 1.5H6M0 4.5H6", holiday: "M1 1.5h1M4 4.5h1",
  });
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>${STATUSES.map((status) => html`<pattern key=${status} id=${`print-${status}`} width="6" height="6" patternUnits="userSpaceOnUse">
    <rect width="6" height="6" class=${status} /><path d=${stripes[status] || ""} /></pattern>`)}</defs></svg>`;
}

/** @param {{axis: Axis}} props */
function Dates({ axis }) {
  const text = (/** @type {string} */ date) => {
    if (axis.days <= 7) return dateText(date);
    if (axis.days <= 31) return String(Number(date.slice(8)));
    return monday(date) === date ? dateText(date, { day: "numeric", month: "short" }) : "";
  };
  return axis.dates.map((date, nr) => html`<g key=${date}>
    ${axis.days > 7 && axis.days <= 31 && html`<text x=${`${nr * axis.dayWidth + 0.3}%`} y="10">${dateText(date, { weekday: "narrow" })}</text>`}
    <text x=${`${nr * axis.dayWidth + 0.3}%`} y="22">${text(date)}</text></g>`);
}

/** @param {{axis: Axis, stretches: import("./stretches.js").Stretch[], zone: string}} props */
function Line({ axis, stretches, zone }) {
  const bounds = axis.bounds(zone);
  return html`<td class="number">${hoursText(Math.round(operatingHours(stretches, bounds[0], bounds[axis.days]) * 10) / 10)}</td>
    <td class="wide"><svg height="18">
      ${axis.dates.map((date, nr) => html`<g key=${date}>${isWeekend(date) && html`<rect class="weekend" x=${`${nr * axis.dayWidth}%`} width=${`${axis.dayWidth}%`} height="18" />`}
        <line x1=${`${nr * axis.dayWidth}%`} x2=${`${nr * axis.dayWidth}%`} y1="0" y2="18" class="grid" /></g>`)}
      ${stretches.filter((each) => each.end > bounds[0] && each.start < bounds[axis.days]).map((each) => {
        const x = axis.x(each.start, zone), width = Math.max(axis.x(each.end, zone) - x, 0.05);
        return html`<g key=${each.start}><rect class=${`fill ${each.status}`} x=${`${x}%`} width=${`${width}%`} y="3" height="12" />
          ${each.shift && width >= WIDE && html`<text x=${`${x + width / 2}%`} y="12.5" class="code">${each.shift}</text>`}</g>`;
      })}</svg></td>`;
}
