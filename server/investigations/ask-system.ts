import type { ReadingKind } from "#lib/contracts/connection-kinds.ts";
import { CONNECTION_KINDS } from "#lib/contracts/connection-kinds.ts";
import type { EvidenceKind } from "#lib/contracts/investigation.ts";
import { type Capture as Asked, type Link, linksBehind } from "#server/connectors/index.ts";
import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { InvalidError } from "#server/platform/errors.ts";
import { findInvestigation } from "./access.ts";
import { captureFiles, keepCaptures } from "./captures.ts";
import { linksFor } from "./links-for.ts";

/** Which system of an investigation is asked. `connection`: its name; without one the first of its kind, also behind a Grafana. */
export type Aim = { investigation: string; kind: ReadingKind; connection?: string | undefined };

/** `text` is kept as the answer to `recorded`; `shown` is what whoever asked gets to read. `kind`: `output` where the analyst reads it too. */
export type Told = {
  command: string;
  recorded?: string;
  text: string;
  shown: string;
  kind: Extract<EvidenceKind, "answer" | "output">;
  capture: Asked<unknown>;
};

export type SystemAnswer = { capture: string; from: string; asked: string; rows: number; isCut: boolean; warnings: string[]; answer: string };

const LONGEST_SHOWN = 16_000;
const LONGEST_TITLE = 200;
const LONGEST_QUERY = 4_000;
const MOST_WARNINGS = 5;

/** Less than what a tool may take, so that whoever asked is told why there is no answer. */
const WITHIN_MS = 25_000;

type Ask = (link: Link, window: { from: number; to: number }, signal: AbortSignal) => Promise<Told>;

/** Asks one connected system one question for an investigation, and keeps the answer as a capture of it, once for each request. */
export async function askSystem(ctx: Ctx, { investigation: id, kind, connection }: Aim, ask: Ask): Promise<SystemAnswer> {
  authorize(ctx, "agent.run");
  const { incidentId, windowFrom, windowTo } = await findInvestigation(ctx, id);
  const before = ctx.requestKey ? await keptAnswer(id, ctx.requestKey) : null;
  if (before) return before;
  const link = await linkFor(ctx, { incidentId, kind, name: connection });
  const window = { from: windowFrom.getTime(), to: windowTo.getTime() };
  const { command, recorded = command, text, shown, kind: counted, capture } = await inTime(link, (signal) => ask(link, window, signal));
  const { provenance, warnings } = capture;
  const line = { command: recorded, text, at: provenance.at, shown: shortened(shown), warnings: warnings.slice(0, MOST_WARNINGS) };
  const query = provenance.request.join("\n");
  const [kept] = await keepCaptures(ctx, id, [
    {
      kind: counted,
      source: link.name,
      title: command.length > LONGEST_TITLE ? `${command.slice(0, LONGEST_TITLE)}…` : command,
      query: query.length > LONGEST_QUERY ? `${query.slice(0, LONGEST_QUERY)}…` : query,
      file: "outputs.jsonl",
      files: { "outputs.jsonl": JSON.stringify(line) },
      from: provenance.window?.from ?? null,
      to: provenance.window?.to ?? null,
      rows: provenance.rows,
      isTruncated: provenance.truncated,
    },
  ]);
  return answerOf({ n: kept?.n ?? 0, source: link.name, title: command, rows: provenance.rows, isTruncated: provenance.truncated }, line);
}

/** A call that is made again after an interruption gets what its first time was told. */
async function keptAnswer(investigationId: string, request: string): Promise<SystemAnswer | null> {
  const row = await db().evidence.findFirst({ where: { investigationId, request } });
  if (!row) return null;
  const files = await captureFiles(row.content);
  return answerOf(row, JSON.parse(files["outputs.jsonl"] ?? "{}") as Line);
}

async function inTime(link: Link, asking: (signal: AbortSignal) => Promise<Told>): Promise<Told> {
  const late = AbortSignal.timeout(WITHIN_MS);
  return asking(late).catch((error: unknown) => {
    if (!late.aborted) throw error;
    throw new InvalidError(`${link.name} took longer than ${WITHIN_MS / 1_000} s for it. Ask for a shorter time, or for less of it.`);
  });
}

type Line = { shown: string; warnings: string[] };
type Kept = { n: number; source: string; title: string; rows: number; isTruncated: boolean };

function answerOf({ n, source, title, rows, isTruncated }: Kept, { shown, warnings }: Line): SystemAnswer {
  return { capture: `C${n}`, from: source, asked: title, rows, isCut: isTruncated, warnings, answer: shown };
}

/** Whole lines, and how many were left out. */
function shortened(text: string): string {
  if (text.length <= LONGEST_SHOWN) return text;
  const end = text.lastIndexOf("\n", LONGEST_SHOWN);
  const kept = text.slice(0, end > LONGEST_SHOWN / 2 ? end : LONGEST_SHOWN).toWellFormed();
  return `${kept}\n… ${(text.length - kept.length).toLocaleString("en")} more characters are in the capture. Ask for less.`;
}

type Wanted = { incidentId: string | null; kind: ReadingKind; name: string | undefined };

async function linkFor(ctx: Ctx, { incidentId, kind, name }: Wanted): Promise<Link> {
  const { links, warnings } = await linksFor(ctx, incidentId);
  const direct = links.filter((link) => link.kind === kind);
  const found = chosen(direct, name) ?? chosen(await behindGrafana(links, kind), name);
  if (found) return found;
  const { title } = CONNECTION_KINDS[kind];
  const names = direct.map((link) => `“${link.name}”`).join(", ");
  const why =
    name && names
      ? `There is no ${title} called “${name.slice(0, 100)}”. There are: ${names}.`
      : `No ${title} is connected and enabled. An administrator connects it in Settings → Connections.`;
  throw new InvalidError([why, ...warnings.slice(0, 2)].join(" "));
}

function chosen(links: readonly Link[], name: string | undefined): Link | undefined {
  return name === undefined ? links[0] : links.find((link) => link.name.toLowerCase() === name.toLowerCase());
}

async function behindGrafana(links: readonly Link[], kind: ReadingKind): Promise<Link[]> {
  if (kind !== "prometheus" && kind !== "loki") return [];
  const found = await Promise.all(links.filter((link) => link.kind === "grafana").map((link) => linksBehind(link).catch(() => [])));
  return found.flat().filter((link) => link.kind === kind);
}
