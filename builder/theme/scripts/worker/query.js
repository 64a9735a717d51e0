// What a reader asks for, in the theme's own notation: "words together", +must, -must not, title:word, begin*, word^2.
const FIELDS = ["title", "text", "tags"];

/** The parts of a query: a word, whether words that begin with it count, whether it must be there, where, its weight. */
function clausesOf(query, config, language) {
  const clauses = [];
  for (const part of partsOf(query)) {
    const [, sign, field, body, boost] = /^([+-]?)(?:(title|text|tags):)?(.*?)(?:\^(\d*)|~\d*)*$/su.exec(part);
    const begins = body.endsWith("*") || !(sign || /[~^]\d*$/.test(part));
    let end = 0;
    for (const [word, , to] of wordsIn(body.replace(/[*:]/g, " "), config.separator)) {
      if (to <= end) continue; // the last letter of some that are sought in pairs
      end = to;
      const clause = { word, begins, sign, field: field ?? "", boost: Number(boost || 1) };
      if (sign === "+" && language.stops(word)) continue; // it says nothing, and the theme asks for no such word
      if (!clauses.some((each) => each.word === word && each.field === clause.field)) clauses.push(clause);
    }
  }
  return clauses;
}

function partsOf(query) {
  const together = (words) => words.split(/\s+/).filter(Boolean).map((word) => ` +${word}`).join("") + " ";
  return query
    .split(/"([^"]+)"/)
    .map((part, index) => (index % 2 ? together(part) : part))
    .join("")
    .replaceAll('"', "")
    .split(/\s+/)
    .filter((part) => /[^*+\-:^~]/u.test(part));
}

/** Of the theme's language files: the stems and idle words of the languages that the site's search is set to. */
class Language {
  constructor(config, lunr) {
    const languages = lunr ? config.lang.map((name) => (name === "en" ? lunr : lunr[name])).filter(Boolean) : [];
    const asked = (step) => (config.pipeline.includes(step) ? languages.map((each) => each[step]).filter(Boolean) : []);
    this.lunr = lunr;
    this.stemmers = asked("stemmer");
    this.filters = asked("stopWordFilter");
  }

  /** A word's stems, one for each language; none where the settings ask for none. */
  stems(word) {
    return this.stemmers.map((stem) => String(stem(new this.lunr.Token(word))));
  }

  stops(word) {
    return this.filters.some((filter) => !filter(new this.lunr.Token(word)));
  }

  /** Whether a word of the index is what a part of a query is about. */
  fits(clause, word) {
    if (clause.begins ? word.startsWith(clause.word) : word === clause.word) return true;
    return clause.stems.length > 0 && this.stems(word).some((stem, index) => stem === clause.stems[index]);
  }
}

function alike(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}
