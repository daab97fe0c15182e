import type { Dice } from "./chance.ts";
import { SERVICES, serviceOf } from "./shop.ts";
import type { Call, LineKind, ServiceSpec } from "./types.ts";

/** Below this share a failing call is what every day has, and is retried without a word. */
const WORTH_A_LINE = 0.01;

/** What callers write when a callee fails or is slow: the same words whatever the cause, since a caller cannot know it. */
export function failureLines(): LineKind[] {
  return SERVICES.filter(({ runtime }) => runtime === "java" || runtime === "node" || runtime === "go").flatMap((service) => [
    ...service.calls.flatMap((call) => linesOfCall(service, call)),
    answers(service),
  ]);
}

function linesOfCall({ name }: ServiceSpec, { to, timeoutMs }: Call): LineKind[] {
  const callee = serviceOf(to);
  if (callee.runtime !== "java" && callee.runtime !== "node" && callee.runtime !== "go" && callee.runtime !== "outside") return [];
  const address = callee.runtime === "outside" ? `https://api.${to}.example` : `http://${to}:${callee.port}`;
  const [method = "GET", path = "/"] = callee.path.split(" ");
  const often = (share: number, rps: number): number => (share < WORTH_A_LINE ? 0 : share * rps * 60 * 0.25);
  return [
    {
      service: name,
      level: "error",
      perMinute: (_, { calls }) => often(calls[to]?.answeredShare ?? 0, calls[to]?.rps ?? 0),
      text: (dice) => `${method} ${address}${path} failed: ${dice.pick(["500 Internal Server Error", "503 Service Unavailable"])}`,
    },
    {
      service: name,
      level: "error",
      perMinute: (_, { calls }) => often(calls[to]?.lateShare ?? 0, calls[to]?.rps ?? 0),
      text: (dice) => `${method} ${address}${path} failed: timed out after ${timeoutMs + dice.whole(0, 9)} ms`,
    },
  ];
}

function answers({ name, path }: ServiceSpec): LineKind {
  const [method = "GET", place = "/"] = path.split(" ");
  return {
    service: name,
    level: "warn",
    perMinute: (_, { errorShare, rps }) => (errorShare < WORTH_A_LINE ? 0 : errorShare * rps * 60 * 0.1),
    text: (dice: Dice) => `${method} ${place} answered 500 request=${dice.hex(12)}`,
  };
}
