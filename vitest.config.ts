import { defineConfig } from "vitest/config";

/** What depends on the version of the database server: `TESTS=database` runs these alone. */
const ofTheDatabase = [
  "tests/contracts/**/*.test.ts",
  "tests/stories/**/*.test.ts",
  "tests/adapters/database/**/*.test.ts",
];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "core", include: ["tests/core/**/*.test.ts"], isolate: false, testTimeout: 90_000 },
      },
      {
        extends: true,
        test: {
          name: "rest",
          globalSetup: "tests/support/database/prepare-databases.ts",
          // Files of a worker share modules and databases; each test leaves its own as it was.
          isolate: false,
          include: process.env.TESTS === "database" ? ofTheDatabase : ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/core/**"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
