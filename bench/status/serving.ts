import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { alternate, type Stretch, summary } from "../frame/load.ts";
import type { Measure, Reading, Row } from "../frame/measure.ts";
import { memoryOf } from "../frame/memory.ts";
import { pressed } from "../intake/wire.ts";
import { htmlIn, keepPulse, writePages } from "./page.ts";
import { type Running, startBare, startNextStatic, startNginx, startStatusServer } from "./servers.ts";

const CONNECTIONS = [16, 64, 256, 1_000];
const PAGES = Array.from({ length: 20 }, (_, index) => `page-${index}`);
const FOR_MS = 2_000;

export const serving: Measure = {
  name: "serving",
  target: "≥ .9 × bare node:http with the same bytes at 16 to 1,000 connections, p99 ≤ 1.3 × its; page ≤ 20 kB; ≤ 80 MB with 20 pages",
  async run() {
    const folder = mkdtempSync(join(tmpdir(), "muster-bench-status-"));
    const bytes = await writePages(folder, PAGES);
    const file = join(folder, "page.gz");
    writeFileSync(file, bytes);
    const stopPulse = keepPulse(folder);
    const [ours, bare, nginx, next] = await Promise.all([
      startStatusServer(folder, PAGES[0] ?? ""),
      startBare(file),
      startNginx(folder, bytes),
      startNextStatic(htmlIn(bytes)),
    ]);
    try {
      return await measureAll({ ours, bare, nginx, next }, bytes.length);
    } finally {
      stopPulse();
      await Promise.all([ours.stop(), bare.stop(), nginx?.stop(), next.stop()]);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Servers = { ours: Running; bare: Running; nginx: Running | null; next: Running };

async function measureAll(servers: Servers, size: number): Promise<Reading> {
  const rows: Row[] = [{ what: "page, compressed", value: size / 1_024, unit: "kB", runs: 1, goal: { of: "value", atMost: 20 } }];
  for (const connections of CONNECTIONS) rows.push(...(await at(servers, connections)));
  const resident = memoryOf(servers.ours.pid).resident;
  rows.push({ what: "memory with 20 pages", value: resident / 1_048_576, unit: "MB", runs: 1, goal: { of: "value", atMost: 80 } });
  return { rows, remarks: servers.nginx ? [] : ["nginx is not installed: apt-get install nginx"] };
}

async function at({ ours, bare, nginx, next }: Servers, connections: number): Promise<Row[]> {
  const press = (server: Running) => () => pressed({ port: server.port, accepts: 200 }, () => requestFor(server), connections, FOR_MS);
  const none = async (): Promise<Stretch> => ({ rate: 0, latencies: [] });
  const met = await alternate({ ours: press(ours), bare: press(bare), nginx: nginx ? press(nginx) : none, next: press(next) });
  const [mine, limit, server, route] = [summary(met.ours), summary(met.bare), summary(met.nginx), summary(met.next)];
  const { rate: value, spread, runs } = mine;
  const row = (name: string, rate: number, goal?: Row["goal"]): Row => {
    const beside = { what: name, value: rate };
    return { what: `${connections} connections, beside ${name}`, value, unit: "/s", spread, runs, beside, ...(goal ? { goal } : {}) };
  };
  const slowest: Row = {
    what: `${connections} connections, p99`,
    value: mine.p99,
    unit: "ms",
    runs,
    beside: { what: "bare node:http", value: limit.p99 },
  };
  return [
    row("bare node:http", limit.rate, { of: "ratio", atLeast: 0.9 }),
    { ...slowest, goal: { of: "ratio", atMost: 1.3 } },
    row("a Next static route", route.rate),
    ...(nginx ? [row("nginx", server.rate)] : []),
  ];
}

function requestFor({ path }: Running): Buffer {
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: gzip\r\n\r\n`);
}
