import type { LogDigest } from "../../logs/digest.ts";
import { openLogDigest } from "../../logs/open-digest.ts";
import { type Cast, nameAt } from "./cast.ts";
import { MINUTE_MS, type Plan } from "./options.ts";
import type { Random } from "./random.ts";
import type { Scene } from "./scenario.ts";

/** Log lines of the whole window: the ordinary ones thin out and errors come when the trouble begins. */
export function writeLogs(scene: Scene, cast: Cast, plan: Plan, random: Random): LogDigest {
  const digest = openLogDigest();
  const add = (at: number, service: string, level: string, message: string): void =>
    digest.add({ at: at + plan.logOffsetMs, service, level, message: filled(message, random), trace: null });
  const end = plan.endedAt ?? plan.to;
  const hasUsualGone = scene.moves.some(({ place, from, to }) => place === "own" && (to === 0 || (from < 0.1 && to > 0.5)));
  for (let at = plan.from; at < plan.to; at += random.between(20_000, 60_000)) {
    if (at < plan.onset || at > end || random.chance(hasUsualGone ? 0.15 : 0.7)) add(at, cast.own, "info", scene.usual);
  }
  for (const { place, message, share = 1, lag = 0 } of scene.errors) {
    for (let at = plan.onset + lag * MINUTE_MS + random.between(500, 15_000); at < end; at += random.between(8_000, 40_000) / share)
      add(at, nameAt(cast, place), share > 1 ? "warn" : "error", message);
  }
  for (const [service, level, message, every] of ordinaryLines(cast)) {
    for (let at = plan.from; at < plan.to; at += random.between(0.5, 1.5) * every * 1000) add(at, service, level, message);
  }
  return digest.close();
}

function ordinaryLines({ caller, edge, aside, dependency }: Cast): [string, string, string, number][] {
  return [
    [edge, "info", "GET / 200 {ms}ms", 30],
    [caller, "info", "handled request {id} in {ms}ms", 40],
    [dependency, "info", "answered {n} rows in {ms}ms", 45],
    [aside, "info", "job {id} done", 90],
    [aside, "warn", "retrying job {id} after timeout", 400],
    [edge, "error", "client {id} closed the connection early", 500],
  ];
}

export function filled(message: string, random: Random): string {
  return message.replace(/\{(id|n|ms)\}/g, (_, what: string) =>
    what === "id" ? random.hex(10) : String(what === "ms" ? random.int(40, 4000) : random.int(1, 250)),
  );
}
