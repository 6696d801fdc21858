// A fold below the tree of the plan, with the patterns that can be dragged.
import { html, useState } from "../../vendor/htm-preact.js";
import { later } from "../parts/later.js";
import { texts } from "../texts.js";

const Offered = later(() => import("./offered.js").then((file) => file.Offered));

export function PatternStrip() {
  const [isOpen, setOpen] = useState(false);
  return html`<details class="strip-of-patterns" open=${isOpen} onToggle=${(/** @type {Event} */ event) => setOpen(/** @type {HTMLDetailsElement} */ (event.target).open)}>
    <summary>${texts.views.patterns}</summary>
    ${isOpen && html`<${Offered} />`}
  </details>`;
}
