/** What a bank's client proves itself with. Files were read; nothing of it is ever stored or logged. */
export interface Credentials {
  clientId: string;
  /** Sicoob has none. */
  clientSecret?: string;
  /** PEM: the client certificate, where the bank wants one. */
  certificate?: { cert: string; key: string };
  /** PEM: whom to trust besides the usual authorities. */
  ca?: string;
}
