// The tree of the plant, as far as the key may see it: read once, kept current by events.
import { get, getAll } from "../api.js";

/** @typedef {{id: number, code: string, name: string, kind: string, parent: number | null, zone: string, isMachine: boolean,
 *   isActive: boolean, depth: number, children: Resource[], machines: number, path: string}} Resource */
/** @typedef {{id: number, code: string, name: string, kind: string, parent: number | null, zone: string | null,
 *   requires_scheduling: boolean, is_active: boolean}} Row */
/** @typedef {{roots: Resource[], byId: Map<number, Resource>, byCode: Map<string, Resource>}} Plant */

const COLUMNS = "id,code:resource_code,name:resource_name,kind:resource_type,parent:parent_resource_id,zone:time_zone,requires_scheduling,is_active";

const byCode = new Intl.Collator("en", { numeric: true });
/** @param {Resource[]} list */
const inOrder = (list) => list.toSorted((a, b) => byCode.compare(a.code, b.code));

/** @param {AbortSignal} [signal] @returns {Promise<Row[]>} */
export const readRows = (signal) => getAll("resources", "id", { select: COLUMNS }, { signal });

/** @param {AbortSignal} signal @param {Promise<Row[]>} [early] rows that were asked for already @returns {Promise<Plant>} */
export async function readPlant(signal, early) {
  const rows = await early?.catch(() => undefined) || await readRows(signal);
  /** @type {Map<number, Resource>} */
  const byId = new Map(rows.map((row) => [row.id, {
    id: row.id, code: row.code, name: row.name, kind: row.kind, parent: row.parent, zone: row.zone || "",
    isMachine: row.requires_scheduling && row.is_active, isActive: row.is_active, depth: 0, children: [], machines: 0, path: row.code,
  }]));
  /** @type {Resource[]} */
  const roots = [];
  byId.forEach((resource) => {
    const parent = resource.parent === null ? undefined : byId.get(resource.parent);
    (parent ? parent.children : roots).push(resource);
  });
  await nameZones(roots.filter((root) => !root.zone), signal);
  const visit = (/** @type {Resource} */ resource, /** @type {number} */ depth, /** @type {Resource} */ above) => {
    resource.depth = depth;
    resource.zone ||= above.zone;
    resource.path = depth ? `${above.path} › ${resource.code}` : resource.code;
    resource.children = inOrder(resource.children);
    resource.children.forEach((child) => visit(child, depth + 1, resource));
    resource.machines = Number(resource.isMachine) + resource.children.reduce((sum, child) => sum + child.machines, 0);
  };
  const ordered = inOrder(roots);
  ordered.forEach((root) => visit(root, 0, root));
  return { roots: ordered, byId, byCode: new Map([...byId.values()].map((resource) => [resource.code, resource])) };
}

/** The server works out the zone of what lies below something that may not be seen; the others follow from the tree, which
 * is quicker. @param {Resource[]} roots without a zone of their own @param {AbortSignal} signal */
async function nameZones(roots, signal) {
  if (!roots.length) return;
  const rows = await get("resources", { id: `in.(${roots.map((root) => root.id).join(",")})`, select: "id,effective_time_zone" }, { signal });
  const zones = new Map(rows.map((/** @type {any} */ row) => [row.id, row.effective_time_zone]));
  roots.forEach((root) => { root.zone = zones.get(root.id); });
}

/** Rows of the timeline: machines at and below a resource, under the names of the levels above them.
 * @param {Resource} resource @returns {Resource[]} */
export function rowsBelow(resource) {
  if (!resource.machines) return [];
  return [resource, ...resource.children.flatMap(rowsBelow)];
}

/** @param {Plant} plant @param {Resource} resource @returns {Resource[]} itself last */
export function pathTo(plant, resource) {
  const parent = resource.parent === null ? undefined : plant.byId.get(resource.parent);
  return [...(parent ? pathTo(plant, parent) : []), resource];
}

/** @param {Plant} plant @param {string} words @returns {Resource[]} */
export function found(plant, words) {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = [...plant.byId.values()]
    .filter((resource) => parts.every((part) => `${resource.code} ${resource.name}`.toLowerCase().includes(part)));
  return inOrder(hits).slice(0, 200);
}
