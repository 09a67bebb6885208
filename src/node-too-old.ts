/** Must match `engines` in package.json. */
const minimum = [20, 19] as const;

/**
 * Returns a sentence that refuses a Node version which this service does not run on; undefined for a supported one.
 * Imports nothing, so that an old Node can run it.
 */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return undefined;
  return `O Faturabot precisa do Node ${minimum.join(".")} ou mais novo (recomendado: 24), e este é o ${version}.`;
}
