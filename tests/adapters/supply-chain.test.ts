import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refusedLicenses, shippedLicenses } from "../../scripts/licenses.mjs";

interface Entry {
  version?: string;
  license?: string;
  dev?: boolean;
  resolved?: string;
  integrity?: string;
}
const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };
const own = JSON.parse(readFileSync("package.json", "utf8")) as Record<
  "dependencies" | "devDependencies",
  Record<string, string>
>;

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
    const planted = { packages: { ...lock.packages, "node_modules/planted": { version: "1.0.0", license } } };
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
