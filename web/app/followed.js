// Reading again what events say has changed: soon after the first of them and, while they keep coming, ever less often, so
// that a busy plant does not use up the requests of a key.
import { useEffect, useRef } from "../vendor/htm-preact.js";
import { events } from "./app.js";

const SOON = 300; // milliseconds, in which what comes together is gathered
const LEAST = 1500; // between two readings
const MOST = 15000;

/** @param {(event: import("./live.js").Event) => boolean} concerns @param {() => void} again */
export function useFollowed(concerns, again) {
  const latest = useRef({ concerns, again });
  latest.current = { concerns, again };
  useEffect(() => {
    let timer = 0, last = -MOST, pause = LEAST;
    const read = () => {
      const now = performance.now();
      pause = now - last < 2 * pause ? Math.min(pause * 2, MOST) : LEAST;
      timer = 0;
      last = now;
      latest.current.again();
    };
    const stop = events.listen((event) => {
      if (!event || !latest.current.concerns(event) || timer) return;
      timer = window.setTimeout(read, Math.max(SOON, last + pause - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
}
