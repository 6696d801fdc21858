// The audit log: every edit of what people enter, with the columns that changed.
import { html } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { Busy, Failure, Field, Table } from "../parts/controls.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { addDays, dateIn } from "../time.js";
import { chooser, Pager, useEvents, useSettled, valueOf, whenText } from "./common.js";

/** @typedef {{id: number, table_name: string, record_id: string, action: string, changed_by: string | null, changed_at: string,
 *   old_values: Record<string, unknown> | null, new_values: Record<string, unknown> | null}} Entry */

const words = texts.changes;
const SIZE = 50;
const SILENT = new Set(["id", "created_at", "updated_at"]);

/** @param {{at: import("../routes.js").Route, who: import("../session.js").Caller}} props */
export function AuditLog({ at, who }) {
  const { by, table, page } = at.query, from = dateIn(at.query.from), to = dateIn(at.query.to);
  const choose = chooser(at), name = useSettled(by);
  const range = [from && `changed_at.gte.${from}T00:00:00Z`, to && `changed_at.lt.${addDays(to, 1)}T00:00:00Z`].filter(Boolean);
  const { value: rows, error, isBusy, again } = useAnswer((signal) => /** @type {Promise<Entry[]>} */ (get("audit_log", {
    table_name: table ? `eq.${table}` : undefined, changed_by: name ? `ilike.*${name}*` : undefined,
    and: range.length ? `(${range.join(",")})` : undefined,
    order: "id.desc", limit: SIZE + 1, offset: (Math.max(Number(page) || 1, 1) - 1) * SIZE,
  }, { signal })), [from, to, name, table, page]);
  useEvents(/^(exception|pattern|calendar|resource)\./, again);
  return html`<div class="tools filters">
      <${Field} label=${words.table}><select name="table" value=${table || ""} onChange=${(/** @type {Event} */ event) => choose({ table: valueOf(event) })}>
        <option value="">${texts.work.all}</option>${Object.entries(words.tables).map(([each, title]) => html`<option key=${each} value=${each}>${title}</option>`)}</select><//>
      <${Field} label=${words.by}><input type="search" name="by" value=${by || ""} onInput=${(/** @type {Event} */ event) => choose({ by: valueOf(event) })} /><//>
      <${Field} label=${words.editedFrom}><input type="date" name="from" value=${from || ""} onChange=${(/** @type {Event} */ event) => choose({ from: valueOf(event) })} /><//>
      <${Field} label=${words.editedTo}><input type="date" name="to" value=${to || ""} onChange=${(/** @type {Event} */ event) => choose({ to: valueOf(event) })} /><//>
      ${isBusy && html`<${Busy} />`}
    </div>
    ${who.resource_code && html`<p class="notice">${words.logIsEmpty}</p>`}
    <${Failure} error=${error} again=${again} />
    ${rows && html`<div class="panel"><${Table} label=${words.of.edits} rows=${rows.slice(0, SIZE)} empty=${texts.work.none} rowKey=${(/** @type {Entry} */ row) => row.id} columns=${[
      { title: words.when, cell: (/** @type {Entry} */ row) => html`<span class="keep">${whenText(row.changed_at)}</span>` },
      { title: words.by, cell: (/** @type {Entry} */ row) => row.changed_by || words.nobody },
      { title: words.what, cell: (/** @type {Entry} */ row) => html`${words.tables[row.table_name] || row.table_name.replaceAll("_", " ")} ${row.record_id} ${words.actions[row.action] || row.action}` },
      { title: words.columns, cell: (/** @type {Entry} */ row) => html`<${Columns} row=${row} />` },
    ]} /></div><${Pager} at=${at} size=${SIZE} rows=${rows} />`}`;
}

/** @param {unknown} value */
const shown = (value) => (value !== null && typeof value === "object" ? JSON.stringify(value) : String(value ?? "–"));

/** @param {{row: Entry}} props */
function Columns({ row }) {
  const old = row.old_values || {}, now = row.new_values || {};
  const names = Object.keys({ ...old, ...now }).filter((name) => !SILENT.has(name) && shown(old[name]) !== shown(now[name]));
  const list = html`<dl>${names.map((name) => html`<dt key=${name}>${name.replaceAll("_", " ")}</dt>
    <dd>${row.old_values && html`<del>${shown(old[name])}</del> `}${row.new_values && html`<ins>${shown(now[name])}</ins>`}</dd>`)}</dl>`;
  return row.action === "UPDATE" ? list : html`<details><summary>${words.count(names.length)}</summary>${list}</details>`;
}
