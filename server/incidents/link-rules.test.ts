import { describe, expect, test } from "vitest";
import { linkKindOf, linkLabelOf } from "./link-rules.ts";

describe("links", () => {
  test.each<[string, string]>([
    ["https://acme.slack.com/archives/C0123", "chat"],
    ["https://discord.com/channels/1/2", "chat"],
    ["https://mattermost.acme.com/ops/channels/inc", "chat"],
    ["https://teams.microsoft.com/l/channel/19", "chat"],
    ["https://teams.microsoft.com/l/meetup-join/19", "bridge"],
    ["https://meet.google.com/abc-defg-hij", "bridge"],
    ["https://acme.zoom.us/j/123", "bridge"],
    ["https://acme.atlassian.net/browse/OPS-1", "ticket"],
    ["https://github.com/acme/shop/issues/12", "ticket"],
    ["https://github.com/acme/shop/pull/12", "ticket"],
    ["https://linear.app/acme/issue/OPS-1", "ticket"],
    ["https://grafana.acme.com/d/abc/checkout", "dashboard"],
    ["https://acme.grafana.net/explore", "dashboard"],
    ["https://app.datadoghq.com/dashboard/abc", "dashboard"],
    ["https://tools.acme.com/dashboards/checkout", "dashboard"],
    ["https://github.com/acme/shop", "other"],
    ["https://notslack.com.evil.example/", "other"],
    ["https://example.com/slack.com/archives", "other"],
  ])("%s is a %s", (url, kind) => {
    expect(linkKindOf(url)).toBe(kind);
  });

  test("without a label are called by their host and the end of their path", () => {
    expect(linkLabelOf("https://meet.google.com/abc-defg-hij")).toBe("meet.google.com · abc-defg-hij");
    expect(linkLabelOf("https://example.com/")).toBe("example.com");
    expect(linkLabelOf("http://localhost:3000/a/b%20c?d=e")).toBe("localhost:3000 · b c");
    expect(linkLabelOf("https://example.com/%E0%A4%A")).toBe("example.com · %E0%A4%A");
    expect([...linkLabelOf(`https://example.com/${"a".repeat(500)}`)].length).toBe(120);
  });

  test("hide nothing in their label", () => {
    expect(linkLabelOf("https://example.com/a%00b%E2%80%AEc")).toBe("example.com · a b c");
  });
});
