// Small parts that views are made of.
import { html, useEffect, useRef } from "../../vendor/htm-preact.js";
import { texts } from "../texts.js";

/** What went wrong, and what to do about it.
 * @param {{error: unknown, again?: () => void}} props */
export function Failure({ error, again }) {
  if (!error) return null;
  const { message, details, hint } = /** @type {{message: string, details?: string, hint?: string}} */ (error);
  return html`<div class="notice error" role="alert">
    <strong>${message}</strong>
    ${details && html`<p>${details}</p>`}
    ${hint && html`<p class="soft">${hint}</p>`}
    ${again && html`<button class="quiet" onClick=${again}>${texts.actions.retry}</button>`}
  </div>`;
}

/** @param {{label: string, hint?: string, children: unknown}} props */
export function Field({ label, hint, children }) {
  return html`<label class="field"><span>${label}</span>${children}${hint && html`<small class="soft">${hint}</small>`}</label>`;
}

/** One of several; `options` are pairs of value and text.
 * @param {{label: string, value: string, options: [string, string][], onChange: (value: string) => void}} props */
export function Choice({ label, value, options, onChange }) {
  return html`<div class="choice" role="group" aria-label=${label}>
    ${options.map(([each, text]) => html`<button key=${each} type="button" aria-pressed=${each === value}
      onClick=${() => onChange(each)}>${text}</button>`)}
  </div>`;
}

/** A dialog in front of the page. Escape closes it, and the focus goes back to where it was.
 * @param {{title: string, close: () => void, wide?: boolean, children: unknown}} props */
export function Dialog({ title, close, wide, children }) {
  const box = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement), dialog = box.current;
    dialog?.showModal();
    return () => {
      dialog?.close(); // nothing else takes the focus while it is open
      before?.focus();
    };
  }, []);
  return html`<dialog ref=${box} class=${wide ? "wide" : ""} aria-label=${title}
    onCancel=${(/** @type {Event} */ event) => { event.preventDefault(); close(); }}>
    <header><h2>${title}</h2><button class="quiet" type="button" onClick=${close} aria-label=${texts.actions.close}>✕</button></header>
    ${children}
  </dialog>`;
}

/** Columns are `{title, cell(row), isNumber?}`.
 * @param {{rows: any[], columns: {title: string, cell: (row: any) => unknown, isNumber?: boolean}[], label: string,
 *   rowKey: (row: any) => string | number, empty?: string, onRow?: (row: any) => void}} props */
export function Table({ rows, columns, label, rowKey, empty, onRow }) {
  if (!rows.length) return html`<p class="soft">${empty || texts.machine.none}</p>`;
  return html`<div class="scroll"><table aria-label=${label}>
    <thead><tr>${columns.map((column) => html`<th key=${column.title} scope="col" class=${column.isNumber ? "number" : ""}>${column.title}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr key=${rowKey(row)} class=${onRow ? "link" : ""} onClick=${onRow && (() => onRow(row))}>
      ${columns.map((column) => html`<td key=${column.title} class=${column.isNumber ? "number" : ""}>${column.cell(row)}</td>`)}
    </tr>`)}</tbody>
  </table></div>`;
}

/** @param {{label?: string}} props */
export function Busy({ label = "…" }) {
  return html`<p class="busy" role="status">${label}</p>`;
}
