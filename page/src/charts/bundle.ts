// A chart as a zip file: its numbers, its picture, its citations, and a text on sources and caveats.
import { file } from "../data/files";
import type { About, Citation, ClaimsHeader } from "../data/types";
import { zip } from "../shared/zip";
import { csvOf, speakerOf, spoken, unitOf, type Chart } from "./data";

/** Return in a line where the model's part of a chart comes from. */
export function origin(about: About): string {
  return `Hinterland ${about.version}, ${about.scenario}, seed ${about.seed}: lines and bands are the model's, marks are claims of the record.`;
}

/** Return the zip file of a chart. */
export async function bundleOf(chart: Chart, about: About, claims: ClaimsHeader, title: string, svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const { header } = await file<Record<string, Citation>>("citations");
  const own = chart.claims.map((one) => header[one.id]).filter((one) => one !== undefined);
  return zip({
    "README.txt": readme(chart, about, claims, title),
    "chart.csv": csvOf(chart, about),
    "chart.svg": svg,
    "claims.bib": own.map(([bibtex]) => bibtex).join("\n"),
    "claims.csl.json": JSON.stringify(own.map(([, csl]) => csl), null, 1) + "\n",
  });
}

function readme(chart: Chart, about: About, claims: ClaimsHeader, title: string): string {
  const lines = [title, "", `${chart.quantity.doc}. Unit: ${unitOf(chart.quantity)}.`, "", "WHAT IS WHAT"];
  lines.push(`Rows of chart.csv with the basis "model" were made by a model: ${about.title}, seed ${about.seed}, version ${about.version}.`);
  for (const one of chart.lines) lines.push(`- ${speakerOf(chart.quantity, one.by)}: ${spoken(chart.quantity, one.by)}`);
  if (chart.band) lines.push(`- ensemble: below which 5, 50 and 95 in a hundred of ${about.runs} runs lie`);
  lines.push('Rows with the basis "record" are claims: somebody said so. Each has its id, its speaker and where it was read.', "", "CAVEATS");
  lines.push("- One run is one course of chance. A model is no source, and what it has for a place or a day is no finding.");
  lines.push("- Claims that disagree stand side by side; none was averaged or left out because it looks wrong.");
  lines.push("- A claim of a flow over more than a month is drawn as its mean by month.");
  if (chart.quantity.victims) lines.push("- Victims are shown by month, and of ground that holds a whole oblast. They are set beside claims and never scored.");
  if (chart.claims.some((one) => !one.sure)) lines.push("- Claims marked \"from memory\" have not been looked up.");
  if (chart.claims.some((one) => one.held)) lines.push("- Claims that are held out were kept from every fit.");
  lines.push("", `SOURCES (state of the ledger: ${claims.state})`);
  for (const key of new Set(chart.claims.map((one) => one.source))) {
    const source = claims.sources[key];
    const ids = chart.claims.filter((one) => one.source === key).map((one) => one.id);
    if (source) lines.push(`- ${[source.author, source.title, source.year].filter(Boolean).join(", ")}. ${source.trust} (${ids.join(", ")})`);
  }
  lines.push("", "Data: CC BY 4.0. Sources of claims keep their own rights; only facts are taken from them.");
  return lines.join("\n") + "\n";
}
