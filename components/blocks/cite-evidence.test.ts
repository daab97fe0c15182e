import { expect, test } from "vitest";
import { citeEvidence } from "./cite-evidence.ts";

const text = (value: string) => ({ type: "text", value });

test("ids in brackets become elements of their own, and code stays as it is", () => {
  const code = { type: "element", tagName: "code", children: [text("[E9]")] };
  const tree = { type: "root", children: [{ type: "element", tagName: "p", children: [text("The pool fills [E1, E2]. See [C1]."), code] }] };
  citeEvidence()(tree);
  const cite = (id: string) => ({ type: "element", tagName: "cite", properties: {}, children: [text(id)] });
  expect(tree.children[0]?.children).toEqual([text("The pool fills "), cite("E1"), cite("E2"), text(". See [C1]."), code]);
  expect(code.children).toEqual([text("[E9]")]);
});

test("entries of the timeline become such elements too, also beside evidence", () => {
  const tree = { type: "root", children: [text("Charges fail [#3, #12]. The pool is full [E1, #4]; escaped \\[#5].")] };
  citeEvidence()(tree);
  const cited = tree.children.flatMap((one) => ("tagName" in one ? [(one as unknown as { children: { value: string }[] }).children[0]?.value] : []));
  expect(cited).toEqual(["#3", "#12", "E1", "#4"]);
});
