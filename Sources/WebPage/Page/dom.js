// Elements. What people say becomes text nodes alone: nothing here, and nothing on the page, reads markup.

import { hue, tokens } from "./text.js";

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {{ [name: string]: string | number | boolean | null | undefined | ((event: any) => void) }} Attributes */

/**
 * What index.html has under an id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function element(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`index.html has no ${type.name} #${id}`);
  return found;
}

/**
 * Makes an element. Attributes that are functions listen: `{ onclick: act }`. Of the others, `true` is an empty one,
 * and `false`, `null` and `undefined` are none.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, String(value));
  }
  fill(made, ...children);
  return made;
}

/**
 * Makes a button, which by itself would submit its form.
 * @param {Attributes} attributes
 * @param {...Child} children
 */
export function button(attributes, ...children) {
  return make("button", { type: "button", ...attributes }, ...children);
}

/**
 * Gives an element these children and no others.
 * @param {Element} parent
 * @param {...Child} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.filter(isThere).map((child) => typeof child === "number" ? String(child) : child));
}

/**
 * @param {Child} child
 * @returns {child is Node | string | number}
 */
function isThere(child) {
  return child !== null && child !== undefined && child !== false;
}

/**
 * A name that doesn't turn round the text about it, whichever way it is written.
 * @param {string} name
 */
export function isolated(name) {
  return make("bdi", {}, name);
}

/**
 * The same, in bold.
 * @param {string} name
 */
export function strong(name) {
  return make("b", {}, isolated(name));
}

/**
 * Somebody's nick in its colour, as the attribute that the style sheet goes by.
 * @param {string} nick
 */
export function colour(nick) {
  return { "data-hue": hue(nick) };
}

/**
 * What somebody wrote: with its links, its rooms, `code`, and who reads it marked.
 * @param {string} text
 * @param {string} me   the nick to mark
 */
export function prose(text, me) {
  const out = document.createDocumentFragment();
  for (const token of tokens(text, me)) out.append(drawn(token));
  return out;
}

/** @param {import("./types.js").Token} token */
function drawn({ kind, text, href }) {
  switch (kind) {
    case "link": return make("a", { href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, text);
    case "room": return make("a", { href: roomHash(text) }, text);
    case "mention": return make("span", { class: "you" }, text);
    case "code": return make("code", {}, text.slice(1, -1));
    default: return text;
  }
}

/**
 * The end of a link into a room.
 * @param {string} room
 */
export function roomHash(room) {
  return `#${encodeURIComponent(room.slice(1))}`;
}

/**
 * Puts the words of a language into what index.html has: `data-text` is the key of an element's text, `data-label` of
 * its name, `data-hint` of what a field shows while it is empty, `data-hover` of what shows under the pointer.
 * @param {import("./words.js").Words} words
 */
export function translate(words) {
  document.documentElement.lang = words.tag;
  for (const node of document.querySelectorAll("[data-text], [data-label], [data-hint], [data-hover]")) {
    if (!(node instanceof HTMLElement)) continue;
    const { text, label, hint, hover } = node.dataset;
    if (text) node.textContent = words.say(text);
    if (label) node.setAttribute("aria-label", words.say(label));
    if (hint) node.setAttribute("placeholder", words.say(hint));
    if (label && node.localName === "button") node.title = words.say(label);
    if (hover) node.title = words.say(hover);
  }
}
