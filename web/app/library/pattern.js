// One pattern: its drawing, its rules, who follows it, and what may be done with it.
import { html, useState } from "../../vendor/htm-preact.js";
import { get, patch, post, remove } from "../api.js";
import { Busy, Failure, Table } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { go, link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { dateText, today } from "../time.js";
import { AssignTo } from "./assign-to.js";
import { CopyDialog } from "./copy.js";
import { dayOn, weeklyHours } from "./cycle.js";
import { LargeDrawing, RulesTable } from "./drawing.js";
import { EditPattern } from "./editor.js";
import { mayShare, readPattern, useVersion } from "./read.js";

/** @typedef {import("./cycle.js").Pattern} Pattern */

const words = texts.patterns;
const MOST = 500; // assignments that are listed
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {import("../views.js").ViewProps & {code: string}} props */
export function PatternPage({ code, ...props }) {
  const version = useVersion(/^(pattern|schedule)\./);
  const { value: pattern, error, isBusy, again } = useAnswer((signal) => readPattern(code, signal), [code, version]);
  if (pattern && props.at.query.edit && mayShare(props) && !pattern.is_system_pattern) return html`<${EditPattern} pattern=${pattern} done=${again} />`;
  return html`<main class="view">
    <p><a href=${link("patterns")}>‹ ${texts.views.patterns}</a></p>
    <${Failure} error=${error} again=${again} />
    ${pattern === undefined && isBusy && html`<${Busy} />`}
    ${pattern === null && html`<p class="notice">${words.unknown(code)}</p>`}
    ${pattern && html`<${Shown} pattern=${pattern} version=${version} again=${again} ...${props} />`}
  </main>`;
}

/** @param {import("../views.js").ViewProps & {pattern: Pattern, version: number, again: () => void}} props */
function Shown({ pattern, version, again, ...props }) {
  const cycle = { rules: pattern.pattern_rules, cycleDays: pattern.cycle_days, anchor: pattern.anchor_date };
  const day = dayOn(today(here), pattern.cycle_days, pattern.anchor_date);
  return html`
    <div class="tools heading"><h1>${pattern.pattern_code} <small>${pattern.pattern_name}</small></h1><span class="space" />
      <${Actions} pattern=${pattern} again=${again} ...${props} /></div>
    <div class="sums facts">
      <div><strong>${words.weekly(pattern.weekly_hours)}</strong>${words.perWeek}</div>
      <div><strong>${words.cycle(pattern.cycle_days)}</strong>${words.anchored(dateText(pattern.anchor_date, { weekday: "long", day: "numeric", month: "long", year: "numeric" }))}</div>
      <div><strong>${words.dayOfCycle(day)}</strong>${words.isToday}</div>
      <div><strong>${pattern.is_system_pattern ? words.system : words.own}</strong>${pattern.is_visible ? words.isOffered : words.isHidden}</div>
    </div>
    <section class="panel"><${LargeDrawing} ...${cycle} today=${day} /></section>
    <section class="panel"><h2>${words.rules}</h2><${RulesTable} ...${cycle} />
      ${weeklyHours(cycle.rules, cycle.cycleDays) > 0 && html`<p class="soft">${words.wallTime}</p>`}</section>
    <${Assignments} pattern=${pattern} version=${version} may=${props.may} />`;
}

/** @param {import("../views.js").ViewProps & {pattern: Pattern, again: () => void}} props */
function Actions({ pattern, again, ...props }) {
  const [isCopying, setCopying] = useState(false);
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  if (!mayShare(props)) return null;
  const { id, pattern_code: code } = pattern;
  const act = (/** @type {() => Promise<void>} */ what) => () => what().then(() => setError(null), setError);
  const show = async (/** @type {boolean} */ is) => {
    await patch(`patterns?id=eq.${id}`, { is_visible: is });
    again();
  };
  const turn = act(async () => {
    await show(!pattern.is_visible);
    tell(pattern.is_visible ? words.hidden(code) : words.offered(code), { undo: () => show(pattern.is_visible) });
  });
  const drop = act(async () => {
    await remove(`patterns?id=eq.${id}`);
    tell(words.removed(code), {
      undo: () => post("rpc/create_pattern", { pattern_code: code, pattern_name: pattern.pattern_name, rules: pattern.pattern_rules, cycle_days: pattern.cycle_days, anchor_date: pattern.anchor_date }),
    });
    go(link("patterns"));
  });
  return html`
    ${!pattern.is_system_pattern && html`<a class="button main" href=${link("patterns", [code], { edit: "1" })}>${texts.actions.edit}</a>`}
    <button onClick=${() => setCopying(true)}>${words.copy}</button>
    <button onClick=${turn}>${pattern.is_visible ? words.hide : words.offer}</button>
    ${!pattern.is_system_pattern && !pattern.assignment_count && html`<button class="danger" onClick=${drop}>${texts.actions.remove}</button>`}
    <${Failure} error=${error} />
    ${isCopying && html`<${CopyDialog} pattern=${pattern} close=${() => setCopying(false)} />`}`;
}

/** @param {{pattern: Pattern, version: number, may: import("../views.js").Rights}} props */
function Assignments({ pattern, version, may }) {
  const { value: rows, error, again } = useAnswer((signal) => get("pattern_assignments", {
    pattern_id: `eq.${pattern.id}`, order: "effective_date.desc,resource_code", limit: MOST,
  }, { signal }), [pattern.id, version]);
  const date = (/** @type {string | null} */ text) => (text ? dateText(text, { dateStyle: "medium" }) : "");
  const now = today(here);
  const state = (/** @type {any} */ row) => (row.effective_date > now ? words.states.later : row.end_date && row.end_date < now ? words.states.past : words.states.now);
  return html`<section class="panel">
    <div class="tools"><h2>${words.assigned}</h2><span class="space" />${may.plans && html`<${AssignTo} pattern=${pattern.pattern_code} />`}</div>
    <${Failure} error=${error} again=${again} />
    ${rows && html`<${Table} label=${words.assigned} rows=${rows} empty=${words.unassigned} rowKey=${(/** @type {any} */ row) => row.id} columns=${[
      { title: words.resource, cell: (/** @type {any} */ row) => html`<a href=${link("plan", [row.resource_code], { date: row.effective_date > now ? row.effective_date : undefined })}>${row.resource_code}</a>` },
      { title: words.first, cell: (/** @type {any} */ row) => date(row.effective_date) },
      { title: words.last, cell: (/** @type {any} */ row) => date(row.end_date) || words.untilReplaced },
      { title: words.state, cell: state },
      { title: words.notes, cell: (/** @type {any} */ row) => row.notes || "" },
      { title: words.by, cell: (/** @type {any} */ row) => row.assigned_by || "" },
    ]} />`}
    ${rows?.length === MOST && html`<p class="soft">${words.onlyFirst(MOST)}</p>`}
  </section>`;
}
