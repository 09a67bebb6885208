/** What a bank refuses about us: the permission of a call, the request for a token, or the certificate. */
export type BankRefusal = "permission" | "token" | "certificate";

const checks: Readonly<Record<BankRefusal, string>> = {
  permission:
    "O banco não deixa esta aplicação fazer isto. Confira no portal do banco: os escopos da aplicação, se ela foi autorizada na conta e se o certificado é o dela.",
  token:
    "O banco não dá o token a esta aplicação. Confira o clientId, o client secret, os escopos e o certificado, e no portal do banco se a aplicação está ativa e foi autorizada.",
  certificate:
    "A conexão segura com o banco não se abre. Confira se o certificado é o desta aplicação e não venceu (faturabot doctor), e se certFile e keyFile são um par.",
};

/** Returns the sentence that tells the operator what to check; `status` is the bank's HTTP status. */
export function refusalAdvice(refusal: BankRefusal, status?: number): string {
  return status === undefined ? checks[refusal] : `${checks[refusal]} (Resposta do banco: ${status}.)`;
}
