// A language that nobody speaks, made of English: it is longer by a third, and in other letters. What is read in English
// where it is asked for has not come out of a table.

import english from "./en.js";

/** @typedef {import("../words.js").Table} Table */

/**
 * @param {Table} table
 * @returns {Table}
 */
function pseudo(table) {
  const letters = new Map([..."aeioucnsyzAEIOUCNSYZ"].map((plain, index) =>
    [plain, [..."àéîöüçñšýžÀÉÎÖÜÇÑŠÝŽ"][index]]));
  const letter = (/** @type {string} */ one) => letters.get(one) ?? one;
  const disguise = (/** @type {string} */ text) => {
    const parts = text.split(/(\{\w+\})/).map((part, index) => index % 2 ? part : [...part].map(letter).join(""));
    return `⟦${parts.join("")}${"·".repeat(text.length / 3)}⟧`;
  };
  const entries = Object.entries(table).map(([key, entry]) => [key, typeof entry === "string" ? disguise(entry)
    : Object.fromEntries(Object.entries(entry).map(([form, text]) => [form, disguise(text ?? "")]))]);
  return Object.fromEntries(entries);
}

export default pseudo(english);
