import { AgentName, RUN_STATES, type RunState } from "#lib/contracts/agent.ts";
import { Reference } from "#lib/contracts/ids.ts";

export type RunsFilter = { agent?: string; incident?: string; state?: RunState; isMine: boolean };

type Query = Record<string, string | string[] | undefined>;

/** The filter as the list's address says it; what the address says wrongly is left out. Pure. */
export function runsFilterFrom(query: Query): RunsFilter {
  const first = (key: string) => [query[key]].flat()[0];
  const agent = AgentName.safeParse(first("agent"));
  const incident = Reference.safeParse(first("incident"));
  const state = RUN_STATES.find((one) => one === first("state"));
  return {
    ...(agent.success ? { agent: agent.data } : {}),
    ...(incident.success ? { incident: incident.data } : {}),
    ...(state ? { state } : {}),
    isMine: first("mine") === "yes",
  };
}

/** The address of a filter. Pure. */
export function runsQuery({ agent, incident, state, isMine }: RunsFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ agent, incident, state, mine: isMine ? "yes" : undefined })) if (value) query.set(key, value);
  return query.toString();
}
