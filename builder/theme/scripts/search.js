// Kinds of results in the site's search: a word on each result, and above the list a choice of kind.
// Material draws the list, anew for each query and in pieces as it is scrolled; this only marks and hides its items.
briefings.search = (() => {
  const { say, make, eachPage } = briefings;
  const settings = document.getElementById("__config");
  const KINDS = { briefing: "briefings", quote: "quotes", person: "people", source: "sources", background: "background" };
  const FOLDERS = { quotes: "quote", people: "person", organizations: "person", sources: "source", background: "background" };
  const ENOUGH = 30; // results of a kind, after which more are drawn as they are scrolled to
  const PAGES = ["method", "topics", "404.html"];
  const [TOLD, CHOICE, SOON] = [4, 5, 6]; // what our worker tells of its results, and is asked besides the theme's queries

  /** By where a result leads; nothing for pages of no kind, such as the front page. */
  function kindOf(link, base) {
    const path = new URL(link.href).pathname.slice(base.length).replace(/index\.html$/, "");
    const folder = path.replace(/\.html$/, "").split("/")[0];
    if (folder in FOLDERS) return FOLDERS[folder];
    return !folder || PAGES.includes(folder) ? "" : "briefing";
  }

  /** The folders of a kind's pages, as the worker knows them; of briefings, all that are in no other. */
  function foldersOf(kind) {
    if (!kind) return null;
    const names = Object.keys(FOLDERS).filter((name) => FOLDERS[name] === kind);
    return kind === "briefing" ? { names: [...Object.keys(FOLDERS), ...PAGES], others: true } : { names, others: false };
  }

  function setUp() {
    const list = document.querySelector(".md-search-result__list");
    if (!settings || !list || document.querySelector(".ab-kinds")) return;
    const base = new URL(JSON.parse(settings.textContent).base, location.href).pathname.replace(/\/?$/, "/");
    const search = list.closest(".md-search");
    const scroll = search.querySelector(".md-search__scrollwrap");
    const query = search.querySelector("[name=query]");
    const meta = search.querySelector(".md-search-result__meta");
    const worker = globalThis.briefings_worker;
    const bar = make("div", "ab-kinds");
    const status = make("p");
    let chosen = "";
    let told = null; // of the last results, where they are our worker's
    let narrowed = false; // it looks among pages of one kind only

    bar.hidden = true;
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say("kinds"));
    status.setAttribute("role", "status");
    for (const kind of ["", ...Object.keys(KINDS)]) {
      const button = make("button", "", say(kind ? KINDS[kind] : "filterAll"));
      button.type = "button";
      button.dataset.kind = kind;
      button.setAttribute("aria-pressed", String(!kind));
      bar.append(button);
    }
    bar.append(status);
    list.before(bar);

    // The theme listens to keys alone: words that are pasted, dictated or composed would find nothing.
    query.addEventListener("input", () => query.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })));

    const items = () => [...list.querySelectorAll(":scope > li")];
    const links = () => [...list.querySelectorAll(":scope > li:not([hidden]) :is(:not(details) > [href], summary, details[open] [href])")];

    function mark(item) {
      const link = item.querySelector(".md-search-result__link");
      if (!link || "kind" in item.dataset) return;
      item.dataset.kind = kindOf(link, base);
      if (item.dataset.kind) link.querySelector("article").prepend(make("span", "ab-kind", say(item.dataset.kind)));
    }

    function apply() {
      const all = items();
      bar.hidden = !all.length;
      for (const item of all) {
        mark(item);
        item.hidden = Boolean(chosen) && item.dataset.kind !== chosen;
      }
      const shown = all.filter((item) => !item.hidden);
      if (chosen && shown.length === 1) for (const more of shown[0].querySelectorAll("details")) more.open = true;
      status.textContent = chosen && all.length && !narrowed ? counted(shown, all.length) : "";
      if (chosen && shown.length < ENOUGH) draw(all.length);
    }

    /** How many of the pages found are of the kind; of quotes, which share a page, how many these are themselves. */
    function counted(shown, all) {
      if (chosen === "quote" && shown.length) {
        const quotes = shown.flatMap((item) => [...item.querySelectorAll("a[href*='#']")]);
        return say("quotesShown", { shown: quotes.filter((link) => link.hash.includes("/")).length });
      }
      const found = told?.found ?? /\d+(?!.*k)/.exec(meta.textContent)?.[0];
      const whole = found && Number(found) <= all;
      return say(whole ? "kindsShown" : "kindsShownSoFar", { shown: shown.length, all });
    }

    // Material draws on when the end of its list comes into view anew. Under a choice few results may be left, or
    // none, and the end stays in view: here it is told twice how high the list is, as if it had been scrolled.
    let drawn = 0;
    function draw(count) {
      if (count === drawn) return;
      drawn = count;
      const tell = (height) => {
        Object.defineProperty(scroll, "scrollHeight", { configurable: true, get: () => height });
        scroll.dispatchEvent(new Event("scroll"));
      };
      tell(Number.MAX_SAFE_INTEGER);
      requestAnimationFrame(() => {
        tell(0);
        requestAnimationFrame(() => delete scroll.scrollHeight);
      });
    }

    function choose(kind) {
      chosen = kind;
      drawn = 0;
      for (const button of bar.querySelectorAll("button")) {
        button.setAttribute("aria-pressed", String(button.dataset.kind === kind));
      }
      if (narrowed || (kind && told?.found > told?.listed)) {
        narrowed = Boolean(kind);
        worker.postMessage({ type: CHOICE, data: foldersOf(kind) });
      }
      apply();
    }

    /** What the worker says of results that it has just given: in place of their count, where that is not all. */
    function hear(words) {
      told = words;
      if (told.failed) meta.textContent = say("searchFailed");
      else if (told.cut) meta.textContent = say("searchCut");
      else if (told.found > told.listed) meta.textContent = say("searchListed", told);
      apply();
    }

    worker?.addEventListener("message", ({ data }) => data.type === TOLD && hear(data.data));
    worker?.postMessage({ type: SOON });

    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) choose(button.dataset.kind);
    });

    // Material closes the search at Tab, sends other keys to the field, and walks through hidden results too.
    document.addEventListener(
      "keydown",
      (event) => {
        if (!search.contains(event.target) || bar.hidden || event.isComposing) return;
        const within = bar.contains(event.target);
        if (event.key === "Tab" || (within && ["Enter", " "].includes(event.key))) event.stopPropagation();
        else if (chosen && ["ArrowDown", "ArrowUp"].includes(event.key)) walk(event, event.key === "ArrowDown" ? 1 : -1);
        else if (chosen && event.key === "Enter" && event.target === query) {
          const first = links()[0];
          event.preventDefault();
          event.stopPropagation();
          if (first) first.click();
        }
      },
      true,
    );

    function walk(event, step) {
      const stops = [query, ...links()];
      const at = Math.max(0, stops.indexOf(document.activeElement));
      event.preventDefault();
      event.stopPropagation();
      stops[(at + step + stops.length) % stops.length].focus();
    }

    // Tab may now leave the search: it closes then, as it did.
    search.addEventListener("focusout", (event) => {
      const toggle = document.getElementById("__search");
      if (event.relatedTarget && !search.contains(event.relatedTarget) && toggle?.checked) toggle.click();
    });

    new MutationObserver(() => {
      if (!list.childElementCount) drawn = 0;
      apply();
    }).observe(list, { childList: true });
    apply();
  }

  eachPage(setUp);
  return setUp;
})();
