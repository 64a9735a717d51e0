// Arriving at a passage, and the way back. Without this the address leads to the same places, and the list of what
// cites a passage is the way back; here is added what an address cannot say: by which note the reader came.
(() => {
  const WAY = "briefings.way"; // to the passage that was last opened from a note
  const LEFT = "briefings.left"; // what had the focus on the page that was left for it
  const BAR = "_return";
  const words = JSON.parse(document.getElementById("__briefings")?.textContent || "{}").words ?? {};

  let pressed = null; // the footnote mark that was used last
  let path = location.pathname;
  let hash = ""; // of the place that was last arrived at
  let travelled = false; // whether Back or Forward changed the page, where pages are exchanged without a load

  // ── what is remembered, for this tab only ────────────────────────────────────────────────────

  function keep(name, value) {
    try {
      if (value) sessionStorage.setItem(name, JSON.stringify(value));
      else sessionStorage.removeItem(name);
    } catch {
      // Where storage is closed, the first citing place is the way back.
    }
  }

  function kept(name) {
    try {
      const value = JSON.parse(sessionStorage.getItem(name));
      return value && Object.values(value).every((each) => typeof each === "string") ? value : null;
    } catch {
      return null;
    }
  }

  // ── leaving by a note ────────────────────────────────────────────────────────────────────────

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  // The label of the note that a link to a passage belongs to: its source and its quote.
  function labelOf(link) {
    const source = link.pathname.match(/\/sources\/([^/]+?)(?:\.html|\/(?:index\.html)?)?$/);
    return source && link.hash ? decoded(`${source[1]}/${link.hash.slice(1)}`) : "";
  }

  function markOf(label) {
    const opened = document.querySelector('a.footnote-ref[aria-expanded="true"]');
    const used = [opened, pressed].find((each) => each?.isConnected && decoded(each.hash) === `#fn:${label}`);
    return used ?? document.getElementById(`fnref:${label}`)?.querySelector("a.footnote-ref");
  }

  function titleOfPage() {
    const parts = [...(document.querySelector("article h1")?.childNodes ?? [])];
    const own = parts.filter((each) => !(each instanceof Element && each.matches(".headerlink")));
    return own.map((each) => each.textContent).join("").trim() || document.title;
  }

  function leave(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!link) return;
    if (link.matches("a.footnote-ref")) pressed = link;
    if (link.pathname !== location.pathname) keep(LEFT, null);
    const note = link.closest(".footnote li, .ab-card");
    const label = note ? labelOf(link) : "";
    const mark = label ? markOf(label) : null;
    if (!mark) return;
    const passage = link.pathname + link.hash;
    const from = { page: location.pathname, mark: mark.closest("[id]").id };
    keep(WAY, { ...from, passage, note: mark.textContent.trim(), title: titleOfPage() });
    keep(LEFT, { ...from, passage, card: note.matches(".ab-card") ? "yes" : "" });
  }

  // ── arriving ─────────────────────────────────────────────────────────────────────────────────

  function arrive() {
    document.getElementById(BAR)?.remove();
    for (const each of document.querySelectorAll(".ab-arrived, .ab-elsewhere")) {
      each.classList.remove("ab-arrived", "ab-elsewhere");
      each.removeAttribute("aria-describedby");
    }
    hash = location.hash;
    const target = location.hash ? document.getElementById(decoded(location.hash.slice(1))) : null;
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.matches("mark.ab-quote")) light(target);
    else backTo(target.closest("sup")?.querySelector(":scope > a.footnote-ref"));
  }

  // A mark of the text, of one note or of several. The browser goes to a fragment when it next draws the page, and
  // takes the focus from what it does not find there: this comes after it.
  function backTo(mark) {
    if (mark) requestAnimationFrame(() => setTimeout(() => mark.focus({ preventScroll: true })));
  }

  function light(mark) {
    const way = kept(WAY);
    const ours = way?.passage === location.pathname + location.hash ? way : null;
    for (const each of document.querySelectorAll("mark.ab-quote")) {
      each.classList.toggle("ab-arrived", each.dataset.quote === mark.dataset.quote);
      each.classList.toggle("ab-elsewhere", Boolean(ours) && !citedBy(ours.page, each.dataset.quote));
    }
    const bar = ours ? barOf(ours.page, ours.mark, ours.title, ours.note) : firstCiting(mark.dataset.quote);
    const block = mark.closest("p") ?? mark;
    if (bar) {
      block.before(bar);
      mark.setAttribute("aria-describedby", BAR);
    }
    if (document.activeElement !== mark) mark.focus({ preventScroll: true });
  }

  function citing(quote) {
    return [...document.querySelectorAll("a.ab-back[data-of]")].filter((each) => each.dataset.of === quote);
  }

  function citedBy(page, quote) {
    return citing(quote).some((each) => each.pathname === page);
  }

  function firstCiting(quote) {
    const [link] = citing(quote);
    const page = link?.closest("ul").closest("li")?.querySelector("a");
    return page ? barOf(link.pathname, decoded(link.hash.slice(1)), page.textContent, "") : null;
  }

  // “Quoted in …, note 3 ↩”, one link. Its direction is the page's own, whatever the article's is.
  function barOf(page, mark, title, note) {
    const bar = document.createElement("div");
    bar.id = BAR;
    bar.className = "ab-return";
    bar.lang = document.documentElement.lang;
    bar.dir = document.documentElement.dir || "ltr";
    const link = document.createElement("a");
    link.href = addressOf(page, mark);
    const cite = document.createElement("cite");
    cite.dir = "auto";
    cite.textContent = title;
    link.append(...filled(note ? words.quotedInNote : words.quotedIn, { title: cite, note }));
    const arrow = document.createElement("span");
    arrow.className = "ab-turn";
    arrow.ariaHidden = "true";
    arrow.textContent = "↩";
    link.append(arrow);
    bar.append(link);
    return bar;
  }

  // An address on this site, whatever the storage holds.
  function addressOf(page, mark) {
    const address = new URL(location.href);
    address.pathname = page;
    address.search = "";
    address.hash = mark;
    return address.href;
  }

  function filled(message = "{title}", values) {
    return message.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? (values[part] ?? "") : part));
  }

  // ── coming back ──────────────────────────────────────────────────────────────────────────────

  // The browser restores where the page stood, and forgets the focus: by a card it goes to the card's mark, by the
  // list of notes to the link there, which is what stands before the reader's eyes.
  function restore() {
    const left = kept(LEFT);
    if (left?.page !== location.pathname) return;
    const mark = document.getElementById(left.mark);
    const note = document.getElementById(`fn:${left.mark.slice(left.mark.indexOf(":") + 1)}`);
    const links = [...(note?.querySelectorAll("a[href]") ?? [])];
    const passage = links.find((each) => each.pathname + each.hash === left.passage);
    const focused = left.card ? mark?.querySelector("a.footnote-ref") : passage;
    focused?.focus({ preventScroll: true });
  }

  // Where pages are exchanged, the theme goes to a fragment of the same page without a `hashchange`.
  function moved() {
    if (location.pathname === path && location.hash !== hash) arrive();
  }

  document.addEventListener("click", leave, true);
  document.addEventListener("click", () => setTimeout(moved), true);
  addEventListener("hashchange", moved);
  addEventListener("popstate", () => {
    travelled = location.pathname !== path;
    moved();
  });
  addEventListener("pageshow", (event) => {
    const [entry] = performance.getEntriesByType("navigation");
    if (event.persisted || entry?.type === "back_forward") restore();
  });

  function shown() {
    path = location.pathname;
    arrive();
    if (travelled) restore();
    travelled = false;
  }

  // Once a page is exchanged, the theme goes to its fragment, which takes the focus away: this comes after it.
  if (window.document$) window.document$.subscribe(() => setTimeout(shown));
  else shown();
})();
