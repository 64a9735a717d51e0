// Names and terms as cards: who someone was on the day that the page is about, what a background page says.
// Their links lead to pages, so a click follows them; a small button after the name pins the card.
(() => {
  const { say, make } = briefings;
  const MOST = 300; // characters of a card
  const NAMES = "a.ab-name, a.ab-term";
  const links = new WeakMap();

  function told(link) {
    const address = link.href.split("#")[0];
    const all = [...document.querySelectorAll(".ab-name-card")];
    return all.find((each) => each.querySelector("a[href]")?.href === address);
  }

  function view(link) {
    const clone = told(link)?.cloneNode(true);
    if (!clone) return null;
    const [name, office, about] = ["name", "office", "told"].map((part) => clone.querySelector(`.ab-card-${part}`));
    const scripts = [...clone.querySelectorAll(".ab-card-script")];
    const more = clone.querySelector("a[href]");
    const parts = [name, ...scripts, office, more].filter(Boolean);
    const room = MOST - parts.reduce((sum, each) => sum + each.textContent.length, 0);
    if (about && briefings.shorten(about, Math.max(room - 2, 1))) about.append(" …");
    const label = say("about", { name: name.textContent });
    const title = [make("strong", "", name), ...scripts.flatMap((each) => [" ", each])];
    const body = [office, about, more].filter(Boolean).map((each) => make("p", "", each));
    return { label, back: say("backname", { name: name.textContent }), title, body };
  }

  // The button hangs on the name by a word joiner, and what follows on the button: no line begins with either.
  function more(link) {
    const name = told(link)?.querySelector(".ab-card-name").textContent;
    if (!name) return;
    const button = make("button", "ab-more");
    button.type = "button";
    button.setAttribute("aria-label", say("about", { name }));
    links.set(button, link);
    link.after(make("span", "ab-more-glue", "\u2060", button, "\u2060"));
  }

  function dress(root) {
    for (const link of root.querySelectorAll(NAMES)) more(link);
  }

  function dressPage() {
    for (const link of document.querySelectorAll(`.md-content :is(${NAMES})`)) {
      const again = link.nextElementSibling?.matches(".ab-more-glue");
      if (!again && !link.closest(".footnote, .ab-name-card, h1, h2, h3, h4, h5, h6")) more(link);
    }
  }

  const buttons = { marks: "button.ab-more", hovers: true, draw: (button) => view(links.get(button)), dress };
  const offered = briefings.card.offer({ marks: NAMES, hovers: true, follows: true, draw: view });
  if (offered && briefings.card.offer(buttons)) briefings.eachPage(dressPage);
})();
