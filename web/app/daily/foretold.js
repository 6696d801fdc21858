// What a generation would write, before it does: rows added, changed and removed, and where most of them are.
import { html, useState } from "../../vendor/htm-preact.js";
import { Failure, Table } from "../parts/controls.js";
import { usePreview } from "../plan/preview.js";
import { texts } from "../texts.js";
import { numberText } from "../time.js";
import { datesText, planLink, useEvents } from "./common.js";

/** @typedef {{resource_id: number, resource_code: string, resource_name: string, inserted: number, updated: number, deleted: number,
 *   first_date: string, last_date: string}} Line */
/** `looked_at` of `machine_count` machines were looked at, and the numbers are of these.
 * @typedef {{machine_count: number, looked_at: number, total: {machines: number, inserted: number, updated: number, deleted: number},
 *   machines: Line[], conflict: {message: string, hint?: string | null} | null}} Effect */

const words = texts.generate;

/** @param {object | null} body what the generation is asked with @param {number} generated counts those that were done here
 * @returns {{effect?: Effect, error?: Error, isBusy: boolean}} */
export function useForetold(body, generated) {
  const [jobs, setJobs] = useState(0);
  useEvents(/^job\.finished$/, () => setJobs((old) => old + 1));
  return /** @type {any} */ (usePreview("rpc/preview_generation", body, generated + jobs));
}

/** @param {{effect?: Effect, error?: Error, isBusy: boolean}} props */
export function Foretold({ effect, error, isBusy }) {
  return html`<section class="preview foretold" aria-label=${texts.preview.title} aria-busy=${isBusy}>
    <h3>${texts.preview.title}</h3>
    ${isBusy && !effect && html`<p class="busy">${texts.preview.asking}</p>`}
    <${Failure} error=${error} />
    ${effect && html`<${Told} effect=${effect} />`}
  </section>`;
}

/** @param {{effect: Effect}} props */
function Told({ effect: { total, machines, machine_count: all, looked_at: looked, conflict } }) {
  if (conflict) return html`<div class="notice warning"><strong>${words.conflict}: ${conflict.message}</strong>${conflict.hint && html`<p>${conflict.hint}</p>`}</div>`;
  const isPart = looked < all;
  if (!total.machines) return html`<p>${isPart ? words.nothingInPart(looked, all) : words.nothingToDo}</p>`;
  return html`<div class="sums">${words.result.filter(([name]) => name !== "unchanged").map(([name, title]) => html`<div key=${name}>
      <strong>${numberText(total[/** @type {"inserted" | "updated" | "deleted"} */ (name)])}</strong>${title.toLowerCase()}</div>`)}
      <div><strong>${numberText(total.machines)}</strong>${texts.preview.machines(total.machines)}</div></div>
    ${isPart && html`<p class="notice">${words.partOnly(looked, all)}</p>`}
    <details><summary>${words.mostChanges(machines.length)}</summary><${Table} label=${words.mostChanges(machines.length)} rows=${machines}
      rowKey=${(/** @type {Line} */ row) => row.resource_id} columns=${[
        { title: texts.work.resource, cell: (/** @type {Line} */ row) => html`<a href=${planLink(row.resource_code, row.first_date, { isMachine: true })}>${row.resource_code}</a> <span class="soft">${row.resource_name}</span>` },
        { title: texts.work.dates, cell: (/** @type {Line} */ row) => datesText(row.first_date, row.last_date) },
        ...words.result.filter(([name]) => name !== "unchanged").map(([name, title]) => ({
          title, isNumber: true, cell: (/** @type {any} */ row) => numberText(row[name]),
        })),
      ]} /></details>`;
}
