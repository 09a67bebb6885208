/** An e-mail to one recipient. */
export interface Mail {
  subject: string;
  text: string;
  file?: { name: string; mediaType: string; bytes: Uint8Array };
}

/** Sends e-mail. Times out after 15 s. Throws AppError, whose message contains neither the address nor the text. */
export interface Mailer {
  mail(to: string, mail: Mail): Promise<void>;
}
