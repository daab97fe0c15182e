import { expect, test } from "vitest";
import { readTexts } from "./read-texts.ts";

const file = (path: string, text: string) => ({
  name: path.split("/").at(-1) ?? "",
  size: text.length,
  webkitRelativePath: path.includes("/") ? path : "",
  text: async () => text,
});

test("texts are read with their paths; what cannot be read or is too long is told, and hinders no other", async () => {
  const gone = {
    ...file("ops/gone.md", ""),
    text: async () => {
      throw new DOMException("The file could not be found.", "NotFoundError");
    },
  };
  expect(
    await readTexts([gone, file("ops/one.yaml", "name: one"), file("two.MD", "# Two"), file("x.png", "x"), file("big.yml", "x".repeat(250_001))]),
  ).toEqual({
    texts: [
      { path: "ops/one.yaml", text: "name: one" },
      { path: "two.MD", text: "# Two" },
    ],
    failed: [
      { path: "ops/gone.md", slug: null, outcome: "failed", message: "It could not be read. Choose it again." },
      { path: "big.yml", slug: null, outcome: "failed", message: "It is longer than 250 kB. Split it." },
    ],
  });
});
