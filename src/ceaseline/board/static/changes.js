// "What you changed": every difference from the package and the case, with a way back.

import { amountWords, standing } from "./levers.js";
import { byId, el, figure, fill, of100, words } from "./text.js";

/** Promises that a condition names one by one. */
const MOST = 3;

let held = null;
let store = null;

export function build(cases, shop) {
  held = cases;
  store = shop;
}

/** Say in words what a promise waits for instead. */
export function needsWords(needs) {
  if (needs === "none") return "waits for no other";
  const found = /^([\d.]+)(of|from):(.+)$/.exec(needs);
  if (!found) return needs;
  const titles = found[3].split("/").map((id) => held.byId.get(id)?.title ?? id);
  const names = titles.length > MOST ? `${titles.slice(0, MOST - 1).join("; ")} and ${titles.length - MOST + 1} more` : titles.join("; ");
  return found[2] === "of" ? `waits for ${found[1]} of: ${names}` : `waits for ${figure(Number(found[1]))} troops from: ${names}`;
}

function leverWords(lever, state) {
  const { base, change, on } = standing(lever, state);
  if (!on) return "taken out";
  const parts = [];
  if (!base) parts.push("added");
  if (change.amount !== undefined) parts.push(amountWords(lever, state));
  for (const name of ["form", "siting", "setting"]) if (change[name]) parts.push(change[name]);
  if (change.revocable) parts.push(change.revocable === "yes" ? "can be withdrawn" : "cannot be withdrawn");
  if (change.will !== undefined) parts.push(change.will === 1 ? "meant" : `willing ${of100(change.will)} of 100`);
  if (change.needs) parts.push(needsWords(change.needs));
  return parts.join(", ");
}

function entry(title, text, undo, data) {
  return el("li", data, el("div", {}, el("b", {}, title), " ", text),
    el("button", { type: "button", class: "link", "aria-label": `Reset ${title}`, onclick: undo }, "reset"));
}

export function update(state) {
  const levers = Object.keys(state.levers).map((id) => held.byId.get(id)).filter(Boolean);
  const values = Object.entries(state.assume);
  if (!levers.length && !values.length) {
    fill(byId("changed"), el("p", { class: "hint" }, "Nothing yet. Move a lever: everything you change is listed here, and the link holds it."));
    return;
  }
  fill(byId("changed"),
    el("ul", { class: "changes" },
      levers.map((lever) => entry(lever.title, leverWords(lever, state), () => store.reset("levers", lever.id), { "data-lever": lever.id })),
      values.map(([name, value]) => entry(words(name), `held at ${value.map((v) => figure(v)).join(" / ")}`,
        () => store.reset("assume", name), { "data-assumption": name }))),
    el("button", { type: "button", class: "plain", onclick: () => store.reset() }, "Reset everything"));
}
