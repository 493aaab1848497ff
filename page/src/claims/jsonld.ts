// A claim as linked data, in the words of schema.org.
import type { Citation, Claim, ClaimsHeader } from "../data/types";

const SIDES: Record<string, string> = { german: "the German side", soviet: "the Soviet side" };

/** Return a claim as JSON-LD; its address is that of the folder of the page and, after #, the claim, as in the published ledger. */
export function jsonLd(claim: Claim, header: ClaimsHeader, citation: Citation): Record<string, unknown> {
  const source = header.sources[claim.source];
  const [, csl] = citation;
  const found: Record<string, unknown> = {
    "@context": "https://schema.org",
    "@type": "Claim",
    "@id": new URL(`./#claim=${claim.id}`, location.href).href,
    identifier: claim.id,
    name: `${header.titles[claim.quantity]}${claim.claimed ? `: ${claim.claimed}` : ""}`,
    text: claim.words,
    about: header.titles[claim.quantity],
    author: claim.author ? { "@type": "Person", name: claim.author } : { "@type": "Organization", name: SIDES[claim.by] ?? claim.by },
    temporalCoverage: claim.from ? `${claim.from}/${claim.to ?? claim.from}` : undefined,
    spatialCoverage: claim.where?.map((place) => ({ "@type": "Place", name: place.name, alternateName: Object.values(place.names ?? {}) })),
    appearance: { "@type": "CreativeWork", name: csl.title, url: claim.url, creditText: claim.read_at },
    isPartOf: { "@type": "Dataset", name: csl.archive, version: header.state, license: "https://creativecommons.org/licenses/by/4.0/" },
  };
  if (source) found.isBasedOn = { "@type": "CreativeWork", name: source.title, author: source.author, datePublished: source.year };
  return found;
}
