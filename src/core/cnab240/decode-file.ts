/** The text of a bank's file: Latin-1, or UTF-8 where somebody's editor has made it that. */
export function decodeFile(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const piece = 8192;
    let text = "";
    for (let from = 0; from < bytes.length; from += piece)
      text += String.fromCharCode(...bytes.subarray(from, from + piece));
    return text;
  }
}
