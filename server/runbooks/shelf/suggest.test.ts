import { expect, test } from "vitest";
import type { Runbook } from "#lib/contracts/runbook.ts";
import { reasonsFor } from "./suggest.ts";

const runbook = (title: string, summary: string) => ({ title, summary, tags: [], signatures: [], services: [] }) as unknown as Runbook;
const room = (title: string) => ({ title, summary: "", services: [], hypotheses: [] });

test("a runbook is suggested by words that tell, never by those that stand anywhere", () => {
  const drain = runbook("Drain traffic from a pod", "Takes one pod out of its service, so that requests go elsewhere.");
  expect(reasonsFor(drain, room("Payments fail for one in six"))).toEqual({ reasons: [], score: 0 });
  expect(reasonsFor(drain, room("Requests of one pod time out")).reasons).toEqual(["Both speak of pod, request"]);
});
