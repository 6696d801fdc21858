// The plan for the wall: every machine, one line each, headings on every page. Drawn as lines of a table, since a printer
// wants all of them and a canvas has only what is visible.
import { html, useEffect, useMemo, useState } from "../../vendor/htm-preact.js";
import { texts } from "../texts.js";
import { dateText, hoursText } from "../time.js";
import { Axis } from "./axis.js";
import { operatingHours, Stretches } from "./stretches.js";

const WIDTH = 1000;
const MOST = 400; // machines: some twenty pages

/** @param {{resource: import("./plant.js").Resource, rows: import("./plant.js").Resource[], from: string, to: string,
 *   zone: string | null, done: () => void}} props */
export function PrintSheet({ resource, rows, from, to, zone, done }) {
  const machines = useMemo(() => rows.filter((row) => row.isMachine).slice(0, MOST), [rows]);
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
    requestAnimationFrame(() => {
      print();
      done();
    });
  }, [isReady]);
  return html`<div class="print-sheet" data-version=${version}>
    <h1>${resource.name} (${resource.code}) · ${dateText(from, { dateStyle: "long" })} – ${dateText(to, { dateStyle: "long" })}</h1>
    <p>${["operating", "reduced", "maintenance", "breakdown", "shutdown", "holiday"].map((status) => html`<span class="key" key=${status}><svg width="22" height="10"><rect width="22" height="10" class=${`fill ${status}`} /></svg> ${texts.status[status]} </span>`)}</p>
    <table><thead><tr><th>${texts.plan.machine}</th><th class="number">${texts.plan.hours}</th><th class="wide"><svg viewBox=${`0 0 ${WIDTH} 16`}>
      ${axis.dates.map((date, nr) => html`<text key=${date} x=${nr * axis.dayWidth + 2} y="12">${axis.days > 14 ? Number(date.slice(8)) : dateText(date)}</text>`)}</svg></th></tr></thead>
    <tbody>${machines.map((machine) => html`<tr key=${machine.id}><td>${machine.code}</td><${Line} machine=${machine} axis=${axis} stretches=${plan.of(machine.id) || []} zone=${zone || machine.zone} /></tr>`)}</tbody></table>
    ${machines.length === MOST && html`<p>${texts.plan.printed(MOST)}</p>`}
  </div>`;
}

/** @param {{axis: Axis, stretches: import("./stretches.js").Stretch[], zone: string}} props */
function Line({ axis, stretches, zone }) {
  const bounds = axis.bounds(zone);
  return html`<td class="number">${hoursText(Math.round(operatingHours(stretches, bounds[0], bounds[axis.days]) * 10) / 10)}</td>
    <td class="wide"><svg viewBox=${`0 0 ${WIDTH} 16`} preserveAspectRatio="none">
      ${axis.dates.map((date, nr) => html`<line key=${date} x1=${nr * axis.dayWidth} x2=${nr * axis.dayWidth} y1="0" y2="16" class="grid" />`)}
      ${stretches.filter((each) => each.end > bounds[0] && each.start < bounds[axis.days]).map((each) => html`<rect key=${each.start} class=${`fill ${each.status}`}
        x=${axis.x(each.start, zone)} width=${Math.max(axis.x(each.end, zone) - axis.x(each.start, zone), 0.5)} y="3" height="10" />`)}</svg></td>`;
}
