const folder = "node_modules/";

/**
 * Returns the lock file's paths of the packages that the service needs, by following its dependencies. The lock file's
 * own marks do not suffice: an optional peer that only development installs has the same marks as a package that both
 * use.
 */
export function shippedPackages({ packages }) {
  const reached = new Set();
  const follow = (path) => {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[path];
    const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      const found = resolve(packages, path, name);
      if (found === undefined || reached.has(found)) continue;
      reached.add(found);
      follow(found);
    }
  };
  follow("");
  return Object.keys(packages).filter((path) => reached.has(path));
}

/** Resolves a package as Node does: in the importing package's node_modules, else in the next one above. */
function resolve(packages, from, name) {
  const here = `${from === "" ? "" : `${from}/`}${folder}${name}`;
  if (packages[here]) return here;
  if (from === "") return undefined;
  const above = from.slice(0, Math.max(0, from.lastIndexOf(folder) - 1));
  return resolve(packages, above, name);
}
