import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { type Met, originOf, outcomeOf, RETRY_DELAYS_MS, signedHeaders } from "./delivery-rules.ts";
import { incidentMessage, messageIdOf, testMessage } from "./payload.ts";

const met = (status: number | null, retryAfter?: string): Met => ({ status, answer: "", error: null, retryAfter });

describe("what follows from an attempt", () => {
  test("is delivered for 2xx alone", () => {
    for (const status of [200, 201, 204, 299]) expect(outcomeOf(met(status), 0, 0)).toEqual({ state: "delivered" });
    for (const status of [null, 100, 301, 307, 400, 404, 429, 500, 503]) expect(outcomeOf(met(status), 0, 0).state).toBe("waiting");
  });

  test("is a longer wait each time, and failure after the last; 410 fails at once", () => {
    const waits = RETRY_DELAYS_MS.map((_, failures) => outcomeOf(met(500), failures, 0));
    expect(waits).toEqual([5, 30, 120, 600, 3_600, 21_600, 86_400].map((seconds) => ({ state: "waiting", delayMs: seconds * 1_000 })));
    expect(outcomeOf(met(500), RETRY_DELAYS_MS.length, 0)).toEqual({ state: "failed" });
    expect(outcomeOf(met(410), 0, 0)).toEqual({ state: "failed" });
  });

  test("is spread by up to a fifth, never sooner than the schedule, and as late as the receiver asks, up to a day", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.nat(200_000)),
        (failures, chance, asked) => {
          const outcome = outcomeOf(met(503, asked === null ? undefined : String(asked)), failures, chance);
          if (outcome.state !== "waiting") return false;
          const planned = RETRY_DELAYS_MS[failures] ?? 0;
          const wished = Math.min((asked ?? 0) * 1_000, 86_400_000);
          return outcome.delayMs >= Math.max(planned, wished) && outcome.delayMs <= Math.max(planned * 1.2 + 1, wished);
        },
      ),
    );
    expect(outcomeOf(met(503, "Wed, 21 Oct 2026 07:28:00 GMT"), 0, 0)).toEqual({ state: "waiting", delayMs: 5_000 });
  });
});

test("a message is signed by each secret, as the specification's library verifies", () => {
  const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"];
  const { body } = testMessage("Board “ü”", "2026-11-24T00:00:00.000Z");
  const headers = signedHeaders("msg_1", new Date(), body, secrets);
  for (const secret of secrets) expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: "webhook.test" });
  expect(() => new Webhook("whsec_AAAA").verify(body, headers)).toThrow();
});

test("a message's id depends on webhook, incident and entry, and on nothing else", () => {
  expect(messageIdOf("a", "b", 1)).toBe(messageIdOf("a", "b", 1));
  expect(new Set([messageIdOf("a", "b", 1), messageIdOf("a", "b", 2), messageIdOf("a", "c", 1), messageIdOf("c", "b", 1)]).size).toBe(4);
  expect(messageIdOf("a", "b", 1)).toMatch(/^msg_[\w-]{27}$/);
});

test("a fact becomes a message that names its kind", () => {
  const fact = { kind: "severity", from: "SEV2", to: "SEV1", reason: null, rule: null, nextUpdateDueAt: null } as const;
  const about = { reference: "INC-2026-1124-001", title: "T", severity: "SEV1", phase: "triage", kind: "real", seq: 4 };
  const { type, body } = incidentMessage({ ...about, occurredAt: "2026-11-24T00:00:00.000Z", actor: { type: "user", id: "u", name: "Ada" }, fact });
  expect(type).toBe("incident.severity");
  expect(JSON.parse(body)).toEqual({
    type,
    timestamp: "2026-11-24T00:00:00.000Z",
    data: { ...about, actor: { type: "user", id: "u", name: "Ada" }, fact },
  });
});

test("the trail names no more of an address than its origin", () => {
  expect(originOf("https://hooks.example.com:8443/T0/B0/token?x=1")).toBe("https://hooks.example.com:8443");
});
