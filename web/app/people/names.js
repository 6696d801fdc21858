// Names of people, where the API gives them; to others everybody is a number.
import { get } from "../api.js";
import { useAnswer } from "../store.js";

const MOST = 200; // names that are asked for at once

/** @param {number[]} ids @param {AbortSignal} signal @returns {Promise<Map<number, string>>} */
export async function readNames(ids, signal) {
  const asked = [...new Set(ids)].slice(0, MOST).join(",");
  const rows = asked ? await get("v2:employees", { id: `in.(${asked})`, select: "id,first_name,last_name" }, { signal }) : [];
  return new Map(rows.filter((/** @type {any} */ row) => row.last_name).map((/** @type {any} */ row) => [row.id, `${row.first_name || ""} ${row.last_name}`.trim()]));
}

/** Names that come in when the numbers are there already. @param {number[]} ids @returns {Map<number, string>} */
export function useNames(ids) {
  const { value } = useAnswer((signal) => readNames(ids, signal), [ids.join()]);
  return /** @type {Map<number, string>} */ (value || new Map());
}

/** @param {{employee_id: number, employee_number: string}} person @param {Map<number, string>} names */
export function nameOf(person, names) {
  const name = names.get(person.employee_id);
  return name ? `${name} (${person.employee_number})` : person.employee_number;
}
