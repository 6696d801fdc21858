// Importing files: what is wrong is shown in its place before anything is stored, and then all of it is stored or nothing.
import { html, useRef, useState } from "../../vendor/htm-preact.js";
import { address, send } from "../api.js";
import { Busy, Choice, Failure, Field, Table } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { texts } from "../texts.js";
import { today } from "../time.js";
import { chooser, valueOf } from "./common.js";
import { parseCsv } from "./csv.js";
import { Problems } from "./problems.js";

/** @typedef {"resources" | "patterns" | "calendars" | "exceptions"} Kind */
/** Rows to show; of a workbook also which sheet it is, and which there are. @typedef {import("./problems.js").Sheet & {title?: string, titles?: string[]}} Sheet */
/** What is known of the file that was chosen. @typedef {{name: string, content: Blob, sheet: Sheet, counts?: Record<string, unknown>,
 *   problems?: import("./problems.js").Problem[], error?: unknown, isBusy?: boolean}} Chosen */

const words = texts.import;
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/** @type {Sheet} */
const NO_ROWS = { names: [], rows: [] };

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

/** @param {string} name */
const isWorkbook = (name) => /\.xls[xm]?$/i.test(name);

/** What a file has in its rows, as the server reads a workbook. @param {Kind} kind @param {string} name @param {Blob} content @param {string} [title]
 * @returns {Promise<Pick<Chosen, "sheet" | "problems" | "error">>} */
async function read(kind, name, content, title) {
  if (!isWorkbook(name)) return { sheet: parseCsv(await content.text()) };
  try {
    const query = title ? `?${new URLSearchParams({ sheet: title })}` : "";
    const response = await send(`import/${kind}/sheet${query}`, { method: "POST", headers: { "Content-Type": WORKBOOK }, body: content });
    const { sheet, sheets, rows: [header, ...rows] } = await response.json();
    return { sheet: { title: sheet, titles: sheets, names: header ? header.cells : [], rows } };
  } catch (error) {
    return { sheet: NO_ROWS, ...failed(error) };
  }
}

/** Try it, or do it. @param {Kind} kind @param {Pick<Chosen, "name" | "content" | "sheet">} chosen @param {{dryRun: boolean, date: string, replaces: boolean}} options
 * @returns {Promise<Pick<Chosen, "counts" | "problems" | "error">>} */
async function run(kind, { name, content, sheet }, { dryRun, date, replaces }) {
  const query = new URLSearchParams({ dry_run: String(dryRun) });
  if (sheet.title) query.set("sheet", sheet.title);
  if (kind === "resources" && date) query.set("default_date", date);
  if (kind === "patterns" && replaces) query.set("replace", "true");
  try {
    const response = await send(`rpc/import_${kind}?${query}`, { method: "POST", headers: { "Content-Type": isWorkbook(name) ? WORKBOOK : "text/csv" }, body: content });
    return { counts: await response.json() };
  } catch (error) {
    return failed(error);
  }
}

/** What is wrong with a file, or why that is not known. @param {unknown} error */
function failed(error) {
  const { code, details } = /** @type {{code?: string, details?: string}} */ (error);
  return code === "SC009" ? { problems: JSON.parse(details || "[]") } : { error };
}

/** @param {{kind: Kind}} props */
function Upload({ kind }) {
  const [chosen, setChosen] = useState(/** @type {Chosen | null} */ (null));
  const [date, setDate] = useState(today("UTC"));
  const [replaces, setReplaces] = useState(false);
  const [count, setCount] = useState(0);
  const latest = useRef({}); // what was asked for last is shown, whichever answer comes last
  const begin = () => (latest.current = {});
  const check = async (/** @type {Omit<Chosen, "counts">} */ given, options = { dryRun: true, date, replaces }) => {
    const { name, content, sheet } = given, turn = begin();
    setChosen({ name, content, sheet, isBusy: true });
    const found = await run(kind, given, options);
    if (turn === latest.current) setChosen({ name, content, sheet, ...found });
  };
  const open = async (/** @type {string} */ name, /** @type {Blob} */ content, /** @type {string} */ title = "") => {
    const turn = begin();
    setChosen({ name, content, sheet: NO_ROWS, isBusy: true });
    const found = { name, content, ...await read(kind, name, content, title) };
    if (turn !== latest.current) return;
    if (found.problems || found.error) setChosen(found);
    else check(found);
  };
  const choose = async (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (!file) return setChosen(null);
    const content = new Blob([await file.arrayBuffer()]); // what is looked through is what is stored, whatever becomes of the file
    open(file.name, content);
  };
  const store = async () => {
    if (!chosen) return;
    setChosen({ ...chosen, isBusy: true });
    const done = await run(kind, chosen, { dryRun: false, date, replaces });
    if (done.counts) {
      tell(`${words.imported} ${countsText(done.counts)}`);
      setCount(count + 1);
    }
    setChosen(done.counts ? null : { ...chosen, counts: undefined, isBusy: false, ...done });
  };
  return html`<section class="panel" aria-label=${words.file}>
    <div class="row">
      <${Field} label=${words.file} hint=${words.fileHint}><input type="file" name="file" key=${count} accept=".csv,.txt,.tsv,.xlsx,.xlsm,text/csv" onChange=${choose}
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
    ${chosen && html`<${Told} chosen=${chosen} again=${() => (chosen.sheet === NO_ROWS ? open(chosen.name, chosen.content) : check(chosen))} store=${store}
      choose=${(/** @type {string} */ title) => open(chosen.name, chosen.content, title)} />`}
  </section>`;
}

/** @param {{chosen: Chosen, again: () => void, store: () => void, choose: (title: string) => void}} props */
function Told({ chosen, again, store, choose }) {
  const { name, sheet, counts, problems, error, isBusy } = chosen;
  const { title, titles = [] } = sheet;
  return html`<div>
    <p><strong>${name}</strong> <span class="soft">${title && `${words.sheet} ${title}, `}${sheet !== NO_ROWS && words.rows(sheet.rows.length)}</span></p>
    ${title && titles.length > 1 && html`<${Choice} label=${words.sheet} value=${title} options=${titles.map((each) => [each, each])} onChange=${choose} />`}
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
    <div class="tools"><h2>${words.template}</h2><span class="space" />
      ${kind === "resources" && html`<a class="button" href=${address("import/resources/template.xlsx")} download>${words.downloadWorkbook}</a>`}
      <a class="button" href=${template} download=${`${kind}.csv`}>${words.download}</a></div>
    <p class="soft">${words.about[kind]}</p>
    <${Table} label=${words.template} rows=${columns} rowKey=${(/** @type {string[]} */ row) => row[0]} columns=${[
      { title: words.column, cell: (/** @type {string[]} */ row) => html`<code>${row[0]}</code>` },
      { title: words.isRequired, cell: (/** @type {string[]} */ row) => row[1] },
      { title: words.meaning, cell: (/** @type {string[]} */ row) => row[2] },
      { title: words.example, cell: (/** @type {string[]} */ row) => row[3] },
    ]} />
  </section>`;
}
