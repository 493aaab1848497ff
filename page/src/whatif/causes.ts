// Causes that a reader has changed: in the address, and as a file of a scenario.
import type { Form, Parameter, Scenario } from "../data/form";
import { figure } from "../shared/words";

export type Changes = Record<string, number>;

/** Return the changes that an address holds: `name:value` after `name:value`; unknown names and values out of range are left out. */
export function changesIn(text: string, form: Form): Changes {
  const known = new Map(form.parameters.map((one) => [one.name, one]));
  const found: Changes = {};
  for (const part of text.split(",")) {
    const [name, value] = part.split(":");
    const one = known.get(name ?? "");
    const number = Number(value);
    if (one && value && within(one, number)) found[one.name] = number;
  }
  return found;
}

/** Return changes as they stand in an address: the same changes are the same text, in whatever order they were made. */
export function inAddress(changes: Changes): string {
  return Object.entries(changes)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}:${value}`)
    .join(",");
}

export function within(one: Parameter, value: number): boolean {
  return Number.isFinite(value) && value >= one.span[0] && value <= one.span[1];
}

/** Return the value of a parameter in a scenario, before anything is changed. */
export function usual(one: Parameter, scenario: Scenario): number {
  return scenario.parameters[one.name] ?? one.usual;
}

/** Return causes in words. */
export function inWords(form: Form, scenario: Scenario | undefined, changes: Changes): string {
  const first = !scenario || scenario === form.scenarios[0] ? [] : [scenario.title];
  const changed = Object.entries(changes).map(([name, value]) => {
    const one = form.parameters.find((parameter) => parameter.name === name);
    if (!one) return `${name}: ${figure(value)}`;
    return one.basis === "switch" ? `${one.doc}: ${value > 0 ? "yes" : "no"}` : `${one.doc}: ${figure(value)} ${one.units}`.trim();
  });
  return [...first, ...changed].join("; ") || "No change";
}

/** Return the file of a scenario with changes, for `hinterland run --scenario FILE`. */
export function toml(scenario: Scenario, changes: Changes): string {
  const names = Object.keys(changes);
  const title = names.length ? `${scenario.title}, with ${names.join(", ")} changed` : scenario.title;
  const lines = [`title = ${quoted(title)}`, `text = ${quoted(scenario.text || "Written by the page.")}`];
  if (scenario.without.length) lines.push(`without = [${scenario.without.map(quoted).join(", ")}]`);
  lines.push(...table("parameters", { ...scenario.parameters, ...changes }), ...table("scaled", scenario.scaled));
  for (const key of ["warmer", "unheard"] as const) {
    for (const spell of scenario[key]) {
      lines.push("", `[[${key}]]`);
      for (const [name, value] of Object.entries(spell)) lines.push(`${name} = ${value}`);
    }
  }
  return lines.join("\n") + "\n";
}

function table(name: string, values: Record<string, number>): string[] {
  const rows = Object.entries(values).map(([key, value]) => `${quoted(key)} = ${value}`);
  return rows.length ? ["", `[${name}]`, ...rows] : [];
}

const quoted = (text: string) => JSON.stringify(text);
