import pg from "pg";

/** How much goes in: `people` with a contract and two open invoices each, the first `deep` of them with a year behind them. */
export interface Fill {
  people: number;
  deep: number;
}

/** The first of them, who take part in the talks: both their invoices are open and have no boleto. */
export const talkers = 2000;
/** So many contracts are billed here, whoever else there is. */
const billed = 2000;
/** Of each of those with a year behind them. */
const invoicesEach = 10;
const messagesEach = 25;

/**
 * Fills a database that holds the demo's provider and banks. Ids are made of numbers, so that nothing has to be looked
 * up; indexes are taken away and made anew, which takes a third of the time.
 */
export async function fill(url: string, { people, deep }: Fill, tell: (what: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const run = async (what: string, statement: string) => {
    const begun = performance.now();
    await client.query(statement);
    tell(`${what}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  };
  // Foreign keys hold by how the ids are made; the words that contracts are found by come from their trigger.
  await client.query("SET work_mem = '512MB'; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off");
  await client.query(functions);
  await run("people", peopleOf(people));
  await client.query("SET session_replication_role = replica");
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made FROM pg_index
      WHERE NOT indisprimary AND indrelid = ANY($1::text[]::regclass[])`,
    [["invoice", "boleto", "payment", "event", "inbound_message", "outbound_message"]],
  );
  await client.query(indexes.map(({ name }) => `DROP INDEX ${name}`).join("; "));
  await run("invoices", invoicesOf(people, deep));
  await run("boletos", boletosOf(deep));
  await run("payments", paymentsOf(deep));
  await run("events", eventsOf(deep));
  await run("messages", messagesOf(deep));
  await run("the rest", restOf(people, deep));
  for (const { name, made } of indexes) await run(name, made);
  await client.query("RESET session_replication_role");
  await run("VACUUM ANALYZE", "VACUUM ANALYZE");
  await client.end();
}

// Person n, invoice m of person n (0: due next), its boleto: the same ids wherever they are named.
const functions = `
  CREATE OR REPLACE FUNCTION bench_id(kind text, n int, m int) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT overlay(overlay(md5(kind || n || '-' || m) PLACING '4' FROM 13) PLACING 'a' FROM 17)::uuid $$;
  CREATE OR REPLACE FUNCTION bench_due(n int, m int) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT current_date + 3 + n % 27 - 30 * m $$;
  CREATE OR REPLACE FUNCTION bench_paid(n int, m int) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT m > 1 AND (n * 31 + m) % 100 > 0 OR m = 1 AND n > ${talkers} AND n % 8 > 0 $$;
  CREATE OR REPLACE FUNCTION bench_boleto(n int, m int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT CASE WHEN n <= ${talkers} AND m < 2 OR (n + m) % 4 = 0 THEN NULL WHEN bench_paid(n, m) THEN 'paid'
                   WHEN m < 2 THEN 'payable' ELSE 'expired' END $$;`;

const peopleOf = (people: number) => `
  INSERT INTO subscriber (id, external_id, name, document, email, address, updated_at)
  SELECT bench_id('s', n, 0), 's' || n, (ARRAY['Maria','José','Ana','João','Antônio','Francisca','Carlos','Paulo','Lúcia','Zuleica' || n])[1 + n % 10]
         || ' ' || (ARRAY['Souza','Silva','Pereira','Lima','Gomes','Alves','Rocha'])[1 + n % 7] || ' ' || substr(md5(n::text), 1, 8),
         lpad(n::text, 11, '0'), 's' || n || '@exemplo.com.br', 'Rua ' || n, now() FROM generate_series(1, ${people}) n;
  INSERT INTO subscriber_phone SELECT bench_id('s', n, 0), '55' || 11900000000 + 100000 + n FROM generate_series(1, ${people}) n;
  INSERT INTO contract (id, external_id, subscriber_id, wallet_id, address, branch, bills_here, plan_price_cents, due_day, bills_from, updated_at)
  SELECT bench_id('c', n, 0), 'c-' || n, bench_id('s', n, 0), w.id,
         (ARRAY['Rua das Acácias','Avenida Central','Rua do Porto','Rua Bela'])[1 + n % 4] || ', ' || n % 2000,
         CASE WHEN n % 5 = 0 THEN 'matriz' END, n % ${people / billed} = 0, 9990, 1 + n % 28, date_trunc('month', current_date)::date, now()
    FROM generate_series(1, ${people}) n, wallet w WHERE w.external_id = 'fatura';
  INSERT INTO chat (channel, address, phone, confirmed_id, state, last_active_at, unreachable_at, person_until)
  SELECT CASE WHEN n % 5 < 3 THEN 'whatsapp' ELSE 'telegram' END::channel, '55' || 11900100000 + n || '@c.us', '55' || 11900100000 + n,
         bench_id('s', n, 0), '{"step":"start","list":3,"misunderstood":0}', now() - n % 90 * interval '1 day',
         CASE WHEN n % ${Math.ceil(people / 40)} = 0 THEN now() - interval '3 days' END, CASE WHEN n % 1000 = 0 THEN now() + interval '12 hours' END
    FROM generate_series(1, ${people}) n;
  ANALYZE;`;

const invoicesOf = (people: number, deep: number) => `
  INSERT INTO invoice (id, external_id, contract_id, amount_cents, due_date, description, status, competence, billed_on, created_at, updated_at)
  SELECT bench_id('i', n, m), 'f-' || n || '-' || m, bench_id('c', n, 0), 9990 + n % 10, bench_due(n, m), 'uso do mês ' || m,
         CASE WHEN bench_paid(n, m) THEN 'paid' ELSE 'open' END::invoice_status,
         CASE WHEN n % ${people / billed} = 0 THEN date_trunc('month', bench_due(n, m))::date - m * interval '1 year' END,
         CASE WHEN n % ${people / billed} = 0 THEN bench_due(n, m) - 10 END, bench_due(n, m) - 10, now()
    FROM generate_series(0, ${invoicesEach - 1}) m, generate_series(1, ${people}) n WHERE m < 2 OR n <= ${deep};`;

const slip = `jsonb_build_object('boleto', jsonb_build_object('banco', w.bank_code, 'linhaDigitavel', repeat('0', 47), 'codigoBarras', repeat('0', 44),
    'nossoNumero', lpad(b::text, 17, '0'), 'agenciaCodigo', '1234/56789', 'localPagamento', 'Pagável em qualquer banco até o vencimento'),
  'beneficiary', jsonb_build_object('name', w.beneficiary_name, 'document', w.beneficiary_document, 'address', w.beneficiary_address),
  'payer', jsonb_build_object('name', 'Maria Souza ' || md5(n::text), 'document', lpad(n::text, 11, '0'), 'address', 'Rua das Acácias, ' || n),
  'especie', 'DS', 'aceite', 'N', 'issueDate', bench_due(n, m), 'instructions', jsonb_build_array('Após o vencimento, multa de 2% e juros de 1% ao mês.'))`;

const boletosOf = (deep: number) => `
  INSERT INTO boleto (id, invoice_id, bank_wallet_id, status, bank_code, nosso_numero, campo_livre, codigo_barras, linha_digitavel, amount_cents,
         due_date, principal_cents, payable_until, slip, issued_at, promised_at, sent_at, payable_at, closed_at, created_at, updated_at)
  SELECT bench_id('b', n, m), bench_id('i', n, m), w.id, bench_boleto(n, m)::boleto_status, w.bank_code, lpad(b::text, 17, '0'), lpad(b::text, 25, '0'),
         w.bank_code || lpad(b::text, 41, '0'), w.bank_code || lpad(b::text, 44, '0'), 9990, bench_due(n, m), 9990,
         bench_due(n, m) + 59, ${slip}, bench_due(n, m) - 5, bench_due(n, m) - 5, bench_due(n, m) - 5, bench_due(n, m) - 5,
         CASE WHEN bench_boleto(n, m) <> 'payable' THEN bench_due(n, m) END, bench_due(n, m) - 5, now()
    FROM generate_series(0, ${invoicesEach - 1}) m, generate_series(1, ${deep}) n, LATERAL (SELECT n::bigint * 10 + m AS b) numbered, bank_wallet w
   WHERE w.external_id = (ARRAY['itau', 'bradesco', 'sicoob', 'santander'])[1 + n % 4] AND bench_boleto(n, m) IS NOT NULL ORDER BY m DESC, n;`;

const paymentsOf = (deep: number) => `
  INSERT INTO payment (id, external_id, invoice_id, boleto_id, amount_cents, paid_on, outcome, created_at)
  SELECT bench_id('p', n, m), 'p-' || n || '-' || m, bench_id('i', n, m), bench_id('b', n, m), 9990, bench_due(n, m),
         CASE WHEN (n + m) % ${Math.max(2, deep / 20)} = 1 THEN 'devolver_ou_creditar' ELSE 'settled' END::payment_outcome, bench_due(n, m)
    FROM generate_series(0, ${invoicesEach - 1}) m, generate_series(1, ${deep}) n WHERE bench_boleto(n, m) = 'paid' ORDER BY m DESC, n;`;

const eventsOf = (deep: number) => `
  INSERT INTO event (type, at, data, position)
  SELECT type, at, data, row_number() OVER (ORDER BY at) FROM (
    SELECT t.type, bench_due(n, m) - t.before + n % 86400 * interval '1 second' AS at,
           jsonb_build_object('invoiceId', 'f-' || n || '-' || m, 'boletoId', bench_id('b', n, m), 'bankCode', '341', 'amountCents', 9990) AS data
      FROM generate_series(0, ${invoicesEach - 1}) m, generate_series(1, ${deep}) n,
           (VALUES ('boleto.issued', 5), ('boleto.payable', 5), ('payment.received', 0)) t(type, before)
     WHERE bench_boleto(n, m) IS NOT NULL AND (t.before = 5 OR bench_paid(n, m))) e WHERE at < now() ORDER BY at;`;

// In the order of their time, as they came in; texts of more than 90 days are gone.
const messagesOf = (deep: number) => `
  INSERT INTO inbound_message (chat_id, external_id, body, status, next_try_at, received_at, done_at)
  SELECT f.id + (k * 7919) % ${deep}, 'false_5511900000000@c.us_' || upper(md5(k::text)),
         CASE WHEN at < now() - interval '90 days' THEN '{"kind":"text","text":""}' ELSE jsonb_build_object('kind', 'text', 'text', 'oi, quero o boleto ' || k) END,
         CASE WHEN k % ${(deep * messagesEach) / 50} = 0 THEN 'dead' WHEN k > ${deep * messagesEach} - 100 THEN 'received' ELSE 'done' END::inbound_status,
         CASE WHEN k > ${deep * messagesEach} - 100 THEN now() + interval '3 days' ELSE at END, at, at
    FROM generate_series(1::bigint, ${deep * messagesEach}) k, LATERAL (SELECT now() - interval '365 days' * (1 - k / ${deep * messagesEach}.0) AS at) timed,
         (SELECT min(id) AS id FROM chat WHERE address LIKE '55119001%') f;
  INSERT INTO outbound_message (chat_id, boleto_id, body, kind, topic, dedupe_key, status, due_at, attempts, provider_message_id, sent_at, written_by, created_at)
  SELECT f.id + (k * 7919) % ${deep}, CASE WHEN k % 5 = 0 THEN bench_id('b', ((k * 7919) % ${deep} + 1)::int, (k % 10)::int) END,
         CASE WHEN at < now() - interval '90 days' THEN '{"text":""}' ELSE jsonb_build_object('text', repeat('Você tem 2 faturas em aberto. ', 8),
           'choices', '[{"label":"Vence 10/12","number":1,"list":3},{"label":"Vence 10/11","number":2,"list":3}]'::jsonb) END,
         CASE WHEN k % 5 = 0 THEN 'notice' ELSE 'reply' END::outbound_kind, CASE WHEN k % 5 = 0 THEN 'payable' END,
         CASE WHEN k % 5 = 0 THEN 'notice:' || bench_id('b', k::int, 0) || ':payable:' || k || ':0' ELSE 'reply:' || k || ':0' END,
         CASE WHEN k % ${Math.ceil((deep * messagesEach) / 100)} = 0 THEN 'failed' WHEN k > ${deep * messagesEach} - 300 THEN 'pending' ELSE 'sent' END::outbound_status,
         CASE WHEN k > ${deep * messagesEach} - 300 THEN now() + interval '3 days' ELSE at END, 1,
         'true_5511900000000@c.us_' || upper(md5(k::text || 'o')), CASE WHEN k <= ${deep * messagesEach} - 300 THEN at END,
         CASE WHEN k % 200 = 1 THEN 'Atendente' END, at
    FROM generate_series(1::bigint, ${deep * messagesEach}) k, LATERAL (SELECT now() - interval '365 days' * (1 - k / ${deep * messagesEach}.0) AS at) timed,
         (SELECT min(id) AS id FROM chat WHERE address LIKE '55119001%') f;`;

const restOf = (people: number, deep: number) => `
  INSERT INTO attendance (protocol, chat_id, subject, opened_at, answered_by, answered_at, closed_at, outcome)
  SELECT 'b' || n, c.id + n - 1, 'internet', now() - n % 300 * interval '1 day', 'Atendente', now() - n % 300 * interval '1 day',
         CASE WHEN n > 60 THEN now() END, CASE WHEN n > 60 THEN 'handed_back' END::attendance_outcome
    FROM generate_series(1, ${60 + deep / 10}) n, (SELECT min(id) AS id FROM chat WHERE address LIKE '55119001%') c;
  INSERT INTO boleto_watcher (boleto_id, chat_id, asked_at)
  SELECT bench_id('b', n, m), c.id + n - 1, now() FROM generate_series(0, 1) m, generate_series(1, ${deep}) n,
         (SELECT min(id) AS id FROM chat WHERE address LIKE '55119001%') c WHERE bench_boleto(n, m) IS NOT NULL;
  INSERT INTO audit_entry (at, operator_name, action, subject, sentence)
  SELECT now() - n * interval '1 minute', 'Atendente', 'contract.linked', 'contract c-' || n, 'Carteira de Cobrança do contrato c-' || n || '.'
    FROM generate_series(1, ${deep}) n;
  INSERT INTO central_access (subscriber_id, address, way, at)
  SELECT bench_id('s', n, 0), '192.0.2.1', 'code', now() - n % 180 * interval '1 day' FROM generate_series(1, ${deep}) n;
  INSERT INTO one_time_code (origin, subscriber_id, expires_at, used_at, created_at)
  SELECT 'chat:' || n, bench_id('s', n, 0), now() - n % 180 * interval '1 day', now() - n % 180 * interval '1 day', now()
    FROM generate_series(1, ${Math.ceil(deep / 4)}) n;
  INSERT INTO billing_run SELECT current_date - d, now() FROM generate_series(0, 300) d;
  INSERT INTO billing_skip (contract_id, competence, day, reason)
  SELECT bench_id('c', n, 0), date_trunc('month', current_date), current_date - n % 300, 'known' FROM generate_series(1, ${people}) n WHERE n % ${people / billed} = 0;
  INSERT INTO pgboss.job (name, data, state, created_on, started_on, completed_on, start_after)
  SELECT (ARRAY['register-boleto', 'cancel-boleto', 'deliver'])[1 + k % 3], jsonb_build_object('boletoId', bench_id('b', k, 0)), 'completed',
         now() - k % 7 * interval '1 day', now(), now() - k % 7 * interval '1 day', now() - k % 7 * interval '1 day'
    FROM generate_series(1, ${deep}) k;`;
