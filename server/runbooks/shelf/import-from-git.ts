import { lstat, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import type { z } from "zod";
import { type ImportFromGit, ImportRunbooks } from "#lib/contracts/runbook-run.ts";
import { RUNBOOK_LIMITS, TOO_LONG } from "#lib/contracts/runbook-terms.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { env } from "#server/platform/env.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { cloneInto } from "./clone.ts";
import { type Imported, importRunbooks } from "./import-runbooks.ts";

/** Takes in the runbooks of a folder of a Git repository, as it stands now. What fails is told with its line, and hinders no other. */
export async function importFromGit(ctx: Ctx, { url, ref, folder }: z.output<typeof ImportFromGit>): Promise<{ files: Imported[] }> {
  authorize(ctx, "runbook.manage");
  const { allowedHosts } = await organisationSettings();
  const place = await mkdtemp(join(tmpdir(), "muster-git-"));
  try {
    await cloneInto(place, { url, ref, isFileAllowed: env().MUSTER_GIT_FILES, allowedHosts });
    const { texts, tooLong } = await textsIn(join(place, "clone"), folder);
    const origin = `${url}${ref ? ` (${ref})` : ""}`.slice(0, 500);
    const { files } = texts.length > 0 ? await importRunbooks(ctx, ImportRunbooks.parse({ files: texts, origin })) : { files: [] };
    return { files: [...files, ...tooLong].toSorted((one, other) => (one.path < other.path ? -1 : 1)) };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function textsIn(root: string, folder: string): Promise<{ texts: { path: string; text: string }[]; tooLong: Imported[] }> {
  const start = resolve(root, folder);
  const isInside = start === root || start.startsWith(root + sep);
  const entries = isInside ? await readdir(start, { recursive: true, withFileTypes: true }).catch(() => null) : null;
  if (!entries) throw none("folder", `The repository has no folder “${folder}”. Look how it is called there.`);
  const paths = entries
    .filter(
      (entry) => entry.isFile() && /\.(md|markdown|ya?ml)$/i.test(entry.name) && !/^(readme|changelog|contributing|license)\b/i.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(root, path)
          .split(sep)
          .some((part) => part.startsWith(".")),
    )
    .toSorted();
  if (paths.length === 0) throw none("folder", "There are no runbooks: no files whose names end in .md, .yaml or .yml.");
  if (paths.length > RUNBOOK_LIMITS.importFiles)
    throw none("folder", `There are ${paths.length} texts, and at most ${RUNBOOK_LIMITS.importFiles} are taken at once. Name a folder.`);
  const [texts, tooLong]: [{ path: string; text: string }[], Imported[]] = [[], []];
  for (const place of paths) {
    const path = relative(root, place);
    const isTooLong = (await lstat(place)).size > RUNBOOK_LIMITS.importBytes;
    if (isTooLong) tooLong.push({ path, slug: null, outcome: "failed", message: TOO_LONG });
    else texts.push({ path, text: await readFile(place, "utf8") });
  }
  return { texts, tooLong };
}

function none(path: string, message: string): InvalidError {
  return new InvalidError(message, "invalid_input", [{ path, message }]);
}
