import { createHash, randomUUID } from "node:crypto";
import {
  chmodSync,
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
import { makeFolder } from "./make-folder.ts";
import { findNativeServer, mendLinks, type NativeServer } from "./native-server.ts";
import { namespaceUser, otherUser, type ServerUser, sameUser } from "./server-user.ts";

/** Where a data folder's server lies, and who runs it. */
export interface ServerHome {
  /** Belongs to the server's user, who alone may enter it. */
  folder: string;
  user: ServerUser;
  native: NativeServer;
  /** Outside of the data folder, because the server's user cannot reach that. */
  elsewhere: boolean;
}

const nobody = 65534;

/** Says where the server lies whose user cannot reach the data folder. */
const pointerName = "postgresql.path";

/** Where root's server goes that reaches neither the data folder nor the programs in it. */
const systemFolder = "/var/lib/faturabot";

/** The folder in which a data folder's server lies, or would lie if it was made now. */
export function serverFolderOf(dataDir: string): string {
  const pointer = path.join(dataDir, pointerName);
  return existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : path.join(path.resolve(dataDir), "postgresql");
}

/** Throws AppError where a data folder's server lies elsewhere, in a folder that is gone. */
export function refuseVanished(dataDir: string): void {
  const folder = serverFolderOf(dataDir);
  if (path.dirname(folder) !== path.resolve(dataDir) && !existsSync(folder))
    throw new AppError(
      "data-folder-elsewhere",
      `O banco de "${dataDir}" fica em "${folder}", que não existe. Traga a pasta de volta, ou restaure uma cópia noutra (DATA_DIR).`,
    );
}

/**
 * Makes the folder in which a data folder's server lies, or finds it, and settles as whom it runs. Throws AppError, in
 * a sentence, where it cannot be made, belongs to somebody else, or where no user may run a server there.
 */
export function chooseHome(dataDir: string, find: () => NativeServer = findNativeServer): ServerHome {
  const madeDataDir = makeFolder(path.resolve(dataDir), dataDir);
  const folder = serverFolderOf(dataDir);
  const native = find();
  const linked = mendLinks(native);
  const isRoot = process.getuid?.() === 0;
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (isRoot) refuseForeignLink(folder, uid);
    if (!isRoot && process.getuid && uid !== process.getuid()) throw foreign(dataDir, uid);
    return settled({ dataDir, folder, native, linked, user: isRoot ? ownerOf(uid, gid) : sameUser() });
  }
  refuseVanished(dataDir);
  if (!isRoot) {
    makeServerFolder(folder, dataDir);
    return settled({ dataDir, folder, native, linked, user: sameUser() });
  }
  // Made by us just now: others may pass through it, and see nothing.
  if (madeDataDir) chmodSync(dataDir, 0o711);
  const user = usersFor(path.resolve(dataDir)).find((one) => reaches(one, path.resolve(dataDir)));
  if (!user) return moveOut(dataDir, native);
  makeServerFolder(folder, dataDir, user);
  return settled({ dataDir, folder, native, linked, user });
}

/** An administrator may put the folder elsewhere by a link; anybody else would have root follow it where they may not go. */
function refuseForeignLink(folder: string, target: number): void {
  const link = lstatSync(folder);
  if (!link.isSymbolicLink() || link.uid === 0 || link.uid === target) return;
  throw new AppError(
    "data-folder-link",
    `"${folder}" é um link do usuário ${link.uid} para uma pasta que não é dele, e por segurança não foi aberto. Confira quem o pôs ali e apague-o.`,
  );
}

const ownerOf = (uid: number, gid: number): ServerUser => (uid === 0 ? namespaceUser() : otherUser(uid, gid));

/** Whoever owns the folder goes first: then the same database opens for root and for them. */
function usersFor(dataDir: string): ServerUser[] {
  const { uid, gid } = statSync(dataDir);
  return [...(uid === 0 ? [] : [otherUser(uid, gid)]), otherUser(nobody, nobody), namespaceUser()];
}

/** Whether a user gets into a folder; false also where the system lets nobody become that user. */
const reaches = (user: ServerUser, folder: string): boolean => user.run("/bin/sh", ["-c", 'test -x "$0"', folder]).ok;

const runs = (user: ServerUser, native: NativeServer) => user.run(native.program("postgres"), ["--version"]);

/** With programs that the user may run, in a copy of their own if need be. */
function settled(of: {
  dataDir: string;
  folder: string;
  native: NativeServer;
  linked: boolean;
  user: ServerUser;
}): ServerHome {
  const { dataDir, folder, linked, user } = of;
  if (user.owner && !reaches(user, path.dirname(folder))) throw unreached(folder, user.owner.uid);
  const isOwn = !user.owner && linked;
  let native = of.native;
  // A program that cannot be run here may be one that this user may not reach, or whose links are missing.
  if (!isOwn && !runs(user, native).ok) native = copyPrograms(native, folder);
  return { folder, user, native, elsewhere: path.dirname(folder) !== path.resolve(dataDir) };
}

/** To a folder of the system, where no other one serves: root's own folder is closed, and namespaces are forbidden. */
function moveOut(dataDir: string, native: NativeServer): ServerHome {
  const hash = createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 12);
  const folder = path.join(systemFolder, hash);
  const user = otherUser(nobody, nobody);
  makeFolder(systemFolder, systemFolder);
  if (!reaches(user, systemFolder))
    throw new AppError(
      "data-folder",
      `O PostgreSQL não aceita o root, e nenhum outro usuário entra em "${dataDir}" nem em "${systemFolder}". Rode como outro usuário, escolha outra pasta em DATA_DIR ou use um PostgreSQL seu (DATABASE_URL).`,
    );
  makeServerFolder(folder, dataDir, user);
  writeFileSync(path.join(dataDir, pointerName), `${folder}\n`);
  const copied = runs(user, native).ok ? native : copyPrograms(native, folder);
  return { folder, user, native: copied, elsewhere: true };
}

/** There at once with its owner, whom another process may ask for at any moment. */
function makeServerFolder(folder: string, dataDir: string, user?: ServerUser): void {
  const half = `${folder}.${randomUUID()}.part`;
  try {
    mkdirSync(half, { mode: 0o700 });
    if (user?.owner) chownSync(half, user.owner.uid, user.owner.gid);
    renameSync(half, folder);
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(folder))
      throw new AppError("data-folder", `Não dá para gravar em "${dataDir}". Escolha outra pasta em DATA_DIR.`, {
        cause,
      });
  }
}

const unreached = (folder: string, uid: number) =>
  new AppError(
    "data-folder",
    uid === 0
      ? `O banco em "${folder}" é do root e só abre num namespace de usuário, que este sistema proíbe. Passe-o a outro usuário (chown -R) ou rode onde isso é permitido.`
      : `O usuário ${uid}, dono do banco em "${folder}", não passa pelas pastas acima. Dê passagem a ele (chmod o+x) ou escolha outra em DATA_DIR.`,
  );

const foreign = (dataDir: string, uid: number) =>
  new AppError(
    "data-folder-foreign",
    `O banco na pasta "${dataDir}" é do usuário ${uid}. Rode como ele, ou escolha outra pasta em DATA_DIR.`,
  );
