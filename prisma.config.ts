import { defineConfig } from "prisma/config";

// Prisma's own command line (`migrate deploy`, `studio`) reads the database from the environment.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://127.0.0.1:5432/faturabot" },
});
