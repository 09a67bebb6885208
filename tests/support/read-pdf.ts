import { spawn } from "node:child_process";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** What is on the first page of a PDF, as a reader and a scanner see it. */
export interface ReadPdf {
  pages: number;
  size: { originalWidth: number; originalHeight: number };
  text: string;
  /** Bar codes of a boleto, and QR codes. */
  codes: string[];
  qrs: string[];
  barsMm: { left: number; length: number; height: number; fromBottom: number };
}

/** Reads a PDF in a process of its own. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const script = fileURLToPath(new URL("read-pdf-process.ts", import.meta.url));
  const reader = spawn(process.execPath, ["--import", "tsx", script], { stdio: ["pipe", "pipe", "inherit"] });
  reader.stdin.end(pdf);
  return (await json(reader.stdout)) as ReadPdf;
}
