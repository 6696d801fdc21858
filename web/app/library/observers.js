// Who observes a calendar, and which other calendars are asked before and after it.
import { html, useState } from "../../vendor/htm-preact.js";
import { Table } from "../parts/controls.js";
import { link } from "../routes.js";
import { texts } from "../texts.js";
import { numberText } from "../time.js";
import { AssignCalendars } from "./assign-calendars.js";
import { followers } from "./observed.js";

/** @typedef {import("./observed.js").Observed} Observed */
/** @typedef {{resource: import("../plan/plant.js").Resource, list: import("./observed.js").Assigned[], priority: number}} Row */

const words = texts.calendars;

/** @param {{calendar: import("./observed.js").Calendar, observed: Observed, may: import("../views.js").Rights}} props */
export function Observers({ calendar, observed, may }) {
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const rows = [...observed.own].flatMap(([id, list]) => {
    const resource = observed.plant.byId.get(id), place = list.findIndex((each) => each.calendar_id === calendar.id);
    return resource && place >= 0 ? [{ resource, list, priority: place + 1 }] : [];
  });
  const rest = observed.rest.get(calendar.id);
  return html`<section class="panel"><div class="tools"><h2>${words.observers}</h2><span class="space" />
      ${may.plans && html`<button onClick=${() => setChosen("")}>${words.assign}</button>`}</div>
    ${rest && rest.byDefault > 0 && html`<p>${words.byDefault(rest.byDefault)}</p>`}
    ${rest && rest.fromAbove > 0 && html`<p>${words.fromAbove(rest.fromAbove)}</p>`}
    ${(rows.length > 0 || !rest) && html`<${Table} label=${words.observers} rows=${rows} empty=${words.nobody} rowKey=${(/** @type {Row} */ row) => row.resource.id} columns=${[
      { title: texts.patterns.resource, cell: (/** @type {Row} */ row) => html`<a href=${link("plan", [row.resource.code])}>${row.resource.code}</a> <span class="soft">${row.resource.name}</span>` },
      { title: words.priority, isNumber: true, cell: (/** @type {Row} */ row) => row.priority },
      { title: words.order, cell: (/** @type {Row} */ row) => row.list.map((each, nr) => html`${nr ? " › " : ""}${each.calendar_id === calendar.id ? html`<strong>${each.calendar_code}</strong>` : html`<a href=${link("calendars", [each.calendar_code])}>${each.calendar_code}</a>`}`) },
      { title: words.machines, isNumber: true, cell: (/** @type {Row} */ row) => numberText(followers(observed, row.resource)) },
      ...(may.plans ? [{ title: "", isNumber: true, cell: (/** @type {Row} */ row) => html`<button class="quiet" onClick=${() => setChosen(row.resource.code)}>${texts.actions.edit}</button>` }] : []),
    ]} />`}
    ${chosen !== null && html`<${AssignCalendars} key=${chosen} observed=${observed} code=${chosen} close=${() => setChosen(null)} />`}
  </section>`;
}
