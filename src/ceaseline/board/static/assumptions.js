// The assumptions in a drawer of their own: source, grade, rival values, and one's own value.

import { byId, capital, el, figure, words } from "./text.js";

let held = null;
let store = null;
const rows = new Map();

function grade(entry) {
  return el("span", { class: `grade grade-${entry.grade}`, title: `${entry.grade}: ${entry.grade_words}` }, entry.grade);
}

function rival(entry, one) {
  const value = one.value ?? (one.low + one.high) / 2;
  const text = one.value === null ? `${figure(one.low)} to ${figure(one.high)}` : figure(one.value);
  const inside = value >= entry.low && value <= entry.high;
  return el("li", {},
    inside ? el("button", { type: "button", class: "link", "aria-label": `Take ${text} for ${words(entry.name)}`,
      onclick: () => store.assume(entry.name, [value]) }, text) : text,
    ` ${one.source}${one.note ? `; ${one.note}` : ""}`);
}

function row(entry) {
  const parts = {};
  parts.range = el("input", { type: "range", class: "range", min: entry.from, max: entry.to, step: (entry.to - entry.from) / 200,
    "aria-label": `${words(entry.name)}, ${entry.unit_words}`,
    oninput: () => store.assume(entry.name, [Number(Number(parts.range.value).toPrecision(4))], { draft: true }),
    onchange: () => store.assume(entry.name, [Number(Number(parts.range.value).toPrecision(4))]) });
  parts.number = el("input", { type: "number", step: "any", min: entry.low, max: entry.high, "aria-label": `${words(entry.name)}: your value`,
    placeholder: figure(entry.p50),
    onchange: () => {
      if (parts.number.value === "") store.reset("assume", entry.name);
      else store.assume(entry.name, [Math.min(Math.max(Number(parts.number.value), entry.low), entry.high)]);
    } });
  parts.reset = el("button", { type: "button", class: "link", onclick: () => store.reset("assume", entry.name) }, "back to the case's");
  const source = entry.url ? el("a", { href: entry.url, target: "_blank", rel: "noreferrer noopener" }, entry.source) : entry.source;
  const node = el("li", { class: "assumption", "data-assumption": entry.name },
    el("div", { class: "head" }, el("span", { class: "title" }, capital(words(entry.name))), grade(entry)),
    el("p", { class: "meaning" }, capital(entry.meaning), "."),
    el("div", { class: "set" }, parts.range, el("div", { class: "values" }, parts.number, el("span", {}, entry.unit_words), parts.reset)),
    el("details", { class: "origin" },
      el("summary", {}, `${entry.value} · ${entry.kind}`),
      el("p", {}, source, entry.as_of ? ` · as of ${entry.as_of}` : "", ` · grade ${entry.grade}, ${entry.grade_words}`),
      entry.note ? el("p", {}, entry.note) : null,
      entry.reason ? el("p", {}, el("b", {}, "Why here: "), entry.reason) : null,
      entry.inherited_from ? el("p", { class: "trail" }, `taken from the case ${entry.inherited_from}`) : null,
      entry.rivals.length ? el("div", {}, el("b", {}, "Rival values"), el("ul", { class: "rivals" }, entry.rivals.map((one) => rival(entry, one)))) : null));
  rows.set(entry.name, { entry, node, parts });
  return node;
}

/** Build the drawer, one group for each phase of the month. */
export function build(cases, shop) {
  held = cases;
  store = shop;
  const phases = [...new Set(held.assumptions.map((entry) => entry.phase))];
  byId("assumptions").append(...phases.map((phase) => {
    const members = held.assumptions.filter((entry) => entry.phase === phase);
    return el("details", { class: "tier" },
      el("summary", {}, el("h3", {}, capital(words(phase))), el("span", { class: "count" }, String(members.length))),
      el("ul", { class: "list" }, members.map(row)));
  }));
  byId("find-assumption").addEventListener("input", (event) => find(event.target.value));
}

function find(text) {
  const wanted = text.trim().toLowerCase();
  for (const { entry, node } of rows.values()) {
    node.hidden = Boolean(wanted) && !`${words(entry.name)} ${entry.meaning} ${entry.symbol}`.toLowerCase().includes(wanted);
  }
  for (const part of document.querySelectorAll("#assumptions > details")) {
    const some = part.querySelector(".assumption:not([hidden])");
    part.hidden = !some;
    if (wanted && some) part.open = true;
  }
}

let last = null;

export function update(state) {
  const now = JSON.stringify(state.assume);
  if (now === last) return;
  last = now;
  for (const { entry, node, parts } of rows.values()) {
    const own = state.assume[entry.name];
    node.classList.toggle("changed", Boolean(own));
    const value = own ? own[own.length === 3 ? 1 : 0] : entry.p50;
    if (!parts.range.matches(":active")) parts.range.value = value;
    parts.range.setAttribute("aria-valuetext", `${figure(value)} ${entry.unit_words}`);
    if (document.activeElement !== parts.number) parts.number.value = own ? value : "";
    parts.reset.hidden = !own;
  }
}
