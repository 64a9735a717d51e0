// Notes in the margin, for readers who want them there: the choice. What is drawn then is a part of its own.
(() => {
  const { say, make, button, need } = briefings;
  const KEY = "ab-margins";

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

  function set(on) {
    document.documentElement.classList.toggle("ab-margins", on);
    for (const each of document.querySelectorAll(".ab-margin")) each.remove();
    if (on) need("margins", (draw) => document.documentElement.classList.contains("ab-margins") && draw());
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
