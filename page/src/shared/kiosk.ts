// Whether the page stands in a room for visitors: the address asks for it with kiosk=1, or the page was published so.

/** Seconds without a touch after which the tour asks whether anybody is there. */
const PATIENCE_S = 90;
const LONGEST_S = 3600;

const published = document.documentElement.dataset.kiosk;
const hash = new URLSearchParams(location.hash.slice(1));
const search = new URLSearchParams(location.search);
const idle = Number(hash.get("idle") ?? search.get("idle") ?? published);

export const kiosk = {
  on: published !== undefined || hash.get("kiosk") === "1" || search.get("kiosk") === "1",
  idle: idle >= 1 && idle <= LONGEST_S ? idle : PATIENCE_S,
  /** What of it the address after the hash has, and keeps. */
  asked: [...hash].filter(([key]) => key === "kiosk" || key === "idle"),
};

document.documentElement.classList.toggle("kiosk", kiosk.on);
