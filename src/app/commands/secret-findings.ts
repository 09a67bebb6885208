import path from "node:path";
import type { Config } from "../../config.ts";
import type { Finding } from "./doctor.ts";
import { exposedFiles } from "./exposed-files.ts";

/** Most files that are named; of more, only the number is told. */
const mostNamed = 5;

/**
 * Returns what any user of this machine can read or replace of the secrets: the settings, the banks' keys, and the
 * session of WhatsApp.
 */
export function secretFindings({ banks, whatsapp, database }: Config): Finding[] {
  const places = [
    ".env",
    banks.dir,
    ...(whatsapp ? [path.join(whatsapp.dir, "session")] : []),
    ...(database.kind === "embedded" ? [path.join(database.dataDir, "chat")] : []),
  ];
  const exposed = exposedFiles(places);
  if (exposed.length === 0) return [];
  const named = exposed.slice(0, mostNamed).join(", ");
  const more = exposed.length > mostNamed ? ` e mais ${exposed.length - mostNamed}` : "";
  return [
    {
      sign: "!",
      text: `Segredos: qualquer usuário desta máquina lê ou troca ${named}${more}. Feche: chmod o-rwx na pasta ou no arquivo.`,
    },
  ];
}
