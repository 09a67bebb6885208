import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Writable } from "node:stream";
import type { Sender } from "../../core/channel-ports.ts";

/**
 * Creates the sender of the console channel. It writes replies to a stream, as plain text or as one JSON object a line,
 * and files to `folder`.
 */
export function createConsoleSender({
  output,
  folder,
  json,
}: {
  output: Writable;
  folder: string;
  json: boolean;
}): Sender {
  return {
    async send({ id, reply }, file) {
      if (reply.document && file) {
        const { fileName } = reply.document;
        const at = path.join(folder, `${id}-${fileName}`);
        writeFileSync(at, file.bytes);
        output.write(json ? `${JSON.stringify({ type: "document", path: at, fileName })}\n` : `[${at}]\n\n`);
      } else output.write(json ? `${JSON.stringify({ type: "text", text: reply.text })}\n` : `${reply.text}\n\n`);
      return {};
    },
  };
}
