import { NotFoundError } from "#server/platform/errors.ts";
import { AGENTS } from "./agents.ts";
import type { Agent } from "./define.ts";
import { ASK_PERSON } from "./tools/ask-person.ts";
import type { Tool } from "./tools/tool.ts";

export type Equipment = { tools: readonly Tool[]; agents?: readonly Agent[] };
type Equipped = { tools: ReadonlyMap<string, Tool>; agents: ReadonlyMap<string, Agent> };

let equipped: Equipped = equip({ tools: [], agents: [] });

/**
 * Gives this process its tools and agents; both web and worker call it at start. Throws when a name stands for two things, cannot be
 * called by a model, or when an agent names a tool that is not there.
 */
export function equipAgents(equipment: Equipment): void {
  equipped = equip(equipment);
}

/** The agent of this name. Throws NotFoundError with the names there are. */
export function agentNamed(name: string): Agent {
  const agent = equipped.agents.get(name);
  if (agent) return agent;
  const names = [...equipped.agents.keys()].join(", ");
  throw new NotFoundError(`There is no agent ${name}. ${names ? `Choose one of: ${names}.` : "This console has no agents yet."}`);
}

/** Every agent there is, in the registry's order. */
export function everyAgent(): Agent[] {
  return [...equipped.agents.values()];
}

export function toolNamed(name: string): Tool | undefined {
  return equipped.tools.get(name);
}

/** The tools that an agent may call, in its order. */
export function toolsOf(agent: Agent): Tool[] {
  return [...agent.tools, ...(agent.toolsIfThere ?? []), ASK_PERSON.name].flatMap((name) => equipped.tools.get(name) ?? []);
}

export function agentTitle(name: string): string {
  return equipped.agents.get(name)?.title ?? name;
}

function equip({ tools: common, agents = AGENTS }: Equipment): Equipped {
  const tools = [...common, ...agents.flatMap(({ ownTools = [] }) => ownTools)];
  const byName = new Map([...tools, ASK_PERSON].map((tool) => [tool.name, tool]));
  const agentsByName = new Map(agents.map((agent) => [agent.name, agent]));
  const wrong = [
    ...tools.filter(({ name }) => !/^[a-z][a-z0-9_]{0,63}$/.test(name)).map(({ name }) => `the tool ${name} has a name that models cannot call`),
    ...(byName.size === tools.length + 1 ? [] : ["two tools have one name"]),
    ...(agentsByName.size === agents.length ? [] : ["two agents have one name"]),
    ...agents.flatMap((agent) =>
      agent.tools.filter((name) => !byName.has(name)).map((name) => `${agent.name} names the tool ${name}, which is not there`),
    ),
  ];
  if (wrong.length > 0) throw new Error(`The agents cannot be equipped: ${wrong.join("; ")}.`);
  return { tools: byName, agents: agentsByName };
}
