import { expect, test } from "vitest";
import { pastedIn } from "./pasted.ts";

const AT = "2026-11-23T12:00:00.000Z";

test("blocks of code are what a terminal showed, with the command where a prompt shows it", () => {
  const note =
    "Look:\n```sh\n$ kubectl get pods\nNAME  READY\nweb-1 0/1  CrashLoopBackOff\n```\nand\n~~~\nOOMKilled: container web, exit code 137\n~~~";
  expect(pastedIn(note, AT)).toEqual([
    { command: "kubectl get pods", text: "NAME  READY\nweb-1 0/1  CrashLoopBackOff", at: AT },
    { command: "pasted", text: "OOMKilled: container web, exit code 137", at: AT },
  ]);
});

test("words around them, blocks that never end and mere snippets are left alone", () => {
  expect(pastedIn("the pool is full", AT)).toEqual([]);
  expect(pastedIn("```\nNAME READY STATUS RESTARTS AGE", AT)).toEqual([]);
  expect(pastedIn("```\nok\n```", AT)).toEqual([]);
});
