/** The types of events in the feed, each with its meaning in Portuguese. */
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
  "return.applied":
    "um arquivo de retorno foi aplicado; notOurs traz títulos com número nosso que não são nossos, e por quê",
  "remittance.refused":
    "o banco recusou a remessa nsa inteira; lines diz por quê, e os títulos dela vão de novo na próxima",
  "remittance.answered": "o banco recebeu a remessa nsa, ou recusou uma parte dela (outcome); lines diz o quê",
  "return.refused": "um arquivo de retorno foi recusado inteiro; problems traz o que há de errado, por linha",
  "boleto.open-at-bank":
    "o banco ainda mostrava aberto um boleto que aqui já não valia: recusado, baixado ou fora do prazo; a baixa foi pedida",
  "boleto.payment-announced":
    "o banco avisou que foi pago (baixa operacional); ainda não é pagamento: a confirmação chega no próximo dia útil",
  "boleto.payment-announcement-undone": "o banco tinha avisado um pagamento e não o confirmou",
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
  "boleto.pix-refused":
    "o boleto vale, mas sem PIX: o banco não o fez, ou o que mandou não está certo; reason diz por quê",
  "boleto.closed-at-bank": "o boleto foi cancelado no banco, por fora, ou recusado depois de registrado",
  "payment.undone": "o banco desfez um pagamento; reopened diz se a fatura voltou a ficar em aberto",
  "payment.undone-unconfirmed":
    "um banco avisou que desfez um pagamento e, perguntado por dias, não o confirmou; confira no banco",
  "bank.in-trouble": "a API de um banco falhou várias vezes seguidas; até until ele não é oferecido",
  "bank.no-permission":
    "um banco recusa chamadas de uma carteira de banco, e não um boleto; reason diz o que conferir. Até until ela não é oferecida; se purpose é payments, pix, pdf ou ranges, só isso não é pedido, e os boletos seguem",
  "bank.webhook-unread":
    "um banco mandou avisos que não puderam ser lidos, ou que não são sobre boletos daqui; um evento por banco e dia",
  "bank.payment-unknown":
    "a lista do banco traz um pagamento de um nosso número da faixa daqui, e este boleto não existe aqui; nossoNumero vem sem o começo",
  "bank.payment-repeated":
    "a lista do banco traz mais um pagamento de um boleto que já estava pago, e não diz se é outro; ele não foi registrado: confira no banco se veio mais dinheiro",
  "bank.payments-foreign":
    "a lista do banco traz pagamentos de boletos de outro sistema; count e amountCents dão a quantidade e a soma, de from a through",
  "bank.payments-unread":
    "a lista de pagamentos de um banco não pôde ser lida, e segue sendo pedida; since diz desde que dia falta",
  "contract.linked": "o contrato foi vinculado a uma carteira",
  "offers.none": "nenhum banco disponível para uma fatura",
  "attendance.requested": "um assinante pediu para falar com uma pessoa",
  "attendance.closed":
    "o atendimento terminou; outcome diz se a equipe encerrou (handed_back) ou se as 12 horas passaram (timed_out)",
};
