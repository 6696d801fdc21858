// The holidays where a team belongs, whether it works on them or not.
import { get } from "../api.js";
import { byDate, readEntries } from "../library/entries.js";

/** Names by date.
 * @param {number} resource @param {string[]} years @param {AbortSignal} signal @returns {Promise<Map<string, string>>} */
export async function readHolidays(resource, years, signal) {
  const calendars = /** @type {{calendar_id: number}[]} */ (await get("rpc/resource_calendars", { resource_id: resource }, { signal }));
  const read = await Promise.all(calendars.flatMap(({ calendar_id: id }) => years.map(async (year) => byDate(await readEntries(id, Number(year), signal), Number(year)))));
  /** @type {Map<string, string>} */
  const names = new Map(); // the first calendar that says something of a date decides
  read.forEach((dates) => dates.forEach((entries, date) => {
    if (!names.has(date)) names.set(date, entries.filter((each) => each.affects_scheduling).map((each) => each.holiday_name).join(", "));
  }));
  return new Map([...names].filter(([, name]) => name).toSorted());
}
