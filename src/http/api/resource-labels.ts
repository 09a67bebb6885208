import type { ResourceName } from "../../core/register/schemas.ts";

/** The resources of the API, named and described in Portuguese. */
export const resourceLabels: Readonly<Record<ResourceName | "events", { one: string; many: string; about: string }>> = {
  branches: {
    one: "uma filial",
    many: "Filiais",
    about:
      "Onde os contratos são atendidos: fuso, feriados da cidade e do estado, horário. O id é o nome, como vem em branch nos contratos e nas carteiras; um nome novo ali cadastra a filial, que vale como o provedor até que se diga outra coisa.",
  },
  "bank-wallets": {
    one: "uma carteira de banco",
    many: "Carteiras de banco",
    about: "Uma conta em um banco, com a faixa de nosso número que é só do Faturabot.",
  },
  wallets: {
    one: "uma carteira de cobrança",
    many: "Carteiras de cobrança",
    about: "Como um contrato é cobrado: fatura (o assinante escolhe entre os bancos) ou bank (um banco só).",
  },
  subscribers: { one: "um assinante", many: "Assinantes", about: "Quem paga, com CPF ou CNPJ e telefones." },
  contracts: {
    one: "um contrato",
    many: "Contratos",
    about: "Um plano em um endereço, cobrado por uma carteira de cobrança.",
  },
  invoices: {
    one: "uma fatura",
    many: "Faturas",
    about:
      "O que se deve de um mês. Sem o campo status, a situação fica como está; paid ou cancelled dá baixa no boleto que ainda valia. Se o que foi pago é um boleto, informe o pagamento nele (PATCH) antes de marcar a fatura.",
  },
  boletos: {
    one: "um boleto",
    many: "Boletos já emitidos",
    about:
      "Boletos que o seu sistema já emitiu: o assinante recebe esse em vez de um novo. Só um vale por fatura; havendo outro, a resposta é 409. A lista traz também os que foram feitos aqui.",
  },
  events: { one: "um evento", many: "Eventos", about: "O que aconteceu com registro, baixa e pagamento." },
};
