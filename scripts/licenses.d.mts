import type { Lock } from "./shipped-packages.mjs";

export interface Shipped {
  name: string;
  version: string;
  license: string;
}
export function shippedLicenses(lock: Lock, licenseOf?: (path: string) => string | undefined): Shipped[];
export function refusedLicenses(shipped: readonly Shipped[]): Shipped[];
