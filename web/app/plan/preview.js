// What an edit would change, before it is saved: hours won and lost, machines concerned, conflicts.
import { html, useEffect, useState } from "../../vendor/htm-preact.js";
import { post } from "../api.js";
import { Failure } from "../parts/controls.js";
import { texts } from "../texts.js";
import { hoursText } from "../time.js";

const SETTLE = 350; // milliseconds after the last key

/** @typedef {{period: {start: string, end: string}, total: {machines: number, lost_hours: number, gained_hours: number,
 *   capacity_hours: number}, shifts: {shift_code: string | null, lost_hours: number, gained_hours: number}[],
 *   conflict?: {code: string, message: string, detail?: string | null, hint?: string | null} | null}} Effect */

/** Ask again when the edit changes, or the version of what it would change; null: it is not complete yet.
 * @param {string} path @param {object | null} edit @param {number} [version] @returns {{effect?: Effect, error?: Error, isBusy: boolean}} */
export function usePreview(path, edit, version = 0) {
  const [state, setState] = useState(/** @type {{effect?: Effect, error?: Error, isBusy: boolean}} */ ({ isBusy: false }));
  const asked = edit && JSON.stringify(edit);
  useEffect(() => {
    let isOld = false;
    if (!asked) return setState({ isBusy: false });
    setState((old) => ({ ...old, isBusy: true }));
    const timer = setTimeout(() => {
      post(path, JSON.parse(asked)).then(
        (effect) => isOld || setState({ effect, isBusy: false }),
        (error) => isOld || setState({ error, isBusy: false }),
      );
    }, SETTLE);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [path, asked, version]);
  return state;
}

/** @param {{effect?: Effect, error?: Error, isBusy: boolean}} props */
export function Preview({ effect, error, isBusy }) {
  return html`<section class="panel preview" aria-label=${texts.preview.title} aria-busy=${isBusy}>
    <h3>${texts.preview.title}</h3>
    ${isBusy && !effect && html`<p class="busy">${texts.preview.asking}</p>`}
    <${Failure} error=${error} />
    ${effect && html`<${Told} effect=${effect} />`}
  </section>`;
}

/** @param {{effect: Effect}} props */
function Told({ effect }) {
  const { total, conflict, period, shifts } = effect;
  if (conflict) return html`<div class="notice warning"><strong>${texts.preview.conflict}: ${conflict.message}</strong>${conflict.hint && html`<p>${conflict.hint}</p>`}</div>`;
  const isNothing = !total.lost_hours && !total.gained_hours && !total.capacity_hours;
  return html`<div>
    ${isNothing ? html`<p>${texts.preview.nothing}</p>` : html`<div class="sums">
      <div><strong>−${hoursText(total.lost_hours)} h</strong>${texts.preview.lostHours}</div>
      <div><strong>+${hoursText(total.gained_hours)} h</strong>${texts.preview.gainedHours}</div>
      <div><strong>${hoursText(total.machines)}</strong>${texts.preview.machines(total.machines)}</div>
    </div>`}
    ${shifts.length > 1 && html`<p class="soft">${shifts.map((each) => `${each.shift_code || "–"}: −${hoursText(each.lost_hours)} +${hoursText(each.gained_hours)} h`).join(" · ")}</p>`}
    <p class="soft">${texts.preview.period(period.start, period.end)}</p>
  </div>`;
}
