import { z } from "zod";
import { Actor } from "./actor.ts";
import { Reference, Uuid } from "./ids.ts";

export const SEALED_FORMAT = "muster-sealed-export";
export const MAX_SEALED_BYTES = 64 * 1024 * 1024;
/** All evidence of one file when it is unpacked. */
export const MAX_SEALED_EVIDENCE_BYTES = 512 * 1024 * 1024;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const When = z.iso.datetime({ offset: true });

/**
 * An entry as it was recorded, with the link of the hash chain behind it (SHA-256, hex). Its fact is read as it stands, since the chain vouches for
 * each of its values; whether it is one that this version knows is for the verifier to say.
 */
export const SealedEntry = z.object({
  seq: z.number().int(),
  occurredAt: When,
  recordedAt: When,
  visibleAt: When.nullable(),
  seenAt: When.nullable(),
  actor: Actor,
  fact: z.looseObject({ kind: z.string() }),
  hash: Hash,
});

export const SealedEvidence = z.object({
  ...{ investigation: Uuid, n: z.number().int(), kind: z.string(), source: z.string(), title: z.string(), query: z.string() },
  ...{ file: z.string(), windowFrom: When.nullable(), windowTo: When.nullable(), rows: z.number().int(), bytes: z.number().int() },
  ...{ sha256: Hash, isTruncated: z.boolean(), capturedBy: Actor, capturedAt: When },
  /** Gzipped, as base64. */
  content: z.string(),
});
export type SealedEvidence = z.infer<typeof SealedEvidence>;

export const SealedPostmortem = z.object({
  ...{ id: Uuid, title: z.string(), createdAt: When, createdBy: Actor, claims: z.unknown(), words: z.string(), figures: z.unknown() },
  markdown: z.string(),
  updates: z.array(z.object({ seq: z.number().int(), kind: z.string(), actor: Actor, at: When, content: z.string() })),
});

const Investigated = z.object({
  ...{ id: Uuid, question: z.string(), services: z.array(z.string()), windowFrom: When, windowTo: When, askedBy: Uuid },
  ...{ state: z.string(), captures: z.number().int(), analysis: z.unknown(), createdAt: When, reportedAt: When.nullable() },
});

/**
 * One file with an incident's whole record. `start`: the hash that the chain grew out of; `head`: its last link. `seal`: SHA-256 of the rest as
 * canonical JSON (RFC 8785), in which form the whole file is written.
 */
export const SealedExport = z.object({
  ...{ format: z.literal(SEALED_FORMAT), version: z.literal(1), exportedAt: When, exportedBy: Actor },
  ...{ id: Uuid, reference: Reference, title: z.string(), start: Hash, head: Hash },
  entries: z.array(SealedEntry).min(1, "It holds no entry of a timeline."),
  state: z.looseObject({}, "It holds no state of an incident."),
  investigations: z.array(Investigated),
  evidence: z.array(SealedEvidence),
  postmortem: SealedPostmortem.nullable(),
  seal: Hash,
});
export type SealedExport = z.infer<typeof SealedExport>;

export const ExportSealed = z.object({ reference: Reference });
