// Dialogs: a question with fields, and what to do with the answers while it stands open.

import { button, make } from "./dom.js";
import { Refusal } from "./lines.js";

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} [type]         as of `input`
 * @property {boolean} [hidden]      it is there for the browser's store of passwords alone
 * @property {string} [value]
 * @property {boolean} [required]
 * @property {boolean} [focused]     it is what is asked for, and not the first field
 * @property {number} [longest]
 * @property {string} [autocomplete]
 * @property {[string, string][]} [choices]   of `select`: values and their names
 */

/** @typedef {{ [name: string]: string }} Values   of fields, by their names */

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string} [text]
 * @property {string} [preview]      shown as it is, as a program's text
 * @property {Field[]} [fields]
 * @property {Node[]} [more]         elements below the fields
 * @property {string} yes            what the button that carries it out is called
 * @property {(values: Values) => unknown} [act]   carries it out; while it is refused the dialog stays
 */

/**
 * Asks. Resolves with the fields' values (a box that is not ticked has none) once `act` has succeeded, and with null if
 * the user goes away.
 * @param {import("./words.js").Words} words
 * @param {Question} question
 * @returns {Promise<Values | null>}
 */
export function ask(words, { title, text, preview, fields = [], more = [], yes, act }) {
  const fault = make("p", { class: "fault", role: "alert", hidden: true });
  const go = make("button", { class: "go" }, yes);
  /** @type {HTMLFormElement} */
  const form = make("form", { method: "dialog" },
    make("h2", { id: "question" }, title),
    text ? make("p", { id: "question-text" }, text) : null,
    preview === undefined ? null : make("pre", { tabindex: 0, dir: "auto" }, preview),
    ...fields.map(control), ...more, fault,
    make("div", { class: "row" }, button({ onclick: () => dialog.close() }, words.say("cancel")), go));
  /** @type {HTMLDialogElement} */
  const dialog = make("dialog", labels(text), form);
  /** @type {Values | null} */
  let answer = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = read(form);
    go.disabled = true;
    try {
      await act?.(values);
      answer = values;
      dialog.close();
    } catch (error) {
      fault.textContent = reason(words, error);
      fault.hidden = false;
    } finally {
      go.disabled = false;
    }
  });
  return shown(dialog, () => answer, fields.length || more.length ? null : go);
}

/**
 * Why something was refused. What is no refusal is a fault of the page's, and goes on to where it is seen.
 * @param {import("./words.js").Words} words
 * @param {unknown} error
 */
export function reason(words, error) {
  if (error instanceof Refusal) return words.refusal(error);
  throw error;
}

/**
 * Shows something that is only to be read.
 * @param {import("./words.js").Words} words
 * @param {string} title
 * @param {...Node} content
 */
export function show(words, title, ...content) {
  const close = make("button", { class: "go" }, words.say("close"));
  const dialog = make("dialog", labels(), make("form", { method: "dialog" },
    make("h2", { id: "question" }, title), ...content, make("div", { class: "row" }, close)));
  return shown(dialog, () => null, close);
}

/**
 * @template T
 * @param {HTMLDialogElement} dialog
 * @param {() => T} answer
 * @param {HTMLElement | null} focus   null: the first field
 * @returns {Promise<T>}
 */
function shown(dialog, answer, focus) {
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  /** @type {HTMLElement | null} */
  const first = focus ?? dialog.querySelector("[autofocus]")
    ?? dialog.querySelector("label:not([hidden]) :is(input, select)");
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
  return new Promise((done) => dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
    done(answer());
  }));
}

/**
 * What names a dialog, and tells more of it.
 * @param {string} [text]
 */
function labels(text) {
  return { "aria-labelledby": "question", "aria-describedby": text ? "question-text" : null };
}

/** @param {Field} field */
function control({ name, label, type = "text", hidden = false, value = "", required = false, ...field }) {
  const { autocomplete = "off", choices, focused, longest } = field;
  if (type === "checkbox") {
    return make("label", { class: "check" }, make("input", { type, name }), make("span", {}, label));
  }
  if (choices) {
    const options = choices.map(([key, words]) => make("option", { value: key, selected: key === value }, words));
    return make("label", {}, label, make("select", { name }, ...options));
  }
  return make("label", { hidden }, label, make("input", {
    type, name, value, required, maxlength: longest, autocomplete, autofocus: focused,
    autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "auto",
  }));
}

/** @param {HTMLFormElement} form */
function read(form) {
  /** @type {Values} */
  const values = {};
  for (const [name, value] of new FormData(form)) values[name] = String(value);
  return values;
}
