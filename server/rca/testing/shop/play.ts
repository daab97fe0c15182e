import type { Span } from "../../bundle.ts";
import type { Random } from "../random.ts";
import type { Trouble } from "./faults.ts";
import type { Operation, Plan, Step } from "./plan.ts";

type Answer = "full" | "empty" | "failed";
type Outcome = { ms: number; answer: Answer };
export type Setting = {
  plan: Plan;
  troubles: readonly Trouble[];
  failureShare: number;
  marksErrors: boolean;
  paceOf: (service: string, at: number) => number;
  random: Random;
};

/** The spans of one request: a server span a service, with client spans round it where the shop has them, parallel to what gRPC interceptors write. */
export function play(route: Operation, trace: string, at: number, setting: Setting): Span[] {
  const spans: Span[] = [];
  serve(route, null, at);
  return spans;

  function serve(operation: Operation, parent: string | null, start: number): Outcome {
    const { random, troubles, failureShare, paceOf } = setting;
    const now = troubles.filter((one) => one.service === operation.service && at >= one.from && at < one.to);
    const cut = now.flatMap((one) => one.cut ?? []).find((one) => one.operation === operation && random.next() < one.chance);
    const stray = random.next() < failureShare ? random.whole(0, operation.steps.length) : null;
    const slower = now.reduce((product, one) => product * one.slower, 1);
    const own =
      operation.ownMs *
      slower *
      paceOf(operation.service, at) *
      Math.exp(operation.spread * random.normal()) *
      (random.next() < 0.01 ? 5 : 1) *
      (cut?.share ?? 1);
    const span = `${trace}.${spans.length}`;
    const index = spans.push(spanOf(operation, operation.service, span, parent, start)) - 1;
    const pieces = operation.inner + operation.steps.length + 1;
    let [elapsed, done, answer] = [own / pieces, 0, "full" as Answer];
    const stop = (): boolean => answer !== "full" || (cut !== undefined && done > cut.after) || (stray !== null && done > stray);
    for (let inner = 0; inner < operation.inner; inner += 1) {
      done += 1;
      if (stop()) break;
      spans.push({
        ...spanOf(operation, operation.service, `${trace}.${spans.length}`, span, start + elapsed),
        operation: `read ${inner + 1}`,
        durationMs: own / pieces,
      });
      elapsed += own / pieces;
    }
    for (const step of operation.steps) {
      done += 1;
      if (stop()) break;
      const taken = call(step, operation.service, span, start + elapsed);
      elapsed += taken.ms + own / pieces;
      if (taken.answer === "failed" && step.isNeeded) answer = "failed";
      else if (taken.answer !== "full" && step.feeds) answer = "empty";
    }
    if (cut) answer = cut.fails ? "failed" : "empty";
    else if (stray !== null) answer = "failed";
    spans[index] = { ...spanAt(index), durationMs: elapsed, isError: answer === "failed" && setting.marksErrors };
    return { ms: elapsed, answer };
  }

  function call({ callee, least, most, chance }: Step, caller: string, parent: string, start: number): Outcome {
    const { random, plan, troubles } = setting;
    if (random.next() >= chance) return { ms: 0, answer: "full" };
    let [elapsed, answer] = [0, "full" as Answer];
    for (let left = random.whole(least, most); left > 0 && answer === "full"; left -= 1) {
      const added = troubles.filter((one) => (one.service === caller || one.service === callee.service) && at >= one.from && at < one.to);
      const way = (0.3 + 0.3 * random.next() + added.reduce((sum, { wayMs }) => sum + wayMs * random.between(0.85, 1.15), 0)) / 2;
      const client = plan.hasClientSpans ? spans.push(spanOf(callee, caller, `${trace}.${spans.length}`, parent, start + elapsed)) - 1 : -1;
      const inside = serve(callee, client < 0 ? parent : spanAt(client).span, start + elapsed + way);
      if (client >= 0)
        spans[client] = { ...spanAt(client), durationMs: inside.ms + 2 * way, isError: inside.answer === "failed" && setting.marksErrors };
      elapsed += inside.ms + 2 * way;
      answer = inside.answer;
    }
    return { ms: elapsed, answer };
  }

  function spanOf({ name }: Operation, service: string, span: string, parent: string | null, start: number): Span {
    return { trace, span, parent, service, operation: name, start, durationMs: 0, isError: false, error: null };
  }

  function spanAt(index: number): Span {
    const span = spans[index];
    if (!span) throw new Error(`No span ${index}`);
    return span;
  }
}
