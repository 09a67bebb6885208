import { createHash, randomUUID } from "node:crypto";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { AppError } from "../../core/app-error.ts";
import { copyPrograms } from "./copy-programs.ts";
import { makeFolder, tightenDataFolder } from "./make-folder.ts";
import { findNativeServer, mendLinks, type NativeServer } from "./native-server.ts";
import { namespaceUser, otherUser, type ServerUser, sameUser } from "./server-user.ts";

/** Where the server of a data folder lies, which programs it uses, and the user that it runs as. */
export interface ServerHome {
  /** Belongs to the user of the server; nobody else may enter it. */
  folder: string;
  user: ServerUser;
  native: NativeServer;
  /**
   * True if the server's folder is outside of the data folder, because the server's user cannot enter the data folder.
   */
  elsewhere: boolean;
}

const nobody = 65534;

/** File in the data folder that contains the path of the server folder, if that lies elsewhere. */
const pointerName = "postgresql.path";

/** Root creates server folders in here if no unprivileged user can enter the data folder. */
const systemFolder = "/var/lib/faturabot";

/** Returns the server folder of a data folder, whether or not it exists yet. */
export function serverFolderOf(dataDir: string): string {
  const pointer = path.join(dataDir, pointerName);
  return existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : path.join(path.resolve(dataDir), "postgresql");
}

/** Throws AppError if the server folder of a data folder lies elsewhere and no longer exists. */
export function refuseVanished(dataDir: string): void {
  const folder = serverFolderOf(dataDir);
  if (path.dirname(folder) !== path.resolve(dataDir) && !existsSync(folder))
    throw new AppError(
      "data-folder-elsewhere",
      `O banco de "${dataDir}" fica em "${folder}", que não existe. Traga a pasta de volta, ou restaure uma cópia noutra (DATA_DIR).`,
    );
}

/**
 * Finds or creates the server folder of a data folder, and chooses the user that the server runs as. Throws AppError if
 * the folder cannot be created or belongs to another user, or if no user may run a server there.
 */
export function chooseHome(dataDir: string, find: () => NativeServer = findNativeServer): ServerHome {
  makeFolder(path.resolve(dataDir), dataDir);
  tightenDataFolder(path.resolve(dataDir));
  const folder = serverFolderOf(dataDir);
  const native = find();
  const linked = mendLinks(native);
  const isRoot = process.getuid?.() === 0;
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (isRoot) refuseForeignLink(folder, uid);
    if (!isRoot && process.getuid && uid !== process.getuid()) throw ownedByOther(dataDir, uid);
    return homeFor({ dataDir, folder, native, linked, user: isRoot ? ownerOf(uid, gid) : sameUser() });
  }
  refuseVanished(dataDir);
  if (!isRoot) {
    makeServerFolder(folder, dataDir);
    return homeFor({ dataDir, folder, native, linked, user: sameUser() });
  }
  const user = usersFor(path.resolve(dataDir)).find((candidate) => canReach(candidate, path.resolve(dataDir)));
  if (!user) return moveOut(dataDir, native);
  makeServerFolder(folder, dataDir, user);
  return homeFor({ dataDir, folder, native, linked, user });
}

/**
 * Refuses a symbolic link in place of the server folder, unless root made the link or it leads to a folder that belongs
 * to the link's maker. Through any other link, root would open a folder that the link's maker may not open.
 */
function refuseForeignLink(folder: string, target: number): void {
  const link = lstatSync(folder);
  if (!link.isSymbolicLink() || link.uid === 0 || link.uid === target) return;
  throw new AppError(
    "data-folder-link",
    `"${folder}" é um link do usuário ${link.uid} para uma pasta que não é dele, e por segurança não foi aberto. Confira quem o pôs ali e apague-o.`,
  );
}

const ownerOf = (uid: number, gid: number): ServerUser => (uid === 0 ? namespaceUser() : otherUser(uid, gid));

/**
 * The users that root tries to run the server as, in this order. The owner of the data folder comes first, so that both
 * root and that owner can open the database.
 */
function usersFor(dataDir: string): ServerUser[] {
  const { uid, gid } = statSync(dataDir);
  return [...(uid === 0 ? [] : [otherUser(uid, gid)]), otherUser(nobody, nobody), namespaceUser()];
}

/** Returns true if a user can enter a folder; false also if this process cannot run programs as that user. */
const canReach = (user: ServerUser, folder: string): boolean => user.run("/bin/sh", ["-c", 'test -x "$0"', folder]).ok;

const tryServer = (user: ServerUser, native: NativeServer) => user.run(native.program("postgres"), ["--version"]);

/** Returns the home with programs that its user can run. They are copied to its folder if necessary. */
function homeFor(parts: {
  dataDir: string;
  folder: string;
  native: NativeServer;
  linked: boolean;
  user: ServerUser;
}): ServerHome {
  const { dataDir, folder, linked, user } = parts;
  if (user.owner && !canReach(user, path.dirname(folder))) throw unreachable(folder, user.owner.uid);
  const isOwn = !user.owner && linked;
  let native = parts.native;
  // The test run fails if the user cannot reach the programs, or if the symbolic links to the programs' libraries are
  // missing.
  if (!isOwn && !tryServer(user, native).ok) native = copyPrograms(native, folder);
  return { folder, user, native, elsewhere: path.dirname(folder) !== path.resolve(dataDir) };
}

/**
 * Creates the server folder in `systemFolder`. Used if the data folder belongs to root, nobody else can enter it, and
 * the system forbids user namespaces.
 */
function moveOut(dataDir: string, native: NativeServer): ServerHome {
  const hash = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12);
  const folder = path.join(systemFolder, hash);
  const user = otherUser(nobody, nobody);
  makeFolder(systemFolder, systemFolder);
  if (!canReach(user, systemFolder))
    throw new AppError(
      "data-folder",
      `O PostgreSQL não aceita o root, e nenhum outro usuário entra em "${dataDir}" nem em "${systemFolder}". Rode como outro usuário, escolha outra pasta em DATA_DIR ou use um PostgreSQL seu (DATABASE_URL).`,
    );
  makeServerFolder(folder, dataDir, user);
  writeFileSync(path.join(dataDir, pointerName), `${folder}\n`);
  const copied = tryServer(user, native).ok ? native : copyPrograms(native, folder);
  return { folder, user, native: copied, elsewhere: true };
}

/**
 * Creates the folder under a temporary name and renames it once its owner is set, so that no process sees it without
 * its owner.
 */
function makeServerFolder(folder: string, dataDir: string, user?: ServerUser): void {
  const partial = `${folder}.${randomUUID()}.part`;
  try {
    mkdirSync(partial, { mode: 0o700 });
    if (user?.owner) chownSync(partial, user.owner.uid, user.owner.gid);
    renameSync(partial, folder);
  } catch (cause) {
    rmSync(partial, { recursive: true, force: true });
    // If the folder exists now, another process created it first.
    if (!existsSync(folder))
      throw new AppError("data-folder", `Não dá para gravar em "${dataDir}". Escolha outra pasta em DATA_DIR.`, {
        cause,
      });
  }
}

const unreachable = (folder: string, uid: number) =>
  new AppError(
    "data-folder",
    uid === 0
      ? `O banco em "${folder}" é do root e só abre num namespace de usuário, que este sistema proíbe. Passe-o a outro usuário (chown -R) ou rode onde isso é permitido.`
      : `O usuário ${uid}, dono do banco em "${folder}", não passa pelas pastas acima. Dê passagem a ele (chmod o+x) ou escolha outra em DATA_DIR.`,
  );

const ownedByOther = (dataDir: string, uid: number) =>
  new AppError(
    "data-folder-foreign",
    `O banco na pasta "${dataDir}" é do usuário ${uid}. Rode como ele, ou escolha outra pasta em DATA_DIR.`,
  );
