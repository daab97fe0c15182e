import { describe, expect, it } from "vitest";
import { Handle, RESERVED_HANDLES } from "#lib/contracts/people.ts";
import { handlesFor } from "./handle.ts";

function first(count: number, name: string, email: string): string[] {
  const handles: string[] = [];
  for (const handle of handlesFor(name, email)) {
    handles.push(handle);
    if (handles.length === count) break;
  }
  return handles;
}

describe("handles for a new person", () => {
  it("come from the name, then from the e-mail address, then are numbered", () => {
    expect(first(4, "Ada Lovelace", "countess@example.com")).toEqual(["ada.lovelace", "countess", "ada.lovelace2", "ada.lovelace3"]);
  });

  it("lose accents and marks", () => {
    expect(first(1, "Željko Müßig-Ångström", "z@example.com")).toEqual(["zeljko.mussig.angstrom"]);
  });

  it("fall back to the e-mail address when the name has no letter that a handle may have", () => {
    expect(first(2, "李雷", "li.lei@example.com")).toEqual(["li.lei", "person"]);
  });

  it("are never those of agents or of everybody", () => {
    for (const reserved of RESERVED_HANDLES) expect(first(5, reserved, `${reserved}@example.com`)).not.toContain(reserved);
  });

  it("are always acceptable as a handle, also when numbered far", () => {
    const names = ["x".repeat(200), "...", "a", "- -", "Ω", "all", "Jean-Luc O'Neill III."];
    for (const name of names) for (const handle of first(120, name, "@")) expect(Handle.safeParse(handle).data).toBe(handle);
  });
});
