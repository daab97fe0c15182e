import * as input from "#lib/contracts/escalation/commands.ts";
import * as link from "#lib/contracts/escalation/page-link.ts";
import * as book from "#lib/contracts/escalation/policies.ts";
import * as machine from "#lib/contracts/escalation/time-machine.ts";
import { ChangePagerSettings } from "#lib/contracts/pager.ts";
import * as escalation from "#server/escalation/index.ts";
import * as paging from "#server/paging/index.ts";
import * as policies from "#server/policies/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const escalationRouter = router({
  read: query("incident.read").input(input.ReadEscalation).query(run(escalation.readEscalation)),
  mine: query("account.own").query(({ ctx }) => escalation.myPages(ctx)),
  ranks: query("incident.read").query(({ ctx }) => escalation.listRanks(ctx)),
  escalate: command("incident.write").input(input.Escalate).mutation(run(escalation.escalate)),
  answer: command("incident.answer").input(input.AnswerPage).mutation(run(escalation.answerPage)),
  simulate: query("policy.read").input(machine.AskTimeMachine).query(run(escalation.simulateEscalation)),
  /** The same for rules that are too long for an address. */
  foresee: command("policy.read").input(machine.AskTimeMachine).mutation(run(escalation.simulateEscalation)),
  compare: command("policy.read").input(machine.ComparePolicy).mutation(run(escalation.comparePolicy)),
  why: query("incident.read").input(machine.AskWhy).query(run(escalation.explainAt)),
  deEscalate: command("incident.write").input(input.DeEscalate).mutation(run(escalation.deEscalate)),
  pageByLink: query("public").input(link.ReadPageByLink).query(run(escalation.readPageByLink)),
  pageSeen: command("public").input(link.ReadPageByLink).mutation(run(escalation.markPageSeen)),
});

export const pagerRouter = router({
  health: query("settings.manage").query(({ ctx }) => paging.readPagerHealth(ctx)),
  change: command("settings.manage").input(ChangePagerSettings).mutation(run(paging.changePagerSettings)),
});

export const policiesRouter = router({
  book: query("policy.read").query(({ ctx }) => policies.readPolicyBook(ctx)),
  save: command("policy.manage").input(input.SavePolicy).mutation(run(policies.savePolicy)),
  archive: command("policy.manage").input(book.ArchivePolicy).mutation(run(policies.archivePolicy)),
  savePosition: command("policy.manage").input(book.SavePosition).mutation(run(policies.savePosition)),
  removePosition: command("policy.manage").input(book.RemovePosition).mutation(run(policies.removePosition)),
});
