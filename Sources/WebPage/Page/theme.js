// Light, dark, or as the system has it; and the language.

import { element, make } from "./dom.js";
import { openMenu } from "./menu.js";
import { LANGUAGES } from "./words.js";

const THEMES = ["", "light", "dark"];

/** Shows the theme that was chosen, before anything else is seen. */
export class Theme {
  #page;

  /** @param {import("./page.js").Page} page */
  constructor(page) {
    this.#page = page;
    this.#apply();
    const anchor = element("theme", HTMLButtonElement);
    anchor.addEventListener("click", () => openMenu(anchor, page.words.say("theme"), this.#choices()));
  }

  get #chosen() {
    const kept = this.#page.storage.get("theme");
    return THEMES.includes(kept) ? kept : "";
  }

  #apply() {
    const { classList } = document.documentElement;
    classList.remove("light", "dark");
    if (this.#chosen) classList.add(this.#chosen);
    // What a phone paints about the page goes by the page's own theme.
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      const isDark = this.#chosen ? this.#chosen === "dark" : meta.getAttribute("media")?.includes("dark");
      meta.setAttribute("content", isDark ? "#16171a" : "#f4f3f0");
    }
  }

  /** @returns {import("./menu.js").Item[]} */
  #choices() {
    return THEMES.map((name) => ({
      label: this.#page.words.say(`theme.${name || "system"}`),
      checked: name === this.#chosen,
      act: () => {
        this.#page.storage.set("theme", name);
        this.#apply();
      },
    }));
  }
}

/**
 * The languages, each by its own name. Another one is shown by loading the page again, which comes back to its place.
 * @param {import("./page.js").Page} page
 * @returns {import("./menu.js").Item[]}
 */
export function languageChoices({ words, storage }) {
  return Object.entries(LANGUAGES).map(([language, name]) => ({
    label: name,
    checked: language === words.language,
    act: () => chooseLanguage(storage, language),
  }));
}

/**
 * @param {import("./page.js").Page} page
 * @param {HTMLSelectElement} list
 */
export function fillLanguages({ words, storage }, list) {
  list.replaceChildren(...Object.entries(LANGUAGES).map(([language, name]) =>
    make("option", { value: language, lang: language, selected: language === words.language }, name)));
  list.addEventListener("change", () => chooseLanguage(storage, list.value));
}

/**
 * @param {import("./storage.js").Storage} storage
 * @param {string} language
 */
function chooseLanguage(storage, language) {
  storage.set("language", language);
  const url = new URL(location.href);
  url.searchParams.delete("lang");
  if (url.href === location.href) location.reload();
  else location.replace(url);
}
