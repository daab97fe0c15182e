import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { qrCodeOf } from "./qr-code.ts";
import { correctionOf } from "./reed-solomon.ts";

it("corrects as the standard's worked example does", () => {
  const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
  expect(correctionOf(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
});

/** The expected squares were read back by a decoder that shares nothing with this code. */
describe("qrCodeOf", () => {
  it("draws a short word in the smallest version", () => {
    expect(qrCodeOf("Muster")?.map((row) => row.map((isDark) => (isDark ? "#" : ".")).join(""))).toEqual([
      "#######..#....#######",
      "#.....#.##....#.....#",
      "#.###.#..###..#.###.#",
      "#.###.#..##...#.###.#",
      "#.###.#.#.###.#.###.#",
      "#.....#..###..#.....#",
      "#######.#.#.#.#######",
      ".........#...........",
      "#.#.#.#..##.#...#..#.",
      ".#####.#####.#.#....#",
      "...####..###.###.####",
      "...#....#..###.##....",
      "##..###.#..#.###.#.#.",
      "........#.....##.#.#.",
      "#######..##.#...##.##",
      "#.....#.......###..##",
      "#.###.#.##..#.#.##.##",
      "#.###.#...##.#..#..#.",
      "#.###.#.##.#.####.#.#",
      "#.....#....###.....#.",
      "#######.####.####..##",
    ]);
  });

  it("draws the key of an authenticator app, with alignment and version marks", () => {
    const code = qrCodeOf("otpauth://totp/Muster:ada%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Muster&digits=6&period=30");
    const squares = code?.map((row) => row.map(Number).join("")).join("\n") ?? "";
    expect(code).toHaveLength(45);
    expect(createHash("sha256").update(squares).digest("hex")).toBe("9dc0f3f847f6e5ab5d3219b91287da19dbb519342f775c2c83af9164f887af6e");
  });

  it.each([
    [14, 21],
    [15, 25],
    [666, 97],
  ])("takes the smallest version for %i bytes", (length, size) => {
    const code = qrCodeOf("é".repeat(Math.floor(length / 2)) + "x".repeat(length % 2));
    expect([code?.length, code?.[0]?.length]).toEqual([size, size]);
  });

  it("gives nothing for what it cannot hold", () => {
    expect(qrCodeOf("x".repeat(667))).toBeNull();
  });
});
