// The dialog by which one enters a room: by its name, or from the list of those that there are.

import { ask, fillChoices, reason } from "./dialogs.js";
import { make } from "./dom.js";
import { Refusal } from "./lines.js";
import { roomName, sameName } from "./names.js";

/** The list is asked for again when nothing was typed for this long. */
const PAUSE_MILLISECONDS = 250;

/**
 * @param {import("./page.js").Page} page
 * @param {string} [part]   of the name
 */
export async function joinRoom(page, part = "") {
  const { session, words } = page;
  const list = make("ul", {});
  const state = make("p", { role: "status" });
  const asked = ask(words, {
    title: words.say("join.title"),
    text: words.say("join.text"),
    fields: [
      { name: "room", label: words.say("join.name"), value: part, required: true, longest: 34 },
      { name: "key", label: words.say("join.key"), longest: 32 },
    ],
    more: [state, list],
    yes: words.say("join"),
    act: async ({ room = "", key = "" }) => {
      if (!roomName(room)) throw new Refusal("bad-room");
      session.show(await session.join(roomName(room), key.trim()));
    },
  });
  const form = list.closest("form"), name = form?.querySelector("input");
  if (!form || !name) return;
  const choose = (/** @type {string} */ room) => {
    name.value = room;
    form.requestSubmit();
  };
  let timer = 0;
  const fill = async () => {
    try {
      const part = name.value.trim().replace(/^#/, "");
      const { rooms } = await session.listRooms(part);
      if (part !== name.value.trim().replace(/^#/, "")) return;
      const rows = rooms.map((room) => (
        { name: room.name, note: room.topic, figure: words.say("join.members", { n: room.members }) }));
      fillChoices(list, { label: words.say("join.list"), rows }, choose);
      const meant = roomName(name.value), isNew = meant !== "" && !rooms.some((room) => sameName(room.name, meant));
      state.textContent = isNew ? words.say("join.new", { room: meant }) : "";
    } catch (error) {
      state.textContent = reason(words, error);
    }
  };
  name.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(fill, PAUSE_MILLISECONDS);
  });
  await fill();
  await asked;
  clearTimeout(timer);
}
