// Machines below each other, their time from left to right. What is visible is drawn on one canvas; the names are
// elements, so that they can be read, searched for and reached by the keyboard.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../vendor/htm-preact.js";
import { get } from "../api.js";
import { dateText, hoursText, now, today } from "../time.js";
import { texts } from "../texts.js";
import { useStore } from "../store.js";
import { theme } from "../theme.js";
import { tell } from "../parts/notices.js";
import { Axis } from "./axis.js";
import { colour, fills } from "./paint.js";
import { operatingHours } from "./stretches.js";

/** @typedef {import("./plant.js").Resource} Resource */
/** @typedef {import("./stretches.js").Stretch} Stretch */
/** A time on a machine that somebody dragged: new, or one that an exception is to have.
 * @typedef {{machine: Resource, from: number, to: number, exception?: Exception}} Span */
/** @typedef {import("./exception.js").Exception} Exception */

export const ROW = 28;
const HEAD = 44, LABEL = 240, HOURS = 72, MORE = 12, EDGE = 6; // pixels, and rows read beyond what is visible
const CLICK = 4; // pixels that a hand moves in a click
const STEP = 15 * 60000; // what is dragged ends on quarters of an hour

/** @param {{rows: Resource[], from: string, to: string, zone: string | null, plan: import("./stretches.js").Stretches,
 *   version: number, selected: Resource | null, moment: number | null, choose: (resource: Resource) => void,
 *   hours: Map<string, number>, ask: (machine: Resource, at: number) => void, plans?: (span: Span) => void}} props
 * `zone`: the clock that all rows go by; null: each its own. `version` changes when the plan that is known does.
 * `hours`: of the levels above machines, by code. */
export function Timeline({ rows, from, to, zone, plan, version, selected, moment, hours, choose, ask, plans }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [top, setTop] = useState(0);
  const [drag, setDrag] = useState(/** @type {{row: Resource, from: number, to: number} | null} */ (null));
  const look = useStore(theme);

  useLayoutEffect(() => {
    const element = /** @type {HTMLDivElement} */ (box.current);
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const axis = new Axis(from, to, LABEL + HOURS, size.width - LABEL - HOURS - 8);
  const first = Math.max(Math.floor(top / ROW), 0);
  // Before it is known how much is visible, nothing is: names of all machines would take long to draw, and to remove again.
  const last = size.height ? Math.min(Math.ceil((top + size.height - HEAD) / ROW), rows.length) : 0;
  const shown = rows.slice(first, last);
  const zoneOf = (/** @type {Resource} */ row) => zone || row.zone;

  const hoursOf = (/** @type {Resource} */ row) => {
    const bounds = axis.bounds(zoneOf(row)), stretches = plan.of(row.id);
    const sum = row.isMachine ? stretches && operatingHours(stretches, bounds[0], bounds[axis.days]) : hours.get(row.code) ?? NaN;
    if (sum === undefined) return plan.error ? "?" : "…";
    return Number.isNaN(sum) ? "" : hoursText(Math.round(sum * 10) / 10);
  };

  useLayoutEffect(() => {
    if (size.height) plan.want(rows.slice(Math.max(first - MORE, 0), last + MORE).filter((row) => row.isMachine).map((row) => row.id));
  }, [plan, rows, first, last]);

  useLayoutEffect(() => {
    if (!canvas.current || !size.width) return;
    const ratio = devicePixelRatio || 1;
    canvas.current.width = Math.round(size.width * ratio);
    canvas.current.height = Math.round(size.height * ratio);
    const draw = /** @type {CanvasRenderingContext2D} */ (canvas.current.getContext("2d"));
    draw.scale(ratio, ratio);
    new Painter(draw, size, axis, zoneOf).paint({ shown, first, top, plan, selected, moment, drag, zone: zone || shown[0]?.zone || "UTC" });
  }, [size, top, rows, plan, version, selected, moment, drag, zone, from, to, look]);

  const rowAt = (/** @type {MouseEvent} */ event) => {
    const area = /** @type {HTMLDivElement} */ (box.current).getBoundingClientRect();
    const y = event.clientY - area.top;
    return y < HEAD ? undefined : { row: rows[Math.floor((y - HEAD + top) / ROW)], x: event.clientX - area.left };
  };
  const press = (/** @type {PointerEvent} */ event) => {
    const hit = rowAt(event);
    if (event.button || !hit?.row?.isMachine || hit.x < axis.left) return;
    const begin = axis.at(hit.x, zoneOf(hit.row)), { row, x } = hit;
    const held = plans && grasp(plan.of(row.id) || [], begin, (at) => axis.x(at, zoneOf(row)), x);
    const span = (/** @type {PointerEvent} */ moved) => ({ row, ...dragged(held, begin, axis.at((rowAt(moved) || hit).x, zoneOf(row))) });
    const isClick = (/** @type {PointerEvent} */ moved) => Math.abs((rowAt(moved) || hit).x - x) < CLICK;
    const move = (/** @type {PointerEvent} */ moved) => setDrag(plans && !isClick(moved) ? span(moved) : null);
    const release = (/** @type {PointerEvent} */ moved) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", release);
      setDrag(null);
      choose(row);
      const done = span(moved);
      if (isClick(moved) || !plans) ask(row, begin);
      else if (done.to > done.from) finish(row, done, held);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", release);
  };

  const finish = async (/** @type {Resource} */ row, /** @type {{from: number, to: number}} */ done, /** @type {Held | undefined} */ held) => {
    if (!held) return plans?.({ machine: row, from: done.from, to: done.to });
    let exception = /** @type {Exception} */ ({});
    try {
      exception = await get(`exceptions/${held.exception}`);
    } catch (error) {
      // Whoever is limited to a part of the plant sees stops of what is above it, and may not change them.
      const { status, message } = /** @type {import("../api.js").ApiError} */ (error);
      return tell(status === 404 ? texts.exception.fromAbove : message, { isError: true });
    }
    const start = Date.parse(exception.start_datetime), end = exception.end_datetime ? Date.parse(exception.end_datetime) : done.to;
    // Only a part of it may be visible as what was dragged: it moves by as much.
    plans?.({ machine: row, exception, from: start + done.from - held.from, to: end + done.to - held.to });
  };
  const bring = (/** @type {Resource} */ row) => {
    const place = rows.indexOf(row) * ROW, element = /** @type {HTMLDivElement} */ (box.current);
    if (place < element.scrollTop) element.scrollTop = place;
    if (place + ROW > element.scrollTop + element.clientHeight - HEAD) element.scrollTop = place + ROW - element.clientHeight + HEAD;
  };
  // What is chosen by a key, a search or an address is to be seen.
  useEffect(() => { if (selected && rows.includes(selected)) bring(selected); }, [selected, rows]);
  const key = (/** @type {KeyboardEvent} */ event) => {
    const at = selected ? rows.indexOf(selected) : -1;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: at + 12, PageUp: at - 12 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
    if (row) choose(row);
  };

  return html`<div class="timeline" ref=${box} role="listbox" aria-label=${texts.plan.tree} tabindex="0" onKeyDown=${key}
    aria-activedescendant=${selected ? `row-${selected.id}` : undefined} onPointerDown=${press}
    onScroll=${() => setTop(/** @type {HTMLDivElement} */ (box.current).scrollTop)}>
    <div class="sheet" role="presentation" style=${{ height: `${Math.max(HEAD + rows.length * ROW, size.height)}px` }}>
      <canvas ref=${canvas} aria-hidden="true" style=${{ top: 0, width: `${size.width}px`, height: `${size.height}px`, marginBottom: `-${size.height}px` }} />
      <div class="labels" role="presentation" style=${{ position: "sticky", top: `${HEAD}px`, height: `${Math.max(size.height - HEAD, 0)}px`, width: `${LABEL + HOURS}px`, overflow: "hidden" }}>
        ${shown.map((row, nr) => html`<div key=${row.id} id=${`row-${row.id}`} role="option" aria-selected=${row === selected}
          class="label ${row.isMachine ? "" : "level"}" title=${`${row.code} ${row.name} (${row.zone})`} onClick=${() => choose(row)}
          style=${{ top: `${(first + nr) * ROW - top}px`, paddingLeft: `${8 + 10 * Math.max(row.depth - rows[0].depth, 0)}px` }}>
          <span class="name">${row.code} <span class="soft">${row.name}</span></span><span class="hours">${hoursOf(row)}</span></div>`)}
      </div>
    </div>
  </div>`;
}

/** What the pointer holds of an exception: all of it, or one of its ends.
 * @typedef {{exception: number, from: number, to: number, part: "all" | "start" | "end"}} Held */

/** @param {Stretch[]} stretches @param {number} at @param {(at: number) => number} place @param {number} x
 * @returns {Held | undefined} */
export function grasp(stretches, at, place, x) {
  const hit = stretches.find((each) => each.start <= at && at < each.end && each.exception !== null);
  if (!hit) return undefined;
  const all = stretches.filter((each) => each.exception === hit.exception && each.date >= hit.date.slice(0, 8));
  let from = hit.start, to = hit.end;
  // Its stretches, shift by shift, as far as they follow each other.
  for (const each of all.toSorted((a, b) => a.start - b.start)) if (each.start <= to && each.end > to) to = each.end;
  for (const each of all.toSorted((a, b) => b.end - a.end)) if (each.end >= from && each.start < from) from = each.start;
  // What is narrow has narrow ends, so that it can be moved too.
  const edge = Math.min(EDGE, (place(to) - place(from)) / 4);
  const part = x - place(from) < edge ? "start" : place(to) - x < edge ? "end" : "all";
  return { exception: /** @type {number} */ (hit.exception), from, to, part };
}

/** @param {Held | undefined} held @param {number} begin @param {number} end instants */
export function dragged(held, begin, end) {
  const snapped = (/** @type {number} */ at) => Math.round(at / STEP) * STEP;
  if (!held) return { from: snapped(Math.min(begin, end)), to: snapped(Math.max(begin, end)) };
  const by = snapped(end - begin);
  return { from: held.from + (held.part === "end" ? 0 : by), to: held.to + (held.part === "start" ? 0 : by) };
}

class Painter {
  /** @param {CanvasRenderingContext2D} draw @param {{width: number, height: number}} size @param {Axis} axis
   * @param {(row: Resource) => string} zoneOf */
  constructor(draw, size, axis, zoneOf) {
    this.draw = draw;
    this.size = size;
    this.axis = axis;
    this.zoneOf = zoneOf;
    this.fills = fills();
    this.ink = Object.fromEntries(["ink", "soft", "line", "page", "accent", "accent-back", "today", "weekend", "bar-ink"].map((name) => [name, colour(name)]));
    draw.textBaseline = "middle";
    this.font = getComputedStyle(document.body).fontFamily;
  }

  /** @param {{shown: Resource[], first: number, top: number, plan: import("./stretches.js").Stretches, selected: Resource | null,
   *   moment: number | null, drag: {row: Resource, from: number, to: number} | null, zone: string}} what */
  paint({ shown, first, top, plan, selected, moment, drag, zone }) {
    const { draw, size } = this;
    draw.fillStyle = this.ink.page;
    draw.fillRect(0, 0, size.width, size.height);
    this.days(zone);
    shown.forEach((row, nr) => {
      const y = HEAD + (first + nr) * ROW - top;
      if (row === selected) this.box("accent-back", 0, y, size.width, ROW);
      if (row.isMachine) this.row(row, plan.of(row.id) || [], y);
      if (row === selected && moment !== null) this.mark(this.axis.x(moment, this.zoneOf(row)), y);
      if (drag && row === drag.row) this.span(row, drag, y);
      this.box("line", 0, y + ROW - 1, size.width, 1);
    });
    shown.filter((row) => row.isMachine).forEach((row) => {
      const y = HEAD + (first + shown.indexOf(row)) * ROW - top, x = this.axis.x(now(), this.zoneOf(row));
      if (x > this.axis.left && x < this.axis.left + this.axis.width) this.box("accent", x, y, 1, ROW);
    });
    this.head();
  }

  /** @param {string} name @param {number} x @param {number} y @param {number} width @param {number} height */
  box(name, x, y, width, height) {
    this.draw.fillStyle = this.ink[name];
    this.draw.fillRect(x, y, width, height);
  }

  /** @param {string} zone */
  days(zone) {
    const { axis, size } = this, day = today(zone);
    axis.dates.forEach((date, nr) => {
      const x = axis.left + nr * axis.dayWidth;
      if ([0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())) this.box("weekend", x, HEAD, axis.dayWidth, size.height);
      if (date === day) this.box("today", x, HEAD, axis.dayWidth, size.height);
      this.box("line", x, 22, 1, size.height);
    });
  }

  head() {
    const { draw, axis, size } = this;
    this.box("page", 0, 0, size.width, HEAD);
    this.box("line", 0, HEAD - 1, size.width, 1);
    draw.font = `13px ${this.font}`;
    draw.fillStyle = this.ink.soft;
    draw.textAlign = "right";
    draw.fillText(texts.plan.hours, LABEL + HOURS - 8, 14);
    draw.textAlign = "left";
    const isNarrow = axis.dayWidth < 84;
    const every = Math.max(Math.ceil((axis.days > 14 ? 22 : 52) / axis.dayWidth), 1);
    axis.dates.forEach((date, nr) => {
      const x = axis.left + nr * axis.dayWidth;
      const isNamed = axis.days > 14 ? nr === 0 || date.endsWith("-01") : nr % every === 0;
      this.box("line", x, isNamed ? 0 : 22, 1, HEAD);
      draw.fillStyle = this.ink.ink;
      if (axis.days > 14) {
        if (isNamed) draw.fillText(dateText(date, { month: "long", year: "numeric" }), x + 4, 11);
        if (nr % every === 0) draw.fillText(String(Number(date.slice(8))), x + 3, 33);
      } else {
        if (isNamed) draw.fillText(isNarrow ? dateText(date, { weekday: "short", day: "numeric" }) : dateText(date), x + 4, 11);
        this.hours(x);
      }
    });
  }

  /** @param {number} left where the day begins */
  hours(left) {
    const { draw, axis } = this;
    const step = [1, 2, 3, 6, 12].find((hours) => (axis.dayWidth / 24) * hours >= 34);
    if (!step) return;
    draw.fillStyle = this.ink.soft;
    for (let hour = 0; hour < 24; hour += step) draw.fillText(String(hour).padStart(2, "0"), left + (axis.dayWidth * hour) / 24 + 3, 33);
  }

  /** @param {Resource} row @param {Stretch[]} stretches @param {number} y */
  row(row, stretches, y) {
    const { draw, axis } = this, zone = this.zoneOf(row), bounds = axis.bounds(zone);
    stretches.forEach((each) => {
      if (each.end <= bounds[0] || each.start >= bounds[axis.days]) return;
      const x = axis.x(each.start, zone), width = Math.max(axis.x(each.end, zone) - x, 1);
      const height = each.status === "reduced" ? Math.max((18 * each.capacity) / 100, 4) : 18;
      draw.globalAlpha = each.isCurrent ? 1 : 0.5;
      draw.fillStyle = this.fills[each.status];
      draw.fillRect(x, y + 5 + 18 - height, width - (width > 3 ? 1 : 0), height);
      draw.globalAlpha = 1;
      if (width > 26 && each.shift && axis.days <= 7) this.shift(each.shift, x, y, width);
    });
  }

  /** @param {string} code @param {number} x @param {number} y @param {number} width */
  shift(code, x, y, width) {
    const { draw } = this;
    draw.font = `12px ${this.font}`;
    if (draw.measureText(code).width + 8 > width) return;
    draw.fillStyle = this.ink["bar-ink"];
    draw.fillText(code, x + 4, y + ROW / 2 + 1);
  }

  /** @param {number} x @param {number} y */
  mark(x, y) {
    this.box("ink", x - 1, y + 2, 2, ROW - 4);
  }

  /** @param {Resource} row @param {{from: number, to: number}} drag @param {number} y */
  span(row, drag, y) {
    const zone = this.zoneOf(row), x = this.axis.x(drag.from, zone);
    this.draw.globalAlpha = 0.35;
    this.box("accent", x, y + 1, Math.max(this.axis.x(drag.to, zone) - x, 1), ROW - 3);
    this.draw.globalAlpha = 1;
  }
}

/** Lines of a legend: what each colour and pattern means. */
export function Legend() {
  useStore(theme);
  return html`<div class="legend" aria-hidden="true">
    ${["operating", "reduced", "maintenance", "breakdown", "shutdown", "holiday"].map((status) => html`<span key=${status}><${Swatch} status=${status} />${texts.status[status]}</span>`)}
  </div>`;
}

/** @param {{status: string}} props */
export function Swatch({ status }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  const look = useStore(theme);
  useLayoutEffect(() => {
    const element = /** @type {HTMLCanvasElement} */ (canvas.current), ratio = devicePixelRatio || 1;
    element.width = 22 * ratio;
    element.height = 14 * ratio;
    const draw = /** @type {CanvasRenderingContext2D} */ (element.getContext("2d"));
    draw.scale(ratio, ratio);
    draw.fillStyle = fills()[status];
    draw.fillRect(0, 0, 22, 14);
  }, [status, look]);
  return html`<canvas ref=${canvas} />`;
}
