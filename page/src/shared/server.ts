// The server of the page, where one stands behind it that plays: what it plays for, and what it answers.

/** Whether a server stands behind the page that plays for claims of the reader's own, or for what-ifs. */
export function plays(what: "own-claims" | "what-ifs"): boolean {
  return (document.querySelector<HTMLMetaElement>("meta[name=hinterland-server]")?.content ?? "").split(" ").includes(what);
}

/** Ask the server; throw what it refuses in its words. JSON that comes with one other status is an answer too. */
export async function response(path: string, sent: RequestInit = {}, also = 200): Promise<Response> {
  const given = await fetch(path, sent);
  const isJson = given.headers.get("Content-Type")?.startsWith("application/json");
  if (given.ok || (given.status === also && isJson)) return given;
  throw new Error((await given.text()).trim());
}

/** Ask the server as `response` does, and return what its JSON holds. */
export async function answered(path: string, sent: RequestInit = {}, also = 200): Promise<unknown> {
  return (await response(path, sent, also)).json();
}

/** Return in words why the server gave no answer. */
export function troubleOf(found: unknown): string {
  return found instanceof TypeError ? "The server of the page does not answer; start hinterland serve again." : (found as Error).message;
}
