import { defineConfig, devices } from "@playwright/test";
import { browserOptions } from "./e2e/browser.ts";
import { installation } from "./e2e/installation.ts";

/** `MUSTER_E2E_PORT=4100 node e2e/server.ts` keeps one running for many runs of single stories. */
const isGiven = process.env.MUSTER_E2E_PORT !== undefined;
const { url } = await installation();

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/gather-cast.ts",
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: url,
    launchOptions: await browserOptions(),
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  webServer: {
    command: "node_modules/.bin/node e2e/server.ts",
    url: `${url}/api/health`,
    timeout: 180_000,
    reuseExistingServer: isGiven,
    stdout: "pipe",
    stderr: "pipe",
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
  },
});
