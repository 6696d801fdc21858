// Webhooks: which systems are told of what, and whether they answer.
import { html, useEffect, useRef, useState } from "../../vendor/htm-preact.js";
import { get, patch, remove } from "../api.js";
import { Busy, Dialog, Failure, Table } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { chooser, whenText } from "./common.js";
import { Deliveries } from "./deliveries.js";
import { WebhookDialog } from "./webhook.js";

/** @typedef {{state: "ok" | "failing" | "waiting" | "disabled", reason: string | null, failing_since: string | null, paused_until: string | null,
 *   disabled_at: string | null, last_attempt_at: string | null, last_status: number | null, pending: number, failed: number}} Status */
/** @typedef {{id: number, webhook_name: string, url: string, event_types: string[], resource_id: number | null, resource_code: string | null,
 *   headers: Record<string, string>, is_active: boolean, created_by: string | null, created_at: string, updated_at: string,
 *   webhook_status: Status}} Webhook */

const words = texts.webhooks;
const SOON = 800; // milliseconds after an edit until the state is looked at; then ever more
const SELDOM = 10000; // between two looks when nothing is done here: a key may ask 1,000 times an hour
const SLOWER = 1.5;
const SIGNS = { ok: "✓", failing: "⚠", waiting: "⏸", disabled: "✕", off: "■" };
const READ = {
  select: "*,webhook_status(state,reason,failing_since,paused_until,disabled_at,last_attempt_at,last_status,pending,failed)",
  order: "webhook_name",
};

/** No event tells how deliveries go. So it is looked at while somebody sees the view: soon and often after something was
 * done here. @param {() => void} again @param {number} done counts what was done */
function useLook(again, done) {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    let pause = SOON, timer = 0;
    const look = () => {
      clearTimeout(timer);
      if (document.hidden) return;
      latest.current();
      pause = Math.min(pause * SLOWER, SELDOM);
      timer = window.setTimeout(look, pause);
    };
    timer = window.setTimeout(look, pause);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [done]);
}

/** @param {import("../views.js").ViewProps} props */
export function Webhooks({ at, who }) {
  const [done, setDone] = useState(0);
  const { value: rows, error, isBusy, again } = useAnswer((signal) => /** @type {Promise<Webhook[]>} */ (get("webhooks", READ, { signal })), [done]);
  useLook(again, done);
  const [editing, setEditing] = useState(/** @type {Webhook | "new" | null} */ (null));
  const [removing, setRemoving] = useState(/** @type {Webhook | null} */ (null));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const chosen = rows?.find((row) => row.webhook_name === at.query.name);
  const look = () => setDone((old) => old + 1);
  const close = () => {
    setEditing(null);
    setRemoving(null);
    look();
  };
  const turn = (/** @type {Webhook} */ row, /** @type {boolean} */ on) => patch(`webhooks/${row.id}`, { is_active: on }).then(() => {
    if (on === row.is_active) tell(words.tried(row.webhook_name));
    else tell(on ? words.enabled(row.webhook_name) : words.disabled(row.webhook_name), { undo: () => patch(`webhooks/${row.id}`, { is_active: !on }).then(look) });
    setFailure(null);
    look();
  }, setFailure);
  return html`<main class="view">
    <div class="tools"><h1>${texts.views.webhooks}</h1><span class="space" />${isBusy && !rows && html`<${Busy} />`}
      <button class="main" onClick=${() => setEditing("new")}>${words.add}</button></div>
    <p class="soft">${words.about}</p>
    <${Failure} error=${error || failure} again=${again} />
    ${rows && html`<div class="panel"><${List} rows=${rows} chosen=${chosen} edit=${setEditing} turn=${turn} take=${setRemoving}
      open=${(/** @type {Webhook} */ row) => chooser(at)({ name: row === chosen ? undefined : row.webhook_name, state: undefined })} /></div>`}
    ${chosen && html`<${Deliveries} key=${chosen.id} webhook=${chosen} at=${at} look=${look} />`}
    ${editing && html`<${WebhookDialog} webhook=${editing === "new" ? null : editing} who=${who} close=${close} />`}
    ${removing && html`<${RemoveDialog} webhook=${removing} close=${close} />`}
  </main>`;
}

/** What a button does to which webhook. @param {string} action @param {Webhook} row */
const named = (action, row) => `${action}: ${row.webhook_name}`;

/** @param {{rows: Webhook[], chosen: Webhook | undefined, edit: (row: Webhook) => void, turn: (row: Webhook, on: boolean) => void,
 *   take: (row: Webhook) => void, open: (row: Webhook) => void}} props */
function List({ rows, chosen, edit, turn, take, open }) {
  return html`<${Table} label=${texts.views.webhooks} rows=${rows} empty=${words.none} rowKey=${(/** @type {Webhook} */ row) => row.id} columns=${[
    { title: words.name, cell: (/** @type {Webhook} */ row) => html`<strong>${row.webhook_name}</strong><br /><span class="soft url">${row.url}</span>
      <br /><span class="soft">${texts.machine.entered(row.created_by || "–", whenText(row.created_at))}</span>` },
    { title: words.events, cell: (/** @type {Webhook} */ row) => (row.event_types.length === words.types.length ? words.allEvents : row.event_types.join(", ")) },
    { title: words.about2, cell: (/** @type {Webhook} */ row) => row.resource_code || words.wholePlant },
    { title: words.state, cell: (/** @type {Webhook} */ row) => html`<${State} status=${row.webhook_status} />` },
    { title: words.actions, cell: (/** @type {Webhook} */ row) => html`<span class="tools">
      <button class="quiet" aria-label=${named(texts.actions.edit, row)} onClick=${() => edit(row)}>${texts.actions.edit}</button>
      <button class="quiet" aria-label=${named(row.is_active ? words.disable : words.enable, row)} onClick=${() => turn(row, !row.is_active)}>${row.is_active ? words.disable : words.enable}</button>
      ${row.webhook_status.failing_since && row.is_active && html`<button class="quiet" aria-label=${named(words.tryNow, row)} onClick=${() => turn(row, true)}>${words.tryNow}</button>`}
      <button class="quiet" aria-label=${named(words.deliveries, row)} aria-expanded=${row === chosen} onClick=${() => open(row)}>${words.deliveries}</button>
      <button class="quiet danger" aria-label=${named(texts.actions.remove, row)} onClick=${() => take(row)}>${texts.actions.remove}</button></span>` },
  ]} />`;
}

/** Whether it answers, and what waits for it. @param {{status: Status}} props */
function State({ status }) {
  const { state, reason, failing_since: since, paused_until: until, last_attempt_at: last, last_status: answer, pending, failed } = status;
  const kind = state === "disabled" && !reason ? "off" : state;
  const about = [
    kind === "disabled" ? reason : since && words.since(whenText(since)),
    until && words.pausedUntil(whenText(until)),
    last ? words.lastAnswer(answer, whenText(last)) : words.nothingSent,
    pending > 0 && words.pendingCount(pending), failed > 0 && words.failedCount(failed),
  ].filter(Boolean);
  return html`<span class="badge hook ${kind}"><span aria-hidden="true">${SIGNS[kind]}</span> ${words.states[kind]}</span>
    ${about.map((each) => html`<br /><span class="soft">${each}</span>`)}`;
}

/** Its deliveries go with it, and nobody can bring them back. @param {{webhook: Webhook, close: () => void}} props */
function RemoveDialog({ webhook, close }) {
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const take = () => remove(`webhooks/${webhook.id}`).then(() => {
    tell(words.removed(webhook.webhook_name));
    close();
  }, setError);
  return html`<${Dialog} title=${`${texts.actions.remove}: ${webhook.webhook_name}`} close=${close}>
    <p>${words.removeHint}</p>
    <${Failure} error=${error} />
    <div class="tools"><button class="danger" onClick=${take}>${texts.actions.remove}</button><button onClick=${close}>${texts.actions.cancel}</button></div>
  <//>`;
}
