import type { IsoDate } from "../billing/calendar/iso-date.ts";
import { type BoletoStatus, isOver, mayMove } from "../boleto/boleto-status.ts";
import type { ReturnTitle } from "./return-title.ts";

/** Action for a title of a return file, and its description for the operator. */
export interface TitlePlan {
  does:
    | "register"
    | "reject"
    | "pay"
    | "cancel"
    | "cancel-again"
    | "expire"
    | "move-due-date"
    | "instruction-refused"
    | "tell"
    | "nothing";
  words: string;
  /** The boleto's new status, if it changes. */
  becomes?: BoletoStatus;
}

const statusLabels: Record<BoletoStatus, string> = {
  registering: "em registro",
  payable: "registrado",
  paid: "pago",
  rejected: "recusado",
  cancelling: "em baixa",
  cancelled: "baixado",
  expired: "vencido há tempo demais",
};

/** Reasons of a baixa because its term is over: the customer's or the bank's. */
const expiryReasons = ["12", "13"];

const nothing = (words: string): TitlePlan => ({ does: "nothing", words: `nada: ${words}` });

/** Plans what to do about a title that is one of our boletos. `paidBefore`: this payment is already recorded. */
export function planTitle(
  title: ReturnTitle,
  { status, dueDateAsked }: { status: BoletoStatus; dueDateAsked?: IsoDate },
  paidBefore: boolean,
): TitlePlan {
  const { effect, words } = title.movement;
  const stays = nothing(`o boleto já está ${statusLabels[status]}`);
  switch (effect) {
    case "registered":
      if (status === "registering")
        return { does: "register", words: "registra: já pode ser pago, e o assinante é avisado", becomes: "payable" };
      return isOver(status)
        ? { does: "cancel-again", words: "pede a baixa: o banco o registrou, e ele já não vale", becomes: "cancelling" }
        : stays;
    case "rejected":
      if (status === "registering") return title.isAlreadyThere ? planDoubt : planRejection;
      if (status === "cancelling" && title.isAlreadyThere)
        return {
          does: "tell",
          words: "avisa o operador: o banco diz que já tinha este título, e a baixa segue pedida",
        };
      if (status === "cancelling")
        return { does: "cancel", words: "baixa: o banco não o registrou", becomes: "cancelled" };
      return status === "rejected" ? stays : { does: "tell", words: "avisa o operador: entrada recusada outra vez" };
    case "command-refused":
      if (status === "registering") return title.isAlreadyThere ? planDoubt : planRejection;
      return planRefusal(status, dueDateAsked);
    case "paid":
      if (paidBefore) return nothing("este pagamento já foi registrado");
      return {
        does: "pay",
        words: "registra o pagamento",
        ...(mayMove(status, "paid") && { becomes: "paid" }),
      };
    case "cleared":
      if (paidBefore || status === "paid") return nothing("o pagamento já foi registrado");
      return title.paidCents > 0 && title.occurredOn
        ? { does: "pay", words: "registra o pagamento", ...(mayMove(status, "paid") && { becomes: "paid" }) }
        : { does: "tell", words: "avisa o operador: o banco não diz o valor" };
    case "cancelled":
      if (status === "payable" && title.reasonCodes.some((code) => expiryReasons.includes(code)))
        return { does: "expire", words: "encerra: o banco não recebe mais", becomes: "expired" };
      return ["registering", "payable", "cancelling"].includes(status)
        ? { does: "cancel", words: "baixa: o boleto não vale mais", becomes: "cancelled" }
        : stays;
    case "instruction-refused":
      return planRefusal(status, dueDateAsked);
    case "undone":
      return { does: "tell", words: "avisa o operador: pagamento desfeito pelo banco" };
    case "due-date":
      return status === "payable" && dueDateAsked
        ? { does: "move-due-date", words: "muda o vencimento, e o assinante recebe o código novo" }
        : { does: "tell", words: "avisa o operador" };
    case "told":
      return { does: "tell", words: "avisa o operador" };
    case "none":
      return nothing(words.toLowerCase());
  }
}

/** The first of two equal entries may be the one that the bank confirms in the next lines or files. */
const planDoubt: TitlePlan = {
  does: "tell",
  words: "avisa o operador: o banco diz que já tem este título; espera a entrada confirmada",
};

const planRejection: TitlePlan = {
  does: "reject",
  words: "recusa: o assinante é avisado e escolhe outro banco",
  becomes: "rejected",
};

function planRefusal(status: BoletoStatus, dueDateAsked: IsoDate | undefined): TitlePlan {
  if (status === "cancelling")
    return { does: "instruction-refused", words: "avisa o operador: a baixa vai de novo na próxima remessa" };
  return dueDateAsked
    ? { does: "instruction-refused", words: "avisa o operador: o vencimento fica como estava" }
    : { does: "tell", words: "avisa o operador: instrução recusada" };
}
