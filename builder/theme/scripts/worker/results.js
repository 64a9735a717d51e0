// A page as a result: its sections that have the words, the words marked, and of each text the blocks that have them.
const BLOCKS = 2; // of a text that are shown

function plainOf(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * The words of a text that are sought: how often each stands in it, and the text with them marked. It has elements
 * without attributes, and all else in it is made text again, whatever it was.
 */
function marked(text, sought, separator, whole) {
  const counts = new Map();
  const blocks = [];
  let [block, depth, hit] = ["", 0, false];
  const close = () => {
    if (block) blocks.push([block, hit]);
    [block, hit] = ["", false];
  };
  for (const piece of text.split(/(<\/?[a-z]+>)/)) {
    if (/^<\/?[a-z]+>$/.test(piece)) {
      const ends = piece[1] === "/";
      if (!ends && !depth) close();
      depth = Math.max(0, depth + (ends ? -1 : 1));
      block += piece;
      if (ends && !depth) close();
      continue;
    }
    const plain = plainOf(piece);
    let at = 0;
    for (const [word, from, to] of wordsIn(plain, separator)) {
      if (!sought.has(word)) continue;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      hit = true;
      if (to <= at) continue;
      const begins = Math.max(from, at); // words of a script without spaces share letters
      block += `${escaped(plain.slice(at, begins))}<mark>${escaped(plain.slice(begins, to))}</mark>`;
      at = to;
    }
    block += escaped(plain.slice(at));
  }
  close();
  const shown = whole ? blocks : blocks.filter((each) => each[1]).slice(0, BLOCKS);
  return { counts, html: shown.map(([html]) => html).join("") };
}

/** The results of one page, the best first; nothing where all of them have a word that must not be there. */
function resultsOf([location, entries, tags], query, boost) {
  const found = [];
  for (const [index, [id, title, text]] of entries.entries()) {
    const item = scored(title, text, tags, query, !index);
    if (item) found.push({ location: id ? `${location}#${id}` : location, ...item, score: item.score * boost });
  }
  if (!found.length) return found;
  found.sort((one, other) => other.score - one.score);
  if (!found.some((each) => each.location === location)) {
    found.push(bare(location, entries[0][1], query));
  }
  return found;
}

/** A page that is named only. */
function bare(location, title, { config }) {
  return { location, title: marked(title, new Map(), config.separator, true).html, text: "", score: 0, terms: {} };
}

function scored(title, text, tags, query, first) {
  const { clauses, sought, config, fields, language } = query;
  const heading = marked(title, sought, config.separator, true);
  const body = marked(text, sought, config.separator, false);
  const labels = (tags ?? []).map((tag) => marked(tag, sought, config.separator, true));
  const inTags = new Set(labels.flatMap((each) => [...each.counts.keys()]));
  let [weight, mask] = [0, 0];
  for (const word of new Set([...heading.counts.keys(), ...body.counts.keys(), ...inTags])) {
    const counts = { title: heading.counts.get(word) ?? 0, text: body.counts.get(word) ?? 0, tags: Number(inTags.has(word)) };
    for (const [index, rare] of sought.get(word)) {
      const { sign, field } = clauses[index];
      const [one, two, three] = FIELDS.map((name) => (!field || field === name ? counts[name] : 0));
      const more = weightOf(fields, one, two, three);
      if (more && sign === "-") return null;
      weight += more * rare;
      if (more) mask |= 1 << index % 31;
    }
  }
  if (!mask) return null;
  const asked = clauses.filter((each) => each.sign !== "-");
  const terms = {};
  for (const [index, each] of clauses.entries()) {
    const has = Boolean(mask & (1 << index % 31));
    if (each.sign !== "-" && (has || !language.stops(each.word))) terms[each.word] = has;
  }
  const score = weight * (1 + (Number(first) + share(mask, asked.length)) ** 2);
  const named = tags && { tags: labels.map((each) => each.html) };
  return { title: heading.html, text: body.html, score, terms, ...named };
}
