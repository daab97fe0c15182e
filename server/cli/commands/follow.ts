import { setTimeout as sleep } from "node:timers/promises";
import type { TimelineEntry } from "#lib/contracts/timeline.ts";
import { type Client, clientOf } from "../client.ts";
import { type Command, Refusal, UsageError } from "../command.ts";
import { readEvents } from "../read-events.ts";
import { renderEntry } from "../render/timeline.ts";

const RETRY_MS = 1_000;

/** `muster follow REF`: prints the timeline as it grows, and goes on after a cut without losing or repeating an entry. */
export const follow: Command = {
  name: "follow",
  usage: "<reference> [--after SEQ] [--json]",
  about: "Follow an incident's timeline live, until Ctrl-C.",
  async run(args, io) {
    const { reference, after, isJson } = readFollow(args);
    const client = clientOf(io);
    let cursor = after;
    let wasOpen = false;
    while (!io.signal.aborted) {
      try {
        cursor = await followOnce(client, reference, cursor, (entry) => io.out(isJson ? JSON.stringify(entry) : renderEntry(entry)));
        wasOpen = true;
      } catch (error) {
        if (io.signal.aborted) break;
        if (error instanceof Refusal && (!wasOpen || error.status > 0)) throw error;
        io.err("The connection was lost; trying again.");
      }
      await sleep(RETRY_MS, undefined, { signal: io.signal }).catch(() => undefined);
    }
    return 0;
  },
};

function readFollow(args: string[]): { reference: string; after: number | null; isJson: boolean } {
  const [reference, ...rest] = args.filter((arg) => arg !== "--json");
  if (!reference || reference.startsWith("-")) throw new UsageError("Give the incident's reference: muster follow INC-2026-1123-001");
  const at = rest.indexOf("--after");
  const after = at < 0 ? 0 : Number(rest[at + 1]);
  if (!Number.isInteger(after) || after < 0) throw new UsageError("--after needs a seq, such as 12.");
  return { reference, after, isJson: args.includes("--json") };
}

async function followOnce(client: Client, reference: string, after: number | null, show: (entry: TimelineEntry) => void): Promise<number | null> {
  const response = await client.open(`/api/v1/incidents/${encodeURIComponent(reference)}/events`, after);
  let cursor = after;
  for await (const { id, event, data } of readEvents(response)) {
    if (event !== "message" || id === null) continue;
    cursor = Number(id);
    show(JSON.parse(data) as TimelineEntry);
  }
  return cursor;
}
