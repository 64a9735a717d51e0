// Arriving at a passage: it is lit, and above it stands the way back. Gives what does so.
briefings.passage = (() => {
  const BAR = "_return";

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
    return page ? barOf(link.pathname, briefings.target(link), page.textContent, "") : null;
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
    link.append(...filled(briefings.say(note ? "quotedInNote" : "quotedIn"), { title: cite, note }));
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

  function filled(message, values) {
    return message.split(/\{(\w+)\}/).map((part, index) => (index % 2 ? (values[part] ?? "") : part));
  }

  return light;
})();
