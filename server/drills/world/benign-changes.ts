import { hashOf, openDice } from "./chance.ts";
import type { WorldChange } from "./types.ts";

const MINUTE = 60_000;

const HARMLESS: readonly [Omit<WorldChange, "at">, ...Omit<WorldChange, "at">[]] = [
  {
    id: "chg-4107",
    kind: "deploy",
    service: "storefront",
    title: "storefront 4.31.2: wording of the returns page",
    author: "web-team",
    detail:
      "diff --git a/pages/returns.md b/pages/returns.md\n--- a/pages/returns.md\n+++ b/pages/returns.md\n@@ -1 +1 @@\n-Send it back within 14 days.\n+Send it back within 30 days.\n",
  },
  {
    id: "chg-4112",
    kind: "deploy",
    service: "notifications",
    title: "notifications 2.7.9: tests of the order mail",
    author: "orders-team",
    detail:
      'diff --git a/test/order-mail.test.js b/test/order-mail.test.js\n--- a/test/order-mail.test.js\n+++ b/test/order-mail.test.js\n@@ -3,0 +4,3 @@\n+test("names the order", () => {\n+  expect(mail.subject).toContain("4711");\n+});\n',
  },
  {
    id: "chg-4115",
    kind: "config",
    service: "storefront",
    title: "Banner of the winter sale on",
    author: "web-team",
    detail: "- banner: none\n+ banner: winter-sale\n",
  },
  {
    id: "chg-4118",
    kind: "deploy",
    service: "catalogue",
    title: "catalogue 6.2.1: README and licence headers",
    author: "catalogue-team",
    detail: "diff --git a/README.md b/README.md\n--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-# catalog\n+# catalogue\n",
  },
];

/** What a shop changes on any day, hours before the trouble; two or three of them. */
export function mixedChanges(seed: number, startedAt: number): WorldChange[] {
  const dice = openDice(seed, hashOf("harmless changes"), 0);
  const count = dice.whole(2, 3);
  const from = dice.whole(0, HARMLESS.length - 1);
  return Array.from({ length: count }, (_, number) => {
    const change = HARMLESS[(from + number) % HARMLESS.length] ?? HARMLESS[0];
    return { ...change, at: startedAt - dice.whole(50, 165) * MINUTE };
  });
}
