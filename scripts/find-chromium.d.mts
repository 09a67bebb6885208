/** The path of a Chromium on this machine. */
export function findChromium(env?: NodeJS.ProcessEnv): string | undefined;
