import * as hypotheses from "#lib/contracts/hypothesis.ts";
import * as input from "#lib/contracts/investigation.ts";
import * as investigations from "#server/investigations/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const investigationsRouter = router({
  read: query("incident.read").input(input.ReadInvestigation).query(run(investigations.readInvestigation)),
  list: query("incident.read").input(input.ListInvestigations).query(run(investigations.listInvestigations)),
  report: query("incident.read").input(input.ReadReport).query(run(investigations.readReport)),
  evidence: query("incident.read").input(input.ReadEvidence).query(run(investigations.readEvidence)),
  record: query("incident.read").query(({ ctx }) => investigations.readAnalystRecord(ctx)),
  judge: command("incident.write").input(input.JudgeInvestigation).mutation(run(investigations.judgeInvestigation)),
  propose: command("incident.write").input(hypotheses.ProposeHypothesis).mutation(run(investigations.proposeHypothesis)),
  decide: command("incident.write").input(hypotheses.DecideHypothesis).mutation(run(investigations.decideHypothesis)),
});
