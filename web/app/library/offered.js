// The patterns beside the plan, to be dragged onto what stands in the tree.
import { html } from "../../vendor/htm-preact.js";
import { Busy, Failure } from "../parts/controls.js";
import { link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { drag } from "./drag.js";
import { inWords } from "./drawing.js";
import { readPatterns, useVersion } from "./read.js";

const words = texts.patterns;

export function Offered() {
  const version = useVersion(/^pattern\./);
  const { value: patterns, error, again } = useAnswer(readPatterns, [version]);
  return html`<p class="soft">${words.dragHint}</p>
    <${Failure} error=${error} again=${again} />
    ${!patterns && !error && html`<${Busy} />`}
    <ul>${(patterns || []).filter((each) => each.is_visible).map((each) => html`<li key=${each.id} draggable
      onDragStart=${(/** @type {DragEvent} */ event) => drag(event, each.pattern_code)}
      title=${`${each.pattern_name}: ${inWords({ rules: each.pattern_rules, cycleDays: each.cycle_days, anchor: each.anchor_date })}`}>
      <a href=${link("patterns", [each.pattern_code])} draggable=${false}>${each.pattern_code}</a> <span class="soft">${words.weekly(each.weekly_hours)}</span></li>`)}</ul>`;
}
