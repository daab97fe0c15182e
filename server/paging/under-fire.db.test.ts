import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnPostgres, ownPostgres } from "./testing/own-postgres.ts";
import { openReceiver, type Receiver } from "./testing/receiver.ts";

const SIZE = Number(process.env.MUSTER_PROOF_SIZE ?? 1_000);
const SEED = Number(process.env.MUSTER_PROOF_SEED ?? 20_261_126);

let postgres: OwnPostgres;
let receiver: Receiver;

beforeAll(async () => {
  postgres = await ownPostgres();
  receiver = await openReceiver();
}, 120_000);
afterAll(async () => {
  await receiver.close();
  await postgres.stop();
}, 60_000);

test("pages are neither lost nor doubled while workers are killed and the database crashes", async () => {
  const { burn } = await import("./testing/fire.ts");
  const { verdictLines } = await import("./testing/invariants.ts");
  const { incidents, references, pages, kills, crashes, lateness, verdicts } = await burn({ size: SIZE, seed: SEED, postgres, receiver });
  const keys = new Set(receiver.arrivals.map(({ key }) => key)).size;
  console.log(
    `${SIZE.toLocaleString("en")} steps, seed ${SEED}: ${kills} kills, ${crashes} crashes of the database; ${receiver.arrivals.length} requests under ${keys} keys for ${pages} pages\n` +
      `due to received: p50 ${quantile(lateness, 0.5)} ms, p99 ${quantile(lateness, 0.99)} ms, longest ${lateness.at(-1)} ms\n${verdictLines(verdicts)}`,
  );
  expect(verdicts.flatMap(({ broken }) => broken).slice(0, 10)).toEqual([]);
  expect(crashes).toBeGreaterThan(0);
  expect(references).toBe(incidents);
}, 1_800_000);

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
