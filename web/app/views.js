// The views there are, and for whom. The plan comes with the page; the others are read when somebody goes there.
import { later } from "./parts/later.js";
import { Plan } from "./plan/plan.js";

/** @typedef {import("./session.js").Caller} Caller */
/** @typedef {ReturnType<typeof import("./session.js").rights>} Rights */
/** What every view is given: who is signed in, what they may do, and the rest of the address.
 * @typedef {{who: Caller, may: Rights, at: import("./routes.js").Route}} ViewProps */
/** @typedef {"plan" | "patterns" | "calendars" | "exceptions" | "generate" | "import" | "webhooks" | "findings" | "changes" | "people"} ViewName */
/** @typedef {(props: ViewProps) => unknown} View */

const Calendars = later(() => import("./library/calendars.js").then((file) => file.Calendars));
const Changes = later(() => import("./daily/changes.js").then((file) => file.Changes));
const Exceptions = later(() => import("./daily/exceptions.js").then((file) => file.Exceptions));
const Findings = later(() => import("./daily/findings.js").then((file) => file.Findings));
const Generate = later(() => import("./daily/generate.js").then((file) => file.Generate));
const Import = later(() => import("./daily/import.js").then((file) => file.Import));
const Patterns = later(() => import("./library/patterns.js").then((file) => file.Patterns));
const People = later(() => import("./people/people.js").then((file) => file.People));
const Webhooks = later(() => import("./daily/webhooks.js").then((file) => file.Webhooks));

/** @param {Rights} may @param {Caller} who
 * @returns {{name: ViewName, show: View}[]} */
export function views(may, who) {
  /** @type {[ViewName, View, boolean][]} */
  const all = [
    ["plan", Plan, true],
    ["patterns", Patterns, may.reads],
    ["calendars", Calendars, may.reads],
    ["exceptions", Exceptions, may.reads],
    ["generate", Generate, may.reads],
    ["import", Import, may.plans],
    ["webhooks", Webhooks, may.administers],
    ["findings", Findings, may.reads],
    ["changes", Changes, true],
    ["people", People, who.has_workforce && may.reads],
  ];
  return all.filter(([, , is]) => is).map(([name, show]) => ({ name, show }));
}
