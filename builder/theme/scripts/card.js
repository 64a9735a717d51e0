// The one card of a page: when it opens and closes, where the focus goes, and what is shown in it after what.
// What a card shows is given by others: `offer` takes a kind of mark, and how its view is drawn from the page.
briefings.card = (() => {
  const REST = 350; // milliseconds that the mouse rests on a mark before a card opens
  const NEXT = 100; // the same where a card is open, or was a moment ago
  const RECENT = 500;
  const LEAVE = 300; // until a card goes that the mouse has left
  const SHEET = "(max-width: 37.49em), (max-height: 24.99em)"; // as in the style sheet

  const kinds = [];
  let card;
  let shown = null; // the mark, whether it is pinned, and the views one behind the other
  let pressed = null; // what was shown when a button of the mouse went down
  let closedAt = -RECENT;
  let pointer = null; // where the mouse is
  let over = null; // the mark or card under it
  let timer = 0;

  // ── what is drawn ──────────────────────────────────────────────────────────────────────────

  function frame() {
    if (card) return card;
    card = briefings.make("div", "ab-card md-typeset");
    card.id = "_card";
    card.popover = "auto";
    card.tabIndex = -1;
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-modal", "false");
    card.addEventListener("beforetoggle", (event) => event.newState === "closed" && forget());
    document.body.append(card);
    return card;
  }

  function fill() {
    const view = shown.views.at(-1);
    const before = shown.views.at(-2);
    const head = briefings.make("div", "ab-card__head");
    const closing = briefings.button("ab-card__close", briefings.say("close"), () => close(true));
    head.append(closing, briefings.make("div", "ab-card__title", ...view.title));
    const body = briefings.make("div", "ab-card__body");
    if (before) {
      const back = briefings.make("button", "ab-card__back", before.back);
      back.type = "button";
      back.addEventListener("click", () => replace(shown.views.slice(0, -1)));
      body.append(back);
    }
    body.append(...view.body);
    for (const kind of kinds) kind.dress?.(body);
    card.setAttribute("aria-label", view.label);
    card.replaceChildren(head, body);
    card.scrollTop = 0;
  }

  function replace(views) {
    shown.views = views;
    fill();
    card.focus({ preventScroll: true });
  }

  // ── open and closed ────────────────────────────────────────────────────────────────────────

  function open({ kind, mark }, pinned) {
    const view = kind.draw(mark);
    if (!view) return false;
    clearTimeout(timer);
    frame().classList.toggle("ab-still", recent()); // no fading in, where only the mark is another
    close(false);
    shown = { mark, pinned, views: [view] };
    fill();
    mark.setAttribute("aria-expanded", "true");
    mark.setAttribute("aria-controls", card.id);
    card.showPopover({ source: mark }); // the card hangs on its mark
    if (pinned) {
      card.focus({ preventScroll: true });
      uncover(mark);
    }
    return true;
  }

  function close(returns) {
    if (!shown) return;
    const { mark } = shown;
    const inside = card.contains(document.activeElement);
    card.hidePopover();
    if (returns && inside) mark.focus({ preventScroll: true });
  }

  // However it was closed: by us, by a click outside or by the system's way back.
  function forget() {
    if (!shown) return;
    clearTimeout(timer);
    shown.mark.removeAttribute("aria-expanded");
    shown.mark.removeAttribute("aria-controls");
    shown = null;
    closedAt = performance.now();
  }

  function recent() {
    return shown !== null || performance.now() - closedAt < RECENT;
  }

  // A sheet at the foot must not hide the sentence that it is about.
  function uncover(mark) {
    if (!matchMedia(SHEET).matches) return;
    const box = mark.getBoundingClientRect();
    if (box.bottom > card.getBoundingClientRect().top) {
      scrollBy({ top: box.top - innerHeight / 3, behavior: "instant" });
    }
  }

  function find(target) {
    for (const kind of kinds) {
      const mark = target instanceof Element ? target.closest(kind.marks) : null;
      if (mark) return { kind, mark };
    }
    return null;
  }

  // ── the mouse ──────────────────────────────────────────────────────────────────────────────

  function move(event) {
    if (event.pointerType !== "mouse") return;
    const { clientX: x, clientY: y } = event;
    // Browsers tell of a move too when the page has moved under a still pointer: that opens nothing.
    const still = pointer ? pointer.x === x && pointer.y === y : !event.movementX && !event.movementY;
    pointer = { x, y };
    if (!still) hover(event.target);
  }

  function hover(target) {
    const inside = card?.contains(target);
    const found = inside ? null : find(target);
    const now = inside ? card : (found?.mark ?? null);
    if (now === over) return;
    over = now;
    if (shown?.pinned) return;
    clearTimeout(timer);
    if (found && found.mark !== shown?.mark) {
      if (found.kind.hovers) timer = setTimeout(() => open(found, false), recent() ? NEXT : REST);
    } else if (shown && !now) {
      timer = setTimeout(() => close(false), LEAVE);
    }
  }

  // While the page scrolls nothing opens; a card whose mark has gone from under the mouse goes too.
  function scrolled(event) {
    if (card?.contains(event.target)) return;
    if (!shown) {
      clearTimeout(timer);
      over = null;
    } else if (!shown.pinned && pointer) {
      const under = document.elementFromPoint(pointer.x, pointer.y);
      if (!card.contains(under) && !shown.mark.contains(under)) hover(null);
    }
  }

  // ── clicks, taps and keys ──────────────────────────────────────────────────────────────────

  function click(event) {
    const was = pressed ?? shown; // a press outside the card has closed it by now
    pressed = null;
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const found = find(event.target);
    if (card?.contains(event.target)) {
      within(event, found);
    } else if (found && !found.kind.follows) {
      const again = was?.pinned && was.mark === found.mark;
      if (again) close(true);
      if (again || open(found, true)) take(event);
    }
  }

  function within(event, found) {
    const view = found && !found.kind.follows && found.kind.draw(found.mark);
    if (view) {
      take(event);
      replace([...shown.views, view]);
    } else if (event.target.closest("a[href]")) {
      close(false);
    }
  }

  function key(event) {
    if (!shown) return;
    if (event.key === "Escape") {
      take(event);
      close(true);
    } else if (card.contains(document.activeElement)) {
      if (event.key === "Tab") tab(event);
      // Hosts act on single letters anywhere on the page.
      else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    }
  }

  // The card comes after its mark, whatever its place in the document.
  function tab(event) {
    const stops = [...card.querySelectorAll("a[href], button")];
    const at = document.activeElement;
    if (event.shiftKey && (at === card || at === stops[0])) {
      take(event);
      close(true);
    } else if (!event.shiftKey && at === stops.at(-1)) {
      close(true); // the browser goes on from the mark
    }
  }

  function take(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  function listen() {
    const quiet = { capture: true, passive: true };
    document.addEventListener("pointermove", move, quiet);
    document.documentElement.addEventListener("pointerleave", () => hover(null));
    document.addEventListener("scroll", scrolled, quiet);
    document.addEventListener("pointerdown", () => (pressed = shown && { ...shown }), quiet);
    document.addEventListener("click", click, true);
    document.addEventListener("keydown", key, true);
    addEventListener("beforeprint", () => close(false));
    briefings.eachPage(() => close(false));
  }

  // A kind of mark: its `marks`, a selector; `draw`, the view of one, or nothing; whether it `hovers`; whether a
  // click `follows` the link instead; and `dress`, what it adds to a card's own text. Tells whether cards can be.
  function offer(kind) {
    if (!("popover" in HTMLElement.prototype)) return false; // the links go on working as links
    if (!kinds.length) listen();
    kinds.push(kind);
    return true;
  }

  return { offer };
})();
