import type { Answer, Wire } from "../start-bank.ts";
import { callbacksQuery, retryBody, webhookBody } from "./requests.ts";

/** A try to deliver a post. */
export interface Delivery {
  webhookUrl: string;
  payload: { codigoSolicitacao: string }[];
  numeroTentativa: number;
  dataHoraDisparo: string;
  sucesso: boolean;
  httpStatus: number;
  mensagemErro?: string;
}

/** Inter's webhook: one address an account, the history of its posts, and their repetition. */
export function createInterWebhooks(now: () => Date, problem: (status: number, detail: string) => Answer) {
  let registered: { webhookUrl: string; criacao: string; atualizacao?: string } | undefined;
  const deliveries: Delivery[] = [];
  const repeated: string[] = [];

  function registration({ method, body }: Wire): Answer {
    if (method === "GET")
      return registered ? { status: 200, json: registered } : problem(404, "Webhook não cadastrado.");
    if (method === "DELETE") {
      registered = undefined;
      return { status: 204 };
    }
    if (method !== "PUT") return { status: 405 };
    const parsed = webhookBody.safeParse(body);
    if (!parsed.success) return problem(400, "webhookUrl");
    const at = now().toISOString();
    registered = registered
      ? { ...parsed.data, criacao: registered.criacao, atualizacao: at }
      : { ...parsed.data, criacao: at };
    return { status: 204 };
  }

  function history({ query }: Wire): Answer {
    const parsed = callbacksQuery.safeParse(query);
    if (!parsed.success) return problem(400, "dataHoraInicio e dataHoraFim são obrigatórios.");
    const { dataHoraInicio, dataHoraFim, pagina, tamanhoPagina } = parsed.data;
    const found = deliveries
      .filter(({ dataHoraDisparo: at }) => at >= dataHoraInicio && at <= dataHoraFim)
      .sort((one, other) => other.dataHoraDisparo.localeCompare(one.dataHoraDisparo));
    const data = found.slice(pagina * tamanhoPagina, (pagina + 1) * tamanhoPagina);
    const totalPaginas = Math.ceil(found.length / tamanhoPagina);
    const ultimaPagina = pagina + 1 >= totalPaginas;
    return {
      status: 200,
      json: { totalElementos: found.length, totalPaginas, primeiraPagina: pagina === 0, ultimaPagina, data },
    };
  }

  function repeat({ body }: Wire): Answer {
    const parsed = retryBody.safeParse(body);
    if (!parsed.success) return problem(400, "codigoSolicitacao");
    const known = new Set(
      deliveries.flatMap(({ payload }) => payload.map(({ codigoSolicitacao }) => codigoSolicitacao)),
    );
    const foundIds = parsed.data.codigoSolicitacao.filter((id) => known.has(id));
    repeated.push(...foundIds);
    return { status: 200, json: { foundIds } };
  }

  return {
    deliveries,
    repeated,
    address: () => registered?.webhookUrl,
    handle(wire: Wire): Answer | undefined {
      if (wire.path === "/cobrancas/webhook") return registration(wire);
      if (wire.path === "/cobrancas/webhook/callbacks" && wire.method === "GET") return history(wire);
      if (wire.path === "/cobrancas/webhook/callbacks/retry" && wire.method === "POST") return repeat(wire);
      return undefined;
    },
  };
}
