import { expect, test } from "vitest";
import { momentsOf } from "./moments.ts";

test("the night is the coming Sunday's, never a past one", () => {
  for (const day of [22, 23, 24, 25, 26, 27, 28]) {
    for (const hour of [0, 3, 23]) {
      const now = new Date(2026, 10, day, hour, 15).getTime();
      const night = new Date(momentsOf(now).night);
      expect([night.getDay(), night.getHours(), night.getMinutes()]).toEqual([0, 2, 30]);
      expect(night.getTime()).toBeGreaterThan(now);
      expect(night.getTime() - now).toBeLessThanOrEqual(7 * 86_400_000);
    }
  }
});
