// The answer in words and figures: headline, what it amounts to, promises in force, one future.

import { SERIES } from "./charts.js";
import { FIGURES, byId, capital, change, el, figure, fill, of100 } from "./text.js";

function cellOf(answer, id, state) {
  const series = answer.series.find((held) => held.id === id);
  return series?.ladder.find((cell) => cell.year === state.year && cell.rung === state.rung);
}

function differenceOf(answer, assumptions, outcome, year) {
  return answer.differences.find((row) => row.assumptions === assumptions && row.outcome === outcome && row.year === year);
}

/** A hundred futures as dots: reached with the package, and what the package adds or takes away. */
function dots(here, there) {
  const [now, before] = [Math.round(100 * here), Math.round(100 * there)];
  const kind = (place) => {
    if (place < Math.min(now, before)) return "reached";
    if (place < now) return "more";
    return place < before ? "fewer" : "held";
  };
  return el("div", { class: "dots", "aria-hidden": "true" }, Array.from({ length: 100 }, (_, place) => el("i", { class: kind(place) })));
}

function sentence(row, rung, year, baseline) {
  if (!row) return "";
  if (row.reads === "too small to tell") {
    return `${capital(rung.words)} by year ${year}: the difference from ${baseline} is too small to tell`;
  }
  if (row.difference === 0 && row.error === 0) return `${capital(rung.words)} by year ${year}: ${row.reads}`;
  return capital(row.reads);
}

function side(answer, assumptions, state, title) {
  const here = cellOf(answer, `package-${assumptions}`, state);
  const there = cellOf(answer, `baseline-${assumptions}`, state);
  return el("div", { class: `side ${assumptions}`, "data-outcome": state.rung, "data-year": state.year },
    title ? el("p", { class: "which" }, title) : null,
    el("div", { class: "pair" },
      el("div", {}, el("strong", { class: "number", "data-series": `package-${assumptions}` }, of100(here.share)), el("span", {}, "of 100 with the package")),
      el("div", { class: "beside" }, el("strong", { class: "number", "data-series": `baseline-${assumptions}` }, of100(there.share)), el("span", {}, `with ${answer.baseline}`))),
    dots(here.share, there.share),
    el("p", { class: "hint" }, `${of100(here.worlds_p5)} to ${of100(here.worlds_p95)} depending on the assumptions; ± ${figure(100 * here.error, 1)} of luck`));
}

/** Write the headline, and say it to a screen reader once it is settled. */
export function headline(answer, rungs, state) {
  const rung = rungs.find((held) => held.name === state.rung);
  const row = differenceOf(answer, "default", state.rung, state.year);
  const told = sentence(row, rung, state.year, answer.baseline);
  byId("headline").textContent = told;
  const own = answer.series.length > 2;
  fill(byId("big"), side(answer, "default", state, own ? "Under the case's assumptions" : null),
    own ? side(answer, "own", state, "Under your assumptions") : null);
  const here = cellOf(answer, "package-default", state);
  fill(byId("strip"), el("b", {}, of100(here.share)), el("span", {}, `of 100: ${rung.words} by year ${state.year}`),
    el("em", {}, change(row.difference, row.error, 100)));
  if (!answer.draft) {
    byId("status").textContent = `${figure(answer.futures)} futures over ${answer.worlds} worlds, same luck in both.`
      + (own ? ` Under your assumptions: ${sentence(differenceOf(answer, "own", state.rung, state.year), rung, state.year, answer.baseline)}.` : "");
  } else byId("status").textContent = `Draft from ${figure(answer.futures)} futures …`;
}

/** The key to both charts, a line for each series. */
export function legend(answer, past) {
  fill(byId("legend"),
    answer.series.map((series) => el("span", { class: `key ${series.id}` }, el("i", { "aria-hidden": "true" }), capital(SERIES[series.id]))),
    el("span", { class: "key past", title: past.note }, el("i", { "aria-hidden": "true" }), `Past ceasefires: ${past.title.toLowerCase()}`));
}

/** What the package amounts to beside the baseline. */
export function figures(answer) {
  const [here, there] = ["package-default", "baseline-default"].map((id) => answer.series.find((held) => held.id === id));
  if (!here.figures) return;
  const own = answer.series.find((held) => held.id === "package-own");
  const middle = (held) => held.value ?? held.p50 ?? null;
  fill(byId("figures"), el("table", { class: "plain-table" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, `month ${answer.capability_month} for what stands; middle of the futures`),
      el("th", { scope: "col" }, "package"), own ? el("th", { scope: "col" }, "yours") : null, el("th", { scope: "col" }, answer.baseline))),
    el("tbody", {}, Object.entries(FIGURES).filter(([name]) => here.figures[name]).map(([name, held]) =>
      el("tr", { "data-outcome": name }, el("th", { scope: "row" }, held.words),
        [here, own, there].filter(Boolean).map((series) => {
          const value = middle(series.figures[name]);
          return el("td", {}, value === null ? "–" : held.show(value));
        }))))));
}

/** Pivots, and what the promises add up to at both fixed points. */
export function promises(told, titleOf) {
  const totals = told.totals.filter((row) => row.promised > 0);
  const troops = totals.find((row) => row.item === "ground_troops");
  const least = told.levers.reduce((sum, row) => sum + row.least, 0);
  const greatest = told.levers.reduce((sum, row) => sum + row.greatest, 0);
  fill(byId("promises"),
    el("p", {}, told.reads),
    el("dl", { class: "two" },
      el("div", {}, el("dt", {}, "if nobody moves first"), el("dd", {}, el("strong", {}, figure(least, 1)), ` of ${told.levers.length} promises`),
        troops ? el("dd", {}, `${figure(Math.round(troops.least / 100) * 100)} troops`) : null),
      el("div", {}, el("dt", {}, "if everyone trusts"), el("dd", {}, el("strong", {}, figure(greatest, 1)), ` of ${told.levers.length} promises`),
        troops ? el("dd", {}, `${figure(Math.round(troops.greatest / 100) * 100)} troops`) : null)),
    told.pivots.length
      ? el("div", {}, el("h4", {}, "Pivots: made unconditional alone, settles it in …"),
        el("ol", { class: "bars" }, told.pivots.slice(0, 5).map((pivot) => el("li", { "data-lever": pivot.lever },
          el("span", {}, titleOf(pivot.lever)), el("meter", { min: 0, max: 1, value: pivot.share, "aria-hidden": "true" }),
          el("b", {}, `${of100(pivot.share)} of 100`)))))
      : el("p", { class: "hint" }, "No pivot: no single promise holds the others back."));
}

function texts(list) {
  return list.length ? el("ul", {}, list.map((text) => el("li", {}, capital(text)))) : "–";
}

/** One future, month by month. */
export function story(told) {
  const [here, there] = told.packages;
  const head = told.found
    ? `Future ${told.future} (world ${told.world}, luck ${told.luck}). `
      + (told.part_in_month === null ? "The two never part." : `The two part in month ${told.part_in_month}.`)
    : "There is no such future among those that were run.";
  const stood = (text) => /^in force: /i.test(text);
  const firstDay = (side) => `${side.in_force.length} promises in force on the first day`
    + (side.waiting.length ? `, ${side.waiting.length} more waiting for each other` : "");
  fill(byId("story"), el("p", { class: "lead" }, head),
    told.found ? el("p", { class: "hint" }, `${here.name}: ${firstDay(here)}. ${there.name}: ${firstDay(there)}.`) : null,
    told.found ? el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "The future, month by month" }, el("table", { class: "plain-table story" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "month"), el("th", { scope: "col" }, here.name), el("th", { scope: "col" }, there.name))),
      el("tbody", {}, told.months.map((month) => {
        const kept = month.texts.map((list) => (month.month === 0 ? list.filter((text) => !stood(text)) : list));
        if (kept.every((list) => !list.length)) return null;
        return el("tr", { class: month.same ? "same" : "apart" }, el("th", { scope: "row" }, `${month.month} · ${month.date}`), kept.map((list) => el("td", {}, texts(list))));
      }).filter(Boolean)))) : null);
}

/** A short notice that goes away. */
let clock = 0;
export function notice(text) {
  const box = byId("notice");
  clearTimeout(clock);
  box.hidden = !text;
  box.textContent = text;
  if (text) clock = setTimeout(() => { box.hidden = true; }, 9000);
}
