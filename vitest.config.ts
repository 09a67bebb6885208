import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      { test: { name: "core", include: ["tests/core/**/*.test.ts"] } },
      {
        test: {
          name: "rest",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/core/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
