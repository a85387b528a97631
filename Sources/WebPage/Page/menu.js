// Menus, as WAI-ARIA has them: arrows, Home, End and first letters move, Escape and Tab close.

import { button, make } from "./dom.js";

/**
 * @typedef {object} Item
 * @property {string} [label]
 * @property {() => unknown} [act]     what choosing it does; without it the label is a heading
 * @property {boolean} [checked]       one of several that exclude each other
 * @property {boolean} [grave]         it takes something away
 */

/** @type {(() => void) | null} */
let closeOpen = null;

/** Closes the menu that is open, if one is. */
export function closeMenu() {
  closeOpen?.();
}

/**
 * Opens a menu at an element, and closes it again when something is chosen.
 * @param {HTMLElement} anchor   what it belongs to, and where the focus returns
 * @param {string} label
 * @param {(Item | "-")[]} items   "-" is a rule between two groups
 * @param {{ x: number, y: number }} [at]   where the pointer is, if it opened the menu
 */
export function openMenu(anchor, label, items, at) {
  closeOpen?.();
  const menu = make("div", { class: "menu", role: "menu", "aria-label": label });
  const close = () => {
    if (closeOpen !== close) return;
    closeOpen = null;
    menu.remove();
    removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    anchor.setAttribute("aria-expanded", "false");
  };
  /** @param {PointerEvent} event */
  const outside = (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) close();
  };
  for (const item of items) menu.append(element(item, () => {
    close();
    anchor.focus();
  }));
  menu.addEventListener("keydown", (event) => pressed(event, menu, () => {
    close();
    anchor.focus();
  }));
  menu.addEventListener("contextmenu", (event) => event.preventDefault());
  addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  anchor.setAttribute("aria-expanded", "true");
  document.body.append(menu);
  place(menu, anchor, at);
  closeOpen = close;
  choices(menu)[0]?.focus();
}

/**
 * @param {Item | "-"} item
 * @param {() => void} close
 */
function element(item, close) {
  if (item === "-") return make("hr", { role: "separator" });
  const { label = "", act, checked, grave } = item;
  if (!act) return make("p", { role: "presentation" }, label);
  return button({
    role: checked === undefined ? "menuitem" : "menuitemradio",
    "aria-checked": checked === undefined ? null : String(checked),
    class: grave ? "bad" : null,
    tabindex: -1,
    onclick: () => {
      close();
      act();
    },
  }, label);
}

/**
 * Puts a menu beside what it belongs to, and wholly into the window.
 * @param {HTMLElement} menu
 * @param {HTMLElement} anchor
 * @param {{ x: number, y: number }} [at]
 */
function place(menu, anchor, at) {
  const around = anchor.getBoundingClientRect(), size = menu.getBoundingClientRect();
  const below = at ? at.y : around.bottom + 4;
  const above = at ? at.y - size.height : around.top - 4 - size.height;
  const top = below + size.height <= innerHeight - 8 ? below : above;
  const left = at ? at.x : around.left;
  menu.style.setProperty("top", `${Math.max(8, top)}px`);
  menu.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - size.width - 8))}px`);
}

/** @param {HTMLElement} menu */
function choices(menu) {
  return [...menu.querySelectorAll("button")];
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} menu
 * @param {() => void} close
 */
function pressed(event, menu, close) {
  const all = choices(menu), at = all.findIndex((choice) => choice === document.activeElement);
  const next = moved(event.key, at, all);
  if (next >= 0) all[next]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Where a key leads to in a menu; -1 for nowhere.
 * @param {string} key
 * @param {number} at
 * @param {HTMLElement[]} all
 */
function moved(key, at, all) {
  switch (key) {
    case "ArrowDown": return (at + 1) % all.length;
    case "ArrowUp": return (at + all.length - 1) % all.length;
    case "Home": return 0;
    case "End": return all.length - 1;
  }
  if (key.length !== 1 || key === " ") return -1;
  const behind = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  const found = behind.find((choice) => choice.textContent?.toLowerCase().startsWith(key.toLowerCase()));
  return found ? all.indexOf(found) : -1;
}
