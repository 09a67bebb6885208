// Lists the licences of the packages that the service ships; fails if one is not allowed.
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { shippedPackages } from "./shipped-packages.mjs";

const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-3.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "PSF-2.0",
  "Python-2.0",
  "Unlicense",
]);

/** Packages reviewed individually: name, licence, reason for allowing it. */
const reviewed = [
  [
    "node-webpmux",
    "LGPL-3.0-or-later",
    "a library of whatsapp-web.js, used as it is and replaceable: its source is in node_modules",
  ],
  ["png-js", "MIT", "says so in its LICENSE file alone"],
];

/** Returns the packages that the service ships, not those used only in development, each with its stated licence. */
export function shippedLicenses(lock, licenseOf = statedLicense) {
  return shippedPackages(lock).map((path) => {
    const { name: alias, version, license } = lock.packages[path];
    const name = alias ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    return {
      name,
      version,
      license: license ?? licenseOf(path) ?? reviewed.find(([known]) => known === name)?.[1] ?? "?",
    };
  });
}

/** Returns the packages whose licence is neither allowed nor reviewed. */
export function refusedLicenses(shipped) {
  return shipped.filter(
    ({ name, license }) =>
      !isAllowed(license) && !reviewed.some(([known, expected]) => known === name && expected === license),
  );
}

/** Evaluates an SPDX expression without nesting: of OR one licence must be allowed, of AND all. */
function isAllowed(license) {
  const parts = license.replace(/[()]/g, "").trim();
  if (/ and /i.test(parts) && / or /i.test(parts)) return false;
  if (/ or /i.test(parts)) return parts.split(/ or /i).some((one) => allowed.has(one.trim()));
  return parts.split(/ and /i).every((one) => allowed.has(one.trim()));
}

/** Reads `licenses`, the obsolete field of older packages. */
function statedLicense(path) {
  if (!existsSync(`${path}/package.json`)) return undefined;
  return JSON.parse(readFileSync(`${path}/package.json`, "utf8"))
    .licenses?.map(({ type }) => type)
    .join(" OR ");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const shipped = shippedLicenses(JSON.parse(readFileSync("package-lock.json", "utf8")));
  for (const license of [...new Set(shipped.map((one) => one.license))].sort()) {
    const names = shipped.filter((one) => one.license === license).map(({ name, version }) => `${name}@${version}`);
    console.log(`${license} (${names.length}): ${names.join(", ")}\n`);
  }
  const refused = refusedLicenses(shipped);
  for (const { name, version, license } of refused) console.error(`Not allowed: ${name}@${version}, ${license}`);
  process.exitCode = refused.length > 0 ? 1 : 0;
}
