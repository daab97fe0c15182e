import type { AgentCard } from "./contracts/agent.ts";

/** Agents by whom a sentence sounds meant for, by the words each is called with; the earlier a word stands the more it says. Ties keep their order. Pure. */
export function byFitness(agents: readonly AgentCard[], text: string): AgentCard[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  const fitness = ({ calledWith }: AgentCard) => words.reduce((sum, word, at) => sum + (calledWith.includes(word) ? 1 / (1 + at) : 0), 0);
  return agents.toSorted((one, other) => fitness(other) - fitness(one));
}
