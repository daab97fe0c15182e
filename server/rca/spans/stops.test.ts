import { describe, expect, test } from "vitest";
import { analyse, type Bundle, type Span } from "../index.ts";
import { bundleOf, type Call, traffic } from "../testing/requests.ts";

const leaf = (service: string, more: Partial<Call> = {}): Call => ({ service, operation: `/${service}`, ...more });

/** A gate that asks four services in order and, in the trouble, stops after `stopsAfter` of them; `more` changes what the callees are like then. */
function stopping(stopsAfter: number, more: Partial<Call> = {}, second?: { goesOn: boolean }): Bundle {
  const { spans } = traffic((number, isTrouble) => {
    const asked = ["money", "basket", "advice", "shelf"].map((service) => leaf(service, isTrouble && service === "basket" ? more : {}));
    const isSecond = second !== undefined && number % 2 === 0;
    const isStopped = isTrouble && !(isSecond && second.goesOn);
    const calls = isSecond ? [leaf("basket", isTrouble ? more : {}), leaf("post")] : asked;
    return { service: isSecond ? "till" : "gate", operation: "GET /", calls: isStopped ? calls.slice(0, isSecond ? 1 : stopsAfter) : calls };
  });
  return bundleOf({ spans });
}

const ranked = (bundle: Bundle): string[] => analyse(bundle).ranked.map(({ service }) => service);

describe("a caller that no longer goes on", () => {
  test("after a call of a service without lines or steps of its own, that service is named before its caller", () => {
    const { ranked: found, hypotheses } = analyse(stopping(2));
    expect(found.slice(0, 2).map(({ service }) => service)).toEqual(["basket", "gate"]);
    expect(hypotheses[0]?.for[0]?.text).toMatch(
      /gate no longer goes on after its call of basket \/basket .* in 100 % of \d+ requests, against 0 % of \d+ before/,
    );
  });

  test("before its first call, is named itself", () => {
    expect(ranked(stopping(0))[0]).toBe("gate");
  });

  test("points to the callee more surely when another caller stops after the same call, less when it goes on", () => {
    const sureOf = (bundle: Bundle): number => analyse(bundle).ranked.find(({ service }) => service === "basket")?.score ?? 0;
    expect(sureOf(stopping(2, {}, { goesOn: false }))).toBeGreaterThan(sureOf(stopping(2, {}, { goesOn: true })));
  });

  test("points to the callee more surely when that takes another time than before", () => {
    const [gate = 0, basket = 0] = ["gate", "basket"].map(
      (name) => analyse(stopping(2, { ownMs: 0.5 })).ranked.find(({ service }) => service === name)?.score,
    );
    expect(basket).toBeGreaterThan(3 * gate);
  });

  test("where the callee writes lines and they are as before, its caller is named", () => {
    const made = traffic((number, isTrouble) => {
      const basket = leaf("basket", { lines: [`Basket ${number} opened`, `Basket ${number} read`] });
      return {
        service: "gate",
        operation: "GET /",
        lines: [`Page ${number} asked for`],
        calls: isTrouble ? [basket] : [basket, leaf("advice"), leaf("shelf")],
      };
    });
    expect(ranked(bundleOf(made))[0]).toBe("gate");
  });

  test("after a call that others were made beside, goes on with nothing though one of those begins later", () => {
    const { spans } = traffic((_, isTrouble) => ({
      service: "gate",
      operation: "GET /",
      calls: [leaf("basket", { ownMs: 40 }), leaf("advice"), ...(isTrouble ? [] : [leaf("shelf")])],
    }));
    const isBeside = (span: Span): boolean => span.service === "advice" || span.operation === "call advice";
    const beside = spans.map((span) => (isBeside(span) ? { ...span, start: span.start - 30 } : span));
    const stopped = analyse(bundleOf({ spans: beside })).hypotheses.flatMap(({ for: said }) => said.map(({ text }) => text));
    expect(stopped.some((text) => text.startsWith("gate no longer goes on after its call of basket"))).toBe(true);
  });
});
