// Arriving at a passage: it is lit, and above it stands the way back. Gives what does so.
briefings.passage = (() => {
  const BAR = "_return";
  const { say, make, target } = briefings;

  // `ours` is the way by which the reader came: the page and its title, the mark there and its note.
  function light(mark, ours) {
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
    return page ? barOf(link.pathname, target(link), page.textContent, "") : null;
  }

  // “Quoted in …, note 3 ↩”, one link. Its direction is the page's own, whatever the article's is.
  function barOf(page, mark, title, note) {
    const cite = make("cite", "", title);
    cite.dir = "auto";
    const arrow = make("span", "ab-turn", "↩");
    arrow.ariaHidden = "true";
    const link = make("a", "", ...filled(say(note ? "quotedInNote" : "quotedIn"), { title: cite, note }), arrow);
    link.href = addressOf(page, mark);
    const bar = make("div", "ab-return", link);
    bar.id = BAR;
    bar.lang = document.documentElement.lang;
    bar.dir = document.documentElement.dir || "ltr";
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

  // A message whose holes are filled with elements.
  function filled(message, values) {
    return message.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? (values[part] ?? "") : part));
  }

  return light;
})();
