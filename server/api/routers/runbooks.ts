import * as input from "#lib/contracts/runbook-run.ts";
import * as runbooks from "#server/runbooks/index.ts";
import { command, query, router, run } from "../trpc.ts";

const ask = query("runbook.read");
const act = command("runbook.run");

export const runbooksRouter = router({
  list: ask.input(input.ListRunbooks).query(run(runbooks.listRunbooks)),
  read: ask.input(input.RunbookBySlug).query(run(runbooks.readRunbook)),
  version: ask.input(input.RunbookVersionOf).query(run(runbooks.readRunbookVersion)),
  check: ask.input(input.CheckRunbook).query(run(runbooks.checkRunbook)),
  save: command("runbook.manage")
    .input(input.SaveRunbook)
    .mutation(({ ctx, input: given }) => runbooks.saveRunbook(ctx, given)),
  import: command("runbook.manage").input(input.ImportRunbooks).mutation(run(runbooks.importRunbooks)),
  importGit: command("runbook.manage").input(input.ImportFromGit).mutation(run(runbooks.importFromGit)),
  archive: command("runbook.manage").input(input.ArchiveRunbook).mutation(run(runbooks.archiveRunbook)),
  clusters: act.input(input.ClustersFor).query(run(runbooks.listClusters)),
  choices: act.input(input.ClusterChoices).query(run(runbooks.clusterChoices)),
  plan: ask.input(input.PlanRun).query(run(runbooks.planRunbookRun)),
  start: act.input(input.StartRunbookRun).mutation(run(runbooks.startRunbookRun)),
  propose: act.input(input.StartRunbookRun).mutation(run(runbooks.proposeRunbookRun)),
  startProposed: act.input(input.RunbookRunId).mutation(run(runbooks.startProposed)),
  runs: ask.input(input.ListRunbookRuns).query(run(runbooks.listRunbookRuns)),
  run: ask.input(input.RunbookRunId).query(run(runbooks.readRunbookRun)),
  runStep: act.input(input.StepOfRun).mutation(run(runbooks.runStep)),
  checkAgain: act.input(input.RunbookRunId).mutation(run(runbooks.checkAgain)),
  skip: act.input(input.SkipStep).mutation(run(runbooks.skipStep)),
  answer: act.input(input.AnswerStep).mutation(run(runbooks.answerStep)),
  decide: act.input(input.DecideStep).mutation(run(runbooks.decideStep)),
  approvals: ask.query(({ ctx }) => runbooks.listApprovals(ctx)),
  rollBack: act.input(input.RunbookRunId).mutation(run(runbooks.rollBack)),
  cancel: act.input(input.CancelRunbookRun).mutation(run(runbooks.cancelRunbookRun)),
  stop: act.input(input.CancelRunbookRun).mutation(run(runbooks.stopRun)),
  resume: act.input(input.RunbookRunId).mutation(run(runbooks.resumeRun)),
  secrets: ask.query(({ ctx }) => runbooks.listRunbookSecrets(ctx)),
  saveSecret: command("settings.manage").input(input.SaveSecret).mutation(run(runbooks.saveRunbookSecret)),
  deleteSecret: command("settings.manage").input(input.SecretByName).mutation(run(runbooks.deleteRunbookSecret)),
});
