// The focus stays where the reader is: when what has it goes away or can no longer be used, what held it gets the focus.

/** Take care of the focus within an element, from now on. */
export function keepFocus(within: HTMLElement): void {
  let path: Element[] = [];

  function mend(): void {
    const [last, ...around] = path;
    if (!last || document.activeElement !== document.body || (last.isConnected && !last.matches(":disabled"))) return;
    const next = around.find((one): one is HTMLElement => one instanceof HTMLElement && one.isConnected && within.contains(one));
    path = [];
    if (!next) return;
    if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }

  document.addEventListener("focusin", (event) => (path = event.composedPath().filter((one) => one instanceof Element)));
  // A press elsewhere lets the focus go: that is the reader's own wish.
  document.addEventListener("pointerdown", () => (path = []), { capture: true });
  new MutationObserver(() => requestAnimationFrame(mend)).observe(within, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled"],
  });
}
