import { expect, test } from "vitest";
import { hostsNamedIn, notifiersOfEnvironment } from "./notifiers.ts";

test("the environment makes a channel of each kind that it names whole, under an id that stays", () => {
  const given = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_CHANNEL: "C024BE91L", PAGERDUTY_API_KEY: "key" };
  const [slack, ...others] = notifiersOfEnvironment(given);
  expect(others).toEqual([]);
  expect(slack).toMatchObject({ kind: "slack", name: "Slack", settings: { channel: "C024BE91L", url: "" }, check: "SLACK_BOT_TOKEN", problem: null });
  expect(slack?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-/);
  expect(notifiersOfEnvironment({ SLACK_BOT_TOKEN: "xoxb-2" })[0]?.id).toBe(slack?.id);
  const both = notifiersOfEnvironment({ ...given, PAGERDUTY_ROUTING_KEY: "r" }).map(({ kind }) => kind);
  expect(both).toEqual(["slack", "pagerduty"]);
  expect(notifiersOfEnvironment({})).toEqual([]);
});

test("a variable that cannot be used is named", () => {
  const [slack] = notifiersOfEnvironment({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_CHANNEL: "#incidents" });
  expect(slack?.problem).toBe("SLACK_CHANNEL: Give the channel's ID, such as C024BE91L. It stands at the end of the channel's details.");
});

test("only the hosts that are named are allowed by that, each on its port", () => {
  expect(hostsNamedIn({ url: "http://127.0.0.1:8080/api", apiUrl: "https://proxy.example.com", channel: "C1" })).toEqual([
    "127.0.0.1:8080",
    "proxy.example.com:443",
  ]);
});
