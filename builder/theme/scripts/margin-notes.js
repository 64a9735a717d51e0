// Notes in the margin: a shadow of the list of notes, never the only place. Gives what draws them.
briefings.margins = (() => {
  const { say, make } = briefings;
  const NOWHERE = "table, figure, details, .admonition, .footnote, .ab-name-card, .ab-notice";
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
    for (const each of document.querySelectorAll(".ab-margin")) each.remove();
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

  return draw;
})();
