// All exceptions, by kind, state, resource and words; each opens for editing and leads to the plan at that time.
import { html, useState } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { Busy, Choice, Failure, Field, Table } from "../parts/controls.js";
import { ExceptionDialog } from "../plan/exception.js";
import { inWords, parseRule } from "../plan/recurrence.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { wall } from "../time.js";
import { atOrBelow, chooser, dayText, Pager, planLink, ResourceField, useEvents, useSettled, valueOf, whenText } from "./common.js";

/** A row of /exceptions with its resource. @typedef {import("../plan/exception.js").Exception & {resources: {resource_name: string,
 *   effective_time_zone: string, requires_scheduling: boolean}}} Row */

const words = texts.exceptions;
const SIZE = 50;

/** @param {Record<string, string>} query @param {AbortSignal} signal @returns {Promise<Row[]>} */
async function read({ resource, kind, state, text, id, page }, signal) {
  const place = await atOrBelow(resource, signal);
  const states = state === "all" ? undefined : state ? `eq.${state}` : "in.(planned,in_force)";
  const isTimeAhead = !state || state === "planned" || state === "in_force";
  return get("exceptions", {
    select: `*,resources${resource ? "!inner" : ""}(resource_name,effective_time_zone,requires_scheduling)`, ...place,
    id: id ? `eq.${id}` : undefined, exception_type: kind ? `eq.${kind}` : undefined, state: id ? undefined : states,
    description: text ? `ilike.*${text}*` : undefined, order: isTimeAhead ? "start_datetime,id" : "start_datetime.desc,id.desc",
    limit: SIZE + 1, offset: (Math.max(Number(page) || 1, 1) - 1) * SIZE,
  }, { signal });
}

/** @param {import("../views.js").ViewProps} props */
export function Exceptions({ at, may, who }) {
  const { resource, kind, state, text, id, page } = at.query;
  const choose = chooser(at), sought = useSettled(text);
  const [draft, setDraft] = useState(/** @type {import("../plan/exception.js").Draft | null} */ (null));
  const { value: rows, error, isBusy, again } = useAnswer((signal) => read({ ...at.query, text: sought }, signal), [resource, kind, state, sought, id, page]);
  useEvents(/^exception\./, again);
  const place = resource || who.resource_code;
  const add = async () => {
    const [found] = await get("resources", { resource_code: `eq.${place}`, select: "id,resource_code,effective_time_zone" });
    if (found) setDraft({ resource: resourceOf(found.id, found.resource_code, found.effective_time_zone) });
  };
  const close = () => {
    setDraft(null);
    again();
  };
  return html`<main class="view">
    <div class="tools"><h1>${texts.views.exceptions}</h1><span class="space" />
      ${may.plans && html`<button class="main" disabled=${!place || Boolean(error)} title=${place ? "" : words.chooseFirst} onClick=${add}>${texts.exception.add}${place ? `: ${place}` : ""}</button>`}</div>
    <div class="tools filters">
      <${Choice} label=${words.state} value=${state || ""} options=${Object.entries(words.states)} onChange=${(/** @type {string} */ next) => choose({ state: next, id: undefined })} />
      <${Field} label=${texts.exception.kind}><select name="kind" value=${kind || ""} onChange=${(/** @type {Event} */ event) => choose({ kind: valueOf(event), id: undefined })}>
        <option value="">${texts.work.all}</option>${Object.entries(texts.exception.kinds).map(([each, name]) => html`<option key=${each} value=${each}>${name}</option>`)}</select><//>
      <${ResourceField} name="resource" label=${texts.work.resource} value=${resource || ""} onChange=${(/** @type {string} */ code) => choose({ resource: code, id: undefined })} />
      <${Field} label=${words.text}><input type="search" name="text" value=${text || ""} onInput=${(/** @type {Event} */ event) => choose({ text: valueOf(event), id: undefined })} /><//>
      ${isBusy && html`<${Busy} />`}
    </div>
    ${id && html`<p class="tools"><span>${words.one(id)}</span><button onClick=${() => choose({ id: undefined })}>${words.showAll}</button></p>`}
    <${Failure} error=${error} again=${again} />
    ${rows && html`<div class="panel"><${List} rows=${rows.slice(0, SIZE)} may=${may} open=${(/** @type {Row} */ row) => setDraft({
      resource: resourceOf(row.resource_id, row.resource_code, row.resources.effective_time_zone), exception: row })} /></div>
      <${Pager} at=${at} size=${SIZE} rows=${rows} />`}
    ${draft && html`<${ExceptionDialog} draft=${draft} zone=${draft.resource.zone} close=${close} />`}
  </main>`;
}

/** A resource as the dialog takes it. @param {number} id @param {string} code @param {string} zone @returns {import("../plan/plant.js").Resource} */
function resourceOf(id, code, zone) {
  return { id, code, zone, name: code, kind: "", parent: null, isMachine: false, isActive: true, depth: 0, children: [], machines: 0, path: code };
}

/** The local date on which it begins. @param {Row} row */
const begin = (row) => wall(Date.parse(row.start_datetime), row.resources.effective_time_zone).date;

/** @param {{rows: Row[], may: import("../views.js").Rights, open: (row: Row) => void}} props */
function List({ rows, may, open }) {
  const columns = [
    { title: texts.exception.kind, cell: (/** @type {Row} */ row) => html`${texts.exception.kinds[/** @type {keyof typeof texts.exception.kinds} */ (row.exception_type)] || row.exception_type}
      <br /><span class="soft">${impactText(row)}</span>` },
    { title: texts.exception.description, cell: (/** @type {Row} */ row) => html`${row.description}<br /><span class="soft">${texts.machine.entered(row.created_by || "–", dayText(row.created_at.slice(0, 10)))}</span>` },
    { title: texts.work.resource, cell: (/** @type {Row} */ row) => html`<span class="keep">${row.resource_code}</span><br /><span class="soft">${row.resources.resource_name}</span>` },
    { title: words.time, cell: (/** @type {Row} */ row) => html`<${Time} row=${row} />` },
    { title: words.state, cell: (/** @type {Row} */ row) => html`<span class="badge ${row.state}">${words.states[row.state] || row.state}</span>` },
    { title: words.actions, cell: (/** @type {Row} */ row) => html`<span class="keep"><a href=${planLink(row.resource_code, begin(row), { isMachine: row.resources.requires_scheduling, at: row.start_datetime })}>${texts.views.plan}</a>
      ${may.plans && row.is_active && html` <button class="quiet" aria-label=${`${texts.actions.edit}: ${row.description}`} onClick=${() => open(row)}>${texts.actions.edit}</button>`}</span>` },
  ];
  return html`<${Table} label=${texts.views.exceptions} rows=${rows} rowKey=${(/** @type {Row} */ row) => row.id} empty=${texts.work.none} columns=${columns} />`;
}

/** @param {Row} row */
function impactText(row) {
  if (row.impact_type === "reduced") return words.reduced(row.capacity_percent || 0);
  if (row.impact_type === "shifted") return words.shifted(row.shift_minutes || 0);
  return texts.exception.impacts[/** @type {keyof typeof texts.exception.impacts} */ (row.impact_type)];
}

/** @param {{row: Row}} props */
function Time({ row }) {
  const zone = row.resources.effective_time_zone;
  return html`<span class="keep">${whenText(row.start_datetime, zone)}</span> – <span class="keep">${row.end_datetime ? whenText(row.end_datetime, zone) : words.open}</span>
    <br /><span class="soft">${row.recurrence_rule ? `${inWords(parseRule(row.recurrence_rule))} · ` : ""}${zone}</span>`;
}
