// What is measured in a browser and not asserted: `npx playwright test --config measure.config.ts`; see docs/performance.md.
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

export default defineConfig({
  ...journeys,
  testDir: "measure",
  testMatch: "*.ts",
  workers: 1,
  retries: 0,
  timeout: 15 * 60_000,
  use: { ...journeys.use, trace: "off", screenshot: "off" },
});
