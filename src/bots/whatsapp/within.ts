import { AppError } from "../../core/app-error.ts";

/** Awaits a call with a deadline, because a crashed page never answers. Throws AppError "deadline". */
export async function within<T>(limitMs: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new AppError("deadline", "O WhatsApp Web não respondeu a tempo.", { retry: true })),
      limitMs,
    );
  });
  // A late rejection would otherwise be unhandled.
  call.catch(() => {});
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
