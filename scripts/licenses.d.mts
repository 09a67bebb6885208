export interface Shipped {
  name: string;
  version: string;
  license: string;
}
interface Lock {
  packages: Record<string, { name?: string; version?: string; license?: string; dev?: boolean; devOptional?: boolean }>;
}
export function shippedLicenses(lock: Lock, licenseOf?: (path: string) => string | undefined): Shipped[];
export function refusedLicenses(shipped: readonly Shipped[]): Shipped[];
