import { z } from "zod";
import type { BankWebhooks, PostAttempt } from "../../core/bank-ports.ts";
import { askSetup, readSetup } from "../rest/ask-setup.ts";
import type { BankClient } from "../rest/create-bank-client.ts";

const registered = z.object({ webhookUrl: z.string() });
const page = z.object({
  ultimaPagina: z.boolean().nullish(),
  data: z.array(
    z.object({
      // The bank's description has a list here, and its sample an object.
      payload: z.array(z.object({ codigoSolicitacao: z.string() })).catch([]),
      dataHoraDisparo: z.string().nullish(),
      sucesso: z.boolean(),
      httpStatus: z.number().nullish(),
      mensagemErro: z.string().nullish(),
    }),
  ),
});
const repeated = z.object({ foundIds: z.array(z.string()).nullish() });

const path = "/cobranca/v3/cobrancas/webhook";
const mostAtOnce = 50;
/** The bank allows ten of these questions a minute. */
const mostPages = 8;

/** Creates Inter's webhook settings: one address an account, and the history of its posts. */
export function createInterWebhooks(call: BankClient, complaint: () => string | undefined): BankWebhooks {
  const ask = (request: Parameters<BankClient>[0]) => askSetup(call, complaint, request);
  return {
    async current() {
      const { status, json } = await ask({ method: "GET", path });
      return status === 404 ? undefined : { url: readSetup(registered, json).webhookUrl };
    },
    async register(webhookUrl) {
      await ask({ method: "PUT", path, body: { webhookUrl } });
    },
    async attempts({ from, to }) {
      const attempts: PostAttempt[] = [];
      for (let pagina = 0; pagina < mostPages; pagina++) {
        const days = { dataHoraInicio: from.toISOString(), dataHoraFim: to.toISOString() };
        const query = { ...days, pagina, tamanhoPagina: 50 };
        const { status, json } = await ask({ method: "GET", path: `${path}/callbacks`, query });
        if (status === 404) break;
        const { data, ultimaPagina } = readSetup(page, json);
        attempts.push(...data.map(attemptOf));
        if (ultimaPagina !== false) break;
      }
      return attempts;
    },
    async repeat(references) {
      let count = 0;
      for (let first = 0; first < references.length; first += mostAtOnce) {
        const codigoSolicitacao = references.slice(first, first + mostAtOnce);
        const { json } = await ask({ method: "POST", path: `${path}/callbacks/retry`, body: { codigoSolicitacao } });
        count += readSetup(repeated, json).foundIds?.length ?? 0;
      }
      return count;
    },
  };
}

function attemptOf(one: z.infer<typeof page>["data"][number]): PostAttempt {
  const { payload, dataHoraDisparo, sucesso, httpStatus, mensagemErro } = one;
  const reason = [httpStatus, mensagemErro].filter((part) => part !== null && part !== undefined).join(" ");
  return {
    at: dataHoraDisparo ?? "",
    isDelivered: sucesso,
    references: payload.map(({ codigoSolicitacao }) => codigoSolicitacao),
    ...(!sucesso && { reason }),
  };
}
