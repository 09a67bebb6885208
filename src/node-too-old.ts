/** As `engines` in package.json says. */
const oldest = [20, 19] as const;

/**
 * Refuses a Node version that this service does not run on, in a sentence; undefined for one that it does.
 * Imports nothing, so that an old Node gets as far as this.
 */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return undefined;
  return `O Faturabot precisa do Node ${oldest.join(".")} ou mais novo (recomendado: 24), e este é o ${version}.`;
}
