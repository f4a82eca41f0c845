// Figures and words as people read them, and the one way in which text becomes part of the page.

const MINUS = "\u2212";
const SPACE = "\u00a0";

/** Make an element. Text is always text: nothing a case says is read as markup. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") made.className = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Replace what an element holds. */
export function fill(target, ...children) {
  target.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
}

export function byId(id) {
  return document.getElementById(id);
}

/** A figure with grouped thousands and no more digits than it deserves. */
export function figure(value, digits = null) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  let places = digits;
  if (places === null) {
    const size = Math.abs(value);
    places = size === 0 || size >= 100 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(size)));
  }
  const text = value.toFixed(Math.min(places, 12));
  const [whole, part] = text.replace("-", "").split(".");
  const trimmed = digits === null && part ? part.replace(/0+$/, "") : part;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, SPACE);
  const sign = value < 0 && Number(text) !== 0 ? MINUS : "";
  return sign + grouped + (trimmed ? "." + trimmed : "");
}

/** A share as futures in 100: whole from ten on. */
export function of100(share) {
  return figure(100 * share, share >= 0.0995 ? 0 : 1);
}

/** A difference with its error, or that it cannot be told. */
export function change(value, error, factor = 1) {
  if (value === 0 && error === 0) return "no change";
  if (Math.abs(value) < 2 * error) return "too small to tell";
  const scaled = error * factor;
  const digits = scaled > 0 ? Math.min(3, Math.max(0, -Math.floor(Math.log10(scaled)))) : 1;
  const sign = value > 0 ? "+" : "";
  return `${sign}${figure(value * factor, digits)} ± ${figure(scaled, digits)}`;
}

export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : text;
}

export function words(name) {
  return name.replaceAll("_", " ");
}

/** The outcomes beside the ladder: what they are called and how they are written. */
export const FIGURES = {
  agreement: { words: "challengers in 100 who accept such a ceasefire", show: (v) => of100(v) },
  troops_in_country: { words: "outside troops in the country", show: (v) => figure(Math.round(v)) },
  warning_days: { words: "days of warning", show: (v) => figure(v, 1) },
  attribution_days: { words: "days until blame is fixed", show: (v) => figure(v, 1) },
  air_leak_share: { words: "weapons of a raid that get through, of 100", show: (v) => of100(v) },
  ships_on_station: { words: "ships on station", show: (v) => figure(v, 1) },
  cost_eur_per_year: { words: "cost to guarantors, bn EUR a year", show: (v) => figure(v / 1e9, 1) },
};
