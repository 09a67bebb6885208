import { cancellation, issue, listQuery } from "./inter/requests.ts";
import { dayOf, type InterRules, type InterTitle, isRepeat, shown, situacaoOf, titleOf } from "./inter/titles.ts";
import { createInterWebhooks } from "./inter/webhooks.ts";
import { type Answer, startBank, type Wire } from "./start-bank.ts";

/** Inter's Cobrança v3. Boletos are registered after a while; what goes wrong is asked for. */
export async function startInter({ now }: { now: () => Date }) {
  const titles: InterTitle[] = [];
  const calls: number[] = [];
  const rules: InterRules = {
    registrationMs: 5 * 60_000,
    pix: true,
    pixMs: 0,
    listLagMs: 3 * 60_000,
    nulls: false,
    callsPerMinute: Number.POSITIVE_INFINITY,
    repeat: { status: 409, detail: "Cobrança já solicitada." },
  };
  const problem = (status: number, detail: string, violacoes: unknown[] = []): Answer => ({
    status,
    json: { status, title: "Requisição inválida", detail, timestamp: now().toISOString(), violacoes },
  });
  const webhooks = createInterWebhooks(now, problem);

  function enter(body: unknown): Answer {
    const parsed = issue.safeParse(body);
    if (!parsed.success)
      return problem(
        400,
        "Há campos inválidos.",
        parsed.error.issues.map(({ path, message }) => ({ propriedade: path.join("."), razao: message, valor: "" })),
      );
    const at = now().getTime();
    if (titles.some((title) => isRepeat(parsed.data, title, at)))
      return problem(rules.repeat.status, rules.repeat.detail);
    const title = titleOf(parsed.data, titles.length, at, rules);
    titles.push(title);
    return { status: 200, json: { codigoSolicitacao: title.id } };
  }

  /** The day by which the list is asked for; undefined for a charge that has none. */
  function dayBy(title: InterTitle, by: "VENCIMENTO" | "EMISSAO" | "PAGAMENTO"): string | undefined {
    if (by === "VENCIMENTO") return title.dataVencimento;
    if (by === "EMISSAO") return dayOf(title.issuedAt);
    return title.paid && title.situacaoAt ? dayOf(title.situacaoAt) : undefined;
  }

  function list(query: Wire["query"]): Answer {
    const parsed = listQuery.safeParse(query);
    if (!parsed.success) return problem(400, "dataInicial e dataFinal são obrigatórios.");
    const { dataInicial, dataFinal, seuNumero, filtrarDataPor } = parsed.data;
    const { "paginacao.itensPorPagina": size, "paginacao.paginaAtual": page } = parsed.data;
    const at = now().getTime();
    const found = titles.filter((title) => {
      const day = dayBy(title, filtrarDataPor);
      const isShown =
        at >= title.issuedAt + rules.listLagMs && (seuNumero === undefined || title.seuNumero === seuNumero);
      return isShown && day !== undefined && day >= dataInicial && day <= dataFinal;
    });
    const part = found.slice(page * size, (page + 1) * size);
    return {
      status: 200,
      json: {
        totalPaginas: Math.max(1, Math.ceil(found.length / size)),
        totalElementos: found.length,
        tamanhoPagina: size,
        primeiraPagina: page === 0,
        ultimaPagina: (page + 1) * size >= found.length,
        numeroDeElementos: part.length,
        cobrancas: part.map((title) => shown(title, rules, at, true)),
      },
    };
  }

  function cancel(title: InterTitle, { body, headers }: Wire): Answer {
    if (headers.accept?.includes("application/json")) return { status: 406 };
    if (!cancellation.safeParse(body).success) return problem(400, "motivoCancelamento");
    if (situacaoOf(title, now().getTime()) !== "A_RECEBER") return problem(400, "A cobrança não pode ser cancelada.");
    Object.assign(title, { situacao: "CANCELADO", situacaoAt: now().getTime() });
    return { status: 202 };
  }

  const bank = await startBank(
    {
      bank: "inter",
      tokenPath: "/oauth/v2/token",
      tokensPerMinute: 5,
      root: "/cobranca/v3",
      refuseGrant: ({ client_id, client_secret, scope }) =>
        client_id === "the-client" && client_secret === "the-secret" && scope?.includes("boleto-cobranca.write")
          ? undefined
          : "invalid_client",
      refuseCall() {
        const at = now().getTime();
        calls.push(at);
        return calls.filter((one) => one > at - 60_000).length > rules.callsPerMinute ? { status: 429 } : undefined;
      },
      isIssue: ({ method, path }) => method === "POST" && path === "/cobrancas",
      handle(wire) {
        const { method, path, query } = wire;
        if (path.endsWith("/")) return { status: 307 };
        const webhook = webhooks.handle(wire);
        if (webhook) return webhook;
        if (path === "/cobrancas") return method === "POST" ? enter(wire.body) : list(query);
        const [, , id, what] = path.split("/");
        const title = titles.find((one) => one.id === id);
        if (!title) return problem(404, "Cobrança não encontrada.");
        if (what === undefined && method === "GET") return { status: 200, json: shown(title, rules, now().getTime()) };
        if (what === "pdf" && method === "GET")
          return { status: 200, json: { pdf: Buffer.from(`%PDF-1.4 inter ${title.seuNumero}`).toString("base64") } };
        if (what === "cancelar") return method === "POST" ? cancel(title, wire) : { status: 405 };
        return { status: 404 };
      },
    },
    now,
  );

  const find = (seuNumero: string) => {
    const title = titles.find((one) => one.seuNumero === seuNumero);
    if (!title) throw new Error(`Inter has no ${seuNumero}`);
    return title;
  };
  return {
    ...bank,
    rules,
    titles,
    webhooks,
    settings: {
      bank: "inter",
      apiRoot: bank.url,
      clientSecretFile: "secret.txt",
      certFile: "client.pem",
      keyFile: "client.key",
      contaCorrente: "123456789",
    },
    /** Becomes what it becomes, now, and gives the bank's post about it. */
    becomes(seuNumero: string, situacao: string, paid?: string) {
      const title = find(seuNumero);
      Object.assign(title, { situacao, situacaoAt: now().getTime(), ...(paid && { paid }) });
      return [
        {
          codigoSolicitacao: title.id,
          seuNumero,
          situacao,
          dataHoraSituacao: now().toISOString(),
          ...(paid && { valorTotalRecebido: paid, origemRecebimento: "BOLETO" }),
          nossoNumero: title.nossoNumero,
        },
      ];
    },
  };
}
