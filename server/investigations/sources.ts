import { authorize } from "#server/platform/authorize.ts";
import type { Ctx } from "#server/platform/ctx.ts";
import { InvalidError, MusterError } from "#server/platform/errors.ts";
import { type FoundInvestigation, findInvestigation } from "./access.ts";
import { type Capture, keepCaptures, type StoredCapture } from "./captures.ts";
import { connectedSources } from "./connected-sources.ts";
import { capturesOfTheConsole } from "./incident-source.ts";
import { capturesOfSignals } from "./signal-captures.ts";
import { capturesOfUploads } from "./uploads.ts";

/** What a source can be asked for, and what became of it: captures, and in words what could not be had. */
export type Gathered = { captures: Capture[]; problems: string[] };

/** A place that evidence comes from. `name` is how tools call it. */
export type EvidenceSource = {
  name: string;
  title: string;
  gather(ctx: Ctx, investigation: FoundInvestigation): Promise<Gathered>;
};

const CONSOLE: EvidenceSource = {
  name: "muster",
  title: "Muster's own record",
  gather: async (ctx, investigation) => ({
    captures: [...(await capturesOfTheConsole(ctx, investigation)), ...(await capturesOfSignals(ctx, investigation))],
    problems: [],
  }),
};

const UPLOADED: EvidenceSource = {
  name: "uploads",
  title: "Uploaded files",
  gather: async (ctx, investigation) => ({ captures: await capturesOfUploads(ctx, investigation), problems: [] }),
};

let connected: (ctx: Ctx, incidentId: string | null) => Promise<EvidenceSource[]> = connectedSources;

/** Puts other systems in the place of those that the console is connected with, for tests. */
export function connectEvidence(sources: (ctx: Ctx, incidentId: string | null) => Promise<EvidenceSource[]>): void {
  connected = sources;
}

/** Every place that an investigation can ask now, the console's own record first. */
export async function evidenceSources(ctx: Ctx, { incidentId }: { incidentId: string | null }): Promise<EvidenceSource[]> {
  authorize(ctx, "incident.read");
  return [CONSOLE, UPLOADED, ...(await connected(ctx, incidentId))];
}

/** Asks one source, keeps what it gave, and says what could not be had. */
export async function gatherEvidence(
  ctx: Ctx,
  { investigation: id, source: name }: { investigation: string; source: string },
): Promise<{ captures: StoredCapture[]; problems: string[] }> {
  authorize(ctx, "incident.read");
  const investigation = await findInvestigation(ctx, id);
  const sources = await evidenceSources(ctx, investigation);
  const source = sources.find((one) => one.name === name);
  if (!source) throw new InvalidError(`There is no source ${name}. There are: ${sources.map((one) => one.name).join(", ")}.`);
  const { captures, problems } = await source.gather(ctx, investigation).catch(problemOf);
  return { captures: await keepCaptures(ctx, id, captures), problems };
}

function problemOf(error: unknown): Gathered {
  if (error instanceof MusterError) return { captures: [], problems: [error.message] };
  throw error;
}
