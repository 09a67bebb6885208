/** The folder rules of the house: who may import whom. tests/adapters/folder-rules.test.ts plants faults against them. */
const pure = ["zod", "temporal-polyfill", "cpf-cnpj-validator", "libphonenumber-js"];
const npm = (names) => `^node_modules/(${names.join("|")})(/|$)`;
const folder = (name, others) => ({
  name: `${name}-alone`,
  severity: "error",
  comment: `${name} knows core, itself and its libraries`,
  from: { path: `^src/${name}/` },
  to: { path: "^src/", pathNot: [`^src/${name}/`, "^src/core/", ...(others ?? [])] },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, path: "^src/", pathNot: ["\\.d\\.ts$", "/assets/"] },
      to: {},
    },
    {
      name: "core-inside",
      severity: "error",
      from: { path: "^src/core/" },
      to: { path: "^src/", pathNot: "^src/core/" },
    },
    {
      name: "core-pure",
      severity: "error",
      comment: "core has no I/O and only libraries that are pure",
      from: { path: "^src/core/" },
      to: { dependencyTypesNot: ["local", "type-only"], pathNot: ["^src/core/", npm(pure)] },
    },
    {
      name: "core-types-pure",
      severity: "error",
      from: { path: "^src/core/" },
      to: { path: "^node_modules/", pathNot: npm(pure) },
    },
    { name: "core-no-node", severity: "error", from: { path: "^src/core/" }, to: { dependencyTypes: ["core"] } },
    {
      name: "use-cases-on-top",
      severity: "error",
      from: { path: "^src/core/(?!use-cases/)" },
      to: { path: "^src/core/use-cases/" },
    },
    {
      name: "billing-below",
      severity: "error",
      from: { path: "^src/core/(billing|boleto|identity)/" },
      to: { path: "^src/core/(conversation|registration|use-cases)/" },
    },
    {
      name: "bots-and-banks-own-only",
      severity: "error",
      from: { path: "^src/(bots|banks)/([^/]+)/" },
      to: { path: "^src/", pathNot: ["^src/core/", "^src/$1/$2/", "^src/banks/rest/", "^src/(config|logger)\\.ts$"] },
    },
    folder("storage", ["^src/config\\.ts$", "^src/logger\\.ts$"]),
    folder("jobs", ["^src/config\\.ts$", "^src/logger\\.ts$"]),
    folder("documents"),
    folder("erp"),
    folder("couriers"),
    folder("csv"),
    folder("cli", ["^src/config\\.ts$", "^src/logger\\.ts$", "^src/csv/"]),
    folder("http", ["^src/csv/", "^src/config\\.ts$", "^src/logger\\.ts$", "^src/bots/web/"]),
    {
      name: "config-types-only",
      severity: "error",
      comment: "only main and app read the configuration; the others know its types",
      from: { path: "^src/(storage|jobs|documents|cli|http|bots|banks)/" },
      to: { path: "^src/(config|logger)\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "parts-meet-above",
      severity: "error",
      from: { path: "^src/[^/]+/" },
      to: {
        path: "^src/(app|look-at-banks|open-banks|open-channels|draw-document|identity-config|setting-kinds|main|run-command-line|node-too-old|node-without-fixes|commands|file-bank|file-commands|database-commands|operator-commands|site|open-site|panel-site|central-site|panel-work|with-app|metrics|examine)\\.ts$",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "src/storage/generated" },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
