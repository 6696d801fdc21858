// Long work in the background: how far it is, what came of it, and a way to stop it.
import { html, useEffect, useState } from "../../vendor/htm-preact.js";
import { get, post } from "../api.js";
import { Failure } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { numberText } from "../time.js";
import { datesText, useEvents, whenText } from "./common.js";

/** @typedef {{id: number, kind: string, state: string, percent: number, machines: number, machines_done: number, rows_written: number,
 *   estimated_end: string | null, result: Record<string, number> | null, error: string | null, arguments: Record<string, any>,
 *   created_by: string, created_at: string, finished_at: string | null}} Job */

const words = texts.generate;
const SHOWN = 10;
const LOOK = 1000; // milliseconds between two looks at what runs

/** @param {{may: import("../views.js").Rights, asked: number}} props `asked` counts what was asked for here */
export function Jobs({ may, asked }) {
  const { value: jobs, error, again } = useAnswer(
    (signal) => /** @type {Promise<Job[]>} */ (get("jobs", { order: "id.desc", limit: SHOWN }, { signal })), [asked]);
  useEvents(/^job\./, again);
  const isRunning = jobs?.some((job) => job.state === "queued" || job.state === "running");
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(again, LOOK);
    return () => clearInterval(timer);
  }, [isRunning]);
  return html`<section class="panel" aria-label=${words.jobs}>
    <h2>${words.jobs}</h2>
    <${Failure} error=${error} again=${again} />
    ${jobs && !jobs.length && html`<p class="soft">${words.noJobs}</p>`}
    ${jobs && html`<ul class="plain">${jobs.map((job) => html`<${Line} key=${job.id} job=${job} may=${may} again=${again} />`)}</ul>`}
  </section>`;
}

/** @param {{job: Job, may: import("../views.js").Rights, again: () => void}} props */
function Line({ job, may, again }) {
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const isOpen = job.state === "queued" || job.state === "running";
  const cancel = () => post("rpc/cancel_job", { job_id: job.id }).then(() => {
    tell(words.cancelled(job.id));
    again();
  }, setError);
  const { start_date: from, end_date: to, regenerate } = job.arguments || {};
  return html`<li>
    <div class="tools">
      <strong>${words.job(job.id)}</strong><span class="badge ${job.state}">${words.states[job.state] || job.state}</span>
      <span>${[from && datesText(from, to), words.machineCount(job.machines), regenerate ? words.hows.anew : words.hows.missing].filter(Boolean).join(" · ")}</span>
      <span class="space" /><span class="soft">${job.created_by || ""} · ${whenText(job.created_at)}</span>
      ${isOpen && may.plans && html`<button onClick=${cancel}>${texts.actions.cancel}</button>`}
    </div>
    ${isOpen && html`<div class="tools"><progress max="100" value=${job.percent || 0} aria-label=${words.job(job.id)} />
      <span class="soft">${words.progress(job.percent || 0, job.machines_done || 0, job.machines)}${job.estimated_end ? ` ${words.until(whenText(job.estimated_end))}` : ""}</span></div>`}
    ${job.result && html`<p class="soft">${words.result.map(([name, title]) => `${title} ${numberText(job.result?.[name] || 0)}`).join(" · ")}</p>`}
    ${job.error && html`<p class="notice ${isOpen ? "warning" : "error"}">${job.error}</p>`}
    <${Failure} error=${error} />
  </li>`;
}
