// Notes in the margin, for readers who want them there: a shadow of the list of notes, never the only place.
(() => {
  const { say, make, button } = briefings;
  const KEY = "ab-margins";
  const NOWHERE = "table, figure, details, .admonition, .footnote, .ab-name-card, .ab-notice";

  function chosen() {
    try {
      return localStorage.getItem(KEY) === "on";
    } catch {
      return false; // a browser that keeps nothing
    }
  }

  function keep(on) {
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch {
      // then it holds for this page
    }
  }

  const VERDICTS = ["verified", "uncheckable", "failed", "whole"];

  // Number and outlet in one line, date and verdict in another.
  function note(number, item) {
    const named = item.querySelector(".ab-outlet, .ab-cited cite")?.textContent;
    const mark = item.querySelector(".ab-verdict");
    const verdict = VERDICTS.find((each) => mark?.classList.contains(`ab-${each}`));
    if (!verdict) return null; // a note of the author's own
    const day = item.querySelector(".ab-day")?.textContent;
    const status = make("span", `ab-verdict ab-${verdict}`, say(verdict));
    const above = line([String(number), named && make("bdi", "", named)]);
    const drawn = make("span", "ab-margin", above, line([day && make("bdi", "", day), status]));
    drawn.setAttribute("aria-hidden", "true");
    return drawn;
  }

  function line(parts) {
    const there = parts.filter(Boolean);
    return make("span", "ab-margin__line", ...there.flatMap((each, at) => (at ? [" · ", each] : [each])));
  }

  function draw() {
    const seen = new Set();
    for (const glue of document.querySelectorAll(".md-content .ab-glue")) {
      const block = glue.closest("p, li, dd");
      if (!block || glue.closest(NOWHERE)) continue;
      let last = glue;
      for (const id of notesOf(glue)) {
        const item = document.getElementById(id);
        const drawn = item && !seen.has(id) && note([...item.parentElement.children].indexOf(item) + 1, item);
        seen.add(id);
        if (!drawn) continue;
        last.after(drawn);
        last = drawn;
      }
    }
  }

  function notesOf(glue) {
    const found = [...glue.querySelectorAll("a.footnote-ref, [data-note]")];
    return found.map((each) => each.dataset.note ?? briefings.target(each));
  }

  function set(on) {
    document.documentElement.classList.toggle("ab-margins", on);
    for (const each of document.querySelectorAll(".ab-margin")) each.remove();
    if (on) draw();
  }

  briefings.eachPage(() => {
    const first = document.querySelector(".md-content article > :is(.ab-tally, h1):has(~ .footnote)");
    const top = document.querySelector(".md-content article > .ab-tally") ?? first;
    if (first && !document.querySelector(".ab-margin-choice")) {
      const choice = button("ab-margin-choice__button", say("margins"), () => {
        const on = choice.getAttribute("aria-pressed") !== "true";
        choice.setAttribute("aria-pressed", on);
        keep(on);
        set(on);
      });
      choice.textContent = say("margins");
      choice.setAttribute("aria-pressed", chosen());
      top.after(make("p", "ab-margin-choice", choice));
    }
    set(Boolean(first) && chosen());
  });
})();
