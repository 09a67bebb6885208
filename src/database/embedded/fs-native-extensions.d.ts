declare module "fs-native-extensions" {
  interface LockOptions {
    /** Several may hold it at once, as long as nobody holds it alone. */
    shared?: boolean;
  }
  /** False where somebody else holds a lock that excludes this one. Throws where the file system keeps no locks. */
  export function tryLock(fd: number, options?: LockOptions): boolean;
  export function unlock(fd: number): void;
}
