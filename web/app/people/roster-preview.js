// What an edit would do to rosters, before it is saved: hours of the week before and after, and the days that change.
import { html } from "../../vendor/htm-preact.js";
import { Failure } from "../parts/controls.js";
import { texts } from "../texts.js";
import { dateText, hoursText, wall } from "../time.js";

/** @typedef {{shift_code?: string, shift_start_time: string, shift_end_time: string, schedule_status: string}} Row */
/** @typedef {{hours_before: number, hours_after: number, total: number, conflict: {message: string, hint?: string | null} | null,
 *   period: {start: string, end: string},
 *   changes: {employee_id: number, employee_number: string, schedule_date: string, before: Row[], after: Row[]}[]}} Effect */

const words = texts.people;

/** @param {{effect?: any, error?: Error, isBusy: boolean, zone: string}} props */
export function RosterPreview({ effect, error, isBusy, zone }) {
  return html`<section class="panel preview" aria-label=${texts.preview.title} aria-busy=${isBusy}>
    <h3>${texts.preview.title}</h3>
    ${isBusy && !effect && html`<p class="busy">${texts.preview.asking}</p>`}
    <${Failure} error=${error} />
    ${effect && html`<${Told} effect=${effect} zone=${zone} />`}
  </section>`;
}

/** @param {{effect: Effect, zone: string}} props */
function Told({ effect, zone }) {
  const { conflict, changes, period } = effect;
  if (conflict) return html`<div class="notice warning"><strong>${texts.preview.conflict}: ${conflict.message}</strong>${conflict.hint && html`<p>${conflict.hint}</p>`}</div>`;
  if (!effect.total) return html`<p>${texts.preview.nothing}</p>`;
  const numbers = new Set(changes.map((each) => each.employee_number));
  const text = (/** @type {Row[]} */ rows) => rows.map((row) => [row.shift_code, `${wall(Date.parse(row.shift_start_time), zone).time}–${wall(Date.parse(row.shift_end_time), zone).time}`,
    row.schedule_status === "scheduled" ? "" : words.statuses[row.schedule_status]].filter(Boolean).join(" ")).join(", ") || words.noShift;
  return html`<div>
    <div class="sums"><div><strong>${hoursText(effect.hours_before)} → ${hoursText(effect.hours_after)} h</strong>${words.inWeek(period.start, period.end)}</div></div>
    <ul class="plain">${changes.map((each) => html`<li key=${`${each.employee_number} ${each.schedule_date}`}>${numbers.size > 1 ? `${each.employee_number}, ` : ""}${dateText(each.schedule_date)}:${" "}
      <del>${text(each.before)}</del> <ins>${text(each.after)}</ins></li>`)}</ul>
  </div>`;
}
