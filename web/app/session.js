// Who is signed in: an API key or a token, kept by the browser for this tab only.

/** @typedef {{name: string | null, role: string, resource_id: number | null, resource_code: string | null,
 *   has_workforce: boolean, database_time: string}} Caller */

const KEY = "sched.key";

/** @returns {string | null} */
export function storedKey() {
  return sessionStorage.getItem(KEY);
}

/** @param {string} key */
export function keepKey(key) {
  sessionStorage.setItem(KEY, key);
}

/** A link may bring a key along, `#key=sched_...`, as the example plant does: it is taken out of the address at once. */
export function takeKey() {
  const brought = location.hash.match(/^#key=([\w.-]+)$/);
  if (!brought) return;
  history.replaceState(null, "", location.pathname);
  keepKey(brought[1]);
}

export function forgetKey() {
  sessionStorage.removeItem(KEY);
}

/** Keys begin with `sched_`; anything else is taken for a token (JWT).
 * @param {string} key
 * @returns {Record<string, string>} */
export function credentials(key) {
  return key.startsWith("sched_") ? { "X-API-Key": key } : { Authorization: `Bearer ${key}` };
}

/** What a role may do, as the page offers it. The database decides in the end.
 * @param {Caller} caller */
export function rights(caller) {
  const plans = caller.role === "planner" || caller.role === "admin";
  const looks = ["viewer", "workforce_viewer", "workforce_planner", "hr"];
  const seesPeople = caller.has_workforce && ["workforce_viewer", "workforce_planner", "hr", "admin"].includes(caller.role);
  const rosters = seesPeople && caller.role !== "workforce_viewer";
  return { plans, rosters, administers: caller.role === "admin", reads: plans || looks.includes(caller.role), seesPeople };
}
