// What is likely a mistake in the model, worst first, each with a way to where it is.
import { html } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { Busy, Choice, Failure, Field, Table } from "../parts/controls.js";
import { link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { chooser, datesText, planLink, useEvents, valueOf } from "./common.js";

/** @typedef {{severity: string, code: string, subject: string, location: string, first_date: string | null, last_date: string | null,
 *   message: string, remedy: string}} Finding */

const words = texts.findings;
const SHOWN = 500; // of a severity

/** @param {import("../views.js").ViewProps} props */
export function Findings({ at, may }) {
  const choose = chooser(at);
  const { value, error, isBusy, again } = useAnswer(async (signal) => {
    const [plant, people] = await Promise.all([
      get("lint_findings", {}, { signal }), may.seesPeople ? get("v2:rpc/lint_workforce", {}, { signal }) : [],
    ]);
    return /** @type {Finding[]} */ ([...plant, ...people]);
  }, []);
  useEvents(/^(exception|pattern|calendar|resource|job)\.|^schedule\.generated/, again);
  const text = (at.query.text || "").toLowerCase();
  const isMeant = (/** @type {Finding} */ each) => `${each.code} ${each.location} ${each.message}`.toLowerCase().includes(text);
  const found = value?.filter(isMeant);
  const shown = Object.keys(words.severities).filter((each) => !at.query.severity || each === at.query.severity);
  const count = (/** @type {string} */ severity) => found?.filter((each) => each.severity === severity).length || 0;
  return html`<main class="view">
    <h1>${texts.views.findings}</h1>
    <p class="soft">${words.about}</p>
    <div class="tools filters">
      <${Choice} label=${words.severity} value=${at.query.severity || ""} onChange=${(/** @type {string} */ severity) => choose({ severity })}
        options=${[["", texts.work.all], ...Object.entries(words.severities).map(([each, name]) => [each, `${name} (${count(each)})`])]} />
      <${Field} label=${texts.work.filter}><input type="search" name="text" value=${at.query.text || ""} onInput=${(/** @type {Event} */ event) => choose({ text: valueOf(event) })} /><//>
      ${isBusy && html`<${Busy} />`}
    </div>
    <${Failure} error=${error} again=${again} />
    ${found && !found.length && html`<p class="notice">${value?.length ? texts.work.none : words.nothing}</p>`}
    ${found && shown.filter(count).map((severity) => html`<${Severity} key=${severity} severity=${severity} rows=${found.filter((each) => each.severity === severity)} />`)}
  </main>`;
}

/** @param {{severity: string, rows: Finding[]}} props */
function Severity({ severity, rows }) {
  const title = words.severities[severity];
  return html`<section class="panel found ${severity}" aria-label=${title}>
    <h2>${title} <small>${rows.length}</small></h2>
    <${Table} label=${title} rows=${rows.slice(0, SHOWN)} rowKey=${(/** @type {Finding} */ row) => Object.values(row).join()} columns=${[
      { title: words.where, cell: (/** @type {Finding} */ row) => html`<${Where} row=${row} />` },
      { title: texts.work.dates, cell: (/** @type {Finding} */ row) => datesText(row.first_date, row.last_date) || "–" },
      { title: words.what, cell: (/** @type {Finding} */ row) => html`${row.message}<br /><${Remedy} row=${row} />` },
      { title: words.code, cell: (/** @type {Finding} */ row) => html`<span class="keep">${row.code}</span>` },
    ]} />
    ${rows.length > SHOWN && html`<p class="soft">${words.more(rows.length - SHOWN)}</p>`}
  </section>`;
}

const COMMAND = /\bsched [^,;)]*?(?=[,;)]|\. |\.?$)/g; // in a remedy

/** What to do about a finding here. The server names commands, which are shown only where the page has no way to do the same:
 * the holidays of a country are imported by one.
 * @param {{row: Finding}} props */
function Remedy({ row }) {
  const commands = row.remedy.match(COMMAND) || [], [go, rest] = words.remedies[row.code] || [];
  if (!commands.length || rest === undefined) return html`<span class="soft">${row.remedy}</span>`;
  const left = go ? commands.filter((each) => each.startsWith("sched calendars import")) : commands;
  return html`${go && html`<a href=${row.code === "LINT-013" ? link("calendars") : placeOf(row)}>${go}</a>`}<span class="soft">${rest}
    ${left.length > 0 && html` <small>${words.atCommandLine} ${left.map((each, nr) => html`${nr > 0 && ", "}<code key=${each}>${each}</code>`)}</small>`}</span>`;
}

/** The view of what a finding is about. @param {Finding} row @returns {string | undefined} */
function placeOf(row) {
  const date = row.first_date || undefined;
  return /** @type {Record<string, string | undefined>} */ ({
    // Who is qualified matters where people are required.
    resource: row.code === "LINT-024" ? link("people", [], { resource: row.location, date }) : planLink(row.location, row.first_date), pattern: link("patterns", [row.location]),
    calendar: link("calendars", [row.location], { year: row.first_date?.slice(0, 4) }),
    exception: link("exceptions", [], { id: row.location }), team: link("people", [], { team: row.location, date }),
    employee: link("people", [], { person: row.location, date }), "roster change": link("people", [], { change: row.location }),
    "work rule": link("people", [], { rule: row.location, date }), roster: link("people", [], { show: "rosters" }),
  })[row.subject];
}

/** What a finding is about, as a link where there is a view of it. @param {{row: Finding}} props */
function Where({ row }) {
  const to = placeOf(row);
  return html`<span class="soft">${words.subjects[row.subject] || row.subject}</span> ${to ? html`<a class="keep" href=${to}>${row.location}</a>` : html`<span class="keep">${row.location}</span>`}`;
}
