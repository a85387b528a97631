// What the server tells of itself also to who is not in yet: `/about.json`.

/**
 * What the server tells of itself, as far as it is what it should be.
 * @param {any} told
 * @returns {import("./types.js").About}
 */
function readAbout({ server, room, keeps, accounts, registration, passwordMin, search }) {
  const text = (/** @type {unknown} */ value) => typeof value === "string" ? value.slice(0, 200) : undefined;
  const flag = (/** @type {unknown} */ value) => typeof value === "boolean" ? value : undefined;
  const isNumber = typeof keeps === "number" && keeps > 0;
  return {
    name: text(server), lobby: text(room),
    keptDays: isNumber ? Math.ceil(keeps / 86_400) : keeps === "ever" ? 0 : undefined,
    passwordMin: typeof passwordMin === "number" ? passwordMin : undefined,
    accounts: flag(accounts), registration: flag(registration), search: flag(search),
  };
}

/**
 * Asks for it. An older server tells nothing, and the page works without.
 * @param {typeof fetch} fetch
 * @returns {Promise<import("./types.js").About>}
 */
export async function askAbout(fetch) {
  try {
    const answer = await fetch("about.json");
    return answer.ok ? readAbout(await answer.json()) : {};
  } catch {
    return {};
  }
}
