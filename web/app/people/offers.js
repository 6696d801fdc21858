// Shifts that are on offer at a place on a date, with who has taken them.
import { html, useState } from "../../vendor/htm-preact.js";
import { get, post } from "../api.js";
import { Failure } from "../parts/controls.js";
import { tell } from "../parts/notices.js";
import { useAnswer } from "../store.js";
import { texts } from "../texts.js";
import { spanText, useEvents } from "../daily/common.js";

/** @typedef {{id: number, resource_id: number, resource_code: string, schedule_date: string, start_time: string, end_time: string,
 *   shift_code: string | null, min_level: string | null, position_code: string | null, offer_status: string, employee_number: string | null, taken_by_number: string | null}} Offer */

const words = texts.people;

/** An open shift as it was offered before. @param {Offer} offer */
async function offerAgain({ resource_id, start_time, end_time, shift_code, min_level, position_code, schedule_date }) {
  const [position] = position_code ? await get("v2:positions", { position_code: `eq.${position_code}`, select: "id" }) : [];
  await post("v2:rpc/offer_open_shift", { resource_id, start_time, end_time, shift_code, min_level, position_id: position?.id ?? null, schedule_date });
}

/** @param {{resources: number[], date: string, zone: string, may: import("../views.js").Rights, version: number}} props */
export function Offers({ resources, date, zone, may, version }) {
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const { value, again } = useAnswer((signal) => /** @type {Promise<Offer[]>} */ (resources.length ? get("v2:shift_offers", {
    resource_id: `in.(${resources.join(",")})`, schedule_date: `eq.${date}`, offer_status: "in.(proposed,accepted)", order: "start_time,id",
  }, { signal }) : Promise.resolve([])), [resources.join(), date, version]);
  useEvents(/^(shift|roster)\./, again);
  const approve = (/** @type {Offer} */ offer) => post("v2:rpc/approve_offer", { offer_id: offer.id }).then(() => {
    tell(words.approved);
    again();
  }, setError);
  const withdraw = (/** @type {Offer} */ offer) => post("v2:rpc/withdraw_offer", { offer_id: offer.id }).then(() => {
    tell(words.withdrawn, offer.employee_number === null ? { undo: () => offerAgain(offer).then(again) } : {});
    again();
  }, setError);
  if (!value?.length) return null;
  return html`<section><h3>${words.offers}</h3><${Failure} error=${error} />
    <ul class="plain">${value.map((offer) => html`<li key=${offer.id}>
      <div class="tools"><span>${spanText(offer.start_time, offer.end_time, zone, { near: true })} · ${offer.resource_code}${offer.shift_code ? ` · ${offer.shift_code}` : ""}</span>
        <span class="badge">${offer.offer_status === "accepted" ? words.takenBy(offer.taken_by_number || "–") : words.isOffered}</span><span class="space" />
        ${may.rosters && offer.offer_status === "accepted" && html`<button onClick=${() => approve(offer)}>${words.approve}</button>`}
        ${may.rosters && html`<button onClick=${() => withdraw(offer)}>${words.withdraw}</button>`}</div></li>`)}</ul>
  </section>`;
}
