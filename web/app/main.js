// Starts the page: sign in, then the views.
import { html, render } from "../vendor/htm-preact.js";
import { App } from "./app.js";
import { takeKey } from "./session.js";
import { begin as beginTheme } from "./theme.js";

takeKey();
beginTheme();
render(html`<${App} />`, /** @type {Element} */ (document.getElementById("app")));
