/** People whose every word is nobody else's: what of theirs stands anywhere can be found. */
export const zenobia = {
  name: "Zenóbia Quixadá Wolfram",
  document: "81145929150",
  email: "zenobia@correio-marcado.example",
  address: "Travessa dos Quindins Azuis, 4711",
  district: "Xaréu Velho",
};
export const firm = {
  name: "Xilofones Quetzal Ltda",
  document: "QZ4711XK000151",
  email: "contas@quetzal-marcado.example",
  address: "Beco da Jabuticaba Roxa, 8123",
};
/** What somebody writes, that is nothing to anybody but who reads the talk. */
export const secretWords = "minha senha do wifi é quokka-7734";
export const secrets = {
  erp: "segredo-marcado-do-erp-5519",
  bankWebhook: "segredo-marcado-do-banco-6620",
  sms: "segredo-do-sms",
};
