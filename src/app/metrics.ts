import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Clock } from "../core/ports.ts";
import { refuseSecrets } from "../core/privacy/secret-fields.ts";
import type { PrismaClient } from "../database/generated/client.ts";
import { countGivenUp, eventWaits, numbersLeft, readBacklog } from "../storage/read-backlog.ts";
import { checkApiWallets } from "./banks.ts";

/**
 * Creates the metrics for Prometheus. The gauges are read from the database at each scrape, so that every process
 * reports the same values. `erpUrl` is the address that events are posted to.
 */
export function createMetrics(
  prisma: PrismaClient,
  { clock, banksDir, erpUrl }: { clock: Clock; banksDir: string; erpUrl?: string },
) {
  const registry = noSecretLabels(new Registry());
  // In milliseconds. By default the event loop is sampled a hundred times a second, which would be most of the work of
  // an idle service.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const turns = new Counter({
    name: "faturabot_turns_total",
    help: "Turns answered by this process",
    registers: [registry],
  });
  for (const [name, what] of [
    ["faturabot_outbox_oldest_seconds", "message"],
    ["faturabot_notice_oldest_seconds", "notice"],
    ["faturabot_job_oldest_seconds", "job"],
  ] as const)
    new Gauge({
      name,
      help: `How long the oldest due ${what} has been waiting`,
      registers: [registry],
      async collect() {
        this.set((await readBacklog(prisma))[what]);
      },
    });
  if (erpUrl !== undefined)
    new Gauge({
      name: "faturabot_event_push_oldest_seconds",
      help: "How long the oldest event has been waiting to be handed to the provider's own system",
      registers: [registry],
      async collect() {
        this.set(await eventWaits(prisma, erpUrl));
      },
    });
  new Gauge({
    name: "faturabot_given_up",
    help: "What was given up after all tries: inbound and outbound messages, events to the provider's own system",
    labelNames: ["kind"],
    registers: [registry],
    async collect() {
      for (const { kind, count } of await countGivenUp(prisma)) this.set({ kind }, count);
    },
  });
  for (const [name, help, field] of [
    ["faturabot_bank_numbers", "Nossos números in the range of a bank wallet", "all"],
    ["faturabot_bank_numbers_left", "Nossos números that are left in the range of a bank wallet", "left"],
  ] as const)
    new Gauge({
      name,
      help,
      labelNames: ["bank", "wallet"],
      registers: [registry],
      async collect() {
        this.reset();
        for (const { bank, wallet, ...count } of await numbersLeft(prisma)) this.set({ bank, wallet }, count[field]);
      },
    });
  new Gauge({
    name: "faturabot_boletos",
    help: "Boletos that are not over, by status and bank",
    labelNames: ["status", "bank"],
    registers: [registry],
    async collect() {
      this.reset();
      // Only the boletos in these three statuses are counted: they are few and have an index of their own, while the
      // others keep growing in number.
      const rows = await prisma.$queryRaw<{ bank: string; status: string; count: number }[]>`
        SELECT bank_code AS bank, status::text, count(*)::int AS count FROM boleto
         WHERE status IN ('registering', 'payable', 'cancelling') GROUP BY bank_code, status`;
      for (const { status, bank, count } of rows) this.set({ status, bank }, count);
    },
  });
  new Gauge({
    name: "faturabot_channel_state",
    help: "Where each channel stands: 1 at its state",
    labelNames: ["channel", "state"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { channel, state } of await prisma.channelStatus.findMany()) this.set({ channel, state }, 1);
    },
  });
  new Gauge({
    name: "faturabot_bank_certificate_days",
    help: "Days until the certificate of a bank wallet runs out; below 30 ask the bank for another",
    labelNames: ["bank", "wallet"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { bankCode: bank, externalId: wallet, active, certificate } of await checkApiWallets(
        prisma,
        banksDir,
        clock.now(),
      ))
        if (active && certificate) this.set({ bank, wallet }, certificate.days);
    },
  });
  new Gauge({
    name: "faturabot_bank_in_trouble",
    help: "1 for a bank that is left alone because its API does not work",
    labelNames: ["bank"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { bankCode: bank, openUntil } of await prisma.bankHealth.findMany())
        this.set({ bank }, openUntil && openUntil > clock.now() ? 1 : 0);
    },
  });
  new Gauge({
    name: "faturabot_bank_refusals",
    help: "Kinds of calls that the bank refuses to a bank wallet (token, certificate, permission)",
    labelNames: ["bank", "wallet"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { bankCode: bank, externalId: wallet, refusals } of await prisma.bankWallet.findMany({
        where: { registersBy: "api", active: true },
        include: { refusals: { where: { until: { gt: clock.now() } } } },
      }))
        this.set({ bank, wallet }, refusals.length);
    },
  });
  const registrations = new Counter({
    name: "faturabot_registrations_total",
    help: "What followed from the banks' answers",
    labelNames: ["outcome"],
    registers: [registry],
  });
  const watch = { turn: () => turns.inc(), registration: (outcome: string) => registrations.inc({ outcome }) };
  return { registry, watch };
}

/**
 * Makes a registry refuse to register a metric with a label that could contain personal data, because whoever reads the
 * metrics must not see any.
 */
export function noSecretLabels(registry: Registry): Registry {
  const { registerMetric } = registry;
  registry.registerMetric = function (metric) {
    const { labelNames = [], name } = metric as unknown as { labelNames?: readonly string[]; name: string };
    refuseSecrets(`The metric ${name}`, Object.fromEntries(labelNames.map((label) => [label, label])));
    return registerMetric.call(this, metric);
  };
  return registry;
}
