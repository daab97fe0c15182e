import { expect, test } from "vitest";
import { CustomField } from "#lib/contracts/organisation.ts";
import { RoleKey } from "#lib/contracts/role.ts";
import { keyFrom } from "./key-from.ts";

test("a label becomes a key that the contracts take, and never one that is taken", () => {
  expect(keyFrom("Vendor contact", "-", [])).toBe("vendor-contact");
  expect(keyFrom("Vendor contact", "-", ["vendor-contact", "vendor-contact-2"])).toBe("vendor-contact-3");
  expect(keyFrom("Écran n° 2", "_", [])).toBe("ecran_n_2");
  for (const label of ["Vendor contact", "7", "日本語", "x", "—", "a".repeat(80), "  Über-Rolle  "]) {
    expect(RoleKey.safeParse(keyFrom(label, "-", [])).success, label).toBe(true);
    expect(CustomField.shape.key.safeParse(keyFrom(label, "_", [])).success, label).toBe(true);
  }
});
