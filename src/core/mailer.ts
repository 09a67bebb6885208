/** A mail to one person. */
export interface Mail {
  subject: string;
  text: string;
  file?: { name: string; mediaType: string; bytes: Uint8Array };
}

/** Carries a mail out. Gives up after 15 s; throws AppError, whose words name neither address nor text. */
export interface Mailer {
  mail(to: string, mail: Mail): Promise<void>;
}
