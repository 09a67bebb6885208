// For Prisma's own command line (`npx prisma@7 migrate deploy`, `studio`), which is not installed here.
export default {
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://127.0.0.1:5432/faturabot" },
};
