// What the rules of a pattern mean on the clock face of its cycle: where shifts lie, where breaks cut them, what does
// not go together. A rule is an arc: where it starts, and how long it is; arcs go on around the end of the cycle.
import { addDays, dateText, daysBetween } from "../time.js";

/** @typedef {{cycle_day: number, start_time: string, end_time: string, is_operating: boolean, shift_code: string | null}} Rule */
/** @typedef {{id: number, pattern_code: string, pattern_name: string, cycle_days: number, anchor_date: string, weekly_hours: number,
 *   is_visible: boolean, is_system_pattern: boolean, assignment_count: number, pattern_rules: Rule[]}} Pattern */
/** A shift in seconds after the midnight that its day begins with: `end` may lie on the next day. `parts` are what
 * breaks leave of it. @typedef {{day: number, start: number, end: number, code: string, parts: [number, number][]}} Shift */
/** Rules that do not go together, by their place in the list; `other` is null where a break lies in no shift.
 * @typedef {{rule: number, other: number | null}} Clash */
/** Rules that are the same on several days. @typedef {{days: number[], start: string, end: string, code: string, isBreak: boolean}} Line */

export const DAY = 86400; // seconds

/** @param {string} time "06:00" or "06:00:30" */
export function seconds(time) {
  const [hours, minutes, rest = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60 + rest;
}

/** @param {number} second of a day, or of the next @returns {string} what a clock shows then */
export function clock(second) {
  const two = (/** @type {number} */ number) => String(Math.floor(number)).padStart(2, "0");
  const of = second === DAY ? DAY : second % DAY;
  return `${two(of / 3600)}:${two((of / 60) % 60)}${of % 60 ? `:${two(of % 60)}` : ""}`;
}

/** From the start to the end, which is on the next day when it is not later. @param {{start_time: string, end_time: string}} rule */
export function length(rule) {
  return 1 + ((seconds(rule.end_time) - seconds(rule.start_time) - 1 + 2 * DAY) % DAY);
}

/** The second of the cycle. @param {Rule} rule */
const begin = (rule) => rule.cycle_day * DAY + seconds(rule.start_time);

/** How long after the start of one rule the other starts, around the end of the cycle too.
 * @param {Rule} rule @param {Rule} other @param {number} cycleDays */
function after(rule, other, cycleDays) {
  const cycle = cycleDays * DAY;
  return (((begin(other) - begin(rule)) % cycle) + cycle) % cycle;
}

/** @param {Rule[]} rules @param {number} cycleDays @returns {Shift[]} in order */
export function shiftsOf(rules, cycleDays) {
  const breaks = rules.filter((rule) => !rule.is_operating);
  return rules.filter((rule) => rule.is_operating && rule.cycle_day < cycleDays).map((rule) => {
    const start = seconds(rule.start_time), end = start + length(rule);
    const cuts = breaks.map((each) => {
      const late = after(rule, each, cycleDays), from = late < length(rule) ? start + late : start - after(each, rule, cycleDays);
      return /** @type {[number, number]} */ ([from, from + length(each)]);
    });
    return { day: rule.cycle_day, start, end, code: rule.shift_code || "", parts: without(start, end, cuts) };
  }).toSorted((a, b) => a.day - b.day || a.start - b.start);
}

/** @param {number} start @param {number} end @param {[number, number][]} cuts @returns {[number, number][]} */
function without(start, end, cuts) {
  /** @type {[number, number][]} */
  const parts = [];
  let from = start;
  cuts.filter(([first, last]) => last > start && first < end).toSorted((a, b) => a[0] - b[0]).forEach(([first, last]) => {
    if (first > from) parts.push([from, first]);
    from = Math.max(from, last);
  });
  if (from < end) parts.push([from, end]);
  return parts;
}

/** Shifts that overlap, and breaks that lie in no shift. @param {Rule[]} rules @param {number} cycleDays @returns {Clash[]} */
export function clashes(rules, cycleDays) {
  const touch = (/** @type {Rule} */ a, /** @type {Rule} */ b) => after(a, b, cycleDays) < length(a) || after(b, a, cycleDays) < length(b);
  /** @type {Clash[]} */
  const found = [];
  rules.forEach((rule, nr) => {
    const other = rules.findIndex((each) => each !== rule && each.is_operating && touch(each, rule));
    if (rule.is_operating && other >= 0) found.push({ rule: nr, other });
    if (!rule.is_operating && other < 0) found.push({ rule: nr, other: null });
  });
  return found;
}

/** Hours per week, breaks deducted. @param {Rule[]} rules @param {number} cycleDays */
export function weeklyHours(rules, cycleDays) {
  const worked = shiftsOf(rules, cycleDays).flatMap((shift) => shift.parts).reduce((sum, [from, to]) => sum + to - from, 0);
  return Math.round((worked / 3600) * (7 / cycleDays) * 100) / 100;
}

/** A day of the cycle as people call it: a weekday where the cycle is of whole weeks. @param {number} day
 * @param {number} cycleDays @param {string} anchor the date that is day 0 */
export function dayName(day, cycleDays, anchor) {
  return cycleDays % 7 ? String(day) : dateText(addDays(anchor, day % 7), { weekday: "short" });
}

/** The day of the cycle that a date is. @param {string} date @param {number} cycleDays @param {string} anchor */
export function dayOn(date, cycleDays, anchor) {
  const days = daysBetween(anchor, date) % cycleDays;
  return (days + cycleDays) % cycleDays;
}

/** "1-4,8" of days. @param {number[]} days @param {(day: number) => string} [name] @param {string} [dash] @param {string} [comma] */
export function ranges(days, name = String, dash = "-", comma = ",") {
  /** @type {[number, number][]} */
  const runs = [];
  [...days].toSorted((a, b) => a - b).forEach((day) => {
    const last = runs[runs.length - 1];
    if (last && last[1] === day - 1) last[1] = day; else runs.push([day, day]);
  });
  return runs.map(([from, to]) => (from === to ? name(from) : `${name(from)}${to === from + 1 ? comma : dash}${name(to)}`)).join(comma);
}

/** The days that "1-4,8" means; null where it means none. @param {string} text @param {number} cycleDays */
export function daysIn(text, cycleDays) {
  const parts = text.split(",").map((part) => part.trim()).filter(Boolean);
  const days = parts.map((part) => part.match(/^(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?$/)).flatMap((found) => {
    if (!found) return [Number.NaN];
    const from = Number(found[1]), to = Number(found[2] ?? found[1]);
    return to < from ? [Number.NaN] : Array.from({ length: to - from + 1 }, (_, nr) => from + nr);
  });
  return days.every((day) => day < cycleDays) ? [...new Set(days)] : null;
}

/** @param {Rule[]} rules @returns {Line[]} shifts first */
export function linesOf(rules) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  rules.forEach((rule) => {
    const start = clock(seconds(rule.start_time)), end = clock(seconds(rule.end_time)), code = rule.shift_code || "";
    const key = [rule.is_operating, start, end, code].join(" ");
    const line = lines.get(key) || { days: [], start, end, code, isBreak: !rule.is_operating };
    line.days.push(rule.cycle_day);
    lines.set(key, line);
  });
  lines.forEach((line) => { line.days = line.days.toSorted((a, b) => a - b); });
  return [...lines.values()].toSorted((a, b) => Number(a.isBreak) - Number(b.isBreak) || a.days[0] - b.days[0] || a.start.localeCompare(b.start));
}

/** @param {number[]} days @param {number} cycleDays @param {string} anchor */
export function daysText(days, cycleDays, anchor) {
  return ranges(days, cycleDays === 7 ? (day) => dayName(day, 7, anchor) : String, "–", ", ");
}
