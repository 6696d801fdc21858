// Taking an entry out of a calendar.
import { html } from "../../vendor/htm-preact.js";
import { post, remove } from "../api.js";
import { Dialog, Failure } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { Preview } from "../plan/preview.js";
import { texts } from "../texts.js";
import { dateText } from "../time.js";
import { useHolidayPreview, useSaving } from "./holiday.js";

const words = texts.calendars;
const KEPT = /** @type {const} */ (["calendar_id", "holiday_date", "recurrence_rule", "holiday_name", "start_time", "end_time", "affects_scheduling", "source"]);

/** @param {{calendar: import("./observed.js").Calendar, date: string, entry: import("./entries.js").Entry, close: () => void, done: () => void}} props */
export function RemoveEntry({ calendar, date, entry, close, done }) {
  const { error, isBusy, saved } = useSaving(close);
  // An imported holiday that is gone changes what an entry for work in its place would change. What is left when an entry
  // by hand is gone, no preview tells.
  const isLike = entry.source === "imported" && entry.affects_scheduling;
  const preview = useHolidayPreview(isLike ? { calendar_id: calendar.id, holiday_date: date, start_time: null, end_time: null, affects_scheduling: false } : null);
  const drop = async () => {
    await remove(`holidays?id=eq.${entry.id}`);
    tell(words.removed(entry.holiday_name), { undo: () => post("holidays", Object.fromEntries(KEPT.map((name) => [name, entry[name]]))).then(done) });
    done();
  };
  return html`<${Dialog} title=${`${texts.actions.remove}: ${entry.holiday_name}`} close=${close}>
    <form onSubmit=${saved(drop)}>
      <p>${entry.recurrence_rule ? words.everyTime : dateText(date, { dateStyle: "full" })} · ${calendar.calendar_code} · ${entry.affects_scheduling ? words.stops : words.works}</p>
      ${entry.source === "imported" && html`<p class="notice warning">${words.comesBack}</p>`}
      ${isLike ? html`<${Preview} ...${preview} />` : html`<p class="soft">${words.noPreview}</p>`}
      <${Failure} error=${error} />
      <div class="tools"><button class="main" disabled=${isBusy}>${texts.actions.remove}</button><button type="button" onClick=${close}>${texts.actions.close}</button></div>
    </form>
  <//>`;
}
