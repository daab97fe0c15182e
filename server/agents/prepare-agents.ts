import { everyAgent } from "./registry.ts";

/** Does what would make each agent's first run in this process slow. */
export function prepareAgents(): void {
  for (const agent of everyAgent()) agent.prepare?.();
}
