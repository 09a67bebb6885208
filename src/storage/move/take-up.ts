import type pg from "pg";
import { AppError } from "../../core/app-error.ts";
import { progressOf } from "./copy-table.ts";
import { sameSum, sumOf } from "./row-sum.ts";
import type { Table } from "./tables.ts";

/**
 * Looks at what an interrupted copy left in the target. It stays where the source still has just that; where the source
 * went on, the target is emptied, to be filled anew, and this gives true. Throws AppError, and changes nothing, where
 * the target holds anything but what was copied into it.
 */
export async function takeUp(source: pg.ClientBase, target: pg.ClientBase, tables: readonly Table[]): Promise<boolean> {
  const names = tables.map(({ name }) => name).join(", ");
  await target.query("BEGIN");
  try {
    // Nobody writes between the look and the emptying.
    await target.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`);
    const wentOn = await differs(source, target, tables);
    if (wentOn) {
      await target.query(`TRUNCATE ${names}`);
      await target.query("DELETE FROM faturabot_move.progress");
    }
    await target.query("COMMIT");
    return wentOn;
  } catch (error) {
    await target.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/** Whether the source has anything else than what was copied of it. */
async function differs(source: pg.ClientBase, target: pg.ClientBase, tables: readonly Table[]): Promise<boolean> {
  let wentOn = false;
  for (const table of tables) {
    const copied = await progressOf(target, table);
    if (!sameSum(await sumOf(target, table), copied))
      throw new AppError(
        "target-changed",
        `O banco de destino mudou depois da cópia interrompida (${table.name}): um serviço foi aberto nele? Nada foi mudado, nem aqui nem lá. Para começar de novo, crie um banco vazio e rode: faturabot move --to endereço do banco vazio.`,
      );
    // A table that was not begun yet is read whole anyway.
    if (copied.last && !wentOn) wentOn = !sameSum(await sumOf(source, table, copied.last), copied);
  }
  return wentOn;
}
