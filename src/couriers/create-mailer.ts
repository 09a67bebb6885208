import { createTransport } from "nodemailer";
import { AppError } from "../core/app-error.ts";
import type { Mailer } from "../core/mailer.ts";

/** The provider's mail server and sender address. */
export interface EmailSettings {
  /** The URL of the server: smtp://user:password@host:port, or smtps://. */
  url: string;
  from: string;
}

const timeoutMs = 15_000;

/**
 * Creates the mailer for the mail server of the provider. `mail` throws AppError "email-failed", after which the mail
 * can be tried again.
 */
export function createMailer({ url, from }: EmailSettings): Mailer {
  const transport = createTransport(url, {
    from,
    // The content may come from strangers, so nodemailer must not read files or fetch URLs for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async mail(to, { subject, text, file }) {
      const sent = transport.sendMail({
        to: { name: "", address: to },
        subject,
        text,
        ...(file && {
          attachments: [{ filename: file.name, contentType: file.mediaType, content: Buffer.from(file.bytes) }],
        }),
      });
      await withinTime(sent).catch((error: unknown) => {
        throw new AppError("email-failed", `O servidor de e-mail não aceitou a mensagem (${codeOf(error)}).`, {
          retry: true,
        });
      });
    },
  };
}

/** Rejects if the work takes too long. nodemailer itself would wait for two minutes. */
function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error("Too slow"), { code: "ETIMEDOUT" })), timeoutMs);
  });
  return Promise.race([work, over]).finally(() => clearTimeout(timer));
}

const codeOf = (error: unknown) =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : "sem resposta";
