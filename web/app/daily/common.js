// What the views of daily work share: choosing a resource, pages of rows, links to the plan, times in words.
import { html, useEffect, useState } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { useFollowed } from "../followed.js";
import { Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { go, link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { dateText, instantText, wall } from "../time.js";

/** @typedef {import("../routes.js").Route} Route */

const SETTLE = 400; // milliseconds after which events that came together are followed by one reading
const OFFERED = 30; // resources
const NUMBERED = 1000; // resources that are given by their numbers, at most

/** What an input or a choice holds. @param {Event} event */
export const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value;

/** Changes what is chosen in the address; a choice made anew begins at the first page.
 * @param {Route} at @returns {(query: Record<string, string | undefined>) => void} */
export function chooser(at) {
  return (query) => go(link(at.view, at.path, { ...at.query, page: undefined, ...query }), { replace: true });
}

/** The plan of a resource in the week of a date; of a machine, with what is known of it.
 * @param {string} code @param {string | null} [date] @param {{isMachine?: boolean, at?: string}} [options] */
export function planLink(code, date, options = {}) {
  return link("plan", [code], {
    date: date || undefined,
    machine: options.isMachine ? code : undefined,
    at: options.at ? String(Date.parse(options.at)) : undefined,
  });
}

/** Read again when something of these kinds happens. @param {RegExp} kinds @param {() => void} again */
export function useEvents(kinds, again) {
  useFollowed((event) => kinds.test(event.event), again);
}

/** A value once it has not changed for a moment. @template T @param {T} value @returns {T} */
export function useSettled(value) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), SETTLE);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** A resource by its code; what matches is offered while one types. `onChange` hears a code that was chosen or typed to
 * its end, and "" for none.
 * @param {{label: string, value: string, name: string, hint?: string, onChange: (code: string) => void}} props */
export function ResourceField({ label, value, name, hint, onChange }) {
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  const settled = useSettled(words);
  const { value: offered = [] } = useAnswer(
    (signal) => get("resources", { select: "resource_code,resource_name", search: settled || undefined, order: "hierarchy_path", limit: OFFERED }, { signal }),
    [settled],
  );
  const list = `${name}-offered`;
  return html`<${Field} label=${label} hint=${hint}>
    <input name=${name} list=${list} value=${words} autocomplete="off" spellcheck=${false} placeholder=${texts.work.allOf}
      onInput=${(/** @type {Event} */ event) => setWords(valueOf(event))}
      onChange=${(/** @type {Event} */ event) => onChange(valueOf(event).trim())} />
    <datalist id=${list}>${offered.map((/** @type {any} */ each) => html`<option key=${each.resource_code} value=${each.resource_code}>${each.resource_name}</option>`)}</datalist>
  <//>`;
}

/** Filters for rows of a resource and of all below it: by their numbers; of a large part of the plant by the resource
 * that is embedded in them, which takes longer.
 * @param {string | undefined} code @param {AbortSignal} signal @returns {Promise<Record<string, string>>} */
export async function atOrBelow(code, signal) {
  if (!code) return {};
  const [found] = await get("resources", { resource_code: `eq.${code}`, select: "id,hierarchy_path" }, { signal });
  if (!found) throw new Error(texts.work.unknown(code));
  const below = await get("rpc/resource_children", { resource_code: code, all_below: true, select: "id", limit: NUMBERED }, { signal });
  if (below.length < NUMBERED) return { resource_id: `in.(${[found, ...below].map((each) => each.id).join(",")})` };
  const path = JSON.stringify(found.hierarchy_path), paths = JSON.stringify(`${found.hierarchy_path.replace(/[\\%_]/g, "\\$&")}.*`);
  return { "resources.or": `(hierarchy_path.eq.${path},hierarchy_path.like.${paths})` };
}

/** @param {{at: Route, size: number, rows: unknown[]}} props `rows`: one more than fit on a page, when there are more */
export function Pager({ at, size, rows }) {
  const page = Math.max(Number(at.query.page) || 1, 1);
  const to = (/** @type {number} */ next) => go(link(at.view, at.path, { ...at.query, page: next > 1 ? String(next) : undefined }));
  if (page === 1 && rows.length <= size) return null;
  return html`<nav class="tools pager" aria-label=${texts.work.pages}>
    <button disabled=${page === 1} onClick=${() => to(page - 1)}>${texts.work.newer}</button>
    <span class="soft">${texts.work.page(page)}</span>
    <button disabled=${rows.length <= size} onClick=${() => to(page + 1)}>${texts.work.older}</button>
  </nav>`;
}

/** Puts a text on the clipboard, where the browser lets a page do so.
 * @param {{text: string}} props */
export function Copy({ text }) {
  if (!navigator.clipboard) return null;
  const copy = () => navigator.clipboard.writeText(text).then(() => tell(texts.work.copied));
  return html`<button type="button" class="quiet" aria-label=${`${texts.work.copy}: ${text}`} onClick=${copy}>${texts.work.copy}</button>`;
}

/** @param {string | null | undefined} instant @param {string} [zone] */
export function whenText(instant, zone) {
  if (!instant) return "–";
  return instantText(Date.parse(instant), zone || Intl.DateTimeFormat().resolvedOptions().timeZone,
    { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

const SPAN = /** @type {Intl.DateTimeFormatOptions} */ ({ hourCycle: "h23", weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** From one instant to another, by the clock of a zone; `near` a date that is known, by the day of the week alone.
 * @param {string} start @param {string} end @param {string} zone @param {{near?: boolean}} [options] */
export function spanText(start, end, zone, { near } = {}) {
  const format = new Intl.DateTimeFormat(undefined, { ...SPAN, timeZone: zone, ...(near && { day: undefined, month: undefined }) });
  // A range from one day of the week to another would be given dates that nobody asked for.
  const isLong = near && wall(Date.parse(start), zone).date !== wall(Date.parse(end), zone).date;
  return isLong ? `${format.format(Date.parse(start))} – ${format.format(Date.parse(end))}` : format.formatRange(Date.parse(start), Date.parse(end));
}

/** @param {string} date */
export const dayText = (date) => dateText(date, { dateStyle: "medium" });

/** @param {string | null} first @param {string | null} last */
export function datesText(first, last) {
  if (!first) return last ? `… – ${dayText(last)}` : "";
  return last === first ? dayText(first) : `${dayText(first)} – ${last ? dayText(last) : "…"}`;
}
