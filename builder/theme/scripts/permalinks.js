// A link to each paragraph, seen where the mouse rests. By keyboard and by touch one button shows them all, and only then are they
// stops of the Tab key: a page of sixty paragraphs has one stop more, not sixty. Gives what gives a paragraph its link.
briefings.copying = (() => {
  const { say, make, eachPage } = briefings;
  const blocks = ".ab-prose[id], .ab-judgment[id], .ab-inferred[id]";

  const give = (block) => {
    const own = [...block.children].find((each) => each.matches("a.ab-permalink"));
    if (own) return own;
    const link = make("a", "ab-permalink");
    link.href = `#${encodeURIComponent(block.id)}`;
    link.tabIndex = -1;
    link.setAttribute("aria-label", say("paragraphLink"));
    // The sign is the style sheet's, so that it is no part of the text: neither found nor copied with it.
    const inner = [...block.children].find((each) => each.matches("ul, ol, p, div, pre, table, blockquote, details"));
    block.insertBefore(link, inner ?? null);
    return link;
  };

  // The links of a page that are shown are shown until the button is pressed again, or the page is left.
  const add = () => {
    const after = document.querySelector(".ab-cite-files");
    if (!after || document.querySelector(".ab-permalinks")) return;
    const button = make("button", "ab-permalinks", say("paragraphLinks"));
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      const article = button.closest("article");
      article.classList.toggle("ab-linking", shown);
      for (const block of article.querySelectorAll(blocks)) give(block).tabIndex = shown ? 0 : -1;
    });
    after.after(button);
  };

  eachPage(add);
  return give;
})();
