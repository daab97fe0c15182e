import { z } from "zod";
import {
  AgentCard,
  AgentName,
  CancelRun,
  DecideProposal,
  ListProposals,
  ListRuns,
  ProposalView,
  ReadRun,
  RunChunk,
  RunSummary,
  StartRun,
} from "#lib/contracts/agent.ts";
import { textOf } from "#lib/contracts/text.ts";
import { operation } from "./define.ts";

const Run = z.object({ run: RunSummary, chunks: z.array(RunChunk), proposals: z.array(ProposalView) });
const one = CancelRun.shape;

export const agentOperations = [
  operation("list_agents", {
    about: "List the agents that can be asked, with examples of what they understand.",
    http: "GET /agents",
    permission: "incident.read",
    risk: "read",
    calls: ["agents.catalogue"],
    input: z.object({}),
    output: z.object({ items: z.array(AgentCard) }),
    run: async ({ api }) => ({ items: await api.agents.catalogue() }),
  }),
  operation("start_run", {
    title: "Ask an agent",
    about: "Ask an agent something. It reads by itself and proposes what it would change; follow it at /runs/{runId}/events.",
    http: "POST /agents/{agent}/runs",
    permission: "agent.run",
    risk: "write",
    calls: ["agents.start"],
    input: z.object({ agent: AgentName, prompt: textOf(20_000, "The request"), incident: StartRun.shape.incident }),
    output: z.object({ runId: z.string() }),
    status: 202,
    words: ["agent", "prompt"],
    example: { agent: "incident-commander", prompt: "What is the status?" },
    run: async ({ api }, given) => ({ runId: (await api.agents.start(given)).id }),
  }),
  operation("list_runs", {
    title: "List runs of agents",
    about: "List runs of agents, newest first; of one incident, agent or state, or only your own, if wanted.",
    http: "GET /runs",
    permission: "incident.read",
    risk: "read",
    calls: ["agents.list"],
    input: ListRuns,
    output: z.object({ items: z.array(RunSummary), nextCursor: z.string().nullable() }),
    run: ({ api }, given) => api.agents.list(given),
  }),
  operation("get_run", {
    title: "Read a run",
    about: "Read a run: its state, what was said and called, and its proposals.",
    http: "GET /runs/{id}",
    permission: "incident.read",
    risk: "read",
    calls: ["agents.read"],
    input: ReadRun,
    output: Run,
    words: ["id"],
    example: { id: "run" },
    run: ({ api }, given) => api.agents.read(given),
  }),
  operation("cancel_run", {
    title: "Stop a run",
    about: "Stop a run.",
    http: "POST /runs/{id}/cancel",
    permission: "agent.run",
    risk: "write",
    calls: ["agents.cancel"],
    input: CancelRun,
    output: z.looseObject({}),
    words: ["id"],
    example: { id: "run" },
    run: async ({ api }, given) => {
      await api.agents.cancel(given);
      return {};
    },
  }),
  operation("answer_run", {
    title: "Answer an agent",
    about: "Answer the question that a run waits with.",
    http: "POST /runs/{id}/answer",
    permission: "agent.run",
    risk: "write",
    calls: ["agents.answer"],
    input: z.object({ ...one, text: textOf(20_000, "The answer") }),
    output: z.looseObject({}),
    words: ["id", "text"],
    example: { id: "waiting run", text: "Checkout" },
    run: async ({ api }, given) => {
      await api.agents.answer(given);
      return {};
    },
  }),
  operation("list_proposals", {
    about: "List what agents propose on an incident.",
    http: "GET /incidents/{reference}/proposals",
    permission: "incident.read",
    risk: "read",
    calls: ["agents.proposals"],
    input: z.object({ reference: ListProposals.shape.incident }),
    output: z.object({ items: z.array(ProposalView) }),
    words: ["reference"],
    run: async ({ api }, { reference }) => ({ items: await api.agents.proposals({ incident: reference }) }),
  }),
  operation("decide_proposal", {
    title: "Decide on a proposal",
    about: "Accept or reject what an agent proposes. Accepting does it, with your rights and under your name.",
    http: "POST /proposals/{id}/decision",
    permission: "agent.run",
    risk: "tells",
    calls: ["agents.decide"],
    input: DecideProposal,
    output: ProposalView,
    words: ["id", "accept"],
    example: { id: "proposal", accept: true },
    run: ({ api }, given) => api.agents.decide(given),
  }),
] as const;
