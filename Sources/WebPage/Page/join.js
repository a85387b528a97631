// The dialog by which one enters a room: by its name, or from the list of those that there are.

import { ask, reason } from "./dialogs.js";
import { button, fill, make } from "./dom.js";
import { Refusal, command } from "./lines.js";
import { roomName, sameName } from "./names.js";

/** The list is asked for again when nothing was typed for this long. */
const PAUSE_MILLISECONDS = 250;

/**
 * @param {import("./page.js").Page} page
 * @param {string} [typed]   of the name
 * @param {boolean} [needsKey]
 */
export async function joinRoom(page, typed = "", needsKey = false) {
  const { session, words } = page;
  const list = make("ul", { "aria-label": words.say("join.list") }), state = make("p", { role: "status" });
  const asked = ask(words, {
    title: words.say("join.title"),
    text: needsKey ? words.say("join.needs-key", { room: typed }) : words.say("join.text"),
    fields: [
      { name: "room", label: words.say("join.name"), value: typed, required: true, longest: 34 },
      { name: "key", label: words.say("join.key"), longest: 32, focused: needsKey },
    ],
    more: [state, list],
    yes: words.say("join"),
    act: ({ room = "", key = "" }) => {
      if (!roomName(room)) throw new Refusal("bad-room");
      return session.join(roomName(room), key.trim());
    },
  });
  const name = list.closest("form")?.querySelector("input");
  if (!name) return;
  let timer = 0;
  name.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => tellRooms(page, name, list, state), PAUSE_MILLISECONDS);
  });
  await tellRooms(page, name, list, state);
  await asked;
  clearTimeout(timer);
}

/**
 * Lists the rooms whose names have in them what was typed, and says so where there is none of exactly that name.
 * @param {import("./page.js").Page} page
 * @param {HTMLInputElement} name
 * @param {HTMLElement} list
 * @param {HTMLElement} state
 */
async function tellRooms({ session, words }, name, list, state) {
  const typed = name.value, meant = roomName(typed), named = typed.trim().replace(/^#+/, "");
  if (named && !meant) {
    fill(list);
    state.textContent = words.say("refused.bad-room");
    return;
  }
  try {
    const rooms = await listRooms(session, named);
    if (typed !== name.value) return;
    fill(list, ...rooms.map(({ name: room, members, topic }) => {
      const choose = () => {
        name.value = room;
        name.form?.requestSubmit();
      };
      return make("li", {}, button({ onclick: choose }, make("bdi", {}, room), make("small", { dir: "auto" }, topic),
        make("small", {}, words.say("join.members", { n: members }))));
    }));
    const isNew = meant !== "" && !rooms.some((room) => sameName(room.name, meant));
    state.textContent = isNew ? words.say("join.new", { room: meant }) : "";
  } catch (error) {
    state.textContent = reason(words, error);
  }
}

/**
 * Rooms with somebody in them, the largest first, as many as the server lists at once.
 * @param {import("./session.js").Session} session
 * @param {string} part   of their names
 * @returns {Promise<import("./types.js").RoomListing[]>}
 */
async function listRooms(session, part) {
  const { rows } = await session.ask(command("rooms", part));
  return rows.filter(({ verb }) => verb === "room").map(({ fields, keys, text = "" }) => ({
    name: fields[0] ?? "", members: Number(keys.members ?? 0), topic: text,
  }));
}
