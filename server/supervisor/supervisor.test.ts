import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readableLine } from "./log-line.ts";
import { requireFreePort } from "./ports.ts";

const PROGRAM = join(import.meta.dirname, "testing/stand-in-supervisor.ts");
const NODE = join(import.meta.dirname, "../../node_modules/.bin/node");

type Supervisor = { process: ChildProcess; output: () => string };
let running: Supervisor | undefined;

afterEach(async () => {
  if (running) {
    running.process.kill("SIGKILL");
    for (const pid of pidsOf(running)) if (isAlive(pid)) process.kill(pid, "SIGKILL");
  }
  running = undefined;
});

test("a child that crashes is started again, with its last words as the reason, and given up after the third crash in a row", async () => {
  const supervisor = supervise("serve", "crash");
  await once(supervisor.process, "exit");
  expect(supervisor.process.exitCode).toBe(1);
  expect(supervisor.output()).toMatch(/child1 {3}\| child1 ended with exit code 3 after [\d.]+ s; its last words:\n.*Error: the disk is on fire/);
  expect(supervisor.output()).toContain("child1 starts again in 0.1 s");
  expect(supervisor.output()).toMatch(/Gave up: child1 ended with exit code 3[\s\S]*child1 crashed 3 times in a row/);
  expect(pidsOf(supervisor)).toHaveLength(4);
  await until(() => !pidsOf(supervisor).some(isAlive));
});

test("SIGTERM ends every child and what it started", async () => {
  const supervisor = supervise("serve", "serve", "parent", "stubborn");
  await until(() => pidsOf(supervisor).length === 5);
  expect(pidsOf(supervisor).every(isAlive)).toBe(true);
  supervisor.process.kill("SIGTERM");
  await once(supervisor.process, "close");
  expect(supervisor.process.exitCode).toBe(0);
  await until(() => !pidsOf(supervisor).some(isAlive));
  expect(supervisor.output().match(/stopped \d+/g)).toHaveLength(2);
});

test("the same Ctrl-C arriving twice is one wish; a later one ends everything at once", async () => {
  const supervisor = supervise("stubborn");
  await until(() => pidsOf(supervisor).length === 1);
  supervisor.process.kill("SIGINT");
  supervisor.process.kill("SIGINT");
  await until(() => supervisor.output().includes("not yet"));
  expect(supervisor.process.exitCode).toBeNull();
  await once(supervisor.process, "exit");
  expect(supervisor.process.exitCode).toBe(0);
  await until(() => !pidsOf(supervisor).some(isAlive));
});

test("when the supervisor is killed, its children end by themselves", async () => {
  const supervisor = supervise("serve", "serve");
  await until(() => pidsOf(supervisor).length === 2);
  supervisor.process.kill("SIGKILL");
  await until(() => !pidsOf(supervisor).some(isAlive));
});

test("a busy port is refused with the variable to set", async () => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  await expect(requireFreePort("PORT", port, "127.0.0.1")).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use by another program.\nStop that program, or choose another port: PORT=${port + 100} npm start`,
  );
  server.close();
  await once(server, "close");
  expect(await requireFreePort("PORT", port, "127.0.0.1")).toBe(port);
  await expect(requireFreePort("PORT", port, "192.0.2.1")).rejects.toThrow("192.0.2.1 is not an address of this machine.\nSet HOST");
});

test("structured log lines become words, others stay as they are", () => {
  expect(readableLine('{"level":30,"time":1,"msg":"Web listens"}')).toBe("Web listens");
  expect(readableLine('{"level":40,"time":1,"job":"page","error":{"message":"refused"},"msg":"failed"}')).toBe(
    "warning: failed job=page error=refused",
  );
  expect(readableLine('{"level":30,')).toBe('{"level":30,');
  expect(readableLine("✓ ready")).toBe("✓ ready");
});

function supervise(...behaviours: string[]): Supervisor {
  const child = spawn(NODE, [PROGRAM, ...behaviours], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  running = { process: child, output: () => output };
  return running;
}

function pidsOf({ output }: Supervisor): number[] {
  return [...output().matchAll(/stand-in (\d+)/g)].map(([, pid]) => Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  const startedAt = Date.now();
  while (!isTrue()) {
    if (Date.now() - startedAt > 10_000) throw new Error(`Waited in vain; the output was:\n${running?.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
