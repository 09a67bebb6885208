import { DemoBar } from "../page/demo-bar.tsx";
import { Page } from "./page.tsx";

/** What went wrong, and the one thing to do. */
export function ProblemPage({ message }: { message: string }) {
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
