// Working on a holiday: an entry that says so, where it outweighs the holiday.
import { html, useState } from "../../vendor/htm-preact.js";
import { Dialog, Failure, Field } from "../parts/controls.js";
import { Preview } from "../plan/preview.js";
import { texts } from "../texts.js";
import { dateText } from "../time.js";
import { enter, useHolidayPreview, useSaving } from "./holiday.js";

/** @typedef {import("./observed.js").Calendar} Calendar */
/** @typedef {import("./observed.js").Observed} Observed */
/** @typedef {import("./entries.js").Entry} Entry */

const words = texts.calendars;

/** Calendars in which an entry outweighs the holiday: the plant's own that are asked before it, and the calendar itself
 * where the holiday was imported. @param {Calendar} calendar @param {Observed} observed @param {Entry} entry @returns {Calendar[]} */
export function outweighing(calendar, observed, entry) {
  const before = new Set([...observed.own.values()].flatMap((list) => {
    const place = list.findIndex((each) => each.calendar_id === calendar.id);
    return list.slice(0, Math.max(place, 0)).map((each) => each.calendar_id);
  }));
  const own = observed.calendars.filter((each) => before.has(each.id) && !each.country_code);
  return entry.source === "imported" ? [...own, calendar] : own;
}

/** @param {{calendar: Calendar, observed: Observed, date: string, entry: Entry, close: () => void, done: () => void}} props */
export function WorkDialog({ calendar, observed, date, entry, close, done }) {
  const offered = outweighing(calendar, observed, entry);
  const [code, setCode] = useState(offered[0]?.calendar_code || "");
  const [name, setName] = useState(words.workedName(entry.holiday_name));
  const { error, isBusy, saved } = useSaving(close);
  const into = offered.find((each) => each.calendar_code === code);
  const made = { calendar_id: into?.id || 0, holiday_date: date, start_time: null, end_time: null, affects_scheduling: false };
  const preview = useHolidayPreview(into ? made : null);
  const value = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
  return html`<${Dialog} title=${`${words.work}: ${entry.holiday_name}`} close=${close}>
    <form onSubmit=${saved(async () => into && enter(into, made, name.trim(), done))}>
      <p>${dateText(date, { dateStyle: "full" })}</p>
      ${!into && html`<p class="notice warning">${words.nothingOutweighs}</p>`}
      ${into && html`<div class="row">
        <${Field} label=${words.enterIn} hint=${words.concerns(observed.machines.get(into.id) || 0)}><select value=${code} onChange=${(/** @type {Event} */ event) => setCode(value(event))}>
          ${offered.map((each) => html`<option key=${each.id} value=${each.calendar_code}>${each.calendar_code} · ${each.calendar_name}</option>`)}</select><//>
        <${Field} label=${words.name}><input required maxlength="200" value=${name} onInput=${(/** @type {Event} */ event) => setName(value(event))} /><//>
      </div><${Preview} ...${preview} />`}
      <${Failure} error=${error} />
      <div class="tools"><button class="main" disabled=${isBusy || !into || Boolean(preview.effect?.conflict)}>${words.work}</button><button type="button" onClick=${close}>${texts.actions.close}</button></div>
    </form>
  <//>`;
}
