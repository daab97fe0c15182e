import { describe, expect, it } from "vitest";
import { Email, Handle, NewPassword, Phone, RESERVED_HANDLES, TimeZone } from "./people.ts";

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: string) => schema.safeParse(value).success;

describe("what people type of themselves", () => {
  it("e-mail addresses are trimmed and put in small letters", () => {
    expect(Email.parse("  Ada@Example.COM ")).toBe("ada@example.com");
    for (const wrong of ["ada", "ada@", "@example.com", "a b@example.com", `${"a".repeat(250)}@x.com`]) expect(accepts(Email, wrong)).toBe(false);
  });

  it("handles lose their @ and are never reserved", () => {
    expect(Handle.parse("@Ada.L")).toBe("ada.l");
    for (const wrong of [...RESERVED_HANDLES, "", "-ada", "ada.", "a b", "ä", "a".repeat(40)]) expect(accepts(Handle, wrong)).toBe(false);
  });

  it("passwords are long and not one character repeated; any script will do", () => {
    for (const right of ["correct horse battery", "пароль из шести слов", "🐎🔋📎🗝️🚪🪟 🐎🔋 🐎🔋📎"]) expect(accepts(NewPassword, right)).toBe(true);
    for (const wrong of ["short", "aaaaaaaaaaaaaaaa", "abababababab", "abcdef".repeat(22), "🐎🔋📎🗝🚪".repeat(13), `${"a b c d e f g h"}\ud800`])
      expect(accepts(NewPassword, wrong)).toBe(false);
  });

  it("time zones are those that the platform knows", () => {
    for (const right of ["UTC", "Europe/Vienna", "Asia/Kolkata"]) expect(accepts(TimeZone, right)).toBe(true);
    for (const wrong of ["", "Mars/Olympus", "x".repeat(100)]) expect(accepts(TimeZone, wrong)).toBe(false);
  });

  it("phone numbers look like some", () => {
    for (const right of ["", "+43 1 234567", "0664/123 45 67", "(555) 123-4567".replace("(", "")]) expect(accepts(Phone, right)).toBe(true);
    for (const wrong of ["call me", "+", "12", "<script>"]) expect(accepts(Phone, wrong)).toBe(false);
  });
});
