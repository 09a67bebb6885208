import { z } from "zod";
import type { Fault } from "../../core/register/check-input.ts";
import { RegisterError } from "../../core/register/register-error.ts";
import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import type { Handlers } from "../ui/handlers.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { readFilter } from "./contract-filter.ts";
import { ContractFrame } from "./contract-frame.tsx";
import { BillingTab, DataTab } from "./contract-tabs.tsx";
import { ContractsPage } from "./contracts-page.tsx";
import { describeWalletChange } from "./describe-wallet-change.ts";
import { listContracts } from "./list-contracts.ts";
import { listWallets } from "./list-wallets.ts";
import { namedContract } from "./named-contract.ts";

const pageSize = 50;
const form = z.object({ wallet: z.uuid() });

/**
 * The routes of Sistema → Cadastros → Contratos: the list, and the tabs of a contract, on one of which its wallet is
 * changed.
 */
export function contractRoutes({ prisma, register, site, clock }: Panel) {
  const contractOf = (visit: OperatorVisit) => namedContract(prisma, visit);
  const showBilling = async (visit: OperatorVisit, faults: readonly Fault[] = [], chosen?: string) => {
    if (faults.length > 0) visit.response.status(422);
    const [contract, wallets] = [await contractOf(visit), await listWallets(prisma)];
    return sendPage(
      visit.response,
      <ContractFrame {...{ site, visit, contract }} tab="Faturamento">
        <BillingTab {...{ contract, wallets, faults, chosen }} mayPlan={visit.operator.role === "administrador"} />
      </ContractFrame>,
    );
  };
  return {
    "GET /contratos": async (visit) => {
      const { given, filter } = readFilter(visit.request.query);
      const { data: after } = z.string().max(2000).safeParse(visit.request.query.depois);
      const { lines, next } = await listContracts(prisma, filter, {
        limit: pageSize,
        ...(after !== undefined && { after }),
      });
      const wallets = await listWallets(prisma);
      sendPage(
        visit.response,
        <ContractsPage
          {...{ site, visit, given, lines, wallets }}
          isFirst={after === undefined}
          {...(next !== undefined && { next })}
        />,
      );
    },
    "GET /contratos/:id": async (visit) => {
      const contract = await contractOf(visit);
      sendPage(
        visit.response,
        <ContractFrame {...{ site, visit, contract }} tab="Dados">
          <DataTab contract={contract} />
        </ContractFrame>,
      );
    },
    "GET /contratos/:id/faturamento": (visit) => showBilling(visit),
    "POST /contratos/:id/faturamento": async (visit) => {
      const contract = await contractOf(visit);
      const { data } = form.safeParse(visit.request.body);
      const chosen = (await listWallets(prisma)).find(({ id }) => id === data?.wallet);
      if (!chosen?.active && chosen?.id !== contract.walletId)
        return showBilling(visit, [{ path: "wallet", message: "escolha uma carteira" }]);
      if (!chosen) return showBilling(visit, [{ path: "wallet", message: "escolha uma carteira" }]);
      const path = `/contratos/${contract.id}/faturamento`;
      if (chosen.id === contract.walletId)
        return visit.goOn(path, `Nada mudou: o contrato já está em ${chosen.description}.`);
      try {
        await register.linkWallet(contract.externalId, chosen.externalId, clock.now(), visit.author);
      } catch (error) {
        if (!(error instanceof RegisterError)) throw error;
        return showBilling(visit, [{ path: "wallet", message: error.message }], chosen.id);
      }
      return visit.goOn(path, `Salvo: ${chosen.description}. ${capitalise(describeWalletChange(contract))}`);
    },
  } satisfies Partial<Handlers>;
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
