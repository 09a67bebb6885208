import { randomBytes } from "node:crypto";
import { z } from "zod";
import { barsOf, pixOf } from "./bars.ts";
import { type Answer, startBank, type Wire } from "./start-bank.ts";

const text = (from: number, to: number) => z.string().min(from).max(to);
const cents = z.int().positive();
const date = z.iso.date();

/**
 * The body of `POST /v2/invoices`, as developers.cora.com.br describes it: amounts in cents, at least R$ 5,00; an
 * address, if there is one, with all its parts.
 */
export const coraInvoice = z.strictObject({
  code: z.string().optional(),
  customer: z.strictObject({
    name: text(1, 60),
    email: text(1, 60).optional(),
    document: z
      .strictObject({ identity: z.string().regex(/^(\d{11}|\d{14})$/), type: z.enum(["CPF", "CNPJ"]) })
      .refine(({ identity, type }) => (type === "CPF") === (identity.length === 11), "document.type"),
    address: z
      .strictObject({
        ...{ street: text(1, 200), number: text(1, 20), district: text(1, 100), city: text(1, 100) },
        ...{ state: z.string().regex(/^[A-Z]{2}$/), complement: z.string(), zip_code: z.string().regex(/^\d{8}$/) },
      })
      .optional(),
  }),
  services: z
    .array(z.strictObject({ name: text(1, 60), description: text(1, 100), amount: cents }))
    .min(1)
    .refine((services) => services.reduce((sum, { amount }) => sum + amount, 0) >= 500, "amount"),
  payment_terms: z.strictObject({
    due_date: date,
    fine: z.strictObject({ date, amount: cents.optional(), rate: z.number().positive().optional() }).optional(),
    interest: z.strictObject({ rate: z.number().positive() }).optional(),
    discount: z.strictObject({ type: z.enum(["FIXED", "PERCENT"]), value: z.number().positive() }).optional(),
  }),
  notification: z.strictObject({ name: z.string(), channels: z.array(z.unknown()) }).optional(),
  payment_forms: z.array(z.enum(["BANK_SLIP", "PIX"])).min(1),
});
const listQuery = z.strictObject({
  start: date.optional(),
  end: date.optional(),
  state: z
    .enum(["CANCELLED", "DRAFT", "IN_PAYMENT", "INITIATED", "LATE", "OPEN", "PAID", "RECURRENCE_DRAFT"])
    .optional(),
  search: z.string().optional(),
  page: z.coerce.number().int().min(1).default(1),
  perPage: z.coerce.number().int().min(1).max(200).default(20),
});
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Title = z.infer<typeof coraInvoice> & {
  id: string;
  /** Our name of it, as at the other banks. */
  seuNumero: string;
  number: string;
  issuedAt: number;
  status?: string;
  statusAt?: number;
  paidCents: number;
};

/**
 * Cora's invoices v2. A charge is a draft at first, then open and not registered, then registered: only now it has its
 * PIX. A key used before is answered as it was answered then.
 */
export async function startCora({ now }: { now: () => Date }) {
  const titles: Title[] = [];
  const answered = new Map<string, Answer>();
  const rules = { draftMs: 10_000, registrationMs: 60_000, pix: true };
  const problem = (status: number, code: string, message: string): Answer => ({
    status,
    json: { code, message, errors: [{ code, message }] },
  });
  const today = (at = now().getTime()) => new Date(at - 3 * 3_600_000).toISOString();
  const amountOf = ({ services }: Title) => services.reduce((sum, { amount }) => sum + amount, 0);

  function statusOf(title: Title): string {
    if (title.status !== undefined) return title.status;
    if (now().getTime() < title.issuedAt + rules.draftMs) return "DRAFT";
    return today().slice(0, 10) > title.payment_terms.due_date ? "LATE" : "OPEN";
  }

  function shown(title: Title) {
    const { id, code, customer, services, payment_terms, number, statusAt, paidCents } = title;
    const status = statusOf(title);
    const registered = now().getTime() >= title.issuedAt + rules.registrationMs;
    const bars = barsOf("403", { dueDate: payment_terms.due_date, cents: amountOf(title) }, `000009${number}01`);
    const slip =
      status === "DRAFT"
        ? { barcode: null, digitable: null, our_number: null, registered: false, url: null }
        : {
            ...{ barcode: bars.codigoBarras, digitable: bars.linhaDigitavel, our_number: number, registered },
            url: `${bank.url}/boletos/${id}.pdf`,
          };
    return {
      ...{ id, status, created_at: today(title.issuedAt).slice(0, 19), total_amount: amountOf(title) },
      ...{ total_paid: paidCents, occurrence_date: statusAt === undefined ? null : today(statusAt).slice(0, 10) },
      ...{ code: code ?? null, customer, services, payment_terms },
      payment_options: { bank_slip: slip },
      payments:
        status === "PAID"
          ? [
              {
                ...{ id: "pay_1", status: "FINALIZED", method: "BANK_SLIP", total_paid: paidCents, order: 1 },
                ...{ interest: 0, fine: 0, finalized_at: today(statusAt).slice(0, 19) },
              },
            ]
          : [],
      pix: { emv: registered && rules.pix && title.payment_forms.includes("PIX") ? pixOf(id.slice(4)) : null },
    };
  }

  function enter(body: unknown): Answer {
    const parsed = coraInvoice.safeParse(body);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, message }) => ({ code: path.join("."), message }));
      return { status: 400, json: { code: "invalid_request", message: "Requisição inválida", errors } };
    }
    if (parsed.data.payment_terms.due_date < today().slice(0, 10))
      return problem(400, "invalid_request", "due_date no passado");
    const title: Title = {
      ...parsed.data,
      id: `inv_${randomBytes(16).toString("base64url")}`,
      seuNumero: parsed.data.code ?? "",
      number: `0485367${String(titles.length + 1).padStart(10, "0")}`,
      issuedAt: now().getTime(),
      paidCents: 0,
    };
    titles.push(title);
    return { status: 200, json: shown(title) };
  }

  function list(query: Wire["query"]): Answer {
    const parsed = listQuery.safeParse(query);
    if (!parsed.success) return problem(400, "invalid_request", "parâmetros");
    const { start = "", end = "9", state, search, page, perPage } = parsed.data;
    const found = titles.filter((title) => {
      // Paid ones go by the day of payment, all others by the due date.
      const day = state === "PAID" ? today(title.statusAt).slice(0, 10) : title.payment_terms.due_date;
      return (
        day >= start &&
        day <= end &&
        (state === undefined || statusOf(title) === state) &&
        (search === undefined || title.customer.document.identity === search)
      );
    });
    const items = found.slice((page - 1) * perPage, page * perPage).map(shown);
    return { status: 200, json: { totalItems: found.length, items } };
  }

  function cancel(title: Title): Answer {
    const status = statusOf(title);
    if (status === "PAID") return problem(422, "REC-0006", "Boleto já pago");
    if (status === "CANCELLED") return problem(422, "REC-0005", "Boleto já cancelado");
    Object.assign(title, { status: "CANCELLED", statusAt: now().getTime() });
    return { status: 204 };
  }

  function handle({ method, path, query, body }: Wire): Answer {
    if (path === "/invoices") return method === "POST" ? enter(body) : list(query);
    const title = titles.find(({ id }) => id === decodeURIComponent(path.replace("/invoices/", "")));
    if (!title) return problem(404, "not_found", "Boleto não encontrado");
    if (method === "GET") return { status: 200, json: shown(title) };
    return method === "DELETE" ? cancel(title) : { status: 405 };
  }

  const bank = await startBank(
    {
      bank: "cora",
      tokenPath: "/token",
      root: "/v2",
      tokenSeconds: 86_400,
      scopeless: true,
      refuseGrant: ({ client_id, client_secret }) =>
        client_id === "the-client" && client_secret === undefined ? undefined : "access_denied",
      isIssue: ({ method, path }) => method === "POST" && path === "/invoices",
      files: (path) => (path.startsWith("/boletos/") ? `%PDF-1.4 cora ${path}` : undefined),
      handle(wire) {
        if (wire.method === "GET") return handle(wire);
        const key = wire.headers["idempotency-key"] ?? "";
        if (!uuid.test(key)) return problem(400, "invalid_request", "Idempotency-Key");
        const answer = answered.get(key) ?? handle(wire);
        answered.set(key, answer);
        return answer;
      },
    },
    now,
  );
  return {
    ...bank,
    rules,
    titles,
    settings: { bank: "cora", apiRoot: bank.url, certFile: "client.pem", keyFile: "client.key" },
    /** Becomes what it becomes, now, and gives the headers of the bank's post about it, which has no body. */
    becomes(seuNumero: string, status: string, paidCents = 0) {
      const title = titles.find((one) => one.seuNumero === seuNumero);
      if (!title) throw new Error(`Cora has no ${seuNumero}`);
      Object.assign(title, { status, statusAt: now().getTime(), paidCents });
      return {
        "user-agent": "Cora-Webhook",
        "webhook-event-id": `evt_${randomBytes(8).toString("hex")}`,
        "webhook-event-type": `invoice.${status === "PAID" ? "paid" : "canceled"}`,
        "webhook-resource-id": title.id,
      };
    },
  };
}
