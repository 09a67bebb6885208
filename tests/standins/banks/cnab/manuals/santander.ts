import { content, instead, type Manual } from "../manual.ts";
import { febraban } from "./febraban.ts";

const { blanks, zeros, account, digits } = content;

/**
 * Santander: "Layout de Arquivo, Padrão 240 – Cobrança" (H7815), version 2.9, April 2018; the same in version 2.5 of
 * September 2014 and in 8.3 of April 2025. Rows that it does not change are FEBRABAN's.
 */
export const santander: Manual = {
  source: "Santander H7815, versão 2.9, abr/2018",
  records: {
    ...febraban,
    header: instead(febraban.header, [
      ["9-16", "reservado", blanks],
      ["17", "tipo de inscrição", ({ file }) => file.company.kind],
      ["18-32", "inscrição", digits(15, ({ file }) => file.company.document)],
      ["33-47", "código de transmissão, nota 3", account("codigoTransmissao")],
      ["48-72", "reservado", blanks],
      ["152-157", "reservado", blanks],
      ["167-240", "reservado", blanks],
    ]),
    lote: instead(febraban.lote, [
      ["34-53", "reservado", blanks],
      ["54-68", "código de transmissão, nota 3", account("codigoTransmissao")],
      ["69-73", "reservado", blanks],
      ["200-240", "reservado", blanks],
    ]),
    p: instead(febraban.p, [
      ["18-21", "agência", account("agencia")],
      ["22", "dígito da agência", account("agenciaDv")],
      ["23-31", "conta corrente", account("conta")],
      ["32", "dígito da conta", account("contaDv")],
      ["33-41", "conta cobrança FIDC, nota 45", account("conta")],
      ["42", "dígito da conta cobrança", account("contaDv")],
      ["43-44", "reservado", blanks],
      ["45-57", "nosso número, nota 15", ({ title }) => title.nossoNumero],
      ["58", "tipo de cobrança, nota 5: 5 na rápida, 1 na simples", account("tipoCobranca")],
      ["59", "forma de cadastramento, nota 6", "1"],
      ["60", "tipo de documento", /^[12]$/],
      ["61-62", "reservado", blanks],
      ["101-104", "agência cobradora FIDC", zeros],
      ["105", "dígito da agência FIDC", zeros],
      ["106", "reservado", blanks],
      ["119-126", "data dos juros, nota 22: a do vencimento", ({ title }) => dateOfJuros(title)],
      ["127-141", "juros, nota 18: reais com 2 casas, taxa com 5", digits(15, ({ title }) => juros(title))],
      ["221", "protesto, nota 25: 0 não protestar", "0"],
      ["224", "baixa, nota 26: 1 baixar, 3 perfil", ({ title }) => (title.daysUntilClosed > 0 ? "1" : "3")],
      ["225", "zero fixo", "0"],
      ["226-227", "dias para baixa", digits(2, ({ title }) => title.daysUntilClosed)],
      ["228-229", "moeda, nota 27", "00"],
      ["230-240", "reservado", blanks],
    ]),
    q: instead(febraban.q, [
      ["210-221", "carnê, nota 28", zeros],
      ["222-240", "reservado", blanks],
    ]),
    r: instead(febraban.r, [
      ["42-65", "reservado", blanks],
      ["67-74", "data da multa, nota 33: incide depois dela", ({ title }) => title.due],
      ["90-99", "reservado", blanks],
      ["100-139", "mensagem 3", blanks],
      ["140-179", "mensagem 4", blanks],
      ["180-240", "reservado", blanks],
    ]),
    loteEnd: instead(febraban.loteEnd, [["24-240", "reservado", blanks]]),
    end: instead(febraban.end, [["30-240", "reservado", blanks]]),
  },
};

type Title = { due: string; perDay?: number; perMonth?: number };

const dateOfJuros = ({ due, perDay, perMonth }: Title) => (perDay || perMonth ? due : zeros);

/** A rate in basis points has 2 of the 5 decimals. */
const juros = ({ perDay = 0, perMonth }: Title) => (perMonth ? perMonth * 1000 : perDay);
