import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Duplex } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileText } from "#lib/testing/hostile-text.ts";
import { maskIn, openMask } from "./mask.ts";
import { openOutput } from "./output.ts";
import { type Command, runCommand } from "./run-command.ts";
import { wrapper } from "./wrapper.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-sandbox-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function command(argv: string[], more: Partial<Command> = {}): Command {
  return {
    argv,
    env: {},
    secrets: [],
    folder,
    timeoutMs: 10_000,
    outputLimit: 100_000,
    network: false,
    signal: new AbortController().signal,
    onOutput: () => undefined,
    ...more,
  };
}

describe("a command", () => {
  test("gets its words as they are, and only the environment that is given", async () => {
    const words = ["a b", "$HOME", "`id`", "'\"", "-n", "*", "\\", "ü\n"];
    const { text, exitCode } = await runCommand(command(["printf", "[%s]", ...words]));
    expect([text, exitCode]).toEqual([words.map((word) => `[${word}]`).join(""), 0]);
    const environment = (await runCommand(command(["env"], { env: { TOKEN: "x" } }))).text.split("\n").map((line) => line.split("=")[0]);
    expect(environment.filter((name) => name !== "" && name !== "_" && name !== "PWD" && name !== "SHLVL").toSorted()).toEqual([
      "HOME",
      "LANG",
      "PATH",
      "TMPDIR",
      "TOKEN",
    ]);
  });

  test("that is not there is told as missing, or by the wrapper's exit code", async () => {
    const { reason, exitCode } = await runCommand(command(["there-is-no-such-program"]));
    expect(reason === "missing" || exitCode === 127).toBe(true);
  });

  test("does not begin when its worker died before the kernel was told to end it with the worker", async ({ skip }) => {
    const { wrap, isGated } = await wrapper();
    if (!isGated) skip("This machine allows no namespaces.");
    const [program = "", ...words] = wrap(["sh", "-c", "echo begun"], false);
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "ignore", "pipe"] });
    const gate = child.stdio[3];
    if (gate instanceof Duplex) gate.destroy();
    let said = "";
    child.stdout?.on("data", (bytes: Buffer) => {
      said += bytes.toString();
    });
    const [exitCode] = await once(child, "close");
    expect([said, exitCode === 0]).toEqual(["", false]);
  });

  test("that hangs, and all that it started, ends with its time", async () => {
    const { reason } = await runCommand(command(["sh", "-c", "trap '' TERM; sleep 7731 & sleep 7731 & wait"], { timeoutMs: 300 }));
    expect(reason).toBe("timed_out");
    expect(processes("sleep 7731")).toBe("");
  });

  test("leaves nothing behind in the background", async () => {
    const { reason } = await runCommand(command(["sh", "-c", "setsid sleep 7732 >/dev/null 2>&1 & echo done"]));
    expect(reason).toBe("exited");
    expect(processes("sleep 7732")).toBe("");
  });

  test("is cancelled by whoever runs it", async () => {
    const stop = new AbortController();
    const running = runCommand(command(["sleep", "7733"], { signal: stop.signal }));
    setTimeout(() => stop.abort(), 100);
    expect((await running).reason).toBe("cancelled");
  });
});

describe("output", () => {
  test("is kept at its beginning and its end, and costs no more than that", async () => {
    const { text, bytes } = await runCommand(command(["sh", "-c", "yes line | head -c 30000000; echo the end"], { outputLimit: 10_000 }));
    expect(bytes).toBeGreaterThan(29_000_000);
    expect(text.length).toBeLessThan(20_000);
    expect(text).toMatch(/^line\nline[\s\S]*bytes left out[\s\S]*the end\n$/);
  });

  test("of more than is kept shows no part of a secret, wherever it stands", () => {
    const secret = "hunter2-hunter2-hunter2";
    for (const filler of [0, 1, 7, 65_530, 65_536, 70_000, 200_000]) {
      let told = "";
      const output = openOutput(100, [secret], (text) => {
        told += text;
      });
      for (const piece of ["x".repeat(90), secret, "\n.".repeat(filler / 2), secret, " the end"]) output.write(Buffer.from(piece));
      output.end();
      expect(told, `${filler}`).not.toMatch(/hunter|unter2/);
      expect(told.endsWith("•• the end"), `${filler}`).toBe(true);
      expect(output.text).toBe(told);
    }
  });

  test("loses terminal escapes, control characters and the rest of endless lines", () => {
    const told = shown([
      Buffer.from("\u001b[31mred\u001b[0m \u001b]0;title\u0007x\u0000y\r\nz"),
      Buffer.alloc(10_000, "a"),
      Buffer.from([0xff, 0xfe, 10]),
    ]);
    expect(told).toMatch(/^red xy\nza{3999} … \(line cut\)/);
    expect(told.length).toBeLessThan(4_100);
  });

  test("an escape that comes in two parts is none of the text either", () => {
    expect(shown([Buffer.from("a\u001b[3"), Buffer.from("1mb")])).toBe("ab");
  });
});

describe("a secret", () => {
  const SECRET = 'tr0ub4dor&3/"x"+é';
  test.each([
    ["plain", SECRET],
    ["JSON", JSON.stringify({ a: SECRET })],
    ["a URL", encodeURIComponent(SECRET)],
    ["hexadecimal", Buffer.from(SECRET).toString("hex")],
    ["base64", Buffer.from(`user:${SECRET}`).toString("base64")],
    ["base64url", Buffer.from(`ab${SECRET}`).toString("base64url")],
  ])("is masked as %s", (_, written) => {
    const masked = maskIn(`before ${written} after`, [SECRET]);
    expect(masked).toMatch(/^before .*••••••.* after$/);
    for (let at = 0; at + 9 <= written.length; at += 1) expect(masked).not.toContain(written.slice(at + 4, at + 9 + 4).padEnd(9, "\u0000"));
  });

  const LONGER = "hunter2024x-hunter2024x!";
  test.each([
    ["", [SECRET]],
    [" (one that ends as it begins)", ["abra-abra-abra"]],
    [" (one that is the beginning of others)", ["hunter2", "hunter2024x", LONGER]],
    [" (one that is the same again and again)", ["aaaa", "aaaaaaa"]],
    [" (letters whose other case is longer)", ["İstanbul-ß-σς", "İstanbul-ß"]],
  ])("is masked however the text is cut into pieces, and other text stays as it is%s", (_, secrets) => {
    const piece = fc.constantFrom(...secrets).chain((secret) => fc.nat(secret.length).map((from) => secret.slice(from)));
    const beginning = fc.constantFrom(...secrets).chain((secret) => fc.nat(secret.length).map((to) => secret.slice(0, to)));
    const part = fc.oneof(hostileText, fc.constantFrom(...secrets), piece, beginning);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.array(fc.nat(40), { maxLength: 20 }), (parts, cuts) => {
        const text = parts.map((one) => one.toWellFormed()).join("");
        const mask = openMask(secrets);
        let [told, at] = ["", 0];
        for (const cut of cuts) {
          told += mask.push(text.slice(at, at + cut));
          at += cut;
        }
        told += mask.push(text.slice(at)) + mask.end();
        for (const secret of secrets) expect(told).not.toContain(secret);
        expect(told).toBe(maskIn(text, secrets));
      }),
      { numRuns: 300 },
    );
  });

  test("that is the beginning of another is masked with it, though it ends a piece", () => {
    const mask = openMask(["hunter2", "hunter2024x"]);
    const first = mask.push("pw=hunter2");
    expect([first, first + mask.push("024x end") + mask.end()]).toEqual(["pw=", "pw=•••••• end"]);
  });
});

function shown(chunks: Buffer[]): string {
  let told = "";
  const output = openOutput(100_000, [], (text) => {
    told += text;
  });
  for (const chunk of chunks) output.write(chunk);
  output.end();
  return told;
}

function processes(words: string): string {
  return execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.startsWith(words))
    .join("\n");
}
