import type { ApiBankCode } from "../../core/banks.ts";
import type { BankCode } from "../../core/billing/bank-code.ts";

/**
 * Examples of the settings file of a bank wallet, with the paths of secrets instead of secrets. docs/bancos.md explains
 * the fields.
 */
export const exampleSettings: Partial<Record<BankCode, Readonly<Record<string, unknown>>>> = {
  "001": {
    bank: "bb",
    clientId: "…",
    clientSecretFile: "bb-secret.txt",
    appKeyFile: "bb-app.txt",
    variacao: 35,
  },
  "077": {
    bank: "inter",
    clientId: "…",
    clientSecretFile: "inter-secret.txt",
    certFile: "inter.crt",
    keyFile: "inter.key",
  },
  "403": {
    bank: "cora",
    clientId: "int-…",
    certFile: "cora.pem",
    keyFile: "cora.key",
  },
  "461": {
    bank: "asaas",
    apiKeyFile: "asaas-key.txt",
  },
  "748": {
    bank: "sicredi",
    apiKeyFile: "sicredi-key.txt",
    accessCodeFile: "sicredi-code.txt",
  },
  "756": {
    bank: "sicoob",
    clientId: "…",
    certFile: "sicoob.pem",
    keyFile: "sicoob.key",
    contaCorrente: "1234567",
  },
} satisfies Record<ApiBankCode, unknown>;
