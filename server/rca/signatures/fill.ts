import type { Clue } from "../clue.ts";

/**
 * The words of a signature with the names of a clue: `{service}` and whatever the clue names. What it does not name stays as a placeholder in capitals, as
 * commands are written in manuals: `kubectl describe pod POD`.
 */
export function fillWords(text: string, { service, names }: Pick<Clue, "service" | "names">): string {
  return text.replace(
    /\{([a-z]+)\}/g,
    (_, name: string) =>
      names?.[name] ?? (name === "service" || name === "workload" ? service.replace(/^(node|namespace)\//, "") : name.toUpperCase()),
  );
}
