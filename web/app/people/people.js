// People: where enough of them are, week by week, and who works when, up to a month at once. What names somebody is shown to
// whoever may see people.
import { html } from "../../vendor/htm-preact.js";
import { Choice } from "../parts/controls.js";
import { PrintedHeading } from "../parts/printed.js";
import { texts } from "../texts.js";
import { dateIn, periodText, today } from "../time.js";
import { chooser } from "../daily/common.js";
import { moved, period } from "../plan/axis.js";
import { Breaches } from "./breaches.js";
import { Coverage } from "./coverage.js";
import { Roster } from "./roster.js";

const words = texts.people;

/** @param {import("../views.js").ViewProps} props */
export function People({ at, may }) {
  const choose = chooser(at);
  const asked = at.query.show === "rules" || at.query.rule ? "rules"
    : at.query.show === "rosters" || at.query.team || at.query.person || at.query.change ? "rosters" : "coverage";
  const show = may.seesPeople ? asked : "coverage";
  const range = /** @type {import("../plan/axis.js").Range} */ (show === "rosters" && at.query.view in words.ranges ? at.query.view : "week");
  const { from, to } = period(range, dateIn(at.query.date) || today("UTC"));
  const step = (/** @type {number} */ steps) => choose({ date: moved(range, from, steps), day: undefined, gap: undefined });
  const Shown = { rosters: Roster, rules: Breaches, coverage: Coverage }[show];
  return html`<main class="view">
    <${PrintedHeading} title=${[words.of[show], at.query.team || at.query.person || at.query.resource, periodText(from, to)].filter(Boolean).join(" · ")} />
    <div class="tools only-screen">
      <h1>${texts.views.people}</h1>
      ${may.seesPeople && html`<${Choice} label=${texts.views.people} value=${show} options=${Object.entries(words.of)}
        onChange=${(/** @type {string} */ next) => choose({ show: next === "coverage" ? undefined : next, team: undefined, person: undefined, rule: undefined, change: undefined })} />`}
      <span class="space" />
      ${show !== "coverage" && html`<button onClick=${() => print()}>${texts.actions.print}</button>`}
      ${show === "rosters" && html`<${Choice} label=${words.range} value=${range} options=${Object.entries(words.ranges)} onChange=${(/** @type {string} */ view) => choose({ view })} />`}
      <div class="steps">
        <button onClick=${() => step(-1)} aria-label=${texts.plan.earlier}>‹</button>
        <button onClick=${() => choose({ date: undefined, day: undefined, gap: undefined })}>${range === "month" ? words.thisMonth : words.thisWeek}</button>
        <button onClick=${() => step(1)} aria-label=${texts.plan.later}>›</button>
        <strong>${periodText(from, to)}</strong>
      </div>
    </div>
    <${Shown} at=${at} may=${may} first=${from} last=${to} />
  </main>`;
}
