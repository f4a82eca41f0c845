// Evidence one hover or one key away: what was said, by whom, in which report, on which day, and who approved it.

import { byId, el, fill } from "./text.js";

const known = new Map();
let owner = null;
let pinned = false;
let timer = 0;

async function evidence(lever) {
  if (!known.has(lever.id)) {
    const response = await fetch(`/api/evidence/${encodeURIComponent(lever.id)}`);
    known.set(lever.id, await response.json());
  }
  return known.get(lever.id);
}

function link(url, text) {
  return url ? el("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, text) : text;
}

function statement(said) {
  const report = [said.outlet, said.report && `“${said.report}”`, said.report_date].filter(Boolean).join(", ");
  return el("li", {},
    said.quotes.map((quote) => el("q", {}, quote)),
    el("span", { class: "said" }, ` ${said.text}`),
    el("span", { class: "trail" },
      [said.speaker, report && `report: ${report}`, said.report_grade && `grade ${said.report_grade}`, said.date && `said ${said.date}`]
        .filter(Boolean).join(" · ")),
    el("span", { class: "trail" }, said.reviewer ? `${said.decision}ed by ${said.reviewer}, ${said.reviewed.slice(0, 10)}`.replace("eed", "ed") : "not reviewed"));
}

function position(held) {
  return el("li", { class: "position" },
    el("p", {}, el("b", {}, `${held.as_of} · ${held.stance}, ${held.firmness}`),
      held.contested ? el("span", { class: "contested" }, " contested") : null,
      held.independent ? ` · ${held.independent} independent report${held.independent > 1 ? "s" : ""}` : ""),
    held.words ? el("p", {}, held.words) : null,
    el("p", { class: "trail" }, link(held.url, held.source)),
    held.statements.length ? el("ul", { class: "statements" }, held.statements.map(statement)) : null);
}

async function show(lever, beside) {
  const box = byId("popover");
  owner = beside;
  box.setAttribute("aria-label", `Evidence for ${lever.title}`);
  fill(box, el("p", { class: "hint" }, "Looking it up …"));
  place(box, beside);
  const told = await evidence(lever);
  if (owner !== beside) return;
  const source = lever.amount_source;
  fill(box,
    el("header", {}, el("h4", { tabindex: "-1" }, told.title), el("button", { type: "button", class: "close", "aria-label": "Close evidence", onclick: hide }, "×")),
    el("p", { class: "trail" }, told.by),
    source ? el("p", {}, el("b", {}, "Amount: "), link(source.url, source.source), ` · grade ${source.grade} (${source.grade_words}), ${source.kind}, ${source.as_of}`) : null,
    told.contradicted.map((text) => el("p", { class: "contradicted" }, el("b", {}, "Contradicted. "), text)),
    told.positions.length
      ? el("ol", { class: "positions" }, told.positions.map(position))
      : el("p", { class: "hint" }, "Nobody has taken a position on this lever in the reports that the case holds."));
  place(box, beside);
  if (pinned) box.querySelector("h4").focus();
}

function place(box, beside) {
  box.hidden = false;
  const at = beside.getBoundingClientRect();
  const width = Math.min(440, innerWidth - 16);
  box.style.width = `${width}px`;
  const left = at.right + 10 + width < innerWidth ? at.right + 10 : Math.max(8, Math.min(at.left, innerWidth - width - 8));
  const below = left > at.right ? at.top - 12 : at.bottom + 8;
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(8, Math.min(below, innerHeight - Math.min(box.offsetHeight, innerHeight * 0.7) - 8))}px`;
}

function hide() {
  const back = owner;
  const was = pinned;
  byId("popover").hidden = true;
  owner = null;
  pinned = false;
  if (was) back?.focus();
}

/** Open the evidence and move into it; Escape closes it and comes back. */
export function pin(lever, beside) {
  clearTimeout(timer);
  pinned = true;
  show(lever, beside);
}

/** Show the evidence while the pointer or the focus rests on a button. */
export function peek(lever, button) {
  const enter = () => {
    if (pinned) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(lever, button), 120);
  };
  const leave = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (!pinned && !byId("popover").matches(":hover")) hide(); }, 250);
  };
  button.addEventListener("pointerenter", enter);
  button.addEventListener("focus", enter);
  button.addEventListener("pointerleave", leave);
  button.addEventListener("blur", leave);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && owner) hide();
});
document.addEventListener("pointerdown", (event) => {
  const box = byId("popover");
  if (owner && !box.contains(event.target) && !owner.contains(event.target)) hide();
});
