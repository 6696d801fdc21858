// What just happened, at the foot of the page, with a way to undo it.
import { html } from "../../vendor/htm-preact.js";
import { store, useStore } from "../store.js";
import { texts } from "../texts.js";

/** @typedef {{id: number, text: string, undo?: () => Promise<unknown>, isError?: boolean}} Notice */

const SHOWN = 12000; // milliseconds
const notices = store(/** @type {Notice[]} */ ([]));
let count = 0;

/** @param {string} text @param {{undo?: () => Promise<unknown>, isError?: boolean}} [options] */
export function tell(text, options = {}) {
  count += 1;
  const notice = { id: count, text, ...options };
  notices.set([...notices.get().slice(-2), notice]);
  setTimeout(() => drop(notice), SHOWN);
}

/** @param {Notice} notice */
function drop(notice) {
  notices.set(notices.get().filter((each) => each.id !== notice.id));
}

/** @param {Notice} notice */
async function undo(notice) {
  drop(notice);
  try {
    await notice.undo?.();
    tell(texts.exception.undone);
  } catch (error) {
    tell(String(/** @type {Error} */ (error).message), { isError: true });
  }
}

export function Notices() {
  return html`<div class="notices" role="status" aria-live="polite">
    ${useStore(notices).map((notice) => html`<div key=${notice.id} class="toast ${notice.isError ? "error" : ""}">
      ${notice.text}
      ${notice.undo && html`<button class="quiet" onClick=${() => undo(notice)}>${texts.actions.undo}</button>`}
      <button class="quiet" aria-label=${texts.actions.close} onClick=${() => drop(notice)}>✕</button>
    </div>`)}
  </div>`;
}
