/** What a page asks to send. */
export interface Sending {
  id: string;
  chat: string;
  type: string;
  body: string;
  caption?: string;
  fileName?: string;
  mimetype?: string;
}

const longestText = 65_536;
const longestCaption = 1024;

/** Why WhatsApp would not take a message, or undefined. `file` holds the bytes of what was handed over. */
export function refusalOf(sending: Sending, file: Buffer | undefined): string | undefined {
  const { type, body, caption = "", fileName = "", mimetype = "" } = sending;
  if (!/^[0-9A-F]{16,32}$/.test(sending.id)) return "The id of a message is 16 to 32 hexadecimal digits in capitals";
  if (type === "chat") {
    if (body.trim() === "") return "A text must not be empty";
    return body.length > longestText ? `A text has at most ${longestText} characters` : undefined;
  }
  if (!file) return "The file was not handed over";
  if (file.length === 0) return "A file must not be empty";
  if (caption.length > longestCaption) return `A caption has at most ${longestCaption} characters`;
  if (type === "document" && fileName === "") return "A document has a file name";
  const saysPdf = mimetype === "application/pdf" || /\.pdf$/i.test(fileName);
  return saysPdf && file.subarray(0, 5).toString("latin1") !== "%PDF-" ? "This document is no PDF" : undefined;
}
