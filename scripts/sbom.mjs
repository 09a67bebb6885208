// Prints a bill of materials of what the service ships, in CycloneDX. npm's `--omit dev` also omits packages that a
// development tool shares with the service (commander, zod), so this lists everything and removes development packages.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { shippedLicenses } from "./licenses.mjs";

const { stdout, stderr, status } = spawnSync(
  "npm",
  ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"],
  { encoding: "utf8", maxBuffer: 1 << 28, shell: process.platform === "win32" },
);
if (status !== 0) {
  process.stderr.write(stderr);
  process.exit(1);
}
const bill = JSON.parse(stdout);
const { name } = JSON.parse(readFileSync("package.json", "utf8"));
const shipped = shippedLicenses(JSON.parse(readFileSync("package-lock.json", "utf8"))).map(
  (one) => `${one.name}@${one.version}`,
);
const kept = new Set([...shipped, bill.metadata.component["bom-ref"]]);
// npm names the component after its folder.
bill.metadata.component.name = name;
bill.components = bill.components.filter((one) => kept.has(one["bom-ref"]));
bill.dependencies = bill.dependencies
  .filter(({ ref }) => kept.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
console.log(JSON.stringify(bill, null, 2));
