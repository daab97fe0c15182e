import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SCENARIOS } from "./scenarios/registry.ts";

const MAIN = join(import.meta.dirname, "main.ts");

function run(...args: string[]) {
  const tool = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { text: "" };
  for (const stream of [tool.stdout, tool.stderr]) stream.on("data", (part: Buffer) => (said.text += part.toString()));
  return { tool, said, ended: once(tool, "close").then(([code]) => Number(code)) };
}

test("--list names every scenario", async () => {
  const { said, ended } = run("--list");
  expect(await ended).toBe(0);
  expect(
    said.text
      .trim()
      .split("\n")
      .map((line) => line.split(" ")[0]),
  ).toEqual(SCENARIOS.map(({ name }) => name));
});

test.each([
  [["nope"], "There is no scenario nope. --list shows them all."],
  [["calm", "--minutes", "many"], "--minutes has to be a number from 0 to 120."],
])("%o ends with what to do instead", async (args, words) => {
  const { said, ended } = run(...args);
  expect(await ended).toBe(1);
  expect(said.text.trim()).toBe(words);
});

test("a drill says how to reach it and not what is wrong, answers, and ends when told", async () => {
  const { tool, said, ended } = run("payment-outage", "--token", "word");
  await new Promise<void>((resolve) => tool.stdout.on("data", () => said.text.includes("Ctrl-C") && resolve()));
  const exported = Object.fromEntries([...said.text.matchAll(/^export (\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]));
  expect(Object.keys(exported)).toEqual(expect.arrayContaining(["PROMETHEUS_URL", "LOKI_URL", "GRAFANA_URL", "DATADOG_URL", "KUBECONFIG"]));
  expect(said.text).not.toMatch(/async-payment|pool|flag/i);
  expect(readFileSync(String(exported.KUBECONFIG), "utf8")).toContain('"token": "word"');
  const answer = await fetch(`${exported.PROMETHEUS_URL}/api/v1/labels`, { headers: { authorization: "Bearer word" } });
  expect(answer.status).toBe(200);
  tool.kill("SIGTERM");
  expect(await ended).toBe(0);
});
