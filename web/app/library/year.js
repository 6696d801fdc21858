// A year of a calendar: twelve months, days with entries marked. Arrow keys go from day to day.
import { html } from "../../vendor/htm-preact.js";
import { addDays, dateText } from "../time.js";
import { weeksOf } from "./entries.js";

/** @typedef {import("./entries.js").Entry} Entry */

const STEPS = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 });

// Names of the days in the browser's language, from Monday on.
const DAYS = Array.from({ length: 7 }, (_, nr) => dateText(addDays("2024-01-01", nr), { weekday: "short" }).slice(0, 2));

/** Entries that were made by hand outweigh imported ones; of those that decide, one that stops work wins.
 * @param {Entry[]} entries @returns {"stops" | "part" | "works"} */
export function markOf(entries) {
  const byHand = entries.filter((entry) => entry.source !== "imported");
  const stops = (byHand.length ? byHand : entries).filter((entry) => entry.affects_scheduling);
  if (!stops.length) return "works";
  return stops.some((entry) => !entry.start_time) ? "stops" : "part";
}

/** @param {{year: number, marks: Map<string, Entry[]>, date: string, today: string, choose: (date: string) => void}} props */
export function Year({ year, marks, date, today, choose }) {
  const move = (/** @type {KeyboardEvent} */ event) => {
    const at = /** @type {HTMLElement} */ (event.target).dataset.date;
    if (!at || !(event.key in STEPS)) return;
    const next = /** @type {HTMLElement} */ (event.currentTarget).querySelector(`[data-date="${addDays(at, STEPS[event.key])}"]`);
    event.preventDefault();
    /** @type {HTMLElement | null} */ (next)?.focus();
  };
  const reached = date || (marks.size ? "" : `${year}-01-01`); // where the tab key comes to, besides entries
  return html`<div class="year" onKeyDown=${move}>
    ${Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, "0")}-01`).map((first) => html`<${Month} key=${first} first=${first}
      marks=${marks} date=${date} reached=${reached} today=${today} choose=${choose} />`)}
  </div>`;
}

/** @param {{first: string, marks: Map<string, Entry[]>, date: string, reached: string, today: string, choose: (date: string) => void}} props */
function Month({ first, marks, date, reached, today, choose }) {
  const day = (/** @type {string} */ each) => {
    const entries = marks.get(each);
    const name = entries?.map((entry) => entry.holiday_name).join(", ");
    return html`<button class=${`${entries ? `mark ${markOf(entries)}` : ""} ${each === today ? "today" : ""}`} data-date=${each} aria-pressed=${each === date}
      tabindex=${entries || each === reached ? 0 : -1} title=${name} aria-label=${`${dateText(each, { day: "numeric", month: "long" })}${name ? `: ${name}` : ""}`}
      onClick=${() => choose(each)}>${Number(each.slice(8))}</button>`;
  };
  return html`<table><caption>${dateText(first, { month: "long" })}</caption>
    <thead><tr>${DAYS.map((name) => html`<th key=${name} scope="col">${name}</th>`)}</tr></thead>
    <tbody>${weeksOf(first).map((week, nr) => html`<tr key=${nr}>${week.map((each, place) => html`<td key=${place}>${each && day(each)}</td>`)}</tr>`)}</tbody>
  </table>`;
}
