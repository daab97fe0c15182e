import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["**/*.test.ts"], exclude: [...configDefaults.exclude, "e2e/**", "**/*.db.test.ts"], maxWorkers: 2 },
});
