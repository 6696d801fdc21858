// Importing files: what is wrong is shown in its place before anything is stored, and then all of it is stored or nothing.
import { html, useState } from "../../vendor/htm-preact.js";
import { send } from "../api.js";
import { Busy, Choice, Failure, Field, Table } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { texts } from "../texts.js";
import { today } from "../time.js";
import { chooser, valueOf } from "./common.js";
import { parseCsv } from "./csv.js";
import { Problems } from "./problems.js";

/** @typedef {"resources" | "patterns" | "calendars" | "exceptions"} Kind */
/** What is known of the file that was chosen. @typedef {{name: string, content: Blob, sheet: ReturnType<typeof parseCsv>, counts?: Record<string, unknown>,
 *   problems?: import("./problems.js").Problem[], error?: unknown, isBusy?: boolean}} Chosen */

const words = texts.import;

/** @param {import("../views.js").ViewProps} props */
export function Import({ at, may, who }) {
  const kinds = /** @type {Kind[]} */ (Object.keys(words.kinds)).filter((each) =>
    (each !== "resources" || may.administers) && (!who.resource_code || each === "resources" || each === "exceptions"));
  const kind = kinds.find((each) => each === at.query.kind) || kinds[0];
  return html`<main class="view">
    <h1>${texts.views.import}</h1>
    <div class="tools"><${Choice} label=${words.what} value=${kind} options=${kinds.map((each) => [each, words.kinds[each]])} onChange=${(/** @type {string} */ next) => chooser(at)({ kind: next })} /></div>
    <${Upload} key=${kind} kind=${kind} />
    <${Columns} kind=${kind} />
  </main>`;
}

/** Try it, or do it. @param {Kind} kind @param {Blob} content @param {{dryRun: boolean, date: string, replaces: boolean}} options
 * @returns {Promise<Pick<Chosen, "counts" | "problems" | "error">>} */
async function run(kind, content, { dryRun, date, replaces }) {
  const query = new URLSearchParams({ dry_run: String(dryRun) });
  if (kind === "resources" && date) query.set("default_date", date);
  if (kind === "patterns" && replaces) query.set("replace", "true");
  try {
    const response = await send(`rpc/import_${kind}?${query}`, { method: "POST", headers: { "Content-Type": "text/csv" }, body: content });
    return { counts: await response.json() };
  } catch (error) {
    const { code, details } = /** @type {{code?: string, details?: string}} */ (error);
    return code === "SC009" ? { problems: JSON.parse(details || "[]") } : { error };
  }
}

/** @param {{kind: Kind}} props */
function Upload({ kind }) {
  const [chosen, setChosen] = useState(/** @type {Chosen | null} */ (null));
  const [date, setDate] = useState(today("UTC"));
  const [replaces, setReplaces] = useState(false);
  const [count, setCount] = useState(0);
  const check = async (/** @type {Omit<Chosen, "counts">} */ given, options = { dryRun: true, date, replaces }) => {
    const { name, content, sheet } = given;
    setChosen({ name, content, sheet, isBusy: true });
    setChosen({ name, content, sheet, ...(isWorkbook(name) ? {} : await run(kind, content, options)) });
  };
  const choose = async (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (!file) return setChosen(null);
    const content = new Blob([await file.arrayBuffer()]); // what is looked through is what is stored, whatever becomes of the file
    check({ name: file.name, content, sheet: parseCsv(isWorkbook(file.name) ? "" : await content.text()) });
  };
  const store = async () => {
    if (!chosen) return;
    setChosen({ ...chosen, isBusy: true });
    const done = await run(kind, chosen.content, { dryRun: false, date, replaces });
    if (done.counts) {
      tell(`${words.imported} ${countsText(done.counts)}`);
      setCount(count + 1);
    }
    setChosen(done.counts ? null : { ...chosen, counts: undefined, isBusy: false, ...done });
  };
  return html`<section class="panel" aria-label=${words.file}>
    <div class="row">
      <${Field} label=${words.file} hint=${words.fileHint}><input type="file" name="file" key=${count} accept=".csv,.txt,.tsv,.xlsx,text/csv" onChange=${choose}
        onClick=${(/** @type {Event} */ event) => { /** @type {HTMLInputElement} */ (event.target).value = ""; }} /><//>
      ${kind === "resources" && html`<${Field} label=${words.date} hint=${words.dateHint}><input type="date" name="date" value=${date} onChange=${(/** @type {Event} */ event) => {
        setDate(valueOf(event));
        if (chosen) check(chosen, { dryRun: true, date: valueOf(event), replaces });
      }} /><//>`}
    </div>
    ${kind === "patterns" && html`<label class="check"><input type="checkbox" name="replace" checked=${replaces} onChange=${() => {
      setReplaces(!replaces);
      if (chosen) check(chosen, { dryRun: true, date, replaces: !replaces });
    }} />${words.replace}</label>`}
    ${chosen && html`<${Told} kind=${kind} chosen=${chosen} again=${() => check(chosen)} store=${store} />`}
  </section>`;
}

/** @param {string} name */
const isWorkbook = (name) => /\.xls[xm]?$/i.test(name);

/** @param {{kind: Kind, chosen: Chosen, again: () => void, store: () => void}} props */
function Told({ kind, chosen, again, store }) {
  const { name, sheet, counts, problems, error, isBusy } = chosen;
  if (isWorkbook(name)) return html`<div class="notice warning"><p>${words.workbook}</p><p><code>${words.commands[kind](name)}</code></p></div>`;
  return html`<div>
    <p><strong>${name}</strong> <span class="soft">${words.rows(sheet.rows.length)}</span></p>
    ${isBusy && html`<${Busy} label=${words.checking} />`}
    <${Failure} error=${error} again=${again} />
    ${problems && html`<${Problems} problems=${problems} sheet=${sheet} />`}
    ${counts && html`<p class="notice">${words.fine} ${countsText(counts)}</p>
      <div class="tools"><button class="main" disabled=${isBusy} onClick=${store}>${words.go}</button></div>`}
  </div>`;
}

/** What an import did, or would do, in words. @param {Record<string, any>} told */
function countsText(told) {
  const patterns = (told.patterns || []).map((/** @type {any} */ each) => `${each.pattern_code}: ${words.outcomes[each.outcome] || each.outcome}, ${words.rules(each.rules)}`);
  const calendars = (told.calendars || []).map((/** @type {any} */ each) => `${each.calendar_code}: ${numbersText(each) || words.nothing}`);
  return [...patterns, ...calendars, numbersText(told)].filter(Boolean).join("; ") || words.nothing;
}

/** @param {Record<string, unknown>} counts */
function numbersText(counts) {
  const names = [...new Set([...Object.keys(words.counts), ...Object.keys(counts)])].filter((name) => typeof counts[name] === "number" && counts[name]);
  return names.map((name) => `${words.counts[name] || name.replaceAll("_", " ")}: ${counts[name]}`).join(" · ");
}

/** The columns of a file, and an empty one to fill in. @param {{kind: Kind}} props */
function Columns({ kind }) {
  const columns = words.columns[kind];
  const template = `data:text/csv;charset=utf-8,${encodeURIComponent(`${columns.map(([name]) => name).join(",")}\r\n`)}`;
  return html`<section class="panel" aria-label=${words.template}>
    <div class="tools"><h2>${words.template}</h2><span class="space" /><a class="button" href=${template} download=${`${kind}.csv`}>${words.download}</a></div>
    <p class="soft">${words.about[kind]}</p>
    <${Table} label=${words.template} rows=${columns} rowKey=${(/** @type {string[]} */ row) => row[0]} columns=${[
      { title: words.column, cell: (/** @type {string[]} */ row) => html`<code>${row[0]}</code>` },
      { title: words.isRequired, cell: (/** @type {string[]} */ row) => row[1] },
      { title: words.meaning, cell: (/** @type {string[]} */ row) => row[2] },
      { title: words.example, cell: (/** @type {string[]} */ row) => row[3] },
    ]} />
  </section>`;
}
