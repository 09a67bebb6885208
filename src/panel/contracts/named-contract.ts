import { z } from "zod";
import { Problem } from "../../http/problem.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import type { ContractFile, Contracts } from "./contracts-types.ts";

/** The contract of the address. Throws Problem 404 where there is none. */
export async function namedContract(
  contracts: Pick<Contracts, "get">,
  { request }: OperatorVisit,
): Promise<ContractFile> {
  const { data: id } = z.uuid().safeParse(request.params.id);
  const contract = id === undefined ? undefined : await contracts.get(id);
  if (!contract) throw new Problem(404, "Não encontrado.");
  return contract;
}
