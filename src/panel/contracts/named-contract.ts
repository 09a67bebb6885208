import { z } from "zod";
import type { PrismaClient } from "../../database/generated/client.ts";
import { Problem } from "../../http/problem.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { type ContractFile, contractFile } from "./contract-file.ts";

/** Loads the contract that the URL names. Throws Problem 404 if there is none. */
export async function namedContract(prisma: PrismaClient, { request }: OperatorVisit): Promise<ContractFile> {
  const { data: id } = z.uuid().safeParse(request.params.id);
  const contract = id === undefined ? undefined : await contractFile(prisma, id);
  if (!contract) throw new Problem(404, "Não encontrado.");
  return contract;
}
