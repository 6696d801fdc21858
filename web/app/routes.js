// Addresses of views: `#/plan/DET-ASM?view=week&from=2027-03-08`. Every view can be linked to.
import { store } from "./store.js";

/** @typedef {{view: string, path: string[], query: Record<string, string>}} Route */

/** @param {string} part what is not well encoded stays as it is */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @param {string} hash @returns {Route} */
export function parse(hash) {
  const [path, search] = hash.replace(/^#?\/?/, "").split("?");
  const [view, ...rest] = path.split("/").filter(Boolean).map(decoded);
  return { view: view || "plan", path: rest, query: Object.fromEntries(new URLSearchParams(search || "")) };
}

/** @param {string} view @param {string[]} [path] @param {Record<string, string | undefined>} [query] */
export function link(view, path = [], query = {}) {
  const given = Object.entries(query).filter((entry) => entry[1] !== undefined && entry[1] !== "");
  const search = new URLSearchParams(/** @type {[string, string][]} */ (given)).toString();
  return `#/${[view, ...path].map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`;
}

export const route = store(parse(location.hash));
addEventListener("hashchange", () => route.set(parse(location.hash)));

/** Go on to a view; `replace` leaves no step in the history.
 * @param {string} to @param {{replace?: boolean}} [options] */
export function go(to, options = {}) {
  if (options.replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  // At once, so that keys that come fast start from where the one before led.
  route.set(parse(location.hash));
}
