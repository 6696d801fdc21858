// What there is to do where nothing is planned yet: the steps in their order, with links to those that one may take.
import { html } from "../../vendor/htm-preact.js";
import { link } from "../routes.js";
import { texts } from "../texts.js";

const words = texts.start;

/** @param {{may: import("../views.js").Rights, count: number}} props `count`: of resources, none of which is to be planned */
export function Start({ may, count }) {
  const steps = /** @type {[string, string, boolean][]} */ ([
    [link("import", [], { kind: "resources" }), words.resources, may.administers],
    [link("patterns"), words.patterns, may.plans],
    [link("calendars"), words.calendars, may.plans],
    [link("generate"), words.generate, may.plans],
  ]);
  return html`<main class="view"><section class="panel start"><h1>${words.title}</h1>
    ${count > 0 && html`<p>${words.noneIsPlanned(count)}</p>`}
    ${may.plans ? html`<ol>${steps.map(([to, text, mayDo]) => html`<li key=${to}>${mayDo ? html`<a href=${to}>${text}</a>` : html`${text} <span class="soft">${words.byAdministrator}</span>`}</li>`)}</ol>`
      : html`<p>${words.ask}</p>`}
  </section></main>`;
}
