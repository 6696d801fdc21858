// Webhooks: which systems are told of what, and what only the command line knows of their deliveries.
import { html, useState } from "../../vendor/htm-preact.js";
import { get, patch, remove } from "../api.js";
import { Busy, Dialog, Failure, Table } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { chooser, Copy, whenText } from "./common.js";
import { WebhookDialog } from "./webhook.js";

/** @typedef {{id: number, webhook_name: string, url: string, event_types: string[], resource_id: number | null, resource_code: string | null,
 *   headers: Record<string, string>, is_active: boolean, created_by: string | null, created_at: string, updated_at: string}} Webhook */

const words = texts.webhooks;

/** @param {import("../views.js").ViewProps} props */
export function Webhooks({ at, who }) {
  const { value: rows, error, isBusy, again } = useAnswer((signal) => /** @type {Promise<Webhook[]>} */ (get("webhooks", { order: "webhook_name" }, { signal })), []);
  const [editing, setEditing] = useState(/** @type {Webhook | "new" | null} */ (null));
  const [removing, setRemoving] = useState(/** @type {Webhook | null} */ (null));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const chosen = rows?.find((row) => row.webhook_name === at.query.name);
  const close = () => {
    setEditing(null);
    setRemoving(null);
    again();
  };
  const turn = (/** @type {Webhook} */ row) => patch(`webhooks/${row.id}`, { is_active: !row.is_active }).then(() => {
    tell(row.is_active ? words.disabled(row.webhook_name) : words.enabled(row.webhook_name),
      { undo: () => patch(`webhooks/${row.id}`, { is_active: row.is_active }).then(again) });
    setFailure(null);
    again();
  }, setFailure);
  return html`<main class="view">
    <div class="tools"><h1>${texts.views.webhooks}</h1><span class="space" />${isBusy && !rows && html`<${Busy} />`}
      <button class="main" onClick=${() => setEditing("new")}>${words.add}</button></div>
    <p class="soft">${words.about}</p>
    <${Failure} error=${error || failure} again=${again} />
    ${rows && html`<div class="panel"><${List} rows=${rows} chosen=${chosen} edit=${setEditing} turn=${turn} take=${setRemoving}
      open=${(/** @type {Webhook} */ row) => chooser(at)({ name: row === chosen ? undefined : row.webhook_name })} /></div>`}
    ${chosen && html`<${Deliveries} name=${chosen.webhook_name} />`}
    ${editing && html`<${WebhookDialog} webhook=${editing === "new" ? null : editing} who=${who} close=${close} />`}
    ${removing && html`<${RemoveDialog} webhook=${removing} close=${close} />`}
  </main>`;
}

/** What a button does to which webhook. @param {string} action @param {Webhook} row */
const named = (action, row) => `${action}: ${row.webhook_name}`;

/** @param {{rows: Webhook[], chosen: Webhook | undefined, edit: (row: Webhook) => void, turn: (row: Webhook) => void,
 *   take: (row: Webhook) => void, open: (row: Webhook) => void}} props */
function List({ rows, chosen, edit, turn, take, open }) {
  return html`<${Table} label=${texts.views.webhooks} rows=${rows} empty=${words.none} rowKey=${(/** @type {Webhook} */ row) => row.id} columns=${[
    { title: words.name, cell: (/** @type {Webhook} */ row) => html`<strong>${row.webhook_name}</strong><br /><span class="soft url">${row.url}</span>` },
    { title: words.events, cell: (/** @type {Webhook} */ row) => (row.event_types.length === words.types.length ? words.allEvents : row.event_types.join(", ")) },
    { title: words.about2, cell: (/** @type {Webhook} */ row) => row.resource_code || words.wholePlant },
    { title: words.state, cell: (/** @type {Webhook} */ row) => html`<span class="badge ${row.is_active ? "" : "failed"}">${row.is_active ? words.active : words.inactive}</span>
      <br /><span class="soft">${texts.machine.entered(row.created_by || "–", whenText(row.created_at))}</span>` },
    { title: words.actions, cell: (/** @type {Webhook} */ row) => html`<span class="tools">
      <button class="quiet" aria-label=${named(texts.actions.edit, row)} onClick=${() => edit(row)}>${texts.actions.edit}</button>
      <button class="quiet" aria-label=${named(row.is_active ? words.disable : words.enable, row)} onClick=${() => turn(row)}>${row.is_active ? words.disable : words.enable}</button>
      <button class="quiet" aria-label=${named(words.deliveries, row)} aria-expanded=${row === chosen} onClick=${() => open(row)}>${words.deliveries}</button>
      <button class="quiet danger" aria-label=${named(texts.actions.remove, row)} onClick=${() => take(row)}>${texts.actions.remove}</button></span>` },
  ]} />`;
}

/** What the API does not offer, by the command that does it. @param {{name: string}} props */
function Deliveries({ name }) {
  return html`<section class="panel" aria-label=${words.deliveries}>
    <h2>${words.deliveries}: ${name}</h2>
    <p class="soft">${words.commandLine}</p>
    <dl>${words.commands(name).map(([what, command]) => html`<dt key=${command}>${what}</dt><dd><code>${command}</code> <${Copy} text=${command} /></dd>`)}</dl>
  </section>`;
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
