// The files of the index, each fetched once.
const WORDS = 80; // thousands of characters of words that one answer may ask for: some 20 KB as they are packed
const got = new Map();

function file(path) {
  if (!got.has(path)) {
    const coming = fetched(path);
    got.set(path, coming);
    coming.catch(() => got.delete(path)); // the next query asks once more
  }
  return got.get(path);
}

async function fetched(path) {
  const answer = await fetch(new URL(`search/${path}?${config.version}`, SITE));
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`);
  return answer.json();
}

/** Numbers, from the first and the steps between them. */
function numbersOf(steps) {
  let number = 0;
  return steps.map((step) => (number += step));
}

let beginnings;
async function begun() {
  beginnings ??= file("beginnings.json").then(
    (told) => ({ ...told, texts: numbersOf(told.texts), starts: told.folders.map(([first]) => first) }),
    (error) => {
      beginnings = undefined;
      throw error;
    },
  );
  return beginnings;
}

/** The last place in a sorted list whose value is not greater. */
function placeOf(list, value) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/**
 * The words of the index that each part of a query is about, with their pages: `[word, numbers, codes]`. Where they are
 * spread over too many files, those that come first in the alphabet, and that is told.
 */
async function wordsFor(clauses, language, told) {
  const { words, sizes } = await begun();
  if (!words.length) return clauses.map(() => []);
  const spans = clauses.map((clause) => {
    clause.stems = language.stems(clause.word);
    const root = clause.stems.reduce(alike, clause.word);
    const open = clause.begins || clause.stems.length;
    return [placeOf(words, root), placeOf(words, open ? `${root}\uffff` : root)];
  });
  const wanted = new Set(spans.map(([first]) => first));
  let left = WORDS - [...wanted].reduce((sum, each) => sum + sizes[each], 0);
  const lengths = [...spans].sort((one, other) => one[1] - one[0] - (other[1] - other[0]));
  for (const [first, last] of lengths) {
    for (let each = first + 1; each <= last && !told.cut; each += 1) {
      if (wanted.has(each)) continue;
      left -= sizes[each];
      if (left < 0) told.cut = true;
      else wanted.add(each);
    }
  }
  const loaded = new Map();
  await Promise.all([...wanted].map(async (each) => loaded.set(each, await file(`words/${each}.json`))));
  return clauses.map((clause, index) => {
    const [first, last] = spans[index];
    const found = [];
    for (let each = first; each <= last; each += 1) {
      for (const entry of loaded.get(each) ?? []) if (language.fits(clause, entry[0])) found.push(entry);
    }
    return found;
  });
}
