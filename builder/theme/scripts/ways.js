// The way to a passage and back. Without this the address leads to the same places, and the list of what cites a
// passage is the way back; here is kept what an address cannot say: by which note the reader came, and what had the focus.
(() => {
  const WAY = "briefings.way"; // to the passage that was last opened from a note
  const LEFT = "briefings.left"; // what had the focus on the page that was left for it
  const BAR = "_return"; // above a passage, the way back
  const { eachPage, need, target } = briefings;

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

  // A mark of the text, of one note or of several. The browser goes to a fragment when it next draws the page, and
  // takes the focus from what it does not find there: this comes after it.
  function backTo(mark) {
    if (mark) requestAnimationFrame(() => setTimeout(() => mark.focus({ preventScroll: true })));
  }

  function arrive() {
    document.getElementById(BAR)?.remove();
    for (const each of document.querySelectorAll(".ab-arrived, .ab-elsewhere")) {
      each.classList.remove("ab-arrived", "ab-elsewhere");
      each.removeAttribute("aria-describedby");
    }
    hash = location.hash;
    const place = location.hash ? document.getElementById(target(location)) : null;
    if (!place) return;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const at = hash;
    if (place.matches("mark.ab-quote")) {
      need("passage", (light) => place.isConnected && hash === at && light(place, came()));
    } else backTo(place.closest("sup")?.querySelector(":scope > a.footnote-ref"));
  }

  // By which note, if the reader came to this passage by one.
  function came() {
    const way = kept(WAY);
    return way?.passage === location.pathname + location.hash ? way : null;
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
  eachPage(() => setTimeout(shown));
})();
