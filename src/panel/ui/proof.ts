import type { Operator } from "../../core/operator/operator.ts";

/** What the page says after too many attempts to prove again. The session has ended by then. */
export const proofOver = {
  title: "Foram muitas tentativas",
  message: "Por segurança você saiu do painel, e nada foi gravado. Entre de novo com a sua senha.",
};

/** What a form says if the password or the code of the second step is wrong. */
export const wrongProof = ({ hasTotp }: Operator): string =>
  hasTotp ? "a senha ou o código não confere; cada código vale uma vez: espere o próximo" : "não é a sua senha";
