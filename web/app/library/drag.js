// Patterns are dragged to what shall follow them.

/** What is dragged from the library of patterns: the code of one. */
export const PATTERN = "application/x-sched-pattern";

/** @param {DragEvent} event @param {string} code */
export function drag(event, code) {
  if (!event.dataTransfer) return;
  event.dataTransfer.setData(PATTERN, code);
  event.dataTransfer.effectAllowed = "copyLink";
}

/** Whether a pattern hangs over a place: what else is dragged does not concern us. @param {DragEvent} event */
export const carries = (event) => Boolean(event.dataTransfer?.types.includes(PATTERN));

/** @param {DragEvent} event @returns {string} the code, or nothing */
export const dropped = (event) => event.dataTransfer?.getData(PATTERN) || "";
