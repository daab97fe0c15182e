import { expect, test } from "vitest";
import { AllowedHost, isAllowedHost } from "./allowed-host.ts";

test("a host is kept as URLs write it", () => {
  const kept = (text: string) => AllowedHost.parse(text);
  expect(kept(" Grafana.Internal ")).toBe("grafana.internal");
  expect(kept("grafana.internal:3000")).toBe("grafana.internal:3000");
  expect(kept("10.0.0.7")).toBe("10.0.0.7");
  expect(kept("0x7f.1:80")).toBe("127.0.0.1:80");
  expect(kept("[FD00:0::7]:8080")).toBe("[fd00::7]:8080");
  expect(kept("prometheus")).toBe("prometheus");
});

test("what is no single host is refused with an example", () => {
  for (const text of [
    "",
    "*",
    "*.internal",
    "http://grafana",
    "grafana/x",
    "a b",
    "user@grafana",
    "grafana:",
    "grafana:0",
    "grafana:70000",
    "fd00::7",
    "[fd00::g]",
    "10.0.0.0/8",
    "a..b",
    ".a",
  ]) {
    expect(AllowedHost.safeParse(text).error?.issues[0]?.message, text).toContain("Give a host such as grafana.internal");
  }
});

test("a host with a port allows that port alone", () => {
  const allowed = (url: string, ...hosts: string[]) => isAllowedHost(new URL(url), hosts);
  expect(allowed("http://grafana:3000/x", "grafana")).toBe(true);
  expect(allowed("http://grafana:3000/x", "grafana:3000")).toBe(true);
  expect(allowed("http://grafana:3001/x", "grafana:3000")).toBe(false);
  expect(allowed("http://grafana/", "grafana:80")).toBe(true);
  expect(allowed("https://grafana/", "grafana:443")).toBe(true);
  expect(allowed("https://grafana.example.com/", "grafana")).toBe(false);
  expect(allowed("http://[fd00::7]:8080/", "[fd00::7]:8080")).toBe(true);
});
