// What answers in the search's worker: it fetches of the index what a query needs.
"use strict";

// Words as `builder/search/words.py` has them; what changes here changes there.
const EDGES = /^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

function folded(text) {
  return text.toLowerCase().normalize("NFC").replace(/[’ʼ＇]/g, "'");
}

/** Every word of a text: as it is sought, and where it begins and ends. */
function* wordsIn(text, separator) {
  for (const [from, to] of pieces(text, separator)) {
    const piece = text.slice(from, to);
    let at = 0;
    for (const run of piece.matchAll(UNSPACED)) {
      yield* trimmed(piece.slice(at, run.index), from + at);
      yield* pairs(run[0], from + run.index);
      at = run.index + run[0].length;
    }
    if (at) yield* trimmed(piece.slice(at), from + at);
    else yield* trimmed(piece, from, true);
  }
}

/** What stands between separators, of which one may be of no length. */
function* pieces(text, separator) {
  let from = 0;
  for (const found of text.matchAll(new RegExp(separator, "g"))) {
    if (from < found.index) yield [from, found.index];
    from = found.index + found[0].length;
  }
  if (from < text.length) yield [from, text.length];
}

function* trimmed(piece, from, whole = false) {
  const bare = piece.replace(EDGES, "");
  if (bare) {
    const start = piece.indexOf(bare);
    yield [folded(bare), from + start, from + start + bare.length];
  } else if (whole) yield [folded(piece), from, from + piece.length];
}

/** Each letter of a script without spaces, with the one after it. */
function* pairs(run, from) {
  const letters = [...run];
  for (const [index, letter] of letters.entries()) {
    const pair = letter + (letters[index + 1] ?? "");
    yield [folded(pair), from, from + pair.length];
    from += letter.length;
  }
}
