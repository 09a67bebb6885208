/** Event types of the feed, each with its meaning in the provider's language. */
export const eventTypes: Readonly<Record<string, string>> = {
  "boleto.handed-in": "o seu sistema entregou um boleto já emitido",
  "boleto.issued": "um boleto foi feito no banco escolhido",
  "boleto.payable": "o banco registrou: já pode ser pago",
  "boleto.rejected": "o banco recusou; reason traz o motivo",
  "boleto.late": "o banco demora há mais de um dia para registrar",
  "boleto.cancelling":
    "o boleto não vale mais e precisa de baixa; se foi o seu sistema que o emitiu, peça a baixa e confirme com PATCH",
  "boleto.cancelled": "a baixa foi confirmada",
  "boleto.cancel-late": "a baixa não foi confirmada em um dia",
  "boleto.expired": "o banco não aceita mais o boleto",
  "boleto.bank-reported":
    "o banco informou algo no arquivo de retorno; movement e words dizem o quê, reasons os motivos. Nada mudou sozinho",
  "boleto.due-date-moved": "o banco mudou o vencimento, como foi pedido",
  "remittance.made": "a remessa do dia foi feita; baixe-a e envie ao banco",
  "remittance.failed": "a remessa de uma carteira de banco não pôde ser feita; reason traz a falha",
  "return.applied": "um arquivo de retorno foi aplicado",
  "return.refused": "um arquivo de retorno foi recusado inteiro; problems traz o que há de errado, por linha",
  "payment.received":
    "chegou um pagamento; outcome diz se quitou a fatura (settled), se é parcial e o resto segue em aberto (parcial) ou se é para devolver ou creditar; differenceCents, o que veio a mais ou, negativo, o que falta; amountTold false: o banco não informou o valor, e amountCents é o que era devido no dia",
  "payment.corrected":
    "o banco informou depois o valor ou o dia de um pagamento; amountCents, outcome e differenceCents são os novos; reopened diz se a fatura voltou a ficar em aberto",
  "invoice.made": "a fatura do mês foi gerada aqui; competence é o mês de uso",
  "invoice.changed": "a situação da fatura mudou",
  "invoice.locked": "a escolha do banco travou, e a fatura foi para o banco padrão",
  "invoice.lock-failed":
    "o boleto da fatura que travou não pôde ser feito; reason traz a falha, e a manhã seguinte tenta de novo",
  "boleto.expire-failed": "um boleto que o banco não aceita mais não pôde ser encerrado; reason traz a falha",
  "boleto.mailed": "o boleto do banco padrão foi mandado por e-mail a quem não tinha escolhido o banco",
  "boleto.mismatch":
    "o banco fez outra coisa do que foi pedido; reason diz o quê. Ninguém o viu, e ele está sendo baixado",
  "boleto.pix-refused": "o PIX que o banco mandou não está certo e não foi mostrado; o boleto vale",
  "boleto.closed-at-bank": "o boleto foi cancelado no banco, por fora",
  "payment.undone": "o banco desfez um pagamento; reopened diz se a fatura voltou a ficar em aberto",
  "bank.in-trouble": "a API de um banco falhou várias vezes seguidas; até until ele não é oferecido",
  "bank.webhook-unread": "um aviso de banco não pôde ser lido, ou não é sobre um boleto daqui",
  "contract.linked": "o contrato foi vinculado a uma carteira",
  "offers.none": "nenhum banco disponível para uma fatura",
  "attendance.requested": "um assinante pediu para falar com uma pessoa",
  "attendance.closed":
    "o atendimento terminou; outcome diz se a equipe encerrou (handed_back) ou se as 12 horas passaram (timed_out)",
};
