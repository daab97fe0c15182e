import * as input from "#lib/contracts/agent.ts";
import * as agents from "#server/agents/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const agentsRouter = router({
  catalogue: query("incident.read").query(({ ctx }) => agents.listAgents(ctx)),
  start: command("agent.run").input(input.StartRun).mutation(run(agents.startRun)),
  read: query("incident.read").input(input.ReadRun).query(run(agents.readRun)),
  list: query("incident.read").input(input.ListRuns).query(run(agents.listRuns)),
  cancel: command("agent.run").input(input.CancelRun).mutation(run(agents.cancelRun)),
  answer: command("agent.run").input(input.AnswerRun).mutation(run(agents.answerRun)),
  proposals: query("incident.read").input(input.ListProposals).query(run(agents.listProposals)),
  decide: command("agent.run").input(input.DecideProposal).mutation(run(agents.decideProposal)),
  health: query("settings.manage").query(({ ctx }) => agents.runHealth(ctx)),
});
