import { defineConfig } from "vitest/config";

/** The same on any database: left out where only the database is in question. */
const sameOnAny = ["browser", "standins", "adapters/telegram", "adapters/whatsapp"].map((name) => `tests/${name}/**`);

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "core", include: ["tests/core/**/*.test.ts"], isolate: false, testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: "rest",
          globalSetup: "tests/support/prepare-databases.ts",
          // Files of a worker share modules and databases; each test leaves its own as it was.
          isolate: false,
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/core/**", ...(process.env.TESTS === "database" ? sameOnAny : [])],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
