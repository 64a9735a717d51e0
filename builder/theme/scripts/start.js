// Each part of this script works on the page as it stands: without it every link still leads where it says.
"use strict";

// What the parts share. They find it by this name, whatever elements of a page are called.
const briefings = (() => {
  const here = document.currentScript.src;
  const coming = new Map();
  let words;

  // What the interface says, by name, with what stands in its {holes}.
  function say(name, values = {}) {
    words ??= JSON.parse(document.getElementById("__briefings").textContent).words;
    return words[name].replace(/\{(\w+)\}/g, (hole, key) => values[key] ?? hole);
  }

  // Does something with each page that is shown: the host may put another in this one's place. Where an author's
  // templates leave our words out, pages are the theme's alone.
  function eachPage(act) {
    if (!document.getElementById("__briefings")) return;
    if (window.document$?.subscribe) window.document$.subscribe(() => act());
    else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => act());
    else act();
  }

  // An element with a class and what is in it; text stays text.
  function make(tag, name = "", ...parts) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...parts);
    return element;
  }

  function button(name, label, act) {
    const element = make("button", name);
    element.type = "button";
    element.setAttribute("aria-label", label);
    element.addEventListener("click", act);
    return element;
  }

  // The id that a link within the page leads to. Hosts may have made the link's address a whole one.
  function target(link) {
    try {
      return decodeURIComponent(link.hash.slice(1));
    } catch {
      return link.hash.slice(1);
    }
  }

  // ── parts that are files of their own, since most readers do without them ─────────────────────

  // Does something with what a part gives under its name: at once where it is there, else when it has been fetched.
  function need(name, act = () => {}) {
    if (briefings[name]) return act(briefings[name]);
    if (!coming.has(name)) coming.set(name, fetched(name));
    coming.get(name).then(() => act(briefings[name]), () => coming.delete(name)); // the next need asks once more
  }

  async function fetched(name) {
    if (document.readyState === "loading") {
      // The page may have it further down.
      await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
    }
    if (briefings[name]) return;
    await new Promise((done, failed) => {
      const script = make("script");
      script.src = new URL(`briefings/${name}.js`, here).href;
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    });
  }

  // The style of a part, which comes with it.
  function wear(style) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  return { say, eachPage, make, button, target, need, wear };
})();
