import { expect, test } from "vitest";
import { uncitedNote, uncitedSentences } from "./uncited.ts";

test("what states something and names no evidence is found, wherever it stands", () => {
  const text = `# The cause of the outage
The pool of checkout ran full at 14:20 [E3]. The database was restarted twice. [E4, E5]
- The flag was enabled by the release team.
- Errors rose after that [E1].
| table | of | many | words |
Was it the flag?
I will look at the logs next. Why it began is not established.`;
  expect(uncitedSentences(text)).toEqual(["The flag was enabled by the release team."]);
});

test("code and short words are left alone", () => {
  expect(uncitedSentences("```\nthe pool is full of connections\n```\nDone. See below:")).toEqual([]);
});

test("the note counts them and shows the first ones", () => {
  expect(uncitedNote("All of it is cited [E1].")).toBeNull();
  expect(uncitedNote("The cache was flushed by hand.")).toBe("One sentence of the model cites no evidence: “The cache was flushed by hand.”");
  expect(uncitedNote(Array.from({ length: 5 }, (_, at) => `The cache number ${at} was flushed.`).join("\n"))).toMatch(
    /^5 sentences of the model cite .* and 2 more$/,
  );
});
