import { createHash, randomBytes } from "node:crypto";
import { alternate, load, type Stretch, summary } from "../frame/load.ts";
import type { Measure, Row } from "../frame/measure.ts";
import { plainInserts, plainSelects } from "../frame/plain-rows.ts";
import { median, spread } from "../frame/statistics.ts";

/** What this machine and its database can do at all, for reading every other figure against. */
export const calibration: Measure = {
  name: "calibration",
  target: "what the machine can do: hash, insert and select single rows",
  async run() {
    const inserts = { one: await plainInserts(1), ten: await plainInserts(10), many: await plainInserts(32) };
    const selects = { one: await plainSelects(1), ten: await plainSelects(10) };
    const measured = await alternate({
      insert1: () => load(inserts.one, 1),
      insert10: () => load(inserts.ten, 10),
      insert32: () => load(inserts.many, 32),
      select1: () => load(selects.one, 1),
      select10: () => load(selects.ten, 10),
    });
    const hashes = await alternate({ sha256: hashRate });
    return {
      rows: [
        rateRow("insert a row through pg, 1 connection", measured.insert1),
        rateRow("insert a row through pg, 10 connections", measured.insert10),
        rateRow("insert a row through pg, 32 connections", measured.insert32),
        rateRow("select by key through pg, 1 connection", measured.select1),
        rateRow("select by key through pg, 10 connections", measured.select10),
        { what: "SHA-256, 1 thread", value: median(hashes.sha256), spread: spread(hashes.sha256), unit: "MB/s", runs: hashes.sha256.length },
      ],
    };
  },
};

function rateRow(what: string, stretches: Stretch[]): Row {
  const { rate, spread, runs } = summary(stretches);
  return { what, value: rate, unit: "/s", spread, runs };
}

/** Megabytes per second in blocks of 64 kB. */
async function hashRate(): Promise<number> {
  const block = randomBytes(64 * 1024);
  const startedAt = performance.now();
  let blocks = 0;
  for (; performance.now() - startedAt < 500; blocks += 1) createHash("sha256").update(block).digest();
  return (blocks * block.length) / 1e6 / ((performance.now() - startedAt) / 1_000);
}
