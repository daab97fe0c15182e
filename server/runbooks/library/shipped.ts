import { readdirSync, readFileSync } from "node:fs";
import type { Runbook } from "#lib/contracts/runbook.ts";
import { parseRunbook, type RunbookFormat } from "../parse/parse-runbook.ts";

export type ShippedRunbook = { runbook: Runbook; text: string; format: RunbookFormat };

let read: ReadonlyMap<string, ShippedRunbook> | undefined;

/** The runbooks that come with Muster, by name: the texts beside this file. A new one is a new file. */
export function shippedRunbooks(): ReadonlyMap<string, ShippedRunbook> {
  read ??= new Map(
    readdirSync(new URL(".", import.meta.url))
      .filter((name) => /\.(md|yaml)$/.test(name))
      .toSorted()
      .map((name) => {
        const text = readFileSync(new URL(name, import.meta.url), "utf8");
        const { runbook, format, problems } = parseRunbook(text, name.replace(/\.\w+$/, ""));
        if (!runbook) throw new Error(`The shipped runbook ${name} cannot be read: ${problems[0]?.message} (line ${problems[0]?.line})`);
        return [runbook.slug, { runbook, text, format }];
      }),
  );
  return read;
}
