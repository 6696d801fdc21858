// Dark and light: as the system has it, unless somebody chose.
import { store } from "./store.js";

const CHOSEN = "sched.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

const now = () => localStorage.getItem(CHOSEN) || (system.matches ? "dark" : "light");

/** "dark" or "light". */
export const theme = store(now());

export function begin() {
  const show = () => {
    theme.set(now());
    document.documentElement.dataset.theme = theme.get();
  };
  system.addEventListener("change", show);
  theme.listen(show);
  show();
}

export function turn() {
  localStorage.setItem(CHOSEN, theme.get() === "dark" ? "light" : "dark");
  theme.set(now());
}
