// What the first view needs of the server is asked for at once, while the rest of the page is still being read.
import { get } from "./api.js";
import { readRows } from "./plan/plant.js";
import { storedKey, takeKey } from "./session.js";

takeKey();
const key = storedKey();
const FRESH = 5000; // milliseconds, after which what nobody took would be old
const showsPlan = /^(#\/?(plan\b.*)?)?$/.test(location.hash);

const asked = {
  /** @type {Promise<import("./session.js").Caller> | undefined} */
  caller: key ? get("rpc/current_caller", {}, { key }) : undefined,
  /** @type {Promise<import("./plan/plant.js").Row[]> | undefined} */
  rows: key && showsPlan ? readRows() : undefined,
};
Object.values(asked).forEach((answer) => answer?.catch(() => undefined)); // an error is told to whoever takes the answer
setTimeout(() => { asked.caller = asked.rows = undefined; }, FRESH);

/** An answer that was asked for early; undefined when it was not, when somebody else has signed in since, or when somebody
 * has it already: whoever wants it again asks anew.
 * @template {keyof typeof asked} T @param {T} name @returns {typeof asked[T]} */
export function taken(name) {
  const answer = storedKey() === key ? asked[name] : undefined;
  asked[name] = undefined;
  return answer;
}
