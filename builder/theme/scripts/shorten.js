// Text that is longer than a card has room for, cut where a sentence ends.
briefings.shorten = (() => {
  // Where to cut: after the last whole sentence that fits, else after the last word.
  function place(text, most, language) {
    let end = 0;
    for (const { index, segment } of segments(text, language, "sentence")) {
      if (index + segment.trimEnd().length > most) break;
      end = index + segment.trimEnd().length;
    }
    const blank = text.slice(0, most + 1).search(/\s\S*$/);
    return end || (blank > 0 ? blank : most);
  }

  function segments(text, language, granularity) {
    try {
      return new Intl.Segmenter(language || undefined, { granularity }).segment(text);
    } catch {
      return []; // an engine without it, or a language that is none
    }
  }

  // Takes from an element what is too much; what is ours in it stays marked. Tells whether anything was.
  return (element, most) => {
    const text = element.textContent;
    if (text.length <= most) return false;
    const language = element.closest("[lang]")?.lang;
    let left = place(text, most, language);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && left > walker.currentNode.data.length) left -= walker.currentNode.data.length;
    const range = document.createRange();
    range.setStart(walker.currentNode, left);
    range.setEnd(element, element.childNodes.length);
    range.deleteContents();
    return true;
  };
})();
