import type { z } from "zod";
import { AddNote, DeclareIncident, OpenInterval, SetFigures } from "#lib/contracts/incident-commands.ts";
import type { PostmortemFromNotes } from "#lib/contracts/postmortem.ts";
import { declareIncident, findIncident, openInterval, setFigures } from "#server/incidents/index.ts";
import { addNote } from "#server/notes/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { databaseNow } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { draftPostmortem } from "./draft-postmortem.ts";
import { type NoteLine, type NotesRead, readNotes } from "./notes-rules.ts";

const MOST_LINES = 1_000;
const MOST_NOTE = 9_000;

/**
 * A postmortem from pasted notes. They become the timeline of a retrospective incident, which nobody is told of, or of the one that is named:
 * so that every sentence has an entry to stand on, and every number is a figure.
 */
export async function fromNotes(ctx: Ctx, input: z.output<typeof PostmortemFromNotes>): Promise<{ reference: string; lines: number; dated: number }> {
  authorize(ctx, "incident.declare");
  const now = await databaseNow();
  const read = readNotes(input.notes, { timeZone: zoneOf(input.timeZone), day: input.day ?? now.slice(0, 10) });
  if (read.lines.length === 0) throw new InvalidError("There is nothing in these notes. Paste the lines of the chat or the log, with their times.");
  if (read.lines.length > MOST_LINES)
    throw new InvalidError(`These are ${read.lines.length} lines; at most ${MOST_LINES} are taken in at once. Leave out what does not matter.`);
  const past = (at: string | null) => (at !== null && at <= now ? at : null);
  const reference = input.reference ?? (await declareFrom(ctx, read, input.title, past));
  if (input.reference) await findIncident(ctx, input.reference);
  for (const [index, { at, text }] of dated(read).entries())
    await addNote(named(ctx, `note-${index}`), AddNote.parse({ reference, text: text.slice(0, MOST_NOTE), ...(past(at) ? { occurredAt: at } : {}) }));
  await draftPostmortem(ctx, { reference });
  return { reference, lines: read.lines.length, dated: read.lines.filter(({ at }) => at !== null).length };
}

/** A line without a time belongs to the one before it; those before the first to the beginning. */
function dated({ lines, startedAt }: NotesRead): NoteLine[] {
  let last = startedAt;
  return lines.map(({ at, text }) => {
    last = at ?? last;
    return { at: last, text };
  });
}

/** A repeat of the whole finds the answer of each part. */
function named(ctx: Ctx, part: string): Ctx {
  return ctx.requestKey ? { ...ctx, requestKey: `${ctx.requestKey}:${part}` } : ctx;
}

function zoneOf(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: timeZone || "UTC" }).resolvedOptions().timeZone;
  } catch {
    throw new InvalidError(`There is no time zone “${timeZone}”. Give one such as Europe/Berlin, or UTC.`);
  }
}

async function declareFrom(ctx: Ctx, read: NotesRead, title: string, past: (at: string | null) => string | null): Promise<string> {
  const [startedAt, endedAt] = [past(read.startedAt), past(read.endedAt)];
  const isOver = startedAt !== null && endedAt !== null && endedAt > startedAt;
  const { reference } = await declareIncident(
    named(ctx, "declare"),
    DeclareIncident.parse({
      title: (title || read.title || read.lines[0]?.text || "An incident from notes").slice(0, 190),
      ...{ severity: read.severity ?? "SEV3", kind: "retrospective", startedAt, detectedAt: startedAt },
      ...(isOver ? { phase: "resolved", resolvedAt: endedAt } : { phase: "monitoring" }),
    }),
  );
  if (isOver) {
    const share = read.figures.usersPercent === null ? null : read.figures.usersPercent / 100;
    await openInterval(named(ctx, "interval"), OpenInterval.parse({ reference, level: "partial", share, startedAt, endedAt }));
  }
  const hours = startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 3_600_000 : 0;
  const revenuePerHour = read.figures.revenuePerHour ?? (read.revenueLost !== null && hours > 0 ? read.revenueLost / hours : null);
  const figures = { ...read.figures, revenuePerHour };
  if (Object.values(figures).some((value) => value !== null)) await setFigures(named(ctx, "figures"), SetFigures.parse({ reference, figures }));
  return reference;
}
