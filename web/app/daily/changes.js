// What changed in the plan, newest first: where, when, by whom and why; and, for administrators, every edit of what people enter.
import { html } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { Busy, Choice, Failure, Field } from "../parts/controls.js";
import { link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { dateIn } from "../time.js";
import { AuditLog } from "./audit.js";
import { atOrBelow, chooser, datesText, Pager, planLink, ResourceField, spanText, useEvents, valueOf, whenText } from "./common.js";

/** A row of the plan, as the feed keeps it. @typedef {{shift_code: string | null, schedule_status: string, capacity_percent: number,
 *   planned_start_time: string, planned_end_time: string}} PlanRow */
/** @typedef {{table?: string, action?: string, ids?: (number | string)[], run?: string, apply_holidays?: boolean}} Cause */
/** @typedef {{position: string, resource_code: string | null, change_kind: string, first_date: string, last_date: string,
 *   old_value: PlanRow[] | null, new_value: PlanRow[] | null, cause: Cause | Cause[] | null, changed_by: string | null, changed_at: string,
 *   resources: {resource_name: string, effective_time_zone: string} | null}} Change */

const words = texts.changes;
const SIZE = 50;
const NAMED = 3; // ids of a cause

/** @param {import("../views.js").ViewProps} props */
export function Changes({ at, may, who }) {
  const choose = chooser(at);
  const isLog = may.administers && at.query.of === "edits";
  return html`<main class="view">
    <h1>${texts.views.changes}</h1>
    ${may.administers && html`<div class="tools"><${Choice} label=${texts.views.changes} value=${isLog ? "edits" : "plan"} options=${Object.entries(words.of)}
      onChange=${(/** @type {string} */ of) => choose({ of: of === "edits" ? of : undefined })} /></div>`}
    ${isLog ? html`<${AuditLog} at=${at} who=${who} />` : html`<${Feed} at=${at} />`}
  </main>`;
}

/** @param {Record<string, string>} query @param {AbortSignal} signal @returns {Promise<Change[]>} */
async function readFeed({ resource, kind, page, ...dates }, signal) {
  const from = dateIn(dates.from), to = dateIn(dates.to);
  const place = await atOrBelow(resource, signal);
  const join = resource ? "!inner" : "";
  return get("schedule_changes", {
    select: `*,resources${join}(resource_name,effective_time_zone)`, ...place, change_kind: kind ? `eq.${kind}` : undefined,
    last_date: from ? `gte.${from}` : undefined, first_date: to ? `lte.${to}` : undefined,
    order: "epoch.desc,transaction_id.desc,id.desc", limit: SIZE + 1, offset: (Math.max(Number(page) || 1, 1) - 1) * SIZE,
  }, { signal });
}

/** @param {{at: import("../routes.js").Route}} props */
function Feed({ at }) {
  const { resource, kind, page } = at.query, from = dateIn(at.query.from), to = dateIn(at.query.to);
  const choose = chooser(at);
  const { value: rows, error, isBusy, again } = useAnswer((signal) => readFeed(at.query, signal), [resource, from, to, kind, page]);
  useEvents(/^schedule\./, again);
  return html`<div class="tools filters">
      <${ResourceField} name="resource" label=${texts.work.resource} value=${resource || ""} onChange=${(/** @type {string} */ code) => choose({ resource: code })} />
      <${Field} label=${words.from}><input type="date" name="from" value=${from || ""} onChange=${(/** @type {Event} */ event) => choose({ from: valueOf(event) })} /><//>
      <${Field} label=${words.to}><input type="date" name="to" value=${to || ""} onChange=${(/** @type {Event} */ event) => choose({ to: valueOf(event) })} /><//>
      <${Field} label=${words.kind}><select name="kind" value=${kind || ""} onChange=${(/** @type {Event} */ event) => choose({ kind: valueOf(event) })}>
        <option value="">${texts.work.all}</option>${Object.entries(words.kinds).map(([each, name]) => html`<option key=${each} value=${each}>${name}</option>`)}</select><//>
      ${isBusy && html`<${Busy} />`}
    </div>
    <${Failure} error=${error} again=${again} />
    ${rows && !rows.length && html`<p class="notice">${texts.work.none}</p>`}
    ${rows && rows.length > 0 && html`<div class="panel"><ul class="plain">${rows.slice(0, SIZE).map((row) => html`<${Entry} key=${row.position} row=${row} />`)}</ul></div>`}
    ${rows && html`<${Pager} at=${at} size=${SIZE} rows=${rows} />`}`;
}

/** @param {{row: Change}} props */
function Entry({ row }) {
  const zone = row.resources?.effective_time_zone || "UTC";
  return html`<li>
    <div class="tools">
      <span class="badge">${words.kinds[row.change_kind] || row.change_kind}</span>
      ${row.resource_code ? html`<a href=${planLink(row.resource_code, row.first_date, { isMachine: true })}>${row.resource_code}</a>` : words.gone}
      <span class="soft">${row.resources?.resource_name}</span> <span>${datesText(row.first_date, row.last_date)}</span>
      <span class="space" /><span class="soft">${row.changed_by || words.nobody} · ${whenText(row.changed_at)}</span>
    </div>
    <p class="soft"><${Why} cause=${row.cause} /></p>
    ${(row.old_value || row.new_value) && html`<details><summary>${words.rows}</summary>
      <${Rows} old=${row.old_value || []} now=${row.new_value || []} zone=${zone} /></details>`}
  </li>`;
}

/** @param {{cause: Cause | Cause[] | null}} props */
function Why({ cause }) {
  return [cause || []].flat().map((each, nr) => html`<span key=${nr}>${nr ? "; " : ""}
    ${each.run ? `${words.runs[each.run] || each.run}${each.apply_holidays === false ? ` ${words.noHolidays}` : ""}` : html`<${Edited} cause=${each} />`}</span>`);
}

/** @param {{cause: Cause}} props */
function Edited({ cause: { table = "", action = "", ids = [] } }) {
  const shown = ids.slice(0, NAMED).map((id, nr) => html`<span key=${id}>${nr ? ", " : ""}
    ${table === "schedule_exceptions" ? html`<a href=${link("exceptions", [], { id: String(id) })}>${id}</a>` : id}</span>`);
  return html`${words.tables[table] || table} ${shown}${ids.length > NAMED ? ` ${words.more(ids.length - NAMED)}` : ""} ${words.actions[action] || action}`;
}

/** The rows of a date before and after, beside each other; what is only on one side is marked.
 * @param {{old: PlanRow[], now: PlanRow[], zone: string}} props */
function Rows({ old, now, zone }) {
  const text = (/** @type {PlanRow} */ row) => rowText(row, zone);
  const before = old.map(text), after = now.map(text);
  const list = (/** @type {string[]} */ lines, /** @type {string[]} */ others, /** @type {"del" | "ins"} */ mark) => (lines.length
    ? html`<ul class="plain">${lines.map((line) => html`<li key=${line}>${others.includes(line) ? line : html`<${mark}>${line}<//>`}</li>`)}</ul>`
    : html`<p class="soft">${words.nothing}</p>`);
  return html`<div class="row sides"><div><h3>${words.before}</h3>${list(before, after, "del")}</div><div><h3>${words.after}</h3>${list(after, before, "ins")}</div></div>
    <p class="soft">${texts.exception.zone} ${zone}</p>`;
}

/** @param {PlanRow} row @param {string} zone */
function rowText(row, zone) {
  const times = spanText(row.planned_start_time, row.planned_end_time, zone, { near: true });
  const reduced = row.capacity_percent > 0 && row.capacity_percent < 100 ? `${row.capacity_percent} %` : "";
  return [times, row.shift_code, words.statuses[row.schedule_status] || row.schedule_status, reduced].filter(Boolean).join(" · ");
}
