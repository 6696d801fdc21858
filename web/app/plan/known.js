// The plan of a machine as it was known at a past moment, for the days that are shown.
import { html } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { Busy, Failure, Field } from "../parts/controls.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { dateIn, dateText, instant, wall } from "../time.js";

const words = texts.machine;

/** @typedef {{schedule_date: string, shift_code: string | null, planned_start_time: string, planned_end_time: string,
 *   schedule_status: string, capacity_percent: number}} Row */

/** @param {{machine: import("./plant.js").Resource, from: string, to: string, zone: string, when: string, choose: (when: string) => void}} props */
export function Known({ machine, from, to, zone, when, choose }) {
  const at = dateIn(when.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d/.test(when.slice(10)) ? new Date(instant(when.slice(0, 10), when.slice(11, 16), zone)).toISOString() : "";
  return html`<${Field} label=${words.known}><input type="datetime-local" value=${when}
      onInput=${(/** @type {Event} */ event) => choose(/** @type {HTMLInputElement} */ (event.target).value)} /><//>
    ${at && html`<${Then} key=${at} machine=${machine} from=${from} to=${to} zone=${zone} at=${at} />`}`;
}

/** @param {{machine: import("./plant.js").Resource, from: string, to: string, zone: string, at: string}} props */
function Then({ machine, from, to, zone, at }) {
  const asked = { resource_id: machine.id, known_at: at, start_date: from, end_date: to };
  const { value, error, isBusy } = useAnswer((signal) => get("rpc/schedule_as_known", asked, { signal }), [machine, from, to, at]);
  const time = (/** @type {string} */ moment) => wall(Date.parse(moment), zone).time;
  /** @type {Map<string, Row[]>} */
  const days = new Map();
  (value || []).forEach((/** @type {Row} */ row) => days.set(row.schedule_date, [...(days.get(row.schedule_date) || []), row]));
  return html`<${Failure} error=${error} />
    ${isBusy && !value && html`<${Busy} />`}
    ${value && !days.size && html`<p class="soft">${words.notKnown}</p>`}
    <ul class="plain known">${[...days].map(([date, rows]) => html`<li key=${date}>${dateText(date)} <span class="soft">${rows.map((row) =>
      `${time(row.planned_start_time)}–${time(row.planned_end_time)} ${row.shift_code || ""} ${texts.status[row.schedule_status]}${
        row.capacity_percent && row.capacity_percent < 100 ? ` ${row.capacity_percent} %` : ""}`).join(", ")}</span></li>`)}</ul>`;
}
