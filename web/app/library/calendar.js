// One calendar: a year of it, what is entered on a day, and who observes it.
import { html, useState } from "../../vendor/htm-preact.js";
import { Busy, Failure, Table } from "../parts/controls.js";
import { PrintedHeading } from "../parts/printed.js";
import { go, link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { dateIn, dateText, numberText, today } from "../time.js";
import { byDate, readEntries } from "./entries.js";
import { lastText } from "./observed.js";
import { AddEntry } from "./holiday.js";
import { Observers } from "./observers.js";
import { mayShare } from "./read.js";
import { RemoveEntry } from "./remove-entry.js";
import { WorkDialog } from "./work-on.js";
import { Year } from "./year.js";

/** @typedef {import("./entries.js").Entry} Entry */
/** @typedef {import("./observed.js").Calendar} Calendar */
/** @typedef {import("./observed.js").Observed} Observed */
/** @typedef {{kind: "add" | "work" | "remove", date: string, entry?: Entry}} Asked */

const words = texts.calendars;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {import("../views.js").ViewProps & {calendar: Calendar, observed: Observed, version: number, again: () => void}} props */
export function CalendarPage(props) {
  const { calendar, observed, version, at } = props;
  const year = /^\d{4}$/.test(at.query.year || "") ? Number(at.query.year) : Number(today(here).slice(0, 4));
  const date = (at.query.date?.startsWith(`${year}-`) && dateIn(at.query.date)) || "";
  const [asked, setAsked] = useState(/** @type {Asked | null} */ (null));
  const { value: entries, error, again } = useAnswer((signal) => readEntries(calendar.id, year, signal), [calendar.id, year, version]);
  const edits = mayShare(props);
  const to = (/** @type {Record<string, string | undefined>} */ query) => go(link("calendars", [calendar.calendar_code], { ...at.query, ...query }), { replace: true });
  const marks = byDate(entries || { dated: [], recurring: [] }, year);
  const close = () => setAsked(null);
  const done = () => { again(); props.again(); };
  return html`<main class="view">
    <${PrintedHeading} title=${`${calendar.calendar_name} (${calendar.calendar_code}) · ${year}`} />
    <p class="only-screen"><a href=${link("calendars")}>‹ ${texts.views.calendars}</a></p>
    <div class="tools heading only-screen"><h1>${calendar.calendar_code} <small>${calendar.calendar_name}</small></h1><span class="space" />
      <button onClick=${() => to({ year: String(year - 1), date: undefined })} aria-label=${texts.plan.earlier}>‹</button>
      <strong>${year}</strong>
      <button onClick=${() => to({ year: String(year + 1), date: undefined })} aria-label=${texts.plan.later}>›</button>
      <button onClick=${() => print()}>${texts.actions.print}</button>
      ${edits && html`<button class="main" onClick=${() => setAsked({ kind: "add", date: date || (today(here).startsWith(`${year}-`) ? today(here) : `${year}-01-01`) })}>${words.add}</button>`}</div>
    <div class="sums facts only-screen">
      <div><strong>${numberText(observed.machines.get(calendar.id) || 0)}</strong>${words.machines}</div>
      <div><strong>${numberText(calendar.entry_count)}</strong>${words.entries}</div>
      <div><strong>${lastText(calendar)}</strong>${words.last}</div>
      <div><strong>${calendar.country_code ? words.country : words.own}</strong>${calendar.is_default ? words.isDefaultLong : [calendar.country_code, calendar.region].filter(Boolean).join("-")}</div>
    </div>
    <${Failure} error=${error} again=${again} />
    ${!entries && !error && html`<${Busy} />`}
    ${entries && html`<div class="year-and-entries">
      <section class="panel"><${Year} year=${year} marks=${marks} date=${date} today=${today(here)} choose=${(/** @type {string} */ day) => to({ date: day })} /><${Key} /></section>
      <div><div class="only-screen">${date && html`<${Day} date=${date} entries=${marks.get(date) || []} edits=${edits} ask=${setAsked} />`}</div>
        <${Entries} year=${year} marks=${marks} recurring=${entries.recurring} choose=${(/** @type {string} */ day) => to({ date: day })} /></div>
    </div>`}
    ${(entries || error) && html`<div class="only-screen"><${Observers} calendar=${calendar} observed=${observed} may=${props.may} /></div>`}
    ${asked?.kind === "add" && html`<${AddEntry} calendar=${calendar} date=${asked.date} close=${close} done=${done} />`}
    ${asked?.kind === "work" && asked.entry && html`<${WorkDialog} calendar=${calendar} observed=${observed} date=${asked.date} entry=${asked.entry} close=${close} done=${done} />`}
    ${asked?.kind === "remove" && asked.entry && html`<${RemoveEntry} calendar=${calendar} date=${asked.date} entry=${asked.entry} close=${close} done=${done} />`}
  </main>`;
}

/** What the marks of the year mean. */
function Key() {
  return html`<p class="legend">${["stops", "part", "works"].map((kind) => html`<span key=${kind}><i class="mark ${kind}" /> ${words.marks[kind]}</span>`)}</p>`;
}

/** @param {Entry} entry */
const time = (entry) => (entry.start_time && entry.end_time ? `${entry.start_time.slice(0, 5)}–${entry.end_time.slice(0, 5)}` : words.wholeDay);
/** @param {Entry} entry */
const kind = (entry) => (entry.affects_scheduling ? words.stops : words.works);

/** A day that was chosen. @param {{date: string, entries: Entry[], edits: boolean, ask: (asked: Asked) => void}} props */
function Day({ date, entries, edits, ask }) {
  return html`<section class="panel" aria-label=${date}><h2>${dateText(date, { dateStyle: "full" })}</h2>
    ${entries.length ? html`<ul class="plain">${entries.map((entry) => html`<li key=${entry.id}><strong>${entry.holiday_name}</strong>
      <br /><span class="soft">${kind(entry)} · ${time(entry)} · ${words.sources[entry.source] || entry.source}${entry.recurrence_rule ? ` · ${entry.recurrence_rule}` : ""}</span>
      ${edits && html`<div class="tools">
        ${entry.affects_scheduling && html`<button onClick=${() => ask({ kind: "work", date, entry })}>${words.work}</button>`}
        <button class="danger" onClick=${() => ask({ kind: "remove", date, entry })}>${texts.actions.remove}</button></div>`}</li>`)}</ul>`
      : html`<p class="soft">${words.noEntry}</p>`}
    ${edits && html`<div class="tools"><button onClick=${() => ask({ kind: "add", date })}>${words.addOnDay}</button></div>`}
  </section>`;
}

/** @param {{year: number, marks: Map<string, Entry[]>, recurring: Entry[], choose: (date: string) => void}} props */
function Entries({ year, marks, recurring, choose }) {
  const rows = [...marks].toSorted(([a], [b]) => a.localeCompare(b)).flatMap(([date, entries]) => entries.map((entry) => ({ date, entry })));
  const shown = new Set(rows.map((row) => row.entry.id));
  return html`<section class="panel"><h2>${words.entriesOf(year)}</h2>
    <${Table} label=${words.entries} rows=${rows} empty=${words.noEntries} rowKey=${(/** @type {{date: string, entry: Entry}} */ row) => `${row.date} ${row.entry.id}`} columns=${[
      { title: words.date, cell: (/** @type {{date: string}} */ row) => html`<button class="quiet link" onClick=${() => choose(row.date)}>${dateText(row.date)}</button>` },
      { title: words.name, cell: (/** @type {{entry: Entry}} */ { entry }) => html`${entry.holiday_name}${(!entry.affects_scheduling || entry.start_time) && html`<br /><span class="soft">${kind(entry)} · ${time(entry)}</span>`}` },
    ]} />
    ${recurring.filter((entry) => !shown.has(entry.id)).map((entry) => html`<p key=${entry.id}>${entry.holiday_name} <span class="soft">${kind(entry)} · ${time(entry)} · ${entry.recurrence_rule}</span></p>`)}
  </section>`;
}
