const folder = "node_modules/";

/**
 * The paths in the lock file of what the service itself needs, found from its own dependencies. The lock file's marks do
 * not tell: what one package could use if it were there (an optional peer), and development brings, has the same as what
 * both use.
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

/** Where Node finds a package by name from another: in its own folder, else in the next one above. */
function resolve(packages, from, name) {
  const here = `${from === "" ? "" : `${from}/`}${folder}${name}`;
  if (packages[here]) return here;
  if (from === "") return undefined;
  const above = from.slice(0, Math.max(0, from.lastIndexOf(folder) - 1));
  return resolve(packages, above, name);
}
