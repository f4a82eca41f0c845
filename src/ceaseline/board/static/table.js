// Table mode: everyone at the table types a pledge and a condition, and the room sees what is in force.

import { conditionOf } from "./condition.js";
import { amountOf, standing, willOf } from "./levers.js";
import { byId, capital, el, figure, fill, of100 } from "./text.js";

let held = null;
let store = null;
let told = null;
let rows = new Map();
let order = null;

export function build(cases, shop) {
  held = cases;
  store = shop;
}

function atTable(state) {
  const seated = held.levers.filter((lever) => lever.kind === "promise" && standing(lever, state).on);
  const parties = [...new Set(seated.map((lever) => lever.by))];
  return seated.sort((one, other) => parties.indexOf(one.by) - parties.indexOf(other.by));
}

function amount(lever, state, parts) {
  if (!lever.scale) return el("span", {}, "–");
  parts.amount = el("input", { type: "number", min: 0, max: lever.scale.most, step: "any", inputmode: "decimal",
    "aria-label": `${lever.title}: pledge in ${lever.scale.unit}`, "data-lever": lever.id,
    onchange: () => {
      const value = Math.min(Math.max(Number(parts.amount.value) || 0, 0), lever.scale.most) * lever.scale.size;
      store.set(lever.id, { on: true, will: 1, amount: Number(value.toPrecision(12)) });
    } });
  return el("span", { class: "pledge" }, parts.amount, el("span", { class: "unit" }, lever.scale.unit));
}

function bar(share, label) {
  return el("div", { class: "share" }, el("b", {}, of100(share)), el("meter", { min: 0, max: 1, value: share, "aria-label": label }));
}

function missing(pledge) {
  const parts = [];
  if (pledge.willing < 0.995) parts.push(`not willing in ${of100(1 - pledge.willing)}`);
  for (const one of pledge.missing) {
    if (one.unmet < 0.005) continue;
    const names = one.levers.map((id) => held.byId.get(id)?.title ?? id);
    const shown = names.length > 3 ? `${names.slice(0, 2).join("; ")} and ${names.length - 2} more` : names.join("; ");
    parts.push(`${one.counts ? `${figure(one.at_least, 0)} of` : `${figure(one.at_least)} ${one.unit} from`} ${shown}: missing in ${of100(one.unmet)}`);
  }
  return parts.length ? el("ul", {}, parts.map((text) => el("li", {}, capital(text)))) : el("span", { class: "ok" }, "nothing");
}

function row(lever, state, party) {
  const parts = {};
  const cells = { least: el("td", { class: "least" }), greatest: el("td", { class: "greatest" }), missing: el("td", { class: "missing" }) };
  const node = el("tr", { "data-lever": lever.id, class: party ? "first" : "next" },
    el("th", { scope: "row" }, party ? el("span", { class: "party" }, party) : null, el("span", { class: "title" }, lever.title),
      el("button", { type: "button", class: "link", "aria-label": `Take ${lever.title} off the table`, onclick: () => store.set(lever.id, { on: false }, { only: "off" }) }, "take off")),
    el("td", { "data-head": "Pledge" }, amount(lever, state, parts), meant(lever, state, parts)),
    el("td", { "data-head": "Condition" }, conditionOf(lever, state, held, store)),
    cells.least, cells.greatest, cells.missing);
  cells.least.dataset.head = "In force if nobody moves first, of 100";
  cells.greatest.dataset.head = "In force if everyone trusts, of 100";
  cells.missing.dataset.head = "What is missing";
  rows.set(lever.id, { lever, node, parts, cells });
  return node;
}

function meant(lever, state, parts) {
  parts.meant = el("input", { type: "checkbox", onchange: () => store.set(lever.id, { on: true, will: parts.meant.checked ? 1 : undefined }) });
  return el("label", { class: "box" }, parts.meant, "meant: sure to be kept");
}

function adder(state) {
  const off = held.levers.filter((lever) => lever.kind === "promise" && !standing(lever, state).on);
  const parties = [...new Set(off.map((lever) => lever.by_name))];
  const select = el("select", { id: "add-pledge", onchange: () => select.value && store.set(select.value, { on: true, will: 1 }) },
    el("option", { value: "" }, "Add a pledge …"),
    parties.map((party) => el("optgroup", { label: party }, off.filter((lever) => lever.by_name === party)
      .map((lever) => el("option", { value: lever.id }, lever.title)))));
  return el("label", {}, el("span", { class: "hidden" }, "Add a pledge"), select);
}

function everyoneMeans(state) {
  store.setMany(Object.fromEntries(atTable(state).map((lever) => [lever.id, { ...(state.levers[lever.id] ?? {}), on: true, will: 1 }])));
}

function head() {
  return el("thead", {}, el("tr", {}, ["Who", "Pledge", "Condition", "In force if nobody moves first, of 100", "In force if everyone trusts, of 100", "What is missing"]
    .map((text) => el("th", { scope: "col" }, text))));
}

/** Lay the table again when who sits at it, or a kind of condition, has changed. */
function lay(state) {
  const seated = atTable(state);
  const now = seated.map((lever) => `${lever.id}=${state.levers[lever.id]?.needs ?? ""}`).join("|");
  if (now === order) return;
  order = now;
  const focus = document.activeElement?.closest("#table [data-lever]")?.dataset.lever;
  const label = document.activeElement?.getAttribute("aria-label");
  rows = new Map();
  const body = seated.map((lever, place) => row(lever, state, place && seated[place - 1].by === lever.by ? "" : lever.by_name));
  fill(byId("table-body"),
    el("div", { class: "row" }, adder(state),
      el("button", { type: "button", class: "plain", onclick: () => everyoneMeans(store.state) }, "Everyone means what they say"),
      el("button", { type: "button", class: "plain", onclick: () => store.choose({ package: "none", levers: {} }) }, "Clear the table")),
    el("div", { id: "table-sum", class: "card sum", role: "status", "aria-live": "polite" }),
    seated.length ? el("div", { class: "scroll" }, el("table", { class: "pledges" }, el("caption", { class: "hidden" }, "Pledges and what is in force"), head(), el("tbody", {}, body)))
      : el("p", { class: "hint" }, "Nobody has pledged anything yet. Add a pledge, or choose a package to start from."));
  if (focus && label) document.querySelector(`#table [aria-label="${CSS.escape(label)}"]`)?.focus();
}

/** Bring the table up to the state and to what is in force. */
export function update(state, standingNow = told) {
  told = standingNow;
  if (state.view !== "table") return;
  lay(state);
  for (const { lever, parts } of rows.values()) {
    if (parts.amount && document.activeElement !== parts.amount) parts.amount.value = Number(amountOf(lever, state).toPrecision(6));
    parts.meant.checked = willOf(lever, state) === 1;
  }
  if (told) show();
}

function show() {
  for (const pledge of told.levers) {
    const found = rows.get(pledge.lever);
    if (!found) continue;
    fill(found.cells.least, bar(pledge.least, "in force if nobody moves first"));
    fill(found.cells.greatest, bar(pledge.greatest, "in force if everyone trusts"));
    fill(found.cells.missing, missing(pledge));
    found.node.classList.toggle("stands", pledge.least > 0.5);
    found.node.classList.toggle("hangs", pledge.least <= 0.5 && pledge.greatest > 0.5);
  }
  const troops = told.totals.find((row) => row.item === "ground_troops");
  const sum = (name) => figure(told.levers.reduce((total, row) => total + row[name], 0), 1);
  const men = (name) => (troops ? `, ${figure(Math.round(troops[name] / 100) * 100)} troops` : "");
  fill(byId("table-sum"),
    el("p", {}, el("b", {}, `${sum("least")} of ${told.levers.length} pledges${men("least")}`), " in force if nobody moves first; ",
      el("b", {}, `${sum("greatest")}${men("greatest")}`), " if everyone trusts the others", troops ? ` (${figure(Math.round(troops.promised / 100) * 100)} troops pledged).` : "."),
    el("p", { class: "hint" }, told.reads));
}
