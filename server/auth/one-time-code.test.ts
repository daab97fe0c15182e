import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { matchingStep } from "./one-time-code.ts";

/** RFC 4226, section 5.3, written down anew. */
function hotp(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = mac.readUInt8(19) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

describe("a one-time code", () => {
  const secret = "12345678901234567890";
  const now = 59_000;

  it("agrees with the test vector of RFC 6238 (time 59, last six digits)", async () => {
    expect(hotp(secret, 1)).toBe("287082");
    expect(await matchingStep(secret, "287082", now)).toBe(1);
  });

  it("is accepted for the step before and after the present one, and says which", async () => {
    const present = 50_000_000;
    const at = present * 30_000 + 10_000;
    for (const step of [present - 1, present, present + 1]) expect(await matchingStep(secret, hotp(secret, step), at)).toBe(step);
    for (const step of [present - 2, present + 2]) expect(await matchingStep(secret, hotp(secret, step), at)).toBeNull();
  });

  it("is refused when it is no code at all", async () => {
    for (const code of ["", "28708", "2870822", "abcdef", "２８７０８２"]) expect(await matchingStep(secret, code, now)).toBeNull();
  });
});
