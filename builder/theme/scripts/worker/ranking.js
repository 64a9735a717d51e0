// Which pages come first. As the theme has it (lunr's BM25 without lengths): rare words weigh more, titles far more than
// texts, the page itself more than its sections, and what has more of the words more than what has fewer.
const SATURATION = 1.2;

function often(count) {
  return ((SATURATION + 1) * count) / (SATURATION + count);
}

function rarity(have, all) {
  return Math.log(1 + Math.abs((all - have + 0.5) / (have + 0.5)));
}

/** What a text, a title and tags weigh together, by how often a word stands in each. */
function weightOf(fields, title, text, tags) {
  const of = (name, count) => (count ? (fields[name]?.boost ?? 1) * often(count) : 0);
  return of("title", title) + of("text", text) + of("tags", tags);
}

function share(mask, all) {
  let count = 0;
  for (let left = mask; left; left &= left - 1) count += 1;
  return count / all;
}

/** A code of the index, less what stands in other fields than a part of a query asks for. */
function within(code, field) {
  if (field === "title") return code & 0b11110000;
  if (field === "text") return code & 0b1111;
  return field === "tags" ? code & 0b100000000 : code;
}

/** The numbers of all pages that fit, the best first; a page's place in the site decides between equals. */
function ranked(clauses, found, { pages, fields, boosts }) {
  const first = new Float64Array(pages);
  const rest = new Float64Array(pages);
  const masks = [new Uint32Array(pages), new Uint32Array(pages)];
  const barred = new Uint8Array(pages);
  const weights = new Map();
  for (const [index, clause] of clauses.entries()) {
    for (const [word, steps, codes] of found[index]) {
      const numbers = numbersOf(steps);
      const weight = clause.boost * rarity(numbers.length, pages);
      for (let at = 0; at < numbers.length; at += 1) {
        const code = within(typeof codes === "number" ? codes : codes[at], clause.field);
        const number = numbers[at];
        if (!code) continue;
        if (clause.sign === "-") barred[number] = 1;
        else {
          const key = (code << 1) | 1;
          if (!weights.has(key)) {
            weights.set(key, [
              weightOf(fields, (code >> 6) & 3, (code >> 2) & 3, code >> 8),
              weightOf(fields, (code >> 4) & 3, code & 3, code >> 8),
            ]);
          }
          const [whole, part] = weights.get(key);
          first[number] += weight * whole;
          rest[number] += weight * part;
          if (whole) masks[0][number] |= 1 << index % 31;
          if (part) masks[1][number] |= 1 << index % 31;
        }
      }
    }
  }
  const needed = clauses.reduce((mask, each, index) => (each.sign === "+" ? mask | (1 << index % 31) : mask), 0);
  const count = Math.max(1, clauses.filter((each) => each.sign !== "-").length);
  const scores = new Map();
  for (let number = 0; number < pages; number += 1) {
    const mask = masks[0][number] | masks[1][number];
    if (!mask || (mask & needed) !== needed) continue;
    const own = first[number] * (1 + (1 + share(masks[0][number], count)) ** 2);
    const below = rest[number] * (1 + share(masks[1][number], count) ** 2);
    scores.set(number, Math.max(own, below) * (boosts[number] ?? 1));
  }
  const order = [...scores].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return { order: order.map(([number]) => number), barred };
}
