import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { gunzipSync } from "node:zlib";
import canonicalize from "canonicalize";
import { MAX_CAPTURE_BYTES } from "#lib/contracts/evidence-limits.ts";
import { foldRoom } from "#lib/contracts/fold.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { MAX_SEALED_EVIDENCE_BYTES, SealedExport } from "#lib/contracts/sealed.ts";
import { Fact, type TimelineEntry } from "#lib/contracts/timeline.ts";
import { chainHash } from "#server/platform/audit.ts";
import { entryDigest } from "#server/platform/entry-digest.ts";

/** What was found: no problems means that every byte is as it was sealed. `sealed` is null where the file could not be read at all. */
export type SealProof = { problems: string[]; sealed: SealedExport | null };

/** Checks a sealed export by itself, without a console: its bytes, each link of the chain, the state, each piece of evidence. Pure. */
export function verifySealed(text: string): SealProof {
  const raw = parsed(text);
  if (raw === undefined) return { problems: ["This is no sealed export, or it was cut off: it is not JSON."], sealed: null };
  const read = SealedExport.safeParse(raw);
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      problems: [`This is no sealed export that this version reads: ${issue?.path.join(".") || "the file"}: ${issue?.message}`],
      sealed: null,
    };
  }
  const { seal, ...rest } = raw as SealedExport;
  const problems: string[] = [];
  if (sealOf(rest) !== seal) problems.push("The seal is broken: something in the file is not what was sealed.");
  else if (text !== sealedText(rest)) problems.push("The file is not written as it was sealed: bytes between its values were changed.");
  const sealed = raw as SealedExport;
  const unknown = factProblems(sealed);
  problems.push(...unknown, ...chainProblems(sealed), ...(unknown.length === 0 ? stateProblems(sealed) : []), ...evidenceProblems(sealed));
  return { problems, sealed };
}

/** The whole file: canonical JSON with its seal. Pure. */
export function sealedText(rest: Omit<SealedExport, "seal">): string {
  return canonicalize({ ...rest, seal: sealOf(rest) }) ?? "";
}

/** An entry of the file as one of a timeline: as it stands, since the chain vouches for that. A fact is one only after `verifySealed` found no problem. */
export function entryIn({ hash: _, ...entry }: SealedExport["entries"][number]): TimelineEntry {
  return { ...entry, annotation: null } as unknown as TimelineEntry;
}

/** Whoever makes a file by hand can seal and chain anything; only facts that this version knows are followed. */
function factProblems({ entries }: SealedExport): string[] {
  const index = entries.findIndex(({ fact }) => !Fact.safeParse(fact).success);
  return index < 0 ? [] : [`Entry ${index + 1} is of a kind or shape that this version does not know.`];
}

function sealOf(rest: object): string {
  return createHash("sha256")
    .update(canonicalize(rest) ?? "")
    .digest("hex");
}

function chainProblems({ id, reference, start, head, entries }: SealedExport): string[] {
  let previous: Uint8Array = Buffer.from(start, "hex");
  for (const [index, { hash, ...entry }] of entries.entries()) {
    if (entry.seq !== index + 1) return [`Entry ${index + 1} of the timeline is missing.`];
    const { seq, recordedAt, actor, fact } = entry;
    const detail = { digest: entryDigest(entryIn({ ...entry, hash })) };
    const link = chainHash(previous, { chain: id, seq, at: recordedAt, actor, action: `incident.${fact.kind}`, subject: reference, detail });
    if (link.toString("hex") !== hash) return [`Entry ${seq} of the timeline is not what was recorded: its link of the hash chain does not hold.`];
    previous = link;
  }
  return Buffer.from(previous).toString("hex") === head ? [] : ["The timeline was cut: its last entry is not the head of the hash chain."];
}

function stateProblems({ entries, state }: SealedExport): string[] {
  try {
    let room: RoomState | null = null;
    for (const entry of entries) room = foldRoom(room, entryIn(entry));
    return isDeepStrictEqual(JSON.parse(JSON.stringify(room)), state) ? [] : ["The incident's state is not what its timeline says."];
  } catch {
    return ["The timeline cannot be followed: an entry is not of a kind that this version knows."];
  }
}

/** Unpacks one piece after the other, each and all of them within what evidence may be, so that no small file fills the memory or takes for ever. */
function evidenceProblems({ evidence, investigations }: SealedExport): string[] {
  const held = new Set(investigations.map(({ id }) => id));
  const problems: string[] = [];
  let left = MAX_SEALED_EVIDENCE_BYTES;
  for (const { n, title, investigation, sha256, content } of evidence) {
    const name = `Evidence E${n} (${title})`;
    if (!held.has(investigation)) problems.push(`${name} belongs to no investigation of this file.`);
    const { bytes, hash } = unpacked(content);
    left -= bytes;
    if (left < 0)
      return [...problems, `The evidence is more than ${mb(MAX_SEALED_EVIDENCE_BYTES)} when it is unpacked, more than one file may hold.`];
    if (bytes > MAX_CAPTURE_BYTES) problems.push(`${name} is more than ${mb(MAX_CAPTURE_BYTES)} when it is unpacked, more than a capture may be.`);
    else if (hash !== sha256) problems.push(`${name} is not what was captured.`);
  }
  return problems;
}

const mb = (bytes: number) => `${bytes / 2 ** 20} MB`;

/** A piece of evidence; without a hash where it is too large or no gzip. */
function unpacked(content: string): { bytes: number; hash: string | null } {
  try {
    const plain = gunzipSync(Buffer.from(content, "base64"), { maxOutputLength: MAX_CAPTURE_BYTES });
    return { bytes: plain.byteLength, hash: createHash("sha256").update(plain).digest("hex") };
  } catch (error) {
    return { bytes: (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? MAX_CAPTURE_BYTES + 1 : 0, hash: null };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
