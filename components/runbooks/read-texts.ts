import { RUNBOOK_LIMITS, TOO_LONG } from "#lib/contracts/runbook-terms.ts";

/** What became of one file that was to be imported. */
export type Taken = { path: string; slug: string | null; outcome: string; message: string | null };

type Chosen = Pick<File, "name" | "size" | "webkitRelativePath" | "text">;

/** The texts among chosen files, and those that are not taken in, each with why. A file that cannot be read hinders no other. */
export async function readTexts(chosen: readonly Chosen[]): Promise<{ texts: { path: string; text: string }[]; failed: Taken[] }> {
  const [texts, failed]: [{ path: string; text: string }[], Taken[]] = [[], []];
  for (const file of chosen.filter(({ name }) => /\.(md|markdown|ya?ml)$/i.test(name))) {
    const path = file.webkitRelativePath || file.name;
    const text = file.size > RUNBOOK_LIMITS.importBytes ? null : await file.text().catch(() => undefined);
    if (typeof text === "string") texts.push({ path, text });
    else failed.push({ path, slug: null, outcome: "failed", message: text === null ? TOO_LONG : "It could not be read. Choose it again." });
  }
  return { texts, failed };
}
