/** The folder rules of the house: who may import whom. tests/adapters/release/folder-rules.test.ts plants faults against them. */
const pure = ["zod", "temporal-polyfill", "cpf-cnpj-validator", "libphonenumber-js", "ipaddr.js"];
const npm = (names) => `^node_modules/(${names.join("|")})(/|$)`;
/** What the whole house may name: the settings' types and the log. */
const settings = "^src/(config|logger)\\.ts$";
/** A folder's own files, without those of the folders in it. */
const top = (name) => `^src/${name}/[^/]+$`;
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
      to: { path: "^src/", pathNot: ["^src/core/", "^src/$1/$2/", "^src/banks/rest/", settings] },
    },
    folder("config"),
    folder("database", [settings]),
    folder("storage", [settings, top("database")]),
    folder("database/jobs", [settings]),
    folder("documents"),
    folder("erp"),
    folder("couriers"),
    folder("csv"),
    folder("demo"),
    folder("http", ["^src/csv/", settings, "^src/bots/web/"]),
    folder("panel", ["^src/csv/", settings, top("http"), "^src/http/page/", "^src/storage/", top("database")]),
    {
      name: "panel-ui-below",
      severity: "error",
      comment: "the sections share the panel's ui, which knows none of them",
      from: { path: "^src/panel/ui/" },
      to: { path: "^src/panel/", pathNot: "^src/panel/ui/" },
    },
    {
      name: "jobs-from-app",
      severity: "error",
      comment: "only app has work done later; the others are handed what enters it",
      from: { path: "^src/", pathNot: ["^src/app/", "^src/database/jobs/"] },
      to: { path: "^src/database/jobs/" },
    },
    {
      name: "config-types-only",
      severity: "error",
      comment: "only main and app read the configuration; the others know its types",
      from: { path: "^src/[^/]+/", pathNot: "^src/app/" },
      to: { path: settings, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "config-whole",
      severity: "error",
      comment: "the parts of the configuration are read through it",
      from: { path: "^src/[^/]+/", pathNot: "^src/config/" },
      to: { path: "^src/config/" },
    },
    {
      name: "parts-meet-above",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: "^src/app/" },
      to: { path: ["^src/app/", "^src/[^/]+$"], pathNot: settings },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "src/database/generated" },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
