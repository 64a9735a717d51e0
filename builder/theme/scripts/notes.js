// Notes as cards: what stands in the list at the page's end, laid out anew beside its mark.
(() => {
  const { say, make } = briefings;
  const MOST = 525; // characters of a quotation before it is cut
  const SNIPPET = 120;
  const SHAPES = {
    archived: "M6 2h8l4 4v16H6zM14 2v4h4M9 11h6M9 15h6M9 19h4",
    reference: "M5 4h6a3 3 0 0 1 1 1 3 3 0 0 1 1-1h6v14h-6l-1 1-1-1H5zM12 5v13",
  };

  function notesOf(mark) {
    const more = mark.parentElement.querySelectorAll("[data-note]");
    const ids = [briefings.target(mark), ...[...more].map((each) => each.dataset.note)];
    return ids.map((id) => document.getElementById(id)).filter(Boolean);
  }

  function numberOf(note) {
    return [...note.parentElement.children].indexOf(note) + 1;
  }

  // A note's own text without what must stand once on a page: ids, and the ways back.
  function copy(note) {
    const clone = note.cloneNode(true);
    for (const each of clone.querySelectorAll(".ab-backs, .footnote-backref, .ab-more-glue, .ab-margin")) each.remove();
    for (const each of [clone, ...clone.querySelectorAll("[id]")]) each.removeAttribute("id");
    return clone;
  }

  function icon(kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", class: "ab-card__icon", "aria-hidden": "true" })) {
      svg.setAttribute(name, value);
    }
    path.setAttribute("d", SHAPES[kind]);
    svg.append(path);
    return svg;
  }

  // Where the words come from: what kind of source, and whose.
  function title(clone) {
    const kind = clone.querySelector(".ab-verdict.ab-uncheckable") ? "reference" : "archived";
    const outlet = clone.querySelector(".ab-outlet") ?? clone.querySelector(".ab-cited cite");
    const named = outlet ? [make("span", "ab-card__dot", "·"), outlet.cloneNode(true)] : [];
    return [icon(kind), make("span", "", say(kind)), ...named];
  }

  function quotation(clone) {
    const said = clone.querySelector(".ab-said");
    if (!said) return [];
    const words = said.querySelector("q");
    const quote = make("blockquote", "ab-card__quote", ...said.childNodes);
    for (const name of ["lang", "dir"]) {
      const value = words.getAttribute(name);
      if (value) quote.setAttribute(name, value);
      words.removeAttribute(name); // else the outer direction would not be found by the words
    }
    const address = clone.querySelector(".ab-live")?.dataset.address;
    if (address) quote.setAttribute("cite", address);
    return [quote, ...cut(quote, words)];
  }

  function cut(quote, words) {
    const whole = [...quote.childNodes].map((each) => each.cloneNode(true));
    if (!briefings.shorten(words, MOST)) return [];
    quote.append(" ", make("span", "ab-ours", "[…]")); // outside the quotation marks: it is ours
    const more = make("button", "ab-card__more", say("more"));
    more.type = "button";
    more.addEventListener("click", () => {
      quote.replaceChildren(...whole);
      more.closest(".ab-card").focus({ preventScroll: true });
      more.remove();
    });
    return [more];
  }

  function ways(clone, note, number) {
    const links = [];
    const passage = clone.querySelector(".ab-to-passage");
    if (passage) {
      passage.textContent = say(note.querySelector(".ab-said") ? "openPassage" : "openSource");
      links.push(passage);
    }
    const live = clone.querySelector(".ab-live");
    if (live) {
      const host = live.querySelector(".ab-host");
      live.textContent = say("original");
      if (host) live.append(" ", host);
      links.push(live);
    }
    const listed = make("a", "ab-card__listed", say("listed", { number }));
    listed.href = `#${note.id}`;
    return make("p", "ab-card__ways", ...[...links, listed].flatMap((each, at) => (at ? [" · ", each] : [each])));
  }

  function paragraph(name, ...parts) {
    const found = parts.filter(Boolean);
    return found.length ? [make("p", name, ...found)] : [];
  }

  function view(note) {
    const number = numberOf(note);
    const clone = copy(note);
    const label = say("note", { number });
    const back = say("back", { number });
    if (!clone.querySelector(".ab-told")) {
      const own = [...clone.childNodes]; // a note of the author's, in words and markup of its own
      return { label, back, title: [make("strong", "", label)], body: [...own, ways(clone, note, number)] };
    }
    const from = title(clone); // first: what follows takes the parts out of the copy
    const unchecked = clone.querySelector(".ab-verdict.ab-uncheckable");
    const body = [
      ...paragraph("ab-card__status", clone.querySelector(".ab-verdict")),
      ...paragraph("ab-card__why", unchecked && say("unchecked")),
      ...quotation(clone),
      ...paragraph("ab-card__original", clone.querySelector(".ab-original")),
      ...paragraph("ab-card__who", clone.querySelector(".ab-who")),
      ...paragraph("ab-card__cited", clone.querySelector(".ab-cited")),
      ...paragraph("ab-card__remarks", ...spaced(clone.querySelectorAll(".ab-remark"))),
      ways(clone, note, number),
    ];
    return { label, back, title: from, body };
  }

  function spaced(elements) {
    return [...elements].flatMap((each) => [each, " "]);
  }

  // Several notes under one mark: a line for each, which leads to the note in the same card.
  function list(notes) {
    const numbers = `${numberOf(notes[0])}–${numberOf(notes.at(-1))}`;
    const items = notes.map((note) => {
      const clone = copy(note);
      const link = make("a", "footnote-ref", say("note", { number: numberOf(note) }));
      link.href = `#${note.id}`;
      const words = clone.querySelector("q") ?? clone.querySelector("cite");
      if (words && briefings.shorten(words, SNIPPET)) words.append(" […]");
      const quoted = words?.matches("q");
      const outlet = quoted && clone.querySelector(".ab-outlet");
      const first = make("p", "", ...spaced([link, outlet, clone.querySelector(".ab-verdict")].filter(Boolean)));
      const said = quoted ? ["“", words, "”"] : [words ?? copy(note).textContent.trim()];
      return make("li", "", first, make("p", "ab-card__snippet", ...said));
    });
    const label = say("notes", { numbers });
    const body = [make("ul", "ab-card__list", ...items)];
    return { label, back: say("backs", { numbers }), title: [make("strong", "", label)], body };
  }

  function draw(mark) {
    const notes = notesOf(mark);
    if (!notes.length) return null;
    return notes.length > 1 ? list(notes) : view(notes[0]);
  }

  briefings.card.offer({ marks: "a.footnote-ref", hovers: true, draw });
})();
