# A mais nova das versões do Node com que os testes rodam.
ARG NODE_IMAGE=node:24.22.3-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc .puppeteerrc.cjs ./
RUN npm ci --ignore-scripts
COPY prisma prisma
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run prepare && node scripts/prune-to-production.mjs

FROM ${NODE_IMAGE}
# O Chromium é só para o WhatsApp: com --build-arg WHATSAPP=off a imagem fica sem ele.
ARG WHATSAPP=on
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates tini $([ "$WHATSAPP" = off ] || echo chromium) \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node -m 0700 /data /data/banks
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/dist dist
ENV NODE_ENV=production DATA_DIR=/data WHATSAPP_DIR=/data/whatsapp BANKS_DIR=/data/banks
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=20s --interval=15s --timeout=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# O tini recolhe os processos que um Chromium deixa, e passa adiante o pedido de parar.
# O Node reservaria 48 MB para objetos novos; um quarto basta: veja bench/studies/memory-steps.md.
ENTRYPOINT ["tini", "--", "node", "--max-semi-space-size=4", "/app/dist/main.js"]
CMD ["start"]
