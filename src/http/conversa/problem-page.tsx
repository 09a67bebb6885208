import type { Request, Response } from "express";
import { DemoBar, sendPage } from "../page/page.tsx";
import { Page } from "./page.tsx";

/** A page that says what went wrong, with one link to go on. */
function ProblemPage({ message }: { message: string }) {
  return (
    <Page title="Não deu certo">
      <DemoBar />
      <main class="problem">
        <h1>Não deu certo</h1>
        <p>{message}</p>
        <p>
          <a href="/conversa">Voltar à conversa</a>
        </p>
      </main>
    </Page>
  );
}

/** Answers with an error message: as JSON for the script of the page, as a page for a form. */
export function refuse(request: Request, response: Response, status: number, message: string): void {
  response.status(status);
  if (request.is("json")) response.json({ message });
  else sendPage(response, <ProblemPage message={message} />);
}
