import type { Request, Response } from "express";
import multer from "multer";
import { Problem } from "../../http/problem.ts";

const mostBytes = 20 * 1024 * 1024;

const take = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: mostBytes, files: 1, fields: 10, fieldSize: 10_000, parts: 11 },
}).single("file");

/**
 * Parses the form of an upload; ignores other requests. Throws Problem if the file is too large or the form is broken.
 */
export async function readUpload(request: Request, response: Response): Promise<void> {
  if (!request.is("multipart/form-data")) return;
  await new Promise<void>((resolve, reject) => {
    take(request, response, (error: unknown) => {
      if (!error) return resolve();
      const isLarge = error instanceof multer.MulterError && error.code === "LIMIT_FILE_SIZE";
      reject(new Problem(isLarge ? 413 : 400, isLarge ? "O arquivo passa de 20 MB." : "Não consegui ler o arquivo."));
    });
  });
}
