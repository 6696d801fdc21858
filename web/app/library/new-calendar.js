// A calendar of the plant: a shutdown between the years, a public holiday on which work goes on.
import { html, useState } from "../../vendor/htm-preact.js";
import { post, remove } from "../api.js";
import { Dialog, Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { go, link } from "../routes.js";
import { texts } from "../texts.js";

const words = texts.calendars;

/** @param {{close: () => void, done: () => void}} props */
export function NewCalendar({ close, done }) {
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const [isBusy, setBusy] = useState(false);
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const code = String(form.get("code")).trim();
    setBusy(true);
    try {
      const made = await post("calendars", { calendar_code: code, calendar_name: String(form.get("name")).trim() || code });
      tell(words.created(code), { undo: () => remove(`calendars?id=eq.${made.id}`).then(() => go(link("calendars"))) });
      go(link("calendars", [code]));
      done();
    } catch (failed) {
      setError(/** @type {Error} */ (failed));
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${words.create} close=${close}>
    <form onSubmit=${save}>
      <p class="soft">${words.createHint}</p>
      <div class="row">
        <${Field} label=${words.code}><input name="code" required maxlength="100" autofocus spellcheck=${false} /><//>
        <${Field} label=${words.name}><input name="name" maxlength="200" /><//>
      </div>
      <${Failure} error=${error} />
      <div class="tools"><button class="main" disabled=${isBusy}>${texts.actions.save}</button><button type="button" onClick=${close}>${texts.actions.close}</button></div>
    </form>
  <//>`;
}
