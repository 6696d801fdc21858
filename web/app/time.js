// Dates and instants. A date is "2027-03-14", an instant is milliseconds since 1970 (UTC), a zone is an IANA name.

export const HOUR = 3600000;
export const DAY = 24 * HOUR;

let ahead = 0; // milliseconds

/** Go by the clock of the server instead of that of this computer. @param {string} time what it shows now */
export function setClock(time) {
  ahead = Date.parse(time) - Date.now();
}

/** The instant that it is. */
export function now() {
  return Date.now() + ahead;
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();

/** @param {string} zone */
function clock(zone) {
  let found = clocks.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit",
      minute: "2-digit", second: "2-digit",
    });
    clocks.set(zone, found);
  }
  return found;
}

/** What a clock in the zone shows: date and time of day, "2027-03-14" and "01:30".
 * @param {number} at @param {string} zone */
export function wall(at, zone) {
  /** @type {Record<string, string>} */
  const part = {};
  clock(zone).formatToParts(at).forEach(({ type, value }) => { part[type] = value; });
  return { date: `${part.year.padStart(4, "0")}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}`, second: part.second };
}

/** How far the zone is ahead of UTC, in milliseconds.
 * @param {number} at @param {string} zone */
export function offset(at, zone) {
  const { date, time, second } = wall(at, zone);
  return Date.parse(`${date}T${time}:${second}Z`) - Math.floor(at / 1000) * 1000;
}

/** The instant at which a clock in the zone shows this date and time: of two the first; a time that is skipped is the
 * moment of the jump.
 * @param {string} date @param {string} time "HH:MM" @param {string} zone */
export function instant(date, time, zone) {
  const shown = Date.parse(`${date}T${time}:00Z`);
  const before = offset(shown - DAY, zone), after = offset(shown + DAY, zone);
  const first = shown - Math.max(before, after), last = shown - Math.min(before, after);
  if (offset(first, zone) === Math.max(before, after)) return first;
  if (offset(last, zone) === Math.min(before, after)) return last;
  let low = first, high = last; // the clock jumps between both
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (offset(middle, zone) === before) low = middle; else high = middle;
  }
  return high;
}

/** A date of the address, if it is one. @param {string | undefined} text @returns {string | undefined} */
export function dateIn(text) {
  const at = /^\d{4}-\d\d-\d\d$/.test(text || "") ? new Date(`${text}T00:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(/** @type {string} */ (text)) ? text : undefined;
}

/** A zone of the address, if it is one. @param {string | undefined} text @returns {string | undefined} */
export function zoneIn(text) {
  try {
    return text && clock(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} date @param {number} days */
export function addDays(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** @param {string} from @param {string} to */
export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

/** @param {string} zone */
export function today(zone) {
  return wall(now(), zone).date;
}

/** The Monday on or before a date. @param {string} date */
export function monday(date) {
  return addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** @param {string} date */
export const isWeekend = (date) => addDays(monday(date), 5) <= date;

/** @param {string} date @param {number} months the first of that month */
export function addMonths(date, months) {
  const [year, month] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** A date in the words of the browser's language. @param {string} date @param {Intl.DateTimeFormatOptions} [options] */
export function dateText(date, options = { weekday: "short", day: "numeric", month: "short" }) {
  return new Intl.DateTimeFormat(undefined, { timeZone: "UTC", ...options }).format(Date.parse(`${date}T00:00:00Z`));
}

/** Two dates and what is between them. @param {string} from @param {string} to */
export function periodText(from, to) {
  const format = new Intl.DateTimeFormat(undefined, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
  return format.formatRange(Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`));
}

/** @param {number} at @param {string} zone @param {Intl.DateTimeFormatOptions} [options] */
export function instantText(at, zone, options = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }) {
  return new Intl.DateTimeFormat(undefined, { timeZone: zone, hourCycle: "h23", ...options }).format(at);
}

/** @param {number} hours */
export function hoursText(hours) {
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(hours);
}

/** @param {number} number */
export function numberText(number) {
  return new Intl.NumberFormat().format(number);
}
