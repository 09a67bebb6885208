import { defineConfig } from "vitest/config";

/** A bench that drives a service as the tests do. */
export default defineConfig({
  test: {
    include: ["bench/**/*.test.ts"],
    globalSetup: "tests/support/database/prepare-databases.ts",
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
});
