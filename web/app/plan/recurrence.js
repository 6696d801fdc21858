// Recurrence in words; what is stored is a rule of RFC 5545, which nobody has to write.
import { html } from "../../vendor/htm-preact.js";
import { Field } from "../parts/controls.js";
import { texts } from "../texts.js";

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const words = texts.recurrence;

/** What the form knows of a rule. `other` is a rule that it cannot show: it is kept as it is.
 * @typedef {{every: "" | "DAILY" | "WEEKLY" | "MONTHLY" | "other", interval: number, days: string[], nth: string, until: string, rule: string}} Recurrence */

/** @type {Recurrence} */
export const ONCE = { every: "", interval: 1, days: [], nth: "", until: "", rule: "" };

/** @param {string | null} rule @returns {Recurrence} */
export function parseRule(rule) {
  if (!rule) return ONCE;
  /** @type {Record<string, string>} */
  const part = Object.fromEntries(rule.replace(/^RRULE:/i, "").split(";").map((each) => each.toUpperCase().split("=")));
  const { FREQ, INTERVAL = "1", BYDAY = "", UNTIL = "", ...rest } = part;
  const nth = BYDAY.match(/^(-?\d)(MO|TU|WE|TH|FR|SA|SU)$/);
  const isPlain = BYDAY === "" || BYDAY.split(",").every((day) => DAYS.includes(day));
  const isKnown = ["DAILY", "WEEKLY", "MONTHLY"].includes(FREQ) && !Object.keys(rest).length
    && (FREQ === "WEEKLY" ? isPlain : FREQ === "MONTHLY" ? !BYDAY || nth : !BYDAY);
  if (!isKnown) return { ...ONCE, every: "other", rule };
  return {
    every: /** @type {Recurrence["every"]} */ (FREQ), interval: Number(INTERVAL), rule,
    days: nth ? [nth[2]] : BYDAY ? BYDAY.split(",") : [], nth: nth ? nth[1] : "",
    until: UNTIL ? `${UNTIL.slice(0, 4)}-${UNTIL.slice(4, 6)}-${UNTIL.slice(6, 8)}` : "",
  };
}

/** @param {Recurrence} given @returns {string | null} */
export function ruleOf(given) {
  if (!given.every) return null;
  if (given.every === "other") return given.rule;
  const parts = [`FREQ=${given.every}`];
  if (given.interval > 1) parts.push(`INTERVAL=${given.interval}`);
  if (given.every === "WEEKLY" && given.days.length) parts.push(`BYDAY=${DAYS.filter((day) => given.days.includes(day)).join(",")}`);
  if (given.every === "MONTHLY" && given.nth) parts.push(`BYDAY=${given.nth}${given.days[0] || "MO"}`);
  if (given.until) parts.push(`UNTIL=${given.until.replaceAll("-", "")}T235959`);
  return parts.join(";");
}

/** @param {Recurrence} given @returns {string} */
export function inWords(given) {
  if (!given.every) return words.never;
  if (given.every === "other") return given.rule;
  const each = words.each(given.every, given.interval);
  const on = given.every === "MONTHLY" && given.nth
    ? words.nth(given.nth, words.days[DAYS.indexOf(given.days[0] || "MO")])
    : given.every === "WEEKLY" && given.days.length ? words.on(DAYS.filter((day) => given.days.includes(day)).map((day) => words.days[DAYS.indexOf(day)])) : "";
  return `${each}${on}${given.until ? words.until(given.until) : ""}`;
}

/** @param {{value: Recurrence, onChange: (value: Recurrence) => void}} props */
export function RecurrenceFields({ value, onChange }) {
  const set = (/** @type {Partial<Recurrence>} */ part) => onChange({ ...value, ...part });
  const text = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
  return html`<div>
    <${Field} label=${texts.exception.repeat}><select value=${value.every} onChange=${(/** @type {Event} */ event) => set({ every: /** @type {Recurrence["every"]} */ (text(event)) })}>
      <option value="">${words.never}</option>
      ${["DAILY", "WEEKLY", "MONTHLY"].map((each) => html`<option key=${each} value=${each}>${words.each(each, 1)}</option>`)}
      ${value.rule && value.every === "other" && html`<option value="other">${value.rule}</option>`}
    </select><//>
    ${value.every && value.every !== "other" && html`<fieldset>
      <legend>${inWords(value)}</legend>
      <div class="row">
        <${Field} label=${words.interval}><input type="number" min="1" max="99" value=${value.interval} onInput=${(/** @type {Event} */ event) => set({ interval: Number(text(event)) || 1 })} /><//>
        <${Field} label=${words.last}><input type="date" value=${value.until} onInput=${(/** @type {Event} */ event) => set({ until: text(event) })} /><//>
        ${value.every === "MONTHLY" && html`<${Field} label=${words.day}><select value=${value.nth && `${value.nth} ${value.days[0] || "MO"}`}
          onChange=${(/** @type {Event} */ event) => { const [nth, day] = text(event).split(" "); set({ nth, days: day ? [day] : [] }); }}>
          <option value="">${words.sameDay}</option>
          ${["1", "2", "3", "4", "-1"].flatMap((nth) => DAYS.map((day, nr) => html`<option key=${nth + day} value=${`${nth} ${day}`}>${words.nth(nth, words.days[nr])}</option>`))}
        </select><//>`}
      </div>
      ${value.every === "WEEKLY" && html`<div class="tools" role="group" aria-label=${words.day}>${DAYS.map((day, nr) => html`<label key=${day} class="check">
        <input type="checkbox" checked=${value.days.includes(day)} onChange=${() => set({ days: value.days.includes(day) ? value.days.filter((each) => each !== day) : [...value.days, day] })} />${words.days[nr]}</label>`)}</div>`}
    </fieldset>`}
  </div>`;
}
