// Filters above a list of quotes. They narrow what stands on the page, and say how much of the list that is;
// the plain pages of one speaker, source, topic or verdict are there without them.
briefings.filters = (() => {
  const FILTERS = { speaker: ".ab-by", source: ".ab-from", topic: ".ab-topic", verdict: ".ab-verdict" };
  const { say, make, eachPage, target } = briefings;

  /** Each quote: its heading, what stands below it, and by filter the values that it has with their words. */
  function entriesOf(heads) {
    return heads.map((head) => {
      const parts = [head];
      let next = head.nextElementSibling;
      while (next && !next.matches(".ab-quoted, .ab-quoted-end")) {
        parts.push(next);
        next = next.nextElementSibling;
      }
      const values = {};
      for (const [name, label] of Object.entries(FILTERS)) {
        const found = (head.dataset[name === "topic" ? "topics" : name] ?? "").split(" ").filter(Boolean);
        const labels = parts.flatMap((part) => [...part.querySelectorAll(label)]);
        values[name] = new Map(found.map((value, index) => [value, labels[index]?.textContent ?? value]));
      }
      return { parts, values };
    });
  }

  /** How many of the entries that pass the other filters have each value of this one. */
  function countsOf(entries, chosen, name) {
    const counts = new Map();
    for (const { values } of entries) {
      if (passes(values, { ...chosen, [name]: "" })) {
        for (const value of values[name].keys()) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return counts;
  }

  const passes = (values, chosen) =>
    Object.entries(chosen).every(([name, value]) => !value || values[name].has(value));

  // One choice of a filter, or all of them together, which have no value.
  function optionOf(value, label) {
    const option = make("option", "", label);
    option.value = value;
    option.dataset.label = label;
    return option;
  }

  /** The page has the choices, empty. */
  function choiceOf(select, entries) {
    const { name } = select;
    const labels = new Map(entries.flatMap(({ values }) => [...values[name]]));
    const sorted = [...labels].sort(([, one], [, other]) => one.localeCompare(other, document.documentElement.lang));
    select.append(optionOf("", say("filterAll")), ...sorted.map(([value, label]) => optionOf(value, label)));
    return { name, select };
  }

  /** The address says what is chosen, so that it can be passed on; what else it says stays. */
  function remember(chosen) {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(chosen)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  function setUp() {
    const heads = [...document.querySelectorAll(".md-content .ab-quoted")];
    const form = document.querySelector(".ab-choices:not([aria-label])"); // else it is done
    if (!form) return;
    const entries = entriesOf(heads);
    const choices = [...form.querySelectorAll("select")].map((select) => choiceOf(select, entries));
    const status = form.querySelector("p");
    const reset = make("button", "", say("filterReset"));
    reset.type = "button";
    form.setAttribute("aria-label", say("filters"));
    status.before(reset);

    function apply() {
      const chosen = Object.fromEntries(choices.map(({ name, select }) => [name, select.value]));
      let shown = 0;
      for (const { parts, values } of entries) {
        const fits = passes(values, chosen);
        for (const part of parts) part.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      for (const { name, select } of choices) {
        const counts = countsOf(entries, chosen, name);
        for (const option of [...select.options].slice(1)) {
          const count = counts.get(option.value) ?? 0;
          option.textContent = `${option.dataset.label} (${count})`;
          option.disabled = !count && !option.selected;
        }
      }
      const narrowed = Object.values(chosen).some(Boolean);
      reset.hidden = !narrowed;
      const message = document.querySelector(".ab-pages") ? "filterShownOfPage" : "filterShown";
      status.textContent = narrowed ? say(message, { shown, all: entries.length }) : "";
      remember(chosen);
    }

    const asked = new URLSearchParams(location.search);
    const one = document.getElementById(target(location));
    for (const { name, select } of choices) {
      const value = one ? "" : asked.get(name); // a link to one quote shows it, whatever else it says
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }
    form.addEventListener("change", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    reset.addEventListener("click", () => {
      for (const { select } of choices) select.value = "";
      apply();
      choices[0].select.focus();
    });
    apply();
  }

  eachPage(setUp);
  return setUp;
})();
