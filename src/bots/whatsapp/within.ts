import { AppError } from "../../core/app-error.ts";

/** Waits for a call, but at most `limitMs`, because a crashed page never answers. Throws AppError "deadline". */
export async function within<T>(limitMs: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AppError("deadline", "O WhatsApp Web não respondeu a tempo.", { retry: true })),
      limitMs,
    );
  });
  // Without this, a rejection after the deadline would be unhandled.
  call.catch(() => {});
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
