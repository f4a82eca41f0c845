// The link is the state: everything that is set stands in the query of the address.

const KEPT = ["year", "rung", "view", "future", "find"];
const SAFE = /%(3A|2C|2F)/g;
const DECODED = { "%3A": ":", "%2C": ",", "%2F": "/" };

/** What one lever is set to, from `amount:7500,form:signed`. */
function readLever(text) {
  if (text === "on" || text === "off") return { on: text === "on" };
  const change = { on: true };
  for (const part of text.split(",")) {
    const at = part.indexOf(":");
    const name = part.slice(0, at);
    const value = part.slice(at + 1);
    change[name] = name === "amount" || name === "will" ? Number(value) : value;
  }
  return change;
}

function writeLever(change) {
  if (!change.on) return "off";
  const parts = Object.entries(change).filter(([name, value]) => name !== "on" && value !== undefined);
  return parts.length ? parts.map(([name, value]) => `${name}:${value}`).join(",") : "on";
}

/** Read the state from a query. */
export function read(query, start) {
  const given = new URLSearchParams(query);
  const state = {
    package: given.get("package") ?? start,
    baseline: given.get("baseline") ?? "none",
    levers: {},
    assume: {},
  };
  for (const entry of given.getAll("lever")) {
    const at = entry.indexOf(":");
    if (at > 0) state.levers[entry.slice(0, at)] = readLever(entry.slice(at + 1));
  }
  for (const entry of given.getAll("assume")) {
    const at = entry.indexOf(":");
    if (at > 0) state.assume[entry.slice(0, at)] = entry.slice(at + 1).split("/").map(Number);
  }
  for (const name of KEPT) if (given.has(name)) state[name] = given.get(name);
  return state;
}

function pair(name, value) {
  const text = encodeURIComponent(value).replace(SAFE, (found) => DECODED[found]);
  return `${name}=${text}`;
}

/** The part of the state that a question to the server holds. */
export function question(state, more = {}) {
  const parts = [pair("package", state.package), pair("baseline", state.baseline)];
  for (const [id, change] of Object.entries(state.levers)) parts.push(pair("lever", `${id}:${writeLever(change)}`));
  for (const [name, value] of Object.entries(state.assume)) parts.push(pair("assume", `${name}:${value.join("/")}`));
  for (const [name, value] of Object.entries(more)) parts.push(pair(name, value));
  return parts.join("&");
}

/** The whole state as a query. */
export function write(state) {
  const more = {};
  for (const name of KEPT) if (state[name] !== undefined) more[name] = state[name];
  return "?" + question(state, more);
}
