import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { isSignedByPagerDuty, isSignedBySlack } from "./signatures.ts";

const MUTATIONS = Number(process.env.MUSTER_PROOF_SIZE ?? 10_000);
const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const FORMER = "1c0e8a6f33d94d77aa10bb20cc30dd40";
const NOW = 1_795_426_005_000;
const BODY = Buffer.from("token=x&team_id=T1&command=%2Fmuster&text=ack+INC-2026-1123-001&user_id=U0ADA");

const hmac = (secret: string, ...parts: (string | Buffer)[]) => {
  const sum = createHmac("sha256", secret);
  for (const part of parts) sum.update(part);
  return sum.digest("hex");
};
const slackSigned = (secret = SECRET, at = NOW) => {
  const timestamp = String(Math.floor(at / 1_000));
  return { body: BODY, timestamp, signature: `v0=${hmac(secret, `v0:${timestamp}:`, BODY)}` };
};

/** Numbers from 0 to 1, the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Bytes = (bytes: Buffer, roll: () => number) => Buffer;
const at = (length: number, roll: () => number) => Math.floor(roll() * length);
const flip: Bytes = (bytes, roll) => {
  const changed = Buffer.from(bytes);
  const place = at(changed.length, roll);
  changed[place] = (changed[place] ?? 0) ^ (1 << at(8, roll));
  return changed;
};
const drop: Bytes = (bytes, roll) => {
  const place = at(bytes.length, roll);
  return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1)]);
};
const insert: Bytes = (bytes, roll) => {
  const place = at(bytes.length + 1, roll);
  return Buffer.concat([bytes.subarray(0, place), Buffer.from([at(256, roll)]), bytes.subarray(place)]);
};
const cut: Bytes = (bytes, roll) => bytes.subarray(0, at(bytes.length, roll));
const WAYS = [flip, drop, insert, cut];
const changed = (text: string, roll: () => number) => (WAYS[at(WAYS.length, roll)] ?? flip)(Buffer.from(text, "latin1"), roll).toString("latin1");

test("what Slack signs is taken, by either of two live secrets", () => {
  expect(isSignedBySlack(slackSigned(), [SECRET, ""], NOW)).toBe(true);
  expect(isSignedBySlack(slackSigned(FORMER), [SECRET, FORMER], NOW)).toBe(true);
  expect(isSignedBySlack(slackSigned(FORMER), [SECRET, ""], NOW)).toBe(false);
  expect(isSignedBySlack(slackSigned(""), ["", ""], NOW)).toBe(false);
});

test("what Slack signed more than five minutes ago, or hence, is not", () => {
  expect(isSignedBySlack(slackSigned(SECRET, NOW - 299_000), [SECRET], NOW)).toBe(true);
  expect(isSignedBySlack(slackSigned(SECRET, NOW - 302_000), [SECRET], NOW)).toBe(false);
  expect(isSignedBySlack(slackSigned(SECRET, NOW + 302_000), [SECRET], NOW)).toBe(false);
});

test("nothing that was changed after Slack signed it is taken", () => {
  const roll = dice(1);
  let accepted = 0;
  for (let n = 0; n < MUTATIONS; n += 1) {
    const { body, timestamp, signature } = slackSigned();
    const part = n % 3;
    const sent = {
      body: part === 0 ? (WAYS[at(WAYS.length, roll)] ?? flip)(body, roll) : body,
      timestamp: part === 1 ? changed(timestamp, roll) : timestamp,
      signature: part === 2 ? changed(signature, roll) : signature,
    };
    const isSame = sent.body.equals(body) && sent.timestamp === timestamp && sent.signature === signature;
    if (!isSame && isSignedBySlack(sent, [SECRET, FORMER], NOW)) accepted += 1;
  }
  expect(accepted).toBe(0);
});

test("what PagerDuty signs is taken, also among signatures by other secrets", () => {
  const right = `v1=${hmac(SECRET, BODY)}`;
  const other = `v1=${hmac("another secret", BODY)}`;
  expect(isSignedByPagerDuty(BODY, right, [SECRET])).toBe(true);
  expect(isSignedByPagerDuty(BODY, `${other},${right}`, [SECRET])).toBe(true);
  expect(isSignedByPagerDuty(BODY, `${other}, ${right}`, ["", FORMER, SECRET])).toBe(true);
  expect(isSignedByPagerDuty(BODY, other, [SECRET])).toBe(false);
  expect(isSignedByPagerDuty(BODY, `v1=${hmac("", BODY)}`, [""])).toBe(false);
  expect(isSignedByPagerDuty(BODY, undefined, [SECRET])).toBe(false);
});

test("nothing that was changed after PagerDuty signed it is taken", () => {
  const roll = dice(2);
  let accepted = 0;
  for (let n = 0; n < MUTATIONS; n += 1) {
    const signature = `v1=${hmac(SECRET, BODY)}`;
    const body = n % 2 === 0 ? (WAYS[at(WAYS.length, roll)] ?? flip)(BODY, roll) : BODY;
    const sent = n % 2 === 1 ? changed(signature, roll) : signature;
    const isSame = body.equals(BODY) && sent.trim() === signature;
    if (!isSame && isSignedByPagerDuty(body, sent, [SECRET, FORMER])) accepted += 1;
  }
  expect(accepted).toBe(0);
});
