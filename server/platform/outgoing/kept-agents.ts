import type { Agent } from "undici";
import type { Address } from "./resolve.ts";

const IDLE_MS = 5_000;

type Kept = { agent: Agent; timer: NodeJS.Timeout };
const kept = new Map<string, Kept>();

/**
 * A pinned agent that is used again for the same origin as long as its name resolves to the very same checked addresses, which is asked
 * before each request; it ends when nobody needs it for a few seconds.
 */
export function keptAgent(origin: string, addresses: readonly Address[], make: () => Agent): Agent {
  const key = `${origin} ${addresses
    .map(({ address }) => address)
    .toSorted()
    .join()}`;
  const found = kept.get(key);
  if (found) {
    found.timer.refresh();
    return found.agent;
  }
  const agent = make();
  const timer = setTimeout(() => {
    kept.delete(key);
    void agent.close();
  }, IDLE_MS).unref();
  kept.set(key, { agent, timer });
  return agent;
}
