// The licences of what the service ships, by licence; fails where one is not allowed here.
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

/** Looked at one by one: name, licence, why it may be. */
const lookedAt = [
  [
    "node-webpmux",
    "LGPL-3.0-or-later",
    "a library of whatsapp-web.js, used as it is and replaceable: its source is in node_modules",
  ],
  ["png-js", "MIT", "says so in its LICENSE file alone"],
];

/** What the service ships: nothing that only development uses. Each with its licence as it states it. */
export function shippedLicenses(lock, licenseOf = statedLicense) {
  return shippedPackages(lock).map((path) => {
    const { name: alias, version, license } = lock.packages[path];
    const name = alias ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    return {
      name,
      version,
      license: license ?? licenseOf(path) ?? lookedAt.find(([known]) => known === name)?.[1] ?? "?",
    };
  });
}

/** Those whose licence is neither allowed nor was looked at. */
export function refusedLicenses(shipped) {
  return shipped.filter(
    ({ name, license }) =>
      !isAllowed(license) && !lookedAt.some(([known, expected]) => known === name && expected === license),
  );
}

/** An SPDX expression without nesting: of OR one must be allowed, of AND all. */
function isAllowed(license) {
  const parts = license.replace(/[()]/g, "").trim();
  if (/ and /i.test(parts) && / or /i.test(parts)) return false;
  if (/ or /i.test(parts)) return parts.split(/ or /i).some((one) => allowed.has(one.trim()));
  return parts.split(/ and /i).every((one) => allowed.has(one.trim()));
}

/** Older packages name it in the way of their time. */
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
