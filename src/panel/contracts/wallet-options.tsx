import type { WalletChoice } from "./list-wallets.ts";

/**
 * The options of a field in which a wallet is chosen; those of type Fatura come first. An inactive wallet is offered
 * only if it is the present one.
 */
export function WalletOptions({
  wallets,
  current,
}: {
  wallets: readonly WalletChoice[];
  current?: string | undefined;
}) {
  const shown = wallets.filter(({ id, active }) => active || id === current);
  return (
    <>
      {(["fatura", "bank"] as const).map((kind) => {
        const ofKind = shown.filter((wallet) => wallet.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <optgroup key={kind} label={kind === "fatura" ? "Tipo Fatura: o assinante escolhe o banco" : "Um banco só"}>
            {ofKind.map(({ id, description, active, branch }) => (
              <option key={id} value={id}>
                {description}
                {branch ? ` (só filial ${branch})` : ""}
                {active ? "" : " (desligada)"}
              </option>
            ))}
          </optgroup>
        );
      })}
    </>
  );
}
