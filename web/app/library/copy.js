// A copy of a pattern under another code, which can be changed.
import { html, useState } from "../../vendor/htm-preact.js";
import { post, remove } from "../api.js";
import { Dialog, Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { go, link } from "../routes.js";
import { texts } from "../texts.js";

const words = texts.patterns;

/** @param {{pattern: import("./cycle.js").Pattern, close: () => void}} props */
export function CopyDialog({ pattern, close }) {
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const [isBusy, setBusy] = useState(false);
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    setBusy(true);
    try {
      const made = await post("rpc/copy_pattern", { pattern_id: pattern.id, new_code: String(form.get("code")).trim(), new_name: String(form.get("name")).trim() || null });
      tell(words.copied(made.pattern_code), { undo: () => remove(`patterns?id=eq.${made.id}`).then(() => go(link("patterns"))) });
      close();
      go(link("patterns", [made.pattern_code], { edit: "1" }));
    } catch (failed) {
      setError(/** @type {Error} */ (failed));
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${`${words.copy}: ${pattern.pattern_code}`} close=${close}>
    <form onSubmit=${save}>
      <div class="row">
        <${Field} label=${words.patternCode}><input name="code" required maxlength="100" autofocus spellcheck=${false} defaultValue=${`${pattern.pattern_code}_2`} /><//>
        <${Field} label=${words.name}><input name="name" maxlength="200" defaultValue=${pattern.pattern_name} /><//>
      </div>
      <${Failure} error=${error} />
      <div class="tools"><button class="main" disabled=${isBusy}>${words.copy}</button><button type="button" onClick=${close}>${texts.actions.close}</button></div>
    </form>
  <//>`;
}
