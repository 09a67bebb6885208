/** The medium that carries a code to a registered contact. */
export type CourierName = "sms" | "email";

/** Sends codes. Times out after 15 s. Throws AppError, whose message contains neither the contact nor the code. */
export interface Courier {
  send(to: string, message: CodeMessage): Promise<void>;
}

/** The text that is sent, and the code alone for templates. */
export interface CodeMessage {
  code: string;
  subject: string;
  text: string;
}

/** The couriers that the provider configured. */
export type Couriers = Partial<Record<CourierName, Courier>>;
