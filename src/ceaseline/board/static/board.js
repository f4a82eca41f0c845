// The board: one state, a question for every change, and panels that follow.

import * as assumptions from "./assumptions.js";
import * as changes from "./changes.js";
import * as charts from "./charts.js";
import * as levers from "./levers.js";
import { question, read, write } from "./link.js";
import * as panels from "./panels.js";
import * as slow from "./slow.js";
import * as table from "./table.js";
import { byId, el, fill } from "./text.js";

const DRAFT = 1024;
const CALM = 150;
const root = document.documentElement; // carries what is wanted, shown and painted, for those who wait for it

let cases = null;
let past = null;
let answer = null;
let trail = [];
let ahead = [];
let lastMoved = null;
const unmoved = new Set();

/** The state and every way to change it. A draft changes what is shown, a commit also the link. */
const store = {
  state: null,
  set(id, patch, { draft = false, only = null } = {}) {
    const next = copy(store.state);
    const merged = only === "off" ? { on: false } : { ...(next.levers[id]?.on === false ? {} : next.levers[id]), ...patch };
    for (const name of Object.keys(merged)) if (merged[name] === undefined) delete merged[name];
    const inPackage = Boolean(cases.byPackage.get(next.package)?.levers[id]);
    const bare = Object.keys(merged).length === 1;
    if (bare && merged.on === inPackage) delete next.levers[id];
    else next.levers[id] = merged;
    lastMoved = id;
    move(next, draft);
  },
  setMany(entries, more = {}) {
    const next = { ...copy(store.state), ...more };
    Object.assign(next.levers, entries);
    lastMoved = null;
    move(next, false);
  },
  assume(name, values, { draft = false } = {}) {
    const next = copy(store.state);
    next.assume[name] = values;
    lastMoved = null;
    move(next, draft);
  },
  reset(kind, name) {
    const next = copy(store.state);
    if (kind) delete next[kind][name];
    else Object.assign(next, { levers: {}, assume: {} });
    lastMoved = null;
    move(next, false);
  },
  choose(patch) {
    lastMoved = null;
    move({ ...copy(store.state), ...patch }, false);
  },
};

function copy(state) {
  return { ...state, levers: structuredClone(state.levers), assume: structuredClone(state.assume) };
}

let settled = "";

function move(next, draft) {
  store.state = next;
  update();
  if (draft) {
    ask(DRAFT);
    return;
  }
  const query = write(next);
  if (query !== settled) {
    trail.push(settled);
    ahead = [];
    settled = query;
    history.replaceState(null, "", query);
  }
  ask(cases.whole);
}

function go(query) {
  settled = query;
  history.replaceState(null, "", query);
  store.state = complete(read(query, cases.start));
  lastMoved = null;
  update();
  ask(cases.whole);
}

function undo() {
  if (!trail.length) return;
  ahead.push(settled);
  go(trail.pop());
}

function redo() {
  if (!ahead.length) return;
  trail.push(settled);
  go(ahead.pop());
}

/** Give a state from a link the year and rung that the case knows. */
function complete(state) {
  const years = [...document.querySelectorAll("#years [data-year]")].map((node) => Number(node.dataset.year));
  const year = Number(state.year);
  state.year = years.includes(year) ? year : years.includes(5) ? 5 : years.at(-1);
  if (!cases.rungs.some((rung) => rung.name === state.rung)) state.rung = "war";
  return state;
}

// One question at a time: while one is on its way, only the latest of those that follow is kept.
let busy = false;
let waiting = 0;

async function ask(futures) {
  waiting = futures;
  if (busy) return;
  busy = true;
  while (waiting) {
    const count = waiting;
    waiting = 0;
    const state = store.state;
    const before = answer;
    const moved = lastMoved;
    try {
      const response = await fetch(`/api/answer?${question(state, { futures: count, hurry: "yes" })}`);
      const told = await response.json();
      if (response.ok) {
        await settle(told, state, before, moved);
        if (told.draft && count === cases.whole) askAgain(state);
      } else if (response.status === 503) { waiting = waiting || count; await new Promise((done) => setTimeout(done, 800)); }
      else refuse(told);
    } catch (error) {
      panels.notice(`The program does not answer (${error.message}). Is it still running?`);
    }
  }
  busy = false;
}

/** Where many ask at once the answer is a draft: ask for the whole in a moment, if nothing else was set since. */
function askAgain(state) {
  setTimeout(() => { if (store.state === state) ask(cases.whole); }, 300 + 300 * Math.random());
}

function refuse(told) {
  const faults = Array.isArray(told.detail) ? told.detail.map((fault) => fault.msg).join("; ") : told.detail;
  panels.notice(`This cannot be set: ${faults}.`);
}

async function settle(told, state, before, moved) {
  answer = told;
  await charts.show(told, cases.rungs, state);
  panels.headline(told, cases.rungs, state);
  panels.legend(told, past);
  root.dataset.painted = Number(root.dataset.painted ?? 0) + 1;
  if (told.draft) return;
  root.dataset.shown = write(state);
  noteUnmoved(told, before, moved, state);
  levers.mark(told, unmoved);
  panels.figures(told);
  byId("unsettled").textContent = told.unsettled;
  byId("sample").textContent = `${told.futures} futures over ${told.worlds} worlds, seed ${told.seed}`;
  if (question(state) !== askedFor) delete root.dataset.promised;
  clearTimeout(calm);
  calm = setTimeout(() => askRest(state, Object.keys(told.in_force).length > 0), CALM);
}

let lastFull = "";

/** Say when a change moves nothing in any future: the same luck gives the same bytes. */
function noteUnmoved(told, before, moved, state) {
  const same = moved && lastFull && lastFull === told.fingerprint;
  lastFull = told.fingerprint;
  if (!moved) unmoved.clear();
  else if (same) unmoved.add(moved);
  else unmoved.delete(moved);
  if (same && state.levers[moved]) {
    panels.notice(`${cases.byId.get(moved).title}: this change moves nothing in any of the ${told.futures} futures.`);
  } else panels.notice("");
}

let askedFor = "";
let calm = 0;

/** Ask for what stands beside the answer once no slider moves, so that it never waits in a slider's way. */
async function askRest(state, promised) {
  await askPromises(state);
  if (store.state === state) slow.follow(state, promised, () => store.state === state);
}

async function askPromises(state) {
  const query = question(state);
  if (query === askedFor) return;
  askedFor = query;
  const response = await fetch(`/api/promises?${query}`);
  if (!response.ok || askedFor !== query) return;
  const told = await response.json();
  panels.promises(told, (id) => cases.byId.get(id)?.title ?? id);
  table.update(state, told);
  root.dataset.promised = query;
}

function update() {
  const state = store.state;
  root.dataset.wanted = write(state);
  levers.update(state);
  assumptions.update(state);
  changes.update(state);
  byId("package").value = state.package;
  byId("baseline").value = state.baseline;
  for (const node of document.querySelectorAll("#years [data-year]")) check(node, Number(node.dataset.year) === state.year);
  for (const node of document.querySelectorAll("#rungs [data-outcome]")) check(node, node.dataset.outcome === state.rung);
  byId("undo").disabled = !trail.length && settled === write(state);
  byId("redo").disabled = !ahead.length;
  const seated = state.view === "table";
  document.body.classList.toggle("seated", seated);
  byId("table").hidden = !seated;
  byId("settings").hidden = seated;
  byId("mode").setAttribute("aria-pressed", String(seated));
  table.update(state);
  byId("mode").textContent = seated ? "Back to the board" : "Table mode";
}

function check(node, wanted) {
  node.setAttribute("aria-checked", String(wanted));
  node.tabIndex = wanted ? 0 : -1;
}

/** Arrow keys move within a group of which one is chosen. */
function roving(box, choose) {
  box.addEventListener("click", (event) => event.target.closest("button") && choose(event.target.closest("button")));
  box.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...box.querySelectorAll("button")];
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    event.preventDefault();
    next.focus();
    choose(next);
  });
}

function wire() {
  byId("package").addEventListener("change", (event) => store.choose({ package: event.target.value }));
  byId("baseline").addEventListener("change", (event) => store.choose({ baseline: event.target.value }));
  byId("undo").addEventListener("click", undo);
  byId("redo").addEventListener("click", redo);
  byId("mode").addEventListener("click", () => store.choose({ view: store.state.view === "table" ? undefined : "table" }));
  byId("copy").addEventListener("click", copyLink);
  byId("theme").addEventListener("click", switchTheme);
  roving(byId("years"), (node) => store.choose({ year: Number(node.dataset.year) }));
  roving(byId("rungs"), (node) => store.choose({ rung: node.dataset.outcome }));
  roving(document.querySelector("[role=tablist]"), openTab);
  byId("story-tools").addEventListener("click", (event) => event.target.dataset.find && tell(event.target.dataset.find));
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input:not([type=range]), textarea")) return;
    if (event.key.toLowerCase() === "z") { event.preventDefault(); (event.shiftKey ? redo : undo)(); }
    if (event.key.toLowerCase() === "y") { event.preventDefault(); redo(); }
  });
  addEventListener("popstate", () => go(location.search));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.redraw());
}

function openTab(node) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab === node;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
}

async function copyLink() {
  const button = byId("copy");
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Link copied";
  } catch {
    button.textContent = "Copy it from the address bar";
  }
  setTimeout(() => { button.textContent = "Copy link"; }, 2500);
}

async function switchTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
  await charts.redraw();
}

let nextFuture = 0;

async function tell(find) {
  fill(byId("story"), el("p", { class: "hint" }, "Telling it …"));
  const response = await fetch(`/api/future?${question(store.state, { future: nextFuture, find })}`);
  const told = await response.json();
  if (!response.ok) return refuse(told);
  nextFuture = (told.future + 1) % cases.whole;
  panels.story(told);
}

async function boot() {
  const kept = localStorage.getItem("theme");
  if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  const [held, beside] = await Promise.all([fetch("/api/case").then((response) => response.json()), charts.start()]);
  cases = held;
  past = beside;
  cases.byId = new Map(cases.levers.map((lever) => [lever.id, lever]));
  cases.byPackage = new Map(cases.packages.map((entry) => [entry.name, entry]));
  for (const part of [levers, assumptions, changes, table, slow]) part.build(cases, store);
  store.state = complete(read(location.search, cases.start));
  settled = write(store.state);
  history.replaceState(null, "", settled);
  wire();
  update();
  await ask(cases.whole);
  root.dataset.ready = "true";
}

boot();
