// Parts of the page that are read when somebody comes to them, so that the first view is there soon.
import { html } from "../../vendor/htm-preact.js";
import { useAnswer } from "../store.js";
import { Busy, Failure } from "./controls.js";

/** @param {() => Promise<(props: any) => unknown>} load @returns {(props: any) => unknown} */
export function later(load) {
  return function Later(props) {
    const { value, error, again } = useAnswer(async () => ({ show: await load() }), []);
    if (!value) return html`<div class="view">${error ? html`<${Failure} error=${error} again=${again} />` : html`<${Busy} />`}</div>`;
    return html`<${value.show} ...${props} />`;
  };
}
