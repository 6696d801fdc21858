// Registering and changing a webhook. The secret of a new one is made here, shown once, and never read again.
import { html, useState } from "../../vendor/htm-preact.js";
import { patch, post } from "../api.js";
import { Dialog, Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { texts } from "../texts.js";
import { Copy, ResourceField, valueOf } from "./common.js";

/** @typedef {import("./webhooks.js").Webhook} Webhook */

const words = texts.webhooks;
const BYTES = 32; // of a secret

/** A secret in the form of Standard Webhooks. */
function newSecret() {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(BYTES))))}`;
}

/** Lines of "Name: value". @param {string} text @returns {Record<string, string>} */
function headersOf(text) {
  const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
  return Object.fromEntries(lines.map((line) => {
    const [name, ...rest] = line.split(":");
    return [name.trim(), rest.join(":").trim()];
  }));
}

/** @param {{webhook: Webhook | null, who: import("../session.js").Caller, close: () => void}} props `webhook`: null for a new one */
export function WebhookDialog({ webhook, who, close }) {
  const [form, setForm] = useState(() => ({
    name: webhook?.webhook_name || "", url: webhook?.url || "", types: webhook?.event_types || [...words.types],
    code: webhook?.resource_code || (webhook ? "" : who.resource_code || ""), secret: webhook ? "" : newSecret(),
    headers: Object.entries(webhook?.headers || {}).map(([name, value]) => `${name}: ${value}`).join("\n"),
  }));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [isBusy, setBusy] = useState(false);
  const set = (/** @type {Partial<typeof form>} */ part) => setForm((old) => ({ ...old, ...part }));
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const body = {
      webhook_name: form.name.trim(), url: form.url.trim(), event_types: form.types, headers: headersOf(form.headers),
      resource_code: form.code || null, ...(webhook && !form.code ? { resource_id: null } : {}), ...(form.secret ? { secret: form.secret } : {}),
    };
    try {
      if (webhook) await patch(`webhooks/${webhook.id}`, body); else await post("webhooks", body);
      tell(words.saved(body.webhook_name), webhook ? { undo: () => patch(`webhooks/${webhook.id}`, before(webhook)).then(close) } : {});
      close();
    } catch (failed) {
      setError(failed);
      setBusy(false);
    }
  };
  const isAll = form.types.length === words.types.length;
  return html`<${Dialog} title=${webhook ? `${texts.actions.edit}: ${webhook.webhook_name}` : words.add} close=${close}>
    <form onSubmit=${save}>
      <${Field} label=${words.name}><input name="name" required maxlength="100" value=${form.name} onInput=${(/** @type {Event} */ event) => set({ name: valueOf(event) })} /><//>
      <${Field} label=${words.url} hint=${words.urlHint}><input name="url" type="url" required value=${form.url} spellcheck=${false} onInput=${(/** @type {Event} */ event) => set({ url: valueOf(event) })} /><//>
      <${ResourceField} name="about" label=${words.about2} hint=${words.resourceHint} value=${form.code} onChange=${(/** @type {string} */ code) => set({ code })} />
      <details open=${!isAll}><summary>${words.events}: ${isAll ? words.allEvents : form.types.length}</summary>
        <label class="check"><input type="checkbox" checked=${isAll} onChange=${() => set({ types: isAll ? [] : [...words.types] })} />${words.allEvents}</label>
        <div class="types">${words.types.map((type) => html`<label key=${type} class="check"><input type="checkbox" checked=${form.types.includes(type)}
          onChange=${() => set({ types: form.types.includes(type) ? form.types.filter((each) => each !== type) : [...form.types, type] })} />${type}</label>`)}</div>
      </details>
      <${Field} label=${words.headers} hint=${words.headersHint}><textarea name="headers" rows="2" value=${form.headers} onInput=${(/** @type {Event} */ event) => set({ headers: valueOf(event) })} /><//>
      ${form.secret && html`<${Secret} secret=${form.secret} />`}
      <${Failure} error=${error} />
      <div class="tools"><button class="main" disabled=${isBusy || !form.types.length}>${texts.actions.save}</button><button type="button" onClick=${close}>${texts.actions.cancel}</button></div>
    </form>
  <//>`;
}

/** What is written to undo an edit. @param {Webhook} webhook */
function before({ webhook_name, url, event_types, headers, resource_id, resource_code }) {
  return { webhook_name, url, event_types, headers, resource_id, resource_code };
}

/** @param {{secret: string}} props */
function Secret({ secret }) {
  return html`<div class="field"><span>${words.secret}</span>
    <div class="tools"><code class="secret">${secret}</code>
      <${Copy} text=${secret} /></div>
    <small class="soft">${words.secretHint}</small></div>`;
}
