// The page's words, by language. A language is a file of its own, which is loaded when it is asked for; English comes
// along, for what a language lacks.

import english from "./words/en.js";

/**
 * A text, with `{name}` where a value goes; or one for each form of the plural, which goes by the value `n`.
 * @typedef {string | { [form in Intl.LDMLPluralRule]?: string } & { other: string }} Entry
 */

/** @typedef {{ [key: string]: Entry }} Table */

/** @typedef {keyof typeof english} Key */

/**
 * The languages there are, by their tags, each as it calls itself.
 * @type {{ [tag: string]: string }}
 */
export const LANGUAGES = { en: "English", de: "Deutsch" };

/** A language that nobody speaks, for tests: it is in no list. */
const PSEUDO = "xx";

/**
 * Loads the first language that there is: of those that are wanted, and then those that the browser asks for.
 * @param {string[]} wanted   tags, such as `de` or `de-AT`
 * @param {readonly string[]} browsers
 */
export async function loadWords(wanted, browsers = globalThis.navigator?.languages ?? []) {
  for (const tag of [...wanted, ...browsers]) {
    const language = tag.toLowerCase().split("-")[0];
    if (!Object.hasOwn(LANGUAGES, language) && language !== PSEUDO) continue;
    if (language === "en") return new Words(tag, english);
    try {
      return new Words(tag, (await import(`./words/${language}.js`)).default);
    } catch {
      // It did not come over: the next one will do.
    }
  }
  return new Words("en", english);
}

const day = 24 * 60 * 60 * 1000;

/** The units that a duration is told in, and how many seconds each has. */
const units = /** @type {const} */ ([["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]]);

export class Words {
  #table;
  #plurals;
  #time;
  #moment;
  #day;
  #weekday;
  #relative;
  #number;

  /**
   * @param {string} tag      of numbers and times
   * @param {Table} table
   * @param {string} language the table's; the tag's where it is not told
   */
  constructor(tag, table, language = tag.split("-")[0]) {
    const locale = knownLocale(tag);
    this.tag = locale;
    this.language = language;
    this.#table = table;
    this.#plurals = new Intl.PluralRules(locale);
    this.#time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
    this.#moment = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" });
    this.#day = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
    this.#weekday = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    this.#number = new Intl.NumberFormat(locale);
  }

  /**
   * Whether there are words for it.
   * @param {string} key
   */
  has(key) {
    return Object.hasOwn(english, key);
  }

  /**
   * The words for something, with values put in. Numbers are written as the language has them.
   * @param {Key | string} key
   * @param {{ [name: string]: string | number }} values
   * @returns {string}
   */
  say(key, values = {}) {
    return this.parts(key, values).join("");
  }

  /**
   * The same in parts, so that a value may be something else than text, such as an element.
   * @template Value
   * @param {Key | string} key
   * @param {{ [name: string]: Value }} values
   * @returns {(string | Exclude<Value, number>)[]}
   */
  parts(key, values = /** @type {{ [name: string]: Value }} */ ({})) {
    return this.#template(key, values.n).split(/\{(\w+)\}/).map((part, index) => {
      if (index % 2 === 0) return part;
      const value = Object.hasOwn(values, part) ? values[part] : "";
      return typeof value === "number" ? this.#number.format(value) : /** @type {Exclude<Value, number>} */ (value);
    }).filter((part) => part !== "");
  }

  /**
   * @param {string} key
   * @param {unknown} n
   * @returns {string}
   */
  #template(key, n) {
    const table = /** @type {Table} */ (Object.hasOwn(this.#table, key) ? this.#table : english);
    const entry = Object.hasOwn(table, key) ? table[key] : undefined;
    if (entry === undefined) throw new Error(`no words for ${key}`);
    if (typeof entry === "string") return entry;
    return entry[this.#plurals.select(Number(n ?? 0))] ?? entry.other;
  }

  /**
   * Why something was refused. The code decides; where the page has no words for it, the server's are shown.
   * @param {import("./lines.js").Refusal} refusal
   */
  refusal({ code, words, keys, retry }) {
    const key = keys.room && this.has(`refused.${code}.room`) ? `refused.${code}.room` : `refused.${code}`;
    if (!this.has(key)) return words || this.say("refused", { code });
    const { nick = "", room = "", max = "", min = "", near = "" } = keys;
    const told = this.say(key, { nick, room, max, min, near });
    return retry > 0 ? `${told} ${this.say("refused.retry", { time: this.duration(retry) })}` : told;
  }

  /** @param {Date} time */
  time(time) {
    return this.#time.format(time);
  }

  /** @param {Date} time */
  moment(time) {
    return this.#moment.format(time);
  }

  /**
   * A time with its day.
   * @param {Date} time
   */
  when(time) {
    return `${this.#date(time, new Date())}, ${this.time(time)}`;
  }

  /**
   * The day of a time, as it stands alone.
   * @param {Date} time
   * @param {Date} now
   */
  day(time, now = new Date()) {
    return capital(this.#date(time, now), this.tag);
  }

  /**
   * Today, yesterday, tomorrow, or a date, with the year where that is another.
   * @param {Date} time
   * @param {Date} now
   */
  #date(time, now) {
    const between = Math.round((midnight(now) - midnight(time)) / day);
    if (Math.abs(between) <= 1) return this.#relative.format(-between, "day");
    return (time.getFullYear() === now.getFullYear() ? this.#weekday : this.#day).format(time);
  }

  /** @param {number} value */
  number(value) {
    return this.#number.format(value);
  }

  /** @param {string[]} items */
  list(items) {
    return new Intl.ListFormat(this.tag).format(items);
  }

  /**
   * A duration in its largest unit, and not less than it is.
   * @param {number} seconds
   */
  duration(seconds) {
    const [unit, size] = units.find(([, size]) => seconds >= size) ?? units[3];
    const format = new Intl.NumberFormat(this.tag, { style: "unit", unit, unitDisplay: "long" });
    return format.format(Math.ceil(seconds / size));
  }
}

/**
 * A tag that this browser knows, or English's.
 * @param {string} tag
 */
function knownLocale(tag) {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? "en";
  } catch {
    return "en";
  }
}

/** @param {Date} time */
function midnight(time) {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}

/**
 * @param {string} text
 * @param {string} locale
 */
function capital(text, locale) {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
