// Starts the page: sign in, then the views.
import { html, render } from "../vendor/htm-preact.js";
import { App } from "./app.js";
import { begin as beginTheme } from "./theme.js";

beginTheme();
render(html`<${App} />`, /** @type {Element} */ (document.getElementById("app")));
