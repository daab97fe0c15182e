import { defineTool, type Tool } from "#server/agents/index.ts";
import { EFFECTS } from "./agent-effects.ts";
import { OPERATIONS, type Operation } from "./operations/index.ts";

/** Agents do not ask agents, and decide nothing. */
const NOT_FOR_AGENTS = /^\/(agents|runs|runbook-approvals)(\/|$)|^\/runbook-runs\/\{id\}\/|\/(proposals|decisions|verdict|runbooks\/import)(\/|$)/;
const ASKS_AN_AGENT = new Set(["investigate"]);
/** Another person's eyes before something is told outside. */
const APPROVES = new Set(["approve_update", "decline_update"]);

/** The operations as tools of agents: the same names, inputs and rights as by every other door. */
export const AGENT_TOOLS: readonly Tool[] = OPERATIONS.filter(
  ({ name, path }) => !NOT_FOR_AGENTS.test(path) && !ASKS_AN_AGENT.has(name) && !APPROVES.has(name),
).map(toolOf);

function toolOf({ name, title, about, permission, risk, method, input, run }: Operation): Tool {
  const effect = EFFECTS[name];
  return defineTool({
    name,
    title,
    description: about,
    permission,
    risk,
    input: input.strict(),
    // Reading again does no harm, and commands on incidents keep receipts.
    key: method === "GET" || input.shape.reference !== undefined,
    run,
    ...(effect ? { effect: (given: unknown) => effect(given as Record<string, unknown>) } : {}),
  });
}
