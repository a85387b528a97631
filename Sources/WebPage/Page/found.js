// Which words of a text a search found, as the server searches (PROTOCOL.md, "Searching"). Pure.

/** Chinese, Japanese and Korean have no spaces: what is sought there may be a part of a word. */
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What stands in a search: words side by side, or one word; with `-` in front of what is not wanted. */
const TERM = /(-?)(?:"([^"]*)"?|(\S+))/g;

/**
 * Takes a text apart. The texts of the pieces, put together, are the text.
 * @param {string} text
 * @param {string} sought   what was typed into the search
 * @returns {{ text: string, isFound: boolean }[]}
 */
export function pieces(text, sought) {
  const terms = [...sought.matchAll(TERM)].map(patternOf).filter(Boolean);
  if (terms.length === 0) return [{ text, isFound: false }];
  const found = [];
  let end = 0;
  for (const { index = 0, 0: { length } } of plain(text).matchAll(new RegExp(terms.join("|"), "giu"))) {
    found.push({ text: text.slice(end, index), isFound: false });
    found.push({ text: text.slice(index, end = index + length), isFound: true });
  }
  return [...found, { text: text.slice(end), isFound: false }].filter((piece) => piece.text !== "");
}

/**
 * @param {RegExpMatchArray} term
 * @returns {string} "" where it names no word that is found
 */
function patternOf([, minus, phrase, word = ""]) {
  if (minus || (phrase === undefined && /^(in|from|before|after|cursor):/i.test(word))) return "";
  const words = plain(phrase ?? word).match(/[\p{L}\p{N}]+/gu);
  if (!words) return "";
  const pattern = words.join("[^\\p{L}\\p{N}]+"), isBeginning = phrase === undefined && word.endsWith("*");
  if (SPACELESS.test(pattern)) return pattern;
  return `(?<![\\p{L}\\p{N}])${pattern}${isBeginning ? "[\\p{L}\\p{N}]*" : "(?![\\p{L}\\p{N}])"}`;
}

/**
 * A text without its accents, which is as long as it was.
 * @param {string} text
 */
function plain(text) {
  return Array.from(text, (letter) => {
    const bare = letter.normalize("NFD").replace(/(?!^)\p{M}+/gu, "");
    return bare.length === letter.length ? bare : letter;
  }).join("");
}
