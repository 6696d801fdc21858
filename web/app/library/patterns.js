// The library of patterns: all of them as cards with a drawing, one of them on a page of its own.
import { html } from "../../vendor/htm-preact.js";
import { Busy, Failure } from "../parts/controls.js";
import { go, link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { drag } from "./drag.js";
import { SmallDrawing } from "./drawing.js";
import { NewPattern } from "./editor.js";
import { PatternPage } from "./pattern.js";
import { mayShare, readPatterns, useVersion } from "./read.js";

/** @typedef {import("./cycle.js").Pattern} Pattern */

const words = texts.patterns;

/** @param {import("../views.js").ViewProps} props */
export function Patterns(props) {
  const code = props.at.path[0];
  if (code) return html`<${PatternPage} key=${code} code=${code} ...${props} />`;
  if (props.at.query.new && mayShare(props)) return html`<${NewPattern} />`;
  return html`<${PatternList} ...${props} />`;
}

/** @param {Pattern[]} patterns @param {Record<string, string>} query */
function chosen(patterns, { search = "", hidden }) {
  const parts = search.toLowerCase().split(/\s+/).filter(Boolean);
  return patterns.filter((each) => (each.is_visible || hidden)
    && parts.every((part) => `${each.pattern_code} ${each.pattern_name}`.toLowerCase().includes(part)));
}

/** @param {import("../views.js").ViewProps} props */
function PatternList(props) {
  const { at, may } = props;
  const version = useVersion(/^pattern\./);
  const { value: patterns, error, again } = useAnswer(readPatterns, [version]);
  const to = (/** @type {Record<string, string | undefined>} */ query) => go(link("patterns", [], { ...at.query, ...query }), { replace: true });
  const rows = chosen(patterns || [], at.query);
  const isAnyHidden = patterns?.some((each) => !each.is_visible);
  return html`<main class="view">
    <div class="tools heading">
      <h1>${texts.views.patterns}</h1>
      <input type="search" placeholder=${words.search} aria-label=${words.search} value=${at.query.search || ""}
        onInput=${(/** @type {Event} */ event) => to({ search: /** @type {HTMLInputElement} */ (event.target).value || undefined })} />
      ${isAnyHidden && html`<label class="check"><input type="checkbox" checked=${Boolean(at.query.hidden)} onChange=${() => to({ hidden: at.query.hidden ? undefined : "1" })} />${words.showHidden}</label>`}
      <span class="space" />
      ${mayShare(props) && html`<a class="button main" href=${link("patterns", [], { new: "1" })}>${words.create}</a>`}
    </div>
    <${Failure} error=${error} again=${again} />
    ${!patterns && !error && html`<${Busy} />`}
    ${patterns && !rows.length && html`<p class="soft">${patterns.length ? texts.plan.nothing : words.empty}</p>`}
    <ul class="cards">${rows.map((each) => html`<${Card} key=${each.id} pattern=${each} isDraggable=${may.plans} />`)}</ul>
  </main>`;
}

/** @param {{pattern: Pattern, isDraggable: boolean}} props */
function Card({ pattern, isDraggable }) {
  const { pattern_code: code } = pattern;
  return html`<li class="card ${pattern.is_visible ? "" : "hidden"}" draggable=${isDraggable}
    onDragStart=${(/** @type {DragEvent} */ event) => isDraggable && drag(event, code)}>
    <header><a href=${link("patterns", [code])}>${code}</a><strong>${words.weekly(pattern.weekly_hours)}</strong></header>
    <p class="name">${pattern.pattern_name}</p>
    <${SmallDrawing} rules=${pattern.pattern_rules} cycleDays=${pattern.cycle_days} anchor=${pattern.anchor_date} />
    <p class="soft">${facts(pattern).join(" · ")}</p>
  </li>`;
}

/** @param {Pattern} pattern @returns {string[]} */
export function facts(pattern) {
  return [words.cycle(pattern.cycle_days), words.assignments(pattern.assignment_count), pattern.is_system_pattern ? words.system : words.own,
    ...(pattern.is_visible ? [] : [words.isHidden])];
}
