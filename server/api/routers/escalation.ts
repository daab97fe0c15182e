import * as input from "#lib/contracts/escalation/commands.ts";
import * as escalation from "#server/escalation/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const escalationRouter = router({
  read: query("incident.read").input(input.ReadEscalation).query(run(escalation.readEscalation)),
  escalate: command("incident.write").input(input.Escalate).mutation(run(escalation.escalate)),
  answer: command("incident.answer").input(input.AnswerPage).mutation(run(escalation.answerPage)),
  deEscalate: command("incident.write").input(input.DeEscalate).mutation(run(escalation.deEscalate)),
});
