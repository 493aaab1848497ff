// The focus stays where the reader is: when what has it goes away or can no longer be used, what held it gets the focus.

/** Take care of the focus within an element, from now on. */
export function keepFocus(within: HTMLElement): void {
  let path: Element[] = [];

  function mend(): void {
    if (!path.length || document.activeElement !== document.body) return;
    const next = path.find((one): one is HTMLElement => one instanceof HTMLElement && within.contains(one) && !one.matches(":disabled"));
    if (!next) return;
    if (next !== path[0] && !next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }

  document.addEventListener("focusin", (event) => (path = event.composedPath().filter((one) => one instanceof Element)));
  // A press elsewhere, or Tab out of the page, lets the focus go: that is the reader's own wish.
  document.addEventListener("pointerdown", () => (path = []), { capture: true });
  document.addEventListener("keydown", (event) => event.key === "Tab" && (path = []), { capture: true });
  new MutationObserver(() => requestAnimationFrame(mend)).observe(within, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled"],
  });
}
