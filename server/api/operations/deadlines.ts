import { AnswerDecision, DecisionAnswered, NowQueue, ReadNowQueue } from "#lib/contracts/deadline.ts";
import { operation } from "./define.ts";

export const deadlineOperations = [
  operation("list_decisions", {
    title: "List what waits for a decision",
    about:
      "Read what needs your decision now, deadlines, proposals of agents and approvals of steps, in one incident or over all: what, why, by when, what each answer does, and what happens without.",
    http: "GET /now",
    permission: "incident.read",
    risk: "read",
    calls: ["deadlines.queue"],
    input: ReadNowQueue,
    output: NowQueue,
    run: ({ api }, given) => api.deadlines.queue(given),
  }),
  operation("answer_decision", {
    title: "Answer what waits",
    about: "Accept or decline what waits for you, such as a role, an offer of command or what an agent proposes. A repeat gets the first answer.",
    http: "POST /decisions",
    permission: "incident.write",
    risk: "tells",
    calls: ["deadlines.answer"],
    input: AnswerDecision,
    output: DecisionAnswered,
    words: ["kind", "subject", "answer", "reference"],
    example: { reference: "", kind: "update_due", subject: "next", answer: "accept", words: "Still looking at the pool" },
    run: ({ api }, given) => api.deadlines.answer(given),
  }),
];
