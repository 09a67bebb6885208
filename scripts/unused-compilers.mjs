/**
 * Returns those files of @prisma/client/runtime that are query compilers unused by a generated client: those for other
 * databases, and the second size of each. Throws if the client names none.
 */
export function unusedCompilers(files, generated) {
  const named = new Set([...generated.matchAll(/query_compiler_\w+\.\w+(?=\.)/g)].map(([name]) => name));
  if (named.size === 0) throw new Error("The generated client names no query compiler: has @prisma/client changed?");
  const compiler = /^query_compiler_\w+\.\w+(?=\.)/;
  return files.filter((file) => compiler.test(file) && !named.has(compiler.exec(file)[0]));
}
