import type { Request, Response } from "express";
import { render } from "preact-render-to-string";
import { ProblemPage } from "./problem-page.tsx";

/** Answers with a sentence: as JSON to the page's script, as a page to a form. */
export function refuse(request: Request, response: Response, status: number, message: string): void {
  response.status(status);
  if (request.is("json")) response.json({ message });
  else response.type("html").send(`<!doctype html>${render(<ProblemPage message={message} />)}`);
}
