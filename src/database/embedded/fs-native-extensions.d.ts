declare module "fs-native-extensions" {
  interface LockOptions {
    /** Several may hold a shared lock at once, as long as nobody holds an exclusive one. */
    shared?: boolean;
  }
  /** Returns false if a conflicting lock is held. Throws if the file system does not support locks. */
  export function tryLock(fd: number, options?: LockOptions): boolean;
  export function unlock(fd: number): void;
}
