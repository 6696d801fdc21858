// Who works when, in a team, or one person: in a week each shift with its times, in a longer period as tiles.
import { html, useEffect, useState } from "../../vendor/htm-preact.js";
import { get, getAll, post } from "../api.js";
import { Busy, Failure, Field } from "../parts/controls.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { addDays, dateText, daysBetween, hoursText, now, wall } from "../time.js";
import { chooser, spanText, useEvents, valueOf } from "../daily/common.js";
import { breachText, brokenBy, readRules } from "./breaches.js";
import { TakeBack } from "./give.js";
import { readHolidays } from "./holidays.js";
import { nameOf, readNames } from "./names.js";
import { lookOfDay, Tiles } from "./tiles.js";

/** @typedef {{employee_id: number, employee_number: string, schedule_date: string, shift_code: string | null, shift_start_time: string,
 *   shift_end_time: string, hours: number, schedule_status: string, team_code: string | null, roster_change_id: number | null,
 *   owner_id: number | null}} Shift */
/** @typedef {{employee_id: number, employee_number: string, shifts: Shift[],
 *   breaches: import("./breaches.js").Breach[]}} Person */

const words = texts.people;
const MOST = 10000; // rows of an answer
const DETAILED = 7; // days

/** @param {AbortSignal} signal */
async function readTeams(signal) {
  const teams = await getAll("v2:teams", "id", { select: "id,team_code,team_name,resource_id,time_zone,pattern_code" }, { signal });
  teams.sort((a, b) => a.team_code.localeCompare(b.team_code, "en", { numeric: true }));
  return teams;
}

/** @param {string | undefined} team @param {string | undefined} person @param {string} first @param {string} last
 * @param {AbortSignal} signal @returns {Promise<{people: Person[], names: Map<number, string>}>} */
async function read(team, person, first, last, signal) {
  /** @type {{employee_id: number, employee_number: string}[]} */
  let members = [];
  if (team) {
    members = await get("v2:team_assignments", {
      team_code: `eq.${team}`, is_primary: "is.true", start_date: `lte.${last}`, or: `(end_date.is.null,end_date.gte.${first})`,
      select: "employee_id,employee_number", order: "employee_number",
    }, { signal });
  } else if (person) {
    members = (await get("v2:employees", { employee_number: `eq.${person}`, select: "id,employee_number" }, { signal }))
      .map((/** @type {any} */ row) => ({ employee_id: row.id, employee_number: row.employee_number }));
    if (!members.length) throw new Error(words.unknown(person));
  }
  const ids = members.map((each) => each.employee_id).join(",");
  const who = [team && `team_code.eq.${JSON.stringify(team)}`, ids && `employee_id.in.(${ids})`].filter(Boolean).join(",");
  const rows = /** @type {Shift[]} */ (who ? await get("v2:roster", {
    and: `(schedule_date.gte.${first},schedule_date.lte.${last})`, or: `(${who})`, order: "employee_number,shift_start_time",
  }, { signal }) : []);
  if (rows.length >= MOST) throw new Error(words.tooMuch);
  /** @type {Map<number, Person>} */
  const people = new Map(members.map((each) => [each.employee_id, { ...each, shifts: [], breaches: [] }]));
  rows.forEach((row) => {
    const found = people.get(row.employee_id) || { employee_id: row.employee_id, employee_number: row.employee_number, shifts: [], breaches: [] };
    found.shifts.push(row);
    people.set(row.employee_id, found);
  });
  const asked = [...people.keys()];
  const breaches = asked.length ? await post("v2:rpc/rule_breaches", { start_date: first, end_date: last, employee_ids: asked }) : [];
  breaches.forEach((/** @type {import("./breaches.js").Breach} */ each) => people.get(each.employee_id)?.breaches.push(each));
  return { people: [...people.values()], names: await readNames(asked, signal) };
}

/** Whom a change of the roster concerns, and when: the address of their week, in its place.
 * @param {string | undefined} change its id @param {(query: Record<string, string | undefined>) => void} choose */
function useChange(change, choose) {
  const { error } = useAnswer(async (signal) => {
    if (!change) return;
    const [found] = await get("v2:roster_changes", { id: `eq.${Number(change) || 0}`, select: "employee_number,schedule_date" }, { signal });
    if (!found) throw new Error(words.unknownChange(change));
    choose({ change: undefined, person: found.employee_number, date: found.schedule_date, show: "rosters" });
  }, [change]);
  return error;
}

/** @param {{at: import("../routes.js").Route, may: import("../views.js").Rights, first: string, last: string}} props */
export function Roster({ at, may, first, last }) {
  const { team, person, change } = at.query;
  const choose = chooser(at);
  const [typed, setTyped] = useState(person || "");
  useEffect(() => setTyped(person || ""), [person]);
  const teams = useAnswer(readTeams, []);
  const { value, error, isBusy, again } = useAnswer((signal) => read(team, person, first, last, signal), [team, person, first, last]);
  useEvents(/^(roster|shift)\./, again);
  const unknown = useChange(change, choose);
  const rules = useAnswer(readRules, []);
  const chosen = teams.value?.find((each) => each.team_code === team);
  const home = chosen || teams.value?.find((each) => value?.people.some(({ shifts }) => shifts.some((shift) => shift.team_code === each.team_code)));
  const years = [...new Set([first, last].map((date) => date.slice(0, 4)))];
  const holidays = useAnswer(async (signal) => (home ? readHolidays(home.resource_id, years, signal) : new Map()), [home?.resource_id, years.join()]);
  const zones = new Map((teams.value || []).map((each) => [each.team_code, each.time_zone]));
  const find = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    choose({ team: undefined, person: typed.trim() || undefined, show: "rosters" });
  };
  return html`<form class="tools filters only-screen" onSubmit=${find}>
      <${Field} label=${words.team}><select name="team" value=${team || ""} onChange=${(/** @type {Event} */ event) => choose({ team: valueOf(event), person: undefined, show: "rosters" })}>
        <option value="">–</option>${teams.value?.map((each) => html`<option key=${each.id} value=${each.team_code}>${each.team_code} · ${each.team_name}</option>`)}</select><//>
      <${Field} label=${words.person}><input name="person" value=${typed} spellcheck=${false} onInput=${(/** @type {Event} */ event) => setTyped(valueOf(event))} /><//>
      <button>${texts.actions.search}</button>
      ${isBusy && html`<${Busy} />`}
    </form>
    <${Failure} error=${unknown || error || teams.error || holidays.error} again=${again} />
    ${!team && !person && !change && html`<p class="notice">${words.chooseTeam}</p>`}
    ${!error && value && (team || person) && html`<section class="panel" aria-label=${words.rosters}>
      ${value.people.length ? html`<${Grid} ...${value} pattern=${chosen?.pattern_code} holidays=${holidays.value || new Map()} at=${at} first=${first} last=${last} zones=${zones} rules=${rules.value || new Map()} may=${may} changed=${again} />` : html`<p class="soft">${team && teams.value && !chosen ? words.unknownTeam(team) : words.noMembers}</p>`}
    </section>`}`;
}

/** @param {Person} person */
const worked = (person) => person.shifts.filter((each) => each.schedule_status === "scheduled").reduce((sum, each) => sum + each.hours, 0);

/** @param {{people: Person[], names: Map<number, string>, pattern?: string, holidays: Map<string, string>, at: import("../routes.js").Route, first: string, last: string,
 *   zones: Map<string | null, string>, rules: Map<number, import("./breaches.js").Rule>, may: import("../views.js").Rights, changed: () => void}} props */
function Grid({ people, names, pattern, holidays, at, first, last, zones, rules, may, changed }) {
  const [taken, setTaken] = useState(/** @type {Shift | null} */ (null));
  const dates = Array.from({ length: daysBetween(first, last) + 1 }, (_, nr) => addDays(first, nr));
  const usual = zones.get(people.flatMap((each) => each.shifts).find((each) => each.team_code)?.team_code || null) || "UTC";
  const about = html`<p class="soft">${pattern && `${words.teamTold(pattern)} `}${words.clock(usual)}</p>`;
  if (dates.length > DETAILED) {
    return html`${about}<${Tiles} people=${people} names=${names} dates=${dates} holidays=${holidays} worked=${worked} at=${at}
      zoneOf=${(/** @type {Shift} */ shift) => zones.get(shift.team_code) || usual} />`;
  }
  return html`${about}<div class="scroll"><table class="roster" aria-label=${words.rosters}>
    <thead><tr><th scope="col">${words.personColumn}</th>${dates.map((date) => html`<th key=${date} scope="col" class=${lookOfDay(date, holidays)} title=${holidays.get(date)}>${dateText(date, { weekday: "short", day: "numeric" })}</th>`)}
      <th scope="col" class="number">${words.hoursColumn}</th></tr></thead>
    <tbody>${people.map((person) => html`<tr key=${person.employee_id}><th scope="row">${nameOf(person, names)}</th>
      ${dates.map((date) => html`<td key=${date} class=${lookOfDay(date, holidays)}>${person.shifts.filter((each) => each.schedule_date === date).map((each) => html`<${Stretch} key=${each.shift_start_time}
        shift=${each} zone=${zones.get(each.team_code) || usual} broken=${brokenBy(each, person.breaches)} takeBack=${may.rosters && Date.parse(each.shift_start_time) > now() ? () => setTaken(each) : undefined} />`)}</td>`)}
      <td class="number">${hoursText(worked(person))}</td></tr>
      ${person.breaches.length > 0 && html`<tr class="broken"><td colspan="9"><ul class="plain">${person.breaches.map((each) => html`<li key=${`${each.rule_id} ${each.breach_start}`}>
        <strong>${breachText(each, rules)}</strong> <span class="soft">${spanText(each.breach_start, each.breach_end, usual)}</span></li>`)}</ul></td></tr>`}`)}</tbody>
  </table></div>
  ${taken?.roster_change_id && html`<${TakeBack} id=${taken.roster_change_id} title=${words.takeBackOf(taken.employee_number, dateText(taken.schedule_date))} date=${taken.schedule_date}
    zone=${zones.get(taken.team_code) || usual} close=${() => { setTaken(null); changed(); }} />`}`;
}

/** @param {{shift: Shift, zone: string, broken: boolean, takeBack?: () => void}} props */
function Stretch({ shift, zone, broken, takeBack }) {
  const times = `${wall(Date.parse(shift.shift_start_time), zone).time}–${wall(Date.parse(shift.shift_end_time), zone).time}`;
  const status = words.statuses[shift.schedule_status] || shift.schedule_status;
  return html`<div class="shift ${shift.schedule_status} ${broken ? "breaks" : ""}" title=${broken ? words.breaksRule : undefined}><strong>${shift.shift_code || "–"}</strong> ${times}
    ${(shift.schedule_status !== "scheduled" || shift.roster_change_id) && html`<br /><span class="soft">${shift.schedule_status === "scheduled" ? words.changed : status}</span>`}
    ${shift.roster_change_id && takeBack && html` <button class="quiet" aria-label=${words.takeBackOf(shift.employee_number, dateText(shift.schedule_date))} onClick=${takeBack}>${words.takeBack}</button>`}</div>`;
}
