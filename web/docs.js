// Lays out the description of the HTTP API, which lies beside the page.
"use strict";

const METHODS = ["get", "post", "patch", "put", "delete"];
const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const nav = /** @type {HTMLElement} */ (document.querySelector("nav"));
const search = /** @type {HTMLInputElement} */ (document.getElementById("search"));
/** What an entry of the page is found by. @type {Map<Element, string>} */
const words = new Map();
/** A part of the description, as its JSON has it. @typedef {Record<string, any>} Part */
/** @typedef {string | Node} Content */
/** The whole description. @type {Part} */
let api = {};

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Content | Content[]} [content]
 * @param {Record<string, string>} [attributes]
 */
function make(name, content, attributes) {
  const element = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...[content === undefined ? [] : content].flat());
  return element;
}

/** @param {Part | undefined} thing @returns {Part} */
function resolve(thing) {
  const path = thing && thing.$ref ? /** @type {string} */ (thing.$ref).slice(2).split("/") : [];
  return path.length ? path.reduce((place, key) => place[key], api) : thing || {};
}

/** What a schema allows, in a few words. @param {Part} schema @returns {string} */
function kind(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return name.startsWith("filter.") ? "filter" : resolve(schema).enum ? resolve(schema).enum.join(" | ") : name;
  }
  if (schema.anyOf) return schema.anyOf.map(kind).join(" or ");
  const types = [/** @type {string | string[]} */ (schema.type || "any JSON")].flat()
    .map((type) => type === "array" ? "array of " + kind(schema.items || {}) : type).join(" or ");
  return schema.format && schema.format !== "int32" ? types + ", " + schema.format : types;
}

/** Text of comments: `code` and **strong** and [links](...), nothing else. @param {string} text */
function prose(text) {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https:[^)]+\))/).map((part) => {
    if (part.startsWith("`")) return make("code", part.slice(1, -1));
    if (part.startsWith("**")) return make("strong", part.slice(2, -2));
    const link = part.match(/^\[([^\]]+)\]\((https:[^)]+)\)$/);
    return link ? make("a", link[1], { href: link[2], rel: "noreferrer" }) : part.replace(/([^\n])\n(?!\n)/g, "$1 ");
  });
  return make("p", parts, { class: "text" });
}

/** @param {[name: string, type: string, text: string][]} rows */
function table(rows) {
  return make("table", rows.map(([name, type, text]) => make("tr", [
    make("td", make("code", name)), make("td", type, { class: "soft" }), make("td", text || ""),
  ])));
}

/** @param {Part} schema @returns {[name: string, type: string, text: string][]} */
function properties(schema) {
  const object = resolve(schema.type === "array" ? schema.items : schema.anyOf ? schema.anyOf[0] : schema);
  const required = object.required || [];
  return Object.entries(object.properties || {}).map(([name, value]) => [
    name, kind(value),
    [required.includes(name) ? "Required. " : "", value.description || "",
      value.default === undefined ? "" : " Default: " + JSON.stringify(value.default) + "."].join(""),
  ]);
}

/** @param {string} text */
function quoted(text) {
  return "'" + text.replaceAll("'", "'\\''") + "'";
}

/** @param {Part} operation */
function parametersOf(operation) {
  return /** @type {Part[]} */ (operation.parameters || []).map(resolve);
}

/** @param {string} path @param {string} method @param {Part} operation */
function curl(path, method, operation) {
  const known = parametersOf(operation).filter((p) => p.in === "query" && p.example !== undefined);
  const asked = known.filter((p) => path.startsWith("/rpc/") || ["limit", "resource_code"].includes(p.name));
  const query = method === "get" ? asked.map((p) => p.name + "=" + encodeURIComponent(p.example)) : [];
  if (method === "patch" || method === "delete") query.push((operation.parameters || [{}])[0].name + "=eq.1");
  const address = location.origin + api.servers[0].url + path + (query.length ? "?" : "") + query.join("&");
  const lines = ["curl " + (method === "get" ? "" : "-X " + method.toUpperCase() + " ") + quoted(address)];
  if (!operation.security) lines.push("  -H \"X-API-Key: $SCHED_API_KEY\"");
  const body = operation.requestBody && operation.requestBody.content["application/json"];
  if (body) {
    lines.push("  -H 'Content-Type: application/json'");
    lines.push("  -d " + quoted(JSON.stringify(body.example === undefined ? {} : body.example)));
  }
  return lines.join(" \\\n");
}

/** @param {string} text */
function copied(text) {
  const button = make("button", "Copy", { type: "button" });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  });
  return make("pre", [make("code", text), button]);
}

/** @param {HTMLElement} inside @param {string} path @param {string} method @param {Part} operation */
function fill(inside, path, method, operation) {
  /** @param {string} title @param {...Content} content */
  const add = (title, ...content) => inside.append(make("h3", title), ...content);
  inside.append(prose(operation.description));
  add("Example", copied(curl(path, method, operation)));
  const parameters = parametersOf(operation);
  if (parameters.length) {
    add("Parameters", table(parameters.map((p) => [
      p.name, kind(p.schema.type === "array" ? p.schema.items : p.schema) + (p.in === "header" ? " (header)" : ""),
      (p.required ? "Required. " : "") + (p.description || ""),
    ])));
  }
  Object.entries((operation.requestBody || { content: {} }).content).forEach(([type, body]) => {
    add("Body: " + type, table(properties(body.schema)));
  });
  Object.entries(operation.responses).forEach(([status, response]) => {
    const answer = resolve(response);
    if (Number(status) >= 300) return;
    const types = Object.keys(answer.content || {});
    const rows = types.length ? properties(answer.content[types[0]].schema) : [];
    add("Answer " + status, prose(answer.description + " " + types.join(", ")), ...(rows.length ? [table(rows)] : []));
  });
  add("Errors", table(Object.entries(operation.responses).filter(([status]) => Number(status) >= 300)
    .map(([status, response]) => [status, "error", resolve(response).description])));
}

function show() {
  main.replaceChildren(
    make("h1", api.info.title + ", version " + api.info.version), prose(api.info.description),
    make("p", make("a", "openapi.json", { href: source })),
  );
  /** @type {Part[]} */ (api.tags).forEach((tag) => {
    const links = make("section", make("h2", tag.name));
    const group = make("section", make("h2", tag.name));
    Object.entries(api.paths).forEach(([path, item]) => METHODS.filter((m) => item[m]).forEach((method) => {
      const operation = item[method];
      if (operation.tags[0] !== tag.name) return;
      const inside = make("div", undefined, { class: "inside" });
      const box = make("details", [
        make("summary", [make("b", method.toUpperCase()), make("code", path), make("span", operation.summary)]), inside,
      ], { class: method, id: operation.operationId });
      box.addEventListener("toggle", () => { if (!inside.firstChild) fill(inside, path, method, operation); });
      const label = method.toUpperCase() + " " + path.replace("/rpc/", "");
      const link = make("a", label, { href: "#" + operation.operationId });
      link.addEventListener("click", () => { box.open = true; });
      const text = [method, path, operation.summary, operation.description, tag.name].join(" ");
      words.set(box, text.toLowerCase()).set(link, text.toLowerCase());
      group.append(box);
      links.append(link);
    }));
    main.append(group);
    nav.append(links);
  });
  const wanted = location.hash && document.getElementById(location.hash.slice(1));
  if (wanted instanceof HTMLDetailsElement) { wanted.open = true; wanted.scrollIntoView(); }
}

search.addEventListener("input", () => {
  const wanted = search.value.toLowerCase().split(/\s+/);
  document.querySelectorAll("section").forEach((group) => {
    const entries = /** @type {HTMLElement[]} */ ([...group.querySelectorAll("details, a")])
      .filter((entry) => words.has(entry));
    entries.forEach((entry) => { entry.hidden = !wanted.every((word) => words.get(entry)?.includes(word)); });
    group.hidden = entries.every((entry) => entry.hidden);
  });
});

const source = location.pathname.endsWith("/docs") ? "openapi" : "openapi.json";
fetch(source).then((answer) => answer.json()).then((found) => { api = found; show(); })
  .catch((problem) => main.replaceChildren(make("p", "The description of the API cannot be read: " + problem)));
