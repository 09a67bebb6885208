import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refusedLicenses, shippedLicenses } from "../../../scripts/licenses.mjs";
import { type Lock, shippedPackages } from "../../../scripts/shipped-packages.mjs";
import { unusedCompilers } from "../../../scripts/unused-compilers.mjs";

type Entry = Lock["packages"][string] & { resolved?: string; integrity?: string; hasInstallScript?: boolean };
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };
const own = JSON.parse(readFileSync("package.json", "utf8")) as Record<
  "dependencies" | "devDependencies",
  Record<string, string>
> & { allowScripts: Record<string, boolean> };

describe("what others wrote and we ship", () => {
  it("has licences that are allowed, each known", () => {
    const shipped = shippedLicenses(lock);
    expect(shipped.length).toBeGreaterThan(200);
    expect(shipped.map(({ name }) => name)).toEqual(expect.arrayContaining(["express", "pg-boss"]));
    expect(shipped.map(({ name }) => name)).not.toContain("vitest");
    expect(refusedLicenses(shipped)).toEqual([]);
  });

  it.each([
    ["GPL-3.0-only", true],
    ["AGPL-3.0-or-later", true],
    ["LGPL-3.0-or-later", true],
    ["SEE LICENSE IN LICENSE", true],
    ["?", true],
    ["(MIT AND GPL-2.0)", true],
    ["(MIT OR GPL-2.0)", false],
    ["(MIT AND CC-BY-3.0)", false],
  ])("a package under %s that comes in is refused: %s", (license, refused) => {
    const root = { ...lock.packages[""], dependencies: { ...own.dependencies, planted: "1.0.0" } };
    const planted = { packages: { ...lock.packages, "": root, "node_modules/planted": { version: "1.0.0", license } } };
    const names = refusedLicenses(shippedLicenses(planted)).map(({ name }) => name);
    expect(names).toEqual(refused ? ["planted"] : []);
  });

  it("is pinned to one version, and known by its hash", () => {
    const versions = Object.entries({ ...own.dependencies, ...own.devDependencies });
    expect(versions.filter(([, version]) => !/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version))).toEqual([]);
    const loose = Object.entries(lock.packages).filter(
      ([path, { integrity }]) => path !== "" && !integrity?.startsWith("sha512-"),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it("runs no script of its own at install", () => {
    const scripted = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripted.map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
    expect(names.filter((name) => own.allowScripts[name] !== false)).toEqual([]);
    expect(names).toContain("esbuild");
  });

  it("comes from no address but npm's own", () => {
    const addresses = Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? []);
    expect(addresses.filter((address) => !address.startsWith("https://registry.npmjs.org/"))).toEqual([]);
  });

  it("is listed by one command in CycloneDX, each part with its version and hash, and nothing that stays at home", () => {
    const { stdout } = spawnSync("npm", ["run", "--silent", "sbom"], { encoding: "utf8", maxBuffer: 1 << 26 });
    const { bomFormat, components } = JSON.parse(stdout) as {
      bomFormat: string;
      components: { name: string; version: string; hashes?: unknown[] }[];
    };
    expect(bomFormat).toBe("CycloneDX");
    const named = new Map(components.map((part) => [`${part.name}@${part.version}`, part]));
    const shipped = new Set(shippedLicenses(lock).map(({ name, version }) => `${name}@${version}`));
    expect([...named.keys()].sort()).toEqual([...shipped].sort());
    for (const [name, version] of Object.entries(own.dependencies))
      expect(named.get(`${name}@${version}`)?.hashes).toHaveLength(1);
  });
});

describe("what is left for production", () => {
  it("is what our own dependencies lead to, from the folder where Node finds it", () => {
    const packages = {
      "": { dependencies: { a: "1" }, optionalDependencies: { b: "1", elsewhere: "1" } },
      "node_modules/a": { dependencies: { c: "2" }, peerDependencies: { d: "1" } },
      "node_modules/a/node_modules/c": { dependencies: { b: "1" } },
      "node_modules/b": { peerDependencies: { e: "1", a: "1" }, peerDependenciesMeta: { e: { optional: true } } },
      "node_modules/c": {},
      "node_modules/d": {},
      "node_modules/e": {},
      "node_modules/tool": { dependencies: { c: "1" } },
    };
    const left = ["a", "a/node_modules/c", "b", "d"].map((name) => `node_modules/${name}`);
    expect(shippedPackages({ packages })).toEqual(left);
  });

  it("has no TypeScript, which some could use, and all that WhatsApp's library uses", () => {
    const left = shippedPackages(lock);
    expect(left).not.toContain("node_modules/typescript");
    expect(left).toEqual(expect.arrayContaining(["node_modules/fs-extra", "node_modules/graceful-fs"]));
  });

  it("has the query compiler that the client names, and no other", () => {
    const compiler = (size: string, database: string) =>
      ["js", "mjs", "wasm-base64.mjs"].map((kind) => `query_compiler_${size}_bg.${database}.${kind}`);
    const others = [...compiler("fast", "postgresql"), ...compiler("small", "mysql")];
    const files = ["client.mjs", ...compiler("small", "postgresql"), ...others];
    const generated =
      'import("@prisma/client/runtime/query_compiler_small_bg.postgresql.mjs"), "./query_compiler_small_bg.js"';
    expect(unusedCompilers(files, generated)).toEqual(others);
    expect(() => unusedCompilers(files, "another client")).toThrow("names no query compiler");
  });
});
