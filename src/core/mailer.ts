/** An e-mail to one recipient. */
export interface Mail {
  subject: string;
  text: string;
  file?: { name: string; mediaType: string; bytes: Uint8Array };
}

/** Sends e-mail. Gives up after 15 seconds. Throws AppError; its message contains neither the address nor the text. */
export interface Mailer {
  mail(to: string, mail: Mail): Promise<void>;
}
