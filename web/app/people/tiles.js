// The roster of more than a week, for the wall: people down, dates across, a tile for each day. A shift has a colour, a pattern
// and its code, so that nobody depends on one of them.
import { html } from "../../vendor/htm-preact.js";
import { link } from "../routes.js";
import { texts } from "../texts.js";
import { addDays, dateText, hoursText, isWeekend, wall } from "../time.js";
import { brokenBy } from "./breaches.js";
import { nameOf } from "./names.js";

/** @typedef {import("./roster.js").Shift} Shift */
/** @typedef {import("./roster.js").Person} Person */
/** What is drawn, whoever it is of.
 * @typedef {{dates: string[], holidays: Map<string, string>, codes: Map<string, string>, zoneOf: (shift: Shift) => string}} Sheet */

const words = texts.people;
const SIDES = 264, LEAST = 27; // pixels: the name and the hours, and a day where the screen is narrow
const LOOKS = 4; // of shifts; a fifth looks like the first

/** @param {Shift} shift */
const isWorked = (shift) => shift.schedule_status === "scheduled";
/** @param {Shift} shift */
const codeOf = (shift) => shift.shift_code || words.noCode;
/** @param {Shift} shift @param {string} zone */
const timesOf = (shift, zone) => `${wall(Date.parse(shift.shift_start_time), zone).time}–${wall(Date.parse(shift.shift_end_time), zone).time}`;

/** Brought or moved by a change, and worked in part. @param {Shift[]} shifts of a day @returns {string} */
function signsOf(shifts) {
  const worked = shifts.filter(isWorked);
  return `${worked.some((each) => each.roster_change_id) ? "+" : ""}${worked.length && worked.length < shifts.length ? "−" : ""}`;
}

/** How a day differs from others. @param {string} date @param {Map<string, string>} holidays */
export const lookOfDay = (date, holidays) => (holidays.has(date) ? "free holiday" : isWeekend(date) ? "free" : "");

/** Shift codes, the earliest first, each with the times that most days have.
 * @param {Person[]} people @param {(shift: Shift) => string} zoneOf @returns {Map<string, string>} */
function readCodes(people, zoneOf) {
  /** @type {Map<string, Shift>} */
  const whole = new Map(); // breaks cut a shift into parts
  people.flatMap((person) => person.shifts).filter(isWorked).forEach((each) => {
    const id = `${each.employee_id} ${each.schedule_date} ${codeOf(each)}`, first = whole.get(id);
    whole.set(id, first ? { ...first, shift_end_time: each.shift_end_time } : each);
  });
  /** @type {Map<string, Map<string, number>>} */
  const counts = new Map();
  whole.forEach((each) => {
    const times = timesOf(each, zoneOf(each)), count = counts.get(codeOf(each)) || new Map();
    counts.set(codeOf(each), count.set(times, (count.get(times) || 0) + 1));
  });
  const usual = [...counts].map(([code, count]) => /** @type {[string, string]} */ ([code, [...count].toSorted((a, b) => b[1] - a[1])[0][0]]));
  return new Map(usual.toSorted((a, b) => a[1].localeCompare(b[1])));
}

/** @param {{people: Person[], names: Map<number, string>, dates: string[], holidays: Map<string, string>, zoneOf: (shift: Shift) => string,
 *   worked: (person: Person) => number, at: import("../routes.js").Route}} props */
export function Tiles({ people, names, dates, holidays, zoneOf, worked, at }) {
  const sheet = { dates, holidays, zoneOf, codes: readCodes(people, zoneOf) };
  const look = (/** @type {string} */ date) => lookOfDay(date, holidays);
  const count = (/** @type {string} */ code, /** @type {string} */ date) =>
    people.filter((person) => person.shifts.some((each) => each.schedule_date === date && isWorked(each) && codeOf(each) === code)).length;
  return html`<div class="scroll"><table class="roster tiles" aria-label=${words.rosters} style=${{ minWidth: `${SIDES + LEAST * dates.length}px` }}>
    <thead><tr><th scope="col">${words.personColumn}</th>
      ${dates.map((date) => html`<th key=${date} scope="col" class=${look(date)}><a href=${link("people", [], { ...at.query, view: undefined, date })}
        title=${[dateText(date), holidays.get(date)].filter(Boolean).join(": ")}>${dateText(date, { weekday: "short" }).slice(0, 2)}<br />${Number(date.slice(8))}</a></th>`)}
      <th scope="col" class="number">${words.hoursColumn}</th></tr></thead>
    <tbody>${people.map((person) => html`<tr key=${person.employee_id}><th scope="row">${nameOf(person, names)}</th>
      ${dates.map((date) => html`<td key=${date} class=${look(date)}><${Tile} shifts=${person.shifts.filter((each) => each.schedule_date === date)} sheet=${sheet} breaches=${person.breaches} /></td>`)}
      <td class="number">${hoursText(worked(person))}</td></tr>`)}</tbody>
    ${people.length > 1 && html`<tfoot>${[...sheet.codes.keys()].map((code) => html`<tr key=${code}><th scope="row">${words.onShift(code)}</th>
      ${dates.map((date) => html`<td key=${date} class=${look(date)}>${count(code, date) || ""}</td>`)}<td /></tr>`)}</tfoot>`}
  </table></div>
  <${Key} people=${people} sheet=${sheet} />`;
}

/** @param {{shifts: Shift[], sheet: Sheet, breaches: import("./breaches.js").Breach[]}} props */
function Tile({ shifts, sheet, breaches }) {
  if (!shifts.length) return null;
  const worked = shifts.filter(isWorked), rest = shifts.find((each) => !isWorked(each)), codes = [...new Set(worked.map(codeOf))];
  const isBroken = worked.some((each) => brokenBy(each, breaches));
  const told = shifts.map((each) => `${isWorked(each) ? codeOf(each) : words.statuses[each.schedule_status]} ${timesOf(each, sheet.zoneOf(each))}`);
  return html`<div class="tile ${codes.length ? lookOf(codes[0], sheet) : rest?.schedule_status} ${isBroken ? "breaks" : ""}" title=${[...told, isBroken && words.breaksRule].filter(Boolean).join("\n")}>
    ${codes.length ? codes.join(" ") : words.shortStatuses[rest?.schedule_status || ""]}${signsOf(shifts)}</div>`;
}

/** @param {string} code @param {Sheet} sheet */
const lookOf = (code, { codes }) => `look-${[...codes.keys()].indexOf(code) % LOOKS}`;

/** The holidays of these days; of one that lasts, its first day and its last. @param {Sheet} sheet */
function holidaysOf({ dates, holidays }) {
  /** @type {{name: string, first: string, last: string}[]} */
  const found = [];
  dates.forEach((date) => {
    const name = holidays.get(date), before = found.at(-1);
    if (before && before.name === name && addDays(before.last, 1) === date) before.last = date;
    else if (name) found.push({ name, first: date, last: date });
  });
  return found;
}

/** What tiles mean, as far as there are such, and the holidays by name. @param {{people: Person[], sheet: Sheet}} props */
function Key({ people, sheet }) {
  const shifts = people.flatMap((each) => each.shifts), statuses = new Set(shifts.map((each) => each.schedule_status));
  const signs = people.flatMap((person) => sheet.dates.map((date) => signsOf(person.shifts.filter((each) => each.schedule_date === date)))).join("");
  const known = Object.keys(words.shortStatuses).filter((each) => statuses.has(each));
  return html`<div class="legend">
    ${[...sheet.codes].map(([code, times]) => html`<span key=${code}><span class="tile ${lookOf(code, sheet)}">${code}</span>${times}</span>`)}
    ${known.map((each) => html`<span key=${each}><span class="tile ${each}">${words.shortStatuses[each]}</span>${words.statuses[each]}</span>`)}
    ${signs.includes("+") && html`<span>${words.plusSign}</span>`}
    ${signs.includes("−") && html`<span>${words.minusSign}</span>`}
    ${people.some((each) => each.breaches.length) && html`<span class="only-screen"><span class="tile breaks">!</span>${words.breaksRule}</span>`}
    ${holidaysOf(sheet).map(({ name, first, last }) => html`<span key=${first}>${dateText(first)}${last === first ? "" : ` – ${dateText(last)}`}: ${name}</span>`)}
  </div>`;
}
