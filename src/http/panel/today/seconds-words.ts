/** "0,4 s", "12 s", "3 min". */
export function secondsWords(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1).replace(".", ",")} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
