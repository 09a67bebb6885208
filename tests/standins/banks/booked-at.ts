const dayMs = 86_400_000;
/** São Paulo. */
const offsetMs = -3 * 3_600_000;

/** The day there, as "2026-12-10". */
export const localDay = (at: number) => new Date(at + offsetMs).toISOString().slice(0, 10);

/** When a bank books what another bank took in: in the night before its next day that is no weekend, at three. */
export function bookedAt(paidAt: number): number {
  let midnight = Math.floor((paidAt + offsetMs) / dayMs) * dayMs + dayMs;
  while ([0, 6].includes(new Date(midnight).getUTCDay())) midnight += dayMs;
  return midnight - offsetMs + 3 * 3_600_000;
}
