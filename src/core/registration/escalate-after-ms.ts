/** A bank that is late by so much, with registering a boleto or with taking it back, is a person's to call. */
export const escalateAfterMs = 24 * 3_600_000;
