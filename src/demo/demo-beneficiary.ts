/** Whose boletos the demo's are. */
export const demoBeneficiary = {
  beneficiaryName: "VALE FIBRA TELECOM LTDA",
  beneficiaryDocument: "12345678000195",
  beneficiaryAddress: "Avenida das Águas, 1000, Centro, Vale Alegre - SP, 00000-000",
};
