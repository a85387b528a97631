// Who came, went and was renamed: neighbours in a log are folded into one line, and told as what they come to.

import { fold, sameName } from "./names.js";

/** @typedef {import("./types.js").Line} Line */
/** @typedef {import("./types.js").PresenceChange} PresenceChange */

/** Past this, or after so long, a new line begins. */
const mostChanges = 200, longestFold = 30 * 60 * 1000;

/**
 * Adds what happened to the line before it, where both are of who comes and goes.
 * @param {Line} before
 * @param {Line} line
 */
export function foldPresence(before, line) {
  if (before.kind !== "presence" || line.kind !== "presence" || before.old !== line.old) return false;
  const changes = before.changes ?? [];
  const isNear = line.time.getTime() - before.time.getTime() < longestFold && changes.length < mostChanges;
  if (isNear) before.changes = [...changes, ...line.changes ?? []];
  return isNear;
}

/**
 * One who is told of: as whom they came into the line, as whom they are in its end, and whether they are there.
 * @typedef {{ from: string, to: string, wasHere: boolean, isHere: boolean, left: boolean, reason: string }} Trace
 */

/**
 * What changes come to. Who came and went, maybe often, is told of once.
 * @param {PresenceChange[]} changes
 * @returns {import("./types.js").PresenceSummary}
 */
export function summary(changes) {
  const traces = follow(changes);
  const names = (/** @type {(trace: Trace) => boolean} */ is) => traces.filter(is).map(({ to }) => to);
  const left = traces.filter(({ wasHere, isHere }) => wasHere && !isHere);
  return {
    joined: names(({ wasHere, isHere }) => !wasHere && isHere),
    left: left.map(({ to }) => to),
    visited: names(({ wasHere, isHere }) => !wasHere && !isHere),
    returned: names(({ wasHere, isHere, left }) => wasHere && isHere && left),
    renamed: traces.filter(({ from, to, wasHere, isHere, left }) => wasHere && isHere && !left && from !== to)
      .map(({ from, to }) => ({ from, to })),
    reason: left.length === 1 ? left[0].reason : "",
  };
}

/**
 * @param {PresenceChange[]} changes
 * @returns {Trace[]} in the order in which they were first told of
 */
function follow(changes) {
  /** @type {Map<string, Trace>} */
  const byNick = new Map();
  /** @type {Trace[]} */
  const traces = [];
  for (const { what, nick, as = nick, reason = "" } of changes) {
    let trace = byNick.get(fold(nick));
    if (!trace) {
      trace = { from: nick, to: nick, wasHere: what !== "join", isHere: false, left: false, reason: "" };
      traces.push(trace);
      byNick.set(fold(nick), trace);
    }
    trace.isHere = what === "join" || what === "nick";
    if (!trace.isHere) Object.assign(trace, { left: true, reason });
    if (what === "nick") {
      if (!sameName(nick, as)) byNick.delete(fold(nick));
      byNick.set(fold(as), Object.assign(trace, { to: as }));
    }
  }
  return traces;
}
