// Where rosters of a week break the work rules: by rule, and for each person when and by how much.
import { html } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { Busy, Failure, Field, Table } from "../parts/controls.js";
import { link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { addDays, wall } from "../time.js";
import { chooser, spanText, useEvents, valueOf } from "../daily/common.js";
import { nameOf, readNames } from "./names.js";

/** @typedef {{rule_id: number, rule_code: string, severity: string, employee_id: number, employee_number: string, breach_start: string,
 *   breach_end: string, measured: number, rule_operator: string, limit_value: number}} Breach */
/** @typedef {{id: number, rule_code: string, rule_name: string, rule_measure: string, severity: string}} Rule */

const words = texts.people;
const SHOWN = 200;

/** @param {AbortSignal} signal @returns {Promise<Map<number, Rule>>} */
export async function readRules(signal) {
  const rules = /** @type {Rule[]} */ (await get("v2:work_rules", { is_active: "is.true", select: "id,rule_code,rule_name,rule_measure,severity", order: "rule_code" }, { signal }));
  return new Map(rules.map((rule) => [rule.id, rule]));
}

/** What is wrong, in words. @param {Breach} breach @param {Map<number, Rule>} rules */
export function breachText(breach, rules) {
  const rule = rules.get(breach.rule_id);
  return words.breach(rule?.rule_name || breach.rule_code, breach.measured, breach.rule_operator, breach.limit_value, rule?.rule_measure === "consecutive_shifts");
}

/** Whether a shift lies in what breaks a rule.
 * @param {import("./roster.js").Shift} shift @param {Breach[]} breaches */
export const brokenBy = (shift, breaches) => shift.schedule_status === "scheduled"
  && breaches.some((each) => Date.parse(each.breach_start) < Date.parse(shift.shift_end_time) && Date.parse(each.breach_end) > Date.parse(shift.shift_start_time));

/** @param {{at: import("../routes.js").Route, first: string}} props */
export function Breaches({ at, first }) {
  const choose = chooser(at), last = addDays(first, 6);
  const rules = useAnswer(readRules, []);
  const { value, error, isBusy, again } = useAnswer(async (signal) => {
    const breaches = /** @type {Breach[]} */ (await get("v2:rpc/rule_breaches", { start_date: first, end_date: last }, { signal }));
    const found = breaches.filter((each) => !at.query.rule || each.rule_code === at.query.rule);
    return { shown: found, names: await readNames(found.slice(0, SHOWN).map((each) => each.employee_id), signal) };
  }, [first, at.query.rule]);
  useEvents(/^(roster|shift)\./, again);
  const { shown, names } = value || { shown: undefined, names: new Map() };
  const known = rules.value || new Map();
  const codes = [...new Set([...[...known.values()].map((rule) => rule.rule_code), at.query.rule].filter(Boolean))];
  return html`<div class="tools filters">
      <${Field} label=${words.rule}><select name="rule" value=${at.query.rule || ""} onChange=${(/** @type {Event} */ event) => choose({ rule: valueOf(event) })}>
        <option value="">${texts.work.all}</option>${codes.map((code) => html`<option key=${code} value=${code}>${code}</option>`)}</select><//>
      ${isBusy && html`<${Busy} />`}
    </div>
    <${Failure} error=${error || rules.error} again=${again} />
    ${shown && rules.value && html`<section class="panel" aria-label=${words.of.rules}>
      ${!known.size ? html`<p class="soft">${words.noRules}</p>` : html`<${Table} label=${words.of.rules} rows=${shown.slice(0, SHOWN)} empty=${words.noBreaches}
        rowKey=${(/** @type {Breach} */ row) => `${row.rule_id} ${row.employee_id} ${row.breach_start}`} columns=${[
          { title: words.personColumn, cell: (/** @type {Breach} */ row) => html`<a href=${link("people", [], { person: row.employee_number, date: wall(Math.max(Date.parse(row.breach_start), Date.parse(first)), "UTC").date })}>${nameOf(row, names)}</a>` },
          { title: words.what, cell: (/** @type {Breach} */ row) => breachText(row, known) },
          { title: words.when, cell: (/** @type {Breach} */ row) => html`<span class="when">${spanText(row.breach_start, row.breach_end, "UTC")} UTC</span>` },
          { title: words.severity, cell: (/** @type {Breach} */ row) => html`<span class="badge keep ${row.severity === "refuse" ? "failed" : ""}">${words.severities[row.severity] || row.severity}</span>` },
        ]} />
      ${shown.length > SHOWN && html`<p class="soft">${words.more(shown.length - SHOWN)}</p>`}`}
    </section>`}`;
}
