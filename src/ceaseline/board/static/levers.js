// The levers, by tier: switch, amount, form, place, will and condition of each.

import { conditionOf, keyOf } from "./condition.js";
import { pin, peek } from "./evidence.js";
import { byId, capital, el, figure, fill, of100, words } from "./text.js";

const LONG_GROUP = 6;
const OPEN_FIRST = "Outside troops in the country";

let held = null;
let store = null;
const rows = new Map();

/** How a lever stands: as the package sets it, with what was changed over it. */
export function standing(lever, state) {
  const base = held.byPackage.get(state.package)?.levers[lever.id];
  const change = state.levers[lever.id];
  const on = change ? change.on : Boolean(base);
  return { base, change: change ?? {}, on };
}

/** The amount in the unit that is shown: set by hand, else the middle of the package's range. */
export function amountOf(lever, state) {
  const { base, change } = standing(lever, state);
  if (!lever.scale) return null;
  if (change.amount !== undefined) return change.amount / lever.scale.size;
  return base?.amount ? base.amount[1] / lever.scale.size : lever.scale.p50;
}

/** The amount in words, with its range where it is not set by hand. */
export function amountWords(lever, state) {
  if (!lever.scale) return "";
  const { base, change } = standing(lever, state);
  const unit = lever.scale.unit;
  if (change.amount !== undefined) return `${figure(change.amount / lever.scale.size)} ${unit}`;
  const range = base?.amount?.map((value) => value / lever.scale.size) ?? [lever.scale.p5, lever.scale.p50, lever.scale.p95];
  return range[0] === range[2] ? `${figure(range[1])} ${unit}` : `${figure(range[0])}–${figure(range[2])} ${unit}`;
}

/** The chance "willing when asked": set by hand, else the middle of the package's range. */
export function willOf(lever, state) {
  const { base, change } = standing(lever, state);
  return change.will ?? base?.will?.[1] ?? null;
}

function toggle(lever, state) {
  const { on, base } = standing(lever, state);
  store.set(lever.id, on ? { on: false } : { on: true }, { only: Boolean(base) && on ? "off" : null });
}

function slider(lever) {
  const scale = lever.scale;
  const range = el("input", {
    type: "range", min: 0, max: scale.end, step: scale.step, class: "range",
    "aria-label": `${lever.title}: amount in ${scale.unit}`, "data-lever": lever.id,
  });
  const give = (draft) => store.set(lever.id, { on: true, amount: Number((range.value * scale.size).toPrecision(12)) }, { draft });
  range.addEventListener("input", () => give(true));
  range.addEventListener("change", () => give(false));
  return range;
}

function picker(label, options, give) {
  const select = el("select", { onchange: () => give(select.value) },
    options.map(([value, text]) => el("option", { value }, text)));
  return { node: el("label", { class: "field" }, label, select), select };
}

function detail(lever) {
  const parts = { fields: [] };
  if (lever.scale) {
    parts.number = el("input", {
      type: "number", min: 0, max: lever.scale.most, step: "any", inputmode: "decimal",
      onchange: () => {
        const value = Math.min(Math.max(Number(parts.number.value) || 0, 0), lever.scale.most);
        store.set(lever.id, { on: true, amount: Number((value * lever.scale.size).toPrecision(12)) });
      },
    });
    parts.fields.push(el("label", { class: "field" }, `Amount, ${lever.scale.unit}`, parts.number));
  }
  if (lever.settings.length) {
    parts.setting = picker("Promises named become", lever.settings.map((v) => [v, v]), (v) => store.set(lever.id, { on: true, setting: v }));
    parts.fields.push(parts.setting.node);
  }
  if (lever.kind === "promise") {
    parts.form = picker("Form", held.forms.map((v) => [v, v]), (v) => store.set(lever.id, { on: true, form: v }));
    parts.fields.push(parts.form.node);
    if (lever.sitings.length) {
      parts.siting = picker("Place", lever.sitings.map((v) => [v, SITING_WORDS[v] ?? v]), (v) => store.set(lever.id, { on: true, siting: v }));
      parts.fields.push(parts.siting.node);
    }
    parts.revocable = picker("Can be withdrawn", [["yes", "yes"], ["no", "no"]], (v) => store.set(lever.id, { on: true, revocable: v }));
    parts.fields.push(parts.revocable.node);
    parts.needs = el("div", {});
    parts.fields.push(el("div", { class: "field whole" }, el("span", {}, "Condition"), parts.needs));
    parts.will = el("input", {
      type: "range", min: 0, max: 100, step: 1, class: "range", "aria-label": `${lever.title}: willing when asked, of 100`,
      oninput: () => store.set(lever.id, { on: true, will: parts.will.value / 100 }, { draft: true }),
      onchange: () => store.set(lever.id, { on: true, will: parts.will.value / 100 }),
    });
    parts.willWords = el("output", {});
    parts.fields.push(el("div", { class: "field whole" }, el("span", {}, "Willing when asked: ", parts.willWords), parts.will,
      el("button", { type: "button", class: "link", onclick: () => store.set(lever.id, { on: true, will: 1 }) }, "take it as meant")));
  }
  const facts = [
    el("p", { class: "meaning" }, capital(lever.meaning), "."),
    ...lever.waits.map((text) => el("p", {}, el("b", {}, "As reported it waits for "), text, ".")),
    lever.requires.length ? el("p", {}, el("b", {}, "Needs "), lever.requires.join("; "), ".") : null,
    lever.targets.length ? el("p", {}, el("b", {}, "Speaks of "), lever.targets.map(titleOf).join(", "), ".") : null,
    ...lever.contradicted.map((text) => el("p", { class: "contradicted" }, el("b", {}, "Contradicted. "), text)),
    lever.note ? el("p", {}, lever.note) : null,
  ];
  parts.node = el("div", { class: "detail", id: `detail-${lever.id}`, hidden: true },
    el("div", { class: "fields" }, parts.fields), facts,
    el("button", { type: "button", class: "link", onclick: (event) => pin(lever, event.currentTarget) }, "Evidence: words, report, date, reviewer"));
  return parts;
}

const SITING_WORDS = { outside: "outside the country", rear: "in the rear", line: "at the line" };

function titleOf(id) {
  return held.byId.get(id)?.title ?? id;
}

function row(lever) {
  const parts = detail(lever);
  parts.switch = el("button", { type: "button", role: "switch", class: "switch", "aria-checked": "false",
    "aria-label": lever.title, onclick: () => toggle(lever, store.state) });
  parts.value = el("output", { class: "value" });
  parts.effect = el("span", { class: "inforce", title: "in force at month 24, of 100 futures: least to greatest" });
  parts.more = el("button", { type: "button", class: "name", "aria-expanded": "false", "aria-controls": `detail-${lever.id}`,
    onclick: () => open(lever.id, parts.node.hidden) },
    el("span", { class: "title" }, lever.title), el("span", { class: "by" }, lever.by_name));
  parts.info = el("button", { type: "button", class: "info", "aria-label": `Evidence for ${lever.title}`,
    onclick: (event) => pin(lever, event.currentTarget) }, "i");
  peek(lever, parts.info);
  if (lever.scale) parts.range = slider(lever);
  parts.notice = el("p", { class: "idle", hidden: true });
  const node = el("li", { class: "lever", "data-lever": lever.id },
    el("div", { class: "head" }, parts.switch, parts.more, parts.info),
    el("div", { class: "set" }, parts.range, el("div", { class: "values" }, parts.value, parts.effect)),
    parts.notice, parts.node);
  rows.set(lever.id, { lever, node, parts });
  return node;
}

/** Open or close what can be set of a lever. */
export function open(id, wanted = true) {
  const { lever, node, parts } = rows.get(id);
  parts.node.hidden = !wanted;
  if (wanted && parts.needs) layNeeds(lever, parts, store.state);
  parts.more.setAttribute("aria-expanded", String(wanted));
  if (wanted) for (let up = node.parentElement; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
}

function groupsOf(levers) {
  const groups = new Map();
  for (const lever of levers) groups.set(lever.group, [...(groups.get(lever.group) ?? []), lever]);
  return groups;
}

function tier(title, place) {
  const levers = held.levers.filter((lever) => lever.tier === title);
  const body = [...groupsOf(levers)].map(([name, members]) => {
    const list = el("ul", { class: "list" }, members.map(row));
    if (!name || members.length <= LONG_GROUP) return list;
    return el("details", { class: "group" }, el("summary", {}, `${capital(name.replaceAll("-", " "))} (${members.length})`), list);
  });
  const first = held.tiers.includes(OPEN_FIRST) ? OPEN_FIRST : held.tiers[0];
  return el("details", { class: "tier", "data-tier": place, open: title === first },
    el("summary", {}, el("h3", {}, title), el("span", { class: "count" })), body);
}

/** Build the panel. */
export function build(cases, shop) {
  held = cases;
  store = shop;
  byId("levers").append(...held.tiers.map(tier));
  byId("find-lever").addEventListener("input", (event) => find(event.target.value));
}

function find(text) {
  const wanted = text.trim().toLowerCase();
  for (const { lever, node } of rows.values()) {
    const told = `${lever.title} ${lever.by_name} ${lever.group} ${words(lever.item)} ${lever.id}`.toLowerCase();
    node.hidden = Boolean(wanted) && !told.includes(wanted);
  }
  for (const part of document.querySelectorAll("#levers details")) {
    const some = part.querySelector(".lever:not([hidden])");
    part.hidden = !some;
    if (wanted && some) part.open = true;
  }
}

function countOf(part, state) {
  const ids = [...part.querySelectorAll(".lever")].map((node) => node.dataset.lever);
  const on = ids.filter((id) => standing(held.byId.get(id), state).on).length;
  const changed = ids.some((id) => state.levers[id]);
  return { text: `${on} of ${ids.length}`, changed };
}

/** Bring every control up to the state. */
export function update(state) {
  for (const { lever, node, parts } of rows.values()) {
    const { base, change, on } = standing(lever, state);
    node.classList.toggle("off", !on);
    node.classList.toggle("changed", Boolean(state.levers[lever.id]));
    parts.switch.setAttribute("aria-checked", String(on));
    if (parts.range) {
      parts.range.disabled = !on;
      if (document.activeElement !== parts.range || !parts.range.matches(":active")) parts.range.value = amountOf(lever, state);
      parts.range.setAttribute("aria-valuetext", `${figure(amountOf(lever, state))} ${lever.scale.unit}`);
    }
    parts.value.textContent = on ? amountWords(lever, state) : "";
    if (parts.number && document.activeElement !== parts.number) parts.number.value = Number(amountOf(lever, state).toPrecision(6));
    if (parts.form) parts.form.select.value = change.form ?? base?.form ?? lever.form;
    if (parts.siting) parts.siting.select.value = change.siting ?? base?.siting ?? lever.siting;
    if (parts.setting) parts.setting.select.value = change.setting ?? base?.setting ?? lever.setting;
    if (parts.revocable) parts.revocable.select.value = change.revocable ?? ((base?.revocable ?? lever.revocable) ? "yes" : "no");
    if (parts.needs && !parts.node.hidden) layNeeds(lever, parts, state);
    if (parts.will) updateWill(lever, parts, state);
  }
  for (const part of document.querySelectorAll("#levers .tier")) {
    const { text, changed } = countOf(part, state);
    const count = part.querySelector(".count");
    count.textContent = text;
    count.classList.toggle("changed", changed);
  }
}

/** Lay the condition out anew when what it waits for, or whom it can wait for, has changed. */
function layNeeds(lever, parts, state) {
  const key = keyOf(lever, state, held);
  if (key === parts.needsKey) return;
  parts.needsKey = key;
  const label = parts.needs.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  const unfolded = parts.needs.querySelector("details")?.open;
  fill(parts.needs, conditionOf(lever, state, held, store));
  if (unfolded) parts.needs.querySelector("details")?.setAttribute("open", "");
  if (label) parts.needs.querySelector(`[aria-label="${CSS.escape(label)}"]`)?.focus();
}

function updateWill(lever, parts, state) {
  const { base, change } = standing(lever, state);
  const will = willOf(lever, state);
  if (will !== null && !parts.will.matches(":active")) parts.will.value = 100 * will;
  const range = base?.will;
  parts.willWords.textContent = will === null
    ? "from its latest position"
    : `${of100(will)} of 100` + (change.will === undefined && range && range[0] !== range[2]
      ? ` (${of100(range[0])} to ${of100(range[2])}${base.position ? `; ${base.position}` : ""})` : change.will === 1 ? ", meant" : "");
}

/** Mark what can do nothing, and how often each promise is in force. */
export function mark(answer, unmoved) {
  const idle = new Map(answer.idle.map((entry) => [entry.lever, entry.why]));
  for (const { lever, parts } of rows.values()) {
    const share = answer.in_force[lever.id];
    parts.effect.textContent = share ? inForce(share) : "";
    const why = idle.get(lever.id) ?? (unmoved?.has(lever.id) ? "this change moves nothing in any of the futures" : "");
    parts.notice.hidden = !why;
    parts.notice.textContent = why ? `Does nothing here: ${why}.` : "";
  }
}

function inForce(share) {
  const [low, high] = [of100(share.least), of100(share.greatest)];
  return low === high ? `in force ${high}/100` : `in force ${low}–${high}/100`;
}
