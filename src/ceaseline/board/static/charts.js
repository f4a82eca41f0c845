// The two charts that move, and what can be taken away from each.

import { byId, capital, el, figure, of100 } from "./text.js";

/** What each series is called; the legend, the tips and the tables use the same words. */
export const SERIES = {
  "package-default": "package, case's assumptions",
  "baseline-default": "baseline, case's assumptions",
  "package-own": "package, your assumptions",
  "baseline-own": "baseline, your assumptions",
};

let specs = null;
let past = null;
const views = {};
const shown = { ladder: [], survival: [] };

function exchanged(value, colours) {
  if (typeof value === "string") return colours[value] ?? value;
  if (Array.isArray(value)) return value.map((item) => exchanged(item, colours));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, exchanged(item, colours)]));
  }
  return value;
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Show what a mark stands for, as text beside the pointer. */
function tip(_, event, __, value) {
  let box = byId("tip");
  if (!box) document.body.append((box = el("div", { id: "tip", class: "tip", "aria-hidden": "true" })));
  box.hidden = !value;
  if (!value) return;
  box.textContent = String(value);
  box.style.left = `${Math.min(event.clientX + 14, innerWidth - 260)}px`;
  box.style.top = `${event.clientY + 14}px`;
}

/** Let type and height follow the size of type on the page, and the ground that of the card. */
function sized(spec) {
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const grown = (value) => (value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, /FontSize$/.test(key) ? item * scale : grown(item)]))
    : Array.isArray(value) ? value.map(grown) : value);
  const made = grown(spec);
  made.config.background = getComputedStyle(document.documentElement).getPropertyValue("--card").trim();
  if (typeof made.height === "number") made.height = Math.round(made.height * scale);
  return made;
}

async function embed(place, spec) {
  const made = await window.vegaEmbed(place, spec, { actions: false, ast: true, defaultStyle: false, renderer: "svg", tooltip: tip });
  for (const svg of place.querySelectorAll("svg")) svg.setAttribute("aria-hidden", "true");
  return made.view;
}

async function draw(name, spec) {
  views[name] = await embed(byId(`chart-${name}`), sized(isDark() ? exchanged(spec, specs.dark_of) : spec));
}

const still = new Map();

/** The width in pixels for which a chart in a place is to be laid out. */
export function widthOf(place) {
  return Math.max(320, Math.min(1600, 20 * Math.floor(place.clientWidth / 20)));
}

/** Draw a chart that the server has laid out, with its words and what can be taken away. */
export async function showStill(name, drawing) {
  still.set(name, drawing);
  const place = byId(`chart-${name}`);
  const spec = structuredClone(isDark() ? drawing.spec_dark : drawing.spec);
  spec.config = { ...spec.config, background: getComputedStyle(document.documentElement).getPropertyValue("--card").trim() };
  place.replaceChildren();
  views[name] = await embed(place, spec);
  byId(`${name}-title`).textContent = drawing.title;
  byId(`${name}-alt`).textContent = drawing.alt;
  byId(`${name}-note`).textContent = drawing.note;
  shown[name] = { sets: { [name]: drawing.rows } };
  if (!document.querySelector(`[data-chart="${name}"] .take`)) addTools(name);
}

/** Fetch the specifications and draw the empty charts. */
export async function start() {
  specs = await (await fetch("/api/charts")).json();
  past = specs.past;
  await Promise.all(Object.entries(specs.charts).map(([name, spec]) => draw(name, spec)));
  for (const name of Object.keys(specs.charts)) addTools(name);
  return past;
}

/** Draw again in the colours of the theme. */
export async function redraw() {
  await Promise.all(Object.entries(specs.charts).map(([name, spec]) => draw(name, spec)));
  await Promise.all(Object.keys(specs.charts).map((name) => put(name)));
  await Promise.all([...still].map(([name, drawing]) => showStill(name, drawing)));
}

async function put(name) {
  const view = views[name];
  for (const [set, rows] of Object.entries(shown[name].sets ?? {})) view.data(set, rows);
  await view.runAsync();
}

function ladderRows(answer, rungs, year) {
  return answer.series.flatMap((series) =>
    series.ladder
      .filter((cell) => cell.year === year)
      .map((cell) => {
        const rung = rungs.find((held) => held.name === cell.rung).words;
        return {
          rung,
          series: series.id,
          share: 100 * cell.share,
          low: 100 * cell.worlds_p5,
          high: 100 * cell.worlds_p95,
          tip: `${capital(rung)}, ${SERIES[series.id]}: ${figure(100 * cell.share, 1)} of 100 futures by year ${year}, `
            + `${of100(cell.worlds_p5)} to ${of100(cell.worlds_p95)} depending on the assumptions`,
        };
      }),
  );
}

function survivalRows(answer, rung) {
  return answer.series.flatMap((series) =>
    series.survival[rung].map((held, place) => ({
      year: answer.months[place] / 12,
      series: series.id,
      held: 100 * held,
    })),
  );
}

function pastRows(rung, words) {
  return past.cells
    .filter((cell) => cell.rung === rung)
    .map((cell) => ({
      year: cell.year,
      held: 100 * (1 - cell.share),
      low: 100 * (1 - cell.high),
      high: 100 * (1 - cell.low),
      tip: `${past.title}: ${of100(1 - cell.share)} of 100 without ${words} after year ${cell.year} `
        + `(${of100(1 - cell.high)} to ${of100(1 - cell.low)})`,
    }));
}

function outsideRows(rungs, year) {
  return past.cells
    .filter((cell) => cell.year === year)
    .map((cell) => ({
      rung: rungs.find((held) => held.name === cell.rung).words,
      share: 100 * cell.share,
      low: 100 * cell.low,
      high: 100 * cell.high,
    }));
}

/** Put an answer on both charts; resolves when it is painted. */
export async function show(answer, rungs, state) {
  const rung = rungs.find((held) => held.name === state.rung);
  shown.ladder = { sets: { ladder: ladderRows(answer, rungs, state.year), outside: outsideRows(rungs, state.year) } };
  shown.survival = { sets: { survival: survivalRows(answer, rung.name), past: pastRows(rung.name, rung.words) } };
  await Promise.all([put("survival"), put("ladder")]);
  describe(answer, rungs, rung, state.year);
}

function describe(answer, rungs, rung, year) {
  const last = answer.months.at(-1) / 12;
  byId("survival-title").textContent = `How long it holds: futures in 100 without ${rung.words}, by year`;
  byId("survival-alt").textContent = answer.series
    .map((series) => `${capital(SERIES[series.id])}: ${of100(series.survival[rung.name].at(-1))} of 100 without `
      + `${rung.words} after ${last} years.`)
    .join(" ");
  byId("ladder-title").textContent = `The ladder of breaches by year ${year}: futures in 100 that reach each rung`;
  byId("ladder-alt").textContent = answer.series
    .map((series) => `${capital(SERIES[series.id])}: ` + series.ladder
      .filter((cell) => cell.year === year)
      .map((cell) => `${rungs.find((held) => held.name === cell.rung).words} ${of100(cell.share)}`)
      .join(", ") + ".")
    .join(" ");
}

/** Start the download of a file made here. */
export function save(name, body, type) {
  const address = URL.createObjectURL(new Blob([body], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Rows as CSV; a field that a spreadsheet could read as a formula is quoted with an apostrophe. */
export function csv(rows) {
  if (!rows.length) return "";
  const names = Object.keys(rows[0]).filter((name) => name !== "tip");
  const field = (value) => {
    const text = typeof value === "string" && /^[=+\-@]/.test(value) ? `'${value}` : String(value ?? "");
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [names, ...rows.map((row) => names.map((name) => row[name]))].map((row) => row.map(field).join(",")).join("\n");
}

async function take(name, form) {
  const file = `ceaseline-${name}.${form}`;
  const rows = shown[name].sets[name];
  if (form === "csv") save(file, csv(rows), "text/csv");
  else if (form === "json") save(file, JSON.stringify({ address: location.href, sets: shown[name].sets }, null, 1), "application/json");
  else if (form === "svg") save(file, await views[name].toSVG(), "image/svg+xml");
  else {
    const canvas = await views[name].toCanvas(2);
    canvas.toBlob((blob) => save(file, blob, "image/png"), "image/png");
  }
}

function addTools(name) {
  const box = document.querySelector(`[data-chart="${name}"] figcaption`);
  const title = `the chart ${name}`;
  const buttons = ["csv", "png", "svg", "json"].map((form) =>
    el("button", { type: "button", class: "take", "aria-label": `Download ${title} as ${form.toUpperCase()}`,
      onclick: () => take(name, form) }, form.toUpperCase()));
  box.append(el("span", { class: "takes" }, buttons));
}
