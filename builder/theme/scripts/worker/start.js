// The worker of the theme's search box, and all that a page fetches of the search before it is used: what answers comes
// with the first question.
"use strict";
const SITE = new URL("../", location.href);
// What is asked and answered. The first four messages are the theme's, which takes no notice of others.
const [SETUP, READY, QUERY, RESULT, TOLD, CHOICE, SOON] = [0, 1, 2, 3, 4, 5, 6];
let config;
let suggesting = false;

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    config = data.config;
    suggesting = Boolean(data.options?.suggest);
    postMessage({ type: READY });
  } else if (config && (type !== QUERY || data.trim() || self.hear)) {
    try {
      if (!self.hear) importScripts(new URL("assets/briefings/searching.js", SITE));
      self.hear(type, data);
    } catch (error) {
      console.warn("The search could not be fetched.", error);
      postMessage({ type: RESULT, data: { items: [] } });
      postMessage({ type: TOLD, data: { query: data, found: 0, listed: 0, cut: false, failed: true } });
    }
  } else if (type === QUERY) postMessage({ type: RESULT, data: { items: [] } });
});
