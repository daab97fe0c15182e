import type { z } from "zod";
import type { Actor } from "#lib/contracts/actor.ts";
import type { CheckRunbook, RunbookBySlug, RunbookVersionOf, RunbookView } from "#lib/contracts/runbook-run.ts";
import { authorize, mayUse } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { shippedRunbooks } from "../library/shipped.ts";
import { type Parsed, parseRunbook } from "../parse/parse-runbook.ts";
import { findRunbook } from "./find-runbook.ts";
import { cardOf } from "./list-runbooks.ts";
import { statisticsOf } from "./statistics.ts";

/** A runbook with its text, what lint says of it, its versions and its statistics. */
export async function readRunbook(ctx: Ctx, { slug }: z.output<typeof RunbookBySlug>): Promise<RunbookView> {
  authorize(ctx, "runbook.read");
  const [found, statistics, stored] = await Promise.all([
    findRunbook(slug),
    statisticsOf(),
    db().runbookVersion.findMany({
      where: { runbook: { slug } },
      orderBy: { version: "desc" },
      select: { version: true, note: true, createdBy: true, createdAt: true },
    }),
  ]);
  const versions = stored.map(({ version, note, createdBy, createdAt }) => ({
    version,
    note,
    by: (createdBy as Actor).name,
    at: createdAt.toISOString(),
  }));
  return {
    card: cardOf(found, statistics.get(slug)),
    runbook: found.runbook,
    text: found.text,
    format: found.format,
    problems: parseRunbook(found.text, slug).problems,
    versions: versions.length > 0 ? versions : [{ version: 1, note: "Comes with Muster", by: "Muster", at: null }],
    mayManage: mayUse(ctx, "runbook.manage"),
    mayRun: mayUse(ctx, "runbook.run"),
  };
}

/** The text of an earlier version. */
export async function readRunbookVersion(ctx: Ctx, { slug, version }: z.output<typeof RunbookVersionOf>): Promise<{ text: string }> {
  authorize(ctx, "runbook.read");
  const row = await db().runbookVersion.findFirst({ where: { version, runbook: { slug } }, select: { text: true } });
  const shipped = version === 1 ? shippedRunbooks().get(slug)?.text : undefined;
  const text = row?.text ?? shipped;
  if (text === undefined) throw new NotFoundError(`${slug} has no version ${version}.`);
  return { text };
}

/** What a text would be as a runbook, and what is wrong with it: for the editor, while one types. */
export async function checkRunbook(ctx: Ctx, { text, slug }: z.output<typeof CheckRunbook>): Promise<Parsed> {
  authorize(ctx, "runbook.read");
  return parseRunbook(text, slug);
}
