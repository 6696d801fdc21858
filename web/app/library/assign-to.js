// Choosing whom a pattern is for, by typing instead of dragging.
import { html, useState } from "../../vendor/htm-preact.js";
import { AssignDialog } from "../plan/assign.js";
import { readPlant } from "../plan/plant.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";

/** A field for a resource, with proposals while one types.
 * @param {{plant: import("../plan/plant.js").Plant | undefined, value: string, onChange: (code: string) => void, label: string}} props */
export function ResourceField({ plant, value, onChange, label }) {
  const MOST = 50, part = value.toLowerCase();
  const found = !plant || !part ? [] : [...plant.byId.values()].filter((each) => `${each.code} ${each.name}`.toLowerCase().includes(part)).slice(0, MOST);
  return html`<span class="resource-field"><input list="resources-found" placeholder=${label} aria-label=${label} value=${value} autocomplete="off" spellcheck=${false}
    onInput=${(/** @type {Event} */ event) => onChange(/** @type {HTMLInputElement} */ (event.target).value)} />
    <datalist id="resources-found">${found.map((each) => html`<option key=${each.id} value=${each.code}>${each.name}</option>`)}</datalist></span>`;
}

/** @param {{pattern: string}} props `pattern`: its code */
export function AssignTo({ pattern }) {
  const { value: plant } = useAnswer(readPlant, []);
  const [code, setCode] = useState("");
  const [isOpen, setOpen] = useState(false);
  const resource = plant?.byCode.get(code);
  const open = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    setOpen(Boolean(resource));
  };
  return html`<form class="tools" onSubmit=${open}>
    <${ResourceField} plant=${plant} value=${code} onChange=${setCode} label=${texts.patterns.resource} />
    <button disabled=${!resource}>${texts.patterns.assign}</button>
  </form>
  ${isOpen && resource && html`<${AssignDialog} resource=${resource} pattern=${pattern} close=${() => setOpen(false)} />`}`;
}
