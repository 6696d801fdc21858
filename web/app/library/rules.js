// The grid of rules: a line for each shift or break, with the days that have it.
import { html, useLayoutEffect, useState } from "../../vendor/htm-preact.js";
import { texts } from "../texts.js";
import { dayName, daysIn, ranges, seconds } from "./cycle.js";
import { draftLine } from "./draft.js";

/** @typedef {import("./draft.js").DraftLine} DraftLine */
/** @typedef {import("./draft.js").Meaning} Meaning */

const words = texts.patterns;
const TO_CLICK = 28; // days; the days of longer cycles are written

/** `edit`: how the lines, as they are then, become others; two lines may change at once.
 * @param {{lines: DraftLine[], meaning: Meaning, edit: (how: (lines: DraftLine[]) => DraftLine[]) => void}} props */
export function RulesGrid({ lines, meaning, edit }) {
  const change = (/** @type {number} */ key, /** @type {Partial<DraftLine>} */ part) => edit((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const add = (/** @type {boolean} */ isBreak) => {
    const last = lines.findLast((line) => !line.isBreak);
    const from = isBreak ? { start: "12:00", end: "12:30" } : { start: last?.end || "06:00", end: "" };
    edit((now) => [...now, draftLine({ days: last?.days || [], code: "", isBreak, ...from })]);
  };
  return html`
    <div class="rules" role="group" aria-label=${words.rules}>
      ${lines.map((line) => html`<${Line} key=${line.key} line=${line} meaning=${meaning} change=${(/** @type {Partial<DraftLine>} */ part) => change(line.key, part)}
        drop=${() => edit((now) => now.filter((each) => each.key !== line.key))} />`)}
    </div>
    ${!lines.length && html`<p class="soft">${words.noShifts}</p>`}
    <div class="tools"><button type="button" onClick=${() => add(false)}>${words.addShift}</button><button type="button" onClick=${() => add(true)}>${words.addBreak}</button></div>`;
}

/** @param {{line: DraftLine, meaning: Meaning, change: (part: Partial<DraftLine>) => void, drop: () => void}} props */
function Line({ line, meaning, change, drop }) {
  const text = (/** @type {"start" | "end" | "code"} */ name) => (/** @type {Event} */ event) => change({ [name]: /** @type {HTMLInputElement} */ (event.target).value });
  const hints = meaning.hints.get(line.key), id = `hints-${line.key}`;
  const isNext = line.start && line.end && line.end !== "00:00" && seconds(line.end) <= seconds(line.start);
  const field = { "aria-invalid": hints ? "true" : undefined, "aria-describedby": hints ? id : undefined };
  return html`<div class="rule ${hints ? "wrong" : ""}">
    ${meaning.cycleDays > TO_CLICK ? html`<${WrittenDays} line=${line} cycleDays=${meaning.cycleDays} change=${change} />` : html`<${Days} line=${line} meaning=${meaning} change=${change} />`}
    <div class="times">
      <input type="time" required aria-label=${words.start} value=${line.start} onInput=${text("start")} ...${field} />
      <span>–</span><input type="time" required aria-label=${words.end} value=${line.end} onInput=${text("end")} ...${field} />
      <span class="soft next">${isNext ? words.plusDay : ""}</span>
    </div>
    <input class="code" maxlength="10" placeholder=${words.shortCode} aria-label=${words.code} spellcheck=${false} disabled=${line.isBreak} value=${line.isBreak ? "" : line.code} onInput=${text("code")} />
    <label class="check"><input type="checkbox" checked=${line.isBreak} onChange=${() => change({ isBreak: !line.isBreak })} />${words.isBreak}</label>
    <button type="button" class="quiet" aria-label=${`${texts.actions.remove}: ${line.start}–${line.end} ${line.code}`} title=${texts.actions.remove} onClick=${drop}>✕</button>
    ${hints && html`<ul class="hints" id=${id}>${hints.map((each) => html`<li key=${each}>${each}</li>`)}</ul>`}
  </div>`;
}

/** @param {{line: DraftLine, meaning: Meaning, change: (part: Partial<DraftLine>) => void}} props */
function Days({ line, meaning, change }) {
  const { cycleDays, anchor } = meaning;
  const turn = (/** @type {number} */ day) => change({ days: line.days.includes(day) ? line.days.filter((each) => each !== day) : [...line.days, day].toSorted((a, b) => a - b) });
  return html`<div class="days" role="group" aria-label=${words.days}>
    ${Array.from({ length: cycleDays }, (_, day) => html`<button key=${day} type="button" aria-pressed=${line.days.includes(day)} title=${words.day(day)}
      onClick=${() => turn(day)}>${cycleDays % 7 ? day : dayName(day, cycleDays, anchor)}</button>`)}
  </div>`;
}

/** @param {{line: DraftLine, cycleDays: number, change: (part: Partial<DraftLine>) => void}} props */
function WrittenDays({ line, cycleDays, change }) {
  const [text, setText] = useState(ranges(line.days));
  const days = daysIn(text, cycleDays);
  // Before the next click, which may be on Save.
  useLayoutEffect(() => change({ days: days || [] }), [text, cycleDays]);
  return html`<input class="days" aria-label=${words.days} aria-invalid=${days ? undefined : "true"} placeholder="0-4,7-11" value=${text}
    onInput=${(/** @type {Event} */ event) => setText(/** @type {HTMLInputElement} */ (event.target).value)} />`;
}
