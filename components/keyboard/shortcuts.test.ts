import { describe, expect, test } from "vitest";
import { createMatcher, groupShortcuts, pressOf } from "./shortcuts.ts";

const bare = { metaKey: false, ctrlKey: false, altKey: false };

describe("a press", () => {
  test("of ⌘ on an Apple keyboard and of Ctrl elsewhere is mod", () => {
    expect(pressOf({ ...bare, key: "k", metaKey: true }, true)).toBe("mod+k");
    expect(pressOf({ ...bare, key: "K", ctrlKey: true }, false)).toBe("mod+k");
  });

  test("of the other one is not", () => {
    expect(pressOf({ ...bare, key: "k", ctrlKey: true }, true)).toBe("other+k");
    expect(pressOf({ ...bare, key: "k", metaKey: true }, false)).toBe("other+k");
  });

  test("of a modifier alone is none", () => {
    expect(pressOf({ ...bare, key: "Shift" }, false)).toBeNull();
    expect(pressOf({ ...bare, key: "Control", ctrlKey: true }, false)).toBeNull();
  });

  test("is written in small letters", () => {
    expect(pressOf({ ...bare, key: "ArrowDown" }, false)).toBe("arrowdown");
    expect(pressOf({ ...bare, key: "N" }, false)).toBe("n");
    expect(pressOf({ ...bare, key: " " }, false)).toBe("space");
  });
});

describe("presses", () => {
  const known = ["g i", "i", "?", "g ?"];
  const type = (...presses: [press: string, at: number][]) => {
    const matcher = createMatcher(() => known);
    return presses.map(([press, at]) => matcher.press(press, at));
  };

  test("complete a sequence, which wins over its last key", () => expect(type(["g", 0], ["i", 400])).toEqual([null, "g i"]));
  test("that come late do not", () => expect(type(["g", 0], ["i", 1_200])).toEqual([null, "i"]));
  test("of one key match at once", () => expect(type(["?", 0])).toEqual(["?"]));
  test("start anew after a match", () => expect(type(["g", 0], ["i", 100], ["i", 200])).toEqual([null, "g i", "i"]));
  test("start anew after a key that leads nowhere", () =>
    expect(type(["g", 0], ["x", 100], ["g", 200], ["?", 300])).toEqual([null, null, null, "g ?"]));

  test("see shortcuts that were added meanwhile", () => {
    const keys: string[] = [];
    const matcher = createMatcher(() => keys);
    expect(matcher.press("c", 0)).toBeNull();
    keys.push("c");
    expect(matcher.press("c", 100)).toBe("c");
  });
});

test("the sheet shows each keys once, with what they do now", () => {
  const run = () => undefined;
  const groups = groupShortcuts([
    { keys: "j", label: "Next incident", group: "Board", run },
    { keys: "?", label: "This sheet", group: "Anywhere", run },
    { keys: "j", label: "Next decision", group: "Room", run },
  ]);
  expect([...groups].map(([group, items]) => [group, items.map(({ label }) => label)])).toEqual([
    ["Room", ["Next decision"]],
    ["Anywhere", ["This sheet"]],
  ]);
});
