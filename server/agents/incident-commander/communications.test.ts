import { expect, test } from "vitest";
import { VOCABULARY } from "../testing/vocabulary.ts";
import { understand } from "../understanding/understand.ts";
import { GRAMMAR } from "./grammar.ts";
import { COMMUNICATIONS } from "./phrasings/communications.ts";

test("there are more than forty ways to ask for words to those who are not in the room", () => {
  expect(COMMUNICATIONS.length).toBeGreaterThan(40);
});

test.each(COMMUNICATIONS.map(([prompt, intent, slots]) => ({ prompt, intent, slots: slots ?? {} })))(
  "“$prompt” means $intent",
  ({ prompt, intent, slots }) => {
    expect(understand(GRAMMAR, prompt, VOCABULARY)).toMatchObject([{ kind: "understood", intent, slots }]);
  },
);

test.each(["post an update: we are looking", "Note: customers call", "Post an update: customers call in", "tell the team we are rolling back"])(
  "“%s” is not for the public",
  (prompt) => {
    const [first] = understand(GRAMMAR, prompt, VOCABULARY);
    expect(first).toMatchObject({ kind: "understood" });
    expect(first?.kind === "understood" && first.slots.isPublic).toBeFalsy();
  },
);
