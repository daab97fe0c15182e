import { foldRoom } from "#lib/contracts/fold.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import type { SealedExport } from "#lib/contracts/sealed.ts";
import { chainHash } from "#server/platform/audit.ts";
import { entryDigest } from "#server/platform/entry-digest.ts";
import { entryIn, sealedText } from "../verify-sealed.ts";

type Craft = (sealed: Omit<SealedExport, "seal">) => void;

/** The file after somebody changed it who knows how it is made: chained, folded and sealed anew, so that it proves itself. */
export function crafted(content: string, change: Craft): string {
  const { seal: _, ...sealed } = JSON.parse(content) as SealedExport;
  change(sealed);
  let previous: Uint8Array = Buffer.from(sealed.start, "hex");
  let room: RoomState | null = null;
  sealed.entries = sealed.entries.map((one, index) => {
    const entry = { ...one, seq: index + 1 };
    const { seq, recordedAt: at, actor, fact } = entry;
    const detail = { digest: entryDigest(entryIn(entry)) };
    previous = chainHash(previous, { chain: sealed.id, seq, at, actor, action: `incident.${fact.kind}`, subject: sealed.reference, detail });
    room = foldRoom(room, entryIn(entry));
    return { ...entry, hash: Buffer.from(previous).toString("hex") };
  });
  sealed.head = Buffer.from(previous).toString("hex");
  sealed.state = JSON.parse(JSON.stringify(room)) as SealedExport["state"];
  return sealedText(sealed);
}

/** The same with one fact more at its end. */
export function withFact(content: string, fact: { kind: string; [key: string]: unknown }): string {
  return crafted(content, (sealed) => {
    const last = sealed.entries.at(-1);
    if (last) sealed.entries.push({ ...last, fact });
  });
}
