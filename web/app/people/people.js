// People: where enough of them are, week by week, and who works when. What names somebody is shown to whoever may see people.
import { html } from "../../vendor/htm-preact.js";
import { Choice } from "../parts/controls.js";
import { PrintedHeading } from "../parts/printed.js";
import { texts } from "../texts.js";
import { addDays, dateIn, monday, periodText, today } from "../time.js";
import { chooser } from "../daily/common.js";
import { Breaches } from "./breaches.js";
import { Coverage } from "./coverage.js";
import { Roster } from "./roster.js";

const words = texts.people;

/** @param {import("../views.js").ViewProps} props */
export function People({ at, may }) {
  const choose = chooser(at);
  const first = monday(dateIn(at.query.date) || today("UTC"));
  const asked = at.query.show === "rules" || at.query.rule ? "rules"
    : at.query.show === "rosters" || at.query.team || at.query.person || at.query.change ? "rosters" : "coverage";
  const show = may.seesPeople ? asked : "coverage";
  const step = (/** @type {number} */ days) => choose({ date: addDays(first, days), day: undefined, gap: undefined });
  const Shown = { rosters: Roster, rules: Breaches, coverage: Coverage }[show];
  const about = at.query.team || at.query.person || at.query.resource || "";
  return html`<main class="view">
    <${PrintedHeading} title=${[words.of[show], about, periodText(first, addDays(first, 6))].filter(Boolean).join(" · ")} />
    <div class="tools only-screen">
      <h1>${texts.views.people}</h1>
      ${may.seesPeople && html`<${Choice} label=${texts.views.people} value=${show} options=${Object.entries(words.of)}
        onChange=${(/** @type {string} */ next) => choose({ show: next === "coverage" ? undefined : next, team: undefined, person: undefined, rule: undefined, change: undefined })} />`}
      <span class="space" />
      ${show !== "coverage" && html`<button onClick=${() => print()}>${texts.actions.print}</button>`}
      <button onClick=${() => step(-7)} aria-label=${texts.plan.earlier}>‹</button>
      <button onClick=${() => choose({ date: undefined, day: undefined, gap: undefined })}>${words.thisWeek}</button>
      <button onClick=${() => step(7)} aria-label=${texts.plan.later}>›</button>
      <strong>${periodText(first, addDays(first, 6))}</strong>
    </div>
    <${Shown} at=${at} may=${may} first=${first} />
  </main>`;
}
