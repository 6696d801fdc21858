// What several views of the library read.
import { useState } from "../../vendor/htm-preact.js";
import { get, send } from "../api.js";
import { useFollowed } from "../followed.js";
import { addDays, today } from "../time.js";

/** @typedef {import("./cycle.js").Pattern} Pattern */

const LOOKED_AT = 60000; // days of machines that a preview looks at, at most: others wait for it
const USUAL = 92; // days that the server looks at by itself

/** A number that grows when an event tells of something that fits. @param {RegExp} kinds @returns {number} */
export function useVersion(kinds) {
  const [version, setVersion] = useState(0);
  useFollowed((event) => kinds.test(event.event), () => setVersion((old) => old + 1));
  return version;
}

const RULES = "pattern_rules(cycle_day,start_time,end_time,is_operating,shift_code)";

/** All patterns with their rules, by code. @param {AbortSignal} signal @returns {Promise<Pattern[]>} */
export const readPatterns = (signal) => get("patterns", { select: `*,${RULES}`, order: "pattern_code" }, { signal });

/** @param {string} code @param {AbortSignal} signal @returns {Promise<Pattern | null>} */
export async function readPattern(code, signal) {
  const [found] = await get("patterns", { select: `*,${RULES}`, pattern_code: `eq.${code}` }, { signal });
  return found || null;
}

/** Until when a preview that concerns many machines looks, so that it is quick; nothing: as long as the server likes.
 * @param {AbortSignal} signal @returns {Promise<string | undefined>} */
export async function previewEnd(signal) {
  const headers = { Prefer: "count=exact" };
  const response = await send("resources?select=id&requires_scheduling=is.true&is_active=is.true&limit=1", { signal, headers });
  const machines = Number(response.headers.get("Content-Range")?.split("/")[1]) || 0;
  if (machines * USUAL <= LOOKED_AT) return undefined;
  return addDays(today("UTC"), Math.max(7, Math.floor(LOOKED_AT / machines)) - 1);
}

/** Whether somebody may change what the whole plant shares: not with a key for a part of it.
 * @param {import("../views.js").ViewProps} props */
export const mayShare = ({ may, who }) => may.plans && who.resource_id === null;
