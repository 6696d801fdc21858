// Filling a gap: giving a shift more to somebody who could come in, or offering it to whoever takes it first.
import { html, useState } from "../../vendor/htm-preact.js";
import { patch, post, remove } from "../api.js";
import { Dialog, Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { usePreview } from "../plan/preview.js";
import { texts } from "../texts.js";
import { addDays, instant, monday, wall } from "../time.js";
import { RosterPreview } from "./roster-preview.js";

/** What is missing: where, when, by which clock. @typedef {{requirement: import("./gaps.js").Requirement, start: string, end: string,
 *   date: string, zone: string}} Gap */

const words = texts.people;

/** From and to of a gap, to be made shorter. @param {Gap} gap */
function useTimes({ start, end, zone }) {
  const shown = (/** @type {string} */ when) => `${wall(Date.parse(when), zone).date}T${wall(Date.parse(when), zone).time}`;
  const [form, setForm] = useState({ start: shown(start), end: shown(end) });
  const meant = (/** @type {string} */ text) => (text ? new Date(instant(text.slice(0, 10), text.slice(11, 16), zone)).toISOString() : "");
  const times = { start_time: meant(form.start), end_time: meant(form.end) };
  const text = (/** @type {"start" | "end"} */ name) => (/** @type {Event} */ event) => setForm({ ...form, [name]: /** @type {HTMLInputElement} */ (event.target).value });
  const fields = html`<div class="row">
      <${Field} label=${texts.exception.start}><input type="datetime-local" required value=${form.start} onInput=${text("start")} /><//>
      <${Field} label=${texts.exception.end}><input type="datetime-local" required value=${form.end} onInput=${text("end")} /><//>
    </div><p class="soft">${texts.exception.zone} ${zone}</p>`;
  return { times, fields, isComplete: Boolean(times.start_time && times.end_time) };
}

/** @param {() => void} close */
function useDoing(close) {
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [isBusy, setBusy] = useState(false);
  const act = (/** @type {() => Promise<void>} */ what) => (/** @type {Event} */ event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    what().then(close, (failed) => {
      setError(failed);
      setBusy(false);
    });
  };
  return { error, isBusy, act };
}

/** @param {{gap: Gap, candidate: import("./gaps.js").Candidate, name: string, close: () => void}} props */
export function GiveShift({ gap, candidate, name, close }) {
  const { times, fields, isComplete } = useTimes(gap);
  const { error, isBusy, act } = useDoing(close);
  const change = { change_kind: "extra", schedule_date: gap.date, shift_code: gap.requirement.shift_code, ...times };
  const first = monday(gap.date);
  const preview = usePreview("v2:rpc/preview_roster", isComplete ? {
    edit: { kind: "change", employee: candidate.employee_number, ...change }, start_date: first, end_date: addDays(first, 6),
  } : null);
  const give = act(async () => {
    const made = await post("v2:roster_changes", { employee_id: candidate.employee_id, ...change });
    // Whoever belongs elsewhere counts here only while they are assigned to the place.
    const at = candidate.works_elsewhere ? await post("v2:resource_assignments", {
      employee_id: candidate.employee_id, resource_id: gap.requirement.resource_id, ...times,
    }).catch(async (failed) => {
      await remove(`v2:roster_changes?id=eq.${made.id}`);
      throw failed;
    }) : null;
    tell(words.given(name), {
      undo: async () => {
        if (at) await remove(`v2:resource_assignments?id=eq.${at.id}`);
        await remove(`v2:roster_changes?id=eq.${made.id}`);
      },
    });
  });
  return html`<${Dialog} title=${words.giveTo(name)} close=${close}><form onSubmit=${give}>
    <p>${words.requirement(gap.requirement, gap.requirement.resource_code)}</p>
    ${fields}
    ${candidate.works_elsewhere && html`<p class="soft">${words.elsewhereHint(gap.requirement.resource_code)}</p>`}
    ${candidate.warnings?.map((warning) => html`<p key=${warning} class="notice warning">${warning}</p>`)}
    <${RosterPreview} ...${preview} zone=${gap.zone} />
    <${Failure} error=${error} />
    <div class="tools"><button class="main" disabled=${isBusy || !isComplete || Boolean(preview.effect?.conflict)}>${words.give}</button>
      <button type="button" onClick=${close}>${texts.actions.close}</button></div>
  </form><//>`;
}

/** @param {{gap: Gap, close: () => void, done: () => void}} props */
export function OfferShift({ gap, close, done }) {
  const { times, fields, isComplete } = useTimes(gap);
  const { error, isBusy, act } = useDoing(close);
  const { resource_id, shift_code, min_level, position_id } = gap.requirement;
  const offer = act(async () => {
    const made = await post("v2:rpc/offer_open_shift", { resource_id, shift_code, min_level, position_id, schedule_date: gap.date, ...times });
    tell(words.offered, { undo: () => post("v2:rpc/withdraw_offer", { offer_id: made.id }).then(done) });
    done();
  });
  return html`<${Dialog} title=${words.offer} close=${close}><form onSubmit=${offer}>
    <p>${words.requirement(gap.requirement, gap.requirement.resource_code)}</p>
    ${fields}
    <p class="soft">${words.offerHint}</p>
    <${Failure} error=${error} />
    <div class="tools"><button class="main" disabled=${isBusy || !isComplete}>${words.offerIt}</button>
      <button type="button" onClick=${close}>${texts.actions.close}</button></div>
  </form><//>`;
}

/** A change of the roster that is taken back. @param {{id: number, title: string, date: string, zone: string, close: () => void}} props */
export function TakeBack({ id, title, date, zone, close }) {
  const { error, isBusy, act } = useDoing(close);
  const first = monday(date);
  const preview = usePreview("v2:rpc/preview_roster", { edit: { kind: "cancel_change", roster_change_id: id }, start_date: first, end_date: addDays(first, 6) });
  const drop = act(async () => {
    await patch(`v2:roster_changes?id=eq.${id}`, { change_status: "cancelled" });
    tell(words.takenBack, { undo: () => patch(`v2:roster_changes?id=eq.${id}`, { change_status: "approved" }) });
  });
  return html`<${Dialog} title=${title} close=${close}><form onSubmit=${drop}>
    <${RosterPreview} ...${preview} zone=${zone} />
    <${Failure} error=${error} />
    <div class="tools"><button class="main" disabled=${isBusy || Boolean(preview.effect?.conflict)}>${words.takeBack}</button>
      <button type="button" onClick=${close}>${texts.actions.close}</button></div>
  </form><//>`;
}
