import * as input from "#lib/contracts/escalation/commands.ts";
import { ChangePagerSettings } from "#lib/contracts/pager.ts";
import * as escalation from "#server/escalation/index.ts";
import * as paging from "#server/paging/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const escalationRouter = router({
  read: query("incident.read").input(input.ReadEscalation).query(run(escalation.readEscalation)),
  ranks: query("incident.read").query(({ ctx }) => escalation.listRanks(ctx)),
  escalate: command("incident.write").input(input.Escalate).mutation(run(escalation.escalate)),
  answer: command("incident.answer").input(input.AnswerPage).mutation(run(escalation.answerPage)),
  deEscalate: command("incident.write").input(input.DeEscalate).mutation(run(escalation.deEscalate)),
});

export const pagerRouter = router({
  health: query("settings.manage").query(({ ctx }) => paging.readPagerHealth(ctx)),
  change: command("settings.manage").input(ChangePagerSettings).mutation(run(paging.changePagerSettings)),
});
