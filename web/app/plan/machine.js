// One machine: why it is planned as it is at a moment, what comes next, and what of its own it has.
import { html, useMemo, useState } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { useFollowed } from "../followed.js";
import { Failure } from "../parts/controls.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { dateText, instantText, now } from "../time.js";
import { Known } from "./known.js";
import { pathTo } from "./plant.js";
import { inWords, parseRule } from "./recurrence.js";

const words = texts.machine;
const KINDS = /^(schedule|exception|pattern|calendar)\./; // of events that concern what is shown here

/** @param {{plant: import("./plant.js").Plant, machine: import("./plant.js").Resource, moment: number | null, zone: string,
 *   from: string, to: string, known: string, know: (when: string) => void, may: import("../views.js").Rights, close: () => void, edit: (draft: import("./exception.js").Draft) => void, stop: () => void, assign: () => void}} props */
export function Machine({ plant, machine, moment, zone, from, to, known, know, may, close, edit, stop, assign }) {
  const [version, setVersion] = useState(0);
  const path = pathTo(plant, machine).map((each) => each.id), ids = path.join(",");
  useFollowed(({ event, data }) => KINDS.test(event) && (!data.resource_id || path.includes(data.resource_id)), () => setVersion((old) => old + 1));
  const at = useMemo(() => new Date(moment ?? now()).toISOString(), [moment, version]);
  const why = useAnswer((signal) => get("rpc/explain_availability", { resource_id: machine.id, at }, { signal }), [machine, at, version]);
  const next = useAnswer((signal) => get("rpc/next_available", { resource_id: machine.id, from_time: at }, { signal }), [machine, at, version]);
  const has = useAnswer(async (signal) => ({
    exceptions: await get("exceptions", { resource_id: `in.(${ids})`, state: "not.in.(past,cancelled)", order: "start_datetime", limit: 50 }, { signal }),
    assignments: await get("pattern_assignments", { resource_id: `in.(${ids})`, order: "effective_date.desc", limit: 20 }, { signal }),
    pattern: await get("rpc/resource_pattern", { resource_id: machine.id }, { signal }),
    calendars: await get("rpc/resource_calendars", { resource_id: machine.id }, { signal }),
    changes: await get("schedule_changes", { resource_id: `eq.${machine.id}`, order: "epoch.desc,transaction_id.desc,id.desc", limit: 10 }, { signal }),
  }), [machine, version]);
  const text = (/** @type {string} */ when) => instantText(Date.parse(when), zone);
  return html`<aside class="machine" aria-label=${machine.code}>
    <header><div><h2>${machine.code}</h2><p>${machine.name}</p><p class="soft">${texts.kinds[machine.kind]} · ${machine.zone}</p></div>
      <button class="quiet" onClick=${close} aria-label=${texts.actions.close}>✕</button></header>
    ${may.plans && html`<div class="tools"><button onClick=${stop}>${words.planStop}</button><button onClick=${assign}>${texts.assign.title}</button></div>`}
    <h3>${words.why} · ${text(at)}</h3>
    <${Failure} error=${why.error} again=${why.again} />
    ${why.value && html`<${Why} told=${why.value} />`}
    <p class="soft">${words.ask}</p>
    <h3>${words.next}</h3>
    ${next.value && (next.value[0] ? html`<p>${text(next.value[0].start_time)} – ${text(next.value[0].end_time)} ${next.value[0].shift_code || ""}</p>` : html`<p class="soft">${words.none}</p>`)}
    ${has.value && html`<${Own} has=${has.value} machine=${machine} plant=${plant} text=${text} may=${may} edit=${edit} />`}
    <${Known} machine=${machine} from=${from} to=${to} zone=${zone} when=${known} choose=${know} />
  </aside>`;
}

/** @param {{told: any}} props */
function Why({ told }) {
  const { verdict, winner, losers, stored, pending } = told;
  return html`<div class="why">
    <p class="verdict">${texts.status[verdict.status] || verdict.status}${verdict.capacity_percent && verdict.capacity_percent < 100 ? ` ${verdict.capacity_percent} %` : ""}</p>
    <p>${verdict.because}</p>
    ${winner?.entered_by && html`<p class="soft">${words.entered(winner.entered_by, dateText(winner.entered_at.slice(0, 10), { dateStyle: "medium" }))}</p>`}
    ${losers?.length > 0 && html`<details><summary>${words.overruled(losers.length)}</summary><ul class="plain">
      ${losers.map((/** @type {any} */ each, /** @type {number} */ nr) => html`<li key=${nr}>${[each.kind, each.pattern_code || each.description || each.holiday_name || each.calendar_code, each.resource_code].filter(Boolean).join(" · ")}<br /><span class="soft">${each.why}</span></li>`)}</ul></details>`}
    ${stored && stored.agrees === false && html`<p class="notice warning">${stored.note}</p>`}
    ${pending?.length > 0 && html`<p class="notice warning">${texts.plan.stale}</p>`}
  </div>`;
}

/** @param {{has: any, machine: import("./plant.js").Resource, plant: import("./plant.js").Plant, text: (when: string) => string,
 *   may: import("../views.js").Rights, edit: (draft: import("./exception.js").Draft) => void}} props */
function Own({ has, machine, plant, text, may, edit }) {
  // A key that is limited to a part of the plant reads no assignment of what is above it, but what follows from it.
  const { pattern_code: pattern, effective_date, end_date, inherited_from_code } = has.pattern;
  const assignments = has.assignments.length || !pattern ? has.assignments : [{ pattern_code: pattern, effective_date, end_date, resource_code: inherited_from_code }];
  const from = (/** @type {any} */ each) => (each.resource_code && each.resource_code !== machine.code ? ` · ${each.resource_code}` : "");
  const list = (/** @type {string} */ title, /** @type {any[]} */ rows, /** @type {(row: any) => unknown} */ show) => html`<h3>${title}</h3>
    ${rows.length ? html`<ul class="plain">${rows.map((row, nr) => html`<li key=${nr}>${show(row)}</li>`)}</ul>` : html`<p class="soft">${words.none}</p>`}`;
  return html`
    ${list(words.exceptions, has.exceptions, (each) => html`<strong>${texts.exception.kinds[each.exception_type]}</strong> ${each.description}
      <br /><span class="soft">${text(each.start_datetime)} – ${each.end_datetime ? text(each.end_datetime) : "…"}${each.recurrence_rule ? ` · ${inWords(parseRule(each.recurrence_rule))}` : ""}${from(each)}</span>
      ${may.plans && html` <button class="quiet" onClick=${() => edit({ resource: plant.byId.get(each.resource_id) || machine, exception: each })}>${texts.actions.edit}</button>`}`)}
    ${list(words.assignments, assignments, (each) => html`${each.pattern_code} <span class="soft">${dateText(each.effective_date, { dateStyle: "medium" })} – ${each.end_date ? dateText(each.end_date, { dateStyle: "medium" }) : "…"}${from(each)}</span>`)}
    ${list(words.calendars, has.calendars, (each) => html`${each.calendar_code} <span class="soft">${each.calendar_name}</span>`)}
    ${list(words.history, has.changes, (each) => html`${texts.changes.kinds[each.change_kind] || each.change_kind}${" "}
      <span class="soft">${dateText(each.first_date, { dateStyle: "medium" })}${each.last_date !== each.first_date ? ` – ${dateText(each.last_date, { dateStyle: "medium" })}` : ""}<br />${each.changed_by || ""} · ${text(each.changed_at)}</span>`)}`;
}
