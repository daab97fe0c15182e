import { lstat, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
import type { z } from "zod";
import { type ImportFromGit, ImportRunbooks } from "#lib/contracts/runbook-run.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { env } from "#server/platform/env.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { cloneInto } from "./clone.ts";
import { type Imported, importRunbooks } from "./import-runbooks.ts";

const MOST_FILES = 200;
const LONGEST = 250_000;

/** Takes in the runbooks of a folder of a Git repository, as it stands now. What fails is told with its line, and hinders no other. */
export async function importFromGit(ctx: Ctx, { url, ref, folder }: z.output<typeof ImportFromGit>): Promise<{ files: Imported[] }> {
  authorize(ctx, "runbook.manage");
  const { allowedHosts } = await organisationSettings();
  const place = await mkdtemp(join(tmpdir(), "muster-git-"));
  try {
    await cloneInto(place, { url, ref, isFileAllowed: env().MUSTER_GIT_FILES, allowedHosts });
    const files = await textsIn(join(place, "clone"), folder);
    return await importRunbooks(ctx, ImportRunbooks.parse({ files, origin: `${url}${ref ? ` (${ref})` : ""}`.slice(0, 500) }));
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function textsIn(root: string, folder: string): Promise<{ path: string; text: string }[]> {
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
  if (paths.length > MOST_FILES) throw none("folder", `There are ${paths.length} texts, and at most ${MOST_FILES} are taken at once. Name a folder.`);
  const texts = await Promise.all(
    paths.map(async (path) => ((await lstat(path)).size > LONGEST ? null : { path: relative(root, path), text: await readFile(path, "utf8") })),
  );
  return texts.filter((one) => one !== null);
}

function none(path: string, message: string): InvalidError {
  return new InvalidError(message, "invalid_input", [{ path, message }]);
}
