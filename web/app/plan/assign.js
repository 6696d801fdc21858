// Giving a resource a pattern, with what that changes for everything below it.
import { html, useState } from "../../vendor/htm-preact.js";
import { get, patch, post, remove } from "../api.js";
import { Dialog, Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { addDays, hoursText, today } from "../time.js";
import { Preview, usePreview } from "./preview.js";

/** @typedef {{id: number, resource_id: number, pattern_id: number, effective_date: string, notes: string | null}} Assignment */

/** The open assignment that ends the day before a new one, or is replaced by one of the same date.
 * @param {number} resource its id @param {string} from @returns {Promise<Assignment | undefined>} */
async function makesWay(resource, from) {
  const [found] = await get("pattern_assignments", { resource_id: `eq.${resource}`, end_date: "is.null", effective_date: `lte.${from}` });
  return found;
}

/** As it was before: what made way for an assignment holds on again.
 * @param {number} made its id @param {Assignment | undefined} before @param {string} from */
async function takeBack(made, before, from) {
  if (before?.effective_date === from) return patch(`pattern_assignments?id=eq.${made}`, { pattern_id: before.pattern_id, end_date: null, notes: before.notes });
  await remove(`pattern_assignments?id=eq.${made}`);
  return before && patch(`pattern_assignments?id=eq.${before.id}`, { end_date: null });
}

/** @param {{resource: import("./plant.js").Resource, pattern?: string, close: () => void}} props `pattern`: its code */
export function AssignDialog({ resource, pattern, close }) {
  const { value: patterns = [] } = useAnswer((signal) => get("patterns", { order: "pattern_code", is_visible: "is.true" }, { signal }), []);
  const [code, setCode] = useState(pattern || "");
  const [from, setFrom] = useState(addDays(today(resource.zone), 1));
  const [to, setTo] = useState("");
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const [isBusy, setBusy] = useState(false);
  const chosen = patterns.find((/** @type {{pattern_code: string}} */ each) => each.pattern_code === code);
  const edit = chosen && from && { pattern_id: chosen.id, effective_date: from, end_date: to || null };
  const preview = usePreview("rpc/preview_assignment", edit ? { resource_id: resource.id, ...edit } : null);
  const value = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    if (!edit) return;
    setBusy(true);
    try {
      const before = await makesWay(resource.id, from);
      const made = await post(`assignments/resources/${resource.id}/pattern`, edit);
      tell(texts.assign.saved(code, resource.code), { undo: () => takeBack(made.id, before, from) });
      close();
    } catch (failed) {
      setError(/** @type {Error} */ (failed));
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${`${texts.assign.title}: ${resource.code}`} close=${close}>
    <form onSubmit=${save}>
      <${Field} label=${texts.assign.pattern}><select required value=${code} onChange=${(/** @type {Event} */ event) => setCode(value(event))}>
        <option value="">–</option>
        ${patterns.map((/** @type {any} */ each) => html`<option key=${each.id} value=${each.pattern_code}>${each.pattern_code} · ${each.pattern_name} · ${hoursText(each.weekly_hours)} h</option>`)}
      </select><//>
      <div class="row">
        <${Field} label=${texts.assign.from}><input type="date" required value=${from} onInput=${(/** @type {Event} */ event) => setFrom(value(event))} /><//>
        <${Field} label=${texts.assign.to}><input type="date" value=${to} onInput=${(/** @type {Event} */ event) => setTo(value(event))} /><//>
      </div>
      <p class="soft">${texts.assign.below(resource.machines)}</p>
      <${Preview} ...${preview} />
      <${Failure} error=${error} />
      <div class="tools">
        <button class="main" disabled=${isBusy || !edit || Boolean(preview.effect?.conflict)}>${texts.actions.save}</button>
        <button type="button" onClick=${close}>${texts.actions.close}</button>
      </div>
    </form>
  <//>`;
}
