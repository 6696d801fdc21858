// What a sheet of paper says of itself: what it shows and when it was printed. On the screen it is not there.
import { html } from "../../vendor/htm-preact.js";
import { texts } from "../texts.js";
import { instantText, now } from "../time.js";

/** When a sheet is printed, by the clock of this computer. */
export function printedText() {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return texts.printed(instantText(now(), here, { dateStyle: "medium", timeStyle: "short" }));
}

/** @param {{title: string, about?: string}} props */
export function PrintedHeading({ title, about }) {
  return html`<div class="printed-heading" aria-hidden="true"><h1>${title}</h1><p>${[about, printedText()].filter(Boolean).join(" · ")}</p></div>`;
}
