import { expect, test } from "vitest";
import { shortenPostmortem } from "./shorten.ts";

const MARKDOWN = `## Incident Summary

| Field | Value |
| --- | --- |
| Duration | 45 min |
| Regions | EU |

## What Happened

It failed [#1].

## Root Cause

The pool leaked [#4].

### Five whys

1. Why

## Action Items

| Priority | Action | Owner | Due date | State |
| --- | --- | --- | --- | --- |
| P0 | Fix it | Ada | 2026-11-27 | To do |
| P3 | Later | Bo | 2026-12-27 | To do |
`;

test("a short version keeps what decides, with what it stands on", () => {
  const short = shortenPostmortem("Payments fail", MARKDOWN);
  expect(short).toContain("- **Duration**: 45 min");
  expect(short).toContain("It failed [#1].");
  expect(short).toContain("**Why**: The pool leaked [#4].");
  expect(short).toContain("- P0 Fix it (Ada, 2026-11-27)");
  expect(short).not.toMatch(/Regions|Later|Five whys/);
});
