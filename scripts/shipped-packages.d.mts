export interface Lock {
  packages: Record<
    string,
    {
      name?: string;
      version?: string;
      license?: string;
      dependencies?: Record<string, string>;
      optionalDependencies?: Record<string, string>;
      peerDependencies?: Record<string, string>;
      peerDependenciesMeta?: Record<string, { optional?: boolean }>;
    }
  >;
}
export function shippedPackages(lock: Lock): string[];
