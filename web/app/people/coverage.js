// Coverage as a map: a row for each part of the plant, a column for each day of a week, and how many people are missing at most.
import { html } from "../../vendor/htm-preact.js";
import { get, getAll } from "../api.js";
import { Busy, Choice, Failure } from "../parts/controls.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { addDays, dateIn, dateText, hoursText } from "../time.js";
import { chooser, ResourceField, useEvents } from "../daily/common.js";
import { Gaps } from "./gaps.js";

/** @typedef {{id: number, resource_code: string, resource_name: string, resource_type: string, effective_time_zone: string}} Place */
/** @typedef {{resource_id: number, schedule_date: string, required_hours: number, present_hours: number, missing_hours: number,
 *   most_missing: number}} Cell */
/** @typedef {{place: Place, cells: Map<string, Cell>, missing: number}} Line */

const words = texts.people;
const LEVELS = ["site", "area", "work_center", "work_unit"];
const DARKEST = 4; // people missing
const COLUMNS = "id,resource_code,resource_name,resource_type,effective_time_zone";

/** @param {string | undefined} code @param {string | undefined} level @param {string} first @param {AbortSignal} signal
 * @returns {Promise<{level: string, lines: Line[]}>} */
async function read(code, level, first, signal) {
  const [chosen] = code ? await get("resources", { resource_code: `eq.${code}`, select: COLUMNS }, { signal }) : [];
  if (code && !chosen) throw new Error(texts.work.unknown(code));
  const depth = LEVELS.indexOf(chosen?.resource_type);
  const used = level && LEVELS.includes(level) ? level : LEVELS[Math.max(depth, 1)];
  const [cells, places] = await Promise.all([
    get("v2:rpc/coverage_by_level", { level: used, start_date: first, end_date: addDays(first, 6), resource_ids: chosen ? `{${chosen.id}}` : undefined }, { signal }),
    getAll("resources", "id", { resource_type: `eq.${used}`, select: COLUMNS }, { signal }),
  ]);
  /** @type {Map<number, Line>} */
  const lines = new Map();
  const known = new Map(places.map((place) => [place.id, place]));
  cells.forEach((/** @type {Cell} */ cell) => {
    const line = lines.get(cell.resource_id) || { place: known.get(cell.resource_id), cells: new Map(), missing: 0 };
    line.cells.set(cell.schedule_date, cell);
    line.missing += cell.missing_hours;
    lines.set(cell.resource_id, line);
  });
  const found = [...lines.values()].filter((line) => line.place);
  found.sort((a, b) => a.place.resource_code.localeCompare(b.place.resource_code, "en", { numeric: true }));
  return { level: used, lines: found };
}

/** @param {{at: import("../routes.js").Route, may: import("../views.js").Rights, first: string}} props */
export function Coverage({ at, may, first }) {
  const { resource, level, cell } = at.query, day = dateIn(at.query.day);
  const choose = chooser(at);
  const { value, error, isBusy, again } = useAnswer((signal) => read(resource, level, first, signal), [resource, level, first]);
  useEvents(/^(coverage|roster|schedule|resource)\./, again);
  const lines = value?.lines.filter((line) => at.query.only !== "missing" || line.missing > 0);
  const opened = day && value?.lines.find((line) => line.place.resource_code === cell);
  return html`<div class="tools filters">
      <${ResourceField} name="resource" label=${words.below} value=${resource || ""} onChange=${(/** @type {string} */ code) => choose({ resource: code, level: undefined, day: undefined, gap: undefined })} />
      <${Choice} label=${words.level} value=${value?.level || level || ""} options=${LEVELS.map((each) => [each, texts.kinds[/** @type {keyof typeof texts.kinds} */ (each)]])}
        onChange=${(/** @type {string} */ next) => choose({ level: next, day: undefined, gap: undefined })} />
      <label class="check"><input type="checkbox" checked=${at.query.only === "missing"} onChange=${() => choose({ only: at.query.only ? undefined : "missing" })} />${words.onlyMissing}</label>
      ${isBusy && html`<${Busy} />`}
    </div>
    <${Failure} error=${error} again=${again} />
    ${lines && html`<div class="with-detail">
      <section class="panel" aria-label=${words.coverage}>${lines.length
        ? html`<${Heat} lines=${lines} first=${first} at=${at} choose=${choose} />`
        : html`<p class="soft">${value?.lines.length ? words.noneMissing : words.nobodyRequired}</p>`}</section>
      ${opened && html`<${Gaps} key=${`${cell} ${day}`} place=${opened.place} date=${day} at=${at} may=${may} />`}
    </div>`}`;
}

/** @param {{lines: Line[], first: string, at: import("../routes.js").Route, choose: (query: Record<string, string | undefined>) => void}} props */
function Heat({ lines, first, at, choose }) {
  const dates = Array.from({ length: 7 }, (_, nr) => addDays(first, nr));
  return html`<div class="scroll"><table class="heat" aria-label=${words.coverage}>
    <thead><tr><th scope="col">${texts.work.resource}</th>${dates.map((date) => html`<th key=${date} scope="col">${dateText(date, { weekday: "short", day: "numeric" })}</th>`)}
      <th scope="col" class="number">${words.missingHours}</th></tr></thead>
    <tbody>${lines.map(({ place, cells, missing }) => html`<tr key=${place.id}>
      <th scope="row">${place.resource_code} <span class="soft">${place.resource_name}</span></th>
      ${dates.map((date) => html`<td key=${date}><${HeatCell} place=${place} date=${date} cell=${cells.get(date)}
        isOpen=${at.query.cell === place.resource_code && at.query.day === date} open=${() => choose({ cell: place.resource_code, day: date, gap: undefined })} /></td>`)}
      <td class="number">${missing ? hoursText(missing) : "–"}</td></tr>`)}</tbody>
  </table></div>
  <p class="soft">${words.heatHint}</p>`;
}

/** @param {{place: Place, date: string, cell: Cell | undefined, isOpen: boolean, open: () => void}} props */
function HeatCell({ place, date, cell, isOpen, open }) {
  if (!cell) return html`<span class="soft" title=${words.nobodyThen}>·</span>`;
  const told = `${place.resource_code}, ${dateText(date)}: ${words.told(cell.most_missing, cell.missing_hours, cell.required_hours)}`;
  return html`<button class="m${Math.min(cell.most_missing, DARKEST)}" aria-pressed=${isOpen} title=${told} aria-label=${told} onClick=${open}>${cell.most_missing || "✓"}</button>`;
}
