/** How a code reaches a registered contact. */
export type CourierName = "sms" | "email";

/** Carries a code out. Gives up after 15 s; throws AppError, whose words name neither contact nor code. */
export interface Courier {
  send(to: string, message: CodeMessage): Promise<void>;
}

/** What the person reads, the code also alone for templates. */
export interface CodeMessage {
  code: string;
  subject: string;
  text: string;
}

/** The couriers that the provider configured. */
export type Couriers = Partial<Record<CourierName, Courier>>;
