// Generating the plan: of which part of the plant, for which dates; what runs, and how far the plan reaches.
import { html, useState } from "../../vendor/htm-preact.js";
import { get, write } from "../api.js";
import { Choice, Failure, Field, Table } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { addDays, dateIn, daysBetween, numberText, today } from "../time.js";
import { atOrBelow, chooser, dayText, planLink, ResourceField, useEvents, valueOf, whenText } from "./common.js";
import { Foretold, useForetold } from "./foretold.js";
import { Jobs } from "./jobs.js";

const words = texts.generate;
const INLINE = 100000; // machines times days: more than that is done as a job, whose progress can be watched
const LISTED = 20; // machines

/** The same day a year later, less one. @param {string} date */
const yearFrom = (date) => addDays(`${Number(date.slice(0, 4)) + 1}${date.slice(4).replace("02-29", "02-28")}`, -1);

/** @param {import("../views.js").ViewProps} props */
export function Generate({ at, may, who }) {
  const choose = chooser(at);
  const from = dateIn(at.query.from) || today("UTC"), to = dateIn(at.query.to) || yearFrom(from), code = at.query.resource || "";
  const [asked, setAsked] = useState(0);
  return html`<main class="view">
    <h1>${texts.views.generate}</h1>
    ${may.plans && html`<${Form} key=${code} code=${code} from=${from} to=${to} at=${at} choose=${choose} generated=${asked} done=${() => setAsked((old) => old + 1)} />`}
    <${Jobs} may=${may} asked=${asked} />
    <${Reach} who=${who} code=${code} asked=${asked} />
  </main>`;
}

/** The machines of a part of the plant; of all that the key may see, only how many there are.
 * @param {string} code @param {AbortSignal} signal @returns {Promise<{ids: number[] | null, machines: number}>} */
async function partOf(code, signal) {
  if (!code) {
    const [status] = await get("status", { select: "machines" }, { signal });
    return { ids: null, machines: status.machines };
  }
  const select = "id,requires_scheduling,is_active";
  const itself = await get("resources", { resource_code: `eq.${code}`, select }, { signal });
  if (!itself.length) throw new Error(texts.work.unknown(code));
  const below = await get("rpc/resource_children", { resource_code: code, all_below: true, select }, { signal });
  const ids = [...itself, ...below].filter((each) => each.requires_scheduling && each.is_active).map((each) => each.id);
  return { ids, machines: ids.length };
}

/** @param {{code: string, from: string, to: string, at: import("../routes.js").Route, generated: number, done: () => void,
 *   choose: (query: Record<string, string | undefined>) => void}} props */
function Form({ code, from, to, at, choose, generated, done }) {
  const isAnew = at.query.how === "anew", isPast = isAnew && at.query.past === "1" && from <= today("UTC");
  const holidays = at.query.holidays !== "no";
  const [wanted, setLater] = useState(/** @type {boolean | null} */ (null));
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const part = useAnswer((signal) => partOf(code, signal), [code]);
  const days = daysBetween(from, to) + 1, size = (part.value?.machines || 0) * days, isLater = wanted ?? size > INLINE;
  const body = part.value?.machines && days > 0 ? {
    start_date: from, end_date: to, resource_ids: part.value.ids, regenerate: isAnew, apply_holidays: holidays, rewrite_past: isPast,
  } : null;
  const foretold = useForetold(body, generated);
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const later = isLater ? { Prefer: "respond-async" } : undefined;
    try {
      const told = await write("POST", "schedules/generate", body, later);
      tell(told.job_id ? words.queued(told.job_id) : words.done(told));
      done();
    } catch (failed) {
      setError(failed);
    }
    setBusy(false);
  };
  return html`<form class="panel" onSubmit=${submit}>
    <div class="row">
      <${ResourceField} name="resource" label=${words.part} value=${code} onChange=${(/** @type {string} */ next) => choose({ resource: next })} />
      <${Field} label=${words.from}><input type="date" name="from" required value=${from} onChange=${(/** @type {Event} */ event) => choose({ from: valueOf(event), to: at.query.to })} /><//>
      <${Field} label=${words.to}><input type="date" name="to" required min=${from} value=${to} onChange=${(/** @type {Event} */ event) => choose({ to: valueOf(event) })} /><//>
    </div>
    <${Choice} label=${words.how} value=${isAnew ? "anew" : "missing"} options=${Object.entries(words.hows)} onChange=${(/** @type {string} */ how) => choose({ how: how === "anew" ? how : undefined })} />
    <p class="soft">${isAnew ? words.anewHint : words.missingHint}</p>
    <label class="check"><input type="checkbox" checked=${holidays} onChange=${() => choose({ holidays: holidays ? "no" : undefined })} />${words.holidays}</label>
    ${isAnew && from <= today("UTC") && html`<label class="check"><input type="checkbox" checked=${isPast} onChange=${() => choose({ past: isPast ? undefined : "1" })} />${words.past}</label>`}
    ${isPast && html`<p class="notice warning">${words.pastHint}</p>`}
    <label class="check"><input type="checkbox" checked=${isLater} onChange=${() => setLater(!isLater)} />${words.later}</label>
    <${Failure} error=${error || part.error} />
    ${part.value && !part.value.machines && html`<p class="notice">${words.noMachines}</p>`}
    ${days <= 0 && html`<p class="notice warning">${words.backwards}</p>`}
    ${body && html`<${Foretold} ...${foretold} />`}
    <div class="tools"><button class="main" disabled=${isBusy || !body || Boolean(foretold.effect?.conflict)}>${isBusy ? words.running : words.go}</button>
      ${part.value && days > 0 && html`<span class="soft">${words.size(part.value.machines, days)}</span>`}</div>
  </form>`;
}

/** How far the plan reaches: of all that one may see, and the machines where it ends first.
 * @param {{who: import("../session.js").Caller, code: string, asked: number}} props */
function Reach({ code, asked }) {
  const { value: status, error, again } = useAnswer(async (signal) => (await get("status", {}, { signal }))[0], [asked]);
  const [isOpen, setOpen] = useState(false);
  useEvents(/^(schedule\.generated|job\.)/, again);
  if (!status) return html`<${Failure} error=${error} again=${again} />`;
  return html`<section class="panel" aria-label=${words.reach}>
    <h2>${words.reach}</h2>
    ${status.generated_through ? html`<p>${words.through(status.generated_through)}</p>` : html`<p>${words.nothingYet}</p>`}
    <dl>
      <dt>${words.machines}</dt><dd>${words.ofMachines(status.generated_machines, status.machines)}</dd>
      <dt>${words.span}</dt><dd>${status.first_date ? `${dayText(status.first_date)} – ${dayText(status.last_date)}` : "–"}</dd>
      <dt>${words.last}</dt><dd>${whenText(status.last_generated_at)}</dd>
      <dt>${words.current}</dt><dd>${status.is_current ? words.isCurrent : words.waiting(status.waiting_edits)}</dd>
      ${status.period_lock_date && html`<dt>${words.lock}</dt><dd>${dayText(status.period_lock_date)}</dd>`}
    </dl>
    <p><button aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>${words.byMachine}</button></p>
    ${isOpen && html`<${ByMachine} code=${code} asked=${asked} />`}
  </section>`;
}

/** @param {string} code @param {AbortSignal} signal */
async function reachBelow(code, signal) {
  return get("generation_summary", {
    ...(await atOrBelow(code, signal)), select: code ? "*,resources!inner()" : undefined,
    order: "latest_date.asc.nullsfirst,resource_code", limit: LISTED,
  }, { signal });
}

/** @param {{code: string, asked: number}} props */
function ByMachine({ code, asked }) {
  const { value: rows, error, isBusy, again } = useAnswer((signal) => reachBelow(code, signal), [code, asked]);
  if (error) return html`<${Failure} error=${error} again=${again} />`;
  if (!rows) return html`<p class="busy" role="status">${isBusy ? "…" : ""}</p>`;
  return html`<${Table} label=${words.byMachine} rows=${rows} rowKey=${(/** @type {any} */ row) => row.resource_id} columns=${[
    { title: texts.work.resource, cell: (/** @type {any} */ row) => html`<a href=${planLink(row.resource_code, row.latest_date, { isMachine: true })}>${row.resource_code}</a> <span class="soft">${row.resource_name}</span>` },
    { title: words.from, cell: (/** @type {any} */ row) => (row.earliest_date ? dayText(row.earliest_date) : "–") },
    { title: words.to, cell: (/** @type {any} */ row) => (row.latest_date ? dayText(row.latest_date) : "–") },
    { title: words.hours, isNumber: true, cell: (/** @type {any} */ row) => numberText(Math.round(row.total_planned_hours || 0)) },
    { title: words.last, cell: (/** @type {any} */ row) => whenText(row.last_generated) },
  ]} />`;
}
