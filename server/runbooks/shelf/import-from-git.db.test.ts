import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ImportFromGit } from "#lib/contracts/runbook-run.ts";
import { type Somebody, somebody } from "#server/auth/testing/people.ts";
import { env } from "#server/platform/env.ts";
import { resetDatabase } from "#server/testing/database.ts";
import { refusal } from "#server/testing/incident.ts";
import { importFromGit, readRunbook } from "../index.ts";
import { cloneInto } from "./clone.ts";

const textOf = (name: string) => `name: ${name}\nsteps:\n  - title: Look\n    manual: Look at it\n`;
let folder: string;
let url: string;
let ada: Somebody;

const git = (...words: string[]) =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", "-C", join(folder, "origin"), ...words], { stdio: "ignore" });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "muster-origin-"));
  mkdirSync(join(folder, "origin/ops/deep"), { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  writeFileSync(join(folder, "origin/ops/one.yaml"), textOf("one"));
  writeFileSync(join(folder, "origin/ops/deep/two.yml"), textOf("two"));
  writeFileSync(join(folder, "origin/ops/bad.yaml"), "name: bad\nsteps:\n  - title: Nothing is done\n");
  writeFileSync(join(folder, "origin/README.md"), "# About\n");
  git("add", "-A");
  git("commit", "--quiet", "-m", "One");
  url = `file://${join(folder, "origin")}`;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await resetDatabase();
  ada = await somebody("responder", { name: "Ada" });
});

const take = (more: object = {}) => importFromGit(ada.ctx, ImportFromGit.parse({ url, ...more }));

describe("from a repository", () => {
  test("each text of a folder becomes a runbook, with where it came from; what fails is told with its line", async () => {
    vi.spyOn(env(), "MUSTER_GIT_FILES", "get").mockReturnValue(true);
    const { files } = await take({ folder: "ops", ref: "main" });
    expect(files.map(({ path, outcome }) => [path, outcome])).toEqual([
      ["ops/bad.yaml", "failed"],
      ["ops/deep/two.yml", "new"],
      ["ops/one.yaml", "new"],
    ]);
    expect(files[0]?.message).toMatch(/^Line \d+: /);
    expect((await readRunbook(ada.ctx, { slug: "two" })).card.origin).toBe(`${url} (main)`);
    expect((await take({ folder: "ops" })).files.map(({ outcome }) => outcome)).toEqual(["failed", "unchanged", "unchanged"]);
    expect((await refusal(take({ folder: "nowhere" }))).message).toContain("no folder “nowhere”");
    expect((await refusal(take({ folder: "../.." }))).message).toContain("no folder");
    expect((await refusal(take({ ref: "--upload-pack=touch" }))).message).toContain("git could not clone it");
    vi.restoreAllMocks();
  });

  test("what is too long is told as such, and hinders no other", async () => {
    vi.spyOn(env(), "MUSTER_GIT_FILES", "get").mockReturnValue(true);
    mkdirSync(join(folder, "origin/long/only"), { recursive: true });
    for (const path of ["long/a-long.md", "long/only/b-long.yaml"]) writeFileSync(join(folder, "origin", path), "x".repeat(250_001));
    writeFileSync(join(folder, "origin/long/one.yaml"), textOf("short"));
    git("add", "-A");
    git("commit", "--quiet", "-m", "Long");
    const long = (path: string) => ({ path, slug: null, outcome: "failed", message: "It is longer than 250 kB. Split it." });
    expect((await take({ folder: "long" })).files).toEqual([
      long("long/a-long.md"),
      { path: "long/one.yaml", slug: "short", outcome: "new", message: null },
      long("long/only/b-long.yaml"),
    ]);
    expect((await take({ folder: "long/only" })).files).toEqual([long("long/only/b-long.yaml")]);
    vi.restoreAllMocks();
  });

  test("of Muster's own machine is read only where that is allowed", async () => {
    expect((await refusal(take())).message).toContain("MUSTER_GIT_FILES=true");
  });

  test.each([
    ["ssh://git@github.com/acme/x.git", "Give the https address"],
    ["git@github.com:acme/x.git", "Give the https address"],
    ["ext::sh -c touch% /tmp/muster-was-here", "Give the https address"],
    ["--upload-pack=touch /tmp/muster-was-here", "Give the https address"],
    ["https://ada:pa55word@github.com/acme/x.git", "user name or password"],
    ["https://127.0.0.1/x.git", "private or special address"],
    ["http://github.com/acme/x.git", "https"],
  ])("at %s is not asked", async (address, words) => {
    expect((await refusal(take({ url: address }))).message).toContain(words);
    expect(existsSync("/tmp/muster-was-here")).toBe(false);
  });

  test.each([
    [["93.184.215.14", "10.0.0.5"], "runbooks.example.com is at 10.0.0.5, which is a private or special address"],
    [["::1"], "runbooks.example.com is at ::1, which is a private or special address"],
    [[], "The host runbooks.example.com was not found"],
  ])("whose name is at %j is not asked", async (addresses, words) => {
    const source = { url: "https://runbooks.example.com/x.git", ref: "", isFileAllowed: false, allowedHosts: [], resolve: async () => addresses };
    expect((await refusal(cloneInto(folder, source))).message).toContain(words);
  });

  test("is asked at the address that was checked and at no other", async () => {
    const heard: (string | undefined)[] = [];
    const server = createServer(({ headers }, response) => {
      heard.push(headers.host);
      response.writeHead(404).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const host = `runbooks.invalid:${(server.address() as AddressInfo).port}`;
    const source = { url: `http://${host}/x.git`, ref: "", isFileAllowed: false, allowedHosts: [host], resolve: async () => ["127.0.0.1"] };
    expect((await refusal(cloneInto(folder, source))).message).toContain("git could not clone it");
    expect(new Set(heard)).toEqual(new Set([host]));
    server.close();
  });

  test("that is too large is refused", async () => {
    const place = mkdtempSync(join(tmpdir(), "muster-git-"));
    await expect(cloneInto(place, { url, ref: "", isFileAllowed: true, allowedHosts: [], mostBytes: 10 })).rejects.toThrow("larger than");
    rmSync(place, { recursive: true, force: true });
  });

  test("is for those who may write runbooks", async () => {
    const viewer = await somebody("viewer");
    expect((await refusal(importFromGit(viewer.ctx, ImportFromGit.parse({ url })))).status).toBe(403);
  });
});
