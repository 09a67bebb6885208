import { z } from "zod";
import { AppError } from "../../core/app-error.ts";
import type { BankWebhooks, PostAttempt } from "../../core/bank-ports.ts";
import { addDays } from "../../core/billing/calendar/iso-date.ts";
import { localDate } from "../../core/billing/calendar/local-time.ts";
import { brasilia } from "../../core/billing/calendar/zone.ts";
import { askSetup, readSetup } from "../rest/ask-setup.ts";
import type { BankClient } from "../rest/create-bank-client.ts";

const registered = z.object({
  resultado: z.array(
    z.object({
      idWebhook: z.number(),
      url: z.string(),
      codigoTipoMovimento: z.number(),
      descricaoSituacao: z.string().nullish(),
      dataHoraInativacao: z.string().nullish(),
      dataHoraUltimaAlteracao: z.string().nullish(),
      descricaoMotivoInativacao: z.string().nullish(),
    }),
  ),
});
const requests = z.object({
  resultado: z.object({
    totalPaginas: z.number().nullish(),
    webhookSolicitacoes: z
      .array(
        z.object({
          codigoSolicitacaoSituacao: z.number(),
          descricaoErroProcessamento: z.string().nullish(),
          dataHoraCadastro: z.string().nullish(),
          nossoNumero: z.coerce.string().nullish(),
        }),
      )
      .nullish(),
  }),
});

/** Payment (baixa operacional), of the current day: the only kind that the bank offers. */
const movement = { codigoTipoMovimento: 7, codigoPeriodoMovimento: 1 };
const sent = 3;
const failed = 6;
const mostPages = 8;

/** Creates Sicoob's webhook settings: its API has them one for each kind of movement. */
export function createSicoobWebhooks(call: BankClient, complaint: () => string | undefined): BankWebhooks {
  const ask = (request: Parameters<BankClient>[0]) => askSetup(call, complaint, request);

  async function payments() {
    const query = { codigoTipoMovimento: movement.codigoTipoMovimento };
    const { status, json } = await ask({ method: "GET", path: "/webhooks", query });
    if (status === 204 || status === 404) return undefined;
    return readSetup(registered, json).resultado.find(
      ({ codigoTipoMovimento }) => codigoTipoMovimento === movement.codigoTipoMovimento,
    );
  }

  async function requestsOf(idWebhook: number, dataSolicitacao: string): Promise<PostAttempt[]> {
    const attempts: PostAttempt[] = [];
    for (let pagina = 1; pagina <= mostPages; pagina++) {
      const path = `/webhooks/${idWebhook}/solicitacoes`;
      const { status, json } = await ask({ method: "GET", path, query: { dataSolicitacao, pagina } });
      if (status === 204 || status === 404) break;
      const { totalPaginas, webhookSolicitacoes } = readSetup(requests, json).resultado;
      for (const one of webhookSolicitacoes ?? []) {
        const { codigoSolicitacaoSituacao: state, descricaoErroProcessamento, dataHoraCadastro, nossoNumero } = one;
        if (state !== sent && state !== failed) continue;
        attempts.push({
          at: dataHoraCadastro ?? dataSolicitacao,
          isDelivered: state === sent,
          references: nossoNumero ? [nossoNumero] : [],
          ...(state === failed && { reason: descricaoErroProcessamento ?? "erro no envio" }),
        });
      }
      if (pagina >= (totalPaginas ?? 1)) break;
    }
    return attempts;
  }

  return {
    async current() {
      const webhook = await payments();
      if (!webhook) return undefined;
      const { url, descricaoSituacao, descricaoMotivoInativacao } = webhook;
      const state = [descricaoSituacao, isOff(webhook) && descricaoMotivoInativacao].filter(Boolean).join(": ");
      return { url, ...(state !== "" && { state }), ...(isOff(webhook) && { isOff: true }) };
    },
    async register(url) {
      const webhook = await payments();
      await ask(
        webhook
          ? { method: "PATCH", path: `/webhooks/${webhook.idWebhook}`, body: { url } }
          : { method: "POST", path: "/webhooks", body: { url, ...movement } },
      );
    },
    async attempts({ from, to }) {
      const webhook = await payments();
      const attempts: PostAttempt[] = [];
      for (let day = localDate(to, brasilia); webhook && day >= localDate(from, brasilia); day = addDays(day, -1))
        attempts.push(...(await requestsOf(webhook.idWebhook, day)));
      return attempts;
    },
    async switchOn() {
      const webhook = await payments();
      if (!webhook) throw new AppError("bank-setup", "Não há aviso cadastrado no Sicoob. Use --register.");
      await ask({ method: "PATCH", path: `/webhooks/${webhook.idWebhook}/reativar` });
    },
  };
}

/** Switched off, and not changed since: a change of the address switches it on again. */
function isOff(webhook: z.infer<typeof registered>["resultado"][number]): boolean {
  const { dataHoraInativacao: off, dataHoraUltimaAlteracao: changed } = webhook;
  return !!off && (!changed || Date.parse(changed) <= Date.parse(off));
}
