// The drawing of a pattern: one strip for each day of its cycle, shifts as bars with their codes, breaks as gaps. A shift
// that goes on over midnight is drawn beyond the line, on the day that it belongs to.
import { html } from "../../vendor/htm-preact.js";
import { texts } from "../texts.js";
import { hoursText } from "../time.js";
import { clock, DAY, dayName, daysText, length, linesOf, seconds, shiftsOf } from "./cycle.js";

/** @typedef {import("./cycle.js").Rule} Rule */
/** @typedef {import("./cycle.js").Shift} Shift */
/** What is drawn. @typedef {{rules: Rule[], cycleDays: number, anchor: string}} Cycle */

const words = texts.patterns;
const TONES = 4; // shades, given to shift codes in turn
const percent = (/** @type {number} */ share) => `${Math.round(share * 1e4) / 100}%`;

/** What a pattern is, in a sentence. @param {Cycle} cycle */
export function inWords({ rules, cycleDays, anchor }) {
  const lines = linesOf(rules).filter((line) => !line.isBreak);
  return lines.length ? lines.map((line) => `${daysText(line.days, cycleDays, anchor)} ${line.start}–${line.end} ${line.code}`.trim()).join("; ") : words.noShifts;
}

/** Where the axis of the strips ends, in seconds: midnight, or two full hours that hold what goes on beyond it.
 * @param {Shift[]} shifts */
const axisEnd = (shifts) => Math.ceil(Math.max(DAY, ...shifts.map((shift) => shift.end)) / 7200) * 7200;

/** Shades by the time of day at which shifts start. @param {Shift[]} shifts @returns {(code: string) => string} the class of a code */
function tones(shifts) {
  const codes = [...new Set(shifts.toSorted((a, b) => a.start - b.start).map((shift) => shift.code))];
  return (code) => `tone-${codes.indexOf(code) % TONES}`;
}

/** The bar of one shift. Places are shares of the width that the strip has.
 * @param {{shift: Shift, end: number, tone: string, y: number, height: number, room: number, hasTime?: boolean}} props `room`: about how many pixels the strip is wide */
function Bar({ shift, end, tone, y, height, room, hasTime }) {
  const share = (/** @type {number} */ second) => percent(second / end);
  const time = `${clock(shift.start)}–${clock(shift.end)}`;
  const longest = shift.parts.reduce((most, part) => (part[1] - part[0] > most[1] - most[0] ? part : most), [0, 0]);
  const width = ((longest[1] - longest[0]) / end) * room;
  const label = [hasTime ? `${shift.code} ${time}`.trim() : "", shift.code].find((text) => text && width > text.length * 7 + 4) || "";
  return html`<g class="bar-of ${tone}"><title>${shift.code} ${time}</title>
    <line x1=${share(shift.start)} x2=${share(shift.end)} y1=${y + height / 2} y2=${y + height / 2} />
    ${shift.parts.map(([from, to]) => html`<rect key=${from} x=${share(from)} width=${share(to - from)} y=${y} height=${height} rx="2" />`)}
    ${label && html`<text x=${share((longest[0] + longest[1]) / 2)} y=${y + height / 2} text-anchor="middle" dominant-baseline="central">${label}</text>`}
  </g>`;
}

const SMALL = { row: 12, bar: 10, room: 250, gutter: 0.1, end: 1.25 * DAY }; // all on one scale, to be compared

/** A drawing for a card: weeks of long cycles stand side by side. @param {Cycle} cycle */
export function SmallDrawing(cycle) {
  const { rules, cycleDays, anchor } = cycle;
  const shifts = shiftsOf(rules, cycleDays), end = Math.max(axisEnd(shifts), SMALL.end), tone = tones(shifts);
  const rows = cycleDays <= 10 ? cycleDays : 7, columns = Math.ceil(cycleDays / rows);
  const width = (1 - SMALL.gutter) / columns;
  const days = Array.from({ length: cycleDays }, (_, day) => day);
  return html`<svg class="drawing small" role="img" aria-label=${inWords(cycle)} width="100%" height=${rows * SMALL.row}>
    ${days.slice(0, rows).map((day) => html`<text key=${day} class="day" x="0" y=${(day + 0.5) * SMALL.row} dominant-baseline="central">${dayName(day, cycleDays, anchor).slice(0, 2)}</text>`)}
    ${Array.from({ length: columns }, (_, column) => html`<svg key=${column} x=${percent(SMALL.gutter + column * width)} width=${percent(width * 0.96)} height="100%">
      ${days.slice(column * rows, (column + 1) * rows).map((day, nr) => html`<rect key=${day} class="strip" width=${percent(DAY / end)} y=${nr * SMALL.row + 1} height=${SMALL.bar} rx="2" />`)}
      ${shifts.filter((shift) => Math.floor(shift.day / rows) === column).map((shift) => html`<${Bar} key=${`${shift.day} ${shift.start}`} shift=${shift} end=${end}
        tone=${tone(shift.code)} y=${(shift.day % rows) * SMALL.row + 1} height=${SMALL.bar} room=${(SMALL.room * width) / (1 - SMALL.gutter)} />`)}
    </svg>`)}
  </svg>`;
}

const LARGE = { row: 26, bar: 20, head: 20, gutter: 0.09, room: 640 };

/** A drawing with hours and all days, one below the other. @param {Cycle & {today?: number}} props `today`: the day of the cycle that today is */
export function LargeDrawing({ today, ...cycle }) {
  const { rules, cycleDays, anchor } = cycle;
  const shifts = shiftsOf(rules, cycleDays), end = axisEnd(shifts), tone = tones(shifts);
  const hours = Array.from({ length: end / 7200 + 1 }, (_, nr) => nr * 2);
  const height = LARGE.head + cycleDays * LARGE.row;
  const top = (/** @type {number} */ day) => LARGE.head + day * LARGE.row + (LARGE.row - LARGE.bar) / 2;
  const name = (/** @type {number} */ day) => (cycleDays % 7 ? words.day(day) : `${cycleDays > 7 ? `${day} ` : ""}${dayName(day, cycleDays, anchor)}`);
  const x = (/** @type {number} */ hour) => percent((hour * 3600) / end);
  return html`<div class="scroll drawing-box"><svg class="drawing" role="img" aria-label=${inWords(cycle)} width="100%" height=${height}>
    ${Array.from({ length: cycleDays }, (_, day) => html`<text key=${day} class="day ${day === today ? "today" : ""}" x="0" y=${top(day) + LARGE.bar / 2} dominant-baseline="central">${name(day)}${day === today ? " ●" : ""}</text>`)}
    <svg x=${percent(LARGE.gutter)} width=${percent(1 - LARGE.gutter - 0.01)} height="100%" overflow="visible">
      ${end > DAY && html`<rect class="beyond" x=${x(24)} width=${percent(1 - DAY / end)} y=${LARGE.head} height=${height - LARGE.head} />`}
      ${hours.map((hour) => html`<g key=${hour}><line class=${hour === 24 ? "midnight" : "grid"} x1=${x(hour)} x2=${x(hour)} y1=${LARGE.head} y2=${height} />
        ${hour % 4 === 0 && html`<text class="day" x=${x(hour)} y="8" text-anchor=${!hour ? "start" : hour * 3600 === end ? "end" : "middle"} dominant-baseline="central">${clock((hour * 3600) % DAY)}</text>`}</g>`)}
      ${Array.from({ length: cycleDays }, (_, day) => html`<rect key=${day} class="strip" width=${percent(DAY / end)} y=${top(day)} height=${LARGE.bar} rx="2" />`)}
      ${shifts.map((shift) => html`<${Bar} key=${`${shift.day} ${shift.start}`} shift=${shift} end=${end} tone=${tone(shift.code)} y=${top(shift.day)} height=${LARGE.bar} room=${LARGE.room} hasTime />`)}
    </svg>
  </svg></div>`;
}

/** The rules as a table, days that are alike in one line. @param {Cycle} cycle */
export function RulesTable({ rules, cycleDays, anchor }) {
  const lines = linesOf(rules);
  if (!lines.length) return html`<p class="soft">${words.noShifts}</p>`;
  const last = (/** @type {import("./cycle.js").Line} */ line) => length({ start_time: line.start, end_time: line.end });
  return html`<div class="scroll"><table aria-label=${words.rules}>
    <thead><tr><th>${words.days}</th><th>${words.start}</th><th>${words.end}</th><th>${words.code}</th><th class="number">${words.hours}</th></tr></thead>
    <tbody>${lines.map((line, nr) => html`<tr key=${nr}><td>${daysText(line.days, cycleDays, anchor)}</td><td>${line.start}</td>
      <td>${line.end}${seconds(line.start) + last(line) > DAY ? html` <span class="soft">${words.nextDay}</span>` : ""}</td>
      <td>${line.isBreak ? html`<span class="soft">${words.isBreak}</span>` : line.code || "–"}</td>
      <td class="number">${line.isBreak ? "−" : ""}${hoursText(last(line) / 3600)}</td></tr>`)}</tbody>
  </table></div>`;
}
