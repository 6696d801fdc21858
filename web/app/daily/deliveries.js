// What was sent to a webhook and what it answered; a ping, a replay, another secret.
import { html, useState } from "../../vendor/htm-preact.js";
import { get, post } from "../api.js";
import { Choice, Dialog, Failure, Field, Table } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { instantText, numberText } from "../time.js";
import { chooser, Copy, Pager, planLink, valueOf, whenText } from "./common.js";

/** @typedef {import("./webhooks.js").Webhook} Webhook */
/** @typedef {{id: number, event_id: number, event_type: string, resource_code: string | null, state: "pending" | "delivered" | "failed",
 *   attempts: number, status: number | null, duration_ms: number | null, occurred_at: string, finished_at: string | null,
 *   next_attempt_at: string | null, answer: string | null}} Delivery */

const words = texts.webhooks;
const SIZE = 25;
const HOUR = 3600000;
const SIGNS = { pending: "…", delivered: "✓", failed: "✕" };
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** With seconds: deliveries follow each other quickly. @param {string} instant */
function momentText(instant) {
  return instantText(Date.parse(instant), ZONE, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });
}

/** @param {{webhook: Webhook, at: import("../routes.js").Route, look: () => void}} props `look`: see how it goes, soon */
export function Deliveries({ webhook, at, look }) {
  const { pending, failed, last_attempt_at: last } = webhook.webhook_status;
  const state = Object.hasOwn(words.deliveryStates, at.query.state || "") ? at.query.state : undefined;
  const page = Math.max(Number(at.query.page) || 1, 1);
  const { value: rows, error, again } = useAnswer(
    (signal) => /** @type {Promise<Delivery[]>} */ (get(`webhooks/${webhook.id}/deliveries`,
      { state: state && `eq.${state}`, order: "id.desc", limit: SIZE + 1, offset: (page - 1) * SIZE }, { signal })),
    [state, page, pending, failed, last],
  );
  const [asked, setAsked] = useState(/** @type {"since" | "secret" | null} */ (null));
  const [failure, setFailure] = useState(/** @type {unknown} */ (null));
  const run = (/** @type {Promise<string>} */ work) => work.then((told) => {
    tell(told);
    setFailure(null);
    look();
    again();
  }, setFailure);
  const ping = () => run(post("rpc/ping_webhook", { webhook_id: webhook.id }).then(() => (webhook.is_active ? words.pinged : words.pingedOff)(webhook.webhook_name)));
  const resend = (/** @type {Delivery} */ row) => run(post("rpc/replay_webhook", { webhook_id: webhook.id, event_id: row.event_id }).then(words.replayed));
  return html`<section class="panel" aria-label=${words.deliveries}>
    <div class="tools"><h2>${words.deliveries}: ${webhook.webhook_name}</h2><span class="space" />
      <button class="main" onClick=${ping}>${words.ping}</button>
      <button onClick=${() => setAsked("since")}>${words.replaySince}</button>
      <button onClick=${() => setAsked("secret")}>${words.newSecret}</button></div>
    <${Choice} label=${words.show} value=${state || ""} options=${[["", texts.work.all], ...Object.entries(words.deliveryStates)]}
      onChange=${(/** @type {string} */ next) => chooser(at)({ state: next || undefined })} />
    <${Failure} error=${error || failure} again=${error && again} />
    ${rows && html`<${Rows} rows=${rows.slice(0, SIZE)} isActive=${webhook.is_active} resend=${resend} /><${Pager} at=${at} size=${SIZE} rows=${rows} />`}
    ${asked === "since" && html`<${SinceDialog} webhook=${webhook} run=${run} close=${() => setAsked(null)} />`}
    ${asked === "secret" && html`<${SecretDialog} webhook=${webhook} close=${() => setAsked(null)} />`}
  </section>`;
}

/** @param {{rows: Delivery[], isActive: boolean, resend: (row: Delivery) => void}} props */
function Rows({ rows, isActive, resend }) {
  return html`<${Table} label=${words.deliveries} rows=${rows} empty=${words.noDeliveries} rowKey=${(/** @type {Delivery} */ row) => row.id} columns=${[
    { title: words.event, cell: (/** @type {Delivery} */ row) => html`${row.event_type}<br /><span class="soft">${row.event_id}</span>` },
    { title: words.about2, cell: (/** @type {Delivery} */ row) => row.resource_code && html`<a class="keep" href=${planLink(row.resource_code)}>${row.resource_code}</a>` },
    { title: words.happened, cell: (/** @type {Delivery} */ row) => momentText(row.occurred_at) },
    { title: words.state, cell: (/** @type {Delivery} */ row) => html`<span class="badge hook ${row.state}"><span aria-hidden="true">${SIGNS[row.state]}</span> ${words.deliveryStates[row.state]}</span>
      <br /><span class="soft">${row.finished_at ? momentText(row.finished_at) : nextText(row, isActive)}</span>` },
    { title: words.answer, cell: (/** @type {Delivery} */ row) => row.attempts > 0 && html`<span class="keep">${[row.status ?? words.noAnswer,
      row.duration_ms !== null && `${numberText(row.duration_ms)} ms`, words.attempts(row.attempts)].filter(Boolean).join(" · ")}</span>
      ${row.answer && html`<br /><span class="soft answer">${row.answer}</span>`}` },
    { title: words.actions, cell: (/** @type {Delivery} */ row) => row.event_type !== "ping" && row.state !== "pending" && html`<button class="quiet"
      aria-label=${`${words.again}: ${row.event_type} ${row.event_id}`} onClick=${() => resend(row)}>${words.again}</button>` },
  ]} />`;
}

/** When what is pending will be tried. @param {Delivery} row @param {boolean} isActive */
function nextText(row, isActive) {
  if (!isActive) return words.whenOn;
  return row.attempts && row.next_attempt_at ? words.nextAttempt(momentText(row.next_attempt_at)) : words.soon;
}

/** @param {{webhook: Webhook, run: (work: Promise<string>) => Promise<void>, close: () => void}} props */
function SinceDialog({ webhook, run, close }) {
  const [since, setSince] = useState(() => {
    const { failing_since: from, disabled_at: disabled } = webhook.webhook_status;
    const start = new Date(from || disabled || Date.now() - HOUR);
    return new Date(start.getTime() - start.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  });
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const send = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    try {
      const done = await post("rpc/replay_webhook", { webhook_id: webhook.id, since: new Date(since).toISOString() });
      close();
      await run(Promise.resolve(words.replayed(done)));
    } catch (failed) {
      setError(failed);
    }
  };
  return html`<${Dialog} title=${`${words.again}: ${webhook.webhook_name}`} close=${close}>
    <form onSubmit=${send}>
      <p>${words.replayHint}</p>
      <${Field} label=${words.sinceWhen} hint=${words.zone(ZONE)}>
        <input name="since" type="datetime-local" required value=${since} onInput=${(/** @type {Event} */ event) => setSince(valueOf(event))} /><//>
      <${Failure} error=${error} />
      <div class="tools"><button class="main">${words.send}</button><button type="button" onClick=${close}>${texts.actions.cancel}</button></div>
    </form>
  <//>`;
}

/** @param {{webhook: Webhook, close: () => void}} props */
function SecretDialog({ webhook, close }) {
  const [made, setMade] = useState(/** @type {{secret: string, previous_secret_until: string} | null} */ (null));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const make = () => post("rpc/rotate_webhook_secret", { webhook_id: webhook.id }).then(setMade, setError);
  return html`<${Dialog} title=${`${words.newSecret}: ${webhook.webhook_name}`} close=${close}>
    <p>${made ? words.rotated(whenText(made.previous_secret_until)) : words.rotateHint}</p>
    ${made && html`<div class="tools"><code class="secret">${made.secret}</code> <${Copy} text=${made.secret} /></div>`}
    <${Failure} error=${error} />
    <div class="tools">${!made && html`<button class="main" onClick=${make}>${words.newSecret}</button>`}
      <button onClick=${close}>${made ? texts.actions.close : texts.actions.cancel}</button></div>
  <//>`;
}
