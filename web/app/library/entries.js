// Entries of a calendar, and the dates of those that recur.
import { get, getAll } from "../api.js";
import { addDays, addMonths } from "../time.js";

/** @typedef {{id: number, calendar_id: number, holiday_date: string | null, recurrence_rule: string | null, holiday_name: string,
 *   start_time: string | null, end_time: string | null, affects_scheduling: boolean, source: string}} Entry */

/** @param {number} calendar its id @param {number} year @param {AbortSignal} signal @returns {Promise<{dated: Entry[], recurring: Entry[]}>} */
export async function readEntries(calendar, year, signal) {
  const [dated, recurring] = await Promise.all([
    get("holidays", { calendar_id: `eq.${calendar}`, and: `(holiday_date.gte.${year}-01-01,holiday_date.lte.${year}-12-31)`, order: "holiday_date,id" }, { signal }),
    getAll("holidays", "id", { calendar_id: `eq.${calendar}`, recurrence_rule: "not.is.null" }, { signal }),
  ]);
  return { dated, recurring };
}

/** Entries by date, in one year; those that recur on a day of the year among them.
 * @param {{dated: Entry[], recurring: Entry[]}} entries @param {number} year @returns {Map<string, Entry[]>} */
export function byDate({ dated, recurring }, year) {
  /** @type {Map<string, Entry[]>} */
  const found = new Map();
  const add = (/** @type {string} */ date, /** @type {Entry} */ entry) => found.set(date, [...(found.get(date) || []), entry]);
  dated.forEach((entry) => entry.holiday_date && add(entry.holiday_date, entry));
  recurring.forEach((entry) => {
    const date = dayOfYear(entry.recurrence_rule || "", year);
    if (date) add(date, entry);
  });
  return found;
}

/** The date in a year of "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"; null for rules that say more.
 * @param {string} rule @param {number} year */
export function dayOfYear(rule, year) {
  /** @type {Record<string, string>} */
  const { FREQ, BYMONTH, BYMONTHDAY, ...rest } = Object.fromEntries(rule.toUpperCase().replace(/^RRULE:/, "").split(";").map((part) => part.split("=")));
  if (FREQ !== "YEARLY" || !/^\d+$/.test(BYMONTH || "") || !/^\d+$/.test(BYMONTHDAY || "") || Object.keys(rest).length) return null;
  const date = `${year}-${BYMONTH.padStart(2, "0")}-${BYMONTHDAY.padStart(2, "0")}`;
  return Number.isNaN(Date.parse(date)) || addDays(date, 0) !== date ? null : date;
}

/** The weeks of a month, from Monday on; null where a day belongs to another month. @param {string} first its first day
 * @returns {(string | null)[][]} */
export function weeksOf(first) {
  const skipped = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const days = (Date.parse(addMonths(first, 1)) - Date.parse(first)) / 86400000;
  const cells = [...Array(skipped).fill(null), ...Array.from({ length: days }, (_, nr) => addDays(first, nr))];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => Array.from({ length: 7 }, (_day, day) => cells[week * 7 + day] || null));
}
