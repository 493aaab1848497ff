// A chart as a picture: SVG with its colours written into it, and the same as PNG.

const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "font-size", "font-family", "text-anchor"];
const HEAD = 34;
const FOOT = 24;
const DOTS = 2;

/** Return the chart of a page as an SVG file of its own, with its title above and where it comes from below. */
export function svgOf(svg: SVGSVGElement, title: string, from: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [own, made] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  own.forEach((one, k) => {
    const style = getComputedStyle(one);
    for (const name of STYLES) made[k]!.setAttribute(name, style.getPropertyValue(name));
    made[k]!.removeAttribute("class");
    made[k]!.removeAttribute("style");
  });
  for (const link of copy.querySelectorAll("a")) {
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
    name.textContent = link.getAttribute("aria-label");
    group.append(name, ...link.childNodes);
    link.replaceWith(group);
  }
  const { width, height } = sizeOf(svg);
  const page = getComputedStyle(document.documentElement);
  const [paper, ink] = [page.getPropertyValue("--paper"), page.getPropertyValue("--ink")];
  const inner = new XMLSerializer().serializeToString(copy);
  const text = (y: number, size: number, words: string) =>
    `<text x="8" y="${y}" font-family="system-ui, sans-serif" font-size="${size}" fill="${ink}">${escaped(words)}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="100%" height="100%" fill="${paper}"/>${text(22, 16, title)}` +
    `<g transform="translate(0 ${HEAD})">${inner}</g>${text(height - 8, 11, from)}</svg>\n`
  );
}

function sizeOf(svg: SVGSVGElement): { width: number; height: number } {
  return { width: Math.round(svg.clientWidth), height: Math.round(svg.clientHeight) + HEAD + FOOT };
}

const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** Return an SVG file as PNG, with two dots a pixel. */
export async function pngOf(text: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = DOTS * picture.naturalWidth;
    canvas.height = DOTS * picture.naturalHeight;
    canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("no picture was made"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}
