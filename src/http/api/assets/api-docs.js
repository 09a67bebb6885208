// biome-ignore lint/correctness/noUndeclaredVariables: loaded by the script before this one
SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#docs", deepLinking: true });
