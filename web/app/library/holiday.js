// Entering a holiday: a day, or a part of one, on which work stops or goes on.
import { html, useState } from "../../vendor/htm-preact.js";
import { post, remove } from "../api.js";
import { Choice, Dialog, Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { Preview, usePreview } from "../plan/preview.js";
import { texts } from "../texts.js";
import { addDays } from "../time.js";

/** @typedef {import("./observed.js").Calendar} Calendar */
/** @typedef {{calendar_id: number, holiday_date: string, start_time: string | null, end_time: string | null, affects_scheduling: boolean}} NewEntry */

const words = texts.calendars;

/** What an entry would change, on its day and into the next. @param {NewEntry | null} entry */
export function useHolidayPreview(entry) {
  return usePreview("rpc/preview_holiday", entry && { ...entry, period_start: entry.holiday_date, period_end: addDays(entry.holiday_date, 1) });
}

/** @param {Calendar} calendar @param {NewEntry} entry @param {string} name @param {() => void} done */
export async function enter(calendar, entry, name, done) {
  const made = await post("holidays", { ...entry, holiday_name: name });
  tell(words.saved(name, calendar.calendar_code), { undo: () => remove(`holidays?id=eq.${made.id}`).then(done) });
  done();
}

/** What a dialog does when it is sent: it closes, or shows why not. @param {() => void} close */
export function useSaving(close) {
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const [isBusy, setBusy] = useState(false);
  const saved = (/** @type {() => Promise<unknown>} */ save) => (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    save().then(close, (/** @type {Error} */ failed) => {
      setError(failed);
      setBusy(false);
    });
  };
  return { error, isBusy, saved };
}

/** @param {{calendar: Calendar, date: string, close: () => void, done: () => void}} props */
export function AddEntry({ calendar, date, close, done }) {
  const [form, setForm] = useState({ date, name: "", kind: "stops", isPart: false, start: "12:00", end: "00:00" });
  const { error, isBusy, saved } = useSaving(close);
  const set = (/** @type {Partial<typeof form>} */ part) => setForm((now) => ({ ...now, ...part }));
  const text = (/** @type {keyof typeof form} */ name) => (/** @type {Event} */ event) => set({ [name]: /** @type {HTMLInputElement} */ (event.target).value });
  const isPart = form.isPart && form.kind === "stops";
  const isComplete = form.date && (!isPart || (form.start && form.end));
  const entry = {
    calendar_id: calendar.id, holiday_date: form.date, affects_scheduling: form.kind === "stops",
    start_time: isPart ? form.start : null, end_time: isPart ? (form.end === "00:00" ? "24:00" : form.end) : null,
  };
  const preview = useHolidayPreview(isComplete ? entry : null);
  return html`<${Dialog} title=${`${words.add}: ${calendar.calendar_code}`} close=${close}>
    <form onSubmit=${saved(() => enter(calendar, entry, form.name.trim(), done))}>
      <div class="row">
        <${Field} label=${words.date}><input type="date" required value=${form.date} onInput=${text("date")} /><//>
        <${Field} label=${words.name}><input required maxlength="200" autofocus value=${form.name} onInput=${text("name")} /><//>
      </div>
      <${Choice} label=${words.what} value=${form.kind} options=${[["stops", words.stops], ["works", words.works]]} onChange=${(/** @type {string} */ kind) => set({ kind })} />
      ${form.kind === "works" && html`<p class="soft">${words.worksHint}</p>`}
      ${form.kind === "stops" && html`<label class="check"><input type="checkbox" checked=${form.isPart} onChange=${() => set({ isPart: !form.isPart })} />${words.onlyPart}</label>`}
      ${isPart && html`<div class="row">
        <${Field} label=${texts.exception.start}><input type="time" required value=${form.start} onInput=${text("start")} /><//>
        <${Field} label=${texts.exception.end}><input type="time" required value=${form.end} onInput=${text("end")} /><//>
      </div>`}
      <${Preview} ...${preview} />
      <${Failure} error=${error} />
      <div class="tools"><button class="main" disabled=${isBusy || !isComplete || Boolean(preview.effect?.conflict)}>${texts.actions.save}</button><button type="button" onClick=${close}>${texts.actions.close}</button></div>
    </form>
  <//>`;
}
