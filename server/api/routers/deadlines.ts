import { AnswerDecision, ReadNowQueue } from "#lib/contracts/deadline.ts";
import { answerDecision, nowQueue } from "#server/deadlines/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const deadlinesRouter = router({
  queue: query("incident.read").input(ReadNowQueue).query(run(nowQueue)),
  answer: command("incident.answer").input(AnswerDecision).mutation(run(answerDecision)),
});
