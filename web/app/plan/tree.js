// The tree of the plant; patterns can be dropped on what stands in it.
import { html, useEffect, useState } from "../../vendor/htm-preact.js";
import { carries, dropped, PATTERN } from "../library/drag.js";
import { PatternStrip } from "../library/strip.js";
import { texts } from "../texts.js";
import { numberText } from "../time.js";
import { found, pathTo } from "./plant.js";

/** @typedef {import("./plant.js").Resource} Resource */

export { PATTERN };

/** @param {{plant: import("./plant.js").Plant, chosen: Resource, search: {current: HTMLInputElement | null},
 *   may: import("../views.js").Rights, choose: (resource: Resource) => void, assign: (resource: Resource, pattern: string) => void}} props */
export function Tree({ plant, chosen, search, may, choose, assign }) {
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(() => new Set([...plant.roots, ...pathTo(plant, chosen)].map((each) => each.id)));
  const [over, setOver] = useState(/** @type {Resource | null} */ (null));
  useEffect(() => setOpen((old) => new Set([...old, ...pathTo(plant, chosen).map((each) => each.id)])), [chosen]);
  const turn = (/** @type {Resource} */ each) => setOpen((old) => {
    const next = new Set(old);
    if (!next.delete(each.id)) next.add(each.id);
    return next;
  });
  const drop = (/** @type {DragEvent} */ event, /** @type {Resource} */ each) => {
    setOver(null);
    const pattern = dropped(event);
    if (!pattern || !may.plans) return;
    event.preventDefault();
    assign(each, pattern);
  };
  const hover = (/** @type {DragEvent} */ event, /** @type {Resource} */ each) => {
    if (!may.plans || !carries(event)) return;
    event.preventDefault();
    setOver(each);
  };
  /** @type {(each: Resource, isFlat?: boolean) => import("../../vendor/htm-preact.js").VNode} */
  const node = (each, isFlat = false) => html`<li key=${each.id}>
    <div class="node ${each === chosen ? "chosen" : ""} ${each === over ? "over" : ""}"
      onDragOver=${(/** @type {DragEvent} */ event) => hover(event, each)} onDragLeave=${() => setOver(null)} onDrop=${(/** @type {DragEvent} */ event) => drop(event, each)}>
      ${each.children.length && !isFlat ? html`<button class="quiet fold" aria-label=${each.code} aria-expanded=${open.has(each.id)}
        onClick=${() => turn(each)}>${open.has(each.id) ? "▾" : "▸"}</button>` : html`<span class="fold" />`}
      <button class="name" title=${`${each.name} (${texts.kinds[each.kind]}, ${each.zone})`} aria-current=${each === chosen ? "true" : undefined}
        onClick=${() => choose(each)}>${each.code} <span class="soft">${each.name}</span></button>
      ${each.children.length > 0 && html`<span class="count">${numberText(each.machines)}</span>`}
    </div>
    ${!isFlat && open.has(each.id) && each.children.length > 0 && html`<ul>${each.children.map((child) => node(child))}</ul>`}
  </li>`;
  const hits = words.trim() ? found(plant, words) : null;
  return html`<section class="side" aria-label=${texts.plan.tree}>
    <input class="search" type="search" ref=${search} placeholder=${texts.plan.search} aria-label=${texts.plan.search} value=${words}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Enter" && hits?.[0] && choose(hits[0])}
      onInput=${(/** @type {Event} */ event) => setWords(/** @type {HTMLInputElement} */ (event.target).value)} />
    <ul class="tree">${hits ? hits.map((each) => node(each, true)) : plant.roots.map((root) => node(root))}</ul>
    ${hits && !hits.length && html`<p class="soft search">${texts.plan.nothing}</p>`}
    ${may.plans && html`<${PatternStrip} />`}
  </section>`;
}
