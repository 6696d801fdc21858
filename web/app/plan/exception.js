// Entering and changing an exception: a stop, less capacity, shifts that move, overtime.
import { html, useState } from "../../vendor/htm-preact.js";
import { patch, post, remove } from "../api.js";
import { Dialog, Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { texts } from "../texts.js";
import { HOUR, instant, now, wall } from "../time.js";
import { Preview, usePreview } from "./preview.js";
import { ONCE, parseRule, RecurrenceFields, ruleOf } from "./recurrence.js";

/** @typedef {import("./plant.js").Resource} Resource */
/** A row of /exceptions. @typedef {{id: number, resource_id: number, resource_code: string, exception_type: string, impact_type: string,
 *   capacity_percent: number | null, start_datetime: string, end_datetime: string | null, recurrence_rule: string | null,
 *   shift_minutes: number | null, shift_code: string | null, description: string, is_active: boolean, state: string,
 *   created_by: string, created_at: string}} Exception */
/** What a dialog begins with. @typedef {{resource: Resource, start?: number, end?: number, exception?: Exception}} Draft */

const WRITTEN = /** @type {const} */ (["exception_type", "impact_type", "capacity_percent", "start_datetime", "end_datetime",
  "recurrence_rule", "shift_minutes", "shift_code", "description"]);
const words = texts.exception;

/** @param {number} at @param {string} zone what an input of date and time shows */
const shown = (at, zone) => `${wall(at, zone).date}T${wall(at, zone).time}`;
/** @param {string} text @param {string} zone */
const meant = (text, zone) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(instant(text.slice(0, 10), text.slice(11, 16), zone)).toISOString() : null);

/** @param {Draft} draft @param {string} zone */
function begin(draft, zone) {
  const old = draft.exception, start = draft.start ?? Math.ceil(now() / HOUR) * HOUR;
  return {
    type: old?.exception_type || "maintenance", impact: old?.impact_type || "no_operation",
    start: shown(old && draft.start === undefined ? Date.parse(old.start_datetime) : start, zone),
    end: old && !old.end_datetime ? "" : shown(draft.end ?? (old?.end_datetime ? Date.parse(old.end_datetime) : start + 4 * HOUR), zone),
    isOpen: Boolean(old && !old.end_datetime), capacity: String(old?.capacity_percent ?? 50), minutes: String(old?.shift_minutes ?? 60),
    code: old?.shift_code || "", description: old?.description || "", repeat: old ? parseRule(old.recurrence_rule) : ONCE,
  };
}

/** @param {{draft: Draft, zone: string, close: () => void}} props */
export function ExceptionDialog({ draft, zone, close }) {
  const [form, setForm] = useState(() => begin(draft, zone));
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const [isBusy, setBusy] = useState(false);
  const old = draft.exception;
  const set = (/** @type {Partial<typeof form>} */ part) => setForm((before) => ({ ...before, ...part }));
  const text = (/** @type {keyof typeof form} */ name) => (/** @type {Event} */ event) => set({ [name]: /** @type {HTMLInputElement} */ (event.target).value });
  const impact = form.type === "overtime" ? "additional" : form.impact === "additional" ? "no_operation" : form.impact;
  const isOpen = form.isOpen && !form.repeat.every && form.type !== "overtime";
  const start = meant(form.start, zone), end = isOpen ? null : meant(form.end, zone);
  const edit = {
    exception_type: form.type, impact_type: impact, start_datetime: start, end_datetime: end,
    capacity_percent: impact === "reduced" ? Number(form.capacity) : null, recurrence_rule: ruleOf(form.repeat),
    shift_minutes: impact === "shifted" ? Number(form.minutes) : null, shift_code: impact === "additional" && form.code ? form.code : null,
  };
  const isComplete = Boolean(start && (end || isOpen));
  const [isCancelling, setCancelling] = useState(false);
  const asked = old ? { exception_id: old.id, changes: isCancelling ? null : edit } : { resource_id: draft.resource.id, ...edit };
  const preview = usePreview(old ? "rpc/preview_exception_change" : "rpc/preview_exception", isComplete || isCancelling ? asked : null);

  const act = async (/** @type {() => Promise<void>} */ what) => {
    setBusy(true);
    setError(null);
    await what().then(close, (/** @type {Error} */ failed) => {
      setError(failed);
      setBusy(false);
    });
  };
  const save = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    act(async () => {
      const body = { ...edit, description: form.description };
      if (old) {
        await patch(`exceptions/${old.id}`, body);
        tell(words.saved, { undo: () => patch(`exceptions/${old.id}`, Object.fromEntries(WRITTEN.map((name) => [name, old[name]]))) });
      } else {
        const made = await post("exceptions", { resource_id: draft.resource.id, ...body });
        tell(words.saved, { undo: () => remove(`exceptions/${made.id}`) });
      }
    });
  };
  const cancel = () => old && act(async () => {
    await remove(`exceptions/${old.id}`);
    tell(words.cancelled, { undo: () => patch(`exceptions/${old.id}`, { is_active: true }) });
  });
  const endNow = () => old && act(async () => {
    await post("rpc/close_exception", { exception_id: old.id });
    tell(words.saved, { undo: () => patch(`exceptions/${old.id}`, { end_datetime: null }) });
  });

  return html`<${Dialog} title=${`${old ? words.edit : words.add}: ${draft.resource.code}`} close=${close}>
    <form onSubmit=${save}>
      <div class="row">
        <${Field} label=${words.kind}><select value=${form.type} onChange=${text("type")}>${Object.entries(words.kinds).map(([each, name]) => html`<option key=${each} value=${each}>${name}</option>`)}</select><//>
        ${form.type !== "overtime" && html`<${Field} label=${words.what}><select value=${impact} onChange=${text("impact")}>
          ${["no_operation", "reduced", "shifted"].map((each) => html`<option key=${each} value=${each}>${words.impacts[each]}</option>`)}</select><//>`}
        ${impact === "reduced" && html`<${Field} label=${words.capacity}><input type="number" min="1" max="99" required value=${form.capacity} onInput=${text("capacity")} /><//>`}
        ${impact === "shifted" && html`<${Field} label=${words.shifted}><input type="number" min="-1440" max="1440" required value=${form.minutes} onInput=${text("minutes")} /><//>`}
        ${impact === "additional" && html`<${Field} label=${words.code}><input maxlength="10" value=${form.code} onInput=${text("code")} /><//>`}
      </div>
      <div class="row">
        <${Field} label=${words.start}><input type="datetime-local" required value=${form.start} onInput=${text("start")} /><//>
        ${!isOpen && html`<${Field} label=${words.end}><input type="datetime-local" required value=${form.end} onInput=${text("end")} /><//>`}
      </div>
      <p class="soft">${words.zone} ${zone}</p>
      ${form.type !== "overtime" && !form.repeat.every && html`<label class="check"><input type="checkbox" checked=${form.isOpen} onChange=${() => set({ isOpen: !form.isOpen })} />${words.openEnd}</label>`}
      <${Field} label=${words.description}><input required maxlength="500" value=${form.description} onInput=${text("description")} /><//>
      ${!isOpen && html`<${RecurrenceFields} value=${form.repeat} onChange=${(/** @type {import("./recurrence.js").Recurrence} */ repeat) => set({ repeat })} />`}
      <${Preview} ...${preview} />
      <${Failure} error=${error} />
      <div class="tools">
        ${isCancelling ? html`<button type="button" class="main" disabled=${isBusy} onClick=${cancel}>${words.cancelIt}</button>`
          : html`<button class="main" disabled=${isBusy || !isComplete || Boolean(preview.effect?.conflict)}>${texts.actions.save}</button>`}
        <button type="button" onClick=${close}>${texts.actions.close}</button>
        <span class="space" />
        ${old && old.is_active && !old.end_datetime && html`<button type="button" disabled=${isBusy} onClick=${endNow}>${words.closeIt}</button>`}
        ${old && old.is_active && !isCancelling && html`<button type="button" class="danger" disabled=${isBusy} onClick=${() => setCancelling(true)}>${words.cancelIt} …</button>`}
      </div>
    </form>
  <//>`;
}
