// What takes seconds: what promises are worth, whether the engines agree, the map and the timeline.

import { showStill, widthOf } from "./charts.js";
import { question } from "./link.js";
import { byId, capital, change, el, fill } from "./text.js";

const CALM = 1500;

let told = "";
let clock = 0;
let going = null;

/** Say whether the worth shown is that of the setting shown. */
function status(text, working = false) {
  byId("worth-status").textContent = text;
  byId("worth-status").classList.toggle("working", working);
  byId("worth-again").hidden = working || told === "" || !text;
}

/** The groups as bars, largest first; what cannot be told stands back. */
function list(drawing) {
  const most = Math.max(...drawing.groups.map((group) => Math.abs(group.shapley)), 1e-9);
  fill(byId("worth-list"),
    el("p", { class: "lead" }, drawing.title),
    el("ol", { class: "bars" }, drawing.groups.map((group) => {
      const untold = Math.abs(group.shapley) < 2 * group.error;
      return el("li", { class: untold ? "untold" : "", "data-group": group.lever, title: group.reads },
        el("span", {}, capital(group.title)),
        el("meter", { min: 0, max: 1, value: untold ? 0 : Math.abs(group.shapley) / most, "aria-hidden": "true" }),
        el("b", {}, change(group.shapley, group.error, 100)));
    })),
    el("details", {}, el("summary", {}, "In words"), drawing.reads.map((text) => el("p", { class: "hint" }, text))));
}

async function worth(state) {
  going?.abort();
  going = new AbortController();
  const { signal } = going;
  const asked = question(state, { rung: state.rung, year: state.year, width: widthOf(document.querySelector(".below")) });
  status("Working it out: every combination of promises, the same luck in each …", true);
  try {
    const response = await fetch(`/api/worth?${asked}`, { signal });
    const drawing = await response.json();
    if (!response.ok) {
      status(Array.isArray(drawing.detail) ? drawing.detail.map((fault) => fault.msg).join("; ") : "It could not be worked out.");
      return;
    }
    told = question(state, { rung: state.rung, year: state.year });
    document.querySelector('[data-chart="worth"]').hidden = false;
    await showStill("worth", drawing);
    list(drawing);
    status("");
  } catch (error) {
    if (error.name !== "AbortError") status(`The program does not answer (${error.message}).`);
  }
}

async function engines(state, current) {
  const response = await fetch(`/api/engines?${question(state)}`);
  if (!response.ok || !current()) return;
  const { reads } = await response.json();
  byId("engines").textContent = reads[String(state.year)] ?? "";
}

/** Follow a settled answer: the engines once it is calm, the worth at first and then when it is asked for. */
export function follow(state, promised, current) {
  const asked = question(state, { rung: state.rung, year: state.year });
  byId("worth-again").disabled = !promised;
  if (!promised) status("Nothing is promised, so there is nothing to share out.");
  else if (told === "") { if (!going) worth(state); }
  else if (asked !== told) status("This is the worth in the setting before.");
  else status("");
  byId("engines").textContent = "Asking the other engines …";
  clearTimeout(clock);
  clock = setTimeout(() => engines(state, current), CALM);
}

async function still(name) {
  const place = byId(`chart-${name}`);
  const response = await fetch(`/api/charts/${name}?width=${widthOf(place)}`);
  if (response.ok) await showStill(name, await response.json());
  else byId(`${name}-title`).closest("figure").hidden = true;
}

/** Wire the panels, and draw what stands still once it comes into sight. */
export function build(_, store) {
  byId("worth-again").addEventListener("click", () => worth(store.state));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      still(entry.target.dataset.chart);
    }
  }, { rootMargin: "300px" });
  for (const name of ["map", "timeline"]) seen.observe(document.querySelector(`[data-chart="${name}"]`));
}
