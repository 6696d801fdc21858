// A pattern while it is edited: lines of days and times, the rules that they mean, and what is wrong with them.
import { texts } from "../texts.js";
import { daysBetween } from "../time.js";
import { clashes, daysText, linesOf, weeklyHours } from "./cycle.js";

/** @typedef {import("./cycle.js").Line & {key: number}} DraftLine */
/** @typedef {{code: string, name: string, cycle: string, anchor: string, lines: DraftLine[]}} Draft */
/** @typedef {import("./cycle.js").Rule} Rule */
/** What a draft means. `hints` are sentences by the key of their line.
 * @typedef {{rules: Rule[], cycleDays: number, anchor: string, hours: number, hints: Map<number, string[]>, isComplete: boolean}} Meaning */

const words = texts.patterns;
const SUNDAY = "2000-01-02"; // day 0 where nobody says otherwise
const MOST_DAYS = 366;
let count = 0;

/** @param {import("./cycle.js").Line} line @returns {DraftLine} */
export function draftLine(line) {
  count += 1;
  // A clock knows no 24:00; an end at 00:00 is the same moment.
  return { ...line, end: line.end === "24:00" ? "00:00" : line.end, key: count };
}

/** @param {import("./cycle.js").Pattern} [pattern] @returns {Draft} */
export function draftOf(pattern) {
  if (!pattern) {
    const line = { days: [1, 2, 3, 4, 5], start: "06:00", end: "14:00", code: "D", isBreak: false };
    return { code: "", name: "", cycle: "7", anchor: SUNDAY, lines: [draftLine(line)] };
  }
  return {
    code: pattern.pattern_code, name: pattern.pattern_name, cycle: String(pattern.cycle_days), anchor: pattern.anchor_date,
    lines: linesOf(pattern.pattern_rules).map(draftLine),
  };
}

/** @param {Draft} draft @returns {Meaning} */
export function meaningOf(draft) {
  const cycleDays = Math.trunc(Number(draft.cycle)), isCycle = cycleDays >= 1 && cycleDays <= MOST_DAYS;
  const anchor = /^\d{4}-\d\d-\d\d$/.test(draft.anchor) ? draft.anchor : SUNDAY;
  /** @type {Map<number, string[]>} */
  const hints = new Map();
  const hint = (/** @type {number} */ key, /** @type {string} */ text) => {
    hints.set(key, [...(hints.get(key) || []), text]);
  };
  const drawn = draft.lines.filter((line) => line.start && line.end).flatMap((line) => line.days.filter((day) => day < cycleDays).map((day) => ({ key: line.key, rule: ruleOf(line, day) })));
  const rules = drawn.map((each) => each.rule);
  draft.lines.forEach((line) => problems(line, cycleDays).forEach((text) => hint(line.key, text)));
  if (isCycle) told(drawn, cycleDays, anchor).forEach(({ key, text }) => hint(key, text));
  return { rules, cycleDays: isCycle ? cycleDays : 1, anchor, hours: isCycle ? weeklyHours(rules, cycleDays) : 0, hints, isComplete: isCycle && !hints.size };
}

/** What does not go together, in a sentence for two lines and all their days.
 * @param {{key: number, rule: Rule}[]} drawn @param {number} cycleDays @param {string} anchor @returns {{key: number, text: string}[]} */
function told(drawn, cycleDays, anchor) {
  /** @type {Map<string, {key: number, other: Rule | null, days: number[]}>} */
  const found = new Map();
  clashes(drawn.map((each) => each.rule), cycleDays).forEach(({ rule, other }) => {
    const { key } = drawn[rule], pair = `${key} ${other === null ? "" : drawn[other].key}`;
    const same = found.get(pair) || { key, other: other === null ? null : drawn[other].rule, days: [] };
    same.days.push(drawn[rule].rule.cycle_day);
    found.set(pair, same);
  });
  return [...found.values()].map(({ key, other, days }) => {
    const on = cycleDays === 7 ? daysText(days, cycleDays, anchor) : words.onDays(daysText(days, cycleDays, anchor));
    return { key, text: other ? words.overlap(on, `${other.start_time}–${other.end_time} ${other.shift_code || ""}`.trim()) : words.loneBreak(on) };
  });
}

/** @param {DraftLine} line @param {number} day @returns {Rule} */
function ruleOf(line, day) {
  return {
    cycle_day: day, start_time: line.start, end_time: line.end === "00:00" ? "24:00" : line.end, is_operating: !line.isBreak,
    shift_code: line.isBreak || !line.code ? null : line.code,
  };
}

/** @param {DraftLine} line @param {number} cycleDays @returns {string[]} */
function problems(line, cycleDays) {
  const found = [];
  if (!line.days.some((day) => day < cycleDays)) found.push(words.noDays);
  if (!line.start || !line.end) found.push(words.noTimes);
  if (!line.isBreak && /\s/.test(line.code)) found.push(words.badCode);
  return found;
}

/** The rules as they would be if day 0 had stayed where it was: a preview knows rules, and no other day 0.
 * @param {Meaning} meaning @param {string} before the day 0 of the stored pattern @returns {Rule[]} */
export function turned({ rules, cycleDays, anchor }, before) {
  const by = daysBetween(before, anchor) % cycleDays;
  return rules.map((rule) => ({ ...rule, cycle_day: (rule.cycle_day + by + cycleDays) % cycleDays }));
}
