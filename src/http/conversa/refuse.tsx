import type { Request, Response } from "express";
import { sendPage } from "../page/send-page.ts";
import { ProblemPage } from "./problem-page.tsx";

/** Answers with a sentence: as JSON to the page's script, as a page to a form. */
export function refuse(request: Request, response: Response, status: number, message: string): void {
  response.status(status);
  if (request.is("json")) response.json({ message });
  else sendPage(response, <ProblemPage message={message} />);
}
