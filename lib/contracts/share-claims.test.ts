import { describe, expect, test } from "vitest";
import { areApart, shareClaims, shareFigure } from "./share-claims.ts";

describe("what a text claims about the affected share", () => {
  test.each([
    ["About 15% of checkout attempts are failing", 10, 20],
    ["12.5 % of users see errors", 7.5, 17.5],
    ["15% checkout failure rate", 10, 20],
    ["40 percent of the customers are affected", 35, 45],
    ["Full outage - all requests failing", 90, 100],
    ["Every payment is rejected", 90, 100],
    ["Everyone is affected", 90, 100],
    ["Most users cannot sign in", 50, 100],
    ["Half of the orders fail", 40, 60],
    ["Some users may see slow pages", 0, 44.9],
    ["A small number of customers report errors", 0, 44.9],
    ["A few of our merchants are unable to pay out", 0, 44.9],
    ["No customers are affected", 0, 0],
  ])("%s", (text, least, most) => {
    const claims = shareClaims(text);
    expect(claims.length, "a claim").toBeGreaterThan(0);
    for (const claim of claims) expect(claim).toMatchObject({ least, most });
  });

  test.each([
    "All requests succeed again",
    "All users recovered at 15:15",
    "We told all customers about the failure",
    "Not all users are affected",
    "Up to 40 % of users are affected",
    "If all requests fail we fail over",
    "Checkout fails in Europe",
    "The pool is 95 % full and times out",
    "Error budget: 15 % of it is lost",
    "All hands on deck",
    "Fraud check refuses every order from Finland",
    "All payments with a card of one bank fail",
    "40 percent of the customers in Europe are affected",
    "Some dashboards are slow",
    "",
  ])("nothing: %s", (text) => {
    expect(shareClaims(text)).toEqual([]);
  });

  test("each sentence speaks for itself", () => {
    expect(shareClaims("Some users see errors. All of them are told. All other requests succeed.").map(({ words }) => words)).toEqual(["Some users"]);
  });

  test("claims are apart only when no share fits both", () => {
    const [some] = shareClaims("Some users are affected");
    const [all] = shareClaims("All users are affected");
    if (!some || !all) throw new Error("Both claim a share.");
    expect(areApart(some, all)).toBe(true);
    expect(areApart(some, shareFigure(30, ""))).toBe(false);
    expect(areApart(some, shareFigure(60, ""))).toBe(true);
    expect(areApart(shareFigure(15, ""), shareFigure(18, ""))).toBe(false);
    expect(areApart(shareFigure(0, ""), shareFigure(1, ""))).toBe(true);
  });

  test("a text of any length is read in time that grows with it", () => {
    expect(shareClaims("some ".repeat(20_000)).length).toBe(0);
    expect(shareClaims(`${"a few of the our its ".repeat(5_000)}fail`).length).toBe(0);
  });
});
