// Copying: what a button or a link stands for goes to the clipboard, and a status line says so.
(() => {
  const { say, make, eachPage } = briefings;

  // One line for the whole page: what stands in it is read out, wherever the focus is.
  const status = make("p", "ab-copied");
  status.setAttribute("role", "status");
  document.body.append(status);
  let hiding = 0;
  const tell = (text) => {
    clearTimeout(hiding);
    status.textContent = text;
    hiding = setTimeout(() => (status.textContent = ""), 3000);
  };

  // A button beside each text of the section that says how to cite. Without a clipboard, as on a page that did not come
  // over a safe connection, there is none: the text can be selected.
  const texts = "#_cite-plain, .ab-cite-data";
  const add = () => {
    if (!navigator.clipboard) return;
    for (const text of document.querySelectorAll(texts)) {
      if (text.nextElementSibling?.matches(".ab-copy")) continue;
      const form = text.parentElement.querySelector(":scope > summary");
      const button = make("button", "ab-copy", say("copy"));
      button.type = "button";
      button.setAttribute("aria-label", `${say("copy")}: ${form ? form.textContent : say("citation")}`);
      text.after(button);
    }
  };

  const copy = (text, failed) =>
    navigator.clipboard.writeText(text).then(() => tell(say("copied")), failed ?? (() => tell(say("notCopied"))));

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".ab-copy");
    if (button) return copy(button.previousElementSibling.textContent);
    // A link to a paragraph: with a key held down it is a link like any other, and so it is where copying fails.
    const link = event.target.closest?.("a.ab-permalink");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || !navigator.clipboard) return;
    event.preventDefault();
    event.stopPropagation();
    copy(link.href, () => (location.hash = link.hash));
  }, true);

  eachPage(add);
})();
