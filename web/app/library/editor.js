// Editing a pattern of one's own: the drawing follows what is typed, and before rules are replaced it is shown what that
// changes for the machines that follow the pattern.
import { html, useEffect, useState } from "../../vendor/htm-preact.js";
import { patch, post, remove } from "../api.js";
import { Failure, Field } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { readPlant } from "../plan/plant.js";
import { Preview, usePreview } from "../plan/preview.js";
import { go, link } from "../routes.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { ResourceField } from "./assign-to.js";
import { draftOf, meaningOf, turned } from "./draft.js";
import { LargeDrawing } from "./drawing.js";
import { previewEnd } from "./read.js";
import { RulesGrid } from "./rules.js";

/** @typedef {import("./cycle.js").Pattern} Pattern */
/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("./draft.js").Meaning} Meaning */
/** @typedef {(how: (lines: Draft["lines"]) => Draft["lines"]) => void} EditLines */

const words = texts.patterns;

/** What is edited, what it means, and the way to save it.
 * @param {Pattern} [pattern] @returns {{draft: Draft, set: (part: Partial<Draft>) => void, edit: EditLines, meaning: Meaning}} */
function useDraft(pattern) {
  const [draft, setDraft] = useState(() => draftOf(pattern));
  const set = (/** @type {Partial<Draft>} */ part) => setDraft((now) => ({ ...now, ...part }));
  const edit = (/** @type {(lines: Draft["lines"]) => Draft["lines"]} */ how) => setDraft((now) => ({ ...now, lines: how(now.lines) }));
  return { draft, set, edit, meaning: meaningOf(draft) };
}

export function NewPattern() {
  const { draft, set, edit, meaning } = useDraft();
  const [on, setOn] = useState("");
  const { value: plant } = useAnswer(readPlant, []);
  const { value: until } = useAnswer(previewEnd, []);
  const resource = plant?.byCode.get(on);
  const code = draft.code.trim();
  const preview = usePreview("rpc/preview_pattern_rules", meaning.isComplete && code && resource ? {
    pattern_code: code, rules: meaning.rules, cycle_days: meaning.cycleDays, anchor_date: meaning.anchor, resource_id: resource.id, period_end: until,
  } : null);
  const save = async () => {
    const made = await post("rpc/create_pattern", {
      pattern_code: code, pattern_name: draft.name.trim() || null, rules: meaning.rules, cycle_days: meaning.cycleDays, anchor_date: meaning.anchor,
    });
    tell(words.created(code), { undo: () => remove(`patterns?id=eq.${made.id}`).then(() => go(link("patterns"))) });
    go(link("patterns", [code]));
  };
  return html`<${Editor} title=${words.create} back=${link("patterns")} draft=${draft} set=${set} edit=${edit} meaning=${meaning} save=${save} isNew
    isBlocked=${!code || Boolean(preview.effect?.conflict)}>
    <section class="panel"><h2>${words.tryOut}</h2><p class="soft">${words.tryOutHint}</p>
      <${ResourceField} plant=${plant} value=${on} onChange=${setOn} label=${words.resource} />
      ${resource && html`<${Preview} ...${preview} />`}</section>
  <//>`;
}

/** @param {{pattern: Pattern, done: () => void}} props `done`: it has been stored, or taken back */
export function EditPattern({ pattern: current, done }) {
  const [pattern] = useState(current); // what was there when editing began
  const { draft, set, edit, meaning } = useDraft(pattern);
  const { value: until } = useAnswer(previewEnd, []);
  const { id, pattern_code: code } = pattern;
  const before = meaningOf(draftOf(pattern));
  const has = { rules: isOther(before, meaning), head: draft.name.trim() !== pattern.pattern_name || meaning.anchor !== pattern.anchor_date };
  const isPlanned = has.rules || meaning.anchor !== pattern.anchor_date;
  const preview = usePreview("rpc/preview_pattern_rules", isPlanned && meaning.isComplete && pattern.assignment_count ? {
    pattern_code: code, rules: turned(meaning, pattern.anchor_date), cycle_days: meaning.cycleDays, period_end: until,
  } : null);
  const store = async (/** @type {Meaning} */ to, /** @type {string} */ name) => {
    if (has.rules) await post("rpc/replace_pattern_rules", { pattern_id: id, rules: to.rules, cycle_days: to.cycleDays });
    if (has.head) await patch(`patterns?id=eq.${id}`, { pattern_name: name, anchor_date: to.anchor });
    done();
  };
  const save = async () => {
    await store(meaning, draft.name.trim() || code);
    tell(words.saved(code), { undo: () => store(before, pattern.pattern_name) });
    go(link("patterns", [code]));
  };
  return html`<${Editor} title=${`${texts.actions.edit}: ${code}`} back=${link("patterns", [code])} draft=${draft} set=${set} edit=${edit} meaning=${meaning} save=${save}
    isBlocked=${(!has.rules && !has.head) || Boolean(preview.effect?.conflict)}>
    ${pattern.assignment_count ? isPlanned && meaning.isComplete && html`<${Preview} ...${preview} />` : html`<p class="soft">${words.unassigned}</p>`}
  <//>`;
}

/** @param {Meaning} a @param {Meaning} b */
function isOther(a, b) {
  const told = (/** @type {Meaning} */ each) => JSON.stringify([each.cycleDays, each.rules.map((rule) => JSON.stringify(rule)).toSorted()]);
  return told(a) !== told(b);
}

/** @param {{title: string, back: string, draft: Draft, set: (part: Partial<Draft>) => void, edit: EditLines, meaning: Meaning, save: () => Promise<void>,
 *   isNew?: boolean, isBlocked: boolean, children: unknown}} props */
function Editor({ title, back, draft, set, edit, meaning, save, isNew, isBlocked, children }) {
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const [isBusy, setBusy] = useState(false);
  useEffect(() => setError(null), [draft]);
  const text = (/** @type {keyof Draft} */ name) => (/** @type {Event} */ event) => set({ [name]: /** @type {HTMLInputElement} */ (event.target).value });
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    setBusy(true);
    await save().catch((/** @type {Error} */ failed) => setError(failed));
    setBusy(false);
  };
  return html`<main class="view"><form onSubmit=${submit}>
    <div class="tools heading"><h1>${title}</h1><span class="space" />
      <button class="main" disabled=${isBusy || isBlocked || !meaning.isComplete}>${texts.actions.save}</button><a class="button" href=${back}>${texts.actions.cancel}</a></div>
    <${Failure} error=${error} />
    <section class="panel"><div class="row">
      ${isNew && html`<${Field} label=${words.patternCode}><input required maxlength="100" autofocus spellcheck=${false} value=${draft.code} onInput=${text("code")} /><//>`}
      <${Field} label=${words.name}><input maxlength="200" value=${draft.name} onInput=${text("name")} /><//>
      <${Field} label=${words.cycleDays} hint=${words.cycleHint}><input type="number" required min="1" max="366" value=${draft.cycle} onInput=${text("cycle")} /><//>
      <${Field} label=${words.anchor} hint=${words.anchorHint}><input type="date" required value=${draft.anchor} onInput=${text("anchor")} /><//>
    </div></section>
    <section class="panel"><div class="tools"><h2>${words.rules}</h2><span class="space" /><strong>${words.weekly(meaning.hours)}</strong></div>
      <${RulesGrid} lines=${draft.lines} meaning=${meaning} edit=${edit} /></section>
    ${children}
    <section class="panel"><h2>${words.drawing}</h2><${LargeDrawing} rules=${meaning.rules} cycleDays=${meaning.cycleDays} anchor=${meaning.anchor} /></section>
  </form></main>`;
}
