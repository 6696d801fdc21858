// The views there are, and for whom.
import { Calendars } from "./library/calendars.js";
import { Patterns } from "./library/patterns.js";
import { People } from "./people/people.js";
import { Plan } from "./plan/plan.js";
import { Changes } from "./work/changes.js";
import { Exceptions } from "./work/exceptions.js";
import { Findings } from "./work/findings.js";
import { Generate } from "./work/generate.js";
import { Import } from "./work/import.js";
import { Webhooks } from "./work/webhooks.js";

/** @typedef {import("./session.js").Caller} Caller */
/** @typedef {ReturnType<typeof import("./session.js").rights>} Rights */
/** What every view is given: who is signed in, what they may do, and the rest of the address.
 * @typedef {{who: Caller, may: Rights, at: import("./routes.js").Route}} ViewProps */
/** @typedef {"plan" | "patterns" | "calendars" | "exceptions" | "generate" | "import" | "webhooks" | "findings" | "changes" | "people"} ViewName */

/** @param {Rights} may @param {Caller} who
 * @returns {{name: ViewName, show: (props: ViewProps) => unknown}[]} */
export function views(may, who) {
  /** @type {[ViewName, (props: ViewProps) => unknown, boolean][]} */
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
