import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import { plainLines } from "../../core/refused-characters.ts";

/**
 * Returns handlers that parse the form of a page, up to `limit` in size, and take out of its texts the characters that
 * no door takes: whoever pastes a phone from the contacts does not see the marks around it.
 */
export const readForm = (limit: string): RequestHandler[] => [
  express.urlencoded({ extended: false, limit }),
  makePlain,
];

function makePlain(request: Request, _response: Response, next: NextFunction): void {
  if (request.is("urlencoded")) request.body = Object.fromEntries(Object.entries(request.body ?? {}).map(plainField));
  next();
}

const plainField = ([name, value]: [string, unknown]): [string, unknown] => [
  name,
  Array.isArray(value) ? value.map(plainText) : plainText(value),
];

const plainText = (value: unknown) => (typeof value === "string" ? plainLines(value) : value);
