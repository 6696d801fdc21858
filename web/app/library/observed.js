// Who observes which calendar: the nearest calendars up the tree decide, and where there are none the default may.
import { get } from "../api.js";
import { readPlant } from "../plan/plant.js";
import { dateText } from "../time.js";

/** @typedef {import("../plan/plant.js").Resource} Resource */
/** @typedef {{id: number, calendar_code: string, calendar_name: string, country_code: string | null, region: string | null,
 *   is_default: boolean, entry_count: number, holidays: {holiday_date: string | null}[]}} Calendar `holidays`: the last entry */
/** @typedef {{resource_id: number, calendar_id: number, calendar_code: string, priority: number}} Assigned */
/** Machines that observe the default, or what is assigned above what may be seen. @typedef {{byDefault: number, fromAbove: number}} Rest */
/** `own` are the calendars that were assigned to a resource itself, first the one that is asked first; `machines` says how
 * many observe a calendar, and `rest` how many of them by no assignment that is visible.
 * @typedef {{plant: import("../plan/plant.js").Plant, calendars: Calendar[], own: Map<number, Assigned[]>,
 *   machines: Map<number, number>, rest: Map<number, Rest>}} Observed */

const LATEST = "holidays(holiday_date)";

/** @param {AbortSignal} signal @returns {Promise<Observed>} */
export async function readObserved(signal) {
  const [plant, calendars, assigned] = await Promise.all([
    readPlant(signal),
    get("calendars", { select: `*,${LATEST}`, "holidays.order": "holiday_date.desc.nullslast", "holidays.limit": 1, order: "calendar_code" }, { signal }),
    get("calendar_assignments", { order: "resource_id,priority" }, { signal }),
  ]);
  /** @type {Map<number, Assigned[]>} */
  const own = new Map();
  assigned.forEach((/** @type {Assigned} */ each) => own.set(each.resource_id, [...(own.get(each.resource_id) || []), each]));
  const { machines, others } = countBelow(plant, own);
  const rest = await countRest(others, signal);
  rest.forEach(({ byDefault, fromAbove }, id) => machines.set(id, (machines.get(id) || 0) + byDefault + fromAbove));
  return { plant, calendars, own, machines, rest };
}

/** @param {import("../plan/plant.js").Plant} plant @param {Map<number, Assigned[]>} own */
function countBelow(plant, own) {
  /** @type {Map<number, number>} */
  const machines = new Map();
  /** @type {Map<string, Resource[]>} */
  const others = new Map(); // by time zone: whether the default counts depends on it
  const visit = (/** @type {Resource} */ resource, /** @type {Assigned[] | undefined} */ above) => {
    const list = own.get(resource.id) || above;
    if (resource.isMachine && list) list.forEach((each) => machines.set(each.calendar_id, (machines.get(each.calendar_id) || 0) + 1));
    else if (resource.isMachine) others.set(resource.zone, [...(others.get(resource.zone) || []), resource]);
    resource.children.forEach((child) => visit(child, list));
  };
  plant.roots.forEach((root) => visit(root, undefined));
  return { machines, others };
}

/** Machines without visible calendars, theirs or above: one of each time zone is asked, and speaks for the others.
 * @param {Map<string, Resource[]>} others @param {AbortSignal} signal @returns {Promise<Map<number, Rest>>} */
async function countRest(others, signal) {
  /** @type {Map<number, Rest>} */
  const found = new Map();
  await Promise.all([...others.values()].map(async (alike) => {
    const told = await get("rpc/resource_calendars", { resource_id: alike[0].id }, { signal });
    told.forEach((/** @type {{calendar_id: number, is_inherited: boolean}} */ each) => {
      const count = found.get(each.calendar_id) || { byDefault: 0, fromAbove: 0 };
      count[each.is_inherited ? "fromAbove" : "byDefault"] += alike.length;
      found.set(each.calendar_id, count);
    });
  }));
  return found;
}

/** The date of the last entry, in words. @param {Calendar} calendar */
export function lastText(calendar) {
  const last = calendar.holidays[0]?.holiday_date;
  return last ? dateText(last, { dateStyle: "medium" }) : "–";
}

/** What a resource observes, of its own or of the nearest above that has calendars. @param {Observed} observed
 * @param {Resource} resource @returns {Assigned[]} */
export function nearest(observed, resource) {
  const parent = resource.parent === null ? undefined : observed.plant.byId.get(resource.parent);
  return observed.own.get(resource.id) || (parent ? nearest(observed, parent) : []);
}

/** How many machines follow the calendars of a resource: those below it, but for those with nearer ones.
 * @param {Observed} observed @param {Resource} resource @returns {number} */
export function followers(observed, resource) {
  return resource.children.reduce((sum, child) => sum + (observed.own.has(child.id) ? 0 : followers(observed, child)), Number(resource.isMachine));
}
