import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StoreAttachment, safeFileName } from "./attachment.ts";

describe("a file's name", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\temp\\report.pdf", "report.pdf"],
    ["/", "file"],
    ["...", "file"],
    [".bashrc", "bashrc"],
    ["con.txt", "_con.txt"],
    ["LPT1", "_LPT1"],
    ["a\u0000b\r\n.log", "ab.log"],
    ["invoice\u202efdp.exe", "invoicefdp.exe"],
    ['quote".txt', "quote.txt"],
    ["ünïcode 図.png", "ünïcode 図.png"],
  ])("%j becomes %j", (raw, safe) => {
    expect(safeFileName(raw)).toBe(safe);
  });

  it("keeps its ending when it is cut", () => {
    const cut = safeFileName(`${"x".repeat(500)}.jpeg`);
    expect(cut).toHaveLength(120);
    expect(cut.endsWith(".jpeg")).toBe(true);
  });

  it("never has a path, a control character or nothing in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (raw) => {
        const safe = safeFileName(raw);
        expect(safe).not.toMatch(/[/\\\u0000-\u001f\u007f\u202a-\u202e]/);
        expect(safe.length).toBeGreaterThan(0);
        expect(safe.isWellFormed()).toBe(true);
        expect(safe.startsWith(".")).toBe(false);
      }),
    );
  });
});

it("a type that is none is taken as bytes", () => {
  const type = (value: string) => StoreAttachment.parse({ reference: "INC-2026-1123-001", name: "x", type: value }).type;
  expect(type("Image/PNG; charset=x")).toBe("image/png");
  expect(type("text/html\r\nx-evil: 1")).toBe("application/octet-stream");
  expect(type("")).toBe("application/octet-stream");
});
