import { z } from "zod";
import { localDay } from "./booked-at.ts";
import type { SicoobTitle } from "./sicoob-title.ts";
import type { Answer } from "./start-bank.ts";
import { damagedInTransit, zipOf } from "./zip-of.ts";

const order = z.strictObject({
  numeroCliente: z.int(),
  tipoMovimento: z.int().min(1).max(7),
  dataInicial: z.iso.date(),
  dataFinal: z.iso.date(),
});
const preparesMs = 90_000;
const dayMs = 86_400_000;
const payments = 5;

const refused = (codigo: string, mensagem: string): Answer => ({
  status: 400,
  json: { mensagens: [{ codigo, mensagem }] },
});

/** Sicoob's lists of movements: ordered for two days at most, prepared for a while, then files of rows. */
export function sicoobMovements(titles: readonly SicoobTitle[], now: () => Date) {
  const orders: (z.infer<typeof order> & { readyAt: number })[] = [];

  function rowsOf({ tipoMovimento, dataInicial, dataFinal }: z.infer<typeof order>) {
    if (tipoMovimento !== payments) return [];
    return titles.flatMap(({ nossoNumero, seuNumero, valor, payment }, index) => {
      if (!payment || payment.bookedAt > now().getTime()) return [];
      const day = localDay(payment.bookedAt);
      if (day < dataInicial || day > dataFinal) return [];
      const at = (date: string) => `${date}T00:00:00-03:00`;
      return [
        {
          siglaMovimento: "LIQUI",
          // The description names these fields in one way, the published example in another.
          ...(index % 2 === 0
            ? { numeroTitulo: nossoNumero, seuNumero }
            : { numTitulo: nossoNumero, descSeuNumero: seuNumero }),
          valorTitulo: valor,
          dataMovimentoLiquidacao: at(day),
          dataLiquidacao: at(localDay(payment.paidAt)),
          dataPrevisaoCredito: at(day),
          valorLiquido: payment.cents / 100,
          valorTarifaMovimento: 0.75,
        },
      ];
    });
  }

  return {
    order(body: unknown): Answer {
      const { data } = order.safeParse(body);
      if (!data) return refused("1", "numeroCliente, tipoMovimento, dataInicial e dataFinal");
      const days = (Date.parse(data.dataFinal) - Date.parse(data.dataInicial)) / dayMs + 1;
      if (days < 1 || days > 2) return refused("2", "Período máximo de 2 dias.");
      orders.push({ ...data, readyAt: now().getTime() + preparesMs });
      return { status: 200, json: { resultado: { codigoSolicitacao: orders.length, mensagem: "Recebida." } } };
    },
    state({ codigoSolicitacao }: Record<string, string>): Answer {
      const found = orders[Number(codigoSolicitacao) - 1];
      if (!found) return refused("3", "Solicitação não encontrada.");
      if (now().getTime() < found.readyAt) return refused("5004", "Solicitação ainda em processamento.");
      const rows = rowsOf(found);
      if (rows.length === 0) return { status: 204 };
      const resultado = {
        quantidadeTotalRegistros: rows.length,
        quantidadeRegistrosArquivo: 500_000,
        quantidadeArquivo: 1,
        idArquivos: [30_000_000 + Number(codigoSolicitacao)],
      };
      return { status: 200, json: { resultado } };
    },
    file({ codigoSolicitacao, idArquivo }: Record<string, string>): Answer {
      const found = orders[Number(codigoSolicitacao) - 1];
      if (!found || Number(idArquivo) !== 30_000_000 + Number(codigoSolicitacao)) return refused("4", "idArquivo");
      const zip = damagedInTransit(zipOf("LIQUI_1.json", JSON.stringify(rowsOf(found))));
      const resultado = { nomeArquivo: "LIQUI_1.zip", arquivo: zip.toString("base64") };
      return { status: 200, json: { resultado } };
    },
  };
}
