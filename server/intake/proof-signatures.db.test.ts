import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { whyUnproven } from "./index.ts";
import { PROOF_SEED, PROOF_SIZE, randomFrom } from "./testing/proof.ts";
import { PROOFS_OF } from "./testing/senders.ts";

const SECRET = `whsec_${randomBytes(32).toString("base64")}`;
const OTHER = `whsec_${randomBytes(32).toString("base64")}`;
const BODY = '{"alerts":[{"status":"firing","labels":{"alertname":"Errors"}}]}';
const MUTATIONS = Math.max(1_000, Math.ceil(PROOF_SIZE / 5));

const messageOf = (headers: Record<string, string>, body: string | Buffer, at = Date.now()) => ({ headers, body: Buffer.from(body), at });

describe.each(Object.entries(PROOFS_OF))("%s", (_, { kind, prove }) => {
  const headers = prove(SECRET, BODY);

  test("is accepted as it is sent, by either of two living secrets", () => {
    expect(whyUnproven(kind, messageOf(headers, BODY), [SECRET])).toBeNull();
    expect(whyUnproven(kind, messageOf(headers, BODY), [OTHER, SECRET])).toBeNull();
  });

  test("is refused without a secret, with another one, and not at all", () => {
    expect(whyUnproven(kind, messageOf(headers, BODY), [])).not.toBeNull();
    expect(whyUnproven(kind, messageOf(headers, BODY), [OTHER])).not.toBeNull();
    expect(whyUnproven(kind, messageOf({}, BODY), [SECRET])).not.toBeNull();
  });

  test(`is refused after any of ${MUTATIONS.toLocaleString("en")} mutations`, () => {
    const random = randomFrom(PROOF_SEED);
    const accepted: string[] = [];
    for (let turn = 0; turn < MUTATIONS; turn += 1) {
      const changed = mutated(headers, random);
      if (changed && whyUnproven(kind, messageOf(changed, BODY), [SECRET]) === null) accepted.push(JSON.stringify(changed));
    }
    expect(accepted).toEqual([]);
  });
});

test("a signature over the body is refused for any other body", () => {
  const random = randomFrom(PROOF_SEED);
  const signed = Object.values(PROOFS_OF).filter(({ prove }) => JSON.stringify(prove(SECRET, "a")) !== JSON.stringify(prove(SECRET, "b")));
  expect(signed.length).toBe(5);
  for (const { kind, prove } of signed) {
    const headers = prove(SECRET, BODY);
    for (let turn = 0; turn < MUTATIONS / 5; turn += 1) {
      const body = Buffer.from(BODY);
      const at = Math.floor(random() * body.length);
      body[at] = (body[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      expect(whyUnproven(kind, messageOf(headers, body), [SECRET])).not.toBeNull();
    }
  }
});

test.each(["Grafana's signature with a time", "a Standard Webhooks signature"])("%s is refused six minutes early and late", (name) => {
  const { kind, prove } = PROOFS_OF[name] ?? { kind: "generic" as const, prove: () => ({}) };
  const headers = prove(SECRET, BODY);
  for (const minutes of [-6, 6]) expect(whyUnproven(kind, messageOf(headers, BODY, Date.now() + minutes * 60_000), [SECRET])).not.toBeNull();
  for (const minutes of [-4, 4]) expect(whyUnproven(kind, messageOf(headers, BODY, Date.now() + minutes * 60_000), [SECRET])).toBeNull();
});

const PROVING = ["authorization", "x-grafana-alerting-signature", "x-pagerduty-signature", "x-hub-signature-256", "webhook-signature"];
/** What a scheme takes in another spelling is no mutation: hexadecimal digits and names of schemes have no case. */
const spelt = (name: string, value: string): string => (name.includes("signature") && name !== "webhook-signature" ? value.toLowerCase() : value);

/** One character changed, added or taken away in what proves; null when it means the same. */
function mutated(headers: Record<string, string>, random: () => number): Record<string, string> | null {
  const name = PROVING.find((one) => one in headers) ?? "";
  const value = headers[name] ?? "";
  const at = Math.floor(random() * value.length);
  const unit = String.fromCharCode(33 + Math.floor(random() * 94));
  const how = Math.floor(random() * 3);
  const changed = value.slice(0, at) + (how === 2 ? "" : unit) + value.slice(how === 1 ? at : at + 1);
  return means(name, changed) === means(name, value) ? null : { ...headers, [name]: changed };
}

/** The words of a proof as they count. Of `Basic` the name of the user counts for nothing, nor do bits that base64 does not use. */
function means(name: string, value: string): string {
  if (name !== "authorization")
    return spelt(name, value)
      .split(",")
      .map((part) => part.trim())
      .join(",");
  const [, scheme = "", rest = ""] = /^(\S+) +(\S+) *$/.exec(value) ?? [];
  if (scheme.toLowerCase() === "bearer") return `bearer ${rest}`;
  if (scheme.toLowerCase() !== "basic") return value;
  const words = Buffer.from(rest, "base64").toString("utf8");
  return `basic ${words.slice(words.indexOf(":") + 1)}`;
}
