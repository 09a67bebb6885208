const certificateFault =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|ERR_TLS_CERT|ERR_OSSL_)|^ERR_SSL_.*(CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/;

/**
 * Is the connection refused because of a certificate, theirs or ours? Then no request was sent. The codes are those of
 * Node's TLS and of OpenSSL's alerts.
 */
export function isCertificateFault(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && certificateFault.test(code)) return true;
  }
  return false;
}
