import { z } from "zod";
import { sendPage } from "../../http/page/page.tsx";
import type { Panel } from "../panel.ts";
import { proofOver } from "../ui/proof.ts";
import type { OperatorVisit } from "../ui/visit.ts";
import { SayPage } from "./door-page.tsx";
import { ProofPage, proofFields } from "./proof-page.tsx";
import { proofLastsMs } from "./prove-again.ts";

const text = z.string().max(300).default("");
const given = z.object({ [proofFields.password]: text, [proofFields.code]: text });

/**
 * Returns true if the operator proved lately who it is, or proves it with this request. Otherwise answers with a page
 * that asks for the proof, and returns false.
 */
export async function requireProof(
  { accounts, clock, site }: Pick<Panel, "accounts" | "clock" | "site">,
  visit: OperatorVisit,
  provenAt: Date | undefined,
): Promise<boolean> {
  const { request, response, operator, token } = visit;
  if (provenAt !== undefined && clock.now().getTime() - provenAt.getTime() <= proofLastsMs) return true;
  const body = request.body ?? {};
  const said = given.safeParse(body).data;
  const proof = { password: said?.proofPassword ?? "", code: said?.proofCode ?? "" };
  const isGiven = proof.password !== "" || proof.code !== "";
  const outcome = isGiven ? await accounts.prove({ operatorId: operator.id, token }, proof) : "wrong";
  if (outcome === "proven") {
    for (const name of Object.values(proofFields)) delete body[name];
    return true;
  }
  response.status(outcome === "over" ? 429 : 403);
  sendPage(
    response,
    outcome === "over" ? (
      <SayPage site={site} {...proofOver} />
    ) : (
      <ProofPage {...{ site, visit, body }} wrong={isGiven} />
    ),
  );
  return false;
}
