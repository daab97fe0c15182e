import { describe, expect, test } from "vitest";
import { shippedRunbooks } from "#server/runbooks/library/shipped.ts";
import { meant } from "./match.ts";
import { NO_ORDERS, PHRASINGS } from "./phrasings.ts";
import { understandWish } from "./understand.ts";

const LIBRARY = [...shippedRunbooks().values()].map(({ runbook }) => runbook);

describe("what people ask the executor", () => {
  test("there are enough ways to say it", () => {
    expect(PHRASINGS.length).toBeGreaterThanOrEqual(50);
  });

  test.each(PHRASINGS)("“%s” is %s %s", (prompt, intent, slug, more = {}) => {
    const wish = understandWish(prompt);
    expect(wish.intent).toBe(intent);
    if (slug) expect(meant(LIBRARY, wish.words)[0]?.slug).toBe(slug);
    if (more.target) expect(wish.target).toBe(more.target);
    if (more.step) expect(wish.step).toBe(more.step);
    expect(wish.values).toMatchObject(more.values ?? {});
  });

  test.each(NO_ORDERS)("“%s” is no order", (prompt) => {
    expect(["execute", "guide", "dry"]).not.toContain(understandWish(prompt).intent);
  });

  test("a slip of the fingers in the name still means the same runbook", () => {
    for (const [said, slug] of [
      ["run rolling-restrat for orders", "rolling-restart"],
      ["certifcate renewal", "certificate-renewal"],
      ["databse failover", "database-failover-procedure"],
    ] as const)
      expect(meant(LIBRARY, said)[0]?.slug, said).toBe(slug);
  });
});
