/** Returns the path of a Chromium on this machine, or undefined. */
export function findChromium(env?: NodeJS.ProcessEnv): string | undefined;
