// From instants to places on the screen, and back. Each day is as wide as the others, whether it has 23, 24 or 25 hours:
// it begins and ends at midnight of the clock that the row goes by, and what is in between is in proportion.
import { addDays, addMonths, daysBetween, HOUR, instant, monday } from "../time.js";

/** @typedef {"day" | "week" | "fortnight" | "month" | "quarter"} Range */

/** The dates that a range around a date shows. @param {Range} range @param {string} date */
export function period(range, date) {
  if (range === "day") return { from: date, to: date };
  if (range === "week" || range === "fortnight") return { from: monday(date), to: addDays(monday(date), range === "week" ? 6 : 13) };
  const first = addMonths(date, 0);
  return { from: first, to: addDays(addMonths(first, range === "month" ? 1 : 3), -1) };
}

/** The date one range earlier (-1) or later (1). @param {Range} range @param {string} date @param {number} steps */
export function moved(range, date, steps) {
  if (range === "day") return addDays(date, steps);
  if (range === "week" || range === "fortnight") return addDays(date, (range === "week" ? 7 : 14) * steps);
  return addMonths(date, (range === "month" ? 1 : 3) * steps);
}

export class Axis {
  /** @param {string} from @param {string} to @param {number} left @param {number} width in pixels */
  constructor(from, to, left, width) {
    this.from = from;
    this.days = daysBetween(from, to) + 1;
    this.dates = Array.from({ length: this.days }, (_, nr) => addDays(from, nr));
    this.left = left;
    this.width = Math.max(width, 1);
    this.dayWidth = this.width / this.days;
    /** @type {Map<string, number[]>} */
    this.midnights = new Map();
  }

  /** Midnights of a zone, one more than days. @param {string} zone @returns {number[]} */
  bounds(zone) {
    let bounds = this.midnights.get(zone);
    if (!bounds) {
      bounds = [...this.dates, addDays(this.from, this.days)].map((date) => instant(date, "00:00", zone));
      this.midnights.set(zone, bounds);
    }
    return bounds;
  }

  /** @param {number} at @param {string} zone */
  x(at, zone) {
    const bounds = this.bounds(zone);
    if (at <= bounds[0]) return this.left;
    if (at >= bounds[this.days]) return this.left + this.width;
    let day = Math.min(Math.floor((at - bounds[0]) / (24 * HOUR)), this.days - 1);
    if (bounds[day] > at) day -= 1;
    if (bounds[day + 1] <= at) day += 1;
    return this.left + (day + (at - bounds[day]) / (bounds[day + 1] - bounds[day])) * this.dayWidth;
  }

  /** @param {number} x @param {string} zone @returns {number} the instant, to the minute */
  at(x, zone) {
    const bounds = this.bounds(zone);
    const place = Math.min(Math.max((x - this.left) / this.dayWidth, 0), this.days);
    const day = Math.min(Math.floor(place), this.days - 1);
    return Math.round((bounds[day] + (place - day) * (bounds[day + 1] - bounds[day])) / 60000) * 60000;
  }
}
