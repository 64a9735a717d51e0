// What is answered, and at what cost.
const TEXTS = 10; // files of texts that one answer may ask for: some 30 KB as they are packed
const TITLES = 20; // the same of titles, for pages that come after: some 10 KB
const LISTED = 120; // pages in a list of results
const PAUSE = 120; // ms in which a reader may type on before texts are fetched

let asked = { query: "", folders: null };
let turn = 0;
let language;

/**
 * The theme's language files, where the settings and the query call for any: stems, or idle words among those that must
 * all be there. They are part of the theme's own worker, which is silenced.
 */
function languageOf(query) {
  if (language) return language;
  if (!config.pipeline.includes("stemmer") && !/[+"]/.test(query)) return new Language(config);
  if (config.pipeline.length && config.lunr) {
    const { addEventListener } = self;
    self.addEventListener = () => {};
    const names = config.lang.filter((name) => name !== "en");
    try {
      importScripts(new URL(config.lunr, SITE));
      const folder = new URL("../lunr/min/", new URL(config.lunr, SITE));
      const needed = names.length ? ["stemmer.support", ...names] : [];
      if (needed.length) importScripts(...needed.map((name) => new URL(`lunr.${name}.min.js`, folder)));
    } catch {
      // Words are then found as they are written.
    }
    self.addEventListener = addEventListener;
  }
  return (language = new Language(config, self.lunr));
}

/** Results for what was asked last; none at all once something else is asked. */
async function answer() {
  const mine = ++turn;
  const current = () => mine === turn;
  const told = { query: asked.query, found: 0, listed: 0, cut: false, failed: false };
  let items = [];
  let suggest;
  try {
    if (asked.query.trim()) {
      const query = await understood(asked.query, told);
      if (current()) [items, suggest] = await listed(query, told, current);
    }
  } catch (error) {
    told.failed = true;
    console.warn("The search's files could not be fetched.", error);
  }
  if (!current()) return;
  postMessage({ type: RESULT, data: { items, ...(suggesting && { suggest: suggest ?? [] }) } });
  postMessage({ type: TOLD, data: told });
}

async function understood(text, told) {
  const language = languageOf(text);
  const clauses = clausesOf(text, config, language);
  const found = await wordsFor(clauses, language, told);
  const { pages } = await begun();
  const sought = new Map();
  for (const [index, entries] of found.entries()) {
    for (const [word, numbers] of entries) {
      if (!sought.has(word)) sought.set(word, []);
      sought.get(word).push([index, clauses[index].boost * rarity(numbers.length, pages)]);
    }
  }
  return { clauses, found, sought, config, fields: config.fields, language };
}

async function listed(query, told, current) {
  const index = await begun();
  const { order, barred } = ranked(query.clauses, query.found, index);
  const fitting = order.filter((number) => inFolders(number, index));
  told.found = fitting.length;
  const [whole, named] = parted(fitting.slice(0, LISTED), barred, index);
  await new Promise((done) => setTimeout(done, PAUSE));
  if (!current()) return [[]];
  const lists = await Promise.all(whole.map((number) => page(number, index, query)));
  const items = lists.filter((each) => each.length).sort((one, other) => other[0].score - one[0].score);
  items.push(...(await Promise.all(named.map((number) => title(number, index, query)))));
  told.found -= whole.length + named.length - items.length;
  told.listed = items.length;
  return [items, suggested(query)];
}

/** Pages whose texts are fetched, and those after them, of which only titles are; as many as the files allow. */
function parted(numbers, barred, index) {
  const [whole, named] = [[], []];
  const [texts, titles] = [new Set(), new Set()];
  for (const number of numbers) {
    const text = placeOf(index.texts, number);
    if (!named.length && (texts.has(text) || texts.size < TEXTS)) {
      texts.add(text);
      whole.push(number);
      continue;
    }
    const title = Math.floor(number / index.titles);
    if (barred[number] || !(titles.has(title) || titles.size < TITLES)) continue;
    titles.add(title);
    named.push(number);
  }
  return [whole, named];
}

function inFolders(number, { folders, starts }) {
  if (!asked.folders) return true;
  const name = folders[placeOf(starts, number)][1];
  return asked.folders.names.includes(name) !== asked.folders.others;
}

async function page(number, index, query) {
  const at = placeOf(index.texts, number);
  const pages = await file(`texts/${at}.json`);
  return resultsOf(pages[number - index.texts[at]], query, index.boosts[number] ?? 1);
}

async function title(number, index, query) {
  const at = Math.floor(number / index.titles);
  const [location, title] = (await file(`titles/${at}.json`))[number - at * index.titles];
  return [bare(location, title, query)];
}

/** The word of most titles that the last part of a query may become; the theme writes it on. */
function suggested({ clauses, found }) {
  const inTitles = ([, , codes]) => [codes].flat().filter((code) => within(code, "title")).length;
  const words = (found[clauses.length - 1] ?? []).map((entry) => [entry[0], inTitles(entry)]).filter((each) => each[1]);
  words.sort((one, other) => other[1] - one[1] || one[0].length - other[0].length);
  return words.slice(0, 1).map(([word]) => word);
}

/** Every message but the first, which tells the settings. */
function hear(type, data) {
  if (type === QUERY) asked = { ...asked, query: data };
  if (type === CHOICE) asked = { ...asked, folders: data };
  if (type !== SOON) return void answer();
  begun().catch(() => {});
}
