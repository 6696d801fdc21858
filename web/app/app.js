// The frame around every view: who is signed in, where one can go, what just happened.
import { html, useEffect, useLayoutEffect, useState } from "../vendor/htm-preact.js";
import { get, onRefused } from "./api.js";
import { taken } from "./early.js";
import { follow } from "./live.js";
import { link, route } from "./routes.js";
import { forgetKey, keepKey, rights, storedKey } from "./session.js";
import { store, useStore } from "./store.js";
import { texts } from "./texts.js";
import { setClock } from "./time.js";
import { theme, turn } from "./theme.js";
import { Notices } from "./parts/notices.js";
import { Failure } from "./parts/controls.js";
import { views } from "./views.js";

/** @typedef {import("./session.js").Caller} Caller */

/** Who is signed in; null: nobody yet. */
export const caller = store(/** @type {Caller | null} */ (null));
/** The event that came last. Views listen to it. */
export const events = store(/** @type {import("./live.js").Event | null} */ (null));

export function App() {
  const who = useStore(caller);
  const [isExpired, setExpired] = useState(false);
  const [isKnown, setKnown] = useState(!storedKey());
  const [away, setAway] = useState(/** @type {Error | null} */ (null)); // why it is not known who this is
  const enter = async (/** @type {string} */ key, early = taken("caller")) => {
    const found = await (early || get("rpc/current_caller", {}, { key }));
    keepKey(key);
    setClock(found.database_time);
    setExpired(false);
    caller.set(found);
  };
  const resume = async (/** @type {string} */ key) => {
    setAway(null);
    await enter(key).catch((failed) => {
      // A key that is not accepted is of no use any more; one that could not be shown is.
      if (failed.status !== 401 && failed.status !== 403) return setAway(failed);
      forgetKey();
      setExpired(true);
    });
    setKnown(true);
  };
  useLayoutEffect(() => {
    const key = storedKey();
    if (key) resume(key);
    return onRefused(() => {
      forgetKey();
      caller.set(null);
      setExpired(true);
    });
  }, []);
  if (!isKnown) return null;
  if (away && !who) return html`<main class="sign-in"><${Failure} error=${away} again=${() => resume(storedKey() || "")} /></main>`;
  return who ? html`<${Frame} who=${who} />` : html`<${SignIn} enter=${enter} isExpired=${isExpired} />`;
}

/** @param {{enter: (key: string) => Promise<void>, isExpired: boolean}} props */
function SignIn({ enter, isExpired }) {
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const [isBusy, setBusy] = useState(false);
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const key = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("key") || "").trim();
    if (!key) return;
    setBusy(true);
    enter(key).catch((failed) => {
      setError(failed);
      setBusy(false);
    });
  };
  return html`<main class="sign-in">
    <form onSubmit=${submit}>
      <h1>${texts.product}</h1>
      ${isExpired && !error && html`<p class="notice warning" role="status">${texts.signIn.expired}</p>`}
      <label class="field"><span>${texts.signIn.key}</span>
        <input name="key" type="password" autocomplete="current-password" required autofocus spellcheck=${false} />
      </label>
      <p class="soft">${texts.signIn.hint}</p>
      <${Failure} error=${error} />
      <button class="main" disabled=${isBusy}>${texts.signIn.go}</button>
    </form>
  </main>`;
}

/** @param {{who: Caller}} props */
function Frame({ who }) {
  const at = useStore(route);
  const [state, setState] = useState("waiting");
  useEffect(() => follow((event) => events.set(event), setState), [who]);
  const offered = views(rights(who), who);
  const shown = offered.find((view) => view.name === at.view) || offered[0];
  useEffect(() => {
    document.title = `${texts.views[shown.name]} – ${texts.product}`;
  }, [shown.name]);
  const leave = () => {
    forgetKey();
    caller.set(null);
  };
  return html`<div class="frame">
    <header class="bar">
      <a class="product" href=${link("plan")} title=${texts.product}><img src="styles/icon.svg" alt=${texts.product} width="24" height="24" /></a>
      <nav aria-label="Views">
        ${offered.map((view) => html`<a key=${view.name} href=${link(view.name)}
          aria-current=${view === shown ? "page" : undefined}>${texts.views[view.name]}</a>`)}
      </nav>
      <span class="state ${state}" role="status">${texts.live[state]}</span>
      <button class="quiet" onClick=${turn} title=${texts.theme.title}>${texts.theme[useStore(theme) === "dark" ? "light" : "dark"]}</button>
      <span class="who" title=${texts.roles[who.role] || who.role}>${who.name}${who.resource_code ? ` · ${who.resource_code}` : ""}</span>
      <button class="quiet" onClick=${leave}>${texts.signIn.out}</button>
    </header>
    <${shown.show} key=${shown.name} who=${who} may=${rights(who)} at=${at} />
    <${Notices} />
  </div>`;
}
