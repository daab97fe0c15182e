import type { z } from "zod";
import { type ImportRunbooks, SaveRunbook } from "#lib/contracts/runbook-run.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { MusterError } from "#server/platform/errors.ts";
import { parseRunbook } from "../parse/parse-runbook.ts";
import { allRunbooks } from "./find-runbook.ts";
import { saveRunbook } from "./save-runbook.ts";

export type Imported = { path: string; slug: string | null; outcome: "new" | "changed" | "unchanged" | "failed"; message: string | null };

/** Takes in the files of a folder: each that is a runbook becomes one, or the next version of one. What fails is told with its line, and hinders no other. */
export async function importRunbooks(ctx: Ctx, { files, origin }: z.output<typeof ImportRunbooks>): Promise<{ files: Imported[] }> {
  authorize(ctx, "runbook.manage");
  const known = await allRunbooks();
  const imported: Imported[] = [];
  for (const { path, text } of files) {
    const slug = (path.split("/").at(-1) ?? path)
      .replace(/\.\w+$/, "")
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "");
    const { runbook, problems } = parseRunbook(text, slug);
    if (!runbook) {
      const problem = problems.find(({ level }) => level === "error");
      imported.push({ path, slug: null, outcome: "failed", message: problem ? `Line ${problem.line}: ${problem.message}` : "This is no runbook." });
      continue;
    }
    const before = known.get(runbook.slug);
    if (before?.text === text) {
      imported.push({ path, slug: runbook.slug, outcome: "unchanged", message: null });
      continue;
    }
    try {
      await saveRunbook(
        ctx,
        SaveRunbook.parse({ text, slug: runbook.slug, version: before?.version ?? 0, note: `Imported from ${path}`.slice(0, 200) }),
        origin || path,
      );
      imported.push({ path, slug: runbook.slug, outcome: before ? "changed" : "new", message: null });
    } catch (error) {
      if (!(error instanceof MusterError)) throw error;
      imported.push({ path, slug: runbook.slug, outcome: "failed", message: error.message });
    }
  }
  return { files: imported };
}
