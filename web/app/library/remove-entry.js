// Taking an entry out of a calendar.
import { html } from "../../vendor/htm-preact.js";
import { post, remove } from "../api.js";
import { Dialog, Failure } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { Preview, usePreview } from "../plan/preview.js";
import { texts } from "../texts.js";
import { addDays, dateText } from "../time.js";
import { useSaving } from "./holiday.js";

const words = texts.calendars;
const KEPT = /** @type {const} */ (["calendar_id", "holiday_date", "recurrence_rule", "holiday_name", "start_time", "end_time", "affects_scheduling", "source"]);

/** @param {{calendar: import("./observed.js").Calendar, date: string, entry: import("./entries.js").Entry, close: () => void, done: () => void}} props */
export function RemoveEntry({ calendar, date, entry, close, done }) {
  const { error, isBusy, saved } = useSaving(close);
  const preview = usePreview("rpc/preview_holiday_removal", { holiday_id: entry.id, period_start: date, period_end: addDays(date, 1) });
  const drop = async () => {
    await remove(`holidays?id=eq.${entry.id}`);
    tell(words.removed(entry.holiday_name), { undo: () => post("holidays", Object.fromEntries(KEPT.map((name) => [name, entry[name]]))).then(done) });
    done();
  };
  return html`<${Dialog} title=${`${texts.actions.remove}: ${entry.holiday_name}`} close=${close}>
    <form onSubmit=${saved(drop)}>
      <p>${entry.recurrence_rule ? words.everyTime : dateText(date, { dateStyle: "full" })} · ${calendar.calendar_code} · ${entry.affects_scheduling ? words.stops : words.works}</p>
      ${entry.source === "imported" && html`<p class="notice warning">${words.comesBack}</p>`}
      <${Preview} ...${preview} />
      <${Failure} error=${error} />
      <div class="tools"><button class="main" disabled=${isBusy}>${texts.actions.remove}</button><button type="button" onClick=${close}>${texts.actions.close}</button></div>
    </form>
  <//>`;
}
