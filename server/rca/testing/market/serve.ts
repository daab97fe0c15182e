import type { Span } from "../../bundle.ts";
import type { Random } from "../random.ts";
import type { Trouble } from "./faults.ts";
import type { Endpoint, Market, Part } from "./plan.ts";

type Outcome = { end: number; answer: "full" | "short" | "failed" };
type Calling = { part: Part & { kind: "call" }; caller: Endpoint; parent: string; at: number };

/** What one request of a market left: spans as they were meant, before any of them were lost, and what each service spent. */
export type Served = { spans: Span[]; spent: { service: string; ms: number; failed: boolean; tookMs: number }[] };

/** Serves one request: calls one after another or beside each other, messages that are taken up later, failed calls that are tried again. */
export function serve(
  door: Endpoint,
  trace: string,
  startedAt: number,
  { market, troubles, random }: { market: Market; troubles: readonly Trouble[]; random: Random },
): Served {
  const spans: Span[] = [];
  const spent: Served["spent"] = [];
  const now = troubles.filter(({ from, to }) => startedAt >= from && startedAt < to);
  work(door, null, startedAt, nameOf(market, door, "server"));
  return { spans, spent };

  function work(endpoint: Endpoint, parent: string | null, from: number, name: string): Outcome {
    const own = now.filter(({ service }) => service === endpoint.service);
    const cut = own.find((one) => one.cut?.endpoint === endpoint && random.next() < one.cut.chance)?.cut;
    const slower = own.reduce((product, one) => product * one.slower, 1);
    const ms = endpoint.workMs * slower * Math.exp(endpoint.spread * random.normal());
    const piece = ms / (endpoint.parts.length + 1);
    const index = open(endpoint.service, name, parent, from);
    const parts = cut ? endpoint.parts.slice(0, cut.after) : endpoint.parts;
    let [at, before, answer] = [from + piece * (cut?.share ?? 1), from, "full" as Outcome["answer"]];
    for (const part of parts) {
      if (answer !== "full") break;
      const begin = part.kind === "call" && part.beside ? before : at;
      const { end, answer: got } = take(part, endpoint, idOf(index), begin);
      before = begin;
      at = Math.max(at, end) + piece;
      if (got !== "full" && part.kind === "call" && part.isNeeded) answer = got;
    }
    if (cut) answer = cut.fails ? "failed" : "short";
    close(index, at, answer === "failed");
    spent.push({ service: endpoint.service, ms: cut ? ms * cut.share : ms, failed: answer === "failed", tookMs: at - from });
    return { end: at, answer };
  }

  function take(part: Part, caller: Endpoint, parent: string, at: number): Outcome {
    if (part.kind === "query") {
      const end = at + part.ms * Math.exp(0.3 * random.normal()) + wayOf(caller.service, "") / 2;
      close(open(caller.service, part.text, parent, at), end, false);
      return { end, answer: "full" };
    }
    if (part.kind === "publish") {
      const index = open(caller.service, nameOf(market, part.to, "producer"), parent, at);
      close(index, at + 0.4, false);
      work(part.to, idOf(index), at + random.between(2, 40) + wayOf(caller.service, part.to.service), nameOf(market, part.to, "consumer"));
      return { end: at + 0.4, answer: "full" };
    }
    const first = ask({ part, caller, parent, at });
    return first.answer === "failed" && part.again ? ask({ part, caller, parent, at: first.end + 1 }) : first;
  }

  function ask({ part, caller, parent, at }: Calling): Outcome {
    const way = 0.4 + 0.4 * random.next() + wayOf(caller.service, part.to.service);
    const index = open(caller.service, nameOf(market, part.to, "client"), parent, at);
    const { end, answer } = work(part.to, idOf(index), at + way / 2, nameOf(market, part.to, "server"));
    close(index, end + way / 2, answer === "failed");
    return { end: end + way / 2, answer };
  }

  function wayOf(one: string, other: string): number {
    return now.reduce((sum, { service, wayMs }) => sum + (service === one || service === other ? wayMs * random.between(0.8, 1.2) : 0), 0);
  }

  function open(service: string, operation: string, parent: string | null, start: number): number {
    const span: Span = { trace, span: `${trace}.${spans.length}`, parent, service, operation, start, durationMs: 0, isError: false, error: null };
    return spans.push(span) - 1;
  }

  function close(index: number, end: number, failed: boolean): void {
    const span = spans[index];
    if (span) spans[index] = { ...span, durationMs: end - span.start, isError: failed && market.tagsErrors };
  }

  function idOf(index: number): string {
    return spans[index]?.span ?? "";
  }
}

function nameOf({ naming }: Market, { service, route }: Endpoint, side: "server" | "client" | "producer" | "consumer"): string {
  if (side === "producer") return naming === "lumped" ? "send" : `${service} publish`;
  if (side === "consumer") return naming === "lumped" ? "receive" : `${service} process`;
  if (naming === "lumped") return side === "server" ? "HTTP request" : "HTTP";
  if (naming === "handlers") return side === "server" ? `handle${route.replaceAll("/", "_")}` : `call ${service}`;
  return side === "server" ? `GET ${route}` : "GET";
}
