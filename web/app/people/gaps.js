// A part of the plant on a date: what is required there, when people are missing, why, and who could come in.
import { html, useState } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { Busy, Failure } from "../parts/controls.js";
import { link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { dateText, now } from "../time.js";
import { chooser, spanText, useEvents } from "../daily/common.js";
import { GiveShift, OfferShift } from "./give.js";
import { nameOf, useNames } from "./names.js";
import { Offers } from "./offers.js";

/** @typedef {{requirement_id: number, resource_code: string, start_time: string, end_time: string, required: number, present: number,
 *   missing: number}} Stretch */
/** @typedef {{id: number, resource_id: number, resource_code: string, position_id: number | null, per: string, shift_code: string | null, head_count: number, min_level: string | null,
 *   position_code: string | null, machines_per_person: number}} Requirement */
/** @typedef {{employee_id: number, employee_number: string, rank: number | null, reason: string, why: string | null, hours: number,
 *   warnings: string[], works_elsewhere: boolean}} Candidate */

const words = texts.people;

/** Stretches that follow each other with the same numbers, as one. @param {Stretch[]} stretches @returns {Stretch[]} */
function joined(stretches) {
  /** @type {Stretch[]} */
  const found = [];
  stretches.forEach((each) => {
    const last = found.at(-1);
    const isSame = last && last.end_time === each.start_time && last.required === each.required && last.present === each.present;
    if (isSame) last.end_time = each.end_time; else found.push({ ...each });
  });
  return found;
}

/** @param {{stretches: Stretch[]}} each */
const missing = (each) => each.stretches.reduce((sum, one) => sum + one.missing, 0);

/** @param {import("./coverage.js").Place} place @param {string} date @param {AbortSignal} signal
 * @returns {Promise<{requirement: Requirement, code: string, stretches: Stretch[]}[]>} */
async function read(place, date, signal) {
  const stretches = /** @type {Stretch[]} */ (await get("v2:rpc/coverage", { start_date: date, end_date: date, resource_ids: `{${place.id}}` }, { signal }));
  const ids = [...new Set(stretches.map((each) => each.requirement_id))];
  const found = ids.length ? /** @type {Requirement[]} */ (await get("v2:requirements", { id: `in.(${ids.join(",")})` }, { signal })) : [];
  const listed = found.map((requirement) => {
    const own = stretches.filter((each) => each.requirement_id === requirement.id);
    return { requirement, code: own[0].resource_code, stretches: joined(own) };
  });
  listed.sort((a, b) => missing(b) - missing(a) || a.code.localeCompare(b.code));
  return listed;
}

/** @param {{place: import("./coverage.js").Place, date: string, at: import("../routes.js").Route, may: import("../views.js").Rights}} props */
export function Gaps({ place, date, at, may }) {
  const choose = chooser(at);
  const { value, error, again } = useAnswer((signal) => read(place, date, signal), [place.id, date]);
  const [version, setVersion] = useState(0);
  useEvents(/^(coverage|roster|schedule)\./, again);
  const changed = () => { again(); setVersion((old) => old + 1); };
  return html`<aside class="panel" aria-label=${`${place.resource_code}, ${dateText(date)}`}>
    <div class="tools"><h2>${place.resource_code} <small>${dateText(date)}</small></h2><span class="space" />
      <button class="quiet" aria-label=${texts.actions.close} onClick=${() => choose({ cell: undefined, day: undefined, gap: undefined })}>✕</button></div>
    <p class="soft">${texts.exception.zone} ${place.effective_time_zone}</p>
    <${Failure} error=${error} again=${again} />
    ${!value && !error && html`<${Busy} />`}
    ${value?.map(({ requirement, code, stretches }) => html`<section key=${requirement.id}>
      <h3>${words.requirement(requirement, code)}</h3>
      <ul class="plain">${stretches.map((stretch) => html`<${Line} key=${stretch.start_time} stretch=${stretch} requirement=${requirement} date=${date}
        zone=${place.effective_time_zone} at=${at} may=${may} changed=${changed} />`)}</ul>
    </section>`)}
    ${value && may.seesPeople && html`<${Offers} resources=${[...new Set(value.map(({ requirement }) => requirement.resource_id))]} date=${date}
      zone=${place.effective_time_zone} may=${may} version=${version} />`}
    ${!may.seesPeople && html`<p class="soft">${words.onlyCounts}</p>`}
  </aside>`;
}

/** @param {{stretch: Stretch, requirement: Requirement, date: string, zone: string, at: import("../routes.js").Route,
 *   may: import("../views.js").Rights, changed: () => void}} props */
function Line({ stretch, requirement, date, zone, at, may, changed }) {
  const id = `${requirement.id}@${Date.parse(stretch.start_time)}`;
  const isOpen = at.query.gap === id;
  const choose = chooser(at);
  const times = spanText(stretch.start_time, stretch.end_time, zone, { near: true });
  return html`<li>
    <div class="tools"><span>${times}</span><span class="badge ${stretch.missing ? "failed" : ""}">${words.present(stretch.present, stretch.required)}</span><span class="space" />
      ${may.seesPeople && html`<button aria-expanded=${isOpen} onClick=${() => choose({ gap: isOpen ? undefined : id })}>${stretch.missing ? words.whyAndWho : words.why}</button>`}</div>
    ${isOpen && may.seesPeople && html`<${Why} stretch=${stretch} requirement=${requirement} />`}
    ${isOpen && may.seesPeople && stretch.missing > 0 && html`<${Candidates} stretch=${stretch} requirement=${requirement} date=${date} zone=${zone} may=${may} changed=${changed} />`}
  </li>`;
}

/** @param {{stretch: Stretch, requirement: Requirement}} props */
function Why({ stretch, requirement }) {
  const { value, error } = useAnswer(async (signal) => {
    const told = await get("v2:rpc/explain_coverage", { resource_id: requirement.resource_id, at: stretch.start_time }, { signal });
    return told.requirements.filter((/** @type {any} */ each) => each.requirement_id === requirement.id);
  }, [requirement.id, stretch.start_time, stretch.present]);
  const counted = value?.flatMap((/** @type {any} */ each) => each.counted) || [];
  const names = useNames(counted.map((/** @type {any} */ each) => each.employee_id));
  if (error) return html`<${Failure} error=${error} />`;
  if (!value) return html`<${Busy} />`;
  return html`<div class="why">${value.map((/** @type {any} */ each, /** @type {number} */ nr) => html`<div key=${nr}>
    <p>${each.why}</p>
    <p>${words.counted}: ${each.counted.length ? each.counted.map((/** @type {any} */ one) => nameOf(one, names)).join(", ") : words.nobody}</p>
    ${each.not_counted?.length > 0 && html`<details><summary>${words.notCounted(each.not_counted.length)}</summary>
      <ul class="plain">${each.not_counted.map((/** @type {any} */ one) => html`<li key=${one.employee_id}>${one.why}</li>`)}</ul></details>`}
  </div>`)}</div>`;
}

/** @param {{stretch: Stretch, requirement: Requirement, date: string, zone: string, may: import("../views.js").Rights, changed: () => void}} props */
function Candidates({ stretch, requirement, date, zone, may, changed }) {
  const [chosen, setChosen] = useState(/** @type {Candidate | "offer" | null} */ (null));
  const gap = { requirement, start: stretch.start_time, end: stretch.end_time, date, zone };
  const isAhead = Date.parse(stretch.end_time) > now();
  const close = () => {
    setChosen(null);
    changed();
  };
  const { value, error } = useAnswer((signal) => /** @type {Promise<Candidate[]>} */ (get("v2:rpc/gap_candidates", {
    requirement_id: requirement.id, start_time: stretch.start_time, end_time: stretch.end_time, schedule_date: date, order: "rank.asc.nullslast,employee_number",
  }, { signal })), [requirement.id, stretch.start_time]);
  const able = value?.filter((each) => each.rank !== null) || [];
  const names = useNames(able.map((each) => each.employee_id));
  if (error) return html`<${Failure} error=${error} />`;
  if (!value) return html`<${Busy} />`;
  const others = Object.keys(words.reasons).map((reason) => ({ reason, list: value.filter((each) => each.rank === null && each.reason === reason) }));
  return html`<h3>${words.who}</h3>
    ${may.rosters && isAhead && html`<p><button onClick=${() => setChosen("offer")}>${words.offer} …</button></p>`}
    ${chosen === "offer" && html`<${OfferShift} gap=${gap} close=${() => setChosen(null)} done=${changed} />`}
    ${chosen && chosen !== "offer" && html`<${GiveShift} gap=${gap} candidate=${chosen} name=${nameOf(chosen, names)} close=${close} />`}
    ${able.length ? html`<ul class="plain candidates">${able.map((each) => html`<li key=${each.employee_id}>
      <strong>${each.rank}.</strong> <a href=${link("people", [], { person: each.employee_number, date })}>${nameOf(each, names)}</a> <span class="soft">${words.hours(each.hours)}${each.works_elsewhere ? ` · ${words.elsewhere}` : ""}</span>
      ${may.rosters && isAhead && html` <button aria-label=${words.giveTo(nameOf(each, names))} onClick=${() => setChosen(each)}>${words.give} …</button>`}
      ${each.warnings?.map((warning) => html`<br /><span key=${warning} class="notice-text">${warning}</span>`)}</li>`)}</ul>` : html`<p>${words.nobodyCould}</p>`}
    ${others.filter(({ list }) => list.length).map(({ reason, list }) => html`<details key=${reason}><summary>${words.reasons[reason]} (${list.length})</summary>
      <ul class="plain">${list.map((each) => html`<li key=${each.employee_id}>${each.why || each.employee_number}</li>`)}</ul></details>`)}`;
}
