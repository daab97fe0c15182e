import { expect, test } from "vitest";
import { ADA, idOf, NOON } from "../testing/room.ts";
import { approvalDecision } from "./approval-decision.ts";
import { NowItem } from "./deadline.ts";

test("an approval stands in the queue with every word of its command, is asked once more, and names what happens without an answer", () => {
  const bound = {
    argv: ["kubectl", "scale", "deployment", "orders", "--replicas=4"],
    cluster: "Production",
    target: "deployment/orders",
    runbook: "scale-out",
    version: 1,
    incident: null,
    parameters: {},
    run: idOf(3),
    n: 2,
    observed: "3",
    plan: "",
  };
  const item = approvalDecision({ id: idOf(1), title: "Scale up", runbook: "Scale out", startedBy: ADA, bound, expiresAt: NOON, incident: null });
  expect(NowItem.parse(item)).toEqual(item);
  expect(item).toMatchObject({
    reference: null,
    deadline: { kind: "approval", subject: idOf(1), dueAt: NOON, owner: { person: ADA } },
    words: {
      title: "Approve “Scale up”",
      why: expect.stringContaining("Ada Lind runs “Scale out”, and its step 2 is risky"),
      accept: { label: "Approve…", dialog: "confirm" },
      decline: { label: "Reject" },
      edit: { href: `/runbooks/runs/${idOf(3)}` },
      onExpiry: "Nothing is done, and it is asked anew.",
    },
    exact: { argv: bound.argv, cluster: "Production", target: "deployment/orders", observed: "3", plan: "" },
  });
});
