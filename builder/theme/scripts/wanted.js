// What makes a page fetch the parts that are files of their own.
(() => {
  const { need } = briefings;
  if (!document.getElementById("__briefings")) return;
  const BLOCKS = ".ab-prose[id], .ab-judgment[id], .ab-inferred[id]"; // what has an address

  // The search is about to be used. A host that draws it in another way has no such list.
  function search() {
    if (document.querySelector(".md-search-result__list")) need("search");
  }

  document.addEventListener("focusin", (event) => event.target.closest?.(".md-search") && search());
  document.addEventListener("change", (event) => event.target.id === "__search" && search());

  // The mouse rests on a paragraph, which then has a link.
  document.addEventListener("pointerover", (event) => {
    const block = event.pointerType === "mouse" && event.target.closest?.(BLOCKS);
    if (block) need("copying", (give) => give(block));
  });

  // The reader comes near to what can be copied, which stands at a page's end.
  const near = new IntersectionObserver(
    (entries) => entries.some((each) => each.isIntersecting) && need("copying"),
    { rootMargin: "100%" },
  );

  briefings.eachPage(() => {
    near.disconnect();
    for (const each of document.querySelectorAll(".ab-cite-files")) near.observe(each);
    if (document.querySelector(".ab-choices")) need("filters");
    if (document.getElementById("__search")?.checked) search();
  });
})();
