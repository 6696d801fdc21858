// The HTTP API: what everybody else uses, and nothing besides.
import { credentials, storedKey } from "./session.js";
import { texts } from "./texts.js";

const V1 = new URL("../api/v1/", import.meta.url);
const V2 = new URL("../api/v2/", import.meta.url);
const PAGE = 10000; // rows of an answer, at most
const PATIENCE = 10; // seconds

/** An answer that is an error: its code, and in words what happened and what to do. */
export class ApiError extends Error {
  /** @param {number} status @param {{code?: string, message?: string, details?: string | null, hint?: string | null}} told */
  constructor(status, told) {
    super(told.message || texts.api.failed(status));
    this.status = status;
    this.code = told.code || "";
    this.details = told.details || "";
    this.hint = told.hint || "";
  }
}

/** @type {Set<() => void>} */
const refused = new Set();

/** Be told when the key is not, or no longer, accepted.
 * @param {() => void} listener */
export function onRefused(listener) {
  refused.add(listener);
  return () => refused.delete(listener);
}

/** @param {string} path below /api/v1/, or /api/v2/ after `v2:` */
export function address(path) {
  return path.startsWith("v2:") ? new URL(path.slice(3), V2) : new URL(path, V1);
}

/** @param {string} path @param {RequestInit & {key?: string, headers?: Record<string, string>}} [options]
 * @returns {Promise<Response>} */
export async function send(path, options = {}) {
  const { key = storedKey() || "", headers, ...rest } = options;
  let response;
  try {
    response = await patiently(() => fetch(address(path), { ...rest, headers: { ...credentials(key), ...headers } }), rest.method);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, { message: texts.api.unreachable, hint: texts.api.unreachableHint });
  }
  if (!response.ok) {
    const told = await response.json().catch(() => ({}));
    if (response.status === 401 && !options.key) refused.forEach((listener) => listener());
    throw new ApiError(response.status, told);
  }
  return response;
}

/** What only reads is asked again when the server says that it is busy, or that the key has asked too much lately.
 * @param {() => Promise<Response>} ask @param {string} [method] */
async function patiently(ask, method = "GET") {
  for (let left = 2; ; left -= 1) {
    const response = await ask();
    const wait = Number(response.headers.get("Retry-After") || NaN);
    if (!left || method !== "GET" || ![429, 503].includes(response.status) || !(wait <= PATIENCE)) return response;
    await new Promise((resolve) => setTimeout(resolve, 1000 * wait));
  }
}

/** @param {string} path @param {Record<string, unknown>} [query] @param {{signal?: AbortSignal, key?: string}} [options]
 * @returns {Promise<any>} */
export async function get(path, query = {}, options = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const response = await send(given.length ? `${path}?${search}` : path, options);
  return response.json();
}

/** All rows of a view, page by page by a key that orders them.
 * @param {string} path @param {string} column @param {Record<string, unknown>} query @param {{signal?: AbortSignal}} [options]
 * @returns {Promise<any[]>} */
export async function getAll(path, column, query, options = {}) {
  const rows = [];
  for (;;) {
    const after = rows.length ? { [column]: `gt.${rows[rows.length - 1][column]}` } : {};
    const page = await get(path, { order: column, limit: PAGE, ...query, ...after }, options);
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}

/** @param {string} method @param {string} path @param {unknown} [body] @param {Record<string, string>} [headers]
 * @returns {Promise<any>} the answer; null where there is none */
export async function write(method, path, body, headers = {}) {
  const response = await send(path, {
    method,
    headers: body === undefined ? headers : { "Content-Type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return response.status === 204 ? null : response.json().catch(() => null);
}

/** @param {string} path @param {unknown} [body] */
export const post = (path, body = {}) => write("POST", path, body);
/** @param {string} path @param {unknown} body */
export const patch = (path, body) => write("PATCH", path, body);
/** @param {string} path */
export const remove = (path) => write("DELETE", path);
