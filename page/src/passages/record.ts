// What the figures of a passage are looked up in: the claims, and the tour and lessons that name them.
import { file } from "../data/files";
import type { Teaching } from "../data/teaching";
import type { About, Claim, ClaimsHeader } from "../data/types";
import { speaker } from "../shared/words";

export interface Material {
  about: About;
  claims: ClaimsHeader;
  teaching: Teaching;
}

/** Read the tour and the lessons with the claims that they name. */
export async function openMaterial(): Promise<Material> {
  const [about, claims, teaching] = await Promise.all([file<About>("about"), file<ClaimsHeader>("claims"), file<Teaching>("teaching")]);
  return { about: about.header, claims: claims.header, teaching: teaching.header };
}

/** Return a claim by its id. */
export function claimOf(material: Material, id: string): Claim | undefined {
  return material.claims.claims.find((one) => one.id === id);
}

/** Return who makes a claim, as it stands behind a figure. */
export function speakerOf(claim: Claim): string {
  return claim.by === "historian" && claim.author ? claim.author : speaker(claim.by);
}
