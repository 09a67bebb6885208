/** Of the files of @prisma/client/runtime, the query compilers that a generated client does not name: those of other databases, and each in a second size. */
export function unusedCompilers(files, generated) {
  const named = new Set([...generated.matchAll(/query_compiler_\w+\.\w+(?=\.)/g)].map(([name]) => name));
  if (named.size === 0) throw new Error("The generated client names no query compiler: has @prisma/client changed?");
  const compiler = /^query_compiler_\w+\.\w+(?=\.)/;
  return files.filter((file) => compiler.test(file) && !named.has(compiler.exec(file)[0]));
}
