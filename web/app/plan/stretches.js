// Stretches of the stored plan, read for the machines that are visible and kept until an event says that they changed.
import { get } from "../api.js";
import { addDays, HOUR } from "../time.js";

/** @typedef {{start: number, end: number, status: string, capacity: number, shift: string | null, date: string,
 *   exception: number | null, isCurrent: boolean}} Stretch */

const COLUMNS = "resource_id,schedule_date,shift_code,planned_start_time,planned_end_time,schedule_status,capacity_percent,exception_id,is_current";
const MOST_ROWS = 10000; // of one answer
const ROWS_A_DAY = 4; // of a machine, with room to spare
const PAUSE = 60; // milliseconds to gather what scrolls by, or changes

/** One period of dates. `changed` is called when more is known. */
export class Stretches {
  /** @param {string} from @param {string} to dates, both included @param {() => void} changed */
  constructor(from, to, changed) {
    this.from = from;
    this.to = to;
    this.changed = changed;
    /** @type {Map<number, Stretch[]>} */
    this.known = new Map();
    /** @type {Set<number>} */
    this.asked = new Set();
    /** @type {Set<number>} */
    this.waiting = new Set();
    /** @type {Error | null} */
    this.error = null;
    /** How often something that was known has changed. */
    this.changes = 0;
    this.abort = new AbortController();
    this.timer = 0;
  }

  /** @param {number} machine @returns {Stretch[] | undefined} undefined: not known yet */
  of(machine) {
    return this.known.get(machine);
  }

  /** Read these machines, unless they are known: the first at once. @param {number[]} machines */
  want(machines) {
    this.waiting = new Set(machines.filter((id) => !this.known.has(id) && !this.asked.has(id)));
    if (!this.waiting.size || this.timer) return;
    if (this.asked.size) this.timer = window.setTimeout(() => this.read(), PAUSE); else this.read();
  }

  /** What is known of these machines (none given: of all) is old. @param {number[]} [machines] */
  forget(machines) {
    (machines || [...this.known.keys()]).forEach((id) => {
      this.stale.add(id);
      this.asked.delete(id);
    });
    this.changes += 1;
    if (!this.timer) this.timer = window.setTimeout(() => this.read(), PAUSE);
  }

  /** Old, but shown until it is read again. @type {Set<number>} */
  stale = new Set();

  async read() {
    this.timer = 0;
    const days = (Date.parse(this.to) - Date.parse(this.from)) / (24 * HOUR) + 3;
    const atOnce = Math.max(Math.floor(MOST_ROWS / (days * ROWS_A_DAY)), 1);
    const ids = [...new Set([...this.waiting, ...this.stale])].toSorted((a, b) => a - b);
    this.waiting.clear();
    this.stale.clear();
    ids.forEach((id) => this.asked.add(id));
    if (!ids.length) this.changed();
    for (let first = 0; first < ids.length; first += atOnce) {
      const some = ids.slice(first, first + atOnce);
      try {
        const rows = await this.rows(some);
        some.forEach((id) => this.known.set(id, []));
        rows.forEach((row) => this.known.get(row.resource_id)?.push(stretch(row)));
        this.error = null;
      } catch (error) {
        if (this.abort.signal.aborted) return;
        some.forEach((id) => this.asked.delete(id));
        this.error = /** @type {Error} */ (error);
      }
      this.changed();
    }
  }

  /** @param {number[]} ids */
  async rows(ids) {
    const rows = [];
    /** @type {string | undefined} */
    let after;
    for (;;) {
      const page = await get("equipment_schedules", {
        select: COLUMNS, resource_id: `in.(${ids.join(",")})`, limit: MOST_ROWS, order: "resource_id,planned_start_time",
        // A shift of the day before reaches into the first day.
        or: after,
        and: `(schedule_date.gte.${addDays(this.from, -1)},schedule_date.lte.${addDays(this.to, 1)})`,
      }, { signal: this.abort.signal });
      rows.push(...page);
      if (page.length < MOST_ROWS) return rows;
      const last = page[page.length - 1];
      after = `(resource_id.gt.${last.resource_id},and(resource_id.eq.${last.resource_id},planned_start_time.gt.${last.planned_start_time}))`;
    }
  }

  stop() {
    this.abort.abort();
    clearTimeout(this.timer);
  }
}

/** @param {Record<string, any>} row @returns {Stretch} */
function stretch(row) {
  return {
    start: Date.parse(row.planned_start_time), end: Date.parse(row.planned_end_time),
    status: row.schedule_status === "operating" && row.capacity_percent < 100 ? "reduced" : row.schedule_status,
    capacity: row.capacity_percent, shift: row.shift_code, date: row.schedule_date, exception: row.exception_id,
    isCurrent: row.is_current,
  };
}

/** Operating hours between two instants. @param {Stretch[]} stretches @param {number} from @param {number} to */
export function operatingHours(stretches, from, to) {
  return stretches
    .filter((each) => each.status === "operating" || each.status === "reduced")
    .reduce((sum, each) => sum + Math.max(Math.min(each.end, to) - Math.max(each.start, from), 0), 0) / HOUR;
}
