// Which calendars a resource observes, in the order in which they are asked.
import { html, useState } from "../../vendor/htm-preact.js";
import { post } from "../api.js";
import { Dialog, Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { Preview, usePreview } from "../plan/preview.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { ResourceField } from "./assign-to.js";
import { useSaving } from "./holiday.js";
import { nearest } from "./observed.js";
import { previewEnd } from "./read.js";

/** @typedef {import("./observed.js").Observed} Observed */
/** @typedef {import("./observed.js").Calendar} Calendar */

const words = texts.calendars;

/** @param {{observed: Observed, code?: string, close: () => void}} props `code`: of the resource, where it is known already */
export function AssignCalendars({ observed, code = "", close }) {
  const own = (/** @type {string} */ of) => (observed.own.get(observed.plant.byCode.get(of)?.id || 0) || []).map((each) => each.calendar_id);
  const [on, setOn] = useState(code);
  const [ids, setIds] = useState(() => own(code));
  const { value: until, isBusy: isCounting } = useAnswer(previewEnd, []);
  const { error, isBusy, saved } = useSaving(close);
  const resource = observed.plant.byCode.get(on);
  const isOther = resource && own(on).join() !== ids.join();
  const preview = usePreview("rpc/preview_calendars", resource && isOther && !isCounting ? { resource_id: resource.id, calendar_ids: ids, period_end: until } : null);
  const choose = (/** @type {string} */ of) => {
    setOn(of);
    setIds(own(of));
  };
  const save = async () => {
    if (!resource) return;
    const before = own(on);
    await post("rpc/assign_calendars", { resource_id: resource.id, calendar_ids: ids });
    tell(words.assigned(resource.code), { undo: () => post("rpc/assign_calendars", { resource_id: resource.id, calendar_ids: before }) });
  };
  return html`<${Dialog} title=${`${words.assign}${code ? `: ${code}` : ""}`} close=${close}>
    <form onSubmit=${saved(save)}>
      ${!code && html`<${Field} label=${texts.patterns.resource}><${ResourceField} plant=${observed.plant} value=${on} onChange=${choose} label=${texts.patterns.resource} /><//>`}
      ${resource && html`<${Order} observed=${observed} resource=${resource} ids=${ids} setIds=${setIds} />`}
      ${isOther && html`<${Preview} ...${preview} />`}
      <${Failure} error=${error} />
      <div class="tools"><button class="main" disabled=${isBusy || !isOther || Boolean(preview.effect?.conflict)}>${texts.actions.save}</button><button type="button" onClick=${close}>${texts.actions.close}</button></div>
    </form>
  <//>`;
}

/** @param {{observed: Observed, resource: import("../plan/plant.js").Resource, ids: number[], setIds: (ids: number[]) => void}} props */
function Order({ observed, resource, ids, setIds }) {
  const of = (/** @type {number} */ id) => /** @type {Calendar} */ (observed.calendars.find((each) => each.id === id));
  const swap = (/** @type {number} */ nr) => setIds([...ids.slice(0, nr), ids[nr + 1], ids[nr], ...ids.slice(nr + 2)]);
  const parent = resource.parent === null ? undefined : observed.plant.byId.get(resource.parent);
  const inherited = parent ? nearest(observed, parent) : [];
  const add = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLSelectElement} */ (event.target);
    if (field.value) setIds([...ids, Number(field.value)]);
    field.value = "";
  };
  return html`<p class="soft">${words.orderHint}</p>
    ${!ids.length && html`<p>${inherited.length ? words.inherits(inherited.map((each) => each.calendar_code).join(" › ")) : words.inheritsNothing}</p>`}
    <ol class="order">${ids.map((id, nr) => html`<li key=${id}><span class="name">${of(id).calendar_code} <span class="soft">${of(id).calendar_name}</span></span>
      <button type="button" class="quiet" disabled=${!nr} aria-label=${words.earlier(of(id).calendar_code)} onClick=${() => swap(nr - 1)}>↑</button>
      <button type="button" class="quiet" disabled=${nr === ids.length - 1} aria-label=${words.later(of(id).calendar_code)} onClick=${() => swap(nr)}>↓</button>
      <button type="button" class="quiet" aria-label=${`${texts.actions.remove}: ${of(id).calendar_code}`} onClick=${() => setIds(ids.filter((each) => each !== id))}>✕</button></li>`)}</ol>
    <${Field} label=${words.addCalendar}><select value="" onChange=${add}><option value="">–</option>
      ${observed.calendars.filter((each) => !ids.includes(each.id)).map((each) => html`<option key=${each.id} value=${each.id}>${each.calendar_code} · ${each.calendar_name}</option>`)}</select><//>`;
}
