import type { CnabBank } from "./cnab-bank.ts";
import { ownerIn, wrongWidth } from "./read-fields.ts";
import { readTitle } from "./read-title.ts";
import { lineWidth } from "./render-record.ts";
import type { LineProblem, NamedOwner, ReturnTitle } from "./return-title.ts";
import type { FileLine } from "./split-lines.ts";

const part = ({ text }: FileLine, from: number, to: number) => text.slice(from - 1, to);

/** A title being read: its segment T, its U once found, and the title's other segments. */
interface OpenTitle {
  t: FileLine;
  u?: FileLine;
  extras: FileLine[];
}

/** A lote being read; `service` is tipo de operação and tipo de serviço, T01 in a return of cobrança. */
interface OpenLote {
  header: FileLine;
  service: string;
  owner: NamedOwner;
  lines: number;
  details: number;
  titles: number;
}

/** Tipos de serviço of FEBRABAN (G025) that are a return of cobrança: registered, and Caixa's without registration. */
const cobranca = /^T0[12]$/i;

/** Reads the lotes of a return file. A title in a lote of any service counts; other lotes are only noted. */
export function readLotes(
  {
    bank,
    lines,
    headerOwner,
    isReply,
  }: { bank: CnabBank; lines: readonly FileLine[]; headerOwner: NamedOwner; isReply: boolean },
  onProblem: (problem: LineProblem) => void,
): { titles: readonly ReturnTitle[]; notes: readonly LineProblem[] } {
  const titles: ReturnTitle[] = [];
  const notes: LineProblem[] = [];
  const others: string[] = [];
  let lote: OpenLote | undefined;
  let lotes = 0;
  let ofCobranca = 0;
  let end: FileLine | undefined;
  let open: OpenTitle | undefined;
  const report = ({ number }: FileLine, message: string) => onProblem({ line: number, message });
  const closeTitle = () => {
    if (open?.u) titles.push(readTitle(bank, { ...open, u: open.u }, { ...headerOwner, ...lote?.owner }));
    else if (open) report(open.t, "falta o segmento U deste título");
    open = undefined;
  };
  const checkCount = (line: FileLine, [from, to]: [number, number], actual: readonly number[], label: string) => {
    const stated = part(line, from, to).trim();
    // Banks may leave counts empty or zero.
    if (!/^0*$/.test(stated) && !actual.includes(Number(stated)))
      report(line, `${label}: o banco diz ${Number(stated)}, mas há ${actual[0]}`);
  };
  const onDetail = (line: FileLine, inLote: OpenLote) => {
    inLote.details++;
    const segment = part(line, 14, 14).toUpperCase();
    if (segment === "T") {
      closeTitle();
      inLote.titles++;
      open = { t: line, extras: [] };
    } else if (segment !== "U") open?.extras.push(line);
    else if (!open && !cobranca.test(inLote.service)) return;
    else if (!open || open.u) report(line, "segmento U sem o seu T");
    else if (part(line, 16, 17) !== part(open.t, 16, 17)) report(line, "o movimento do segmento U não é o do seu T");
    else open.u = line;
  };
  const closeLote = (line: FileLine, closed: OpenLote) => {
    closeTitle();
    const { lines: count, details, titles: found, service, header } = closed;
    if (!cobranca.test(service) && found === 0) {
      others.push(service);
      notes.push({ line: header.number, message: `lote de outro serviço, não lido: ${serviceName(service)}` });
      return;
    }
    ofCobranca++;
    checkCount(line, [18, 23], bank.countsDetails ? [count, details] : [count], "registros do lote");
    if (details > 0 && found === 0 && !isReply)
      report(header, `lote de cobrança com ${details} registros e nenhum título (segmentos T e U)`);
  };
  for (const line of lines.slice(1)) {
    if (end) report(line, "há uma linha depois do fim do arquivo");
    else if (line.text.length > lineWidth || line.text.length < 8) report(line, wrongWidth(line.text, lineWidth));
    else if (part(line, 1, 3) !== bank.code) report(line, `o banco desta linha não é ${bank.code}`);
    else {
      if (lote) lote.lines++;
      switch (part(line, 8, 8)) {
        case "1":
          if (lote) report(lote.header, "falta o fim deste lote");
          closeTitle();
          lotes++;
          lote = {
            ...{ header: line, service: part(line, 9, 11), owner: ownerIn(line, bank.owner.lote) },
            ...{ lines: 1, details: 0, titles: 0 },
          };
          break;
        case "3":
          if (!lote) report(line, "há um título fora de um lote");
          else onDetail(line, lote);
          break;
        case "5":
          if (lote) closeLote(line, lote);
          else report(line, "fim de um lote que não começou");
          lote = undefined;
          break;
        case "9":
          if (lote) report(lote.header, "falta o fim deste lote");
          closeTitle();
          checkCount(line, [18, 23], [lotes], "lotes do arquivo");
          checkCount(line, [24, 29], [lines.length], "registros do arquivo");
          end = line;
          break;
        default:
          report(line, `tipo de registro "${part(line, 8, 8)}" desconhecido`);
      }
    }
  }
  const last = lines.at(-1);
  if (!end && last) {
    closeTitle();
    report(last, "o arquivo termina no meio: falta o último registro (9)");
  }
  const [other] = others;
  if (other !== undefined && ofCobranca === 0)
    onProblem({ line: 1, message: `isto é um ${serviceName(other)}, não um retorno de cobrança` });
  return { titles, notes };
}

/** Names the service of a lote by its tipo de operação (G028) and tipo de serviço (G025). */
function serviceName(service: string): string {
  const [operation = "", kind = ""] = [service.slice(0, 1).toUpperCase(), service.slice(1)];
  if (operation === "E" || kind === "04") return "extrato da conta";
  if (operation === "C" || operation === "D") return "retorno de pagamentos";
  return `retorno do serviço ${service.trim() || "sem nome"}`;
}
