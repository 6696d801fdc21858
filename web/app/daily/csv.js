// CSV as the imports read it: what lies on which line, so that what is wrong can be shown in its place.

/** @typedef {{line: number, cells: string[]}} CsvRow */

/** The sign between cells: the one that the header has most of. @param {string} text */
function delimiterOf(text) {
  const header = text.split(/[\r\n]/, 1)[0].replace(/"(?:[^"]|"")*"/g, "");
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}

/** A name of a column, as it is known: case, spaces and hyphens do not matter. @param {string} name */
export const columnName = (name) => name.trim().toLowerCase().replace(/[\s-]+/g, "_");

/** Rows that are not blank, each with the line it starts on; the first names the columns.
 * @param {string} text @returns {{names: string[], rows: CsvRow[]}} */
export function parseCsv(text) {
  const given = text.replace(/^\uFEFF/, ""), sign = delimiterOf(given);
  const field = new RegExp(`("(?:[^"]|"")*"|[^${sign}\\r\\n]*)(${sign}|\\r\\n|\\r|\\n|$)`, "y");
  /** @type {CsvRow[]} */
  const rows = [];
  let line = 1, start = 1;
  /** @type {string[]} */
  let cells = [];
  while (field.lastIndex < given.length) {
    const found = field.exec(given);
    if (!found) break; // quotes that are wrong: the server tells where
    const [, cell, end] = found;
    cells.push((cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim());
    line += cell.split(/\r\n|\r|\n/).length - 1;
    if (end === sign && field.lastIndex < given.length) continue;
    if (cells.some(Boolean)) rows.push({ line: start, cells });
    line += 1;
    start = line;
    cells = [];
  }
  const [header, ...rest] = rows;
  return { names: header ? header.cells : [], rows: rest };
}
