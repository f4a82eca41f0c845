// The condition of a promise, set by hand: the same for the panel of levers and for table mode.

import { el } from "./text.js";

const PATTERN = /^([\d.]+)(of|from):(.+)$/;
const LEAST = { count: 1, troops: 10000 };
const SIGN = { count: "of", troops: "from" };

function isOn(lever, state, held) {
  const change = state.levers[lever.id];
  return change ? change.on : Boolean(held.byPackage.get(state.package)?.levers[lever.id]);
}

/** The promises on which this one can wait: those that stand beside it, of one item if it is named. */
function others(lever, state, held, item) {
  const beside = (one) => one.kind === "promise" && one.id !== lever.id && isOn(one, state, held);
  return held.levers.filter((one) => beside(one) && (!item || one.item === item));
}

function itemOf(kind) {
  return kind === "troops" ? "ground_troops" : null;
}

/** A condition as the link holds it: how many, of what kind, from whom; null where none was set. */
export function parse(needs) {
  const found = PATTERN.exec(needs ?? "");
  return found ? { kind: found[2] === "of" ? "count" : "troops", least: Number(found[1]), levers: found[3].split("/") } : null;
}

/** What decides how the condition is laid out: what is set, and who stands beside it. */
export function keyOf(lever, state, held) {
  return `${state.levers[lever.id]?.needs ?? ""}|${others(lever, state, held).map((one) => one.id).join("/")}`;
}

function give(lever, kind, state, held, store) {
  if (kind === "case") return store.set(lever.id, { on: true, needs: undefined });
  if (kind === "none") return store.set(lever.id, { on: true, needs: "none" });
  const names = others(lever, state, held, itemOf(kind)).map((one) => one.id);
  return store.set(lever.id, { on: true, needs: `${LEAST[kind]}${SIGN[kind]}:${names.join("/")}` });
}

function chooser(lever, state, held, store) {
  const needs = state.levers[lever.id]?.needs;
  const kind = parse(needs)?.kind ?? (needs === "none" ? "none" : "case");
  const offered = [
    ["case", lever.waits.length ? "as reported" : "as reported: none"],
    ["none", "waits for no other"],
    ["count", "if so many of these are in force"],
    ["troops", "if so many troops of others are in force"],
  ];
  const select = el("select", { "aria-label": `${lever.title}: condition`, onchange: () => give(lever, select.value, store.state, held, store) },
    offered.map(([value, text]) => {
      const alone = value in LEAST && !others(lever, state, held, itemOf(value)).length;
      return el("option", { value, selected: value === kind, disabled: alone }, text);
    }));
  return select;
}

/** The fields of a condition: its kind, how many at least, and of whom. */
export function conditionOf(lever, state, held, store) {
  const select = chooser(lever, state, held, store);
  const needs = state.levers[lever.id]?.needs;
  const current = parse(needs);
  if (!current) {
    const said = needs === "none" ? null : lever.waits.map((text) => el("span", { class: "unit" }, text));
    return el("div", { class: "condition" }, select, said);
  }
  const least = el("input", { type: "number", min: 0, step: current.kind === "count" ? 1 : "any", value: current.least,
    "aria-label": `${lever.title}: at least`, onchange: () => rewrite() });
  const boxes = others(lever, state, held, itemOf(current.kind)).map((one) =>
    el("label", { class: "box" }, el("input", { type: "checkbox", value: one.id, checked: current.levers.includes(one.id), onchange: () => rewrite() }), one.title));
  const chosen = el("details", { class: "chosen" }, el("summary", {}, `of ${current.levers.length} promises`), boxes);
  function rewrite() {
    const names = [...chosen.querySelectorAll("input:checked")].map((box) => box.value);
    if (!names.length) return store.set(lever.id, { on: true, needs: "none" });
    const most = current.kind === "count" ? Math.min(Math.max(Math.round(Number(least.value) || 1), 1), names.length) : Math.max(Number(least.value) || 0, 0);
    return store.set(lever.id, { on: true, needs: `${most}${SIGN[current.kind]}:${names.join("/")}` });
  }
  return el("div", { class: "condition" }, select, el("span", { class: "atleast" }, "at least ", least), chosen);
}
