// Holiday calendars: those of countries and the plant's own, with how many machines observe them.
import { html, useState } from "../../vendor/htm-preact.js";
import { Busy, Failure, Table } from "../parts/controls.js";
import { go, link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { numberText } from "../time.js";
import { AssignCalendars } from "./assign-calendars.js";
import { CalendarPage } from "./calendar.js";
import { NewCalendar } from "./new-calendar.js";
import { lastText, readObserved } from "./observed.js";
import { mayShare, useVersion } from "./read.js";

/** @typedef {import("./observed.js").Observed} Observed */
/** @typedef {import("./observed.js").Calendar} Calendar */

const words = texts.calendars;

/** @param {import("../views.js").ViewProps} props */
export function Calendars(props) {
  const version = useVersion(/^(calendar|resource)\./);
  const { value: observed, error, isBusy, again } = useAnswer(readObserved, [version]);
  if (!observed) return html`<main class="view">${error ? html`<${Failure} error=${error} again=${again} />` : html`<${Busy} />`}</main>`;
  const code = props.at.path[0];
  if (!code) return html`<${CalendarList} observed=${observed} again=${again} ...${props} />`;
  const calendar = observed.calendars.find((each) => each.calendar_code === code);
  if (calendar) return html`<${CalendarPage} key=${code} calendar=${calendar} observed=${observed} version=${version} again=${again} ...${props} />`;
  if (isBusy) return html`<main class="view"><${Busy} /></main>`; // it may have been made a moment ago
  return html`<main class="view"><p><a href=${link("calendars")}>‹ ${texts.views.calendars}</a></p><p class="notice">${words.unknown(code)}</p></main>`;
}

/** Those that machines observe first, then by code. @param {Observed} observed @param {string} search @returns {Calendar[]} */
function listed({ calendars, machines }, search) {
  const parts = search.toLowerCase().split(/\s+/).filter(Boolean);
  const uses = (/** @type {Calendar} */ each) => Number(machines.has(each.id));
  return calendars.filter((each) => parts.every((part) => `${each.calendar_code} ${each.calendar_name}`.toLowerCase().includes(part)))
    .toSorted((a, b) => uses(b) - uses(a) || a.calendar_code.localeCompare(b.calendar_code, "en"));
}

/** @param {import("../views.js").ViewProps & {observed: Observed, again: () => void}} props */
function CalendarList(props) {
  const { observed, at, may, again } = props;
  const [dialog, setDialog] = useState("");
  const search = (/** @type {Event} */ event) => go(link("calendars", [], { search: /** @type {HTMLInputElement} */ (event.target).value || undefined }), { replace: true });
  const rows = listed(observed, at.query.search || "");
  return html`<main class="view">
    <div class="tools heading"><h1>${texts.views.calendars}</h1>
      <input type="search" placeholder=${words.search} aria-label=${words.search} value=${at.query.search || ""} onInput=${search} />
      <span class="space" />
      ${may.plans && html`<button onClick=${() => setDialog("assign")}>${words.assign}</button>`}
      ${mayShare(props) && html`<button class="main" onClick=${() => setDialog("new")}>${words.create}</button>`}
    </div>
    <section class="panel"><${Table} label=${texts.views.calendars} rows=${rows} empty=${observed.calendars.length ? texts.plan.nothing : words.empty}
      rowKey=${(/** @type {Calendar} */ each) => each.id} columns=${[
        { title: words.code, cell: (/** @type {Calendar} */ each) => html`<a href=${link("calendars", [each.calendar_code])}>${each.calendar_code}</a>` },
        { title: words.name, cell: (/** @type {Calendar} */ each) => html`${each.calendar_name} ${each.is_default && html`<span class="badge">${words.isDefault}</span>`}` },
        { title: words.kind, cell: (/** @type {Calendar} */ each) => (each.country_code ? words.country : words.own) },
        { title: words.machines, isNumber: true, cell: (/** @type {Calendar} */ each) => numberText(observed.machines.get(each.id) || 0) },
        { title: words.entries, isNumber: true, cell: (/** @type {Calendar} */ each) => numberText(each.entry_count) },
        { title: words.last, isNumber: true, cell: (/** @type {Calendar} */ each) => lastText(each) },
      ]} /></section>
    ${dialog === "assign" && html`<${AssignCalendars} observed=${observed} close=${() => setDialog("")} />`}
    ${dialog === "new" && html`<${NewCalendar} close=${() => setDialog("")} done=${again} />`}
  </main>`;
}
