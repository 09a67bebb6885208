/** Says on every page what must not be overlooked. */
export function DemoBar() {
  return (
    <aside class="demo" aria-label="Aviso">
      <strong>DEMONSTRAÇÃO</strong> Tudo aqui é inventado. <strong>Não pague os boletos.</strong>
    </aside>
  );
}
