import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { page, pageOf, readCursor, writeCursor } from "./page.ts";

it("a cursor comes back as it was written, whatever text is in it", () => {
  const Key = z.tuple([z.string(), z.number()]);
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
      fc.integer(),
      (name, number) => {
        const cursor = writeCursor([name, number]);
        expect(cursor).toMatch(/^[A-Za-z0-9_-]*$/);
        expect(readCursor(cursor, Key)).toEqual([name, number]);
      },
    ),
  );
});

it("a cursor of another list, or none, is no cursor", () => {
  const Key = z.tuple([z.string(), z.uuid()]);
  for (const wrong of [
    undefined,
    null,
    "",
    "%%%",
    writeCursor([1]),
    writeCursor(["a", "b"]),
    writeCursor(["a\u0000", "0195e2f4-0000-7000-8000-000000000000"]),
    writeCursor(["\ud800", "0195e2f4-0000-7000-8000-000000000000"]),
    "W10",
  ])
    expect(readCursor(wrong, Key)).toBeNull();
});

it("a page ends with a cursor exactly when there is more", () => {
  const key = (row: number) => [row];
  expect(pageOf([1, 2, 3], 2, key, String)).toEqual({ items: ["1", "2"], nextCursor: writeCursor([2]) });
  expect(pageOf([1, 2], 2, key, String)).toEqual({ items: ["1", "2"], nextCursor: null });
  expect(pageOf([], 2, key, String)).toEqual({ items: [], nextCursor: null });
});

it("asks for the first page by a cursor of null, as the first answer of a list is kept, and by none", () => {
  const Input = z.object(page);
  expect(Input.parse({ cursor: null })).toEqual({ limit: 50, cursor: null });
  expect(Input.parse({})).toEqual({ limit: 50 });
});
