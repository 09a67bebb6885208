const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isFile = (value: unknown) => isObject(value) && "source" in value;

/**
 * Parameters as telegraf can upload them: in a form with a file it drops objects that it does not know, like
 * `reply_parameters`, and a quote in the file's name breaks the form. Without a file, they stay as they are.
 */
export function uploadable<P extends object>(payload: P): P {
  const entries = Object.entries(payload);
  if (!entries.some(([, value]) => isFile(value))) return payload;
  return Object.fromEntries(entries.map(([name, value]) => [name, formValue(value)])) as P;
}

function formValue(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (!isFile(value)) return JSON.stringify(value);
  const { filename } = value;
  // Letters of other scripts are fine; what would end the header is not.
  return typeof filename === "string" ? { ...value, filename: filename.replace(/["\\\p{Cc}]/gu, "") } : value;
}
