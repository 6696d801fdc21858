// The plan: the tree beside the timeline of all machines below what is chosen there, and what is known of one machine.
import { html, useEffect, useMemo, useRef, useState } from "../../vendor/htm-preact.js";
import { go, link } from "../routes.js";
import { get } from "../api.js";
import { taken } from "../early.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { dateIn, HOUR, instant, periodText, today, zoneIn } from "../time.js";
import { useFollowed } from "../followed.js";
import { Busy, Choice, Failure } from "../parts/controls.js";
import { later } from "../parts/later.js";
import { moved, period } from "./axis.js";
import { pathTo, readPlant, rowsBelow } from "./plant.js";
import { Stretches } from "./stretches.js";
import { Legend, Timeline } from "./timeline.js";
import { Tree } from "./tree.js";

/** @typedef {import("./plant.js").Resource} Resource */
/** @typedef {import("./plant.js").Plant} Plant */
/** @typedef {import("./axis.js").Range} Range */

const AssignDialog = later(() => import("./assign.js").then((file) => file.AssignDialog));
const ExceptionDialog = later(() => import("./exception.js").then((file) => file.ExceptionDialog));
const Machine = later(() => import("./machine.js").then((file) => file.Machine));
const PrintSheet = later(() => import("./print.js").then((file) => file.PrintSheet));
const Start = later(() => import("./start.js").then((file) => file.Start));
const QUARTER = HOUR / 4;
const SETTLE = 300; // milliseconds after which events that came together are followed by one reading

/** @param {import("../views.js").ViewProps} props */
export function Plan(props) {
  const { value: plant, error, again } = useAnswer((signal) => readPlant(signal, taken("rows")), []);
  useFollowed(({ event }) => event === "resource.changed", again);
  if (!plant) return html`<div class="view">${error ? html`<${Failure} error=${error} again=${again} />` : html`<${Busy} />`}</div>`;
  if (!plant.roots.some((root) => root.machines)) return html`<${Start} ...${props} count=${plant.byCode.size} />`;
  return html`<${PlanOf} plant=${plant} ...${props} />`;
}

/** @param {import("../views.js").ViewProps & {plant: Plant}} props */
function PlanOf({ plant, at, may }) {
  const resource = plant.byCode.get(at.path[0]) || plant.roots[0];
  const machine = plant.byCode.get(at.query.machine) || null;
  // Somebody sent the address of what is gone, or of what this key may not see.
  const unknown = [at.path[0], at.query.machine].find((code) => code && !plant.byCode.has(code));
  const range = /** @type {Range} */ (at.query.view in texts.plan.ranges ? at.query.view : "week");
  const date = dateIn(at.query.date) || today(resource.zone);
  const { from, to } = period(range, date);
  const zone = zoneIn(at.query.clock) || null;
  const [version, setVersion] = useState(0);
  const moment = /^\d{1,14}$/.test(at.query.at || "") ? Number(at.query.at) : null;
  const [dialog, setDialog] = useState(/** @type {import("./exception.js").Draft | null} */ (null));
  const [assigning, setAssigning] = useState(/** @type {{resource: Resource, pattern?: string} | null} */ (null));
  const [isPrinting, setPrinting] = useState(false);
  const search = useRef(/** @type {HTMLInputElement | null} */ (null));
  const rows = useMemo(() => rowsBelow(resource), [plant, resource]);
  const plan = useMemo(() => new Stretches(from, to, () => setVersion((old) => old + 1)), [from, to]);
  useEffect(() => () => plan.stop(), [plan]);
  useChanges(plan, plant);
  const { hours, isIdle } = useHours(plant, resource, rows, plan);

  const show = (/** @type {Record<string, string | undefined>} */ query, code = resource.code, options = {}) =>
    go(link("plan", [code], { ...at.query, ...query }), options);
  const choose = (/** @type {Resource} */ row, /** @type {number | undefined} */ when = undefined) =>
    show({ machine: row.code, at: when === undefined ? undefined : String(when), known: undefined }, resource.code, { replace: machine !== null });
  // A stop begins at the moment that was chosen; else now, or where the days that are shown begin when now is not among them.
  const stop = (/** @type {Resource} */ of) => {
    const day = today(zone || of.zone);
    setDialog({ resource: of, start: moment === null ? (from <= day && day <= to ? undefined : instant(from, "08:00", zone || of.zone)) : Math.round(moment / QUARTER) * QUARTER });
  };
  const step = (/** @type {number} */ steps) => show({ date: moved(range, date, steps) });

  // As of this drawing, which a key may follow at once.
  const actions = useRef(/** @type {Record<string, () => void>} */ ({}));
  actions.current = {
    "/": () => search.current?.focus(), ArrowLeft: () => step(-1), ArrowRight: () => step(1), t: () => show({ date: undefined }),
    n: () => may.plans && stop(machine || resource), Escape: () => show({ machine: undefined, at: undefined, known: undefined }),
  };
  useEffect(() => {
    const key = (/** @type {KeyboardEvent} */ event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT|DIALOG)$/.test(/** @type {Element} */ (event.target).tagName)) return;
      if (document.querySelector("dialog[open]")) return;
      const act = actions.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);

  const zones = [...new Set(rows.filter((row) => row.isMachine).map((row) => row.zone))].toSorted();
  return html`<div class="plan ${machine ? "with-machine" : ""}">
    <${Tree} plant=${plant} chosen=${resource} search=${search} may=${may}
      choose=${(/** @type {Resource} */ each) => (each.children.length ? show({ machine: undefined, at: undefined, known: undefined }, each.code) : choose(each))}
      assign=${(/** @type {Resource} */ each, /** @type {string} */ pattern) => setAssigning({ resource: each, pattern })} />
    <section class="main-side" aria-label=${texts.views.plan}>
      <div class="tools">
        <${Choice} label="Range" value=${range} options=${Object.entries(texts.plan.ranges)} onChange=${(/** @type {string} */ view) => show({ view })} />
        <button onClick=${() => step(-1)} aria-label=${texts.plan.earlier}>‹</button>
        <button onClick=${() => show({ date: undefined })}>${texts.plan.today}</button>
        <button onClick=${() => step(1)} aria-label=${texts.plan.later}>›</button>
        <strong>${periodText(from, to)}</strong>
        <span class="space" />
        <label><span class="soft">${texts.plan.clock}</span> <select aria-label=${texts.plan.clock} value=${zone || ""}
          onChange=${(/** @type {Event} */ event) => show({ clock: /** @type {HTMLSelectElement} */ (event.target).value || undefined })}>
          <option value="">${texts.plan.own}</option>
          ${[...new Set([...zones, "UTC", Intl.DateTimeFormat().resolvedOptions().timeZone, zone || "UTC"])].map((each) => html`<option key=${each} value=${each}>${each}</option>`)}
        </select></label>
      </div>
      <div class="title tools"><h1 title=${pathTo(plant, resource).map((each) => each.code).join(" › ")}>${resource.name}<small>${resource.code} · ${texts.plan.machines(resource.machines)}${hours.has(resource.code) ? ` · ${texts.plan.total(hours.get(resource.code) || 0)}` : ""}</small></h1>
        ${may.plans && html`<button onClick=${() => setAssigning({ resource })}>${texts.assign.title}</button>
          <button class="main" onClick=${() => stop(machine || resource)}>${texts.machine.planStop}</button>`}
        <button disabled=${!rows.length} onClick=${() => setPrinting(true)}>${texts.actions.print}</button>
      </div>
      ${unknown && html`<p class="notice warning" role="status">${texts.work.unknown(unknown)}</p>`}
      <${Failure} error=${plan.error} again=${() => { plan.error = null; plan.forget(rows.map((row) => row.id)); }} />
      ${rows.length ? html`<${Timeline} rows=${rows} from=${from} to=${to} zone=${zone} plan=${plan} version=${version} selected=${machine}
        moment=${moment} hours=${hours} choose=${choose} ask=${choose}
        plans=${may.plans ? (/** @type {import("./timeline.js").Span} */ span) => setDialog({ resource: span.exception ? plant.byId.get(span.exception.resource_id) || span.machine : span.machine, exception: span.exception, start: span.from, end: span.to }) : undefined} />`
        : html`<p class="view soft">${texts.plan.empty}</p>`}
      <div class="foot"><${Legend} />${isIdle && html`<p class="soft">${texts.plan.idle}${may.plans && html` <a href=${link("generate", [], { resource: resource.code, from, to })}>${texts.views.generate}</a>`}</p>`}</div>
    </section>
    ${machine && html`<${Machine} key=${machine.code} plant=${plant} machine=${machine} moment=${moment} zone=${zone || machine.zone} from=${from} to=${to} may=${may}
      known=${at.query.known || ""} know=${(/** @type {string} */ known) => show({ known }, resource.code, { replace: true })}
      close=${() => show({ machine: undefined, at: undefined, known: undefined })} edit=${setDialog} stop=${() => stop(machine)} assign=${() => setAssigning({ resource: machine })} />`}
    ${dialog && html`<${ExceptionDialog} draft=${dialog} zone=${zone || dialog.resource.zone} close=${() => setDialog(null)} />`}
    ${assigning && html`<${AssignDialog} resource=${assigning.resource} pattern=${assigning.pattern} close=${() => setAssigning(null)} />`}
    <p class="print-hint">${texts.plan.usePrint}</p>
    ${isPrinting && html`<${PrintSheet} resource=${resource} rows=${rows} from=${from} to=${to} zone=${zone} done=${() => setPrinting(false)} />`}
  </div>`;
}

/** Operating hours of every level at and below a resource, by code; none when that is too much to ask for. And whether there
 * are none because nothing is planned. The sums of a large plant take the server a while: they are asked for when the first
 * machines are there, and anew when something changed.
 * @param {Plant} plant @param {Resource} resource @param {Resource[]} rows below it @param {Stretches} plan */
function useHours(plant, resource, rows, plan) {
  const { from, to, changes } = plan, isTime = plan.error !== null || rows.some((row) => plan.of(row.id));
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const timer = changes ? setTimeout(() => setAsked((old) => old + 1), SETTLE) : undefined;
    return () => clearTimeout(timer);
  }, [changes]);
  const { value } = useAnswer(async (signal) => isTime && get("rpc/availability_by_level", { start_date: from, end_date: to, resource_id: resource.id, level: "work_center" }, { signal }),
    [plant, resource, plan, asked, isTime]);
  const hours = useMemo(() => {
    /** @type {Map<string, number>} */
    const sums = new Map();
    (value || []).forEach((/** @type {{resource_code: string, operating_hours: number}} */ row) => {
      const found = plant.byCode.get(row.resource_code);
      if (found) pathTo(plant, found).forEach((each) => sums.set(each.code, (sums.get(each.code) || 0) + row.operating_hours));
    });
    return sums;
  }, [value, plant]);
  return { hours, isIdle: Boolean(value) && ![...hours.values()].some(Boolean) };
}

/** What others change is read again. @param {Stretches} plan @param {Plant} plant */
function useChanges(plan, plant) {
  const changed = useRef({ isAll: false, ids: /** @type {Set<number>} */ (new Set()) });
  useFollowed(({ event, data }) => {
    const { resource_id: id, machines, date, last_date: last } = data;
    if (!event.startsWith("schedule.") || (date && date > plan.to) || (last && last < plan.from)) return false;
    const resource = plant.byId.get(id);
    if (!resource || (machines > 1 && !resource.children.length)) changed.current.isAll = true;
    else rowsBelow(resource).forEach((row) => changed.current.ids.add(row.id));
    return true;
  }, () => {
    const { isAll, ids } = changed.current;
    changed.current = { isAll: false, ids: new Set() };
    plan.forget(isAll ? undefined : [...ids].filter((each) => plan.of(each)));
  });
}
