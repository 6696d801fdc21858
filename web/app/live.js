// Live events: what others change, as the server tells it (server-sent events, read by fetch since they need the key).
import { send } from "./api.js";

/** @typedef {{id: string, event: string, timestamp: string, data: Record<string, any>}} Event */

const AGAIN = 2000; // milliseconds
const MOST = 30000;

/** Follow the events until `stop` is called. `state` hears "live", and "waiting" while there is no connection.
 * @param {(event: Event) => void} told @param {(state: "live" | "waiting") => void} state
 * @returns {() => void} stop */
export function follow(told, state) {
  const abort = new AbortController();
  let last = "", pause = AGAIN;
  const listen = async () => {
    const headers = last ? { "Last-Event-ID": last } : undefined;
    const response = await send("events", { signal: abort.signal, headers });
    state("live");
    pause = AGAIN;
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const parts = text.split("\n\n");
      text = parts.pop() || "";
      parts.map(message).forEach((each) => {
        last = each.id || last;
        if (each.data) told(each.data);
      });
    }
  };
  const keep = async () => {
    while (!abort.signal.aborted) {
      await listen().catch(() => undefined);
      if (abort.signal.aborted) return;
      state("waiting");
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, MOST);
    }
  };
  keep();
  return () => abort.abort();
}

/** @param {string} block lines `field: value` @returns {{id: string, data: Event | null}} */
function message(block) {
  const lines = block.split("\n").map((line) => line.split(/: ?(.*)/s));
  const value = (/** @type {string} */ name) =>
    lines.filter(([field]) => field === name).map(([, text]) => text).join("\n");
  const data = value("data");
  try {
    return { id: value("id"), data: data ? JSON.parse(data) : null };
  } catch {
    return { id: "", data: null };
  }
}
