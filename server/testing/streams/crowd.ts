import { setTimeout as pause } from "node:timers/promises";
import { type Random, randomFrom } from "../../../prisma/seed/large/random.ts";
import { type Client, openClient } from "./client.ts";
import type { StreamServer } from "./server.ts";

export type CrowdOptions = {
  server: StreamServer;
  path: string;
  cookies: readonly string[];
  size: number;
  seed: number;
  /** Clients come one by one over this time. */
  arriveWithinMs: number;
};

export type Crowd = {
  readonly clients: readonly Client[];
  /** No client leaves or stalls of its own accord any more; resolves when the last one has arrived. */
  calm(): Promise<void>;
  stop(): Promise<void>;
};

/** People who open one incident, each in their own time, and whose connections are as bad as connections get. */
export function gatherCrowd({ server, path, cookies, size, seed, arriveWithinMs }: CrowdOptions): Crowd {
  const clients: Client[] = [];
  const shared = new Map<number, Buffer>();
  const calmed = new AbortController();

  async function live(index: number): Promise<void> {
    const random = randomFrom(seed + index);
    await pause(random.whole(0, arriveWithinMs));
    const client = openClient({ server, path, cookie: random.pick(cookies), random, shared });
    clients.push(client);
    while (!calmed.signal.aborted) {
      await pause(random.whole(500, 8_000), undefined, { signal: calmed.signal }).catch(() => undefined);
      if (!calmed.signal.aborted) await disturb(client, random);
    }
  }

  const lives = Array.from({ length: size }, (_, index) => live(index));
  return {
    clients,
    async calm() {
      calmed.abort();
      await Promise.all(lives);
    },
    async stop() {
      await Promise.all(clients.map((client) => client.stop()));
    },
  };
}

/** Drops the connection for a while, drops it just when the next one is being opened, or stops reading. */
async function disturb(client: Client, random: Random): Promise<void> {
  const mood = random.number();
  if (mood < 0.5) return client.leave(random.whole(0, 1_500));
  if (mood < 0.8) return client.stall(pause(random.whole(200, 3_000)));
  for (let times = random.whole(1, 4); times > 0; times -= 1) {
    client.leave(0);
    await pause(random.whole(0, 25));
  }
}

/** What is wrong with what a client received, in words; null when it is this log exactly, byte for byte. */
export function faultOf({ received }: Client, log: readonly Buffer[]): string | null {
  for (const [index, { seq, data }] of received.entries()) {
    if (seq !== index + 1) return `entry ${seq} came where ${index + 1} was due`;
    if (!log[index]?.equals(data)) return `entry ${seq} is not what was recorded`;
  }
  return received.length === log.length ? null : `the log ended at ${received.length} of ${log.length}`;
}

export function totalOf(clients: readonly Client[], ending: keyof Client["endings"]): number {
  return clients.reduce((sum, { endings }) => sum + endings[ending], 0);
}
