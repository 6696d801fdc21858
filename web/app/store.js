// Values that several parts of the page share: whoever uses one is drawn anew when it changes.
import { useEffect, useLayoutEffect, useState } from "../vendor/htm-preact.js";

/** @template T @param {T} initial */
export function store(initial) {
  let value = initial;
  /** @type {Set<(value: T) => void>} */
  const listeners = new Set();
  return {
    get: () => value,
    /** @param {T} next */
    set: (next) => {
      if (next === value) return;
      value = next;
      listeners.forEach((listener) => listener(value));
    },
    /** @param {(value: T) => void} listener */
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** @template T @param {{get: () => T, listen: (listener: (value: T) => void) => () => void}} shared @returns {T} */
export function useStore(shared) {
  const [value, setValue] = useState(() => shared.get());
  useEffect(() => {
    setValue(() => shared.get());
    return shared.listen((next) => setValue(() => next));
  }, [shared]);
  return value;
}

/** What a promise gives, with the error it ended in, and a way to ask again. Asked anew when an input changes.
 * @template T @param {(signal: AbortSignal) => Promise<T>} ask @param {unknown[]} inputs
 * @returns {{value: T | undefined, error: Error | undefined, isBusy: boolean, again: () => void}} */
export function useAnswer(ask, inputs) {
  const [count, setCount] = useState(0);
  const [state, setState] = useState(
    /** @type {{value: T | undefined, error: Error | undefined, isBusy: boolean}} */
    ({ value: undefined, error: undefined, isBusy: true }),
  );
  // At once, and not only when the browser has drawn.
  useLayoutEffect(() => {
    const abort = new AbortController();
    setState((old) => ({ ...old, isBusy: true }));
    ask(abort.signal).then(
      (value) => abort.signal.aborted || setState({ value, error: undefined, isBusy: false }),
      (error) => abort.signal.aborted || setState((old) => ({ ...old, error, isBusy: false })),
    );
    return () => abort.abort();
  }, [...inputs, count]);
  return { ...state, again: () => setCount((old) => old + 1) };
}
