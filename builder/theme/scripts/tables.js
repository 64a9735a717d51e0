// A table that is wider than its box can be moved by keyboard as well: not every browser lets the focus in by itself.
(() => {
  function mark() {
    for (const box of document.querySelectorAll(".ab-scroll")) {
      const wide = box.scrollWidth > box.clientWidth;
      for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", briefings.say("wideTable")]]) {
        if (wide) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    }
  }

  addEventListener("resize", mark);
  briefings.eachPage(mark);
})();
