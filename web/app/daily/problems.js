// What is wrong with a file, in its place: the lines with their cells, what is wrong with each and what to do.
import { html, useState } from "../../vendor/htm-preact.js";
import { texts } from "../texts.js";
import { columnName } from "./csv.js";

/** @typedef {{line: number | null, column_name: string | null, value: string | null, message: string, remedy: string | null}} Problem */
/** @typedef {{names: string[], rows: import("./csv.js").CsvRow[]}} Sheet */

const words = texts.import;
const SHOWN = 300; // lines

/** @param {{problems: Problem[], sheet: Sheet}} props */
export function Problems({ problems, sheet }) {
  const [isAll, setAll] = useState(false);
  const lines = new Map(sheet.rows.map((row) => [row.line, row]));
  const elsewhere = problems.filter((each) => each.line === null || !lines.has(each.line));
  const bad = new Set(problems.map((each) => each.line));
  const rows = isAll ? sheet.rows : sheet.rows.filter((row) => bad.has(row.line));
  return html`<div class="notice error" role="alert"><strong>${words.wrong(problems.length)}</strong></div>
    ${elsewhere.length > 0 && html`<ul class="plain">${elsewhere.map((each, nr) => html`<li key=${nr}><${Told} problem=${each} withPlace=${true} /></li>`)}</ul>`}
    ${sheet.rows.length > 0 && html`<label class="check"><input type="checkbox" checked=${isAll} onChange=${() => setAll(!isAll)} />${words.allRows}</label>`}
    ${rows.length > 0 && html`<div class="scroll"><table class="sheet" aria-label=${words.file}>
      <thead><tr><th scope="col" class="number">${words.line}</th>${sheet.names.map((name, nr) => html`<th key=${nr} scope="col"
        class=${problems.some((each) => each.line === 1 && each.column_name === columnName(name)) ? "bad" : ""}>${name}</th>`)}</tr></thead>
      <tbody>${rows.slice(0, SHOWN).map((row) => html`<${Line} key=${row.line} row=${row} names=${sheet.names} problems=${problems.filter((each) => each.line === row.line)} />`)}</tbody>
    </table></div>`}
    ${rows.length > SHOWN && html`<p class="soft">${words.more(rows.length - SHOWN)}</p>`}`;
}

/** @param {{row: import("./csv.js").CsvRow, names: string[], problems: Problem[]}} props */
function Line({ row, names, problems }) {
  const known = names.map(columnName);
  const others = problems.filter((each) => !known.includes(each.column_name || ""));
  return html`<tr class=${problems.length ? "bad" : ""}><td class="number">${row.line}</td>
    ${known.map((name, nr) => {
      const own = problems.filter((each) => each.column_name === name);
      return html`<td key=${nr} class=${own.length ? "bad" : ""}>${row.cells[nr] || (own.length ? words.blank : "")}
        ${own.map((each) => html`<${Told} key=${each.message} problem=${each} />`)}</td>`;
    })}</tr>
    ${others.length > 0 && html`<tr><td /><td colspan=${names.length} class="bad">${others.map((each) => html`<${Told} key=${each.message} problem=${each} withPlace=${true} />`)}</td></tr>`}`;
}

/** @param {{problem: Problem, withPlace?: boolean}} props */
function Told({ problem, withPlace }) {
  const place = withPlace ? [problem.line !== null && words.lineNr(problem.line), problem.column_name, problem.value].filter(Boolean).join(", ") : "";
  return html`<div class="problem"><strong>${place ? `${place}: ` : ""}${problem.message}</strong> ${problem.remedy}</div>`;
}
